"""The task tree as a Qt model: follows every change of the project, narrowed by a filter, sorted as a flat list."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from planlens.gui.app.piecemeal import Piecemeal
from planlens.gui.app.session import Session
from planlens.gui.tasks.cells import Cells
from planlens.gui.tasks.dragging import ITEMS, dragged, packed
from planlens.gui.tasks.following import Following
from planlens.gui.tasks.shaped_model import Index, ShapedModel
from planlens.language.pinyin import Initials
from planlens.project.changes import Changes
from planlens.project.rows import DocumentRow, FieldRow, SectionRow, SettingRow, TaskRow
from planlens.project.settings import status_names
from planlens.views.facts import FactBook
from planlens.views.fields.field import Field, Use
from planlens.views.fields.seen import InProject, Seen, Shown, View, in_order
from planlens.views.task_filter import NamesOf, TaskFilter
from planlens.views.tree.possible import may_hold
from planlens.views.tree.shape import (
    DRAFT,
    ROOT,
    Shape,
    flat,
    is_document,
    is_task,
    key_of,
    narrowed,
    number_of,
    root_keys,
    shape_of,
)

_SOON = 40
"""Milliseconds before searches are prepared: a project that opens is painted first."""


class TreeModel(ShapedModel):
    """Documents (where there are several), sections and tasks.

    While a filter is on, rows that an edit changes stay where they are until the filter changes, and new ones are
    shown. While an order is on, only tasks are shown, in a plain list.

    Args:
        session: whose project it shows.

    Signals:
        counted: how many tasks are shown, and how many there are.
        columns_changed: the project has other fields than the one before, or than it had.
        dropped: items were dropped: their ids, the id of what they shall stand below, and that of the sibling before.

    Attributes:
        plain: whether the whole tree is shown, without a filter or an order.
        names_of: finds units by their short names, for searches.
    """

    counted = Signal(int, int)
    dropped = Signal(object, str, object)
    columns_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session.fields.of(Use.TREE), parent)
        self.session = session
        self.order = ""
        self._roots: frozenset[str] = frozenset()
        self.cells = Cells(self._view(), self.columns)
        self.filter = TaskFilter()
        self.names_of: NamesOf = lambda _word: ()
        self.descending = False
        self.plain = True
        self.draft: tuple[str, str | None] | None = None
        self._full = Shape()
        self._numbers: dict[int, int] = {}
        self._book = FactBook(self.cells.view)
        self._lettered: FactBook | None = None
        self._spare = Piecemeal(self._prepare, self)
        session.opened.connect(self.reload)
        session.closed.connect(self.reload)
        session.changed.connect(self.follow)
        self.reload()

    # What is shown

    def reload(self) -> None:
        """Make everything anew from the session's state."""
        columns = self.session.fields.of(Use.TREE)
        others = [field.key for field in columns] != [field.key for field in self.columns]
        self.beginResetModel()
        if columns is not self.columns:
            self.set_columns(columns)
            self.cells = Cells(self._view(), columns)
            if self.order and self.order not in self._places:
                self.order = ""
        self._read()
        self.shape, self.plain = self._make_shape(), not (self.filter or self.order)
        self.endResetModel()
        if others:
            self.columns_changed.emit()
        self._count()

    def _read(self) -> None:
        state = self.session.state
        self.draft = None
        self._text = self.column_of("text")
        self._flags = _flags(self.columns, writable=not self.session.read_only)
        self.cells.view = self._view()
        self._full = shape_of(state)
        self._roots = root_keys(state)
        self._numbers.clear()
        self._book = FactBook(self.cells.view, self._book.initials, self.session.fields)
        self._lettered = None
        self._spare.begin(_SOON)

    def _view(self) -> View:
        state = self.session.state
        return View(state, lambda: self.session.overview, self._ordinals, status_names(state))

    def _prepare(self) -> bool:
        """Find some of what searches need; return whether there is more."""
        if self._book.step() or (self._lettered is not None and self._lettered.step()):
            return True
        gc.freeze()  # rows and facts stay; looking through 10,000 tasks for garbage would take 70 ms each time
        if self._lettered is not None:
            self._book, self._lettered = self._lettered, None
            if self.filter.text:
                self.narrow(self.filter)
        return False

    def search_letters(self, initials: Initials) -> None:
        """Search by pinyin as well, as soon as every task has been turned into letters."""
        self._lettered = FactBook(self.cells.view, initials, self.session.fields)
        self._spare.begin()

    @property
    def facts(self) -> FactBook:
        """The facts of all tasks."""
        return self._book

    def narrow(self, wanted: TaskFilter) -> None:
        """Show only what a filter lets through."""
        self.filter = wanted
        self._renew()

    def sort_by(self, column: str, *, descending: bool = False) -> None:
        """Show tasks as a plain list in the order of a column; "" for the tree."""
        self.order, self.descending = column, descending
        self._renew()

    def _renew(self) -> None:
        shape = self._make_shape()
        if shape.below != self.shape.below:
            self.beginResetModel()
            self.draft = None
            self.shape, self.plain = shape, not (self.filter or self.order)
            self.endResetModel()
        self._count()

    def _make_shape(self) -> Shape:
        found = self._matching() if self.filter else None
        if self.order:
            tasks = (
                self._tasks() if found is None else [key_of(number) for number in self._full.walk() if number in found]
            )
            rows = [row for key in tasks if isinstance(row := self.session.state.find(key), TaskRow)]
            order = self.columns[self.column_of(self.order)].sort_value
            seen = (InProject(self.cells.view, row) for row in rows)
            return flat(number_of(task.id) for task in in_order(seen, order, descending=self.descending))
        if found is not None:
            return narrowed(self._full, found)
        return Shape({owner: list(numbers) for owner, numbers in self._full.below.items()})

    def _matching(self) -> set[int]:
        overview = self.session.overview
        chosen = self.filter.chosen(self._book.tasks.values(), overview, self._book.initials, self.names_of)
        found = {number_of(facts.id) for facts in chosen}
        if not self.filter.criteria:
            words = self.filter.words
            sections = self._book.sections.items()
            found |= {number_of(key) for key, text in sections if all(word in text for word in words)}
        return found

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Return where the words of the search stand in the text of a cell."""
        return self.filter.hits(text, self._book.initials, self.names_of)

    def tasks_in_filter(self) -> list[str] | None:
        """Return the ids of the tasks that the filter shows, as they stand; None without a filter."""
        if not self.filter:
            return None
        return self.shown_tasks()

    def shown_tasks(self) -> list[str]:
        """Return the ids of the tasks that are shown, or would be if all were open, as they stand."""
        return [key_of(number) for number in self.shape.walk() if is_task(number)]

    def _tasks(self) -> list[str]:
        return [key_of(number) for number in self._full.walk() if is_task(number)]

    def _count(self) -> None:
        self.counted.emit(*self.counts())

    def counts(self) -> tuple[int, int]:
        """Return how many tasks are shown, and how many there are."""
        return self.shape.tasks, self._full.tasks

    def first_task(self) -> str:
        """Return the id of the first task that is shown, "" for none."""
        return next((key_of(number) for number in self.shape.walk() if is_task(number)), "")

    def _ordinals(self) -> dict[int, int]:
        """Return the running number of each task in its document, by the task's number."""
        if not self._numbers:
            count = 0
            for number in self._full.walk():
                if is_task(number):
                    count += 1
                    self._numbers[number] = count
                elif is_document(number):
                    count = 0
        return self._numbers

    def follow(self, changes: Changes) -> None:
        """Show what has changed; more than a few rows that come, go or move make everything anew."""
        self._numbers.clear()
        state, ordered, narrowed = self.session.state, bool(self.order), bool(self.filter)
        anew = state is not self.cells.view.state or any(isinstance(change.row, FieldRow) for change in changes.rows)
        anew |= {field.key for field in self.session.fields.of(Use.TREE)} != {field.key for field in self.columns}
        if any(isinstance(change.row, SettingRow) for change in changes.rows):
            self.cells.view = self._view()
        if anew or not Following(self, self._full, state, self._roots, ordered, narrowed).follow(changes):
            self.reload()
            return
        self._book.update(changes)
        if self._lettered is not None and self._lettered.initials is not None:
            self.search_letters(self._lettered.initials)
        self._count()

    # Rows that are being typed

    def begin_draft(self, owner: str, after: str | None) -> QModelIndex:
        """Show an empty row below *owner* behind the item *after* (None: first) and return its text's index."""
        self.end_draft()
        place = ROOT if self.order or owner in self._roots else number_of(owner)
        siblings = self.shape.below.get(place, [])
        row = siblings.index(number_of(after)) + 1 if after and number_of(after) in siblings else 0
        self.insert_rows(place, row, 1, lambda: self.shape.insert(place, row, [DRAFT]))
        self.draft = (owner, after)
        return self.index_at(DRAFT, self.column_of("text"))

    def end_draft(self) -> tuple[str, str | None] | None:
        """Take the empty row away; return the owner and the sibling before it, None if there was none."""
        draft, self.draft = self.draft, None
        if DRAFT in self.shape:
            owner, row = self.shape.above[DRAFT], self.shape.row[DRAFT]
            self.remove_rows(owner, row, row, lambda: self.shape.remove(owner, row, row))
        return draft

    def reveal(self, key: str) -> QModelIndex:
        """Return the index of an item's text, shown in spite of the filter; invalid where a list has no place."""
        number = number_of(key)
        if number in self._full and number not in self.shape and not self.order:
            missing = [number, *self._full.line(number)]
            missing = [item for item in missing if item not in self.shape]
            for item in reversed(missing):
                owner = self._full.above[item]
                wanted = {*self.shape.below.get(owner, ()), item}
                row = [other for other in self._full.below[owner] if other in wanted].index(item)
                self.insert_rows(owner, row, 1, partial(self.shape.insert, owner, row, [item]))
            self._count()
        return self.index_of(key)

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 (Qt's name)
        """Items are moved."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 (Qt's name)
        """Return the type of what is dragged."""
        return [ITEMS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 (Qt's name)
        """Return what is dragged."""
        return packed(self.session.state, self.in_order({self.key(index) for index in indexes}))

    def canDropMimeData(  # noqa: N802 (Qt's name)
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Whether items may be dropped here; a place that an edit would refuse is not offered."""
        del action, column
        place, keys = self._drop_place(row, parent), dragged(data)
        return place is not None and bool(keys) and may_hold(self.session.state, place[0], keys)

    def dropMimeData(  # noqa: N802 (Qt's name)
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; the tree follows once it is done."""
        place = self._drop_place(row, parent)
        if place is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(dragged(data), *place)
        return True

    def _drop_place(self, row: int, parent: Index) -> tuple[str, str | None] | None:
        """Return owner and sibling before a place of the tree, None where nothing can be dropped."""
        owner = self.key(parent) if parent.isValid() else next(iter(self._roots), "")
        if self.order or self.session.read_only or not owner:
            return None
        if row < 0:
            items = self.session.state.items(owner)
            return owner, items[-1].id if items else None
        shown = self.shape.below.get(parent.internalId(), [])
        return owner, key_of(shown[row - 1]) if 0 < row <= len(shown) else None

    # What Qt asks

    def row_at(self, index: Index) -> Shown | None:
        """Return the row of the project at an index, None for one that is gone."""
        row = self.session.state.find(key_of(index.internalId()))
        return row if isinstance(row, DocumentRow | SectionRow | TaskRow) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; None for an item that is gone."""
        row = self.row_at(index)
        return None if row is None else self.cells.data(row, index.column(), int(role))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 (Qt's name)
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.width:
            return None
        if int(role) == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].title if int(role) == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a cell; leaves say that they are, which spares views a question."""
        number = index.internalId()
        return self._flags[number % 4][index.column()][number in self.shape.below]


def _flags(columns: Sequence[Field[Seen]], *, writable: bool) -> list[list[tuple[Qt.ItemFlag, Qt.ItemFlag]]]:
    """Return the flags of each kind of number and column, without and with anything below."""
    flag = Qt.ItemFlag
    nothing, seen = flag.NoItemFlags, flag.ItemIsEnabled | flag.ItemIsSelectable
    drop = flag.ItemIsDropEnabled if writable else nothing
    found: list[list[tuple[Qt.ItemFlag, Qt.ItemFlag]]] = []
    for kind in (nothing, seen, seen, seen):
        cells = []
        for column in columns:
            flags = kind | drop
            if len(found) > 1 and writable:
                flags |= flag.ItemIsDragEnabled
                if column.edit and (column.sections or len(found) > 2):
                    flags |= flag.ItemIsEditable
            cells.append((flags | (flag.ItemNeverHasChildren if found else nothing), flags))
        found.append(cells)
    return found
