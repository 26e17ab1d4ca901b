"""Rows that are items (条): several tasks in one row of a table that planlens has exported by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planlens.exchange.packet import exact_words, plain, told_anew
from planlens.views.fields.field import Field
from planlens.views.fields.seen import InProject, Seen

_OF_ONE = frozenset({"text", "path", "ordinal", "number"})
"""The fields by which a row is known, which say nothing new of its tasks."""


@dataclass(frozen=True, slots=True)
class ItemTask:
    """An item of several tasks: as it is shown, and the ids of its tasks."""

    task: InProject
    sentences: tuple[str, ...]


def rows_of_items(
    rows: Sequence[tuple[int, str]], items: Mapping[str, Sequence[ItemTask]], taken: set[str]
) -> dict[int, ItemTask]:
    """Return the items that rows are, by their places.

    Args:
        rows: the places of rows with what they say of their tasks' text.
        items: the items of several tasks by their words.
        taken: the ids of the tasks that other rows are; those of the items found are added.
    """
    found: dict[int, ItemTask] = {}
    for place, text in rows:
        fits = items.get(plain(text), ()) if text else ()
        item = next((one for one in fits if taken.isdisjoint(one.sentences)), None)
        if item is not None:
            found[place] = item
            taken.update(item.sentences)
    return found


def cells_of_sentences(
    cells: Mapping[str, str], item: ItemTask, fields: Mapping[str, Field[Seen]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what a row says of each task of its item, as far as it says something else than the item does.

    A state, a percent, a limit is that of all its tasks; words of progress are kept once, with the first.
    """
    told = {key: text for key, text in cells.items() if key not in _OF_ONE and key in fields}
    new = {key: text for key, text in told.items() if plain(text) not in _sayings(fields[key], item)}
    for place, task in enumerate(item.sentences):
        yield task, {key: text for key, text in new.items() if place == 0 or not told_anew(fields[key])}


def _sayings(field: Field[Seen], item: ItemTask) -> set[str]:
    cell = field.cell(item.task)
    kept = [line for line in cell if not line.suggested]
    exact = [exact_words(line.exact) for line in cell if line.exact is not None]
    told = ["".join(line.text for line in lines) for lines in (cell, kept)]
    return {*map(plain, (field.words(item.task), *told, *exact))}
