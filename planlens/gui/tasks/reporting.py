"""Filling in progress from task to task: what the form is for, keeping it, and going on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from planlens.gui.tasks.report_form import ReportForm
from planlens.gui.tasks.work import TreeWork
from planlens.model import PlanlensError
from planlens.project.rows import TargetRow, TaskRow
from planlens.project.settings import status_names
from planlens.views.reporting import Report, last_note, report_edit

NO_TASK = "没有可以填写进展的任务。请选择任务，或清除筛选。"
READ_ONLY = "项目以只读方式打开，不能填写进展。"
END = "已是最后一项。"
BEGINNING = "已是第一项。"


class Reporting(QObject):
    """Shows a form for the chosen tasks, and follows the selection while it is open.

    A chosen heading means its tasks one after the other, several chosen tasks are filled in together.

    Args:
        work: the tree and where edits go.
        form: the strip below the tree.
    """

    def __init__(self, work: TreeWork, form: ReportForm) -> None:
        super().__init__(form)
        self._work = work
        self.form = form
        self._ids: tuple[str, ...] = ()
        self._drafts: dict[tuple[str, ...], Report] = {}
        form.hide()
        form.next_wanted.connect(self.keep_and_go_on)
        form.step_wanted.connect(self.step)
        form.left.connect(self.close)
        session = work.session
        session.selection_changed.connect(self._follow)
        session.changed.connect(self._refresh)
        session.settling.connect(self.settle)
        session.closed.connect(self._forget)

    def open(self) -> None:
        """Open the form for what is chosen, or the first task that is shown, and give it the keyboard."""
        session = self._work.session
        if session.project is None:
            return
        if session.read_only:
            self._work.say(READ_ONLY)
            return
        ids = self._wanted() or tuple(filter(None, [self._work.model.first_task()]))
        if not ids:
            self._work.say(NO_TASK)
            return
        self.form.show()
        self._show(ids)
        self.form.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, self._show_row)  # once the form has taken its room

    def _show_row(self) -> None:
        self._work.tree.scrollTo(self._work.tree.currentIndex())

    def close(self) -> None:
        """Keep what was filled in and give the keyboard back to the tree."""
        self.settle()
        self.form.hide()
        self._ids = ()
        self._work.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_and_go_on(self) -> None:
        """Keep what was filled in and show the next task; stay where it is refused."""
        if self._keep():
            self._go(1)

    def step(self, step: int) -> None:
        """Show the next or the previous task; what was filled in is kept first."""
        if self._keep():
            self._go(step)

    def settle(self) -> None:
        """Keep what is half filled in; what is refused comes back with its task."""
        if self._ids and self.form.dirty:
            ids, report = self._ids, self.form.report()
            if not self._keep():
                self._drafts[ids] = report

    def _wanted(self) -> tuple[str, ...]:
        """Return the tasks that the form is for: the chosen ones, or the first one of a chosen heading."""
        state, session = self._work.state, self._work.session
        rows = [state.find(key) for key in session.selected]
        chosen = [row.owner if isinstance(row, TargetRow) else row.id for row in rows if row is not None]
        tasks = tuple(session.tasks_meant(chosen))
        direct = {key for key in chosen if isinstance(state.find(key), TaskRow)}
        return tuple(self._work.model.in_order(direct)) or tuple(direct) or tasks[:1]

    def _show(self, ids: tuple[str, ...]) -> None:
        """Show tasks; a single one is chosen everywhere."""
        self._fill(ids)
        if len(self._ids) == 1 and self._work.session.selected != self._ids:
            self._work.model.reveal(self._ids[0])
            self._work.choose(self._ids)

    def _fill(self, ids: tuple[str, ...]) -> None:
        state, session = self._work.state, self._work.session
        tasks = [row for key in ids if isinstance(row := state.find(key), TaskRow)]
        self._ids = tuple(task.id for task in tasks)
        single = tasks[0] if len(tasks) == 1 else None
        day = session.today().isoformat()
        last = last_note(state, single.id) if single else None
        self.form.show_tasks(self._head(tasks), tasks, last, day, status_names(state))
        if self._ids in self._drafts:
            self.form.restore(self._drafts.pop(self._ids))

    def _head(self, tasks: list[TaskRow]) -> str:
        if len(tasks) > 1:
            return f"同时填写已选的 {len(tasks)} 项任务"
        shown = self._shown()
        place = f"第 {shown.index(tasks[0].id) + 1} / {len(shown)} 项：" if tasks[0].id in shown else ""
        return f"{place}{tasks[0].text}"

    def _shown(self) -> list[str]:
        return self._work.model.shown_tasks()

    def _keep(self) -> bool:
        """Send what was filled in; False where it was refused, which has been told then."""
        if not self.form.dirty:
            return True
        try:
            edit = report_edit(self._work.state, self._ids, self.form.report())
        except PlanlensError as error:
            self._work.say(error.message)
            self.form.percent.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        ids, self._ids = self._ids, ()  # it is being sent: nothing sends it again
        kept = edit is None or self._work.apply(edit) is not None
        self._ids = ids
        if kept:
            self._fill(ids)
        return kept

    def _go(self, step: int) -> None:
        shown = self._shown()
        places = [shown.index(key) for key in self._ids if key in shown]
        place = (max(places) + 1 if step > 0 else min(places) - 1) if places else 0
        if 0 <= place < len(shown):
            focus = QApplication.focusWidget()
            self._show((shown[place],))
            if focus is not None and self.form.isAncestorOf(focus):
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._work.say(END if step > 0 else BEGINNING)

    def _follow(self, *_: object) -> None:
        if self.form.isHidden():
            return
        ids = self._wanted()
        if ids and set(ids) != set(self._ids):
            self.settle()
            self._show(ids)

    def _refresh(self, *_: object) -> None:
        """Show what others have changed, unless something is being filled in."""
        if self.form.isHidden() or not self._ids:
            return
        ids = tuple(key for key in self._ids if key in self._work.state)
        if not ids:
            self.form.hide()
            self._ids = ()
            self._work.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif ids != self._ids or not self.form.dirty:
            self._fill(ids)

    def _forget(self) -> None:
        self._drafts.clear()
        self._ids = ()
        self.form.hide()
