"""Word documents as small text pictures: page, foot, and every paragraph and table with its look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table
from docx.text.paragraph import Paragraph


def paper_picture(path: Path) -> str:
    """Draw a document: millimetres for the page, points for type and lines."""
    document = docx.Document(str(path))
    lines = [line for section in document.sections for line in _page(section)]
    for item in document.iter_inner_content():
        lines += [_line(item)] if isinstance(item, Paragraph) else _table(item)
    return "\n".join(lines) + "\n"


def _page(section: Section) -> Iterator[str]:
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    size = f"{_mm(section.page_width)}x{_mm(section.page_height)}"
    yield f"page {size}, above below left right {' '.join(map(_mm, sides))}, foot {_mm(section.footer_distance)}"
    yield f"odd foot: {_line(section.footer.paragraphs[0])}"
    yield f"even foot: {_line(section.even_page_footer.paragraphs[0])}"


def _mm(length: Any) -> str:
    return f"{length.mm:.0f}"


def _line(paragraph: Paragraph) -> str:
    form = paragraph.paragraph_format
    looks = dict.fromkeys(_look(run) for run in paragraph.runs if run.text or len(paragraph.runs) == 1)
    indent = paragraph._p.xpath("./w:pPr/w:ind/@w:firstLineChars")
    align = paragraph.alignment.name.lower() if paragraph.alignment is not None else ""
    parts = [
        *looks,
        align,
        "indented" if indent == ["200"] else "",
        f"line {form.line_spacing.pt:g}" if form.line_spacing else "",
    ]
    parts += ["with next" if form.keep_with_next else "", "picture" if paragraph._p.xpath(".//w:drawing") else ""]
    parts += ["new page" if form.page_break_before else ""]
    field = "".join(paragraph._p.xpath(".//w:instrText/text()")).strip()
    return f"[{', '.join(filter(None, parts))}] {paragraph.text.strip()}{f' field {field}' if field else ''}".rstrip()


def _look(run: Any) -> str:
    fonts = run._r.rPr.rFonts if run._r.rPr is not None else None
    name = fonts.get(qn("w:eastAsia")) if fonts is not None else "-"
    size = f" {run.font.size.pt:g}" if run.font.size else ""
    return f"{name}{size}{' bold' if run.bold else ''}"


def _table(table: Table) -> Iterator[str]:
    yield f"table, columns {' '.join(_mm(column.width) for column in table.columns)}"
    for row in table.rows:
        marks = [
            name
            for tag, name in (("tblHeader", "repeated"), ("cantSplit", "whole"))
            if row._tr.xpath(f"./w:trPr/w:{tag}")
        ]
        cells = {cell._tc: cell for cell in row.cells}.values()
        texts = [" ⏎ ".join(_line(line) for line in cell.paragraphs) for cell in cells]
        yield f"  row {' '.join(marks)}: {' | '.join(texts)}"
