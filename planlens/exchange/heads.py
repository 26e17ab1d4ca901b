"""Which column of a returned table tells what, whatever the unit has made of the heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from planlens.exchange.books import CellGrid, Kept
from planlens.exchange.packet import ID, LAST, SIDE, UNIT, plain
from planlens.views.fields.field import Field, Fields, Use
from planlens.views.fields.seen import Seen

_IN_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")  # 进展情况（截至11月底）

_NO_FIELDS = frozenset(plain(title) for title in (ID, UNIT, SIDE, LAST, "序号"))
"""Heads of a packet that are no fields."""


@dataclass(frozen=True, slots=True)
class GridHead:
    """The heads of a table.

    Attributes:
        row: in which row they stand.
        fields: what is in which column.
        id, unit: the columns of the hidden numbers and units.
        strange: the titles of columns that nobody knows.
        above: what stands over the heads.
    """

    row: int
    fields: Mapping[int, Field[Seen]]
    id: int | None
    unit: int | None
    strange: Mapping[int, str]
    above: str


def head_of(grid: CellGrid, fields: Fields[Seen], kept: Sequence[Kept] = ()) -> GridHead | None:
    """Return the first row that names two fields or more, one of which can be filled in, and tells tasks apart."""
    known = {plain(title): item for item in fields for title in (item.title, *(item.title_in(use) for use in Use))}
    for name in (Use.LEDGER, Use.TABLE):  # what tables call a field goes before what others call another one
        known |= {plain(item.title_in(name)): item for item in fields.of(name)}
    for number, row in enumerate(grid.rows[:60]):
        heads = {column: plain(text) for column, text in enumerate(row) if text}
        columns: dict[int, Field[Seen]] = {}
        for column, text in heads.items():
            if (item := known.get(text)) is not None and item not in columns.values():
                columns[column] = item
        places = {name: column for column, text in heads.items() for name in (ID, UNIT, SIDE) if text == plain(name)}
        told = any(item.key == "text" for item in columns.values()) or ID in places
        if told and any(item.edit for item in columns.values() if item.key != "text"):
            strange = {at: row[at] for at, text in heads.items() if at not in columns and text not in _NO_FIELDS}
            columns |= _renamed(strange, columns, heads, fields, kept)
            left = {column: title for column, title in strange.items() if column not in columns}
            above = "\n".join(text for row in grid.rows[:number] for text in row if text)
            return GridHead(number, columns, places.get(ID), places.get(UNIT), left, above)
    return None


def _renamed(
    strange: Mapping[int, str],
    known: Mapping[int, Field[Seen]],
    heads: Mapping[int, str],
    fields: Fields[Seen],
    kept: Sequence[Kept],
) -> dict[int, Field[Seen]]:
    """Return the fields of columns that a unit has called otherwise.

    进展情况（截至11月底） and 完成进度 hold the title of a field that has no column yet; of a packet also
    what stands between the same neighbours as the field did when it was sent.
    """
    asked = [fields[key] for key in (kept[0].filled if kept else ()) if key in fields]
    missing = [item for item in asked or fields.of(Use.LEDGER) if item.edit is not None and item not in known.values()]
    found: dict[int, Field[Seen]] = {}
    for column, title in strange.items():
        short = plain(_IN_BRACKETS.sub("", title)).replace("的", "")
        fits = [item for item in missing if _is_called(item, short, 2 if kept else 3) and item not in found.values()]
        if len({item.key for item in fits}) == 1:
            found[column] = fits[0]
    return found | (_between_neighbours(strange, {**known, **found}, heads, fields, kept[0]) if kept else {})


def _between_neighbours(
    strange: Mapping[int, str],
    known: Mapping[int, Field[Seen]],
    heads: Mapping[int, str],
    fields: Fields[Seen],
    kept: Kept,
) -> dict[int, Field[Seen]]:
    """Return the fields of unknown columns of a packet that stand where the field stood when it was sent."""
    sent = [*kept.shown, LAST, *kept.filled]
    named = {column: item.key for column, item in known.items()}
    named |= {column: LAST for column, text in heads.items() if text == plain(LAST)}
    columns = sorted({*strange, *named})
    order = SequenceMatcher(None, sent, [named.get(column, "") for column in columns], autojunk=False)
    found: dict[int, Field[Seen]] = {}
    for kind, first, last, start, end in order.get_opcodes():
        if kind == "replace" and last - first == end - start:
            pairs = zip(sent[first:last], columns[start:end], strict=True)
            free = {*kept.filled} - {*named.values()}
            found.update((at, fields[key]) for key, at in pairs if at in strange and key in free and key in fields)
    return found


def _is_called(item: Field[Seen], title: str, least: int) -> bool:
    """Whether a head ends with a field's title; titles of fewer characters than *least* say too little for that."""
    names = {plain(item.title), plain(item.title_in(Use.LEDGER))}
    return any(name == title or (len(name) >= least and title.endswith(name)) for name in names)
