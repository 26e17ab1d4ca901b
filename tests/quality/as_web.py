"""Plans on pages as government sites publish them and browsers save them: menus, metadata, tools and footers around."""

from __future__ import annotations

import quopri
import re
from collections.abc import Sequence
from html import escape

from format_base import Format
from plan_items import Cell, Item, Table, Text

SITE = "云屏市人民政府"
MENU = ("首页", "政务公开", "政务服务", "政民互动", "走进云屏", "专题专栏", "数据开放")
FOOTER = (
    "网站地图 | 联系我们 | 关于本站",
    "主办：云屏市人民政府办公室　　承办：云屏市大数据中心",
    "网站标识码：9900000001　　某ICP备00000000号-1　　某公网安备 99000002000001号",
    "建议使用1366×768以上分辨率浏览本网站",
)
RELATED = ("一图读懂：云屏市有关政策", "云屏市召开新闻发布会", "有关政策的解读", "专家谈云屏市的发展")


def _links(names: Sequence[str], tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{number}.html">{name}</a></{tag}>\n' for number, name in enumerate(names))


def _titled(items: Sequence[Item], name: str) -> tuple[str, list[Item]]:
    """Return the title for the page's head, and the items without it where the page has it above the text."""
    first = items[0]
    if isinstance(first, Text) and first.kind == "title":
        return first.text, list(items[1:])
    return f"{SITE}关于印发{name}的通知", list(items)


def _head(title: str, charset: str) -> str:
    return (
        f'<head><meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
        f"<title>{escape(title)}_{SITE}门户网站</title>\n"
        f'<meta name="SiteName" content="{SITE}门户网站">\n<meta name="ArticleTitle" content="{escape(title)}">\n'
        "<style>.nav li { float: left } .hide { display: none }</style>\n"
        "<script>var title = '<p>正在载入，请稍候。</p>';</script></head>\n"
    )


def _cell(cell: Cell) -> str:
    spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
        f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    )
    return f"<td{spans}>{''.join(f'<p>{escape(line)}</p>' for line in cell.lines) or '&nbsp;'}</td>"


def _table(table: Table) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in table.rows)
    return f'<table border="1" cellspacing="0"><tbody>\n{rows}</tbody></table>\n'


def _emphasised(text: str) -> str:
    """Return a paragraph's source as editors write it: its number or first words in an element of their own."""
    found = re.match(r"(第[^\s]{1,3}[章节]|[一二三四五六七八九十]{1,3}、|（[^）]{1,3}）|\d{1,2}[.．])", text)
    if found is None:
        return escape(text)
    return f'<span style="font-family: 黑体;"><strong>{escape(found[0])}</strong></span>{escape(text[found.end() :])}'


def _modern(item: Item) -> str:
    if isinstance(item, Table):
        return _table(item)
    align = "center" if item.kind in ("title", "chapter") else "justify"
    return f'<p style="text-align: {align}; text-indent: 2em;">{_emphasised(item.text)}</p>\n'


def _wrapped(item: Item) -> str:
    """Return a paragraph whose source breaks its lines, as Word and some editors write them."""
    if isinstance(item, Table):
        return _table(item)
    lines = re.sub(r"(.{37}[^\x00-\x7f]?)(?<![\x21-\x7e])", r"\1\n", item.text)
    return f"<p class=MsoNormal style='text-indent:32.0pt'><span lang=ZH-CN>　　{escape(lines)}<o:p></o:p></span></p>\n"


def modern(items: Sequence[Item], name: str) -> bytes:
    """Return a page in UTF-8: lists and blocks, a table of metadata, tools, neighbours and links to other pages."""
    title, rest = _titled(items, name)
    meta = (
        ("索引号", "990000/2024-00001"),
        ("主题分类", "综合政务"),
        ("发文机关", SITE),
        ("文号", "云政发〔2024〕1号"),
    )
    pairs = "".join(f"<td><b>{label}：</b></td><td>{value}</td>" for label, value in meta)
    body = (
        f'<div class="header"><div class="logo">{SITE}</div><ul class="nav">{_links(MENU)}</ul>'
        '<div class="hide">网站正在升级，请稍后访问。给您带来不便，敬请谅解。</div></div>\n'
        f'<div class="crumb">您当前的位置：{_links(MENU[:3], "span")} &gt; 正文</div>\n'
        f'<table class="xxgk"><tr>{pairs}</tr></table>\n'
        f'<div class="article"><h1 class="article-title">{escape(title)}</h1>\n'
        '<div class="info"><span>发布时间：2024-01-01 08:00</span><span>来源：云屏市人民政府办公室</span>'
        "<span>浏览次数：1024</span><span>字号：[<a>大</a> <a>中</a> <a>小</a>]</span></div>\n"
        f'<div class="pages_content" id="UCAPCONTENT">{"".join(map(_modern, rest))}'
        '<div class="bdsharebuttonbox">分享到：<a href="#">微信</a><a href="#">微博</a></div></div>\n'
        '<p>【打印本页】 【关闭窗口】</p>\n<div class="prenext"><p>上一篇：<a href="1.html">政府召开会议</a></p>'
        '<p>下一篇：<a href="2.html">云屏市政府召开全体会议</a></p></div>\n'
        f'<div class="xgwj"><h3>相关文件</h3><ul>{_links(RELATED)}</ul></div></div>\n'
        f'<div class="footer">{"".join(f"<p>{line}</p>" for line in FOOTER)}</div>'
    )
    return f"<!DOCTYPE html>\n<html>{_head(title, 'utf-8')}<body>{body}</body></html>".encode()


def old(items: Sequence[Item], name: str) -> bytes:
    """Return a page of nested tables in GBK that says it were UTF-8, its paragraphs lines with blanks before them."""
    title, rest = _titled(items, name)
    blank = "&nbsp;&nbsp;&nbsp;&nbsp;"
    text = "".join(
        f"</font>{_table(item)}<font size=3>" if isinstance(item, Table) else f"{blank}{escape(item.text)}<br>\n"
        for item in rest
    )
    bars = "".join(f"<td><a href='{number}.htm'>{word}</a></td>" for number, word in enumerate(MENU))
    body = (
        f"<table width=1000 align=center><tr><td colspan=7>{SITE}</td></tr><tr>{bars}</tr></table>\n"
        f"<table width=1000 align=center><tr><td width=200 valign=top><ul>{_links(RELATED)}</ul></td>\n<td>"
        f"<table width=100%><tr><td>现在位置：首页 &gt; 政务公开 &gt; 规划计划</td></tr>\n"
        f"<tr><td align=center class=title><b>{escape(title)}</b></td></tr>\n"
        "<tr><td align=center>来源：市政府办公室　点击数：88　【字体：大 中 小】</td></tr>\n"
        f"<tr><td class=TRS_Editor><font size=3>{text}</font></td></tr>\n"
        "<tr><td align=right>【打印】【关闭】</td></tr></table></td></tr></table>\n"
        f"<table width=1000 align=center>{''.join(f'<tr><td align=center>{line}</td></tr>' for line in FOOTER)}</table>"
    )
    return f"<html>{_head(title, 'utf-8')}<body>{body}</body></html>".encode("gb18030")


def nameless(items: Sequence[Item], name: str) -> bytes:
    """Return a page whose parts have no telling names, the title among the text, its source lines broken."""
    body = (
        f'<div class="a1"><div class="b2">{_links(MENU, "span")}</div></div>\n'
        f'<div class="c3"><div class="d4"><div class="e5">{"".join(map(_wrapped, items))}</div>\n'
        f'<div class="f6">打印 关闭 分享</div></div><div class="g7"><ul>{_links(RELATED)}</ul></div></div>\n'
        f'<div class="h8">{"<br>".join(FOOTER)}</div>'
    )
    title = _titled(items, name)[0]
    return f"<!DOCTYPE html>\n<html>{_head(title, 'gb2312')}<body>{body}</body></html>".encode()


def archive(items: Sequence[Item], name: str) -> bytes:
    """Return a web archive as browsers write it, the page in quoted-printable."""
    page = quopri.encodestring(modern(items, name)).replace(b"\n", b"\r\n")
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: http://www.example.gov.cn/1.html\nSubject: plan\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----Part"\n\n\n'
        "------Part\nContent-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\n"
        "Content-Transfer-Encoding: quoted-printable\nContent-Location: http://www.example.gov.cn/1.html\n\n"
    )
    tail = "\n------Part\nContent-Type: text/css\n\n.nav { }\n------Part--\n"
    return head.replace("\n", "\r\n").encode() + page + tail.replace("\n", "\r\n").encode()


FORMATS = [
    Format("web page", ".html", 1, modern),
    Format("web page of tables", ".html", 1, old),
    Format("web page without names", ".html", 1, nameless),
    Format("web archive", ".mht", 1, archive),
]
