"""Whole web pages for the damage tests."""

from __future__ import annotations

from web_builder import PROSE

FORMAT = "html"
MENU = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li></ul></div>"
TABLE = (
    "<table border=1><tr><th rowspan=2>序号</th><th colspan=2>任务</th></tr><tr><td>举措</td><td>单位</td></tr>"
    "<tr><td>1</td><td>建设公园</td><td>市城管局</td></tr></table>"
)


def page() -> str:
    """Return a page with a menu, a list, a table, a frame and a script around its text."""
    text = (
        f"<h1>云屏市规划</h1><p>一、总体要求</p><p>{PROSE}</p><ol><li>绿道</li><li>公园</li></ol>{TABLE}<p>{PROSE}</p>"
    )
    rest = "<script>var a = '<p>';</script><style>p {}</style><iframe src='x.html'></iframe><p>打印 关闭 分享</p>"
    return (
        f"<html><head><meta charset=utf-8><title>规划</title></head><body>{MENU}<div>{text}</div>{rest}</body></html>"
    )


def seeds() -> list[bytes]:
    """Return the page in the encodings of web sites."""
    return [page().encode(), page().replace("utf-8", "gb2312").encode("gb18030")]
