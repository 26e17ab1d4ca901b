"""What can be done with a selected place of the source, as actions for the bar, the menus and the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from planlens import workflow
from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Job
from planlens.gui.app.keys import WITHIN, keys_text, set_keys
from planlens.gui.app.parts import Tools
from planlens.gui.source.buttons import action_of
from planlens.gui.source.contents import ShownDocument
from planlens.gui.source.view import SourceView
from planlens.gui.source.words import text_between
from planlens.model import Document, PlanlensError, Span, UnitRole
from planlens.project.edits import SettleSentences, UnsettleSentences
from planlens.project.rows import DocumentRow, TaskRow
from planlens.project.wording import quoted
from planlens.views.keys import with_key
from planlens.views.source import making
from planlens.views.source.marks import Kind, Mark

SETTLE, UNSETTLE = "不是任务", "恢复未识别"
LONGEST_NAME = 20
"""Characters of selected words that may be a unit's name though they are like none."""
MANY_UNITS = 15
"""Units up to which a selection is taken as meant without a question."""
_MARKS = re.compile(r"[，。；：、！？,;:!?]")  # 推进建设，强化保障


class Actions(QObject):
    """The actions; those for the chosen task can be used while one is chosen in the tree.

    Args:
        tools: the window's.
        view: where words are selected.
        contents: knows the document.
    """

    def __init__(self, tools: Tools, view: SourceView, contents: ShownDocument) -> None:
        super().__init__(view)
        self._session, self._jobs, self._window = tools.session, tools.jobs, tools.window
        self._view, self._contents = view, contents
        self.task = self._action("设为任务", "source.task", "把选中的文字设为一项任务", self.make_task)
        self.target = self._action("设为目标", "source.target", "把选中的文字设为量化目标", self.make_target)
        self.units = self._action(
            "责任单位", "source.units", "设为所选任务的责任单位，牵头、配合按文字识别", self.make_units
        )
        self.deadline = self._action("完成时限", "source.deadline", "设为所选任务的完成时限", self.make_deadline)
        self.text = self._action("任务文字", "source.text", "设为所选任务的文字", self.make_text)
        self.settle = self._action(SETTLE, "source.settle", "确认这句话不是任务，不再列为未识别", self.settle_sentences)
        self.copy = self._action("复制", "source.copy", "复制选中的文字", view.copy)
        self.makers = (self.task, self.target, self.units, self.deadline, self.text, self.settle)
        self.update()

    def _action(self, text: str, key: str, tip: str, run: Callable[[], None]) -> QAction:
        action = action_of(self._view, text, run)
        set_keys(action, key, WITHIN)
        action.setToolTip(with_key(tip, key))
        return action

    def menu_entries(self) -> list[QAction]:
        """Return the makers under names that can be understood away from the source."""
        found = []
        for maker in self.makers:
            what = maker.text().removeprefix("设为") if maker is not self.settle else "非任务（再按一次恢复）"
            entry = action_of(self._view, f"选中的原文设为{what}\t{keys_text(maker)}", maker.trigger)
            maker.enabledChanged.connect(entry.setEnabled)
            entry.setEnabled(maker.isEnabled())
            found.append(entry)
        return found

    def by_key(self) -> dict[str, QAction]:
        """Return the actions by the last part of their keys' names."""
        makers = dict(zip(("task", "target", "units", "deadline", "text", "settle"), self.makers, strict=True))
        return {**makers, "copy": self.copy}

    def why_not(self, action: QAction) -> str:
        """Return why an action that is disabled cannot be used now."""
        if action is not self.copy and self._session.read_only:
            return "项目以只读方式打开，不能修改。"
        if action is self.settle:
            return "这里没有未识别的句子。"
        if self._view.selection is None:
            return "请先在原文中选中文字。"
        return "请先选中一项任务，再用选中的文字修改它。"

    def update(self) -> None:
        """Allow what is possible now."""
        selected = self._view.selection is not None
        writable = self._session.project is not None and not self._session.read_only and not self._session.busy
        tasks = self._tasks()
        for action in (self.task, self.target):
            action.setEnabled(selected and writable)
        for action in (self.units, self.deadline, self.text):
            action.setEnabled(selected and writable and bool(tasks))
        self.copy.setEnabled(selected)
        sentences = self._sentences()
        self.settle.setEnabled(writable and bool(sentences))
        settled = bool(sentences) and all(mark.kind is Kind.SETTLED for mark in sentences)
        self.settle.setText(UNSETTLE if settled else SETTLE)

    def _tasks(self) -> tuple[str, ...]:
        state = self._session.state
        return tuple(key for key in self._session.selected if isinstance(state.find(key), TaskRow))

    def _sentences(self) -> list[Mark]:
        """Return the sentences that became nothing, in the selection or at the caret."""
        span = self._view.selection
        marks = self._view.showing.marks
        found = marks.at(self._view.caret) if span is None else marks.within(span.start, span.end)
        return [mark for mark in found if mark.kind in {Kind.MISSED, Kind.SETTLED}]

    def settle_sentences(self) -> None:
        """Confirm of the chosen sentences that they are no tasks; take it back where that is confirmed of all."""
        found, row = self._sentences(), self._session.state.find(self._contents.key)
        missed = [mark for mark in found if mark.kind is Kind.MISSED]
        if found and isinstance(row, DocumentRow):
            words = tuple(row.text[mark.start : mark.end] for mark in missed or found)
            self._session.apply((SettleSentences if missed else UnsettleSentences)(row.id, words))

    def _chosen(self) -> tuple[Span, str] | None:
        """Return the selected place and its words, joined to one line; None where no words are selected."""
        span = self._view.selection
        text = "" if span is None else " ".join(text_between(self._view.sheet, span, joint="").split())
        if span is None or not text:
            self._session.notice.emit("请先在原文中选中文字。")
            return None
        return span, text

    def make_task(self) -> None:
        """Make a task of the selection and choose it."""
        chosen = self._chosen()
        if chosen is not None:
            state, key = self._session.sentences, self._contents.key
            known = making.task_at(state, key, chosen[0])
            if known:
                self._session.notice.emit("这段文字已经是任务，已为您选中。")
            elif self._session.apply(making.add_task(state, key, *chosen)):
                known = making.task_at(state, key, chosen[0])
            if known:
                self._session.select([known])

    def make_text(self) -> None:
        """Give the chosen task the selected words, and this place."""
        chosen, tasks = self._chosen(), self._tasks()
        if chosen is not None and tasks:
            self._session.apply(making.set_text(self._session.state, tasks[0], self._contents.key, *chosen))

    def make_target(self) -> None:
        """Make targets of the selection: what the analysis reads in it, else its words."""
        chosen = self._chosen()
        if chosen is None:
            return
        span, text = chosen
        key = self._contents.key

        def done(found: object) -> None:
            assert isinstance(found, Sequence)
            edit = making.add_targets(self._session.sentences, key, span, text, found)
            if edit is None:
                self._session.notice.emit("选中的目标已经识别过了。")
                return
            changes = self._session.apply(edit)
            if changes and not found:
                self._session.notice.emit("没有认出数值，已按文字新增目标，请在“目标”页补上数值。")

        self._ask(workflow.targets_in, span, done)

    def make_units(self) -> None:
        """Give the chosen tasks the units that the selection names."""
        chosen, tasks = self._chosen(), self._tasks()
        if chosen is None or not tasks:
            return
        span, key = chosen[0], self._contents.key

        def done(units: object) -> None:
            assert isinstance(units, Sequence)
            meant = units or self._meant_as_unit(chosen[1])
            if not meant:
                text = "没有认出单位名称。请只选单位名称或整条责任单位注明，再试一次。"
                self._session.problem.emit(PlanlensError("no-units", text))
            elif self._are_meant(meant, bool(units)):
                self._session.apply(making.assign_units(self._session.state, tasks, key, span, meant))

        self._ask(workflow.units_in, span, done)

    def _meant_as_unit(self, text: str) -> list[tuple[str, UnitRole]]:
        """Return words that read like no unit as the name of one, if they are short and without a mark."""
        fits = 2 <= len(text) <= LONGEST_NAME and not _MARKS.search(text)
        return [(text, UnitRole.RESPONSIBLE)] if fits else []

    def _are_meant(self, units: Sequence[tuple[str, UnitRole]], read: bool) -> bool:
        """Ask about what is hardly meant: words that read like no unit, and more units than a note names."""
        if read and len(units) <= MANY_UNITS:
            return True
        names = quoted("、".join(name for name, _ in units))
        unlike = f"{names}不像单位名称，仍然设为责任单位吗？"
        many = f"选中的文字中有 {len(units)} 家单位：{names}。全部设为责任单位吗？"
        return dialogs.ask(self._window, "设为责任单位？", many if read else unlike, "设为责任单位")

    def make_deadline(self) -> None:
        """Give the chosen tasks the time limit in the selection."""
        chosen, tasks = self._chosen(), self._tasks()
        if chosen is None or not tasks:
            return
        span, key = chosen[0], self._contents.key

        def done(found: object) -> None:
            if isinstance(found, tuple):
                self._session.apply(making.set_deadline(self._session.state, tasks, key, *found))
            else:
                text = "没有认出完成时限。请选中写明日期的文字（如“2026年6月底前”），或在详情中直接填写。"
                self._session.problem.emit(PlanlensError("no-deadline", text))

        self._ask(workflow.deadline_in, span, done)

    def _ask(self, function: Callable[[Document, Span], object], span: Span, done: Callable[[object], None]) -> None:
        """Let the background process read the selection; it may be another project's by then."""
        document, project = self._contents.document, self._session.project
        if document is None:
            return
        job: Job = self._jobs.process(function, document, span)

        def answered(found: object) -> None:
            if self._session.project is project:
                try:
                    done(found)
                except PlanlensError as error:  # the task has been deleted meanwhile
                    self._session.problem.emit(error)

        job.done.connect(answered)
        job.failed.connect(self._session.problem.emit)
