"""Rows that are items (条): several tasks in one row of a table that planlens has exported by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planlens.exchange.packet import exact_words, plain
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


def said_anew(cells: Mapping[str, str], task: InProject, fields: Mapping[str, Field[Seen]]) -> dict[str, str]:
    """Return what a row of a table that was exported by item says, as far as the item says something else."""
    told = {key: text for key, text in cells.items() if key not in _OF_ONE and key in fields}
    return {key: text for key, text in told.items() if plain(text) not in _sayings(fields[key], task)}


def _sayings(field: Field[Seen], task: InProject) -> set[str]:
    cell = field.cell(task)
    kept = [line for line in cell if not line.suggested]
    exact = [exact_words(line.exact) for line in cell if line.exact is not None]
    told = ["".join(line.text for line in lines) for lines in (cell, kept)]
    return {*map(plain, (field.words(task), *told, *exact))}
