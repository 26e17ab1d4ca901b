"""The rows of a project in memory, found by id and by owner, and the working copy that an edit changes."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from planlens.model import PlanlensError
from planlens.project.changes import Change
from planlens.project.rows import DocumentRow, Item, Row, SectionRow, TaskRow, without_negative_zero

R = TypeVar("R", bound=Row)


def _order(row: Row) -> tuple[float, int, str]:
    return (getattr(row, "place", 0.0), len(row.id), row.id)


class State:
    """All rows of a project. Two states are equal if their rows are.

    Attributes:
        parts: the tasks that a task stands for, by its id, where several are shown as one; see
            :mod:`planlens.views.items.shown`. A project's own state has none.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.parts: dict[str, tuple[TaskRow, ...]] = {}
        self._rows: dict[str, Row] = {}
        self._owned: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._ordered: dict[str, dict[Any, tuple[Any, ...]]] = {}
        for row in rows:
            self._rows[row.id] = row
        for key, row in self._rows.items():
            self._owned[row.owner][key] = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def copy(self) -> State:
        """Return an independent copy."""
        found = State(self._rows.values())
        found.parts = dict(self.parts)
        return found

    def find(self, key: str) -> Row | None:
        """Return the row with this id, None where there is none."""
        return self._rows.get(key)

    def get(self, key: str, kind: type[R]) -> R:
        """Return the row with this id.

        Raises:
            PlanlensError: ``no-item``, there is no such row, or it is of another kind.
        """
        row = self._rows.get(key)
        if not isinstance(row, kind):
            raise PlanlensError("no-item", f"找不到编号为 {key} 的条目，它可能已被删除。请刷新后再试。")
        return row

    def item(self, key: str) -> Item:
        """Return the task or section with this id.

        Raises:
            PlanlensError: ``no-item``.
        """
        row = self._rows.get(key)
        return row if isinstance(row, SectionRow) else self.get(key, TaskRow)

    def children(self, owner: str, kind: type[R]) -> list[R]:
        """Return the rows of a kind that belong to *owner*, in their order."""
        return list(self._below(owner, kind))

    def items(self, owner: str) -> list[Item]:
        """Return the sections and tasks below *owner*, in their order."""
        return list(self._below(owner, Item))

    def _below(self, owner: str, kind: Any) -> tuple[Any, ...]:
        """Return the rows of a kind below *owner*, ordered once and remembered until something changes there."""
        owned = self._owned.get(owner)
        if not owned:
            return ()
        known = self._ordered.setdefault(owner, {})
        if kind not in known:
            rows = [row for key in owned if isinstance(row := self._rows[key], kind)]
            known[kind] = tuple(sorted(rows, key=_order))
        return known[kind]

    def all(self, kind: type[R]) -> list[R]:
        """Return all rows of a kind, ordered by place and id."""
        return sorted((row for row in self._rows.values() if isinstance(row, kind)), key=_order)

    def documents(self) -> list[DocumentRow]:
        """Return the documents in their order."""
        return self.children("", DocumentRow)

    def walk(self, owner: str | None = None) -> Iterator[tuple[int, Item]]:
        """Yield the tree below *owner* (None: of all documents) as it reads, each item with its depth from 0."""
        if owner is None:
            for document in self.documents():
                yield from self.walk(document.id)
            return
        stack: list[tuple[int, Item]] = [(0, item) for item in reversed(self._below(owner, Item))]
        while stack:
            depth, item = stack.pop()
            yield depth, item
            if item.id in self._owned:
                stack += [(depth + 1, child) for child in reversed(self._below(item.id, Item))]

    def tasks(self) -> list[TaskRow]:
        """Return all tasks in the tree's order."""
        return [item for _, item in self.walk() if isinstance(item, TaskRow)]

    def above(self, key: str) -> list[Item]:
        """Return the sections and tasks above an item, the highest first."""
        found: list[Item] = []
        row = self._rows.get(key)
        while row is not None and isinstance(above := self._rows.get(row.owner), SectionRow | TaskRow):
            found.append(above)
            row = above
        return found[::-1]

    def put(self, row: Row) -> None:
        """Add a row or replace the one with its id."""
        old = self._rows.get(row.id)
        if old is not None and old.owner != row.owner:
            del self._owned[old.owner][row.id]
            self._ordered.pop(old.owner, None)
        self._rows[row.id] = row
        self._owned[row.owner][row.id] = None
        self._ordered.pop(row.owner, None)

    def remove(self, key: str) -> None:
        """Take a row out; rows that it owns stay."""
        row = self._rows.pop(key)
        del self._owned[row.owner][key]
        self._ordered.pop(row.owner, None)

    def apply(self, changes: Iterable[Change]) -> None:
        """Make every changed row what it is afterwards."""
        for change in changes:
            if change.after is not None:
                self.put(change.after)
            elif change.row.id in self._rows:
                self.remove(change.row.id)


class Draft:
    """A project's state while an edit works on it; remembers every row as it was.

    Args:
        state: changed at once; :meth:`rollback` undoes that.
        counters: the last number given to an id, by the table's letter; numbers are never given twice.
        now: ISO time of the action.
        who: who acts.
        seq: the number that the action will have in the history.
    """

    def __init__(self, state: State, counters: dict[str, int], now: str = "", who: str = "", seq: int = 0) -> None:
        self.state = state
        self.counters = counters
        self.now = now
        self.who = who
        self.seq = seq
        self.files: dict[str, bytes] = {}
        self._before: dict[str, Row | None] = {}

    def put(self, row: Row) -> None:
        """Add or replace a row."""
        row = without_negative_zero(row)
        self._before.setdefault(row.id, self.state.find(row.id))
        self.state.put(row)

    def update(self, row: Row, **fields: Any) -> None:
        """Replace fields of a row."""
        self.put(replace(row, **fields))

    def remove(self, key: str) -> None:
        """Take out a row and all that it owns, at any depth."""
        for child in [row.id for row in self.state.children(key, Row)]:
            self.remove(child)
        self._before.setdefault(key, self.state.find(key))
        self.state.remove(key)

    def new_id(self, kind: type[Row]) -> str:
        """Return an id for a new row of this kind."""
        self.counters[kind.letter] = self.counters.get(kind.letter, 0) + 1
        return f"{kind.letter}{self.counters[kind.letter]}"

    def keep(self, data: bytes) -> str:
        """Keep the bytes of a file in the project and return their SHA-256 in hexadecimal."""
        digest = hashlib.sha256(data).hexdigest()
        self.files[digest] = data
        return digest

    def changes(self) -> tuple[Change, ...]:
        """Return what is different now from the beginning."""
        pairs = ((before, self.state.find(key)) for key, before in self._before.items())
        return tuple(Change(before, after) for before, after in pairs if before != after)

    def rollback(self) -> None:
        """Put everything back as it was at the beginning."""
        self.state.apply([Change(self.state.find(key), before) for key, before in self._before.items() if before])
        for key, before in self._before.items():
            if before is None and key in self.state:
                self.state.remove(key)
        self._before.clear()
