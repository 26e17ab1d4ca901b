"""An office's own empty table, learnt by its heads: what its columns ask for, and what nobody has for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from planlens.exchange.packet import plain
from planlens.model import PlanlensError
from planlens.views.fields.field import Field, Fields, Use
from planlens.views.fields.seen import Seen

MOST_ROWS_ABOVE = 20
"""Rows among which the heads are looked for: a title, a note, who fills it in."""

_LEAST = 3
"""Columns that must be known: fewer are no table of tasks."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a table's columns ask for.

    Attributes:
        row: the row of the heads, the lowest one where they take several; rows count from 0.
        fields: what goes into which column.
        lacking: the titles of the columns that nobody has anything for.
    """

    row: int
    fields: Mapping[int, Field[Seen]]
    lacking: tuple[str, ...]


Meaning = Callable[[str], str | None]
"""Returns the key of the field that a head means, None where it says nothing."""

Learn = Callable[[Sequence[Sequence[str]]], Learnt | None]
"""Tells what the columns of a table ask for by what its first rows say."""

FillRows = Callable[[Learnt], Sequence[Sequence[str]]]
"""Returns what goes into the rows of a learnt table: for each the text of each column, in the order of its fields."""


def learnt(rows: Sequence[Sequence[str]], fields: Fields[Seen], meaning: Meaning) -> Learnt | None:
    """Return what the columns of a table ask for, None where it has no heads of a task table.

    Args:
        rows: what the cells of the table's first rows say; a cell that is merged downwards says the same in each row
            that it covers.
        fields: what is told of tasks.
        meaning: what a head means that is no field's title.
    """
    best: Learnt | None = None
    for place, row in enumerate(rows[:MOST_ROWS_ABOVE]):
        found = _columns(row, fields, meaning)
        known = {item.key for item in found.values()}
        if len(known) >= _LEAST and "text" in known and (best is None or len(found) >= len(best.fields)):
            lacking = tuple(title for at, title in enumerate(row) if title and at not in found)
            best = Learnt(place, found, lacking)
    return best


def _columns(row: Sequence[str], fields: Fields[Seen], meaning: Meaning) -> dict[int, Field[Seen]]:
    """Return the fields of columns by their heads; of two columns of tasks the first one groups them."""
    told = (*fields.of(Use.TABLE), *fields.of(Use.LEDGER))
    titles = {plain(title): item for item in told for title in (item.title, item.title_in(Use.LEDGER))}
    exact = {at: titles[plain(title)] for at, title in enumerate(row) if title and plain(title) in titles}
    found = dict(_once(exact.items()))
    taken = {item.key for item in found.values()}
    for at, title in enumerate(row):
        key = meaning(title) if title and at not in exact else None
        if key is None or key not in fields:
            continue
        if key == "units" and "lead" in taken:
            key = "support"
        if key == "text" and "text" in taken and "path" not in taken:
            first = next(place for place, item in found.items() if item.key == "text")
            found[first] = fields["path"]
            taken.add("path")
            found[at] = fields["text"]
        elif key not in taken:
            found[at] = fields[key]
            taken.add(key)
    return dict(sorted(found.items()))


def _once(columns: Iterable[tuple[int, Field[Seen]]]) -> Iterable[tuple[int, Field[Seen]]]:
    seen: set[str] = set()
    for at, item in columns:
        if item.key not in seen:
            seen.add(item.key)
            yield at, item


def no_template(name: str) -> PlanlensError:
    """Return the error for a file in which no table of tasks is found."""
    return PlanlensError(
        "bad-template",
        f"在模板 {name} 中没有找到任务表的表头：表头里至少要有任务内容和另外两列（如责任单位、完成时限）。请检查模板。",
    )
