"""The time that a document's tasks are measured by: where 序时进度 begins, and what is due at the plan's end."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLabel

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart
from planlens.gui.widgets.fields import LineField
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.language.typed import typed_deadline
from planlens.project.edits import SetSetting
from planlens.project.settings import PLAN_END, START, end_of, light_rules, setting, start_of

EXAMPLE = "如 2026-01-01；空着按标题中的年份"


class PlanTimeSection(DetailPart):
    """The document's own settings of time."""

    title = "规划期"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.DOCUMENT})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.start = LineField("序时进度起算日")
        self.start.committed.connect(self._set_start)
        self.plan_end = QCheckBox("没有完成时限的任务和指标按规划期末计算")
        self.plan_end.clicked.connect(self._set_plan_end)
        in_column(in_row(QLabel("序时进度起算日"), (self.start, 1)), self.plan_end, margins=0, on=self)

    def fill(self, *, anew: bool) -> None:
        """Show the settings, and what holds where nothing is set."""
        state, document = self.session.state, self.ids[0]
        own, day = setting(state, f"{START}:{document}"), start_of(state, document)
        self.start.show_value(own or "", anew=anew)
        self.start.setPlaceholderText(day.isoformat() if day else EXAMPLE)
        self.start.setReadOnly(not self.writable)
        refused = setting(state, f"{PLAN_END}:{document}") is False
        end, wanted = end_of(state, document), light_rules(state).plan_end
        self.plan_end.setChecked(wanted and end is not None)
        self.plan_end.setEnabled(self.writable and wanted and (refused or end is not None))
        why = "" if wanted else "“选项”的亮灯规则中没有采用规划期末。"
        nothing = "文件标题没有写年份，不知道规划期末是哪一天。"
        self.plan_end.setToolTip(why or (f"规划期末为{end.isoformat()}" if end else "" if refused else nothing))

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids:
            self.start.settle()

    def _set_start(self, text: str) -> None:
        found = typed_deadline(text, self.session.today())
        if found is None or (found and len(found) != len("2026-01-01")):
            self.start.revert()
            self.session.notice.emit(f"无法识别日期“{text.strip()}”，请写成 2026-01-01。")
            return
        self.send(SetSetting(f"{START}:{self.ids[0]}", found or None), self.start)

    def _set_plan_end(self) -> None:
        self.send(SetSetting(f"{PLAN_END}:{self.ids[0]}", None if self.plan_end.isChecked() else False))
