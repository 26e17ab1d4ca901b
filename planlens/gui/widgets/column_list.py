"""A list of columns to tick and to put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QPushButton, QWidget

from planlens.gui.app.keys import key_in
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import plain_button
from planlens.views.keys import with_key


class ColumnList(QWidget):
    """Ticked columns in their order; moved by mouse, by buttons, or by Alt with the arrow keys.

    Args:
        known: the key and title of every column in the usual order.
        name: what the list is, for screen readers.
        usual: the keys that are ticked at first, None for all.
        fixed: the key of a column that is always ticked.

    Signals:
        changed: ticks or order have changed.
        reset_wanted: the usual columns have been asked for, and are shown.
    """

    changed = Signal()
    reset_wanted = Signal()

    def __init__(
        self,
        known: Sequence[tuple[str, str]],
        name: str,
        usual: Iterable[str] | None = None,
        fixed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = dict(known)
        self._usual = self._known.keys() if usual is None else set(usual)
        self._fixed = fixed
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.up = self._button("上移", "columns.up", lambda: self._move(-1))
        self.down = self._button("下移", "columns.down", lambda: self._move(1))
        self.all = self._button("全选", "", lambda: self.show_rows((key, True) for key, _ in self.rows))
        self.reset = self._button("恢复默认", "", self._reset)
        in_row((self.list, 1), in_column(self.up, self.down, self.all, self.reset, STRETCH), margins=0, on=self)
        self.list.itemChanged.connect(self.changed)
        self.list.model().rowsMoved.connect(self.changed)
        self.choose(None)

    def _button(self, text: str, key: str, action: Callable[[], None]) -> QPushButton:
        """Return a button; its key acts at once, and only while the keyboard is in the list."""
        button = plain_button(text)
        if key:
            button.setToolTip(with_key(text, key))
            key_in(self.list, key, action)
        button.clicked.connect(action)
        return button

    @property
    def rows(self) -> list[tuple[str, bool]]:
        """The key of every column in their order, and whether it is ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [(item.data(Qt.ItemDataRole.UserRole), item.checkState() is Qt.CheckState.Checked) for item in items]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked columns in their order."""
        return tuple(key for key, ticked in self.rows if ticked)

    def choose(self, keys: Iterable[str] | None) -> None:
        """Tick these columns in this order, the others below; None for the usual ones in their usual order."""
        if keys is None:
            self.show_rows((key, key in self._usual) for key in self._known)
            return
        wanted = [key for key in dict.fromkeys(keys) if key in self._known]
        self.show_rows([(key, True) for key in wanted] + [(key, False) for key in self._known if key not in wanted])

    def show_rows(self, rows: Iterable[tuple[str, bool]]) -> None:
        """List all columns in an order, ticked or not."""
        wanted = list(rows)
        self.list.clear()
        for key, ticked in wanted:
            item = QListWidgetItem(self._known[key])
            item.setData(Qt.ItemDataRole.UserRole, key)
            flags = (item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsUserCheckable if key == self._fixed else flags)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.changed.emit()

    def _reset(self) -> None:
        self.choose(None)
        self.reset_wanted.emit()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)
            self.changed.emit()
