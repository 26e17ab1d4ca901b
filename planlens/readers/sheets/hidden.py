"""Rows and columns that a workbook hides: what stands in them is left out, and counted so that it can be told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from planlens.readers.sheets.model import Sheet

Range = tuple[int, int]
"""A run of rows or columns: the first and the last one, from 0 and inclusive."""


def leave_out_hidden(sheet: Sheet, rows: Sequence[Range], columns: Sequence[Range]) -> None:
    """Take the cells of hidden rows and columns out of a sheet.

    A merged cell that is partly visible shows its text there, so it is kept, at its first visible row and column.

    Args:
        sheet: the sheet with all its cells; its counts of hidden rows and columns with text are set.
        rows: the hidden rows.
        columns: the hidden columns.
    """
    if not rows and not columns:
        return
    hidden_rows, hidden_columns = _Hidden(rows), _Hidden(columns)
    kept = {}
    moved = []
    for top, left, bottom, right in sheet.merges:
        first_row, first_column = hidden_rows.next_visible(top), hidden_columns.next_visible(left)
        text = sheet.cells.get((top, left))
        if (first_row, first_column) == (top, left) or first_row > bottom or first_column > right:
            moved.append((top, left, bottom, right))
            continue
        moved.append((first_row, first_column, bottom, right))
        if text is not None:
            kept[first_row, first_column] = text
    lost_rows, lost_columns = set(), set()
    for (row, column), text in sheet.cells.items():
        if hidden_rows.holds(row):
            lost_rows.add(row)
        elif hidden_columns.holds(column):
            lost_columns.add(column)
        else:
            kept[row, column] = text
    sheet.cells = dict(sorted(kept.items()))
    sheet.merges = moved
    sheet.hidden_rows, sheet.hidden_columns = len(lost_rows), len(lost_columns)


class _Hidden:
    """Hidden rows, or columns, as ranges that do not meet."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for first, last in sorted(ranges):
            if self._ends and first <= self._ends[-1] + 1:
                self._ends[-1] = max(self._ends[-1], last)
            else:
                self._starts.append(first)
                self._ends.append(last)

    def holds(self, place: int) -> bool:
        """Whether a row is hidden."""
        return self.next_visible(place) != place

    def next_visible(self, place: int) -> int:
        """Return the row itself, or the first one behind the hidden ones that it belongs to."""
        before = bisect_right(self._starts, place) - 1
        return self._ends[before] + 1 if before >= 0 and self._ends[before] >= place else place
