"""A table of answers with its notes: sorted, searched and copied like any other, exported, and a way to its tasks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.widgets.field_table import FieldModel, FieldTable
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import wrapped_label
from planlens.gui.widgets.sizes import FirstFills
from planlens.views.cells import Table
from planlens.views.fields.field import Fields
from planlens.views.ledger.shown import ShownRow, shown_fields, shown_rows

_LEAST = 110
"""Pixels that a first column which takes what is left has at least."""


class AnswerTable(QWidget):
    """The table; its model's lines have the ids of what they tell of.

    Args:
        tools: the window's.
        name: what a screen reader calls it.
        filled: whether the first column takes the width that the others leave, so that none of them is cut.

    Signals:
        wanted: a row was double-clicked, or Enter pressed on it; carries its id.
    """

    wanted = Signal(str)

    def __init__(self, tools: Tools, name: str, *, filled: bool = False) -> None:
        super().__init__()
        self._tools = tools
        self._rows: list[ShownRow] = []
        self._fields: Fields[ShownRow] = Fields((), {})
        self.model = FieldModel(self, tools.session, lambda: (self._rows, self._fields), _words)
        self.table = FieldTable(name, self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if filled:
            self._filling = FirstFills(self.table, _LEAST)
            self.model.modelReset.connect(self._filling.fit)
        self.table.verticalHeader().hide()
        self.notes = wrapped_label()
        in_column((self.table, 1), self.notes, margins=0, on=self)
        self.setFocusProxy(self.table)
        self.table.doubleClicked.connect(self._want)

    def show_table(self, table: Table, notes: str = "") -> None:
        """Show a table, with *notes* instead of its own ones; the chosen row stays chosen."""
        kept = [index.row() for index in self.table.selectionModel().selectedRows()]
        key = self.model.lines[kept[0]].id if kept else None
        self._rows, self._fields = shown_rows(table), shown_fields(table)
        self.model.refresh()
        self.notes.setText(notes or "\n".join(note.removeprefix("注：") for note in table.notes))
        if key is not None and (row := self.model.row_of(key)) >= 0:
            self.table.selectRow(row)

    def give_room(self, *wide: int, most: float = 10) -> None:
        """Let some columns share the room that the others leave, of which each is at most so many characters wide."""
        em = self.table.fontMetrics().horizontalAdvance("国")
        for place, field in enumerate(self.model.columns):
            mode = QHeaderView.ResizeMode.Stretch if place in wide else QHeaderView.ResizeMode.Interactive
            self.table.horizontalHeader().setSectionResizeMode(place, mode)
            if place not in wide:
                self.table.setColumnWidth(place, int(min(field.width, most) * em) + 12)

    @property
    def current(self) -> str:
        """The id of the current row, "" for none."""
        return self._at(self.table.currentIndex())

    def _at(self, index: QModelIndex) -> str:
        return self.model.lines[index.row()].id if 0 <= index.row() < len(self.model.lines) else ""

    def _want(self, index: QModelIndex) -> None:
        self.wanted.emit(self._at(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's)
        """Enter goes to what the row tells of."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current:
            self.wanted.emit(self.current)
        else:
            super().keyPressEvent(event)


def _words(field: object, seen: ShownRow) -> str:
    """Return all that a cell says, for its tool tip."""
    del field
    return "\n".join(word for word in seen.words if len(word) > 12)


def go_to(tools: Tools, key: str) -> None:
    """Show a task or target in the tree of tasks; one that is gone is told."""
    if key and key in tools.session.state:
        tools.session.select([key])
        tools.show_panel("tasks")
        tools.window.activateWindow()
    elif key:
        tools.session.notice.emit("这项任务已经删除。")
