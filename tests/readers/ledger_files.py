"""Ledgers as offices keep them, drawn as rows of cells, written as .xlsx, .xls, .docx and .html."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape

import docx_builder as w
from openpyxl.utils import get_column_letter
from sheet_builder import Shown, xls, xlsx


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines parted by a slash, how many rows and columns it takes."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def cells_of(drawn: str) -> list[Cell]:
    """Return the cells of a drawing: a row a line, cells parted by bars; ``^`` and ``<`` go on with the cell before."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in drawn.strip().splitlines()]
    found = []
    for row, across in enumerate(rows):
        for column, text in enumerate(across):
            if text in ("", "^", "<"):
                continue
            down = [line[column] if column < len(line) else "" for line in rows[row:]]
            found.append(Cell(text, row, column, _reach("^", down), _reach("<", across[column:])))
    return found


def _reach(sign: str, cells: list[str]) -> int:
    return next((count for count, cell in enumerate(cells) if count and cell != sign), len(cells))


def _value(text: str) -> object:
    """Return what Excel makes of a typed text: numbers, percentages, dates, lines."""
    if text.isdigit() and len(text) < 5:
        return int(text)
    if text.endswith("%") and text[:-1].isdigit():
        return Shown(int(text[:-1]) / 100, "0%")
    parts = text.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return Shown(date(*map(int, parts)), "yyyy-mm-dd")
    return text.replace("/", "\n")


def _grid(cells: list[Cell]) -> list[list[object]]:
    rows = [[None] * 14 for _ in range(max(cell.row for cell in cells) + 1)]
    grid: list[list[object]] = [list(row) for row in rows]
    for cell in cells:
        grid[cell.row][cell.column] = _value(cell.text)
    return grid


def as_xlsx(drawn: str) -> bytes:
    """Return an .xlsx."""
    cells = cells_of(drawn)
    merges = [
        f"{get_column_letter(cell.column + 1)}{cell.row + 1}:"
        f"{get_column_letter(cell.column + cell.column_span)}{cell.row + cell.row_span}"
        for cell in cells
        if cell.row_span + cell.column_span > 2
    ]
    return xlsx({"Sheet1": _grid(cells)}, *merges)


def as_xls(drawn: str) -> bytes:
    """Return an .xls."""
    cells = cells_of(drawn)
    merges = [
        (cell.row, cell.row + cell.row_span - 1, cell.column, cell.column + cell.column_span - 1)
        for cell in cells
        if cell.row_span + cell.column_span > 2
    ]
    return xls({"Sheet1": _grid(cells)}, *merges)


def as_docx(drawn: str) -> bytes:
    """Return a .docx: the rows of one cell above the table as paragraphs, the others as a table."""
    cells = cells_of(drawn)
    first = _first(cells)
    above = "".join(w.p(cell.text, '<w:jc w:val="center"/>') for cell in cells if cell.row < first)
    body = [cell for cell in cells if cell.row >= first]
    width = max(cell.column + cell.column_span for cell in body)
    rows = []
    for row in range(first, max(cell.row for cell in body) + 1):
        parts, column = [], 0
        while column < width:
            held = next((cell for cell in body if _covers(cell, row, column)), None)
            span = held.column_span if held is not None else 1
            inner = "".join(map(w.p, held.text.split("/"))) if held is not None and held.row == row else w.p()
            merge = f'<w:gridSpan w:val="{span}"/>'
            if held is not None and held.row_span > 1:
                merge += '<w:vMerge w:val="restart"/>' if held.row == row else "<w:vMerge/>"
            parts.append(w.cell(inner, merge))
            column += span
        rows.append(w.row(*parts))
    return w.docx(above + w.table(*rows))


def as_html(drawn: str) -> bytes:
    """Return a page that holds the table and nothing else, as office systems export it."""
    cells = cells_of(drawn)
    width = max(cell.column + cell.column_span for cell in cells)
    rows = ""
    for row in range(max(cell.row for cell in cells) + 1):
        rows += "<tr>"
        for column in range(width):
            cell = next((cell for cell in cells if _covers(cell, row, column)), Cell("", row, column))
            if (cell.row, cell.column) == (row, column):
                text = escape(cell.text).replace("/", "<br>")
                rows += f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{text}</td>'
        rows += "</tr>"
    return f'<table border="1">{rows}</table>'.encode()


def _covers(cell: Cell, row: int, column: int) -> bool:
    return 0 <= row - cell.row < cell.row_span and 0 <= column - cell.column < cell.column_span


def _first(cells: list[Cell]) -> int:
    """Return the first row of several cells."""
    rows = [cell.row for cell in cells]
    return next(row for row in rows if rows.count(row) > 1)


FILES: dict[str, Callable[[str], bytes]] = {"xlsx": as_xlsx, "xls": as_xls, "docx": as_docx, "html": as_html}
"""The writers by the format of their files."""
