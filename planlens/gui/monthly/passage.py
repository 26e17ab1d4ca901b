"""A passage of a report that is put into words in place; sentences whose figures no longer hold are marked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPushButton, QTextEdit, QWidget

from planlens.gui.app.theme import colours
from planlens.gui.widgets.fields import TextField
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import wrapped_label
from planlens.gui.widgets.worn import follow
from planlens.views.monthly.parts import Told


class PassageField(QWidget):
    """The words of a passage, what is wrong with them, and buttons that mend them or take them back.

    Signals:
        worded: the passage has other words now; carries its key and the words, "" for those of the ledger.
    """

    worded = Signal(str, str)

    def __init__(self, told: Told, heading: str, *, writable: bool) -> None:
        super().__init__()
        self.told = told
        self.field = TextField(f"{heading}的文字", (1, 400))
        self.field.setReadOnly(not writable)
        self.wrong = wrapped_label()
        self.mend = QPushButton("更新数字")
        self.mend.setToolTip("把与台账不符的数字改成现在的，其余文字不动")
        self.back = QPushButton("恢复自动文字")
        self.back.setToolTip("放弃改写，随台账更新")
        in_column(self.field, in_row((self.wrong, 1), self.mend, self.back), margins=0, spacing=2, on=self)
        self.setFocusProxy(self.field)
        self._writable = writable
        self.field.committed.connect(self._send)
        self.mend.clicked.connect(lambda: self.worded.emit(self.told.key, self.told.mended))
        self.back.clicked.connect(lambda: self.worded.emit(self.told.key, ""))
        follow(self._dress)

    def show_told(self, told: Told) -> None:
        """Show the passage as it is now; what is being typed stays."""
        self.told = told
        self._dress()

    def _dress(self) -> None:
        told = self.told
        self.field.show_value(told.text)
        self.wrong.setText("\n".join(f"“{sentence}”：{wrong}" for sentence, wrong in told.stale))
        self.wrong.setStyleSheet(f"color: {colours().red}")
        self.wrong.setVisible(bool(told.stale))
        self.mend.setVisible(bool(told.stale) and self._writable)
        self.back.setVisible(told.edited and self._writable)
        self.field.setExtraSelections([self._mark(sentence) for sentence, _ in told.stale])

    def _mark(self, sentence: str) -> QTextEdit.ExtraSelection:
        """Return a wavy line below a sentence."""
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(colours().red))
        cursor = QTextCursor(self.field.document())
        start = len(self.told.text[: self.told.text.find(sentence)].encode("utf-16-le")) // 2  # Qt counts so
        cursor.setPosition(start)
        end = start + len(sentence.encode("utf-16-le")) // 2
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.format, mark.cursor = form, cursor
        return mark

    def _send(self, text: str) -> None:
        self.worded.emit(self.told.key, text)
