"""What changed between two days, old → new, by kind; a double click goes to the task."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QLabel

from planlens.gui.app.parts import Tools
from planlens.gui.exporting.saving import save_tables
from planlens.gui.ledger.answers import AnswerTable, go_to
from planlens.gui.ledger.statistics import earlier_days
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import choice_box, plain_button
from planlens.views.items import as_shown
from planlens.views.ledger.differences import Differences, Happening, differences
from planlens.views.ledger.tables import differences_table
from planlens.views.overview import Overview

HINT = "比较两天当日结束时的台账。双击一行转到任务。"


_TASK, _WORDS = 1, 5
"""The columns that share the room: what is to be done, and why or by whom it changed."""


class ChangesPage(LateWidget):
    """Two days, and a table of what is otherwise on the later one."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._session = tools, tools.session
        self.found: Differences | None = None
        self._asked = 0
        today = tools.session.today()
        self.usual = choice_box("常用的时段")
        self.first, self.last = _day_edit("起始日期", today - timedelta(30)), _day_edit("截止日期", today)
        self.kind = choice_box("变化的种类", [("全部变化", None)])
        self.answers = AnswerTable(tools, "变化情况")
        self.export = plain_button("导出…", "存为 Excel、Word 等格式的表", self._export)
        self._lay_out()
        self.usual.activated.connect(self._take_usual)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self.mark_stale)
        self.kind.activated.connect(self._show)
        self.answers.wanted.connect(self._go)
        self._offer_usual()
        self._take_usual(0)

    def _lay_out(self) -> None:
        bar = in_row(self.usual, QLabel("从"), self.first, QLabel("到"), self.last, self.kind, STRETCH, self.export)
        in_column(bar, (self.answers, 1), QLabel(HINT), margins=0, on=self)
        self.setFocusProxy(self.answers)

    def _offer_usual(self) -> None:
        today = self._session.today()
        days = earlier_days(self._session.state, today)
        for words, day in days:
            self.usual.addItem(f"{words}以来", (day, today))
        ends = [day for words, day in days if words.endswith("末") and words[:1].isdigit()]
        for (words, day), before in zip(days, ends[1:], strict=False):
            self.usual.addItem(f"{words.removesuffix('末')}内", (before, day))

    def _take_usual(self, _place: int) -> None:
        first, last = self.usual.currentData()
        for edit, day in ((self.first, first), (self.last, last)):
            edit.setDate(QDate(day.year, day.month, day.day))

    def refresh(self) -> None:
        """Compare the two days, behind the window's back."""
        project = self._session.project
        if project is None:
            return
        first, last = sorted((_day_of(self.first), _day_of(self.last)))
        states = (self._session.sentences.copy(), self._session.sentences.copy())
        self._asked += 1
        asked = self._asked

        def compare(_report: object) -> tuple[int, Differences]:
            old, new = (
                Overview(as_shown(project.as_of(day.isoformat(), state)), day)
                for day, state in zip((first, last), states, strict=True)
            )
            return asked, differences(old, new)

        self.answers.notes.setText("正在比较…")
        self._tools.jobs.run(compare).then(self._take, self._session.problem)

    def _take(self, answer: tuple[int, Differences]) -> None:
        asked, found = answer
        if asked != self._asked:  # other days are wanted by now
            return
        self.found = found
        kind = self.kind.currentData()
        self.kind.clear()
        self.kind.addItem(f"全部变化（{len(found.all)}）", None)
        for each, count in found.counts.items():
            self.kind.addItem(f"{each.label}（{count}）", each.value)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self._show()

    def _chosen(self) -> Differences | None:
        kind = self.kind.currentData()
        if self.found is None or kind is None:
            return self.found
        return Differences(self.found.first, self.found.last, tuple(self.found.of(Happening(kind))))

    def _show(self) -> None:
        found = self._chosen()
        if found is not None:
            self.answers.show_table(differences_table(found))
            self.answers.give_room(_TASK, _WORDS)

    def _go(self, key: str) -> None:
        go_to(self._tools, key)

    def _export(self) -> None:
        found = self._chosen()
        if found is not None:
            save_tables(self._tools, [differences_table(found)])


def _day_edit(name: str, day: date) -> QDateEdit:
    edit = QDateEdit(QDate(day.year, day.month, day.day))
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setAccessibleName(name)
    return edit


def _day_of(edit: QDateEdit) -> date:
    return date.fromisoformat(edit.date().toString(Qt.DateFormat.ISODate))
