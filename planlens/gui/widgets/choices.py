"""A list that drops down under a button, of which several entries can be chosen at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from planlens.gui.widgets.layouts import in_column

SEARCH_FROM = 12
"""Entries from which on there is a line to search them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry: a value, what it is called, and how many tasks it stands for."""

    value: Any
    label: str
    count: int


class ChoicePopup(QFrame):
    """The list. A click or the space bar chooses, Enter and Escape close.

    Args:
        choices: the entries.
        ticked: the values that are chosen.
        meant: returns the values that what is typed in the search stands for, beside those whose labels have it.

    Signals:
        chosen: the values that are chosen now, as a tuple; told at every click.
    """

    chosen = Signal(object)

    def __init__(
        self,
        choices: Sequence[Offer],
        ticked: Iterable[Any],
        parent: QWidget | None = None,
        meant: Callable[[str], Collection[Any]] = lambda _typed: (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._meant = meant
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找")
        self.search.setVisible(len(choices) >= SEARCH_FROM)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("可选项")
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        wanted = set(ticked)
        for choice in choices:
            item = QListWidgetItem(f"{choice.label}（{choice.count}）")
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if choice.value in wanted else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemClicked.connect(self._toggle)
        in_column(self.search, self.list, margins=(3, 3, 3, 3), spacing=2, on=self)
        rows = min(max(1, self.list.count()), 14)
        width = max(160, self.list.sizeHintForColumn(0) + 40)
        self.list.setFixedHeight(rows * max(20, self.list.sizeHintForRow(0)) + 6)
        self.list.setMinimumWidth(min(width, 420))
        if self.list.count():
            self.list.setCurrentRow(0)

    def show_below(self, button: QWidget) -> None:
        """Show the list under a button, within the screen."""
        self.show_at(button.mapToGlobal(QPoint(0, button.height())))

    def show_at(self, place: QPoint) -> None:
        """Show the list at a place of the screen, within it."""
        self.adjustSize()
        room = (QApplication.screenAt(place) or QApplication.primaryScreen()).availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()
        (self.search if self.search.isVisibleTo(self) else self.list).setFocus()

    def values(self) -> tuple[Any, ...]:
        """Return what is chosen."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _toggle(self, item: QListWidgetItem) -> None:
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.chosen.emit(self.values())

    def _narrow(self, text: str) -> None:
        first, meant = None, self._meant(text.strip())
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.strip() not in item.text() and item.data(Qt.ItemDataRole.UserRole) not in meant)
            first = item if first is None and not item.isHidden() else first
        if first is not None:
            self.list.setCurrentItem(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Choose and close with keys; the arrows leave the search for the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, item = event.key(), self.list.currentItem()
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
                if watched is self.search and key != Qt.Key.Key_Escape and item is not None:
                    self._toggle(item)
                self.close()
                return True
            if key == Qt.Key.Key_Space and watched is self.list and item is not None:
                self._toggle(item)
                return True
            if key == Qt.Key.Key_Down and watched is self.search:
                self.list.setFocus()
                return True
        return False
