"""The fields of one dated note."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QLabel, QWidget

from planlens.gui.widgets.fields import TextField, WheelGuard
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import plain_button
from planlens.project.rows import NoteRow
from planlens.views.keys import key_text

PARTS = (("done", "进展情况"), ("problems", "存在问题"), ("next_steps", "下一步措施"))
"""The three parts of a report of progress, by the row's field."""


class Typed(NamedTuple):
    """What a form holds; *date* is an ISO date."""

    date: str
    done: str
    problems: str
    next_steps: str


class NoteForm(QWidget):
    """A date and three texts.

    Signals:
        saved: the user has finished.
        cancelled: the user wants none of it.
    """

    saved = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.note = ""
        self._before = Typed("", "", "", "")
        self.day = QDateEdit()
        self.day.setAccessibleName("日期")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.day.installEventFilter(WheelGuard(self.day))
        self.texts: dict[str, TextField] = {}
        head = in_row(QLabel("日期"), self.day, STRETCH)
        for text, key, signal in (("保存", "words.save", self.saved), ("取消", "words.leave", self.cancelled)):
            button = plain_button(text, key_text(key), signal)
            head.addWidget(button)
        layout = in_column(head, margins=(0, 0, 0, 4), spacing=3, on=self)
        for name, title in PARTS:
            field = TextField(title, (1, 6))
            field.setPlaceholderText(title)
            field.finished.connect(self.saved)
            layout.addWidget(field)
            self.texts[name] = field
        self.setFocusProxy(self.texts["done"])

    def show_note(self, note: NoteRow | None, today: date) -> None:
        """Show a note, None for a new one."""
        self.note = note.id if note else ""
        day = note.date if note else today.isoformat()
        self.day.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))
        for name, field in self.texts.items():
            field.show_value(getattr(note, name) if note else "", anew=True)
        self._before = self.typed()

    def typed(self) -> Typed:
        """Return what the form holds."""
        texts = (field.text().strip() for field in self.texts.values())
        return Typed(self.day.date().toString(Qt.DateFormat.ISODate), *texts)

    def restore(self, typed: Typed) -> None:
        """Show what was typed before; it counts as not saved."""
        self.day.setDate(QDate.fromString(typed.date, Qt.DateFormat.ISODate))
        for name, field in self.texts.items():
            field.setPlainText(getattr(typed, name))

    @property
    def dirty(self) -> bool:
        """Whether there is something to keep."""
        return self.typed() != self._before and any(self.typed()[1:])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape cancels."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
