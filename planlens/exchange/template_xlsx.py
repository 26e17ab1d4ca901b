"""An office's own empty workbook filled: title, widths, fonts and everything else stays as it is."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from copy import copy
from itertools import groupby
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from planlens.exchange.packet import MAX_CELL
from planlens.exchange.templates import MOST_ROWS_ABOVE, FillRows, Learn, Learnt
from planlens.exports.terminal import display_width
from planlens.model import PlanlensError
from planlens.views.cells import clean

_MOST_HEIGHT = 409.0
"""Points; Excel's limit for a row."""

_NO_WORKBOOK = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, AttributeError)


def fill_workbook(data: bytes, name: str, learn: Learn, rows: FillRows) -> tuple[bytes, Learnt] | None:
    """Return a workbook with the first sheet that has heads of tasks filled, None where no sheet has.

    Args:
        data: the template.
        name: what it is called.
        learn: tells what the columns of a sheet ask for.
        rows: returns what goes into the rows: for each the text of each column, in the order of ``Learnt.fields``.

    Raises:
        PlanlensError: ``bad-template``.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except _NO_WORKBOOK as error:
        message = f"模板 {name} 不是完好的 Excel 工作簿。请在 Excel 或 WPS 中另存为 .xlsx 再试。"
        raise PlanlensError("bad-template", message) from error
    for sheet in book.worksheets:
        if isinstance(sheet, Worksheet) and (found := learn(_texts(sheet))) is not None:
            _fill(sheet, found, rows(found))
            buffer = io.BytesIO()
            book.save(buffer)
            return buffer.getvalue(), found
    return None


def _texts(sheet: Worksheet) -> list[list[str]]:
    """Return what the first rows say: a merged cell says it in each row it covers, but only in its first column."""
    height, width = min(sheet.max_row, MOST_ROWS_ABOVE), sheet.max_column
    rows = [[_text(sheet.cell(row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]
    for area in sheet.merged_cells.ranges:
        if area.min_row <= height:
            for row in range(area.min_row, min(area.max_row, height) + 1):
                rows[row - 1][area.min_col - 1] = rows[area.min_row - 1][area.min_col - 1]
    return rows


def _at(sheet: Worksheet, row: int, column: int) -> Any:
    return sheet.cell(row, column)


def _text(cell: Any) -> str:
    return "" if isinstance(cell, MergedCell) or cell.value is None else clean(str(cell.value)).strip()


def _fill(sheet: Worksheet, found: Learnt, rows: Sequence[Sequence[str]]) -> None:
    first = found.row + 2  # rows of a sheet count from 1
    free = _blank_rows(sheet, first)
    _unmerge(sheet, first, first + free - 1)
    if len(rows) > free:
        _insert(sheet, first + free, len(rows) - free)
    looks = [copy(_at(sheet, first, column)._style) for column in range(1, sheet.max_column + 1)]
    least = sheet.row_dimensions[first].height or 0.0
    for place, texts in enumerate(rows):
        row = first + place
        for column, look in enumerate(looks, start=1):
            _at(sheet, row, column)._style = copy(look)
        for column, text in zip(found.fields, texts, strict=True):
            _write(sheet.cell(row, column + 1), text)
        told = [text for text, item in zip(texts, found.fields.values(), strict=True) if not item.merged]
        columns = [column + 1 for column, item in found.fields.items() if not item.merged]
        heights = [_height(sheet, row, column, text) for column, text in zip(columns, told, strict=True)]
        sheet.row_dimensions[row].height = min(max(least, *heights), _MOST_HEIGHT)
    for place, (column, item) in enumerate(found.fields.items()):
        if item.merged:
            _merge_equal(sheet, first, column + 1, [texts[place] for texts in rows])


def _height(sheet: Worksheet, row: int, column: int, text: str) -> float:
    """Return how high a cell has to be for its text, in points: no program fits rows of a file that it only opens."""
    size = float(_at(sheet, row, column).font.size or 11)
    width = sheet.column_dimensions[get_column_letter(column)].width or 8.43  # digits of 11 points
    room = max((width - 1) * 11 / size, 2.0)
    lines = sum(max(1, math.ceil(display_width(line) / room)) for line in text.split("\n"))
    return lines * size * 1.35 + 4


def _write(cell: Any, text: str) -> None:
    """Write a text, which no program takes for a formula; numbers that are nothing else are numbers."""
    said = clean(text)[:MAX_CELL]
    if said.isdecimal() and said.isascii() and len(said) < 10:
        cell.value = int(said)
    else:
        cell.value = said or None
        if said:
            cell.data_type = "s"
    old = cell.alignment
    cell.alignment = Alignment(
        old.horizontal, old.vertical or "center", old.textRotation, wrap_text=True, indent=old.indent
    )


def _blank_rows(sheet: Worksheet, first: int) -> int:
    """Return how many rows below the heads are empty, one at least where the table ends there."""
    row = first
    while row <= sheet.max_row and not any(_text(cell) for cell in sheet[row]):
        row += 1
    return row - first


def _unmerge(sheet: Worksheet, first: int, last: int) -> None:
    for area in list(sheet.merged_cells.ranges):
        if area.min_row >= first and area.max_row <= last:
            sheet.unmerge_cells(area.coord)


def _insert(sheet: Worksheet, before: int, count: int) -> None:
    """Insert rows; what is merged below them, and how high rows there are, moves along."""
    below = [area for area in sheet.merged_cells.ranges if area.min_row >= before]
    for area in below:
        sheet.merged_cells.remove(area)
    heights = {row: size.height for row, size in sheet.row_dimensions.items() if row >= before}
    sheet.insert_rows(before, count)
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, height in heights.items():
        sheet.row_dimensions[row + count].height = height
    for area in below:
        moved = CellRange(area.coord)
        moved.shift(row_shift=count)
        sheet.merge_cells(moved.coord)


def _merge_equal(sheet: Worksheet, first: int, column: int, texts: Iterable[str]) -> None:
    row = first
    for text, same in groupby(texts):
        count = len([*same])
        if text and count > 1:
            sheet.merge_cells(start_row=row, end_row=row + count - 1, start_column=column, end_column=column)
        row += count
