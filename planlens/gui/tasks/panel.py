"""The task page: the tree of tasks with its search, filters and editors."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QWidget

from planlens import workflow
from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.app.settings import RECENT
from planlens.gui.app.unit_book import unit_book
from planlens.gui.tasks.actions import TreeActions
from planlens.gui.tasks.choosing import Count
from planlens.gui.tasks.delegate import TreeDelegate
from planlens.gui.tasks.filter_bar import FilterBar
from planlens.gui.tasks.funnels import FILTERS
from planlens.gui.tasks.header import HeaderKeeper
from planlens.gui.tasks.report_form import ReportForm
from planlens.gui.tasks.reporting import Reporting
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.tasks.view import Folds, TaskTree
from planlens.gui.tasks.work import TreeWork
from planlens.gui.widgets.empty import EmptyNote
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.search_line import searched_around
from planlens.language.pinyin import Initials
from planlens.project.rows import DocumentRow, SectionRow, TaskRow
from planlens.views.headings import document_name, headings
from planlens.views.keys import with_keys
from planlens.views.ledger.periods import rhythms_in
from planlens.views.task_filter import TaskFilter

NO_TASKS = with_keys("没有识别出任务。\n按 {tasks.add} 可以新增任务，也可以在“原文”中选中文字设为任务。")
NO_MATCH = "没有符合条件的任务。"
NO_DOCUMENT = "项目里还没有文件。\n把规划文件拖到窗口里，或从“文件”菜单选择“向项目添加文件…”。"
TAKEN_BACK = with_keys("项目里没有文件。\n刚才撤销了：{}。按 {window.redo} 可以重做。")

LOW = 23
"""Lines of text that the page has room for at least where every filter has a chip."""

FOLDS = "tasks/folds"
"""The setting that keeps which rows were open, by the place of the project."""

_SOON = 100
"""Milliseconds before the first task is chosen: all panels show the project before, and the tree is painted."""


class TasksPanel(QWidget):
    """Shows the tree; sends edits, and follows what is selected elsewhere."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        session = self.session = tools.session
        self._asked_pinyin = False
        self.model = TreeModel(session, self)
        session.tasks_in_filter = self.model.tasks_in_filter
        self._place = ""
        self.tree = TaskTree(self.model, recall=self._recall)
        book = unit_book(tools)
        self.model.names_of = book.names_meant
        book.learned.connect(self._search_names)
        self._book = book
        self.delegate = TreeDelegate(self.model, session.today, book, self.tree)
        self.tree.setItemDelegate(self.delegate)
        self.delegate.in_range = self.tree.in_range
        self.header = HeaderKeeper(self.tree, self.model, self.delegate, tools.settings)
        more = any(field.filtered for field in session.fields)
        self.bar = FilterBar(
            self.count_in_reach, self._name_of, lambda: self.model.cells.view.names, book.names_meant, more=more
        )
        work = TreeWork(session, self.model, self.tree, book)
        self.reporting = Reporting(work, ReportForm())
        self.actions_ = TreeActions(work, self.search, self.report)
        self.empty = EmptyNote()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tree)
        self.stack.addWidget(self.empty)
        in_column(self.bar, (self.stack, 1), self.reporting.form, margins=(6, 6, 6, 6), spacing=4, on=self)
        self.setFocusProxy(self.tree)
        self._connect()
        self._show_count(*self.model.counts())
        self._begin_soon()

    def _connect(self) -> None:
        session, tree, actions = self.session, self.tree, self.actions_
        self.model.counted.connect(self._show_count)
        self.model.dropped.connect(actions.places.move)
        self.delegate.committed.connect(actions.commit)
        self.delegate.split.connect(actions.places.split_at)
        self.delegate.closed.connect(actions.places.end_draft)
        self.bar.changed.connect(self.model.narrow)
        self.bar.search_begun.connect(self._load_pinyin)
        self.bar.list_wanted.connect(self._enter_tree)
        self.bar.report_wanted.connect(self.report)
        tree.funnels.wanted.connect(self._open_filter)
        self.empty.wanted.connect(self._help)
        tree.chosen.connect(session.select)
        tree.status_wanted.connect(self._choose_status)
        tree.refused.connect(self._say_why_not)
        tree.hinted.connect(session.notice)
        tree.source_wanted.connect(actions.fields.show_source)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(actions.show_context_menu)
        session.selection_changed.connect(self._follow_selection)
        session.filter_requested.connect(self.show_filtered)
        session.edit_requested.connect(self._edit)
        session.settling.connect(self.delegate.settle)
        session.opened.connect(self._begin_soon)
        session.closed.connect(self._forget)

    def menu_actions(self) -> dict[str, list[QAction | None]]:
        """Return the actions for the menus 编辑, 任务 and 视图."""
        return self.actions_.menus()

    def report(self) -> None:
        """Open the form that progress is filled in with."""
        self._tools.show_panel("tasks")
        self.reporting.open()

    # Filters

    def search(self) -> None:
        """Bring the keyboard to the search of the page or panel that has it, to the search for tasks elsewhere."""
        around = searched_around(QApplication.focusWidget())
        if around is not None:
            around.begin_find()
            return
        self._tools.show_panel("tasks")
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def show_filtered(self, wanted: object) -> None:
        """Show the tasks that another panel asks for."""
        if isinstance(wanted, TaskFilter):
            self.bar.show_filter(wanted)
            self.model.narrow(wanted)
            self._tools.show_panel("tasks")

    def _edit(self, what: str) -> None:
        """Begin to type into the current task, as another panel asks for."""
        self._tools.show_panel("tasks")
        self.tree.setFocus()
        actions = {"text": self.actions_.edit, "lead": self.actions_.lead, "deadline": self.actions_.deadline}
        actions[what].trigger()

    def _open_filter(self, column: int, place: QPoint) -> None:
        self.bar.open_at(FILTERS[self.model.column_key(column)], place)

    def _search_names(self) -> None:
        """Search again: offices are known by more names now."""
        if self.model.filter.text:
            self.model.narrow(self.model.filter)

    def _load_pinyin(self) -> None:
        """Get the letters of pinyin from the background process, once the search is used."""
        self._book.prepare()
        if not self._asked_pinyin:
            self._asked_pinyin = True
            job = self._tools.jobs.process(workflow.pinyin_letters)
            job.done.connect(self._take_pinyin)

    def _take_pinyin(self, table: object) -> None:
        if isinstance(table, dict):
            self.model.search_letters(Initials(table))

    def _enter_tree(self) -> None:
        self.tree.setFocus()
        if not self.tree.selected() and (first := self.model.first_task()):
            self.tree.select([first])
            self.session.select([first])

    def count_in_reach(self) -> Count:
        """Return what the filters offer and count: all tasks that are there now."""
        overview, names = self.session.overview, self.model.cells.view.names
        documents = {row.id: document_name(row) for row in self.session.state.documents()}
        facts, units = self.model.facts.tasks.values(), self.model.filter.units
        return Count(facts, overview, overview.today, names, self._filtered(), documents, units)

    def _filtered(self) -> dict[str, str]:
        """Return the titles of the fields by whose words tasks can be filtered."""
        return {field.key: field.title for field in self.session.fields if field.filtered}

    def _name_of(self, key: str) -> str:
        row = self.session.state.find(key)
        match row:
            case SectionRow():
                return headings(self.session.state)[row.id]
            case TaskRow():
                return row.text
            case DocumentRow():
                return document_name(row)
        return "已删除的条目"

    def _show_count(self, shown: int, tasks: int) -> None:
        state = self.session.state
        self.bar.show_count(shown, tasks, tasks + sum(len(parts) - 1 for parts in state.parts.values()))
        self._mark_filters()
        orphans = any(task.orphan for task in state.tasks())
        self.bar.offer(documents=len(state.documents()) > 1, orphans=orphans, reports=bool(rhythms_in(state)))
        if self.model.hasChildren() or self.session.project is None:  # the tree is styled before a project fills it
            page: QWidget = self.tree
        else:
            page = self.empty
            self._say_why_empty()
        if page is not self.stack.currentWidget():
            self.stack.setCurrentWidget(page)
            self.setFocusProxy(page)

    def _mark_filters(self) -> None:
        """Tell the header which columns can be filtered, and which are."""
        funnels, wanted = self.tree.funnels, self.model.filter
        columns = {self.model.column_of(key): field for key, field in FILTERS.items()}
        funnels.marked = columns.keys()
        funnels.on = [column for column, field in columns.items() if getattr(wanted, field)]
        funnels.viewport().update()

    def _say_why_empty(self) -> None:
        project, writable = self.session.project, not self.session.read_only
        if self.model.filter:
            self.empty.say(NO_MATCH, "清除筛选")
        elif self.session.state.documents() or project is None:
            self.empty.say(NO_TASKS, "新增任务" if writable else "")
        elif project.redo_label and writable:
            self.empty.say(TAKEN_BACK.format(project.redo_label), "重做")
        else:
            self.empty.say(NO_DOCUMENT)

    def _help(self) -> None:
        project = self.session.project
        if self.model.filter:
            self.bar.clear_all()
        elif project is not None and project.redo_label and not self.session.state.documents():
            self.session.redo()
        else:
            self.stack.setCurrentWidget(self.tree)
            self.actions_.places.add_task()

    # Selection

    def _follow_selection(self, keys: tuple[str, ...]) -> None:
        """Select what is selected elsewhere; of what belongs to a task, the task."""
        if list(keys) == [key for key in self.tree.told if key in self.session.state]:
            return
        state = self.session.state
        items: dict[str, None] = {}
        for key in keys:
            row = state.find(key)
            while row is not None and not isinstance(row, SectionRow | TaskRow | DocumentRow):
                row = state.find(row.owner)
            if row is not None:
                items[row.id] = None
        for key in items:
            self.model.reveal(key)
        self.tree.select(list(items))

    def _begin_soon(self) -> None:
        QTimer.singleShot(_SOON, self, self._begin)

    def _begin(self) -> None:
        """Begin at the first task, so that its details and its place in the document are there to be seen."""
        if not self.session.selected and (first := self.model.first_task()):
            self.session.select([first])
            if isinstance(QApplication.focusWidget(), QTabBar) and self.isVisible():  # where Qt takes it from the start
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_status(self, index: QModelIndex) -> None:
        rect = self.tree.visualRect(index)
        self.actions_.choose_status(self.tree.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom())))

    def _say_why_not(self, column: int) -> None:
        title = self.model.columns[column].title
        if self.session.read_only:
            self.session.notice.emit("项目以只读方式打开，不能修改。")
        elif not self.tree.currentIndex().isValid():
            self.session.notice.emit("请先选中一项任务。")
        else:
            self.session.notice.emit(f"这一行的“{title}”不能直接修改。它由任务汇总而来，请选中任务后再改。")

    def _recall(self) -> Folds:
        """Return which rows of the project were open when it was closed last."""
        if self.session.place is None:
            return set(), set()
        self._place = str(self.session.place)
        kept = self._tools.settings.get(FOLDS, {})
        try:
            shown, folded = (set(map(int, numbers)) for numbers in kept.get(self._place, ((), ())))
        except (AttributeError, TypeError, ValueError):  # somebody else's idea of the file of settings
            return set(), set()
        return shown, shown | folded

    def _forget(self) -> None:
        shown, known = self.tree.forget()
        if self._place and known:
            others = self._tools.settings.get(FOLDS, {})
            others = others if isinstance(others, dict) else {}
            others.pop(self._place, None)
            kept = {self._place: [sorted(shown & known), sorted(known - shown)], **others}
            self._tools.settings.set(FOLDS, dict([*kept.items()][:RECENT]))
        self._place = ""
        self.bar.clear_all()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the tree the room, where there is little."""
        super().resizeEvent(event)
        self.bar.fold(on=self.height() < LOW * self.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Wear the window's new colours and font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self.model.cells.forget_looks()


PANEL = Panel("tasks", "任务", Area.PAGE, 10, TasksPanel)
