"""A list of lines, each with the key of what it tells of."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

_KEY = Qt.ItemDataRole.UserRole


class LineList(QListWidget):
    """Lines that wrap; *name* is read out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show these lines: key and words."""
        self.clear()
        for key, words in lines:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            self.addItem(item)


def key_of(item: QListWidgetItem) -> str:
    """Return the key of a line."""
    return str(item.data(_KEY))
