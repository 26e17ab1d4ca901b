"""Fields that are edited in place: sent once when they are left, taken back by Escape."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planlens.gui.app.keys import is_key
from planlens.gui.widgets.search_line import leaves_to_window
from planlens.gui.widgets.worn import follow

_STAYS = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
"""Ways to lose the keyboard that do not mean that the user has finished: it comes back to the field."""


class LineField(QLineEdit):
    """A line of text.

    Signals:
        committed: the user has finished and the text differs from what was shown; carries it.
    """

    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAcceptDrops(False)  # files dropped on it are for what is around it
        self._shown = self._sent = ""

    @property
    def dirty(self) -> bool:
        """Whether something was typed that has not been sent."""
        return self.text() != self._sent

    def show_value(self, text: str, *, anew: bool = False) -> None:
        """Show what is kept; unless *anew*, what the user is typing stays until it is sent or taken back."""
        keep = self.dirty and not anew
        self._shown = text
        if not keep:
            self._sent = text
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(0)

    def settle(self) -> None:
        """Send what was typed, if anything was."""
        if self.dirty and not self.isReadOnly():
            self._sent = self.text()
            place = self.cursorPosition()
            self.setText(self._sent)  # forgets what was typed: it is the ledger's now, which takes it back
            self.setCursorPosition(place)
            self.committed.emit(self._sent)

    def refused(self) -> None:
        """What was sent could not be kept: it stays in the field and is sent again."""
        self._sent = self._shown

    def revert(self) -> None:
        """Show again what is kept."""
        self._sent = self._shown
        self.setText(self._shown)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from what is around the field while there is something to take back, undo from it otherwise."""
        if _leaves_undo(event, self):
            return False
        return super().event(event) or _claims_escape(event, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter sends, Escape takes back."""
        if event.key() == Qt.Key.Key_Escape and self.dirty:
            self.revert()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Send on leaving."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.settle()


class TextField(QPlainTextEdit):
    """Several lines of text, as high as its text between a smallest and a greatest number of lines.

    Signals:
        committed: the user has finished and the text differs from what was shown; carries it.
        finished: Ctrl+Enter was pressed.
    """

    committed = Signal(str)
    finished = Signal()

    def __init__(self, name: str, lines: tuple[int, int] = (2, 9), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAcceptDrops(False)  # files dropped on it are for what is around it
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = lines
        self._shown = self._sent = ""
        self._fitting = False
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        follow(self._fit)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that has not been sent."""
        return self.toPlainText() != self._sent

    def text(self) -> str:
        """Return what stands in the field."""
        return self.toPlainText()

    def show_value(self, text: str, *, anew: bool = False) -> None:
        """Show what is kept; unless *anew*, what the user is typing stays until it is sent or taken back."""
        keep = self.dirty and not anew
        self._shown = text
        if not keep:
            self._sent = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def settle(self) -> None:
        """Send what was typed, if anything was."""
        if self.dirty and not self.isReadOnly():
            self._sent = self.toPlainText()
            self.document().clearUndoRedoStacks()  # it is the ledger's now, which takes it back
            self.committed.emit(self._sent)

    def refused(self) -> None:
        """What was sent could not be kept: it stays in the field and is sent again."""
        self._sent = self._shown

    def revert(self) -> None:
        """Show again what is kept."""
        self._sent = self._shown
        self.setPlainText(self._shown)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for taking back; undo is the window's while nothing was typed."""
        if _leaves_undo(event, self):
            return False
        return super().event(event) or _claims_escape(event, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Ctrl+Enter sends, Escape takes back."""
        if is_key(event, "words.save"):
            self.settle()
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self.revert()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Send on leaving."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self, self.updateGeometry)  # a layout that is just placing the field would not hear of it

    def _text_height(self) -> float:
        """Return the height of the whole text, whose lines may be higher than the font's: Chinese in a Latin font."""
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def _fit(self) -> None:
        """Make the field as high as its text."""
        smallest, greatest = self._lines
        line = self.fontMetrics().lineSpacing()
        text = ceil(self._text_height())
        around = ceil(2 * self.document().documentMargin()) + 2 * self.frameWidth()
        height = min(greatest * line, max(smallest * line, text)) + around
        if not self._fitting and not self.minimumHeight() == height == self.maximumHeight():
            self._fitting = True  # Qt resizes between setting the least and the most height, which comes back here
            self.setFixedHeight(height)
            self._fitting = False


def _claims_escape(event: QEvent, field: LineField | TextField) -> bool:
    """Whether an event asks for Escape while there is something to take back in a field; it is accepted then."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() != Qt.Key.Key_Escape or not field.dirty:
        return False
    event.accept()
    return True


def _leaves_undo(event: QEvent, field: LineField | TextField) -> bool:
    """Whether an event asks a field for a key of the window, or for 撤销 and 重做 where nothing was typed."""
    if leaves_to_window(event):
        return True
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or field.dirty:
        return False
    if not (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)):
        return False
    event.ignore()
    return True


class WheelGuard(QObject):
    """Keeps the wheel from changing a slider or list that it only scrolls past."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Leave the wheel to what is around the widget."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
