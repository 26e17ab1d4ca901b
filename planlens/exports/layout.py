"""How wide and high the cells of a sheet must be, and which rows share a page: nobody fits merged rows for us."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planlens.exports.table import Cell, Column, Table

MAX_ROW_HEIGHT = 409.0
"""Points; Excel's limit for a row."""

MARGINS = {"left": 0.6, "right": 0.6, "top": 0.75, "bottom": 0.75}
"""Inches."""

_PAGE_WIDTH, _PAGE_HEIGHT = 297 / 25.4, 210 / 25.4  # A4 landscape, inches
_USED = 0.98  # of the width: leaves room for fonts a little wider than expected

BODY_HEIGHT = (_PAGE_HEIGHT - MARGINS["top"] - MARGINS["bottom"]) * 72
"""Points from the first to the last row of a printed page."""

_BODY_PIXELS = (_PAGE_WIDTH - MARGINS["left"] - MARGINS["right"]) * 96 * _USED
_FONT_SIZE = 10.5
_LINE_HEIGHT = 15.0  # points, for 10.5-point text in any of the usual fonts
_CELL_PADDING = 6.0  # points above and below the text together
_SIDE_PIXELS = 7  # pixels left and right of the text together
_MIN_ROW_HEIGHT = 24.0
_UNBREAKABLE = 1.05  # lines end early before punctuation and inside numbers: about one character in twenty


@dataclass(frozen=True, slots=True)
class Block:
    """A row of the table on the sheet.

    Attributes:
        row: the row's place in the table.
        height: its height in points.
        starts_chunk: whether a merged cell begins here: at the first row of a section and of a page.
    """

    row: int
    height: float
    starts_chunk: bool = False

    @property
    def rows(self) -> int:
        """The number of sheet rows it takes, more than one if it is higher than Excel allows."""
        return math.ceil(self.height / MAX_ROW_HEIGHT)

    @property
    def row_height(self) -> float:
        """The height of each of its sheet rows, in points."""
        return self.height / self.rows


def column_pixels(table: Table) -> list[int]:
    """Return the width of each column in pixels (96 to the inch), together as wide as the page."""
    total = sum(column.width for column in table.columns)
    return [int(_BODY_PIXELS * column.width / total) for column in table.columns]


def title_height(table: Table) -> float:
    """Return the height of the title row in points, for 22-point text."""
    return 34.0 * _wrapped(table.title, _BODY_PIXELS, 22) + 8


def note_height(note: str) -> float:
    """Return the height of the row of a note above the table, in points."""
    return _LINE_HEIGHT * _wrapped(note, _BODY_PIXELS, _FONT_SIZE) + _CELL_PADDING


def header_height(table: Table) -> float:
    """Return the height of the header row in points."""
    pixels = column_pixels(table)
    most = max(_wrapped(column.title, width, _FONT_SIZE) for column, width in zip(table.columns, pixels, strict=True))
    return _LINE_HEIGHT * most + 14


def blocks(table: Table, *, first_page: float, page: float) -> list[Block]:
    """Return the rows with heights that show all their text, and the places where merged cells begin.

    Args:
        table: the table.
        first_page: the room for rows on the first page, in points.
        page: the room on each page after it.
    """
    pixels = column_pixels(table)
    heights = [_height(table.columns, row.cells, pixels, merged=False) for row in table.rows]
    found: list[Block] = []
    left = first_page
    for group in table.groups():
        label = _height(table.columns, table.rows[group.start].cells, pixels, merged=True)
        members: list[Block] = []
        for index in group:
            height = heights[index]
            new_page = height > left
            left = (page if new_page else left) - height
            members.append(Block(index, height, starts_chunk=new_page or index == group.start))
        widened = _widened(members, label)
        left -= sum(block.height for block in widened) - sum(block.height for block in members)
        found += widened
    return found


def _widened(members: Sequence[Block], label: float) -> list[Block]:
    """Return the rows of a section, the last of each chunk made higher where the merged cell's text needs more room."""
    found = list(members)
    room = 0.0
    for index, block in enumerate(members):
        room = block.height if block.starts_chunk else room + block.height
        ends = index == len(members) - 1 or members[index + 1].starts_chunk
        if ends and room < label:
            found[index] = replace(block, height=block.height + label - room)
    return found


def _height(columns: Sequence[Column], cells: Sequence[Cell], pixels: Sequence[int], *, merged: bool) -> float:
    """Return the height in points that the merged, or the other, cells of a row need."""
    counts = [
        sum(_wrapped(line.text, width, _FONT_SIZE) for line in cell)
        for column, cell, width in zip(columns, cells, pixels, strict=True)
        if column.merged is merged
    ]
    return max(_MIN_ROW_HEIGHT, _LINE_HEIGHT * max(counts, default=0) + _CELL_PADDING)


def _wrapped(text: str, pixels: float, size: float) -> int:
    """Return how many lines *text* takes in a cell this wide, in a font of *size* points."""
    # Two bytes a full-width character, one a half-width one.
    paragraphs = [len(part.encode("gb18030", "replace")) / 2 for part in text.split("\n")]
    capacity = max(1, int((pixels - _SIDE_PIXELS) / (size * 96 / 72)))
    return sum(1 if width <= capacity else math.ceil(width * _UNBREAKABLE / capacity) for width in paragraphs)
