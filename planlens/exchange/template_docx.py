"""An office's own empty Word table filled: title, widths and fonts stay as they are."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import docx
from docx.oxml.ns import qn

from planlens.exchange.templates import MOST_ROWS_ABOVE, FillRows, Learn, Learnt
from planlens.model import PlanlensError
from planlens.views.cells import clean


def fill_document(data: bytes, name: str, learn: Learn, rows: FillRows) -> tuple[bytes, Learnt] | None:
    """Return a Word document with the first table that has heads of tasks filled, None where no table has.

    Args:
        data: the template.
        name: what it is called.
        learn: tells what the columns of a table ask for.
        rows: returns what goes into the rows: for each the text of each column, in the order of ``Learnt.fields``.

    Raises:
        PlanlensError: ``bad-template``.
    """
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises whatever zipfile and lxml do
        message = f"模板 {name} 不是完好的 Word 文档（.docx）。请用 Word 或 WPS 另存后再试。"
        raise PlanlensError("bad-template", message) from error
    for table in document.tables:
        if (found := learn(_texts(table))) is not None:
            _fill(table, found, rows(found))
            buffer = io.BytesIO()
            document.save(buffer)
            return buffer.getvalue(), found
    return None


def _texts(table: Any) -> list[list[str]]:
    """Return what the first rows say; a cell over several columns says it in the first of them."""
    found = []
    for row in table.rows[:MOST_ROWS_ABOVE]:
        cells, seen = [], None
        for cell in row.cells:
            cells.append("" if cell._tc is seen else clean(cell.text).strip())
            seen = cell._tc
        found.append(cells)
    return found


def _fill(table: Any, found: Learnt, rows: Sequence[Sequence[str]]) -> None:
    first = found.row + 1
    blank = [row._tr for row in table.rows[first:]]
    blank = blank[: next((at for at, tr in enumerate(blank) if _says(tr)), len(blank))]
    model = blank[0] if blank else _emptied(table.rows[found.row]._tr)
    last = table.rows[found.row]._tr
    for place, texts in enumerate(rows):
        tr = deepcopy(model)
        if place < len(blank):
            blank[place].getparent().remove(blank[place])
        last.addnext(tr)
        last = tr
        for column, text in zip(found.fields, texts, strict=True):
            _write(_cell_at(tr, column), text)


def _says(tr: Any) -> bool:
    return any((node.text or "").strip() for node in tr.iter(qn("w:t")))


def _emptied(tr: Any) -> Any:
    """Return a row like that of the heads, for a table that has no row below them."""
    made = deepcopy(tr)
    for node in [*made.iter(qn("w:r"))]:
        node.getparent().remove(node)
    for node in [*made.iter(qn("w:tblHeader"), qn("w:vMerge"))]:
        node.getparent().remove(node)
    return made


def _cell_at(tr: Any, column: int) -> Any:
    """Return the cell of a row that covers a column."""
    at = 0
    cells = tr.findall(qn("w:tc"))
    for tc in cells:
        span = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        at += int(span.get(qn("w:val"))) if span is not None else 1
        if at > column:
            return tc
    return cells[-1]


def _write(tc: Any, text: str) -> None:
    """Write lines into a cell, in the looks that its paragraph has for them."""
    paragraphs = tc.findall(qn("w:p"))
    model = paragraphs[0]
    for other in paragraphs[1:]:
        tc.remove(other)
    for place, line in enumerate(clean(text).split("\n")):
        paragraph = model if place == 0 else deepcopy(model)
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)
        run = paragraph.makeelement(qn("w:r"), {})
        looks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if looks is not None:
            run.append(deepcopy(looks))
        said = run.makeelement(qn("w:t"), {qn("xml:space"): "preserve"})
        said.text = line
        run.append(said)
        paragraph.append(run)
        if place:
            tc.append(paragraph)
