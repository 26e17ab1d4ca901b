"""Builds small workbooks, so that a test shows only the cells it is about."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import xlwt
from docx_builder import zipped
from openpyxl.utils import get_column_letter

from planlens.model import Document
from planlens.readers.xls import READER as XLS
from planlens.readers.xlsx import READER as XLSX

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with a number format of its own."""

    value: Any
    number_format: str


Rows = Sequence[Sequence[Any]]


def xlsx(
    sheets: Mapping[str, Rows],
    *merges: str,
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> bytes:
    """Return the bytes of an .xlsx with these sheets; *merges*, hidden rows and columns (from 0) are the first's."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells, start=1):
                value, code = (cell.value, cell.number_format) if isinstance(cell, Shown) else (cell, None)
                written = sheet.cell(row, column, value)
                written.number_format = code or written.number_format
    for merge in merges:
        book.worksheets[0].merge_cells(merge)
    for row in hidden_rows:
        book.worksheets[0].row_dimensions[row + 1].hidden = True
    for column in hidden_columns:
        book.worksheets[0].column_dimensions[get_column_letter(column + 1)].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(
    sheets: Mapping[str, Rows],
    *merges: tuple[int, int, int, int],
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> bytes:
    """Return the bytes of an .xls; *merges* are rows and columns, from 0 and inclusive, of the first sheet."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        sheet.visibility = int(name in hidden)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                shown = cell if isinstance(cell, Shown) else Shown(cell, "General")
                if shown.value is not None:
                    sheet.write(row, column, shown.value, xlwt.easyxf(num_format_str=shown.number_format))
    for merge in merges:
        book.get_sheet(0).merge(*merge)
    for row in hidden_rows:
        book.get_sheet(0).row(row).hidden = True
    for column in hidden_columns:
        book.get_sheet(0).col(column).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def raw_xlsx(sheet: str, **parts: str) -> bytes:
    """Return an .xlsx out of the inner XML of its only sheet and of other parts (``styles``, ``sharedStrings``)."""
    used = {"sheet1": "worksheets/sheet1.xml", **{name: f"{name}.xml" for name in parts}}
    kinds = {"sheet1": "worksheet"}
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kinds.get(name, name)}" Target="{target}"/>'
        for name, target in used.items()
    )
    book = f'<sheets><sheet name="台账" sheetId="1" r:id="sheet1" xmlns:r="{OFFICE}"/></sheets>'
    roots = {"styles": "styleSheet", "sharedStrings": "sst"}
    members = {
        "_rels/.rels": _relations(f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/_rels/workbook.xml.rels": _relations(links),
        "xl/workbook.xml": _part("workbook", book),
        "xl/worksheets/sheet1.xml": _part("worksheet", sheet),
        **{f"xl/{name}.xml": _part(roots[name], inner) for name, inner in parts.items()},
    }
    return zipped(members)


def _relations(inner: str) -> bytes:
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'.encode()


def _part(root: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{MAIN}">{inner}</{root}>'.encode()


def read(data: bytes) -> Document:
    """Read a workbook of either kind."""
    reader = XLSX if XLSX.accepts(data) else XLS
    assert reader.accepts(data)
    return reader.read(data, "台账.xlsx")


def picture(document: Document) -> list[str]:
    """Return the lines of a document; cells with table, row, column and merged size, headings with #, notes with *."""
    lines = []
    for block in document.blocks:
        text = block.span.of(document.text)
        if block.cell is not None:
            place = block.cell
            size = f" {place.row_span}x{place.column_span}" if (place.row_span, place.column_span) != (1, 1) else ""
            lines.append(f"{place.table} {place.row}.{place.column}{size} {text}")
        else:
            lines.append("#" * (block.style_level or 0) + "*" * (block.kind == "footnote") + text)
    return lines


def printed(*cells: Any) -> list[str]:
    """Return what the cells of a row print in an .xlsx."""
    document = read(xlsx({"表": [["首", *cells], ["次"] * (len(cells) + 1)]}))
    first = [block for block in document.blocks if block.cell is not None and block.cell.row == 0]
    texts = {block.cell.column: block.span.of(document.text) for block in first if block.cell is not None}
    return [texts.get(column, "") for column in range(1, len(cells) + 1)]
