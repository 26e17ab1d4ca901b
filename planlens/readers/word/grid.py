"""Columns of a table whose rows say only where their cells' edges lie (.doc and .rtf have no common grid)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

SAME_EDGE = 60
"""Edges nearer than this, in twentieths of a point (1 mm), are one: Word rounds each row on its own."""
_STEP = 1440


class VerticalMerge(Enum):
    """Whether a cell is merged with those above or below it."""

    NONE = 0
    FIRST = 1
    NEXT = 2


@dataclass(frozen=True, slots=True)
class CellShape:
    """How a cell is merged: with the one on its left, and vertically."""

    joins_left: bool = False
    vertical: VerticalMerge = VerticalMerge.NONE


@dataclass(frozen=True, slots=True)
class RowShape:
    """What a row says of its cells.

    Attributes:
        edges: the left edge of the first cell and the right edge of each, in twentieths of a point.
        cells: how each cell is merged; may be shorter than the row.
        dropped: whether the row is deleted by a tracked change.
    """

    edges: tuple[int, ...] = ()
    cells: tuple[CellShape, ...] = ()
    dropped: bool = False


@dataclass(slots=True)
class WordCell:
    """A cell's place in the grid; rows and columns count from 0."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def places(rows: Sequence[tuple[int, RowShape]]) -> list[list[WordCell | None]]:
    """Return the place of every cell, row by row; None for cells that continue a merged one.

    Args:
        rows: the number of cells in each row, and its shape.
    """
    outlines = [_edges(count, shape.edges) for count, shape in rows]
    grid = _grid(edge for edges in outlines for edge in edges)
    found: list[list[WordCell | None]] = []
    merging: dict[int, WordCell] = {}
    for number, ((count, shape), edges) in enumerate(zip(rows, outlines, strict=True)):
        columns = [bisect_right(grid, edge) - 1 for edge in edges]
        row, merging = _row(number, columns, _padded(count, shape.cells), merging)
        found.append(row)
    return found


def _row(
    number: int, columns: list[int], cells: list[CellShape], above: dict[int, WordCell]
) -> tuple[list[WordCell | None], dict[int, WordCell]]:
    """Return the places of a row's cells, and those that may go on in the next row by their columns."""
    row: list[WordCell | None] = []
    merging: dict[int, WordCell] = {}
    last: WordCell | None = None
    column = 0
    for place, cell in enumerate(cells):
        column = max(column, columns[place])
        span = max(1, columns[place + 1] - column)
        if last is not None and cell.joins_left:
            last.column_span += span if last.row == number else 0
            row.append(None)
        elif cell.vertical is VerticalMerge.NEXT and column in above:
            last = above[column]
            last.row_span = number - last.row + 1
            merging[column] = last
            row.append(None)
        else:
            last = WordCell(number, column, column_span=span)
            row.append(last)
            if cell.vertical is not VerticalMerge.NONE:
                merging[column] = last
        column += span
    return row, merging


def _edges(count: int, given: Sequence[int]) -> list[int]:
    """Return ``count + 1`` edges that never go back; those that the row does not give are made up."""
    edges = list(given[: count + 1]) or [0]
    edges += [edges[-1] + _STEP * step for step in range(1, count + 2 - len(edges))]
    for place in range(1, len(edges)):
        edges[place] = max(edges[place], edges[place - 1])
    return edges


def _grid(edges: Iterable[int]) -> list[int]:
    """Return the first of each group of edges that are one."""
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > SAME_EDGE:
            grid.append(edge)
    return grid


def _padded(count: int, cells: Sequence[CellShape]) -> list[CellShape]:
    return [*cells[:count], *[CellShape()] * (count - len(cells))]
