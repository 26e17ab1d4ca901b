"""A list of columns to tick and to put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from planlens.gui.widgets.buttons import column_of


class ColumnList(QWidget):
    """Ticked columns in their order; moved by mouse, by buttons, or by Alt with the arrow keys.

    Args:
        known: the key and title of every column in the usual order.

    Signals:
        changed: ticks or order have changed.
    """

    changed = Signal()

    def __init__(self, known: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = dict(known)
        self.list = QListWidget()
        self.list.setAccessibleName("要导出的列，打勾为导出")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.up = self._button("上移", "Alt+Up", lambda: self._move(-1))
        self.down = self._button("下移", "Alt+Down", lambda: self._move(1))
        self.all = self._button("全选", "", lambda: self._tick(self._known))
        self.reset = self._button("恢复默认", "", lambda: self.choose(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 1)
        row.addLayout(column_of(self.up, self.down, self.all, self.reset))
        self.list.itemChanged.connect(self.changed)
        self.list.model().rowsMoved.connect(self.changed)
        self.choose(None)

    @staticmethod
    def _button(text: str, shortcut: str, action: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setShortcut(shortcut)
        if shortcut:
            button.setToolTip(f"{text}（{shortcut}）")
        button.clicked.connect(action)
        return button

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked columns in their order."""
        return tuple(key for key, ticked in self._rows() if ticked)

    def choose(self, keys: Iterable[str] | None) -> None:
        """Tick these columns in this order, the others below; None for all in the usual order."""
        wanted = list(self._known) if keys is None else [key for key in dict.fromkeys(keys) if key in self._known]
        self.list.clear()
        for key in [*wanted, *(key for key in self._known if key not in wanted)]:
            item = QListWidgetItem(self._known[key])
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.changed.emit()

    def _rows(self) -> list[tuple[str, bool]]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [(item.data(Qt.ItemDataRole.UserRole), item.checkState() is Qt.CheckState.Checked) for item in items]

    def _tick(self, keys: Iterable[str]) -> None:
        wanted = set(keys)
        for row, (key, _) in enumerate(self._rows()):
            ticked = Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked
            self.list.item(row).setCheckState(ticked)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)
            self.changed.emit()
