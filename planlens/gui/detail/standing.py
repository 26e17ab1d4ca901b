"""How far tasks are: state and progress in one click each, and the warning light with its reason."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from planlens.gui.app import theme
from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart, muted, small_button
from planlens.gui.widgets.fields import LineField, WheelGuard
from planlens.gui.widgets.layouts import FlowLayout, in_column, in_row
from planlens.gui.widgets.sizes import fix_width
from planlens.gui.widgets.worn import follow, set_sheet
from planlens.language.numerals import percent_of
from planlens.model import Light
from planlens.model.lights import SHAPES
from planlens.model.tracking import Status
from planlens.project.edits import SetProgress, SetStatus
from planlens.project.settings import status_names

QUICK = (25, 50, 75, 100)
"""Percents that have a button."""

PAUSE = 500
"""Milliseconds after which a progress chosen with the slider's keys is sent."""


def light_html(light: Light, reason: str, *, word: bool = True) -> str:
    """Return shape, colour and word of a light with its reason, as rich text; no word where the reason says it."""
    colour = theme.colours().lamp(light)
    mark = f"{SHAPES[light]} {light.label}　" if word else f"{SHAPES[light]} "
    return f'<span style="color:{colour}"><b>{mark}</b></span>{escape(reason)}'


class StandingSection(DetailPart):
    """A row of states, the progress, the light."""

    title = "状态与进度"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.MANY})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.buttons = {status: QPushButton() for status in Status}
        self._row_of_states = QWidget()
        flow = FlowLayout(self._row_of_states)
        for status, button in self.buttons.items():
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("status", status.value)
            button.clicked.connect(self._setter(status))
            flow.addWidget(button)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("进度")
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(10)
        self.slider.setMinimumWidth(70)
        self.slider.installEventFilter(WheelGuard(self.slider))
        self.percent = LineField("进度百分比")
        fix_width(self.percent, 64)
        self.percent.setPlaceholderText("未填")
        self.percent.setToolTip("0 到 100；清空表示未填报")
        self.light = QLabel()
        self.light.setWordWrap(True)
        self.light.setTextFormat(Qt.TextFormat.RichText)
        self.rolled = muted()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self._send_slider)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._send_slider)
        self.percent.committed.connect(self._set_typed)
        in_column(self._row_of_states, self._progress_row(), self.light, self.rolled, margins=0, on=self)
        follow(self._dress)

    def _progress_row(self) -> QHBoxLayout:
        row = in_row(QLabel("进度"), (self.slider, 1), self.percent, spacing=4)
        self.quick = []
        for value in QUICK:
            button = small_button(f"{value}", f"进度设为 {value}%", self._quick_setter(value), flat=False)
            row.addWidget(button)
            self.quick.append(button)
        return row

    def _setter(self, status: Status) -> Callable[[], None]:
        def run() -> None:
            self._set_status(status)

        return run

    def _quick_setter(self, value: int) -> Callable[[], None]:
        return lambda: self._set_progress(float(value))

    def fill(self, *, anew: bool) -> None:
        """Show state and progress that all tasks have, and the light of a single one."""
        tasks = self.tasks()
        names = status_names(self.session.state)
        statuses = {Status(task.status) for task in tasks}
        for status, button in self.buttons.items():
            button.setText(names[status])
            button.setChecked(statuses == {status})
            button.setEnabled(self.writable)
        self._fill_progress({task.progress for task in tasks}, anew=anew)
        single = self.kind is Chosen.TASK
        self.light.setVisible(single)
        self.rolled.setVisible(False)
        if single:
            standing = self.session.overview[tasks[0].id]
            self.light.setText(light_html(standing.light, standing.reason))
            if self.session.state.items(tasks[0].id):
                self.rolled.setText(f"有下级任务，按下级任务汇总：{standing.completion:.0f}%，{names[standing.status]}")
                self.rolled.setVisible(True)

    def _fill_progress(self, values: set[float | None], *, anew: bool) -> None:
        if anew:
            self._later.stop()
        elif self._later.isActive():  # what the user is sliding stays
            return
        value = values.pop() if len(values) == 1 else None
        mixed = bool(values)
        self.percent.setPlaceholderText("不一致" if mixed else "未填")
        self.percent.show_value("" if value is None else f"{value:g}%", anew=anew)
        self.percent.setReadOnly(not self.writable)
        self.slider.blockSignals(True)
        self.slider.setValue(round(value or 0))
        self.slider.blockSignals(False)
        for widget in (self.slider, *self.quick):
            widget.setEnabled(self.writable)

    def settle(self) -> None:
        """Send what is half typed or just slid."""
        if not self.ids:
            return
        if self._later.isActive():
            self._send_slider()
        self.percent.settle()

    def _set_status(self, status: Status) -> None:
        changed = tuple(task.id for task in self.tasks() if task.status != status)
        if changed:
            self.send(SetStatus(changed, status))
        self.fill(anew=False)

    def _set_progress(self, value: float | None) -> None:
        changed = tuple(task.id for task in self.tasks() if task.progress != value)
        if changed:
            self.send(SetProgress(changed, value), self.percent)
        self.fill(anew=False)

    def _slid(self, value: int) -> None:
        self.percent.setText(f"{value}%")
        if not self.slider.isSliderDown():
            self._later.start()

    def _send_slider(self) -> None:
        self._later.stop()
        self.percent.revert()
        self._set_progress(float(self.slider.value()))

    def _set_typed(self, text: str) -> None:
        value = percent_of(text)
        if value is None and text.strip():
            self.percent.revert()
            self.session.notice.emit(f"无法识别的进度“{text.strip()}”，应为 0 到 100 的数字；已恢复原来的进度。")
            return
        self._set_progress(value)

    def _dress(self) -> None:
        worn = theme.colours()
        rules = [
            f"QPushButton {{border: 1px solid {worn.line}; border-radius: 3px; padding: 3px 7px;"
            f" background: {worn.base}; color: {worn.text}}}",
            f"QPushButton:hover, QPushButton:focus {{border-color: {worn.accent}}}",
            f"QPushButton:disabled {{color: {worn.muted}}}",
        ]
        rules += [
            f'QPushButton[status="{status.value}"]:checked {{background: {colour}; color: {worn.base};'
            f" border-color: {colour}}}"
            for status, colour in worn.status.items()
        ]
        set_sheet(self._row_of_states, "\n".join(rules))
