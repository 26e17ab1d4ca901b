"""From the sheets of a workbook to the paragraphs and table cells of a document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from planlens.model import Block, BlockKind, CellPlace, Document, PlanlensError, Source, Span
from planlens.readers.base import assemble
from planlens.readers.sheets.model import ADVICE, MAX_AREA, Sheet, Workbook, too_large

_UNNAMED = re.compile(r"(sheet|工作表|表|表格)\s*\d*(\s*\(\d+\))?", re.IGNORECASE)  # Sheet1, 工作表 2, Sheet1 (2)
_NO_SPAN = Span(0, 0)


def book_document(book: Workbook, source: Source) -> Document:
    """Return a workbook as a document.

    Each sheet is one table. Rows of one cell above it (title, who reports when) are paragraphs, those below it notes;
    where several sheets have names of their own, the names are headings over their tables.

    Raises:
        PlanlensError: ``no-text``, ``too-large``.
    """
    filled = [sheet for sheet in book.sheets if sheet.cells]
    if not filled:
        if any(sheet.hidden_rows or sheet.hidden_columns for sheet in book.sheets):
            raise PlanlensError("no-text", f"表格的内容都在隐藏的行或列中：{source.name}。请取消隐藏，保存后再读。")
        raise PlanlensError("no-text", f"表格中没有文字：{source.name}。请确认选对了文件，或{ADVICE}")
    named = len(filled) > 1 and not all(_UNNAMED.fullmatch(sheet.name) for sheet in filled)
    paragraphs = chain.from_iterable(_paragraphs(sheet, number, named=named) for number, sheet in enumerate(filled))
    return assemble(source, paragraphs, [*book.warnings, *_warnings(book.sheets)])


def _warnings(sheets: Sequence[Sheet]) -> Iterator[str]:
    errors = sum(sheet.errors for sheet in sheets)
    uncounted = sum(sheet.uncounted for sheet in sheets)
    if errors:
        yield f"有 {errors} 个单元格显示为错误值（如 #REF!），按空白读取，请在原表中检查公式。"
    if uncounted:
        yield f"有 {uncounted} 个公式没有保存结果，按空白读取。请用 Excel 或 WPS 打开原表，保存后再读。"
    for sheet in sheets:
        counts = ((sheet.hidden_rows, "行"), (sheet.hidden_columns, "列"))
        hidden = "、".join(f"{count} {what}" for count, what in counts if count)
        if hidden:
            yield f"工作表“{sheet.name}”中隐藏的 {hidden}没有读。需要时请取消隐藏（筛选的请清除筛选），保存后再读。"


def _paragraphs(sheet: Sheet, table: int, *, named: bool) -> Iterator[tuple[str, Block]]:
    rows = {row: place for place, row in enumerate(sorted({row for row, _ in sheet.cells}))}
    columns = {column: place for place, column in enumerate(sorted({column for _, column in sheet.cells}))}
    if len(rows) * len(columns) > MAX_AREA:
        raise too_large(f"工作表“{sheet.name}”的内容过于分散")
    spans = _spans(sheet, rows, columns)
    first, last = _table_rows(sheet, list(rows), spans)
    heading = (sheet.name, Block(_NO_SPAN, style_level=1)) if named else None
    if heading is not None and table:
        yield heading
        heading = None
    for place, text in sorted(sheet.cells.items()):
        if heading is not None and rows[place[0]] >= first:
            yield heading
            heading = None
        high, wide = spans.get(place, (1, 1))
        if first <= rows[place[0]] < last:
            row = rows[place[0]]
            cell = CellPlace(table, row - first, columns[place[1]], min(high, last - row), wide)
            block = Block(_NO_SPAN, BlockKind.CELL, cell=cell)
        else:
            below = rows[place[0]] >= last > first
            block = Block(_NO_SPAN, BlockKind.FOOTNOTE if below else BlockKind.BODY, centered=wide > 1)
        yield from ((line, block) for line in text.splitlines())


def _table_rows(sheet: Sheet, rows: Sequence[int], spans: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    """Return the places of the first row with several cells and of the row after the last such one.

    A cell merged downwards counts in each of its rows, but for one over all the columns.
    """
    counts = [0] * len(rows)
    places = {row: place for place, row in enumerate(rows)}
    for row, _ in sheet.cells:
        counts[places[row]] += 1
    columns = len({column for _, column in sheet.cells})
    for place, (high, wide) in spans.items():
        if wide >= columns:
            continue
        first = places[place[0]] + 1
        for below in range(first, min(first + high - 1, len(counts))):
            counts[below] += 1
    several = [place for place, count in enumerate(counts) if count > 1]
    return (several[0], several[-1] + 1) if several else (len(rows), len(rows))


def _spans(sheet: Sheet, rows: dict[int, int], columns: dict[int, int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many rows and columns with content each merged cell takes; merges that overlap others do not count."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    own_rows, own_columns = list(rows), list(columns)
    area = 0
    for top, left, bottom, right in sheet.merges:
        if (top, left) not in sheet.cells or bottom < top or right < left:
            continue
        high = _count(own_rows, top, bottom)
        wide = _count(own_columns, left, right)
        area += high * wide
        if area > len(rows) * len(columns):
            break
        found[top, left] = (high, wide)
    return found


def _count(lines: Sequence[int], first: int, last: int) -> int:
    """Return how many of the sorted lines with content lie between two, both included."""
    return bisect_right(lines, last) - bisect_left(lines, first)
