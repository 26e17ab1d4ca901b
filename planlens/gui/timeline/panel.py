"""The timeline page: tasks by deadline, grouped by section or unit; dragging an end changes the deadline."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QToolButton

from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.timeline.view import TimelineView
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import FlowLayout, in_column
from planlens.gui.widgets.plain import choice_box
from planlens.model import Light
from planlens.model.lights import LAMPS, SHAPES
from planlens.project.edits import SetDeadline
from planlens.views.lanes import Grouping, lanes
from planlens.views.task_filter import TaskFilter

HINT = """虚线框为按规划期末计算；横条上的菱形为节点（实心已完成）。
拖动横条右端可修改完成时限，Ctrl+滚轮缩放，双击查看任务。"""


class TimelinePanel(LateWidget):
    """Shows every task that has a deadline; made anew only while it is seen."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._session = tools.session
        self._tools = tools
        self.view = TimelineView(self._session.today())
        self.grouping = choice_box("分组方式", [(grouping.label, grouping) for grouping in Grouping])
        self.done = QCheckBox("显示已完成和已取消的")
        self.done.setChecked(True)
        self.legend = QLabel()
        in_column(self._bar(), self.view, margins=(6, 6, 6, 6), on=self)
        self.setFocusProxy(self.view)
        self.grouping.currentIndexChanged.connect(self.mark_stale)
        self.done.toggled.connect(self.mark_stale)
        session = self._session
        session.opened.connect(self.mark_stale)
        session.closed.connect(self.mark_stale)
        session.changed.connect(self.mark_stale)
        session.current_changed.connect(self.view.select)
        self.view.chosen.connect(self._choose)
        self.view.wanted.connect(self._show_task)
        self.view.group_wanted.connect(self._show_group)
        self.view.dragged.connect(self._set_deadline)

    def _bar(self) -> FlowLayout:
        bar = FlowLayout(gap=6)
        bar.addWidget(self.grouping)
        bar.addWidget(self.done)
        for text, tip, run in (
            ("放大", "放大（+）", self._zoom_in),
            ("缩小", "缩小（-）", self._zoom_out),
            ("全部", "显示全部时间", self.view.fit_all),
            ("今天", "回到今天", self.view.show_today),
        ):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.clicked.connect(run)
            bar.addWidget(button)
        self.legend.setToolTip(HINT)
        bar.addWidget(self.legend)
        return bar

    def _zoom_in(self) -> None:
        self.view.zoom(1.5)

    def _zoom_out(self) -> None:
        self.view.zoom(1 / 1.5)

    def refresh(self) -> None:
        """Show the lines of now."""
        session = self._session
        overview = session.overview
        grouping = Grouping(self.grouping.currentData())
        found = lanes(session.state, overview, grouping, done=self.done.isChecked())
        lamps = [light for light in LAMPS if light is not Light.BLUE or overview.rules.near is Light.BLUE]
        self.legend.setText("  ".join([*(f"{SHAPES[light]}{light.label}" for light in lamps), "▨超期", "┄规划期末"]))
        self.view.today = overview.today
        self.view.show_lanes(found)

    def _choose(self, key: str) -> None:
        self._session.select([key])

    def _show_task(self, key: str) -> None:
        self._session.select([key])
        self._tools.show_panel("tasks")

    def _show_group(self, title: str, keys: tuple[str, ...]) -> None:
        self._session.filter_requested.emit(TaskFilter(ids=frozenset(keys), name=f"时间轴：{title}"))
        self._tools.show_panel("tasks")

    def _set_deadline(self, key: str, value: str) -> None:
        self._session.apply(SetDeadline((key,), value))


PANEL = Panel("timeline", "时间轴", Area.PAGE, 50, TimelinePanel)
