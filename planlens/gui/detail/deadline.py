"""The deadline, typed freely or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart, muted, small_button
from planlens.gui.widgets.calendar import Calendar
from planlens.gui.widgets.fields import LineField
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.records.bench import SessionBench
from planlens.gui.widgets.records.record_list import RecordList
from planlens.language.typed import deadline_advice, typed_deadline
from planlens.model import ONGOING, Deadline, Evidence
from planlens.model.lights import deadline_day
from planlens.project.edits import SetDeadline
from planlens.views.records.limits import LimitRecords, put_off
from planlens.views.wording import ONGOING_TEXT, deadline_text

EXAMPLES = "如 2025、2025年6月、6月底、年底前、长期坚持"


def shown(value: str | None) -> str:
    """Return a deadline in words, "" for none."""
    return deadline_text(Deadline(value, Evidence("")) if value else None)


class DeadlineSection(DetailPart):
    """A field that understands what is typed, a calendar, usual choices; 延期 as a decision with its reason."""

    title = "完成时限"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.MANY})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._drafts: dict[tuple[str, ...], str] = {}
        self.field = LineField("完成时限")
        self.field.setPlaceholderText(EXAMPLES)
        self.field.setToolTip(f"{EXAMPLES}；清空表示没有时限")
        self.read = muted()
        self.calendar_button = small_button("日历", "在日历中选择日期", self._open_calendar, flat=False)
        self.usual_button = small_button("常用 ▾", "常用的时限", self._open_usual, flat=False)
        self.popup: QWidget | None = None
        self.limits = RecordList(SessionBench(tools.session), LimitRecords())
        self.field.committed.connect(self._set_typed)
        self.field.textChanged.connect(self._tell)
        row = in_row((self.field, 1), self.calendar_button, self.usual_button, self.limits.fill)
        self.limits.fill.show()
        in_column(row, self.read, self.limits, margins=0, on=self)

    def fill(self, *, anew: bool) -> None:
        """Show the deadline that all tasks have; what could not be understood comes back as it was typed."""
        values = {task.deadline for task in self.tasks()}
        mixed = len(values) > 1
        self.field.setPlaceholderText("不一致" if mixed else EXAMPLES)
        self.field.show_value("" if mixed else shown(values.pop()), anew=anew)
        draft = self._drafts.pop(self.ids, None) if anew else None
        if draft is not None:
            self.field.setText(draft)
        self.field.setReadOnly(not self.writable)
        self.calendar_button.setEnabled(self.writable)
        self.usual_button.setEnabled(self.writable)
        self.limits.show_keys(self.ids, writable=self.writable)
        self.on_summary(put_off(self.session.state, self.ids))
        self._tell()

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids:
            if not self.field.dirty:
                self._drafts.pop(self.ids, None)
            self.field.settle()

    def _tell(self) -> None:
        """Say how what is being typed is understood."""
        text = self.field.text()
        value = typed_deadline(text, self.session.today())
        self.read.setVisible(self.field.dirty)
        if value is None:
            self.read.setText(deadline_advice(text))
        else:
            self.read.setText(f"→ {shown(value) or '没有时限'}")

    def _set_typed(self, text: str) -> None:
        self._drafts.pop(self.ids, None)
        value = typed_deadline(text, self.session.today())
        if value is None:
            self._drafts[self.ids] = text
            self.field.refused()
            self.session.notice.emit(f"无法识别完成时限“{text.strip()}”，没有修改。")
        elif self._set(value or None):
            self.fill(anew=True)
        else:
            self._drafts[self.ids] = text

    def _set(self, value: str | None) -> bool:
        changed = tuple(task.id for task in self.tasks() if task.deadline != value)
        return self.send(SetDeadline(changed, value), self.field) if changed else True

    def _choose(self, value: str | None) -> None:
        self.field.revert()
        self._set(value)

    def _open_usual(self) -> None:
        year = self.session.today().year
        menu = QMenu(self)
        usual = [
            (f"{year}年", str(year)),
            (f"{year + 1}年", str(year + 1)),
            (ONGOING_TEXT, ONGOING),
            ("没有时限", None),
        ]
        for text, value in usual:
            menu.addAction(text).triggered.connect(self._chooser(value))
        self.popup = menu
        menu.popup(self.usual_button.mapToGlobal(QPoint(0, self.usual_button.height())))

    def _chooser(self, value: str | None) -> Callable[[], None]:
        def run() -> None:
            self._choose(value)

        return run

    def _open_calendar(self) -> None:
        day = next((found for task in self.tasks() if (found := deadline_day(task.deadline))), self.session.today())
        calendar = Calendar(QDate(day.year, day.month, day.day), self)
        calendar.chosen.connect(self._take_day)
        calendar.show_below(self.calendar_button)
        self.popup = calendar

    def _take_day(self, day: QDate) -> None:
        self._choose(date(day.year(), day.month(), day.day()).isoformat())
