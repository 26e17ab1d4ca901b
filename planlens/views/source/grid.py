"""Tables as they are shown: groups of rows that merged cells hold together, and the widths of the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planlens.model import CellPlace
from planlens.views.source.text import Text

TALLEST = 40
"""Rows that are laid out at once; a merged cell that is taller is cut there."""
_NARROWEST, _WIDEST = 2.6, 26.0
"""Characters that a column's width is reckoned with at least (if it holds so many) and at most."""


@dataclass(frozen=True, slots=True)
class Want:
    """The widths of a column in Chinese characters: what it cannot do without, and what would be good."""

    least: float
    good: float


@dataclass(frozen=True, slots=True)
class GridPlace:
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
        wants: the widths that the columns should have.
        rows: how many rows.
        first: whether they are the table's first ones.
    """

    cells: tuple[GridPlace, ...]
    wants: tuple[Want, ...]
    rows: int
    first: bool

    @property
    def texts(self) -> tuple[Text, ...]:
        """All paragraphs, cell by cell."""
        return tuple(text for cell in self.cells for text in cell.texts)


def rows_of(cells: Mapping[CellPlace, Sequence[Text]]) -> list[Rows]:
    """Return a table's groups of rows."""
    wants = _wants(cells)
    count = max(place.row + place.row_span for place in cells)
    cuts = _cuts(cells, count)
    groups: list[Rows] = []
    for start, end in zip(cuts, [*cuts[1:], count], strict=True):
        found = tuple(
            GridPlace(
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
            groups.append(Rows(found, wants, end - start, not groups))
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


def _wants(cells: Mapping[CellPlace, Sequence[Text]]) -> tuple[Want, ...]:
    """Tell how wide each column should be: a little by its longest cell, more by the usual one."""
    lengths: dict[int, list[float]] = {}
    columns = max(place.column + place.column_span for place in cells)
    for place, texts in cells.items():
        longest = max((_length(text.shown) for text in texts), default=0.0)
        for column in range(place.column, place.column + place.column_span):
            lengths.setdefault(column, []).append(longest / place.column_span)
    return tuple(_want(lengths.get(column, [])) for column in range(columns))


def _want(lengths: Sequence[float]) -> Want:
    longest = max(lengths, default=_NARROWEST)
    usual = sum(lengths) / max(1, len(lengths))
    least = min(longest, _NARROWEST)
    return Want(least, max(least, min(_WIDEST, 0.7 * usual + 0.3 * min(longest, 2 * _WIDEST))))


def _length(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(1.0 if character > "\u2e7f" else 0.6 for character in text)
