"""How much tasks count, and how planlens found one."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QLabel

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart, muted
from planlens.gui.widgets.fields import LineField
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.sizes import fix_width
from planlens.project.edits import SetWeight
from planlens.project.rows import TaskRow
from planlens.views.rules import rule_name, sureness


class MoreSection(DetailPart):
    """How much tasks count, and the rules by which planlens found one."""

    title = "权重与依据"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.MANY})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.weight = LineField("权重")
        fix_width(self.weight, 80)
        self.weight.setToolTip("汇总进度时这项任务算几份，一般为 1")
        self.weight.committed.connect(self._set_weight)
        self.evidence = muted()
        in_column(
            in_row(QLabel("权重"), self.weight, (muted("汇总进度时算几份，一般为 1"), 1)),
            self.evidence,
            margins=0,
            on=self,
        )

    def fill(self, *, anew: bool) -> None:
        """Show the weight that all have, and the rule of a single task."""
        tasks = self.tasks()
        weights = {task.weight for task in tasks}
        self.weight.setPlaceholderText("不一致" if len(weights) > 1 else "")
        self.weight.show_value(f"{weights.pop():g}" if len(weights) == 1 else "", anew=anew)
        self.weight.setReadOnly(not self.writable)
        self.evidence.setVisible(self.kind is Chosen.TASK)
        if self.kind is Chosen.TASK:
            self.evidence.setText("\n".join(_evidence(tasks[0])))

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids:
            self.weight.settle()

    def _set_weight(self, text: str) -> None:
        try:
            weight = float(text.strip())
        except ValueError:
            weight = 0.0
        if 0 < weight < float("inf"):
            self.send(SetWeight(self.ids, weight), self.weight)
        else:
            self.weight.revert()
            self.session.notice.emit("权重应为大于 0 的数字，已恢复原来的权重。")


def _evidence(task: TaskRow) -> list[str]:
    """Return lines on how a task and its deadline were found, and its keywords."""
    lines = [f"任务的依据：{rule_name(task.rule)}，{sureness(task.confidence)}"]
    if task.deadline is not None:
        lines.append(f"完成时限的依据：{rule_name(task.deadline_rule)}")
    if task.keywords:
        lines.append(f"关键词：{'、'.join(task.keywords.split())}")
    return lines
