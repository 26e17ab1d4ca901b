"""The rows of a project as people see them: where a document is kept by 条, the sentences of an item are one task.

The project's own rows are never changed by this. Everything that tells of tasks (tree, filters, counts, overview,
units, time line, tables) is given :attr:`ShownRows.state` and needs not know of it; what is done to a row that is shown
becomes an edit of the rows behind it in :mod:`planlens.views.items.meaning`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from planlens.model.granularity import Granularity
from planlens.project.changes import Change, Changes
from planlens.project.edits.merging import ALIKE, join
from planlens.project.rows import DocumentRow, Row, SectionRow, SettingRow, TaskRow, waits
from planlens.project.settings import GRANULARITY, granularity_of
from planlens.project.state import Draft, State
from planlens.views.items.grouping import Items, among, items_of


class ShownRows:
    """Keeps what is shown in step with a project.

    Args:
        sentences: the project's own rows.
        by: how fine the rows are, None for what each document is set to.
        only: the tasks that items are made of, None for all; others stay as they are.
        groups: the items themselves, where something else than the tree says what belongs together.

    Attributes:
        state: the rows that are shown; *sentences* itself where every row is a sentence.
    """

    def __init__(
        self,
        sentences: State,
        by: Granularity | None = None,
        only: Collection[str] | None = None,
        groups: Items | None = None,
    ) -> None:
        self.sentences = sentences
        self.state = sentences
        self._by, self._only, self._groups = by, only, groups
        self._items: Items = {}
        self._first: dict[str, str] = {}
        self._made: dict[str, dict[str, Row]] = {}
        self._group()
        self._take(dict(self._rows()))

    @property
    def joined(self) -> bool:
        """Whether any row that is shown stands for several."""
        return self.state is not self.sentences

    def by_item(self, document: str) -> bool:
        """Whether an item of a document is one row."""
        return (self._by or granularity_of(self.sentences, document)) is Granularity.ITEM

    # From what is shown to what is there, and back

    def members(self, key: str) -> tuple[str, ...]:
        """Return the tasks behind a task that is shown."""
        return self._items.get(key, (key,))

    def tops(self, key: str) -> tuple[str, ...]:
        """Return those tasks behind a task that is shown, or any other row, that do not stand below others of them."""
        members = self.members(key)
        inside = set(members)
        found = ((member, self.sentences.find(member)) for member in members)
        return tuple(member for member, row in found if row is None or row.owner not in inside)

    def sentences_of(self, keys: Iterable[str]) -> list[str]:
        """Return the tasks behind tasks that are shown."""
        return [member for key in keys for member in self.members(key)]

    def twins(self, key: str) -> tuple[str, ...]:
        """Return the rows behind a row of a task: a unit that several sentences of an item name is shown once."""
        row = self.sentences.find(key)
        item = self._item_of(row) if row is not None else ""
        if row is None or not item or type(row) not in ALIKE:
            return (key,)
        kind, said = type(row), _said(row)
        rows = (other for member in self._items[item] for other in self.sentences.children(member, kind))
        return tuple(other.id for other in rows if _said(other) == said)

    def shown_id(self, key: str) -> str:
        """Return the id of the row that shows a row of the project."""
        row = self.sentences.find(key)
        if key in self.state or row is None:
            return key
        item = self._item_of(row)
        alike = (other for other in self.state.children(item, type(row)) if _said(other) == _said(row))
        return item if isinstance(row, TaskRow) or type(row) not in ALIKE else next((r.id for r in alike), item)

    # Keeping in step

    def follow(self, changes: Changes) -> Changes:
        """Show changes that the project's rows have seen; return them as they are seen."""
        rows = {row.id: row for change in changes.rows for row in (change.before, change.after) if row is not None}
        if any(map(_regroups, changes.rows)) and (self._by or self._is_by_item(rows.values())):
            return Changes(changes.label, self._regrouped(changes, rows))
        if not self.joined:
            return changes
        touched = {item: None for row in rows.values() if (item := self._item_of(row, rows))}
        found = [change for change in changes.rows if not self._item_of(change.row, rows)]
        for item in touched:
            before = self._made[item]
            after = self._made[item] = self._join(item)
            found += _differences(before, after)
        self.state.apply(found)
        self._tell_parts()
        return Changes(changes.label, tuple(found))

    def _is_by_item(self, rows: Iterable[Row]) -> bool:
        """Whether any document is kept by item, or was before these rows changed."""
        switched = any(isinstance(row, SettingRow) for row in rows)
        return self.joined or switched or any(self.by_item(row.id) for row in self.sentences.documents())

    def _regrouped(self, changes: Changes, touched: Mapping[str, Row]) -> tuple[Change, ...]:
        before = {row.id: row for row in self.state}
        if not self.joined:
            for change in changes.rows:
                before.pop(change.row.id, None)
                before |= {change.before.id: change.before} if change.before is not None else {}
        old, first = self._items, self._first
        dirty = {item for row in touched.values() if (item := self._item_of(row, touched))}
        self._group()
        dirty |= {item for row in touched.values() if (item := self._item_of(row, touched))}
        dirty |= {key for key in self._items if self._items[key] != old.get(key)} | (first.keys() - self._first.keys())
        self._made = {key: made for key, made in self._made.items() if key in self._items and key not in dirty}
        after = dict(self._rows())
        found = tuple(_differences(before, after))
        self._take(after, found)
        return found

    def _group(self) -> None:
        items = self._groups or among(items_of(self.sentences, self._by), self._only)
        self._items = {key: members for key, members in items.items() if len(members) > 1}
        self._first = {member: key for key, members in self._items.items() for member in members}

    def _rows(self) -> Iterator[tuple[str, Row]]:
        """Yield everything that is shown."""
        for item in self._items:
            if item not in self._made:
                self._made[item] = self._join(item)
            yield from self._made[item].items()
        for row in self.sentences:
            if not self._item_of(row):
                yield row.id, row

    def _take(self, rows: Mapping[str, Row], changes: Iterable[Change] = ()) -> None:
        """Show rows; where several were one before as well, in the same state."""
        if not self._items:
            self.state = self.sentences
        elif self.joined:
            self.state.apply(changes)
            self._tell_parts()
        else:
            self.state = State(rows.values())
            self._tell_parts()

    def _tell_parts(self) -> None:
        get = self.sentences.get
        self.state.parts = {key: tuple(get(member, TaskRow) for member in has) for key, has in self._items.items()}

    def _item_of(self, row: Row, others: Mapping[str, Row] | None = None) -> str:
        """Return the item that a row belongs to, "" for none; *others* are rows that may be gone."""
        while row.id not in self._first:
            if row.owner in self._first:
                return self._first[row.owner]
            above = self.sentences.find(row.owner) or (others or {}).get(row.owner)
            if above is None or isinstance(above, DocumentRow | SectionRow | TaskRow):
                return ""
            row = above
        return self._first[row.id]

    def _join(self, item: str) -> dict[str, Row]:
        """Return the rows of an item as they are shown."""
        members = [self.sentences.get(key, TaskRow) for key in self._items[item]]
        rows = [row for member in members for row in _with_own(self.sentences, member)]
        document = self.sentences.find(members[0].document)
        draft = Draft(State(rows if document is None else [*rows, document]), {})
        join(draft, members)
        for member in members[1:]:
            draft.remove(member.id)
        unsure = min(filter(waits, members), key=lambda row: row.confidence, default=None)
        if unsure is not None:
            row = draft.state.get(item, TaskRow)
            draft.put(replace(row, reviewed=False, confidence=unsure.confidence, rule=unsure.rule))
        return {row.id: row for row in draft.state if not isinstance(row, DocumentRow)}


def as_shown(state: State, by: Granularity | None = None, only: Collection[str] | None = None) -> State:
    """Return a project's rows as they are shown, see :class:`ShownRows`."""
    return ShownRows(state, by, only).state


def as_one(state: State, members: tuple[str, ...]) -> ShownRows:
    """Return some tasks as one row, whatever the tree says of them, with what is needed to tell how it stands.

    Args:
        state: the project's rows.
        members: the tasks, the first one first.

    Raises:
        PlanlensError: ``no-item``, one of them is gone.
    """
    tasks = [state.get(key, TaskRow) for key in members]
    around = (row for row in state.children("", Row) if not isinstance(row, SectionRow | TaskRow))
    above = (row for task in tasks for row in state.above(task.id) if row.id not in members)
    rows = [*around, *above, *(row for task in tasks for row in _with_own(state, task))]
    return ShownRows(State(rows), groups={members[0]: members})


def _with_own(state: State, row: Row) -> Iterator[Row]:
    """Yield a row and all that belongs to it, but no tasks below it."""
    yield row
    for child in state.children(row.id, Row):
        if not isinstance(child, TaskRow):
            yield from _with_own(state, child)


def _differences(before: Mapping[str, Row], after: Mapping[str, Row]) -> list[Change]:
    keys = [*before, *(key for key in after if key not in before)]
    pairs = ((before.get(key), after.get(key)) for key in keys)
    return [Change(old, new) for old, new in pairs if old is not new and old != new]


def _said(row: Row) -> tuple[object, ...]:
    """Return what makes rows of several sentences one row of their item."""
    return tuple(getattr(row, name) for name in ALIKE.get(type(row), ("id",)))


def _regroups(change: Change) -> bool:
    """Whether a change may make other items."""
    match change.row:
        case SettingRow(id=key):
            return GRANULARITY in key
        case DocumentRow():
            return True
        case TaskRow() | SectionRow():
            return _place(change.before) != _place(change.after)
    return False


def _place(row: Row | None) -> tuple[object, ...]:
    return () if row is None else (row.owner, getattr(row, "place", 0), *_span(row))


def _span(row: Row) -> tuple[object, ...]:
    return (row.document, row.start) if isinstance(row, TaskRow) else ()
