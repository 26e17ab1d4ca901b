"""Actions on the tree itself: adding, moving, indenting, splitting, merging, deleting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer

from planlens.gui.app import dialogs
from planlens.gui.tasks.cells import TEXT
from planlens.gui.tasks.work import TreeWork
from planlens.project.edits import (
    AddSection,
    AddTask,
    Delete,
    Indent,
    Merge,
    Move,
    Outdent,
    SetText,
    Split,
    Together,
)
from planlens.project.project import Edit
from planlens.project.rows import DocumentRow, SectionRow, TaskRow
from planlens.views.items.meaning import ONE_SENTENCE
from planlens.views.keys import with_keys
from planlens.views.tree.possible import (
    can_indent,
    can_outdent,
    loss_of,
    place_behind,
    section_behind,
    stepped,
    to_delete,
    to_join,
)

Run = Callable[[], object]


class PlaceWork:
    """Changes what stands where."""

    def __init__(self, work: TreeWork) -> None:
        self._work = work
        self._drafts_section = False

    def add_task(self) -> None:
        """Open an empty row behind the current one, for a new task."""
        self._begin(place_behind(self._work.state, self._work.current), section=False)

    def add_section(self) -> None:
        """Open an empty row behind the current section, for a new one."""
        self._begin(section_behind(self._work.state, self._work.current), section=True)

    def _begin(self, place: tuple[str, str | None] | None, *, section: bool) -> None:
        if place is None:
            self._work.say("项目里还没有文件，请先从“文件”菜单添加。")
            return
        self._drafts_section = section
        owner, after = place
        self._work.model.reveal(owner)
        index = self._work.model.begin_draft(owner, after)
        self._work.tree.expand(index.parent())
        self._work.tree.setCurrentIndex(index)
        self._work.tree.scrollTo(index)
        self._work.tree.edit(index)

    def end_draft(self) -> None:
        """Take away a row that was being typed and left, once its editor has gone."""
        model, left = self._work.model, self._work.model.draft

        def end() -> None:
            if left is not None and model.draft is left:
                model.end_draft()

        QTimer.singleShot(0, model, end)

    def add(self, text: str) -> None:
        """Add the task or section that was typed into the empty row."""
        self._work.tree.setFocus()  # before the editor goes with its row, or the keyboard would go elsewhere
        place = self._work.model.end_draft()
        if place is None or not text.strip():
            return
        owner, after = place
        add = AddSection(owner, text, after) if self._drafts_section else AddTask(owner, text, after)
        changes = self._work.apply(add)
        new = [change.after.id for change in changes.rows if change.before is None and change.after] if changes else []
        self._work.choose([key for key in new if isinstance(self._work.state.find(key), TaskRow | SectionRow)])

    def _rearrange(self, edit: Edit, keys: Sequence[str]) -> None:
        if self._work.apply(edit) is not None:
            self._work.choose(keys)

    def move(self, keys: tuple[str, ...], owner: str, after: str | None) -> None:
        """Move items that were dropped."""
        self._rearrange(Move(keys, owner, after), keys)

    def _in_tree(self, keys: Sequence[str]) -> bool:
        """Whether these items can be moved about; says why not."""
        if not keys:
            self._work.say("请先选中要移动的任务或章节。")
        elif self._work.model.order:
            self._work.say("已按列排序，不能调整层次和顺序。请先取消排序（再次单击列标题）。")
        return bool(keys) and not self._work.model.order

    def indent_rows(self) -> None:
        """Put the chosen items one level deeper."""
        keys = self._work.chosen()
        if self._in_tree(keys):
            if can_indent(self._work.state, keys):
                self._rearrange(Indent(tuple(keys)), keys)
            else:
                self._work.say("前面没有可以作为上级的条目，不能再降级。")

    def outdent_rows(self) -> None:
        """Put the chosen items one level higher."""
        keys = self._work.chosen()
        if self._in_tree(keys):
            if can_outdent(self._work.state, keys):
                self._rearrange(Outdent(tuple(keys)), keys)
            else:
                self._work.say("已经是最高一级，不能再升级。")

    def stepper(self, step: int) -> Run:
        """Return what moves the chosen items by one place, up (-1) or down (1)."""
        return lambda: self._step(step)

    def _step(self, step: int) -> None:
        keys = self._work.chosen()
        if self._in_tree(keys):
            edit = stepped(self._work.state, keys, step)
            if edit is not None:
                self._rearrange(edit, keys)
            else:
                self._work.say("已经在本级的最前面。" if step < 0 else "已经在本级的最后面。")

    def begin_split(self) -> None:
        """Open the editor of the current task, to put the cursor where it is to be split."""
        row = self._work.model.row_at(self._work.tree.currentIndex())
        if isinstance(row, TaskRow) and (parts := self._work.state.parts.get(row.id)):
            self._work.say(ONE_SENTENCE.format(len(parts)))
        elif isinstance(row, TaskRow):
            self._work.tree.edit_cell(TEXT)
            self._work.say(with_keys("请把光标放在要拆分的位置，再按 {tasks.split}。"))
        else:
            self._work.say("只有任务可以拆分，请先选中一项任务。")

    def split_at(self, key: str, text: str, at: int) -> None:
        """Split a task whose text may have been edited."""
        row = self._work.state.find(key)
        if not isinstance(row, TaskRow):
            return
        at -= len(text) - len(text.lstrip())
        edits: list[Edit] = [] if text.strip() == row.text else [SetText(key, text)]
        if text.strip()[:at].strip() and text.strip()[at:].strip():
            edits.append(Split(key, at))
            label = Together((Split(key, at),)) if not edits[:-1] else Together(tuple(edits), "拆分任务")
            self._rearrange(label, [key])
        else:
            self._work.say("拆分位置前后都要有文字，请把光标放在句子中间。")

    def merge_rows(self) -> None:
        """Merge the selected tasks into the first of them."""
        state = self._work.state
        keys = [key for key in self._work.tree.selected() if isinstance(state.find(key), TaskRow)]
        if len(keys) < 2:
            self._work.say("请至少选择两项任务再合并（按住 Ctrl 或 Shift 单击可多选）。")
        else:
            self._rearrange(Merge(tuple(keys)), keys[:1])

    def merge_section(self) -> None:
        """Make one task of those of each section that is chosen, or of the section of each task."""
        session = self._work.session
        join = to_join(self._work.state, self._work.tree.selected(), session.tasks_in_filter())
        if join is None:
            self._work.say("所选章节中没有两项以上的任务，无须合并。请先选中章节，或其中的任务。")
        elif dialogs.ask(self._work.tree.window(), "合并本节", join.question, "合并"):
            self._rearrange(join.edit, [group[0] for group in join.groups])

    def delete_rows(self) -> None:
        """Delete the chosen items with all below them, and choose what stands next."""
        state, session = self._work.state, self._work.session
        shown = session.tasks_in_filter()
        keys = to_delete(state, self._work.tree.selected(), shown)
        if not keys:
            whole = any(isinstance(state.find(key), DocumentRow) for key in self._work.tree.selected())
            why = "这里不能删除整个文件，请删除其中的章节或任务。" if whole else "请先选中要删除的任务或章节。"
            self._work.say(why)
            return
        below = self._work.tree.neighbour(keys)
        question = loss_of(state, keys, shown).question
        if question and not dialogs.ask(self._work.tree.window(), "删除", question, "删除"):
            return
        if self._work.apply(Delete(tuple(keys))) is not None and below in self._work.state:
            self._work.choose([below])
