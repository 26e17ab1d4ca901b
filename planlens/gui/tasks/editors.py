"""Editors inside the tree's cells."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QRegularExpressionValidator, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from planlens.gui.app.keys import is_key
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.views.keys import with_key

LINES = (2, 9)
"""The least and the most lines of text that the editor shows."""


class TextEditor(QFrame):
    """Edits a text of any length; Enter takes it, Escape leaves it, and a task can be split at the cursor.

    Args:
        splits: whether the text is a task's.

    Signals:
        entered: the text is to be taken.
        left: it is not.
        split: the task is to be split in two at this character.
    """

    entered = Signal()
    left = Signal()
    split = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, splits: bool = True) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.edit = QPlainTextEdit()
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName("任务内容")
        self.edit.installEventFilter(self)
        in_column(self.edit, self._bar(splits=splits), margins=(1, 1, 1, 1), spacing=0, on=self)
        self.setFocusProxy(self.edit)

    def _bar(self, *, splits: bool) -> QHBoxLayout:
        bar = in_row(margins=(4, 0, 2, 1))
        hint = QLabel("Enter 保存，Esc 取消")
        hint.setForegroundRole(hint.foregroundRole())
        hint.setEnabled(False)
        bar.addWidget(hint)
        bar.addStretch(1)
        self.button = QToolButton()
        self.button.setText(with_key("在光标处拆分", "tasks.split"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAutoRaise(True)
        self.button.setVisible(splits)
        self.button.clicked.connect(self._split)
        bar.addWidget(self.button)
        return bar

    @property
    def text(self) -> str:
        """The text, in one line."""
        return self.edit.toPlainText().replace("\n", "")

    def set_text(self, text: str) -> None:
        """Show a text, the cursor behind it."""
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def wanted_height(self, width: int) -> int:
        """Return the height in pixels that shows the text in a width, within :data:`LINES`."""
        metrics = self.edit.fontMetrics()
        room = max(80, width - 2 * int(self.edit.document().documentMargin()) - 24)
        lines = -(-metrics.horizontalAdvance(self.text) // room) + 1
        lines = min(max(lines, LINES[0]), LINES[1])
        return (
            int(lines * metrics.lineSpacing() + 2 * self.edit.document().documentMargin())
            + self.button.sizeHint().height()
            + 4
        )

    def _split(self) -> None:
        before = self.edit.toPlainText()[: self.edit.textCursor().position()]
        self.split.emit(len(before.replace("\n", "")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take keys that mean more than text."""
        del watched
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the tree or the window while a text is typed
            return False
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_key(event, "tasks.split"):
            if self.button.isVisibleTo(self):
                self._split()
        elif enter or event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return event.matches(QKeySequence.StandardKey.InsertParagraphSeparator)
        return True


def progress_line(parent: QWidget) -> QLineEdit:
    """Return a field for a percentage, with or without %, empty for unknown; 120 can be typed, to be refused then.

    A field that stops at 12 of 120 would keep what nobody meant.
    """
    line = QLineEdit(parent)
    line.setFrame(False)
    line.setPlaceholderText("未填报")
    line.setAccessibleName("进度")
    line.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,6}([.．]\d{0,2})?[%％]?"), line))  # 62.5%
    return line
