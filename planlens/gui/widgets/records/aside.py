"""A line that tells something beside a field: quietly, or in red where something is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from planlens.gui.app.theme import colours
from planlens.gui.widgets.worn import follow, set_sheet


class Aside(QLabel):
    """Words that wrap; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._wrong = False
        self.hide()
        follow(self._dress)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Tell it, "" for nothing."""
        self._wrong = wrong
        self._dress()
        self.setText(text)
        self.setVisible(bool(text))

    def _dress(self) -> None:
        worn = colours()
        set_sheet(self, f"color: {worn.red if self._wrong else worn.muted}")
