"""Whole .docx files for the damage tests."""

from __future__ import annotations

from docx_builder import abstract, cell, composed, docx, item, lvl, num, p, r, row, styled, table

from planlens.paths import samples

FORMAT = "docx"


_PAGE = "<html><body><h1>一、总则</h1><p>甲</p><table><tr><td>乙</td><td>丙</td></tr></table></body></html>".encode()


def seeds() -> list[bytes]:
    """Return a file with a bit of everything, and the samples."""
    return [everything(), composed(_PAGE), *(path.read_bytes() for path in sorted(samples().glob("*.docx")))]


def everything() -> bytes:
    """Return a small .docx with lists, a table, a note, a text box, a field and tracked changes."""
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>"
        f"{p('专栏1 重点项目')}{p('1. 云屏河综合治理')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("3")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    changed = (
        f"<w:p><w:ins w:id='1'>{r('新增')}</w:ins><w:del w:id='2'><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
    )
    body = item("总则", 1) + item("目标", 1, 1) + styled("任务", "a") + box + field + changed
    body += table(row("甲", cell(p("乙") + p("丙"), '<w:gridSpan w:val="2"/><w:vMerge/>')), row("丁", "戊", "己"))
    body += f"<w:sdt><w:sdtContent>{p('内容控件')}</w:sdtContent></w:sdt>"
    body += f'<w:p>{r("注")}<w:r><w:footnoteReference w:id="1"/><w:br/></w:r>{r("完")}</w:p>'
    return docx(
        body,
        numbering=abstract(0, lvl(0, "第%1章", "chineseCounting"), lvl(1, "%1.%2")) + num(1, 0),
        styles='<w:style w:styleId="a" w:type="paragraph"><w:name w:val="heading 1"/></w:style>',
        footnotes=f'<w:footnote w:id="1">{p("说明")}</w:footnote>',
    )
