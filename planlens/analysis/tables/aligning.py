"""Put the cells of rows that lost some of them (merged ones, empty ones at the ends) under the columns they belong to.

The rows that have all their cells, and the heads, show what stands in each column: times, units, figures, titles, text,
and how long they are. The cells of the others keep their order, and each goes where it looks most at home.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log

from planlens.analysis.tables.heads import UNITS, Kind, kind_of, names_persons_below
from planlens.analysis.tables.shapes import Shape, shape_of

_EXPECTED: dict[Kind | None, dict[Shape, float]] = {
    Kind.NUMBER: {Shape.MARK: 4},
    Kind.TIME: {Shape.TIME: 4},
    Kind.TASK: {Shape.TEXT: 2, Shape.TITLE: 2},
    Kind.SECTION: {Shape.TITLE: 3},
    Kind.TARGET: {Shape.TEXT: 1, Shape.TITLE: 1, Shape.FIGURE: 1},
    Kind.PERCENT: {Shape.FIGURE: 2},
    **{kind: {Shape.UNITS: 4, Shape.TITLE: 0.5} for kind in UNITS},
}
"""How often each shape is expected below a head, in cells, before any cell has been seen."""
_FEW = 0.3
"""What every shape may be expected to come, in cells."""
_LONG = 0.4
"""The weight of lengths: twice as long as usual counts as much as a shape 1.3 times as rare."""
_LOST_AT_END, _LOST_INSIDE = -0.4, -1.6
"""What it costs to leave a column empty before the first cell or behind the last one, and between them."""
_MOST_ADDED = 2
"""Columns without a head of their own, at most: one head over a number and its name."""

Places = list[int]
"""The column of each cell of a row, rising."""


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[int | None], list[Places | None]]:
    """Return for each column the index of its head, None where it has none; and for each row the places of its cells.

    Args:
        header: the heads.
        rows: the cells of each row, ``""`` for one known to be empty.

    Returns:
        A row with more cells than there are columns has no places (None).
    """
    width = max(_width(len(header), rows), len(header))
    full = [row for row in rows if len(row) == width]
    heads = _heads(header, full, width)
    columns = [_Column("" if head is None else header[head]) for head in heads]
    for row in full:
        for column, cell in zip(columns, row, strict=True):
            column.see(cell)
    return heads, [_places(row, columns) for row in rows]


def _width(heads: int, rows: Sequence[Sequence[str]]) -> int:
    """Return the number of columns: that of the heads, or the few more that the longest row has."""
    return max((len(row) for row in rows if len(row) <= heads + _MOST_ADDED), default=heads)


def _heads(header: Sequence[str], full: Sequence[Sequence[str]], width: int) -> list[int | None]:
    """Say which columns have no head of their own; of all ways the one that the full rows fit best."""
    if width == len(header):
        return list(range(width))
    best: tuple[float, list[int | None]] | None = None
    for added in combinations(range(width), width - len(header)):
        rest = iter(range(len(header)))
        heads = [None if place in added else next(rest) for place in range(width)]
        columns = [_Column("" if head is None else header[head]) for head in heads]
        score = sum(column.fit(cell) for row in full[:40] for column, cell in zip(columns, row, strict=True))
        if best is None or score > best[0]:
            best = (score, heads)
    assert best is not None
    return best[1]


def _places(row: Sequence[str], columns: Sequence[_Column]) -> Places | None:
    if len(row) > len(columns):
        return None
    if len(row) == len(columns):
        return list(range(len(columns)))
    scores = [0.0] + [_LOST_AT_END * (column + 1) for column in range(len(columns))]
    taken: list[list[bool]] = []
    for count, cell in enumerate(row, start=1):
        before, scores = scores, [float("-inf")] * (len(columns) + 1)
        lost = _LOST_AT_END if count == len(row) else _LOST_INSIDE
        took = [False] * (len(columns) + 1)
        for column in range(count, len(columns) + 1):
            taking = before[column - 1] + columns[column - 1].fit(cell)
            scores[column] = max(taking, scores[column - 1] + lost)
            took[column] = taking > scores[column - 1] + lost
        taken.append(took)
    places: Places = []
    column = len(columns)
    for took in reversed(taken):
        while not took[column]:
            column -= 1
        column -= 1
        places.append(column)
    return places[::-1]


class _Column:
    """What stands in a column, as far as has been seen."""

    def __init__(self, head: str) -> None:
        expected = {Shape.PERSONS: 4.0} if names_persons_below(head) else _EXPECTED.get(kind_of(head), {})
        if not head:
            expected = {Shape.MARK: 1.0}
        self._counts = Counter(expected)
        self._lengths = 0.0
        self._seen = 0
        self._fits: dict[tuple[Shape, int], float] = {}

    def see(self, cell: str) -> None:
        """Count a cell that certainly stands here."""
        shape = shape_of(cell)
        self._fits.clear()
        if shape is not Shape.EMPTY:
            self._counts[shape] += 1
            self._lengths += log(1 + len(cell))
            self._seen += 1

    def fit(self, cell: str) -> float:
        """Return how well a cell would stand here, as the logarithm of a likelihood."""
        key = (shape_of(cell), len(cell))
        if key not in self._fits:
            self._fits[key] = self._fit(*key)
        return self._fits[key]

    def _fit(self, shape: Shape, length: int) -> float:
        if shape is Shape.EMPTY:
            return -1.0
        share = (self._counts[shape] + _FEW) / (sum(self._counts.values()) + _FEW * len(Shape))
        if not self._seen:
            return log(share)
        return log(share) - _LONG * abs(log(1 + length) - self._lengths / self._seen)
