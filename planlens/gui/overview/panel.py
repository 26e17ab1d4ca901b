"""The overview page: for those who look rather than read; every mark shows its tasks."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
)

from planlens.gui.app import theme
from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.overview.picture import copy_picture, save_picture
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import choice_box
from planlens.model.tracking import Status
from planlens.project.project import Project
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.burnup import Point, burnup
from planlens.views.chart_data import ChartFacts, facts
from planlens.views.headings import document_name
from planlens.views.items import as_shown
from planlens.views.one_document import of_document
from planlens.views.overview import Overview
from planlens.views.task_filter import TaskFilter
from planlens.views.wording import day_text

Report = Callable[[float, str], None]

Shown = tuple[Project, ChartFacts, dict[Status, str], list[Point], date]
"""The project that was reckoned, its facts, the names of the states, the burn-up, and the day."""


class OverviewPanel(LateWidget):
    """Numbers and charts of today or of an earlier day; pyqtgraph is loaded when it is shown first."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(delay=150)
        self._tools = tools
        self._session = tools.session
        self.board: Any = None
        self._loading = False
        self._running = False
        self._shown: Shown | None = None
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName("截至日期")
        self.document = choice_box("文件")
        self.document.setToolTip("只统计一份文件的任务")
        self.document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.document.setMinimumContentsLength(12)
        self.document.hide()  # until it is known whether there are several
        self.document.currentIndexChanged.connect(self.mark_stale)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(QLabel("正在准备图表……"))
        in_column(self._bar(), self._scroll, margins=(6, 6, 6, 6), on=self)
        self._session.opened.connect(self._start)
        self._session.changed.connect(self.mark_stale)
        self._start()
        self.day.dateChanged.connect(self.mark_stale)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        today = QPushButton("回到今天")
        today.clicked.connect(self._show_today)
        copy, save, paper = QPushButton("复制图片"), QPushButton("保存图片…"), QPushButton("打印…")
        copy.clicked.connect(self._copy)
        save.clicked.connect(self._save)
        paper.clicked.connect(self._print)
        for widget in (QLabel("截至日期"), self.day, today, self.document):
            bar.addWidget(widget)
        hint = QLabel("单击数字、色块或柱子，任务页只显示对应的任务。")
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        hint.setToolTip(hint.text())
        bar.addWidget(hint, 1)
        for button in (copy, save, paper):
            bar.addWidget(button)
        return bar

    def _start(self) -> None:
        self.document.clear()
        today = self._session.today()
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(self.day.maximumDate())
        self.mark_stale()

    def _show_today(self) -> None:
        self.day.setDate(self.day.maximumDate())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Load the charts, or show what has changed meanwhile."""
        super().showEvent(event)
        if self.board is None and not self._loading:
            self._loading = True
            job = self._tools.jobs.run(_load)
            job.done.connect(self._build)

    def _build(self, module: Any) -> None:
        self.board = module.Board()
        self._scroll.setWidget(self.board)
        self.board.picked.connect(self._pick)
        self.board.day_picked.connect(self._show_day)
        self.board.target_picked.connect(self._show_target)
        self.mark_stale()

    def refresh(self) -> None:
        """Reckon everything anew, in the background."""
        project = self._session.project
        if self.board is None or project is None:
            return
        if self._running:  # once more when that has ended
            self._stale = True
            return
        self._running = True
        self._offer_documents()
        document = self.document.currentData()
        chosen = self.day.date().toPython()
        assert isinstance(chosen, date)
        live = chosen == self._session.today()
        state = project.state.copy()
        job = self._tools.jobs.run(lambda _report: _reckon(project, state, chosen, document, live=live))
        job.done.connect(self._show)
        job.ended.connect(self._ended)

    def _offer_documents(self) -> None:
        """Offer the documents, where there are several; the chosen one stays chosen."""
        rows = self._session.state.documents()
        wanted = [("全部文件", None), *((document_name(row), row.id) for row in rows)]
        box = self.document
        box.setVisible(len(rows) > 1)
        if wanted != [(box.itemText(place), box.itemData(place)) for place in range(box.count())]:
            kept = box.currentData()
            box.blockSignals(True)
            box.clear()
            for name, key in wanted:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, box.findData(kept)))
            box.blockSignals(False)

    def _ended(self) -> None:
        self._running = False
        if self._stale:
            self.mark_stale()

    def _show(self, found: Shown) -> None:
        project, shown, names, points, day = found
        if project is not self._session.project:  # closed meanwhile, or another one is open
            return
        self._shown = found
        self.board.show_facts(shown, names, points, day)

    def _pick(self, pick: Any) -> None:
        self._session.filter_requested.emit(TaskFilter(ids=pick.ids, name=pick.label))
        self._tools.show_panel("tasks")

    def _show_day(self, day: date) -> None:
        self.day.setDate(QDate(day.year, day.month, day.day))

    def _show_target(self, key: str) -> None:
        self._session.select([key])
        self._tools.show_panel("targets")

    def paper(self) -> Any:
        """Return the charts that are shown as they look on paper, None with a word on why while there are none."""
        if self._shown is None or self._shown[0] is not self._session.project:
            self._session.notice.emit("图表还没有准备好，请稍候。")
            return None
        with theme.on_paper():
            return type(self.board).on_paper(*self._shown[1:])

    def _copy(self) -> None:
        if paper := self.paper():
            copy_picture(paper)
            self._session.notice.emit("已复制图片，可粘贴到 Word、WPS 或微信。")

    def _save(self) -> None:
        if paper := self.paper():
            save_picture(self._tools, paper, "总览")

    def _print(self) -> None:
        if (paper := self.paper()) and self._shown:
            from planlens.gui.printing.dialog import preview  # noqa: PLC0415 (only once it is wanted)
            from planlens.gui.printing.printing import paint_widget  # noqa: PLC0415 (same)

            name = self.document.currentText() if self.document.currentData() else ""
            title = f"{name or (self._session.place.stem if self._session.place else '')}总览"
            preview(self._tools, paint_widget(paper, title, f"截至{day_text(self._shown[-1].isoformat())}"))


def _load(_report: Report) -> Any:
    return importlib.import_module("planlens.gui.overview.board")


def _reckon(project: Project, state: State, day: date, document: str | None, *, live: bool) -> Shown:
    """Return all that the page shows of a day; *state* is a copy of the state of now."""
    points = burnup(project, state.copy(), day, document)
    then = state if live else project.as_of(day.isoformat(), state)
    return project, facts(Overview(of_document(as_shown(then), document), day)), status_names(then), points, day


PANEL = Panel("overview", "总览", Area.PAGE, 20, OverviewPanel, wide=True)
