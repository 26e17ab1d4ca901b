"""Everything that can be done in the tree, as actions of the menus with their keys; each sends one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from planlens.gui.app.keys import WIDGET, WINDOW, set_keys
from planlens.gui.app.parts import EDIT, TASK, VIEW
from planlens.gui.tasks.cells import DEADLINE, LEAD, NUMBER, PROGRESS_BAR, SUPPORT
from planlens.gui.tasks.field_work import FieldWork
from planlens.gui.tasks.place_work import PlaceWork
from planlens.gui.tasks.work import TreeWork
from planlens.model import Status
from planlens.model.granularity import Granularity
from planlens.project.rows import TaskRow
from planlens.views.items import SHOWN_BY, granularity_in

Run = Callable[[], object]


class TreeActions(QObject):
    """The actions of a tree.

    Args:
        work: the tree and where its edits go.
        find: brings the keyboard to the search.
        report: opens the form that progress is filled in with.
    """

    def __init__(self, work: TreeWork, find: Run, report: Run) -> None:
        super().__init__(work.tree)
        self._session = session = work.session
        self._tree = tree = work.tree
        self.work = work
        self.fields = FieldWork(self.work)
        self.places = PlaceWork(self.work)
        self.status_menu = QMenu("状态(&S)", tree)
        self.popup: QMenu | None = None
        self._writing: list[QAction] = []
        self._make_actions(find, report)
        session.opened.connect(self.refresh)
        session.closed.connect(self.refresh)
        session.busy_changed.connect(self.refresh)
        session.changed.connect(self.refresh)
        self.refresh()

    def _make_actions(self, find: Run, report: Run) -> None:
        make, folds = self._make, self._tree.folds
        for place, status in enumerate(Status, start=1):
            self.status_menu.addAction(make(status.label, f"status-{place}", self.fields.marker(status)))
        self.find = make("查找任务(&F)", "find", find, writes=False)
        self.find.setShortcutContext(WINDOW)
        self.report = make("填写进展(&W)…", "report", report, writes=False)
        self.report.setShortcutContext(WINDOW)
        self.copy = make("复制(&C)", "copy", self.fields.copy_rows, writes=False)
        self.copy_titled = make("连同表头复制", "copy-titled", self.fields.copy_with_titles, writes=False)
        self.copy_cells = make("复制这一列的单元格", "copy-cells", self.fields.copy_cells, writes=False)
        self.fill = make("向下填充", "fill", self.fields.fill_down)
        self.paste = make("粘贴单元格…", "paste", self.fields.paste)
        self.add = make("新增任务(&N)", "add", self.places.add_task)
        self.add_heading = make("新增章节(&H)", "add-heading", self.places.add_section)
        self.edit = make("修改(&E)", "edit", self.fields.edit_current)
        self.number = make("修改编号", "number", self.fields.editor(NUMBER))
        self.lead = make("牵头单位(&L)…", "lead", self.fields.editor(LEAD))
        self.support = make("配合单位(&U)…", "support", self.fields.editor(SUPPORT))
        self.lead_first = make("首位单位设为牵头", "lead-first", self.fields.lead_first)
        self.deadline = make("完成时限(&D)…", "deadline", self.fields.editor(DEADLINE))
        self.progress = make("进度(&P)…", "progress", self.fields.editor(PROGRESS_BAR))
        self.flag = make("标为关注／取消关注(&G)", "flag", self.fields.toggle_flag)
        self.accept = make("采纳建议，标为已核对(&A)", "accept", self.fields.accept_all)
        self.indent = make("降级", "indent", self.places.indent_rows)
        self.outdent = make("升级", "outdent", self.places.outdent_rows)
        self.up = make("上移", "up", self.places.stepper(-1))
        self.down = make("下移", "down", self.places.stepper(1))
        self.split = make("拆分…", "split", self.places.begin_split)
        self.merge = make("合并(&M)", "merge", self.places.merge_rows)
        self.merge_section = make("合并本节(&J)…", "merge-section", self.places.merge_section)
        self.delete = make("删除(&R)", "delete", self.places.delete_rows)
        self.source = make("查看原文(&O)", "source", self.fields.show_source, writes=False)
        self.open_all = make("全部展开", "open-all", self._told(folds.open_all, "已全部展开。"), writes=False)
        self.fineness = {by: make(SHOWN_BY[by], f"by-{by.value}", self._shower(by)) for by in Granularity}
        for action in self.fineness.values():
            action.setCheckable(True)
            action.setShortcutContext(WINDOW)
        self.close_all = make("全部折叠", "close-all", self._told(folds.close_all, "已全部折叠。"), writes=False)

    def _make(self, text: str, key: str, run: Run, *, writes: bool = True) -> QAction:
        action = QAction(text, self._tree)
        # Keys act on the tree alone, never on what is typed in the search or in an editor.
        set_keys(action, f"tasks.{key}", WIDGET)

        def triggered() -> None:
            run()

        action.triggered.connect(triggered)
        self._tree.addAction(action)
        if writes:
            self._writing.append(action)
        return action

    def _told(self, run: Run, text: str) -> Run:
        """Return what also says that it was done: nothing may be seen of it."""

        def do() -> None:
            run()
            self.work.say(text)

        return do

    def _shower(self, by: Granularity) -> Run:
        def show() -> None:
            self.fields.show_by(by)
            self.refresh()  # the tick is that of what is shown

        return show

    def menus(self) -> dict[str, list[QAction | None]]:
        """Return the actions by the menus that they stand in; None is a separator."""
        return {
            EDIT: [self.copy, self.copy_titled, self.copy_cells, self.paste, self.fill, self.find],
            TASK: [
                *(self.add, self.add_heading, None),
                *(self.edit, self.number, self.lead, self.support, self.lead_first),
                *(self.deadline, self.progress, self.report, None),
                *(self.status_menu.menuAction(), self.flag, self.accept, None),
                *(self.indent, self.outdent, self.up, self.down, None),
                *(self.split, self.merge, self.merge_section, self.delete, None, self.source),
            ],
            VIEW: [self.open_all, self.close_all, None, *self.fineness.values()],
        }

    def show_context_menu(self, place: QPoint) -> None:
        """Show the common actions at a place of the tree."""
        self.popup = menu = QMenu(self._tree)
        groups: Sequence[Sequence[QAction]] = (
            (self.report, self.status_menu.menuAction(), self.flag, self.accept),
            (self.edit, self.lead, self.support, self.lead_first, self.deadline, self.progress),
            (self.add, self.split, self.merge, self.merge_section, self.indent, self.outdent),
            (self.copy, self.source),
            (self.delete,),
        )
        for group in groups:
            menu.addActions(list(group))
            menu.addSeparator()
        menu.popup(self._tree.viewport().mapToGlobal(place))

    def refresh(self, *_: object) -> None:
        """Allow what is possible now."""
        session = self._session
        writable = session.project is not None and not session.read_only and not session.busy
        for action in self._writing:
            action.setEnabled(writable)
        fine = granularity_in(session.state)
        for by, action in self.fineness.items():
            action.setChecked(by is fine)
        self.status_menu.setEnabled(writable)
        for action, name in zip(self.status_menu.actions(), self.work.model.cells.view.names.values(), strict=True):
            action.setText(name)

    def commit(self, key: str, column: int, typed: str) -> None:
        """Do what an editor in a cell means; "" as id is a row that is being typed."""
        if key:
            self.fields.commit(key, column, typed)
        else:
            self.places.add(typed)

    def choose_status(self, place: QPoint) -> None:
        """Offer the states at a place of the screen; the present one is ticked."""
        if not self.status_menu.isEnabled() or not self.work.tasks():
            return
        row = self.work.state.find(self.work.current)
        for action, status in zip(self.status_menu.actions(), Status, strict=True):
            action.setCheckable(True)
            action.setChecked(isinstance(row, TaskRow) and row.status == status)
        self.status_menu.popup(place)
