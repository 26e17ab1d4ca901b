"""Cells of whatever comes back, as text: of a workbook with what was hidden in it, or of any file that was read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.cell import ERROR_CODES, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from planlens.exchange.books import Book, CellGrid, Kept, Sent
from planlens.exchange.packet import MAGIC, digest
from planlens.model import Document, PlanlensError
from planlens.views.cells import clean

MOST_CELLS = 2_000_000
"""Cells of a returned workbook that are looked at."""

Merge = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, all from 0 and inclusive."""

_LINES_ABOVE = 5
"""Lines above a table that are looked at: its title says whose it is."""

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
    grids = [_grid(sheet) for sheet in shown]
    if _holds_remarks(data):
        grids = [replace(grid, remarks=tuple(_remarks(sheet))) for grid, sheet in zip(grids, shown, strict=True)]
    if any(_may_hold_formulas(data)):
        grids = _with_formulas(grids, shown, data)
    return Book(name, tuple(grids), kept)


def read_document(name: str, document: Document) -> Book:
    """Return the tables of a document that a reader has read (.docx, .pdf …), the lines above each as rows of it."""
    tables: dict[int, dict[tuple[int, int], str]] = {}
    starts: dict[int, int] = {}
    merges: defaultdict[int, list[Merge]] = defaultdict(list)
    above: list[str] = []
    for block in document.blocks:
        words = block.span.of(document.text)
        if (cell := block.cell) is None:
            above.append(words)
            continue
        if cell.table not in tables:
            tables[cell.table] = {(row, 0): line for row, line in enumerate(above[-_LINES_ABOVE:])}
            starts[cell.table] = len(tables[cell.table])
            above = []
        place = (cell.row + starts[cell.table], cell.column)
        before = tables[cell.table].get(place)
        tables[cell.table][place] = words if before is None else f"{before}\n{words}"
        merges[cell.table].append((*place, place[0] + cell.row_span - 1, place[1]))
    return Book(name, tuple(_grid_of(f"表{at + 1}", cells, merges[at]) for at, cells in sorted(tables.items())))


def read_cells(name: str, sheets: Iterable[tuple[str, Mapping[tuple[int, int], str], Iterable[Merge]]]) -> Book:
    """Return a workbook that a reader has read with all that is hidden in it (.xls).

    Args:
        name: the file's name.
        sheets: the name of each sheet, its cells by row and column from 0, and its merged ranges.
    """
    grids, kept = [], []
    for title, cells, merges in sheets:
        if not cells:
            continue
        if cells.get((0, 0)) == MAGIC:
            texts = [cells[place] for place in sorted(cells) if place[0] > 0 and place[1] == 0]
            kept.append(_kept_in(cells.get((0, 1), ""), cells.get((0, 2), ""), texts))
        else:
            grids.append(_grid_of(title, cells, merges))
    return Book(name, tuple(grids), tuple(filter(None, kept)))


def _grid_of(name: str, cells: Mapping[tuple[int, int], str], merges: Iterable[Merge]) -> CellGrid:
    height = max(row for row, _ in cells) + 1
    width = max(column for _, column in cells) + 1
    if height * width > MOST_CELLS:
        raise PlanlensError("too-large", f"表格太大：{name}。请删去空白的行和列后再试。")
    rows = [["" for _ in range(width)] for _ in range(height)]
    for (row, column), text in cells.items():
        rows[row][column] = clean(text).strip()
    return CellGrid(name, tuple(map(tuple, rows)), merged=_merged(rows, merges))


def _grid(sheet: Worksheet) -> CellGrid:
    rows = tuple(_rows(sheet))
    areas = sheet.merged_cells.ranges
    merges = [(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1) for area in areas]
    errors = {
        (row, column)
        for row, words in enumerate(rows)
        for column, text in enumerate(words)
        if text in ERROR_CODES and sheet.cell(row + 1, column + 1).data_type == "e"
    }
    return CellGrid(sheet.title, rows, frozenset(errors), _merged(rows, merges))


def _merged(rows: Sequence[Sequence[str]], merges: Iterable[Merge]) -> dict[tuple[int, int], str]:
    """Return what cells that are merged downwards say in the rows that they cover."""
    found: dict[tuple[int, int], str] = {}
    for top, left, bottom, _ in merges:
        if bottom > top and top < len(rows) and left < len(rows[top]) and (words := rows[top][left]):
            found |= {(row, left): words for row in range(top + 1, min(bottom + 1, len(rows)))}
    return found


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


def _holds_remarks(data: bytes) -> bool:
    """Whether a workbook has a part with comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.startswith("xl/") and "comments" in name.lower() for name in archive.namelist())


def _remarks(sheet: Worksheet) -> Iterator[tuple[int, str]]:
    """Yield the row of each comment, from 0, and what it says."""
    for place, row in enumerate(sheet.iter_rows()):
        for cell in row:
            if cell.comment is not None and (text := clean(str(cell.comment.text)).strip()):
                yield place, text


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
        found.append(replace(grid, formulas=grid.formulas | places))
    return found


def _first(sheet: Worksheet) -> Any:
    return sheet.cell(1, 1).value if sheet.max_row and sheet.max_column else None


def _kept(sheet: Worksheet) -> Kept | None:
    """Return what a sheet keeps of a packet, None where it is another one, or too damaged to be read."""
    if _first(sheet) != MAGIC:
        return None
    texts = [str(text) for (text,) in sheet.iter_rows(2, sheet.max_row, 1, 1, values_only=True) if text]
    return _kept_in(str(sheet.cell(1, 2).value), str(sheet.cell(1, 3).value), texts)


def _kept_in(first: str, mark: str, texts: list[str]) -> Kept | None:
    try:
        head = json.loads(first)
        lines = dict(_sent_lines(texts))
        whole = digest([head, texts]) == mark
        project, unit, period, day, made = (str(head[name]) for name in ("project", "unit", "period", "day", "made"))
        date.fromisoformat(day)
        shown, filled = _texts(head["shown"]), _texts(head["filled"])
        return Kept(project, unit, period, day, made, shown, filled, lines, whole)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _sent_lines(texts: Iterable[str]) -> Iterator[tuple[str, Sent]]:
    for text in texts:
        task, leads, marks, last, words, *sentences = json.loads(text)
        members = _texts(sentences[0]) if sentences else ()
        sent = Sent(str(task), bool(leads), _texts(marks), str(last), _texts(words), members)
        yield sent.task, sent


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(map(str, values))
