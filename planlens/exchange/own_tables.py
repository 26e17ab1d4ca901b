"""planlens's own tables, when they are read again: rows that still say what the project says.

An exported table tells a plan in other words than its document does: headings in a column, several sentences in a row,
units beside each other. Understanding it anew can only lose. So a table whose heads are all our own is not understood,
it is compared with what would be exported now, by sentence and by item: cells of the plan alone, for how the work
stands is the ledger's. Nothing hidden is needed for that; re-saved, copied into Word or printed, it is the same table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planlens.exchange.books import Book, CellGrid
from planlens.exchange.packet import exact_words, plain
from planlens.views.cells import Cell, Column, Table

PLAN_KEYS = ("path", "measure", "targets", "lead", "support", "deadline")
"""The columns of a task table that a plan tells; what stands in the others is how the work stands."""

_LEAST_HEADS = 3


@dataclass(frozen=True, slots=True)
class Reprint:
    """A table of ours that was read again.

    Attributes:
        same: how many rows say what the project says.
        other: the rows that say something else: the table's name, the row counted from 1, and what tells the row.
        left_out: how many rows that would be exported the table does not have.
    """

    same: int
    other: tuple[tuple[str, int, str], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class OwnHeads:
    """The heads of tables of ours: all titles that there are, and the titles of which one tells our table from others.

    Attributes:
        titles: every title that a column of an exported table can have.
        telling: the title of the column that such a table must have.
    """

    titles: frozenset[str]
    telling: frozenset[str]


def head_rows(book: Book, heads: OwnHeads) -> list[tuple[CellGrid, int]]:
    """Return the tables of a file whose heads are all our own, with the row where they stand."""
    return [(grid, row) for grid in book.grids if (row := _head_row(grid, heads)) is not None]


def reprint_of(book: Book, heads: OwnHeads, tables: Sequence[Table]) -> Reprint | None:
    """Return how a table stands to those that would be exported now, None where it is none of ours.

    Args:
        book: the table, as it was read.
        heads: the heads of our tables.
        tables: the tables that would be exported, with all columns of the plan.
    """
    same, other, left = 0, [], []
    for grid, row in head_rows(book, heads):
        titles = {column: title for column, title in enumerate(grid.rows[row]) if title}
        told = [_told(table, titles.values()) for table in tables]
        told = [rows for rows in told if rows]
        best: tuple[int, list[int], int] | None = None
        for rows in told:
            one = _compared(grid, row, titles, rows)
            best = one if best is None or one[0] > best[0] else best
        if best is None:
            return None
        same += best[0]
        telling = next(column for column, title in titles.items() if title in heads.telling)
        other += [(grid.name, place + 1, _at(grid, place, telling, grid.rows[place])) for place in best[1]]
        left.append(best[2])
    return Reprint(same, tuple(other), left[0]) if left else None


def _head_row(grid: CellGrid, heads: OwnHeads) -> int | None:
    """Return the row of heads where all of them are ours, and one of them tells."""
    for place, row in enumerate(grid.rows[:12]):
        texts = [text for text in row if text]
        ours = len(texts) >= _LEAST_HEADS and heads.titles.issuperset(texts) and len({*texts}) == len(texts)
        if ours and not heads.telling.isdisjoint(texts):
            return place
    return None


def _told(table: Table, titles: Iterable[str]) -> list[dict[str, frozenset[str]]]:
    """Return what the rows of a table of ours may say in those of its columns that another one has too."""
    wanted = {*titles}
    columns = [(place, column) for place, column in enumerate(table.columns) if column.title in wanted]
    if len(columns) < 2:
        return []
    return [{column.title: _sayings(column, row.cells[place]) for place, column in columns} for row in table.rows]


def _sayings(column: Column, cell: Cell) -> frozenset[str]:
    """Return how a cell may read: with and without what planlens suggests, an exact value as itself."""
    kept = [line for line in cell if not line.suggested]
    found = {plain("".join(line.text for line in lines)) for lines in (cell, kept)}
    found |= {plain(exact_words(line.exact)) for line in cell if line.exact is not None and len(cell) == 1}
    return frozenset(found)


def _compared(
    grid: CellGrid, head: int, titles: Mapping[int, str], told: Sequence[Mapping[str, frozenset[str]]]
) -> tuple[int, list[int], int]:
    """Return how many rows of a grid are among those told, the places of the others, and how many are missing."""
    left = list(told)
    columns = [(column, title) for column, title in titles.items() if title in told[0]]
    same, other = 0, []
    for place, row in _rows_below(grid, head):
        said = {title: plain(_at(grid, place, column, row)) for column, title in columns}
        at = next((at for at, rows in enumerate(left) if all(said[name] in rows[name] for name in said)), None)
        if at is None:
            other.append(place)
        else:
            same += 1
            del left[at]
    return same, other, len(left)


def parts_of_items(texts: Iterable[str], items: Iterable[Sequence[tuple[str, str]]]) -> Iterator[tuple[str, ...]]:
    """Yield the tasks that rows are which hold only some sentences of an item, as tables of some tasks do.

    Args:
        texts: what the rows say.
        items: the ids and words of each item's sentences.
    """
    known = [[(key, plain(words)) for key, words in item] for item in items]
    for text in map(plain, texts):
        for item in known:
            rest, taken = text, []
            for key, words in item:
                if words and rest.startswith(words):
                    rest = rest[len(words) :]
                    taken.append(key)
            if taken and not rest:
                yield tuple(taken)
                break


def _rows_below(grid: CellGrid, head: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for place, row in enumerate(grid.rows):
        if place > head and any(row) and row != grid.rows[head]:
            yield place, row


def _at(grid: CellGrid, place: int, column: int, row: Sequence[str]) -> str:
    return grid.merged.get((place, column), row[column] if column < len(row) else "")
