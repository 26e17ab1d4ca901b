"""How wide and high the cells must be, and which rows share a page, so that merged cells never cross one.

Neither Excel nor LibreOffice fits the height of merged rows, and both, like Word, print the text of a merged cell
on one page only. All sizes are in points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planlens.views.cells import Table

FONT_SIZE, LINE_HEIGHT = 10.5, 15.0
"""The text of cells, header and notes; the line height suits any of the usual fonts."""

TITLE_SIZE, TITLE_LINE_HEIGHT = 22.0, 34.0

_ABOVE_AND_BELOW = 6.0  # room above and below a cell's text together
_SIDES = 6.0  # room left and right of it together
_MIN_ROW_HEIGHT = 24.0
_UNBREAKABLE = 1.05  # lines end early before punctuation and inside numbers: about one character in twenty


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper across, in millimetres; *code* is its number in Excel (``DMPAPER``)."""

    width: float
    height: float
    code: int


A4 = Paper(297, 210, 9)
A3 = Paper(420, 297, 8)

_ROOM = 270.0
"""Millimetres of columns that A4 across takes before they become too narrow to be read."""


PAPERS = {"A4": A4, "A3": A3}
"""The papers that can be asked for, by their names."""


def paper_for(table: Table, wanted: str = "") -> Paper:
    """Return the paper that is wanted, else A4 (GB/T 9704-2012 §5.1), or A3 where columns would be too narrow."""
    if wanted in PAPERS:
        return PAPERS[wanted]
    return A3 if sum(column.width for column in table.columns) > _ROOM else A4


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of the table on paper.

    Attributes:
        row: the row's place in the table.
        height: its height.
        starts_chunk: whether a merged cell begins here: at the first row of a section and of a page.
    """

    row: int
    height: float
    starts_chunk: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A table on pages with a type area of *width* × *height* points, its header row on each of them."""

    table: Table
    width: float
    height: float

    def column_widths(self) -> list[float]:
        """Return the width of each column, together as wide as the type area."""
        total = sum(column.width for column in self.table.columns)
        return [self.width * column.width / total for column in self.table.columns]

    def title_height(self) -> float:
        """Return the height of the title."""
        return TITLE_LINE_HEIGHT * _wrapped(self.table.title, self.width, TITLE_SIZE) + 8

    def note_height(self, note: str) -> float:
        """Return the height of a note above the table."""
        return LINE_HEIGHT * _wrapped(note, self.width, FONT_SIZE) + _ABOVE_AND_BELOW

    def header_height(self) -> float:
        """Return the height of the header row."""
        titles = zip(self.table.columns, self.column_widths(), strict=True)
        return LINE_HEIGHT * max(_wrapped(column.title, width, FONT_SIZE) for column, width in titles) + 14

    def blocks(self) -> list[PaperRow]:
        """Return the rows with heights that show all their text, and the places where merged cells begin."""
        page = self.height - self.header_height()
        left = page - self.title_height() - sum(map(self.note_height, self.table.notes))
        found: list[PaperRow] = []
        for group in self.table.groups():
            members: list[PaperRow] = []
            for index in group:
                height = self._height(index, merged=False)
                new_page = height > left
                left = (page if new_page else left) - height
                members.append(PaperRow(index, height, starts_chunk=new_page or index == group.start))
            widened = _widened(members, self._height(group.start, merged=True))
            left -= widened[-1].height - members[-1].height
            found += widened
        return found

    def _height(self, row: int, *, merged: bool) -> float:
        """Return the height that the merged, or the other, cells of a row need."""
        cells = zip(self.table.columns, self.table.rows[row].cells, self.column_widths(), strict=True)
        counts = [
            sum(_wrapped(line.text, width, FONT_SIZE) for line in cell)
            for column, cell, width in cells
            if column.merged is merged
        ]
        return max(_MIN_ROW_HEIGHT, LINE_HEIGHT * max(counts, default=0) + _ABOVE_AND_BELOW)


def _widened(members: Sequence[PaperRow], label: float) -> list[PaperRow]:
    """Return the rows of a section, the last of each chunk made higher where the merged cell's text needs more room."""
    found = list(members)
    room = 0.0
    for index, block in enumerate(members):
        room = block.height if block.starts_chunk else room + block.height
        ends = index == len(members) - 1 or members[index + 1].starts_chunk
        if ends and room < label:
            found[index] = replace(block, height=block.height + label - room)
    return found


def _wrapped(text: str, width: float, size: float) -> int:
    """Return how many lines *text* takes in a cell this wide, in a font of *size* points."""
    capacity = max(1, int((width - _SIDES) / size))
    # Two bytes a full-width character, one a half-width one.
    lengths = (len(part.encode("gb18030", "replace")) / 2 for part in text.split("\n"))
    return sum(1 if length <= capacity else math.ceil(length * _UNBREAKABLE / capacity) for length in lengths)
