"""Cells of whatever comes back, as text: of a workbook with what was hidden in it, or of any file that was read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from planlens.exchange.books import Book, CellGrid, Kept, Sent
from planlens.exchange.packet import MAGIC, digest
from planlens.model import Document, PlanlensError
from planlens.views.cells import clean

MOST_CELLS = 2_000_000
"""Cells of a returned workbook that are looked at."""

_QUOTED = re.compile(r'"[^"]*"|\\.')  # 0.##"%"
_NO_WORKBOOK = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, AttributeError)


def read_workbook(name: str, data: bytes) -> Book:
    """Return the cells of an .xlsx file; nothing of it is ever reckoned or followed.

    Raises:
        PlanlensError: ``broken-workbook``, ``too-large``.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except _NO_WORKBOOK as error:
        message = f"不是完好的 Excel 工作簿：{name}。请在 Excel 或 WPS 中打开后另存为 .xlsx，再试一次。"
        raise PlanlensError("broken-workbook", message) from error
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]
    if sum(sheet.max_row * sheet.max_column for sheet in sheets) > MOST_CELLS:
        raise PlanlensError("too-large", f"工作簿太大：{name}。请删去空白的行和列后再试。")
    kept = tuple(filter(None, (_kept(sheet) for sheet in sheets)))
    shown = [sheet for sheet in sheets if _first(sheet) != MAGIC]
    grids = [CellGrid(sheet.title, tuple(_rows(sheet))) for sheet in shown]
    if any(_may_hold_formulas(data)):
        grids = _with_formulas(grids, shown, data)
    return Book(name, tuple(grids), kept)


def read_document(name: str, document: Document) -> Book:
    """Return the tables of a document that a reader has read (.docx, .xls, .pdf …)."""
    tables: defaultdict[int, dict[tuple[int, int], list[str]]] = defaultdict(dict)
    for block in document.blocks:
        if (cell := block.cell) is not None:
            place = (cell.row, cell.column)
            tables[cell.table].setdefault(place, []).append(block.span.of(document.text))
    return Book(name, tuple(_grid_of(f"表{number + 1}", cells) for number, cells in sorted(tables.items())))


def _grid_of(name: str, cells: dict[tuple[int, int], list[str]]) -> CellGrid:
    height = max(row for row, _ in cells) + 1
    width = max(column for _, column in cells) + 1
    rows = [["" for _ in range(width)] for _ in range(height)]
    for (row, column), texts in cells.items():
        rows[row][column] = clean("\n".join(texts)).strip()
    return CellGrid(name, tuple(map(tuple, rows)))


def _rows(sheet: Worksheet) -> Iterator[tuple[str, ...]]:
    for row in sheet.iter_rows():
        yield tuple("" if isinstance(cell, MergedCell) else _words(cell.value, cell.number_format) for cell in row)


def _words(value: Any, form: str) -> str:
    """Return a cell as people read it: 40% for 0.4 shown in percent, a day as ISO date, a number without zeros."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float():
            if "%" in _QUOTED.sub("", form or ""):
                return f"{value * 100:.10g}%"
            return f"{value:.15g}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
    return clean(str(value)).strip()


def _may_hold_formulas(data: bytes) -> Iterator[bool]:
    """Yield whether each sheet's XML holds a formula, as long as it is not too large to be looked through."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for item in archive.infolist():
            if item.filename.startswith("xl/worksheets/") and item.filename.endswith(".xml"):
                with archive.open(item) as stream:
                    yield b"<f>" in (found := stream.read()) or b"<f " in found or b"<f/" in found


def _with_formulas(grids: list[CellGrid], sheets: Sequence[Worksheet], data: bytes) -> list[CellGrid]:
    """Return the grids with the places of formulas whose value the file does not hold."""
    book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    found = []
    for grid, sheet in zip(grids, sheets, strict=True):
        places = {
            (row, column)
            for row, cells in enumerate(book[sheet.title].iter_rows())
            for column, cell in enumerate(cells)
            if cell.data_type == "f" and not grid.rows[row][column]
        }
        found.append(CellGrid(grid.name, grid.rows, frozenset(places)))
    return found


def _first(sheet: Worksheet) -> Any:
    return sheet.cell(1, 1).value if sheet.max_row and sheet.max_column else None


def _kept(sheet: Worksheet) -> Kept | None:
    """Return what a sheet keeps of a packet, None where it is another one, or too damaged to be read."""
    if _first(sheet) != MAGIC:
        return None
    try:
        head = json.loads(str(sheet.cell(1, 2).value))
        texts = [text for (text,) in sheet.iter_rows(2, sheet.max_row, 1, 1, values_only=True) if text]
        lines = dict(_sent_lines(map(str, texts)))
        whole = digest([head, texts]) == sheet.cell(1, 3).value
        project, unit, period, day, made = (str(head[name]) for name in ("project", "unit", "period", "day", "made"))
        date.fromisoformat(day)
        shown, filled = _texts(head["shown"]), _texts(head["filled"])
        return Kept(project, unit, period, day, made, shown, filled, lines, whole)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _sent_lines(texts: Iterable[str]) -> Iterator[tuple[str, Sent]]:
    for text in texts:
        task, leads, marks, last, words = json.loads(text)
        sent = Sent(str(task), bool(leads), _texts(marks), str(last), _texts(words))
        yield sent.task, sent


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(map(str, values))
