"""What an edit did, row by row: enough to show it, to keep it and to take it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planlens.project.rows import Row, columns, kind_of


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after: None before for a new one, None after for one that is gone."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row as it is now, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one action changed, and its name in Chinese (标记“…”为已完成)."""

    label: str
    rows: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the rows that are new, changed or gone, and of their owners."""
        both = (row for change in self.rows for row in (change.before, change.after) if row is not None)
        return frozenset(key for row in both for key in (row.id, row.owner) if key)

    def inverse(self) -> Changes:
        """Return the changes that take these back."""
        return replace(self, rows=tuple(Change(item.after, item.before) for item in reversed(self.rows)))


def merged(parts: Sequence[Changes]) -> Changes:
    """Return changes one after the other as one: every row as it first was and as it is last; the last one's name."""
    first: dict[str, Row | None] = {}
    last: dict[str, Row | None] = {}
    for change in (change for part in parts for change in part.rows):
        first.setdefault(change.row.id, change.before)
        last[change.row.id] = change.after
    pairs = ((before, last[key]) for key, before in first.items())
    return Changes(parts[-1].label, tuple(Change(before, after) for before, after in pairs if before != after))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history, and where undo and redo stand after it.

    Attributes:
        seq: its number, from 1 without gaps.
        time: ISO time with the zone's offset.
        who: the user's name.
        kind: ``do``, ``undo`` or ``redo``.
        edit: the name of the edit's class.
        items: the ids that were touched, each between blanks, for searches.
        undo: the entry that the next undo takes back, 0 for none.
        redo: the undoing entry that the next redo takes back, 0 for none.
        below: what comes to the top of the stack that this entry is on once it is taken back.
    """

    seq: int
    time: str
    who: str
    kind: str
    label: str
    edit: str
    items: str
    undo: int
    redo: int
    below: int


def dumps(rows: Iterable[Change]) -> str:
    """Return changes as JSON; of a changed row only the fields that differ, by name.

    Row by row: all rows of a long document in one go would hold the interpreter's lock, and the window, for 70 ms.
    """
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return f"[{','.join(encode(_as_json(change)) for change in rows)}]"


def _as_json(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {"id": change.row.id}
    names = columns(type(change.row))
    if change.before is not None and change.after is not None:
        names = tuple(name for name in names if getattr(change.before, name) != getattr(change.after, name))
    for key, row in (("before", change.before), ("after", change.after)):
        if row is not None:
            found[key] = {name: getattr(row, name) for name in names}
    return found


def loads(text: str) -> list[dict[str, Any]]:
    """Return what :func:`dumps` wrote; :func:`inverse_row` makes rows of it."""
    found: list[dict[str, Any]] = json.loads(text)
    return found


def restored(item: dict[str, Any], current: Row | None) -> Row | None:
    """Return the row as it was before a kept change, given the row as that change left it."""
    before = item.get("before")
    if before is None:
        return None
    if "after" in item:
        assert current is not None
        return replace(current, **before)
    return kind_of(item["id"])(**before)


def advanced(item: dict[str, Any], current: Row | None) -> Row | None:
    """Return the row as a kept change left it, given the row as it was before."""
    after = item.get("after")
    if after is None:
        return None
    if item.get("before") is not None:
        assert current is not None
        return replace(current, **after)
    return kind_of(item["id"])(**after)
