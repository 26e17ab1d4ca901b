"""The style and the script of the one-file web page; both are the same for every page."""

from __future__ import annotations

STYLE = """
:root{--ink:#1f2328;--line:#c9ced6;--soft:#f4f6f8;--head:#ddebf7;--bar:#4472c4}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.2rem;max-width:110rem;color:var(--ink);background:#fff;
font:15px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif}
h1{text-align:center;font-size:1.6rem;margin:.3rem 0}
h2{font-size:1.2rem;margin:1.6rem 0 .4rem}
.note{text-align:center;color:#666;margin:.2rem 0}
.figures{display:flex;flex-wrap:wrap;gap:1.5rem;margin:1rem 0;align-items:flex-start}
.bars{flex:1 1 18rem;border:0}
.bars caption{text-align:left;font-weight:bold;padding-bottom:.2rem}
.bars th,.bars td{border:0;padding:.05rem .4rem;font-weight:normal;text-align:left;background:none;position:static}
.bars th{white-space:nowrap;width:1%}
.bars td:last-child{width:1%;text-align:right;white-space:nowrap}
.bars tr{line-height:1.35}
.bars i{display:block;height:.8rem;min-width:2px;background:var(--bar);border-radius:2px}
#controls{position:sticky;top:0;z-index:3;display:flex;flex-wrap:wrap;gap:.5rem;padding:.5rem 0;background:#fff}
#controls[hidden]{display:none}
#controls input,#controls select,#controls button{font:inherit;padding:.25rem .5rem;border:1px solid var(--line);
border-radius:4px;background:#fff;max-width:16rem}
#words{flex:1 1 16rem}
#count{align-self:center;color:#555}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.3rem .5rem;vertical-align:middle;text-align:left;overflow-wrap:anywhere}
#tasks thead th{min-width:4.2em}
#tasks thead th:first-child{min-width:2.6em}
thead th{background:var(--head);text-align:center;position:sticky;top:3.2rem;z-index:2}
#tasks.sorting thead th{cursor:pointer}
thead th[aria-sort=ascending]::after{content:" ▲"}
thead th[aria-sort=descending]::after{content:" ▼"}
.group th{background:var(--soft);font-weight:bold}
.flat .group{display:none}
.grouped .path,.grouped thead th.path{display:none}
.mid{text-align:center;white-space:pre-line}
.gone{display:none}
em{color:#7f7f7f}
@media print{
@page{size:A4 landscape;margin:12mm}
body{padding:0;font-size:9pt;max-width:none}
#controls,.figures{display:none}
thead th{position:static}
tr{break-inside:avoid}
.group{break-after:avoid}
thead{display:table-header-group}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
"""

SCRIPT = """
(function(){
"use strict";
var table=document.getElementById("tasks"),form=document.getElementById("controls");
if(!table||!form){return;}
var find=function(id){return document.getElementById(id);};
var rows=Array.prototype.slice.call(table.querySelectorAll("tr.task"));
var bodies=Array.prototype.slice.call(table.tBodies);
var heads=Array.prototype.slice.call(table.tHead.rows[0].cells);
var told=rows.map(function(row){
  var group=row.parentNode.querySelector(".group");
  return ((group?group.textContent:"")+" "+row.textContent+" "+row.dataset.units).toLowerCase();
});
var flat=false;
form.hidden=false;
form.addEventListener("submit",function(event){event.preventDefault();});
function value(id){var item=find(id);return item?item.value:"";}
function show(){
  var words=value("words").toLowerCase().split(/\\s+/).filter(Boolean);
  var unit=value("unit"),light=value("light"),status=value("status"),count=0;
  rows.forEach(function(row,place){
    var fits=(!unit||row.dataset.units.indexOf("|"+unit+"|")>=0)&&(!light||row.dataset.light===light)
      &&(!status||row.dataset.status===status)&&words.every(function(word){return told[place].indexOf(word)>=0;});
    row.classList.toggle("gone",!fits);
    if(fits){count+=1;}
  });
  bodies.forEach(function(body){
    var group=body.querySelector(".group");
    if(group){group.classList.toggle("gone",!body.querySelector("tr.task:not(.gone)"));}
  });
  find("count").textContent="显示 "+count+" 项，共 "+rows.length+" 项";
}
function lay(){
  table.classList.toggle("flat",flat);
  table.classList.toggle("sorting",flat);
  table.classList.toggle("grouped",!flat&&!!table.querySelector(".group"));
  find("tree").textContent=flat?"按章节":"列成一张表";
  if(!flat){
    heads.forEach(function(head){head.removeAttribute("aria-sort");});
    rows.forEach(function(row){home.get(row).appendChild(row);});
  }
}
var home=new Map();
rows.forEach(function(row){home.set(row,row.parentNode);});
heads.forEach(function(head,place){
  head.addEventListener("click",function(){
    if(!flat){return;}
    var down=head.getAttribute("aria-sort")==="ascending";
    heads.forEach(function(other){other.removeAttribute("aria-sort");});
    head.setAttribute("aria-sort",down?"descending":"ascending");
    var keyed=rows.map(function(row,at){return {row:row,at:at,text:row.cells[place].textContent.trim()};});
    keyed.sort(function(one,other){
      if(!one.text||!other.text){return (one.text?0:1)-(other.text?0:1)||one.at-other.at;}
      var a=parseFloat(one.text),b=parseFloat(other.text),way=down?-1:1;
      var order=!isNaN(a)&&!isNaN(b)?a-b:one.text.localeCompare(other.text,"zh");
      return way*order||one.at-other.at;
    });
    keyed.forEach(function(item){bodies[0].appendChild(item.row);});
  });
});
["words","unit","light","status"].forEach(function(id){
  var item=find(id);
  if(item){item.addEventListener("input",show);}
});
find("clear").addEventListener("click",function(){
  ["words","unit","light","status"].forEach(function(id){var item=find(id);if(item){item.value="";}});
  show();
});
find("tree").addEventListener("click",function(){flat=!flat;lay();show();});
lay();show();
})();
"""
