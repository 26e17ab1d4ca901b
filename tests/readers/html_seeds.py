"""Whole web pages for the damage tests."""

from __future__ import annotations

FORMAT = "html"

TEXT = "".join(
    f"<p style='text-align:justify'>第{n}段，建设公共<b>服务平台</b>，完善服务功能。</p>\n" for n in range(9)
)
EVERYTHING = (
    "<!DOCTYPE html><html><head><meta charset='{}'><title>云屏市规划_云屏市人民政府</title>"
    "<meta name='ArticleTitle' content='云屏市规划'><style>p {{}}</style></head><body>"
    "<div class='nav'><ul><li><a href='/'>首页</a><li><a href='/a'>政务公开</a></ul></div>"
    "<table><tr><td>索引号：</td><td>1</td><td>发文机关：</td><td>云屏市</td><td>成文日期：</td><td>2025年</td></tr></table>"
    f"<h1>云屏市规划</h1><div id='zoom' class=\"TRS_Editor\"><h2>一、总体要求</h2>{TEXT}"
    "<ol type=a start=3><li value='4'>甲<li>乙<ol><li>丙</ol></ol><pre>丁\n戊</pre><!-- 注 --><font size=3>"
    "<table border=1><caption>表1</caption><tr><th rowspan=2>序号<th colspan='2'>责任单位<tr><td>牵头<td>配合"
    "<tr><td>1<td>市科技局<td style='display:none'>无</table><div style='mso-element:footnote'>[1] 注</div>"
    "&nbsp;&#x5b8c;&amp;<script>x('<p>')</script></div><p>打印 关闭</p></body></html>"
)


def seeds() -> list[bytes]:
    """Return a page with a bit of everything in two encodings, and a bare table."""
    return [EVERYTHING.format(code).encode(code) for code in ("utf-8", "gb18030")] + [
        "<table><tr><td>任务<td>单位<tr><td>建设平台<td>市科技局</table>".encode()
    ]
