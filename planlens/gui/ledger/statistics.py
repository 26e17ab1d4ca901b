"""Statistics: the tasks counted by unit, leader, document, chapter, state …, beside those of an earlier day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget

from planlens.gui.app.parts import Tools
from planlens.gui.exporting.saving import save_tables
from planlens.gui.ledger.answers import AnswerTable
from planlens.gui.ledger.bars import MeasureBars
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import choice_box, plain_button
from planlens.model import PlanlensError
from planlens.model.reporting import ReportingPeriod
from planlens.project.state import State
from planlens.views.cells import Table
from planlens.views.items import as_shown
from planlens.views.ledger.measures import Measure, figure_bars
from planlens.views.ledger.periods import Collected, collected, periods
from planlens.views.ledger.statistics import By, Statistics, statistics
from planlens.views.ledger.tables import statistics_table
from planlens.views.overview import Overview
from planlens.views.task_filter import TaskFilter
from planlens.views.wording import day_text

_PAUSE = 200
"""Milliseconds that edits may follow each other before the tasks are counted anew."""

HINT = "点列标题排序；双击一行或图中的一条，在任务页只看这一组任务。"


class StatisticsPage(LateWidget):
    """A table of groups with their figures."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(_PAUSE)
        self._tools, self._session = tools, tools.session
        self.found: Statistics | None = None
        self._table: Table | None = None
        self.by = choice_box("统计方式", [(f"按{by.label}", by.value) for by in By])
        self.before = choice_box("与哪一天相比")
        self.view = choice_box(
            "表格或图表", [("表格", None), *[(f"图表：{measure.label}", measure.value) for measure in Measure]]
        )
        self.bars = MeasureBars()
        self.area = QScrollArea()
        self.area.setWidget(self.bars)
        self.area.setWidgetResizable(True)
        self.stack = QStackedWidget()
        self.answers = AnswerTable(tools, "统计", filled=True)
        self.export = plain_button("导出…", "存为 Excel、Word 等格式的表", self._export)
        bar = in_row(self.by, QLabel("　对比"), self.before, self.view, STRETCH, self.export)
        layout = in_column(bar, margins=0, on=self)
        self.stack.addWidget(self.answers)
        self.stack.addWidget(self.area)
        layout.addWidget(self.stack, 1)
        layout.addWidget(QLabel(HINT))
        self.setFocusProxy(self.answers)
        self.by.currentIndexChanged.connect(self.mark_stale)
        self.before.activated.connect(self.mark_stale)
        self.view.activated.connect(self._choose_view)
        self.bars.wanted.connect(self._show_tasks)
        self.answers.wanted.connect(self._show_tasks)

    def refresh(self) -> None:
        """Count the tasks of now; an earlier day is looked up first where one is to be compared with."""
        self._offer_days()
        day, project = self.before.currentData(), self._session.project
        if project is None:
            return
        if day is None:
            self._show(None)
            return
        copy = self._session.sentences.copy()

        def look(_report: object) -> Overview:
            return Overview(as_shown(project.as_of(day, copy)), date.fromisoformat(day))

        self._tools.jobs.run(look).then(self._take_earlier, self._session.problem)

    def _take_earlier(self, earlier: Overview) -> None:
        if earlier.today.isoformat() == self.before.currentData():  # else another day is wanted by now
            self._show(earlier)

    def _offer_days(self) -> None:
        """Offer the days to compare with, the chosen one kept."""
        chosen = self.before.currentData()
        self.before.blockSignals(True)
        self.before.clear()
        self.before.addItem("不对比", None)
        for words, day in earlier_days(self._session.state, self._session.today()):
            self.before.addItem(f"{words}（{day_text(day.isoformat())}）", day.isoformat())
        self.before.setCurrentIndex(max(0, self.before.findData(chosen)))
        self.before.blockSignals(False)

    def _show(self, earlier: Overview | None) -> None:
        session, today = self._session, self._session.today()
        replies = _replies(session.state, today)
        self.found = statistics(session.overview, By(self.by.currentData()), replies, earlier)
        table = self._table = statistics_table(self.found, session.state, today.isoformat())
        whole = zip(table.columns[1:], table.rows[-1].cells[1:], strict=True)  # below, while the groups are sorted
        figures = "，".join(f"{column.title} {cell[0].text}" for column, cell in whole if cell)
        notes = " ".join(note.removeprefix("注：") for note in table.notes)
        groups = Table(table.name, table.title, (), table.columns, table.rows[:-1])
        self.answers.show_table(groups, f"合计：{figures}。{notes}")
        self._choose_view()

    def _choose_view(self) -> None:
        """Show the table, or a chart of one figure."""
        measure = self.view.currentData()
        self.stack.setCurrentWidget(self.answers if measure is None else self.area)
        if measure is not None and self.found is not None:
            self.bars.show_bars(figure_bars(self.found, Measure(measure)), Measure(measure).unit)

    def _show_tasks(self, name: str) -> None:
        group = next((item for item in self.found.groups if item.name == name), None) if self.found else None
        if group is not None:
            words = f"{self.found.by.label}：{name}" if self.found else name
            self._session.filter_requested.emit(TaskFilter(ids=frozenset(group.keys), name=words))
            self._tools.show_panel("tasks")
            self._tools.window.activateWindow()

    def _export(self) -> None:
        if self._table is not None:
            save_tables(self._tools, [self._table])


def earlier_days(state: State, today: date) -> list[tuple[str, date]]:
    """Return days that an office compares with: the ends of its last periods, of the last month and year."""
    found = [(f"{period.name}末", period.end) for period in reversed(_periods(state, today)) if period.end < today]
    month = today.replace(day=1) - timedelta(1)
    usual = [("上月末", month), ("上年末", date(today.year - 1, 12, 31)), ("一周前", today - timedelta(7))]
    known = {day for _, day in found[:12]}
    return [*found[:12], *((words, day) for words, day in usual if day not in known)]


def _periods(state: State, today: date) -> list[ReportingPeriod]:
    try:
        return periods(state, today)
    except PlanlensError:  # no rhythm is set
        return []


def _replies(state: State, today: date) -> Collected | None:
    """Return the reports of the present period, None where nobody has set when to report."""
    known = _periods(state, today)
    return collected(state, known[-1], today) if known else None
