"""Web pages: what is the document on them, and how its text is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_builder import PROSE, cells, lines, read, texts

from planlens.model import BlockKind, PlanlensError
from planlens.readers import read_document
from planlens.readers.html import READER
from planlens.readers.web import tree

MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("首页", "政务公开", "政务服务", "互动交流"))


def page(content: str, head: str = "") -> str:
    """Return a page of a government site around this content."""
    return (
        f"<!DOCTYPE html><html><head><title>云屏市数字规划_云屏市人民政府门户网站</title>{head}</head><body>"
        f"<div class='top'>无障碍浏览 长者模式</div><ul class='nav'>{MENU}</ul>"
        f"<div class='position'>您现在的位置：<a href='/'>首页</a> &gt; <a href='/zw'>政务公开</a></div>{content}"
        "<div class='footer'><p>主办：云屏市人民政府办公室</p><p>某ICP备00000000号　网站标识码9900000001</p></div>"
        "</body></html>"
    )


@pytest.mark.parametrize(
    "container",
    ['class="TRS_Editor"', 'id="UCAPCONTENT"', 'id="zoom"', 'class="view TRS_UEDITOR trs_web"', 'class="x9f2"', ""],
)
def test_the_document_is_found_among_menus_and_footers(container: str) -> None:
    content = f"<div class='wrap'><h1>云屏市数字规划</h1><div {container}><p>一、总体要求</p><p>{PROSE}</p></div></div>"
    assert lines(page(content))[:3] == ["云屏市数字规划", "一、总体要求", PROSE]
    assert len(lines(page(content))) == 3


LINKS = "".join(f"<li><a href='/{n}'>关于召开第{n}次全体会议的通知</a><span>[0{n}-15]</span></li>" for n in range(1, 8))
SIDE = f"<div class='lanmu'><h3>热点推荐</h3><ul>{LINKS}</ul></div>"


@pytest.mark.parametrize("order", ["{side}{text}", "{text}{side}"])
@pytest.mark.parametrize("heading", ["h2", "h1"])
def test_a_short_notice_is_found_beside_lists_of_links(order: str, heading: str) -> None:
    below = "<div><p>附件：<a href='a.rar'>云屏市数字规划</a></p></div>"
    note = f"<div class='neirong'><{heading}>云屏市数字规划</{heading}>{below}</div>"
    content = page(f"<div>{order.format(side=SIDE, text=note)}</div>")
    assert lines(content) == ["云屏市数字规划", "附件：云屏市数字规划"]


def test_text_without_stops_beside_its_title_is_kept() -> None:
    rows = "".join(f"<p>第{n}批示范企业名单 云屏{n}号实业公司</p>" for n in range(9))
    content = (
        f"<div><div><h1>云屏市数字规划</h1><span>2026年1月</span></div><div class='neirong'>{rows}</div>{SIDE}</div>"
    )
    found = lines(page(content))
    assert found[:2] == ["云屏市数字规划", "2026年1月"]
    assert "第8批示范企业名单 云屏8号实业公司" in found


def test_the_title_above_the_text_is_the_documents() -> None:
    document = read(page(f"<h1>云屏市数字规划</h1><div id='zoom'><p>{PROSE}</p></div>"))
    assert document.blocks[0].is_title
    assert document.blocks[0].centered


HEADED = "云溪市2026年重点工作任务"
MENU = "<ul class=menu><li><a href=1>首页</a></li><li><a href=2>政务公开</a></li><li><a href=3>互动交流</a></li></ul>"


@pytest.mark.parametrize(
    "above",
    [
        f"<title>云溪市人民政府</title>{MENU}<div class=top><h1>{HEADED}</h1></div>",
        f"{MENU}<header><h1>{HEADED}</h1></header>",
        f"<header><h1>{HEADED}</h1></header>",
        f"<title>通知公告</title>{MENU}<div><h1>{HEADED}</h1><p>来源：市政府办</p></div>",
        f"<title>通知公告_云溪市人民政府门户网站</title><h1>云溪市人民政府</h1>{MENU}<h2>{HEADED}</h2>",
        f"<title>云溪市</title><h1><a href=/>云溪市人民政府门户网站</a></h1>{MENU}<h1>{HEADED}</h1>",
        f"<title>云溪市人民政府</title>{MENU}<h1>{HEADED}</h1><div class=sidebar><h3>热点推荐阅读</h3></div>",
        f"<title>云溪市人民政府</title>{MENU}<h1>{HEADED}</h1><aside><h1>便民服务大厅热线</h1></aside>",
        f"<title>云溪市人民政府</title>{MENU}<h1>{HEADED}</h1><h3>一张图读懂这份文件</h3>",
    ],
)
def test_a_heading_above_the_text_is_its_title_where_the_page_names_only_the_site(above: str) -> None:
    html = f"<body>{above}<div id=zoom><p>一、重点任务</p><p>{PROSE}</p><p>{PROSE}</p></div>"
    assert lines(html)[:2] == [HEADED, "一、重点任务"]


@pytest.mark.parametrize("above", ["<h1>云溪市人民政府</h1>", f"{MENU}<aside><h1>便民服务大厅热线</h1></aside>"])
def test_the_name_of_a_site_is_no_title(above: str) -> None:
    html = f"<title>云溪市人民政府</title><body>{above}<div id=zoom><p>一、重点任务</p><p>{PROSE}</p></div>"
    assert lines(html)[0] == "一、重点任务"


def test_a_title_that_the_text_repeats_stands_once() -> None:
    content = f"<h1>云屏市数字规划</h1><div id='zoom'><p align=center>云屏市数字规划</p><p>{PROSE}</p></div>"
    assert lines(page(content)) == ["云屏市数字规划", PROSE]


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("<meta name=ArticleTitle content='云屏市数字规划'>", ""),
        ("", "<div class='article-title'>云屏市数字规划</div>"),
        ("", ""),  # the page's own title, without the name of the site
    ],
)
def test_where_titles_stand(head: str, heading: str) -> None:
    assert lines(page(f"{heading}<div id='zoom'><p>{PROSE}</p></div>", head))[0] == "云屏市数字规划"


def test_metadata_above_the_text_becomes_lines_before_it() -> None:
    meta = (
        "<table><tr><td>索 引 号：</td><td>990000/2025-1</td><td>主题分类：</td><td>综合</td></tr>"
        "<tr><td>发文机关：</td><td>云屏市人民政府</td><td>成文日期：</td><td>2025年3月1日</td></tr></table>"
    )
    assert lines(page(f"{meta}<div id='zoom'><p>{PROSE}</p></div>"))[1:4] == [
        "索引号：990000/2025-1",
        "发文机关：云屏市人民政府",
        "成文日期：2025年3月1日",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "打印 关闭 分享",
        "【打印本页】【关闭窗口】",
        "字号：大 中 小",
        "【字体：大 中 小】",
        "分享到：微信 微博",
        "上一篇：市政府召开会议",
        "下一条: 没有了",
        "浏览次数：1024",
        "扫一扫在手机打开当前页",
        "版权所有：云屏市人民政府",
    ],
)
def test_the_words_of_the_page_are_left_out_of_the_text(line: str) -> None:
    assert lines(page(f"<div id='zoom'><p>{PROSE}</p><p>{line}</p></div>"))[1:] == [PROSE]


def test_links_to_other_pages_inside_the_text_are_left_out() -> None:
    related = f"<div><p>相关文件</p><ul>{MENU}</ul></div><div class='bdsharebuttonbox'>转发</div>"
    assert lines(page(f"<div id='zoom'><p>{PROSE}</p>{related}</div>"))[1:] == [PROSE]


def test_a_text_in_several_editors_of_one_page_is_read_whole() -> None:
    parts = f"<div class=TRS_Editor><p>通知{PROSE}</p></div><p>附件</p><div class=TRS_Editor><p>规划{PROSE}</p></div>"
    assert lines(page(f"<div class=main-box>{parts}</div>"))[1:] == [f"通知{PROSE}", "附件", f"规划{PROSE}"]


def test_marks_of_a_clipboard_that_an_editor_left_in_a_page_do_not_matter() -> None:
    content = f"<div id='zoom'><p>{PROSE}</p><!--StartFragment--><p>乙</p><!--EndFragment--></div>"
    assert lines(page(content))[1:] == [PROSE, "乙"]


def test_a_page_of_nothing_but_a_document() -> None:
    assert lines("<html><head><title>文档1</title></head><body><p>一、总体要求</p><p>坚持创新。</p></body></html>") == [
        "一、总体要求",
        "坚持创新。",
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>甲<p>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("甲<br>乙<br/>\n<br>丙", ["甲", "乙", "丙"]),
        ("<p>坚持\n创新\n  驱动</p>", ["坚持创新驱动"]),
        ("<p>建设 5G\n基站 smart\ncity</p>", ["建设 5G基站 smart city"]),
        ("<p><span>（一）</span>\n<b>总体</b>\n要求</p>", ["（一）总体要求"]),
        ("<p>产值&gt;100&nbsp;亿元&mdash;&#8220;新&#x201d;</p>", ["产值>100\xa0亿元—“新”"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>甲<script>document.write('乙')</script><style>p{}</style><!-- 丙 --></p>", ["甲"]),
        (
            "<p>甲</p><p style='display: none'>乙</p><div hidden>丙</div><p>丁<span style='mso-hide:all'>戊</span></p>",
            ["甲", "丁"],
        ),
        ("<html><body><p>甲</p></body></html><p>乙</p>", ["甲", "乙"]),
        ("<select><option>甲</option></select><textarea>乙</textarea><button>丙</button><p>丁</p>", ["丁"]),
    ],
)
def test_paragraphs(html: str, found: list[str]) -> None:
    assert lines(f"<body>{html}") == found


def test_indents_stay_in_the_text_outside_the_blocks() -> None:
    document = read("<p>　　坚持创新。</p>")
    assert document.text == "　　坚持创新。"
    assert texts(document) == ["坚持创新。"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3 type=a><li>甲<li value=7>乙<li>丙</ol>", ["c. 甲", "g. 乙", "h. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol>", ["一、 甲", "二、 乙"]),
        ("<ol><li>甲<ol type=I><li>子<li>丑</ol><li>乙</ol>", ["1. 甲", "I. 子", "II. 丑", "2. 乙"]),
        ("<ol><li>（一）甲<li>2.乙</ol>", ["（一）甲", "2.乙"]),
        ("<ol style='list-style: none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<ol><li><p>甲</p><p>乙</p><li>丙</ol>", ["1. 甲", "乙", "2. 丙"]),
    ],
)
def test_lists(html: str, found: list[str]) -> None:
    assert lines(html) == found


def test_printed_numbers_are_told() -> None:
    assert [block.number for block in read("<ol><li>甲</ol><p>乙").blocks] == ["1.", ""]


def test_headings_and_centred_lines() -> None:
    document = read("<h2>一、总体要求</h2><p>坚持创新。</p><center>附件</center><p style='text-align:CENTER'>表1</p>")
    assert [block.style_level for block in document.blocks] == [2, None, None, None]
    assert [block.centered for block in document.blocks] == [False, False, True, True]


def test_a_table_with_merged_cells() -> None:
    html = (
        "<p>上</p><table><tr><th rowspan=2>序号<th rowspan=2>任务<th colspan=2>责任单位"
        "<tr><th>牵头<th>配合<tr><td>1<td><p>建设平台</p><p>完善功能</p><td>市科技局<td></table><p>下</p>"
    )
    document = read(html)
    assert cells(document) == [
        "0 0.0 2x1 序号",
        "0 0.1 2x1 任务",
        "0 0.2 1x2 责任单位",
        "0 1.2 牵头",
        "0 1.3 配合",
        "0 2.0 1",
        "0 2.1 建设平台",
        "0 2.1 完善功能",
        "0 2.2 市科技局",
    ]
    assert document.text.splitlines()[2:4] == ["牵头\t配合", "1\t建设平台"]


def test_tables_that_only_place_text_are_no_tables() -> None:
    inner = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    assert cells(read(f"<table><tr><td>左栏<td>{inner}{PROSE}</table>")) == [
        "0 0.0 甲",
        "0 0.1 乙",
        "0 1.0 丙",
        "0 1.1 丁",
    ]
    assert cells(read(f"<table><tr><td>{PROSE}</td></tr></table>")) == []


def test_a_box_beside_the_text_is_a_table_of_one_cell() -> None:
    assert cells(read(f"<p>{PROSE}{PROSE}</p><table><tr><td><p>专栏1 重点工程</p><p>建设平台</p></table>")) == [
        "0 0.0 专栏1 重点工程",
        "0 0.0 建设平台",
    ]


@pytest.mark.parametrize(
    "note",
    ["<div style='mso-element: footnote' id=x>", "<div id=ftn1>", '<div id="sdfootnote12">', "<div id=sdendnote3>"],
)
def test_footnotes(note: str) -> None:
    html = f"<p>甲[1]</p>{note}<p>[1] 注</p></div><p>乙</p>"
    assert [block.kind for block in read(html).blocks] == [BlockKind.BODY, BlockKind.FOOTNOTE, BlockKind.BODY]


def test_deleted_text_is_left_out() -> None:
    assert lines("<p>完成<del>三</del><ins>四</ins>项</p>") == ["完成四项"]


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "iso-8859-1", ""])
@pytest.mark.parametrize("real", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_bytes_decide_the_encoding(declared: str, real: str) -> None:
    html = f"<html><head><meta charset='{declared}'></head><body><p>加快建设数字云屏，完善服务。</p></body></html>"
    data = html.encode(real)
    assert READER.accepts(data)
    assert texts(READER.read(data, "x")) == ["加快建设数字云屏，完善服务。"]


def test_big5_is_taken_at_its_word() -> None:
    html = "<html><head><meta charset=big5></head><body><p>加快建設數位雲屏，完善服務。</p></body></html>"
    assert lines(html) == texts(READER.read(html.encode("big5"), "x"))


def test_broken_places_give_a_warning() -> None:
    data = f"<html><body><p>{PROSE}</p></body></html>".encode("gb18030").replace(
        "平台".encode("gb18030"), b"\xff\xff", 1
    )
    assert "无法识别" in READER.read(data, "x").warnings[0]


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("\ufeff \n<!DOCTYPE html><html>", True),
        ("<?xml version='1.0'?>\n<html xmlns='x'>", True),
        ("<!-- saved from url=(0020)http://www.example.cn -->\n<html>", True),
        ("<table><tr><td>序号", True),  # what office systems call .xls
        ("<?xml version='1.0'?><w:wordDocument/>", False),
        ("# 规划\n<div>x</div>", False),
        ("<规划>一、总体要求", False),
    ],
)
def test_what_a_web_page_is(text: str, accepted: bool) -> None:
    assert READER.accepts(text.encode()) == accepted


def test_a_page_without_text(tmp_path: Path) -> None:
    path = tmp_path / "空.html"
    path.write_text("<html><body><div id='app'></div><script>load()</script></body></html>", "utf-8")
    with pytest.raises(PlanlensError, match="网页中没有正文") as caught:
        read_document(path)
    assert caught.value.code == "no-text"


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<div>" * 6_000, "too-deep"),
        ("<td><font>" * 30_000, "too-deep"),
        ("".join(f"<p><font size={number}>段" for number in range(2_000)), "too-deep"),
        ("<b>x</b>" * 300_000, "too-large"),
    ],
)
def test_pages_that_would_fill_the_memory_are_refused(html: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_PAGE_NODES", 20_000)
    with pytest.raises(PlanlensError) as caught:
        read(html)
    assert caught.value.code == code


def test_pages_with_unclosed_elements_are_read_whole() -> None:
    html = "".join(f"<div><font color=red>第{number}段。" for number in range(400)) + "<p>完"
    assert lines(html)[-2:] == ["第399段。", "完"]
    assert len(lines(html)) == 401


def test_huge_spans_are_no_table() -> None:
    html = f"<table><tr>{'<td colspan=1000 rowspan=60000>甲</td>' * 3}</tr><tr><td>乙</td></tr></table>"
    assert [line for line in lines(html) if line != "甲"] == ["乙"]
    rows = "<tr><td rowspan=60000>甲<td>乙</tr>" * 3_000
    assert cells(read(f"<p>{PROSE * 200}</p><table>{rows}</table>")) == []


def test_nothing_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a link was followed"))
    html = (
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><head><base href='http://127.0.0.1/'>"
        "<link rel=stylesheet href='a.css'><meta http-equiv=refresh content='0;url=http://127.0.0.1'></head>"
        "<body><img src='http://127.0.0.1/a.png'><iframe src='http://127.0.0.1/'></iframe><p>甲&x;</p></body></html>"
    )
    assert lines(html)[-1] == "甲&x;"
