"""The targets page: actual values typed in place, the judgement, and the path of the chosen target."""

from __future__ import annotations

import importlib
from html import escape
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QWidget,
)

from planlens.gui.app import dialogs
from planlens.gui.app.keys import key_in
from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.targets.table import targets_table
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_label
from planlens.gui.widgets.search_line import SearchLine
from planlens.model.judgement import Judgement
from planlens.model.outlook import NO_FORECAST, Forecast
from planlens.project.edits import Delete
from planlens.views.fields.seen_targets import SeenTarget
from planlens.views.keys import with_key
from planlens.views.targets import aim_of


class TargetsPanel(LateWidget):
    """A table of all targets above, the chosen one below."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._session = tools, tools.session
        self._loading = False
        self.chart: Any = None
        self.table = targets_table(self, self._session)
        self.model = self.table.fields
        self.search = SearchLine("查找指标或章节")
        self.delete = QPushButton("删除指标")
        self.delete.setToolTip(with_key("删除所选的指标，可以撤销", "targets.delete"))
        self.counts, self.words = plain_label(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.source = QPushButton("查看原文")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = in_row((self.search, 1), (self.counts, 2))
        self._below = QWidget()
        below = in_column(margins=0, on=self._below)
        row = in_row((self.words, 1), self.delete, self.source)
        below.addLayout(row)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._below)
        split.setSizes([400, 220])
        in_column(bar, split, margins=(6, 6, 6, 6), on=self)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self.mark_stale)
        session.changed.connect(self.mark_stale)
        session.current_changed.connect(self._follow)
        self.search.textChanged.connect(self._find)
        self.source.clicked.connect(self._show_source)
        self.delete.clicked.connect(self._delete)
        key_in(self.table, "targets.delete", self._delete)
        self.table.selectionModel().currentChanged.connect(self._choose)

    def refresh(self) -> None:
        """Show the targets of now."""
        self.model.refresh()
        self._follow(self._session.current)
        words = [line.measured.verdict.word if line.measured else None for line in self.model.lines]
        known = [f"{word.label} {words.count(word)}" for word in Judgement if word in words]
        self.counts.setText("，".join([f"共 {len(words)} 项指标", *known, f"未填报 {words.count(None)}"]))
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Show what has changed meanwhile; load the chart the first time."""
        super().showEvent(event)
        if not self._loading:
            self._loading = True
            job = self._tools.jobs.run(lambda _report: importlib.import_module("planlens.gui.overview.target_charts"))
            job.done.connect(self._build)

    def _build(self, module: Any) -> None:
        self.chart = module.TargetPath()
        layout = self._below.layout()
        assert layout is not None
        layout.addWidget(self.chart)
        self._show_chosen()

    def begin_find(self) -> None:
        """Bring the keyboard to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _delete(self) -> None:
        """Delete the target of the current row; asks where somebody has filled in values."""
        line = self._chosen()
        if line is None or self._session.read_only:
            self._session.notice.emit("请先选中一项指标。" if line is None else "项目以只读方式打开，不能删除。")
            return
        filled = len(line.measured.actuals) if line.measured else 0
        question = f"“{line.name}”已填报 {filled} 个实际值，一并删除吗？"
        if not filled or dialogs.ask(self._tools.window, "删除指标？", question, "删除"):
            self._session.apply(Delete((line.id,)))

    def _find(self, text: str) -> None:
        self.model.search(text)

    def _follow(self, key: str) -> None:
        row = self.model.row_of(key)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row, max(0, self.table.currentIndex().column())))

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self._chosen()
        if line is not None and self.table.hasFocus():
            self._session.select([line.id])
        self._show_chosen()

    def _chosen(self) -> SeenTarget | None:
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def _show_chosen(self) -> None:
        line = self._chosen()
        self.delete.setEnabled(line is not None and not self._session.read_only)
        self.source.setEnabled(line is not None and line.place is not None)
        found = line.measured if line else None
        if line is None or found is None:
            self.words.setText("选择一项指标，查看走势和判断依据。实际值直接在表格中填写。")
        else:
            word = f"{found.verdict.word.label}：" if found.verdict.word else "暂不能判断："
            name = escape(line.name)
            why = escape(f"{found.verdict.reason}{_expected(found.forecast)}")
            self.words.setText(f"<b>{name}</b>　{word}{why}")
        if self.chart is not None:
            row = line.row if line else None
            plan = aim_of(self._session.state, row).path() if row else {}
            actuals = found.actuals if found else {}
            shown = len(plan) > 1 or bool(actuals)  # a small screen has no room for an empty chart
            self.chart.setVisible(shown)
            height = max(self._below.sizeHint().height(), self._below.heightForWidth(self._below.width()))
            self._below.setMaximumHeight(self.maximumHeight() if shown else height)
            self.chart.show_path(plan, actuals, row.unit if row else "")

    def _show_source(self) -> None:
        line = self._chosen()
        if line is not None and line.place is not None:
            self._tools.show_panel("source")
            self._session.source_requested.emit(line.document, *line.place)


def _expected(forecast: Forecast) -> str:
    return "" if forecast == NO_FORECAST else f"　{forecast.word.label}：{forecast.reason}"


PANEL = Panel("targets", "目标", Area.PAGE, 30, TargetsPanel)
