"""Tables of a plain text whose cells are parted by tabs, bars or gaps; merged and empty cells may be missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from planlens.analysis.tables.aligning import aligned
from planlens.analysis.tables.heads import LONGEST, is_header
from planlens.analysis.tables.loose_table import Cell, LooseTable, short_line_above
from planlens.analysis.tables.shapes import Shape, shape_of
from planlens.language.numerals import narrow

_BORDER = re.compile(r"\t|[|｜│].*[|｜│]|\S\s{2,}\S.*\S\s{2,}\S")  # 序号	任务 / |序号|任务|
_TAB = re.compile(r"\t")  # 序号	任务
_GAP = re.compile(r"\s{2,}")  # 序号  任务
_BAR = re.compile(r"[|｜│]")  # 序号|任务
_RULE = re.compile(r"[-—–:：=\s|｜│+]*")
"""``|---|:--:|``: the line that parts the head of a Markdown table from its rows."""
_DATED_HEAD = re.compile(r"[^，。]{0,8}((?:19|20)\d{2}|十[一二三四五六]五)[^，。]{0,12}")
"""``2027年目标``, ``十五五期间``: figures and times that are heads of columns."""
_WORD = re.compile(r"\S+")  # a cell
_LEAST_ROWS = 2
_FILLED = 2.5
"""Cells with text in a row, in the mean; a table of contents has a name and a page."""
_LONGEST_BAND = 30

Fields = Callable[[Sequence[str], int], list[Cell]]
"""What takes a line apart."""


def tabbed(lines: Sequence[str], first: int) -> LooseTable | None:
    """Return the table that begins with a line, None if none does.

    Args:
        lines: the lines of the text.
        first: the index of the line.
    """
    return _table(lines, first, _fields) if _BORDER.search(lines[first]) else None


def of_figures(lines: Sequence[str], first: int) -> LooseTable | None:
    """Return the table of figures that begins with a line, its cells parted by single blanks, None if none does.

    Its header names years or goals, and a figure stands in each of its rows.
    """
    heads = lines[first].split()
    if not 3 <= len(heads) <= 9 or not any(_DATED_HEAD.fullmatch(narrow(head)) for head in heads):
        return None
    found = _table(lines, first, _words)
    if found is None:
        return None
    rows = [[_text(lines, cell) for cell in row if cell is not None] for row in found.rows]
    figures = [row for row in rows if any(shape_of(cell) in (Shape.FIGURE, Shape.MARK) for cell in row[1:])]
    return found if len(figures) >= 0.8 * len(rows) and all(len(row) > 1 for row in rows) else None


def _words(lines: Sequence[str], index: int) -> list[Cell]:
    return [((index, found.start(), found.end()),) for found in _WORD.finditer(lines[index])]


def _table(lines: Sequence[str], first: int, fields_of: Fields) -> LooseTable | None:
    opening = fields_of(lines, first)
    if len(opening) < 3:
        return None
    headed = _is_head([_text(lines, cell) for cell in opening])
    rows, end = _rows(lines, first + headed, len(opening), fields_of)
    texts = [[_text(lines, cell) for cell in row] for row in rows if len(row) > 1]
    filled = [sum(map(bool, row)) for row in texts]
    if len(filled) < _LEAST_ROWS + (not headed) or sum(filled) < min(_FILLED, 0.6 * len(opening)) * len(filled):
        return None
    if _border(lines[first]) is _GAP and not (headed and _are_rows(texts)):
        return None
    heads = [_text(lines, cell) for cell in opening] if headed else [""] * max(map(len, rows))
    found, places = aligned(heads, texts)
    at = iter(places)
    placed = [_row(row, next(at) if len(row) > 1 else [0], len(found)) for row in rows]
    kept = tuple(row for row in placed if row is not None)
    bands = frozenset(k for k, row in enumerate(kept) if sum(cell is not None for cell in row) == 1)
    header = tuple(opening[k] if headed and k is not None else None for k in found)
    return LooseTable(short_line_above(lines, first), first, end, header, kept, parted=True, bands=bands)


def _are_rows(texts: Sequence[Sequence[str]]) -> bool:
    """Whether most lines parted by gaps hold what tables have: times, units, figures in cells of their own."""
    telling = (Shape.TIME, Shape.UNITS, Shape.FIGURE, Shape.NATURE, Shape.MEASURE)
    return 2 * sum(any(shape_of(cell) in telling for cell in row) for row in texts) > len(texts)


def _rows(lines: Sequence[str], first: int, width: int, fields_of: Fields) -> tuple[list[list[Cell]], int]:
    """Return the cells of the lines of a table from *first* on, and where it ends.

    A title between rows is a row. A line that opens without a number where all rows have one goes on with the last
    cell of the line above it, which a line break has cut.
    """
    rows: list[list[Cell]] = []
    numbered = True
    index = first
    while index < len(lines):
        fields = fields_of(lines, index)
        opens = bool(fields) and shape_of(_text(lines, fields[0])) is Shape.MARK
        if rows and numbered and not opens and _is_cut(lines, rows[-1], fields, width):
            rows[-1] = [*rows[-1][:-1], (*rows[-1][-1], *fields[0]), *fields[1:]]
            index += 1
            continue
        band = len(fields) == 1 and rows and _is_band(lines, index, width)
        if not (band or 1 < len(fields) <= width + 2):
            break
        if not _RULE.fullmatch(lines[index]):
            rows.append(fields)
            numbered = numbered and (opens or bool(band))
        index += 1
    return rows, index


def _is_cut(lines: Sequence[str], row: Sequence[Cell], fields: Sequence[Cell], width: int) -> bool:
    """Whether a line goes on with the row above it: in the middle of a text, and within the width of the table."""
    if not fields or not 2 < len(row) + len(fields) - 1 <= width + 2:
        return False
    last = _text(lines, row[-1])
    return shape_of(last) in (Shape.TEXT, Shape.TITLE) and (len(fields) > 1 or last[-1] in "，、；")


def _is_band(lines: Sequence[str], index: int, width: int) -> bool:
    """Whether a line of one cell stands as a title between two rows of the table, and opens no other table."""
    text = lines[index]
    # a band has no stop
    if len(text) > _LONGEST_BAND or re.search(r"[。；：:，]", text) or index + 1 >= len(lines):
        return False
    below = [_text(lines, cell) for cell in _fields(lines, index + 1)]
    return 1 < len(below) <= width + 2 and not is_header(below)


def _row(row: Sequence[Cell], places: Sequence[int] | None, width: int) -> tuple[Cell | None, ...] | None:
    if places is None:
        return None
    cells: list[Cell | None] = [None] * width
    for cell, column in zip(row, places, strict=True):
        cells[column] = cell if any(start < end for _, start, end in cell) else None
    return tuple(cells)


def _is_head(cells: Sequence[str]) -> bool:
    """Whether the first row of a table holds its heads: short words, no text, no time, no figure but years."""
    if is_header([cell for cell in cells if cell]):
        return True
    for place, cell in enumerate(cells):
        shape = shape_of(cell)
        if len(cell) > LONGEST or shape in (Shape.TEXT, Shape.CONTACT, Shape.NATURE):
            return False
        if shape is Shape.MARK and place == 0:
            return False
        if shape in (Shape.TIME, Shape.FIGURE, Shape.MARK) and not _DATED_HEAD.fullmatch(narrow(cell)):
            return False
    return True


def _border(line: str) -> re.Pattern[str]:
    """Return what parts the cells of a line: tabs, else bars, else gaps of several blanks."""
    return _TAB if "\t" in line else _BAR if _BAR.search(line) else _GAP


def _fields(lines: Sequence[str], index: int) -> list[Cell]:
    """Return the cells of a line, the empty ones among them, without those that only the outer bars make."""
    text = lines[index]
    pattern = _border(text)
    edges = [0, *(at for found in pattern.finditer(text) for at in found.span()), len(text)]
    fields = [_stripped(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if pattern is _BAR:
        outer = [place for place in (0, len(fields) - 1) if fields[place][0] == fields[place][1]]
        fields = [field for place, field in enumerate(fields) if place not in outer]
    return [((index, start, end),) for start, end in fields]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _text(lines: Sequence[str], cell: Cell) -> str:
    return "".join(lines[line][start:end] for line, start, end in cell)
