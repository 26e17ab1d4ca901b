"""Tables as they are shown: groups of rows that merged cells hold together, and the widths of the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planlens.gui.source.text import Text
from planlens.model import CellPlace

TALLEST = 40
"""Rows that are laid out at once; a merged cell that is taller is cut there."""
_NARROWEST, _WIDEST = 3.0, 26.0
"""Characters that a column's width is reckoned with at least and at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with text; rows count from the first row of its group."""

    texts: tuple[Text, ...]
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table that stand or fall together.

    Attributes:
        widths: the columns' shares of the table's width; they add up to 1.
        rows: how many rows.
        first: whether they are the table's first ones.
    """

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    rows: int
    first: bool

    @property
    def texts(self) -> tuple[Text, ...]:
        """All paragraphs, cell by cell."""
        return tuple(text for cell in self.cells for text in cell.texts)


def rows_of(cells: Mapping[CellPlace, Sequence[Text]]) -> list[Rows]:
    """Return a table's groups of rows."""
    widths = _widths(cells)
    count = max(place.row + place.row_span for place in cells)
    cuts = _cuts(cells, count)
    groups: list[Rows] = []
    for start, end in zip(cuts, [*cuts[1:], count], strict=True):
        found = tuple(
            Cell(
                tuple(texts),
                place.row - start,
                place.column,
                min(place.row + place.row_span, end) - place.row,
                place.column_span,
            )
            for place, texts in cells.items()
            if start <= place.row < end
        )
        if found:
            groups.append(Rows(found, widths, end - start, not groups))
    return groups


def _cuts(cells: Mapping[CellPlace, Sequence[Text]], count: int) -> list[int]:
    """Return the rows that groups begin with: those that no merged cell from above reaches into."""
    reach, cuts = 0, [0]
    by_row: dict[int, int] = {}
    for place in cells:
        by_row[place.row] = max(by_row.get(place.row, 0), place.row + place.row_span)
    for row in range(count):
        if row and (row >= reach or row - cuts[-1] >= TALLEST):
            cuts.append(row)
        reach = max(reach, by_row.get(row, 0))
    return cuts


def _widths(cells: Mapping[CellPlace, Sequence[Text]]) -> tuple[float, ...]:
    """Share the width out by how much the columns hold: a little by their longest cell, more by the usual one."""
    lengths: dict[int, list[int]] = {}
    columns = max(place.column + place.column_span for place in cells)
    for place, texts in cells.items():
        longest = max((len(text.shown) for text in texts), default=0)
        for column in range(place.column, place.column + place.column_span):
            lengths.setdefault(column, []).append(longest // place.column_span)
    wanted = [_wanted(lengths.get(column, [])) for column in range(columns)]
    return tuple(width / sum(wanted) for width in wanted)


def _wanted(lengths: Sequence[int]) -> float:
    if not lengths:
        return _NARROWEST
    usual = sum(lengths) / len(lengths)
    return min(_WIDEST, max(_NARROWEST, 0.7 * usual + 0.3 * min(max(lengths), 2 * _WIDEST) + 1))
