"""Everything that can be done in the tree, as actions of the menus with their keys; each sends one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from planlens.exports.row_wording import is_suggested
from planlens.gui.models.cells import DEADLINE, LEAD, NUMBER, PROGRESS_BAR, SOURCE, SUPPORT, TEXT
from planlens.gui.models.columns import COLUMNS
from planlens.gui.models.possible import (
    can_indent,
    can_outdent,
    place_behind,
    section_behind,
    stepped,
    tasks_of,
    topmost,
)
from planlens.gui.models.tree_model import TreeModel
from planlens.gui.models.unit_edits import set_units
from planlens.gui.panel import EDIT, TASK, VIEW
from planlens.gui.session import Session
from planlens.gui.tree.copying import as_html, as_tsv
from planlens.gui.tree.delegate import UNIT_ROLES
from planlens.gui.tree.view import TaskTree
from planlens.model import Status
from planlens.project.changes import Changes
from planlens.project.edits import (
    Accept,
    AddSection,
    AddTask,
    Delete,
    Flag,
    Indent,
    Merge,
    Move,
    Outdent,
    SetDeadline,
    SetNumber,
    SetProgress,
    SetStatus,
    SetText,
    Split,
    Together,
)
from planlens.project.edits.review import SURE
from planlens.project.project import Edit
from planlens.project.rows import DocumentRow, SectionRow, TargetRow, TaskRow, UnitRow

Run = Callable[[], object]


class TreeActions(QObject):
    """The actions of a tree.

    Args:
        session: gets the edits.
        model: what the tree shows.
        tree: whose selection the actions are for.
        find: brings the keyboard to the search.
    """

    def __init__(self, session: Session, model: TreeModel, tree: TaskTree, find: Run) -> None:
        super().__init__(tree)
        self._session = session
        self._model = model
        self._tree = tree
        self._drafts_section = False
        self.status_menu = QMenu("状态(&S)", tree)
        self.popup: QMenu | None = None
        self._writing: list[QAction] = []
        self._make_actions(find)
        session.opened.connect(self.refresh)
        session.closed.connect(self.refresh)
        session.busy_changed.connect(self.refresh)
        self.refresh()

    def _make_actions(self, find: Run) -> None:
        make, view = self._make, self._tree
        for place, status in enumerate(Status, start=1):
            self.status_menu.addAction(make(status.label, f"Ctrl+{place}", self._marker(status)))
        self.find = make("查找任务(&F)", "Ctrl+F", find, writes=False)
        self.find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.copy = make("复制(&C)", "Ctrl+C", self.copy_rows, writes=False)
        self.copy_titled = make("连同表头复制", "Ctrl+Shift+C", self.copy_with_titles, writes=False)
        self.add = make("新增任务(&N)", "Ctrl+Return", self.add_task)
        self.add_heading = make("新增章节(&H)", "", self.add_section)
        self.edit = make("修改(&E)", "F2", self.edit_current)
        self.number = make("修改编号", "Shift+F2", self._editor(NUMBER))
        self.lead = make("牵头单位(&L)…", "Ctrl+L", self._editor(LEAD))
        self.support = make("配合单位(&U)…", "Ctrl+Shift+L", self._editor(SUPPORT))
        self.deadline = make("完成时限(&D)…", "Ctrl+T", self._editor(DEADLINE))
        self.progress = make("进度(&P)…", "Ctrl+J", self._editor(PROGRESS_BAR))
        self.flag = make("标为关注／取消关注(&G)", "Ctrl+B", self.toggle_flag)
        self.accept = make("采纳建议，标为已核实(&A)", "Ctrl+U", self.accept_all)
        self.indent = make("降级", "Tab", self.indent_rows)
        self.outdent = make("升级", "Shift+Tab", self.outdent_rows)
        self.up = make("上移", "Alt+Up", self._stepper(-1))
        self.down = make("下移", "Alt+Down", self._stepper(1))
        self.split = make("拆分…", "Ctrl+Shift+Return", self.begin_split)
        self.merge = make("合并(&M)", "Ctrl+M", self.merge_rows)
        self.delete = make("删除(&R)", "Del", self.delete_rows)
        self.source = make("查看原文(&O)", "Ctrl+Space", self.show_source, writes=False)
        self.open_all = make("全部展开", "Ctrl+Shift+E", view.open_all, writes=False)
        self.close_all = make("全部折叠", "Ctrl+Shift+W", view.close_all, writes=False)

    def _make(self, text: str, key: str, run: Run, *, writes: bool = True) -> QAction:
        action = QAction(text, self._tree)
        action.setShortcut(QKeySequence(key))
        # Keys act on the tree alone, never on what is typed in the search or in an editor.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

        def triggered() -> None:
            run()

        action.triggered.connect(triggered)
        self._tree.addAction(action)
        if writes:
            self._writing.append(action)
        return action

    def menus(self) -> dict[str, list[QAction | None]]:
        """Return the actions by the menus that they stand in; None is a separator."""
        return {
            EDIT: [self.copy, self.copy_titled, self.find],
            TASK: [
                *(self.add, self.add_heading, None),
                *(self.edit, self.number, self.lead, self.support, self.deadline, self.progress, None),
                *(self.status_menu.menuAction(), self.flag, self.accept, None),
                *(self.indent, self.outdent, self.up, self.down, None),
                *(self.split, self.merge, self.delete, None, self.source),
            ],
            VIEW: [self.open_all, self.close_all],
        }

    def show_context_menu(self, place: QPoint) -> None:
        """Show the common actions at a place of the tree."""
        self.popup = menu = QMenu(self._tree)
        groups: Sequence[Sequence[QAction]] = (
            (self.status_menu.menuAction(), self.flag, self.accept),
            (self.edit, self.lead, self.support, self.deadline, self.progress),
            (self.add, self.split, self.merge, self.indent, self.outdent),
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
        self.status_menu.setEnabled(writable)

    # What is meant

    def chosen(self) -> list[str]:
        """Return the selected sections and tasks as they stand, without those below other selected ones."""
        return topmost(self._session.state, self._tree.selected())

    def tasks(self, key: str = "") -> tuple[str, ...]:
        """Return the tasks that an action is for: the selected ones, of a section all in it.

        With *key*: that task alone, unless it is one of those selected.
        """
        chosen = self._tree.selected()
        if key and key not in chosen:
            chosen = [key]
        return tuple(tasks_of(self._session.state, chosen))

    def _apply(self, edit: Edit) -> Changes | None:
        return self._session.apply(edit)

    def _say(self, text: str) -> None:
        self._session.notice.emit(text)

    def _for_tasks(self, edit: Callable[[tuple[str, ...]], Edit | None]) -> None:
        tasks = self.tasks()
        if not tasks:
            self._say("请先选择任务。")
        elif (found := edit(tasks)) is not None:
            self._apply(found)

    # Fields

    def commit(self, key: str, column: int, value: object) -> None:
        """Do the edit that an editor in a cell means; "" as id is a row that is being typed."""
        if not key:
            self._add(str(value))
        elif column == TEXT:
            self._apply(SetText(key, str(value)))
        elif column == NUMBER:
            self._apply(SetNumber(key, str(value)))
        elif column == DEADLINE:
            self._apply(SetDeadline(self.tasks(key), None if value is None else str(value)))
        elif column == PROGRESS_BAR and (value is None or isinstance(value, float)):
            self._apply(SetProgress(self.tasks(key), value))
        elif column in UNIT_ROLES:
            edit = set_units(self._session.state, self.tasks(key), UNIT_ROLES[column], str(value))
            if edit is not None:
                self._apply(edit)

    def edit_current(self) -> None:
        """Edit the cell that the keyboard is in, the text where that cell cannot be."""
        index = self._tree.currentIndex()
        self._tree.edit_cell(index.column() if index.flags() & Qt.ItemFlag.ItemIsEditable else TEXT)

    def _editor(self, column: int) -> Run:
        return lambda: self._tree.edit_cell(column)

    def _marker(self, status: Status) -> Run:
        return lambda: self._for_tasks(lambda tasks: SetStatus(tasks, status))

    def choose_status(self, place: QPoint) -> None:
        """Offer the states at a place of the screen; the present one is ticked."""
        if not self.status_menu.isEnabled() or not self.tasks():
            return
        row = self._session.state.find(self._model.key(self._tree.currentIndex()))
        for action, status in zip(self.status_menu.actions(), Status, strict=True):
            action.setCheckable(True)
            action.setChecked(isinstance(row, TaskRow) and row.status == status)
        self.status_menu.popup(place)

    def toggle_flag(self) -> None:
        """Mark the tasks 关注; take the mark off where all have it."""
        state = self._session.state
        self._for_tasks(lambda tasks: Flag(tasks, not all(getattr(state.find(key), "flagged", False) for key in tasks)))

    def accept_all(self) -> None:
        """Accept the suggested units of the tasks, and the tasks and targets that wait for review."""
        state = self._session.state
        found: list[str] = []
        for key in self.tasks() or tuple(self.chosen()):
            row = state.find(key)
            if isinstance(row, TaskRow | SectionRow) and row.confidence < SURE and not row.reviewed:
                found.append(key)
            found += [unit.id for unit in state.children(key, UnitRow) if is_suggested(unit)]
            found += [
                item.id for item in state.children(key, TargetRow) if item.confidence < SURE and not item.reviewed
            ]
        if found:
            self._apply(Accept(tuple(found)))
        else:
            self._say("所选任务没有待核实的内容。")

    # The tree

    def add_task(self) -> None:
        """Open an empty row behind the current one, for a new task."""
        self._begin(place_behind(self._session.state, self._model.key(self._tree.currentIndex())), section=False)

    def add_section(self) -> None:
        """Open an empty row behind the current section, for a new one."""
        self._begin(section_behind(self._session.state, self._model.key(self._tree.currentIndex())), section=True)

    def _begin(self, place: tuple[str, str | None] | None, *, section: bool) -> None:
        if place is None:
            return
        self._drafts_section = section
        owner, after = place
        self._model.reveal(owner)
        index = self._model.begin_draft(owner, after)
        self._tree.expand(index.parent())
        self._tree.setCurrentIndex(index)
        self._tree.scrollTo(index)
        self._tree.edit(index)

    def end_draft(self) -> None:
        """Take away a row that was being typed and left."""
        if self._model.draft is not None:
            self._model.end_draft()

    def _add(self, text: str) -> None:
        place = self._model.end_draft()
        if place is None or not text.strip():
            return
        owner, after = place
        add = AddSection(owner, text, after) if self._drafts_section else AddTask(owner, text, after)
        changes = self._apply(add)
        new = [change.after.id for change in changes.rows if change.before is None and change.after] if changes else []
        self._choose([key for key in new if isinstance(self._session.state.find(key), TaskRow | SectionRow)])

    def _choose(self, keys: Sequence[str]) -> None:
        if keys:
            self._session.select(keys)
            self._tree.select(keys)

    def _rearrange(self, edit: Edit, keys: Sequence[str]) -> None:
        if self._apply(edit) is not None:
            self._choose(keys)

    def move(self, keys: tuple[str, ...], owner: str, after: str | None) -> None:
        """Move items that were dropped."""
        self._rearrange(Move(keys, owner, after), keys)

    def _in_tree(self) -> bool:
        if self._model.order:
            self._say("已按列排序，不能调整层次和顺序。请先取消排序（再次单击列标题）。")
        return not self._model.order

    def indent_rows(self) -> None:
        """Put the chosen items one level deeper."""
        keys = self.chosen()
        if keys and self._in_tree():
            if can_indent(self._session.state, keys):
                self._rearrange(Indent(tuple(keys)), keys)
            else:
                self._say("前面没有可以作为上级的条目，不能再降级。")

    def outdent_rows(self) -> None:
        """Put the chosen items one level higher."""
        keys = self.chosen()
        if keys and self._in_tree():
            if can_outdent(self._session.state, keys):
                self._rearrange(Outdent(tuple(keys)), keys)
            else:
                self._say("已经是最高一级，不能再升级。")

    def _stepper(self, step: int) -> Run:
        return lambda: self._step(step)

    def _step(self, step: int) -> None:
        keys = self.chosen()
        if keys and self._in_tree():
            edit = stepped(self._session.state, keys, step)
            if edit is not None:
                self._rearrange(edit, keys)
            else:
                self._say("已经在本级的最前面。" if step < 0 else "已经在本级的最后面。")

    def begin_split(self) -> None:
        """Open the editor of the current task, to put the cursor where it is to be split."""
        if isinstance(self._model.row_at(self._tree.currentIndex()), TaskRow):
            self._tree.edit_cell(TEXT)
            self._say("请把光标放在要拆分的位置，再按 Ctrl+Shift+Enter。")

    def split_at(self, key: str, text: str, at: int) -> None:
        """Split a task whose text may have been edited."""
        row = self._session.state.find(key)
        if not isinstance(row, TaskRow):
            return
        at -= len(text) - len(text.lstrip())
        edits: list[Edit] = [] if text.strip() == row.text else [SetText(key, text)]
        if text.strip()[:at].strip() and text.strip()[at:].strip():
            edits.append(Split(key, at))
            label = Together((Split(key, at),)) if not edits[:-1] else Together(tuple(edits), "拆分任务")
            self._rearrange(label, [key])
        else:
            self._say("拆分位置前后都要有文字，请把光标放在句子中间。")

    def merge_rows(self) -> None:
        """Merge the selected tasks into the first of them."""
        state = self._session.state
        keys = [key for key in self._tree.selected() if isinstance(state.find(key), TaskRow)]
        if len(keys) < 2:
            self._say("请至少选择两项任务再合并（按住 Ctrl 或 Shift 单击可多选）。")
        else:
            self._rearrange(Merge(tuple(keys)), keys[:1])

    def delete_rows(self) -> None:
        """Delete the chosen items with all below them, and choose what stands next."""
        keys = self.chosen()
        state = self._session.state
        if not keys:
            if any(isinstance(state.find(key), DocumentRow) for key in self._tree.selected()):
                self._say("这里不能删除整个文件，请删除其中的章节或任务。")
            return
        below = self._tree.neighbour(keys)
        if self._apply(Delete(tuple(keys))) is not None and below in self._session.state:
            self._choose([below])

    # Beside the project

    def show_source(self) -> None:
        """Ask for the place of the current item in its document."""
        row = self._model.row_at(self._tree.currentIndex())
        if isinstance(row, SectionRow | TaskRow) and row.start is not None and row.end is not None:
            self._session.source_requested.emit(row.document, row.start, row.end)
        else:
            self._say("这一项是手工添加的，没有对应的原文。")

    def copy_rows(self) -> None:
        """Copy the selected rows as a table of the columns that are shown."""
        self._copy(titles=False)

    def copy_with_titles(self) -> None:
        """Copy the selected rows with the titles of their columns."""
        self._copy(titles=True)

    def _copy(self, *, titles: bool) -> None:
        columns = [column for column in self._tree.shown_columns() if column != SOURCE]
        state, cells = self._session.state, self._model.cells
        found = [state.find(key) for key in self._tree.selected()]
        rows = [
            [cells.text(row, column) for column in columns]
            for row in found
            if isinstance(row, DocumentRow | SectionRow | TaskRow)
        ]
        if not rows:
            return
        if titles:
            rows.insert(0, [COLUMNS[column].title for column in columns])
        data = QMimeData()
        data.setText(as_tsv(rows))
        data.setHtml(as_html(rows))
        QGuiApplication.clipboard().setMimeData(data)
        self._say(f"已复制{len(rows) - titles}行，可粘贴到 Excel 或 WPS 表格。")
