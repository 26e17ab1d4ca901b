"""The findings of the check-up as a table: each leads to its place, is mended there or said to be fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox

from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Newest
from planlens.gui.app.keys import key_in
from planlens.gui.app.parts import Tools
from planlens.gui.exporting.saving import save_tables
from planlens.gui.ledger.answers import AnswerTable
from planlens.gui.ledger.window import show_window
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import choice_box, plain_button, wrapped_label
from planlens.project.edits import RenameUnit, Together, UnwaiveFinding, WaiveFinding
from planlens.project.rows import DocumentRow, TaskRow
from planlens.views.headings import document_name
from planlens.views.keys import with_key
from planlens.views.task_filter import TaskFilter
from planlens.workflow import checking

if TYPE_CHECKING:
    from planlens.insight.checkup import Finding

_PAUSE = 400
"""Milliseconds that edits may follow each other before the project is checked anew."""

_TITLE = "交办前体检"
_WORDS = 1
"""The column that says what is the matter."""

TYPED = {
    **dict.fromkeys(("no-unit", "no-lead", "two-leads"), "lead"),
    **dict.fromkeys(("no-limit", "after-end"), "deadline"),
    **dict.fromkeys(("vague", "duplicate"), "text"),
}
"""What is typed anew to mend a finding of each rule."""


class CheckupPage(LateWidget):
    """Checks in the background process whenever the project has changed and the page is seen."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(_PAUSE)
        self._tools, self._session = tools, tools.session
        self.found: checking.CheckUp | None = None
        self.shown: list[Finding] = []
        self.rules = choice_box("只看一类问题")
        self.rules.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.waived = QCheckBox("看已忽略的")
        self.answers = AnswerTable(tools, "体检发现的问题")
        self.words = wrapped_label()
        self.go = plain_button(with_key("查看任务", "checking.go"), "在任务页选中，或只看涉及的各项任务", self._go)
        self.mend = plain_button(with_key("修改", "checking.mend"), "转到任务并开始修改", self._mend)
        self.waive = plain_button(
            with_key("忽略", "checking.waive"), "核实无误，不再提示；可在“看已忽略的”中恢复", self._waive
        )
        self.export = plain_button("导出…", "存为 Excel、Word 等格式的表", self._export)
        self.asking = Newest(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = in_row(self.rules, self.waived, STRETCH, self.go, self.mend, self.waive, self.export)
        in_column(bar, (self.answers, 1), self.words, margins=0, on=self)
        self.setFocusProxy(self.answers)

    def _connect(self) -> None:
        self.asking.answered.connect(self._take)
        self.asking.failed.connect(lambda error: self.answers.notes.setText(error.message))
        self.rules.activated.connect(self._show)
        self.waived.toggled.connect(self._show)
        self.answers.wanted.connect(self._go)
        self.answers.table.selectionModel().selectionChanged.connect(self._tell)
        key_in(self.answers.table, "checking.mend", self._mend)
        key_in(self.answers.table, "checking.waive", self._waive)

    def refresh(self) -> None:
        """Check the project as it is now."""
        path = self._session.place
        if path is not None:
            self.answers.notes.setText("正在体检……")
            self.asking.ask(lambda: self._tools.jobs.process(checking.check_file, path))

    @Slot(object)
    def _take(self, found: checking.CheckUp) -> None:
        self.found = found
        self._show()

    def _show(self) -> None:
        """Show the findings of the chosen rule; the row under the chosen one takes its place when that is gone."""
        if self.found is None:
            return
        found = self.found.waived if self.waived.isChecked() else self.found.findings
        self._offer(found)
        rule, row = self.rules.currentData(), self.answers.table.currentIndex().row()
        self.shown = [item for item in found if rule in {None, item.rule}]
        names = [document_name(document) for document in self._session.state.documents()]
        self.answers.show_table(checking.checkup_table(self.shown, names), self.found.words)
        self.answers.give_room(_WORDS)
        if self.shown:
            self.answers.table.selectRow(min(max(0, row), len(self.shown) - 1))
        self.waive.setText(with_key("恢复" if self.waived.isChecked() else "忽略", "checking.waive"))
        self._tell()

    def _offer(self, found: tuple[Finding, ...]) -> None:
        chosen = self.rules.currentData()
        self.rules.clear()
        self.rules.addItem(f"全部问题（{len(found)}）", None)
        for rule, title in {item.rule: item.title for item in found}.items():
            self.rules.addItem(f"{title}（{sum(item.rule == rule for item in found)}）", rule)
        self.rules.setCurrentIndex(max(0, self.rules.findData(chosen)))

    def chosen(self) -> list[Finding]:
        """Return the selected findings, as they stand in the table."""
        rows = sorted(index.row() for index in self.answers.table.selectionModel().selectedRows())
        lines = self.answers.model.lines
        return [self.shown[int(lines[row].id)] for row in rows if row < len(lines)]

    def _tell(self) -> None:
        """Say the whole of the chosen finding, and allow what is possible."""
        found = self.chosen()
        one, writable = (found[0] if len(found) == 1 else None), not self._session.read_only
        self.words.setText("" if one is None else "\n".join(filter(None, (one.words, one.evidence))))
        self.go.setEnabled(one is not None)
        self.mend.setEnabled(one is not None and writable and (one.rule in TYPED or bool(one.remedy)))
        self.waive.setEnabled(bool(found) and writable)

    def _go(self) -> None:
        found = self.chosen()
        if found:
            self._show_tasks(found[0])

    def _show_tasks(self, found: Finding) -> None:
        """Bring the tasks of a finding into view: the one, or only those that it is about."""
        state = self._session.state
        shown = dict.fromkeys(map(self._session.rows.shown_id, found.covers or found.items))
        keys = [key for key in shown if key in state]
        tasks = [key for key in keys if isinstance(state.find(key), TaskRow)]
        if len(tasks) > 1:
            words = f"体检：{found.title}"
            self._session.filter_requested.emit(TaskFilter(ids=frozenset(tasks), name=words))
            self._session.select(tasks[:1])
        elif keys and not isinstance(state.find(keys[0]), DocumentRow):
            self._session.select(keys[:1])
            self._tools.show_panel("tasks")
        elif not keys:
            self._session.notice.emit("涉及的条目已经删除。")
            return
        self._tools.window.activateWindow()

    def _mend(self) -> None:
        """Begin to mend the chosen finding where it stands; a unit is renamed in all tasks once that is agreed to."""
        found = self.chosen()
        if len(found) != 1 or not self.mend.isEnabled():
            return
        one = found[0]
        if not one.remedy:
            self._show_tasks(one)
            self._session.edit_requested.emit(TYPED[one.rule])
            return
        question = f"将 {len(one.items)} 项任务的责任单位“{one.unit}”改为“{one.remedy}”？可以撤销。"
        if dialogs.ask(self, "改为现在的名称？", question, "改名"):
            self._session.apply(RenameUnit(one.unit, one.remedy))

    def _waive(self) -> None:
        """Say that the selected findings are fine, or no longer are, as one action."""
        if not self.waive.isEnabled():
            return
        found, back = self.chosen(), self.waived.isChecked()
        made = UnwaiveFinding if back else WaiveFinding
        edits = tuple(made(item.rule, item.items) for item in found)
        label = f"{'恢复' if back else '忽略'}体检问题，共{len(edits)}处"
        self._session.apply(edits[0] if len(edits) == 1 else Together(edits, label))

    def _export(self) -> None:
        if self.found is not None:
            names = [document_name(document) for document in self._session.state.documents()]
            save_tables(self._tools, [checking.checkup_table(self.shown, names)])


def show_checkup(tools: Tools) -> None:
    """Bring the check-up to the front."""
    show_window(tools, _TITLE, CheckupPage)
