"""The office's rules for warning lights, kept in the project."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)
from PySide6.QtWidgets import QSpinBox as Spin

from planlens.gui.panel import Tools
from planlens.gui.preferences.page import Page
from planlens.model import Light, LightRules
from planlens.model.tracking import Status
from planlens.project.edits import SetSetting
from planlens.project.settings import LIGHTS, light_rules

NO_PROJECT = "预警规则随项目保存，请先打开一个项目。"


class LightsPage(Page):
    """When a light turns yellow or red."""

    title = "预警灯"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
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
        self.undated = QComboBox()
        for light in (Light.GREEN, Light.NONE):
            self.undated.addItem(light.label, light.value)
        self.off = {status: QCheckBox(status.label) for status in Status}
        self._lay_out()
        self._writable = tools.session.project is not None and not tools.session.read_only
        self._before = light_rules(tools.session.state)
        self.show_rules(self._before)
        self.setEnabled(self._writable)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        if self.tools.session.project is None:
            form.addRow(QLabel(NO_PROJECT))
        form.addRow("距完成时限不足多少天亮黄灯", self.yellow)
        form.addRow("距完成时限不足多少天亮红灯", self.red)
        form.addRow("", QLabel("填 0：超过完成时限才亮红灯。"))
        form.addRow(_row(self.behind, self.tolerance))
        form.addRow("没有完成时限的任务", self.undated)
        form.addRow("不亮灯的状态", _row(*self.off.values()))
        usual = QPushButton("恢复默认规则")
        usual.clicked.connect(self._show_usual)
        form.addRow(_row(usual))

    def show_rules(self, rules: LightRules) -> None:
        """Show rules in the fields."""
        self.yellow.setValue(rules.yellow_days)
        self.red.setValue(rules.red_days)
        self.behind.setChecked(rules.tolerance is not None)
        self.tolerance.setEnabled(rules.tolerance is not None)
        self.tolerance.setValue(10 if rules.tolerance is None else rules.tolerance)
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
        )

    def save(self) -> bool:
        """Keep the rules in the project, as an edit, where they have been changed."""
        rules = self.rules()
        if not self._writable or rules == self._before:
            return True
        value = None if rules == LightRules() else rules.as_dict()
        return self.tools.session.apply(SetSetting(LIGHTS, value)) is not None

    def _show_usual(self) -> None:
        self.show_rules(LightRules())


def _row(*widgets: QWidget) -> QWidget:
    found = QWidget()
    row = QHBoxLayout(found)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return found
