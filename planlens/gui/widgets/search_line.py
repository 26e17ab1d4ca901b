"""The search of a page: a line that leaves the window its keys, and the page that has one."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchLine(QLineEdit):
    """A line whose text is searched for; Ctrl+E, on some desktops its key for the end of the line, is the window's."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys."""
        return False if leaves_to_window(event) else super().event(event)


def leaves_to_window(event: QEvent) -> bool:
    """Whether an event asks a line for a key that the window has a command for; it is ignored then."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if not control or event.key() != Qt.Key.Key_E:
        return False
    event.ignore()
    return True


@runtime_checkable
class Searched(Protocol):
    """A page that has a search of its own."""

    def begin_find(self) -> None:
        """Bring the keyboard to the search."""


def searched_around(widget: QWidget | None) -> Searched | None:
    """Return the page with a search that a widget is in, None for none."""
    while widget is not None and not isinstance(widget, Searched):
        widget = widget.parentWidget()
    return widget
