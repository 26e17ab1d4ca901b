"""The form that progress is filled in with: a strip below the tree, all of it by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from planlens.gui.app.keys import Keyboard, codes
from planlens.gui.widgets.fields import LineField, TextField, WheelGuard
from planlens.gui.widgets.layouts import FlowLayout, in_column, in_row
from planlens.gui.widgets.one_line import OneLine
from planlens.gui.widgets.plain import choice_box, plain_button
from planlens.gui.widgets.sizes import fix_width
from planlens.model.tracking import Status
from planlens.project.rows import NoteRow, TaskRow
from planlens.views.keys import with_key
from planlens.views.reporting import MIXED, Report, note_words

PARTS = (("done", "进展情况"), ("problems", "存在问题"), ("next_steps", "下一步措施"))
"""The three parts of a note, by the row's field."""


class ReportForm(QFrame):
    """Status, progress, day and the three texts of a note, for one task or several.

    Signals:
        next_wanted: what is filled in is to be kept, and the next task shown.
        step_wanted: the next (1) or the previous (-1) task is to be shown.
        left: the form is to be closed.
    """

    next_wanted = Signal()
    step_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("填写进展")
        self._before = Report()
        self._last: NoteRow | None = None
        self.head = OneLine()
        self.last = OneLine()
        tip = "把上次的进展填到下面，改一改再保存"
        self.again = self._button(with_key("沿用上次", "report.last"), tip, self.repeat)
        self.status = choice_box("状态")
        self.percent = LineField("进度")
        self.percent.setToolTip("0 到 100；清空表示未填报")
        fix_width(self.percent, 72)
        self.day = QDateEdit()
        self.day.setAccessibleName("日期")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        for field in (self.status, self.day):
            field.installEventFilter(WheelGuard(field))
        self.texts = {name: self._text(title) for name, title in PARTS}
        self._lay_out()
        self._listen()
        self.setFocusProxy(self.texts["done"])

    def _button(self, text: str, tip: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        def clicked() -> None:
            run()

        button.clicked.connect(clicked)
        return button

    def _text(self, title: str) -> TextField:
        field = TextField(title, (1, 3))
        field.setPlaceholderText(title)
        return field

    def _lay_out(self) -> None:
        self.save = plain_button(with_key("保存，下一项", "report.next"), run=self.next_wanted)
        self.save.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), FlowLayout()  # never wider than a small screen has room for
        top.addWidget(self.head, 1)
        for text, name, step in (("上一项", "report.back", -1), ("下一项", "report.skip", 1)):
            top.addWidget(self._button(text, with_key(text, name), self._stepper(step)))
        top.addWidget(self._button("×", with_key("关闭", "report.leave"), self.left.emit))
        middle.addWidget(self.last, 1)
        middle.addWidget(self.again)
        for title, field in (("状态", self.status), ("进度", self.percent), ("日期", self.day)):
            bottom.addWidget(_named(title, field))
        bottom.addWidget(self.save)
        words = QHBoxLayout()
        for name, words_field in self.texts.items():
            words.addWidget(words_field, 2 if name == "done" else 1, Qt.AlignmentFlag.AlignTop)
        layout = in_column(margins=(6, 3, 6, 4), spacing=3, on=self)
        for line in (top, middle, words, bottom):
            line.setSpacing(4)
            layout.addLayout(line)
        fields: list[QWidget] = [*self.texts.values(), self.status, self.percent, self.day]
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _stepper(self, step: int) -> Callable[[], None]:
        return lambda: self.step_wanted.emit(step)

    def _listen(self) -> None:
        """Take the keys of the form wherever in it the keyboard is."""
        runs: dict[str, Callable[[], None]] = {
            "report.next": self.next_wanted.emit,
            "report.skip": self._stepper(1),
            "report.back": self._stepper(-1),
            "report.last": self.repeat,
            "report.leave": self._escape,
        }
        for place in range(1, len(Status) + 1):
            runs[f"tasks.status-{place}"] = self._chooser(place - 1)
        keys = {code: run for name, run in runs.items() for code in codes(name)}
        for field in (self.status, self.percent, self.day, *self.texts.values()):
            Keyboard(field, keys)

    def _chooser(self, place: int) -> Callable[[], None]:
        return lambda: self.status.setCurrentIndex(self.status.findData(list(Status)[place]))

    # What is shown

    def show_tasks(
        self, head: str, tasks: list[TaskRow], last: NoteRow | None, day: str, names: Mapping[Status, str]
    ) -> None:
        """Show the fields of tasks, with empty texts.

        Args:
            head: says which tasks they are.
            tasks: at least one.
            last: the newest note of a single task.
            day: of the new note, ISO.
            names: what the project calls each status.
        """
        self.head.say(head)
        self._last = last
        self.last.say(f"上次 {note_words(last)}" if last else "")
        for part in (self.last, self.again):  # where there is no note yet, the tree has the room
            part.setVisible(last is not None)
        self._show_status({Status(task.status) for task in tasks}, names)
        percents = {task.progress for task in tasks}
        percent = percents.pop() if len(percents) == 1 else None
        self.percent.show_value("" if percent is None else f"{percent:g}", anew=True)
        self.percent.setPlaceholderText(MIXED if percents else "未填报")
        self.day.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))
        for field in self.texts.values():
            field.show_value("", anew=True)
        self._before = self._held()

    def _show_status(self, found: set[Status], names: Mapping[Status, str]) -> None:
        self.status.clear()
        if len(found) > 1:
            self.status.addItem(MIXED, None)
        for status, name in names.items():
            self.status.addItem(name, status.value)
        self.status.setCurrentIndex(0 if len(found) > 1 else self.status.findData(next(iter(found))))

    # What is typed

    def _held(self) -> Report:
        texts = {name: field.text().strip() for name, field in self.texts.items()}
        day = self.day.date().toString(Qt.DateFormat.ISODate)
        status = self.status.currentData()  # of an enumeration Qt keeps the text
        return Report(Status(status) if status else None, self.percent.text().strip(), day, **texts)

    def report(self) -> Report:
        """Return what was filled in; None for a status or progress that was left as it was."""
        held, before = self._held(), self._before
        status = held.status if held.status != before.status else None
        percent = held.percent if held.percent != before.percent else None
        return Report(status, percent, held.day, held.done, held.problems, held.next_steps)

    @property
    def dirty(self) -> bool:
        """Whether anything was filled in; a day alone says nothing."""
        held = self.report()
        return held.status is not None or held.percent is not None or any((held.done, held.problems, held.next_steps))

    def restore(self, report: Report) -> None:
        """Show again what was filled in before and could not be kept."""
        if report.status is not None:
            self.status.setCurrentIndex(self.status.findData(report.status))
        if report.percent is not None:
            self.percent.setText(report.percent)
        self.day.setDate(QDate.fromString(report.day, Qt.DateFormat.ISODate))
        for name, field in self.texts.items():
            field.setPlainText(getattr(report, name))

    def repeat(self) -> None:
        """Fill in the texts of the last note again."""
        if self._last is not None:
            for name, field in self.texts.items():
                field.setPlainText(getattr(self._last, name))

    def _escape(self) -> None:
        """Take back what was filled in; where there is nothing, close."""
        if not self.dirty:
            self.left.emit()
            return
        before = self._before
        self.restore(before)
        self.percent.setText(before.percent or "")
        self.status.setCurrentIndex(self.status.findData(before.status))


def _named(title: str, field: QWidget) -> QWidget:
    """Return a field with its title before it."""
    pair = QWidget()
    in_row(QLabel(title), field, margins=(0, 0, 6, 0), spacing=4, on=pair)
    return pair
