"""Finding words in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from planlens.gui.source.buttons import tool_button
from planlens.gui.source.view import SourceView
from planlens.gui.source.words import MOST, find
from planlens.gui.widgets.layouts import in_row
from planlens.gui.widgets.plain import plain_label
from planlens.gui.widgets.search_line import SearchLine
from planlens.model import Span
from planlens.views.keys import with_key

LONGEST = 40
"""Characters of a selection that is searched for."""


class FindBar(QWidget):
    """A line for the words, the count, and buttons to the next and the previous place.

    Args:
        view: where to search.

    Attributes:
        hits: the places of the words, in reading order.
        index: which of them is shown, -1 for none.
    """

    def __init__(self, view: SourceView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.hits: Sequence[Span] = ()
        self.index = -1
        self._near = 0
        self.words = SearchLine("在原文中查找")
        self.count = plain_label()
        self.count.setMinimumWidth(64)
        layout = in_row((self.words, 1), self.count, margins=0, spacing=4, on=self)
        for text, tip, run in (
            ("▲", with_key("上一处", "source.previous"), self.previous),
            ("▼", with_key("下一处", "source.next"), self.next),
            ("×", with_key("关闭查找", "words.leave"), self.end),
        ):
            button = tool_button(text, tip, run)
            button.setAutoRaise(True)
            layout.addWidget(button)
        self.words.textChanged.connect(self._search)
        self.hide()

    def begin(self) -> None:
        """Take the keyboard; what is selected is searched for, from the caret on."""
        self.show()
        selection = self._view.selection
        self._near = self._view.caret if selection is None else selection.start
        words = self._view.selected_text()
        if words and "\n" not in words and len(words) <= LONGEST:
            self.words.setText(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._search()

    def end(self) -> None:
        """Go away; what was found last stays selected."""
        if not self.isHidden():
            self.hide()
            self._view.show_hits([])
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def document_changed(self) -> None:
        """Find the words in another document, or in other lines of the same one; nothing is selected."""
        self.hits = () if self.isHidden() else find(self._view.sheet.pieces, self.words.text())
        self.index = min(max(0, self.index), len(self.hits) - 1)
        self._view.show_hits(self.hits)
        self._tell()

    def _search(self) -> None:
        self.hits = find(self._view.sheet.pieces, self.words.text())
        behind = bisect_left(self.hits, self._near, key=lambda hit: hit.start)
        self.index = behind % len(self.hits) if self.hits else -1
        self._view.show_hits(self.hits)
        self._show()

    def next(self) -> None:
        """Show the next place, the first one behind the last."""
        self._step(1)

    def previous(self) -> None:
        """Show the place before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.hits:
            self.index = (self.index + by) % len(self.hits)
            self._near = self.hits[self.index].start
            self._show()

    def _show(self) -> None:
        self._tell()
        if self.hits:
            self._view.select(self.hits[self.index])

    def _tell(self) -> None:
        if not self.words.text():
            self.count.setText("")
        elif not self.hits:
            self.count.setText("没有找到")
        else:
            most = "+" if len(self.hits) >= MOST else ""
            self.count.setText(f"{self.index + 1}/{len(self.hits)}{most}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter and F3 go on, with Shift back; Escape leaves."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3}:
            self._step(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)
