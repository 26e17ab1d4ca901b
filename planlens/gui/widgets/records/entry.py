"""A field for the words of one record: as high as its text, sent by Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from planlens.gui.app.theme import colours
from planlens.gui.widgets.fields import TextField
from planlens.gui.widgets.worn import follow, set_sheet

_LINES = 4
"""Lines that a record has at most before it scrolls."""


class EntryField(TextField):
    """Words that are read, and changed by typing into them.

    Args:
        name: what a screen reader calls it.
        quiet: whether it looks like plain words until somebody goes there.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, quiet: bool = False) -> None:
        super().__init__(name, (1, _LINES), parent)
        self.document().setDocumentMargin(2)
        if quiet:
            follow(self._dress)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter sends, Shift+Enter begins a new line."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            self.settle()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        worn = colours()
        set_sheet(
            self,
            "QPlainTextEdit { border: 1px solid transparent; border-radius: 3px; background: transparent; }"
            f"QPlainTextEdit:hover {{ border-color: {worn.line}; }}"
            f"QPlainTextEdit:focus {{ border-color: {worn.accent}; background: {worn.base}; }}",
        )
