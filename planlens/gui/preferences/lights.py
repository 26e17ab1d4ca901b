"""The office's rules for warning lights."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QWidget,
)
from PySide6.QtWidgets import QSpinBox as Spin

from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import ProjectValues, SettingsPage
from planlens.gui.widgets.layouts import STRETCH, in_row
from planlens.gui.widgets.plain import choice_box
from planlens.model import Light, LightRules
from planlens.model.judgement import NEAR
from planlens.model.tracking import Status
from planlens.project.settings import LIGHTS, START, TARGET_BAND, status_names

START_HINT = (
    "序时进度：起算日至完成时限这段时间已经过去的比例。落后它只亮黄灯，红灯只看完成时限。\n"
    "不指定：从文件标题中规划期的第一天起算；标题没有年份的，从完成时限当年年初起算。"
)


class LightsPage(SettingsPage):
    """When a light turns blue, yellow or red, and how near the plan a target still is 基本符合预期."""

    title = "预警灯"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.kept = ProjectValues(self, (LIGHTS, START, TARGET_BAND), self.values)
        self.yellow, self.red = Spin(), Spin()
        for spin in (self.yellow, self.red):
            spin.setRange(0, 3660)
            spin.setSuffix(" 天")
        self.behind = QCheckBox("落后序时进度超过")
        self.tolerance = QDoubleSpinBox()
        self.tolerance.setRange(0, 100)
        self.tolerance.setDecimals(0)
        self.tolerance.setSuffix(" 个百分点时亮黄灯")
        self.behind.toggled.connect(self.tolerance.setEnabled)
        self.plan_end = QCheckBox("按规划期末计算（如“十四五”规划按2025年底）")
        self.undated = choice_box("", [(light.label, light.value) for light in (Light.NONE, Light.GREEN)])
        self.dated, self.start = QCheckBox("指定起算日"), QDateEdit()
        self.start.setDisplayFormat("yyyy-MM-dd")
        self.start.setCalendarPopup(True)
        self.start.setAccessibleName("序时进度起算日")
        self.dated.toggled.connect(self.start.setEnabled)
        self.near = choice_box("", [(light.label, light.value) for light in (Light.YELLOW, Light.BLUE)])
        self.band = QDoubleSpinBox()
        self.band.setRange(0, 50)
        self.band.setDecimals(1)
        self.band.setPrefix("± ")
        self.band.setSuffix(" 个百分点")
        called = status_names(tools.session.state)
        self.off = {status: QCheckBox(called[status]) for status in Status}
        self._lay_out()
        self.show_rules(LightRules.from_dict(self.kept.before[LIGHTS] or {}))
        self._show_start(self.kept.before[START])
        self._show_band(self.kept.before[TARGET_BAND])
        self.kept.begin()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.addRow(self.kept.scope)
        form.addRow("距完成时限多少天以内提前亮灯", _row(self.yellow, QLabel("亮"), self.near))
        form.addRow("距完成时限多少天以内亮红灯", self.red)
        form.addRow("", QLabel("填 0：超过完成时限才亮红灯。"))
        form.addRow(_row(self.behind, self.tolerance))
        form.addRow("没有完成时限的任务", self.plan_end)
        form.addRow("没有时限也没有规划期末的", self.undated)
        form.addRow("不亮灯的状态", _row(*self.off.values()))
        if self.kept.open:
            form.addRow("序时进度", _row(self.dated, self.start))
            form.addRow("", QLabel(START_HINT))
        form.addRow("目标“基本符合预期”的范围", _row(self.band, QLabel("（占基期到目标的路程）")))
        usual = QPushButton("恢复默认规则")
        usual.clicked.connect(self._show_usual)
        form.addRow(_row(usual, self.kept.also))

    def show_rules(self, rules: LightRules) -> None:
        """Show rules in the fields."""
        self.yellow.setValue(rules.yellow_days)
        self.red.setValue(rules.red_days)
        self.near.setCurrentIndex(max(0, self.near.findData(rules.near.value)))
        self.behind.setChecked(rules.tolerance is not None)
        self.tolerance.setEnabled(rules.tolerance is not None)
        self.tolerance.setValue(10 if rules.tolerance is None else rules.tolerance)
        self.plan_end.setChecked(rules.plan_end)
        self.undated.setCurrentIndex(max(0, self.undated.findData(rules.undated.value)))
        for status, box in self.off.items():
            box.setChecked(status in rules.off)

    def rules(self) -> LightRules:
        """Return the rules that the fields say."""
        return LightRules(
            self.yellow.value(),
            self.red.value(),
            self.tolerance.value() if self.behind.isChecked() else None,
            tuple(status for status, box in self.off.items() if box.isChecked()),
            Light(self.undated.currentData()),
            self.plan_end.isChecked(),
            Light(self.near.currentData()),
        )

    def save(self) -> bool:
        """Keep what has been changed."""
        return self.kept.save()

    def values(self) -> dict[str, Any]:
        """Return the rules and the start as they are kept."""
        rules = self.rules()
        day = self.start.date().toString(Qt.DateFormat.ISODate)
        return {
            LIGHTS: None if rules == LightRules() else rules.as_dict(),
            START: day if self.dated.isChecked() else None,
            TARGET_BAND: None if self.band.value() == 100 * NEAR else self.band.value(),
        }

    def _show_start(self, day: str | None) -> None:
        self.dated.setChecked(day is not None)
        self.start.setEnabled(day is not None)
        self.start.setDate(QDate.fromString(day or f"{self.tools.session.today().year}-01-01", Qt.DateFormat.ISODate))

    def _show_band(self, percent: float | None) -> None:
        self.band.setValue(100 * NEAR if percent is None else percent)

    def _show_usual(self) -> None:
        self.show_rules(LightRules())
        self._show_band(None)
        self._show_start(None)


def _row(*widgets: QWidget) -> QWidget:
    found = QWidget()
    in_row(*widgets, STRETCH, margins=0, on=found)
    return found
