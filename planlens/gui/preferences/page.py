"""What a page of the settings dialog is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planlens.gui.panel import Tools


class Page(QWidget):
    """A page: shows settings when it is made, keeps them in :meth:`save`."""

    title = ""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools

    def save(self) -> bool:
        """Keep what has been changed; False where something cannot be kept, which the page has told."""
        return True
