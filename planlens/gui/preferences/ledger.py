"""What the office's ledger keeps: words for pace, dated steps, fields of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFormLayout, QLabel, QScrollArea, QWidget

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import ProjectValues, SettingsPage
from planlens.gui.widgets.layouts import STRETCH, in_column
from planlens.gui.widgets.records.bench import DraftBench
from planlens.gui.widgets.records.record_list import RecordList
from planlens.model import PlanlensError
from planlens.project import defaults
from planlens.project.settings import PACE_BAND, STAGES, USUAL_BAND
from planlens.views.records.own_fields import OwnFieldRecords, SetFields

BAND_HINT = (
    "实际进度与计划进度相差在这个范围内为达进度，超过的为超进度，不足的为欠进度。"
    "计划进度由节点推算，没有节点的按序时进度。"
)
STAGES_HINT = "启用后，任务详情中可登记各环节的日期，任务列表、导出表格可显示这些列。"
FIELDS_HINT = "表格里有、软件没有的栏目，如投资额、建设地点。添加后在任务详情、任务列表、导出表格中都能用。"
ELSEWHERE = "报送周期和节假日在“督办—报送周期”中设置。"


class LedgerPage(SettingsPage):
    """The band of 达进度, whether steps are dated, the project's own fields."""

    title = "台账"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.kept = ProjectValues(self, (PACE_BAND, STAGES), self.values)
        self.band = QDoubleSpinBox()
        self.band.setRange(0, 50)
        self.band.setDecimals(1)
        self.band.setPrefix("± ")
        self.band.setSuffix(" 个百分点")
        self.stages = QCheckBox("登记立项、交办、签收、办理、办结、销号的日期")
        state = tools.session.state.copy() if self.kept.open else defaults.settled_fields()
        self.bench = DraftBench(tools.session, state)
        self.fields = RecordList(self.bench, OwnFieldRecords())
        self._lay_out()
        band = self.kept.before[PACE_BAND]
        self.band.setValue(USUAL_BAND if band is None else float(band))
        self.stages.setChecked(bool(self.kept.before[STAGES]))
        self.fields.show_keys(("",), writable=not tools.session.read_only)
        self.kept.begin()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.kept.scope)
        form.addRow("“达进度”的范围", self.band)
        form.addRow("", _hint(BAND_HINT))
        form.addRow("办理环节", self.stages)
        form.addRow("", _hint(STAGES_HINT))
        form.addRow("自定义字段", self.fields)
        form.addRow("", _hint(FIELDS_HINT))
        form.addRow("", _hint(ELSEWHERE))
        form.addRow(self.kept.also)
        body = QWidget()
        in_column(form, STRETCH, on=body)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        in_column(area, margins=0, on=self)

    def values(self) -> dict[str, Any]:
        """Return the settings, None for the usual ones."""
        return {
            PACE_BAND: None if self.band.value() == USUAL_BAND else self.band.value(),
            STAGES: self.stages.isChecked() or None,
        }

    def save(self) -> bool:
        """Keep the settings, and the fields in the project, or for projects to come."""
        self.fields.settle()
        if self.fields.problem.text():
            return False
        done = tuple(self.bench.edits)
        if done and self.kept.open and self.tools.session.apply(SetFields(done)) is None:
            return False
        if (done and not self.kept.open) or (self.kept.open and self.kept.also.isChecked()):
            try:
                defaults.keep(defaults.FIELDS, defaults.fields_of(self.bench.state))
            except PlanlensError as error:
                dialogs.show_problem(self, error)
                return False
        self.bench.edits.clear()
        return self.kept.save()


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
