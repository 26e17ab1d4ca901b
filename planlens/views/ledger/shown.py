"""A finished table as fields, so that a page can show it as it shows all else: sorted, searched, copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planlens.views.cells import Column, Table
from planlens.views.fields.field import Field, Fields, Kind, Use, by_pinyin

# 12, 38.5%, 12（+3）
_NUMBER = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?:%|（[+-]\d+）)?")
_NARROWEST, _WIDEST = 3.5, 26.0
"""How wide a column is at least and at most, in Chinese characters."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: the id of what it tells of, and the words of its cells."""

    id: str
    words: tuple[str, ...]


def shown_rows(table: Table) -> list[ShownRow]:
    """Return the rows of a table, each cell in one line."""
    return [ShownRow(row.key, tuple("；".join(line.text for line in cell) for cell in row.cells)) for row in table.rows]


def shown_fields(table: Table) -> Fields[ShownRow]:
    """Return the columns of a table as fields: what holds nothing but numbers sorts as numbers."""
    rows = shown_rows(table)
    widest = max((column.width for column in table.columns), default=1.0)
    made = (
        _field(column, place, [row.words[place] for row in rows], _WIDEST * column.width / widest)
        for place, column in enumerate(table.columns)
    )
    return Fields(tuple(made), {})


def _field(column: Column, place: int, words: Sequence[str], most: float) -> Field[ShownRow]:
    """Return a column as a field; *most* is what it may take, in Chinese characters, unless its title is longer."""
    numbers = [word for word in words if word]
    numeric = bool(numbers) and all(_NUMBER.fullmatch(word) for word in numbers)
    least = max(_NARROWEST, _length(column.title) + 1)
    longest = max(map(_length, words), default=0)
    return Field(
        *(column.key, column.title, _reader(place)),
        kind=Kind.NUMBER if numeric else Kind.TEXT,
        order=_number(place) if numeric else lambda row: by_pinyin(row.words[place]),
        uses=frozenset({Use.PAGE}),
        width=max(least, min(most, longest + 1)),
    )


def _reader(place: int) -> Callable[[ShownRow], str]:
    return lambda row: row.words[place]


def _number(place: int) -> Callable[[ShownRow], float | None]:
    def order(row: ShownRow) -> float | None:
        found = _NUMBER.fullmatch(row.words[place])
        return float(found["number"]) if found else None

    return order


def _length(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(0.5 if ord(char) < 0x300 else 1.0 for char in text)
