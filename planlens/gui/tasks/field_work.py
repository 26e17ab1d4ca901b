"""Actions on the fields of tasks: text, number, units, deadline, progress, status; copying, the source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from planlens.exports.clipboard import as_html, as_tsv
from planlens.gui.tasks.cells import DEADLINE, LEAD, SOURCE, SUPPORT, TEXT
from planlens.gui.tasks.work import TreeWork
from planlens.gui.widgets.clipboard import copy
from planlens.gui.widgets.pasting import offer
from planlens.model import PlanlensError, Status, UnitRole
from planlens.model.granularity import Granularity
from planlens.model.wording import deadline_words
from planlens.project.edits import Accept, Flag, LeadFirst, SetStatus
from planlens.project.edits.units import undivided
from planlens.project.rows import DocumentRow, SectionRow, TargetRow, TaskRow, UnitRow, waits
from planlens.views.fields.answers import Desk
from planlens.views.fields.seen import InProject
from planlens.views.fields.units import units_to_type
from planlens.views.items import SHOWN_BY, set_granularity
from planlens.views.keys import with_keys
from planlens.views.pasting import filled_down

Run = Callable[[], object]
MOST_ROWS = 10_000
"""Rows that one paste looks at."""


class FieldWork:
    """Changes fields, of one task or of all that are selected."""

    def __init__(self, work: TreeWork) -> None:
        self._work = work

    def commit(self, key: str, column: int, typed: str) -> None:
        """Do the edit that what was typed in a cell means, for all selected tasks where no text is typed."""
        field, work = self._work.model.columns[column], self._work
        if field.edit is None:
            return
        try:
            desk = Desk(work.state, work.session.today(), work.book.meant)
            edit = field.edit(desk, (key,) if field.sections else work.tasks(key), typed)
        except PlanlensError as error:
            work.say(error.message)
            return
        if edit is not None:
            work.apply(edit)

    def _desk(self) -> Desk:
        return Desk(self._work.state, self._work.session.today(), self._work.book.full_name)

    def paste(self) -> None:
        """Type the clipboard's cells into the rows that are seen from the first chosen one down, once agreed to.

        They fall on the columns from the first one of the range on, or the current one; on all of them where there are
        as many. One cell fills the range.
        """
        work, tree = self._work, self._work.tree
        chosen = tree.selected()
        index = work.model.index_of(chosen[0]) if chosen else tree.currentIndex()
        rows: list[str] = []
        while index.isValid() and len(rows) < MOST_ROWS:
            rows.append(work.model.key(index))
            index = tree.indexBelow(index)
        high = next((place for place, key in enumerate(rows) if key not in chosen), len(rows))
        block = tree.range_columns() or [tree.currentIndex().column()]
        shown = [column for column in tree.shown_columns() if column != SOURCE]
        fields = [work.model.columns[column] for column in shown]
        first = shown.index(block[0]) if block[0] in shown else 0
        offer(tree, work.session, self._desk(), rows, fields, first, (high, len(block)))

    def edit_current(self) -> None:
        """Edit the cell that the keyboard is in, the text where that cell cannot be."""
        index = self._work.tree.currentIndex()
        self._work.tree.edit_cell(index.column() if index.flags() & Qt.ItemFlag.ItemIsEditable else TEXT)

    def editor(self, column: int) -> Run:
        """Return what opens the editor of a column in the current row."""
        return lambda: self._work.tree.edit_cell(column)

    def marker(self, status: Status) -> Run:
        """Return what gives the tasks a status."""
        return lambda: self._work.for_tasks(lambda tasks: SetStatus(tasks, status))

    def show_by(self, by: Granularity) -> None:
        """Make every row a sentence, or an item."""
        work = self._work
        edit = set_granularity(work.state, by)
        if edit is None:
            work.say(f"已经是{SHOWN_BY[by]}。" if work.state.documents() else "项目里还没有文件。")
        elif work.apply(edit) is not None:
            work.say(f"已改为{SHOWN_BY[by]}，共 {len(work.state.tasks())} 行；状态、进展等都保留，可以撤销。")

    def toggle_flag(self) -> None:
        """Mark the tasks 关注; take the mark off where all have it."""
        state = self._work.state
        self._work.for_tasks(
            lambda tasks: Flag(tasks, not all(getattr(state.find(key), "flagged", False) for key in tasks))
        )

    def accept_all(self) -> None:
        """Accept the suggested units of the tasks, and the tasks and targets that wait for review."""
        state = self._work.state
        found: list[str] = []
        for key in self._work.tasks() or tuple(self._work.chosen()):
            row = state.find(key)
            if isinstance(row, TaskRow | SectionRow) and waits(row):
                found.append(key)
            found += [unit.id for unit in state.children(key, UnitRow) if unit.is_proposed]
            found += [item.id for item in state.children(key, TargetRow) if waits(item)]
        if found:
            self._work.apply(Accept(tuple(found)))
        else:
            self._work.say("所选任务没有待核对的内容。")

    def lead_first(self) -> None:
        """Make the first unit of the tasks the lead where the document tells no roles."""
        tasks = tuple(key for key in self._work.tasks() if undivided(self._work.state, key))
        if tasks:
            self._work.apply(LeadFirst(tasks))
        else:
            self._work.say("所选任务没有需要区分牵头、配合的并列单位。可先按 Ctrl+A 全选。")

    def show_source(self) -> None:
        """Ask for the place of the current item in its document."""
        row = self._work.model.row_at(self._work.tree.currentIndex())
        if isinstance(row, SectionRow | TaskRow) and row.start is not None and row.end is not None:
            self._work.session.source_requested.emit(row.document, row.start, row.end)
        else:
            self._work.say("这一项是手工添加的，没有对应的原文。")

    def copy_rows(self) -> None:
        """Copy the selected rows as a table of the columns that are shown."""
        self._copy(titles=False)

    def copy_with_titles(self) -> None:
        """Copy the selected rows with the titles of their columns."""
        self._copy(titles=True)

    def copy_cells(self) -> None:
        """Copy the cells of the selected rows that stand in the column that the keyboard is in."""
        column = self._work.tree.currentIndex().column()
        self._copy(titles=False, columns=[column if column >= 0 else TEXT])

    def fill_down(self) -> None:
        """Give the selected tasks below the first one what that one has in the range, or the keyboard's column."""
        work = self._work
        columns = work.tree.range_columns() or [work.tree.currentIndex().column()]
        tasks = work.tasks()
        if len(tasks) < 2:
            work.say("请选中要填充的几项任务，第一项的内容填到下面各项。")
            return
        fields = [(column, work.model.columns[column]) for column in columns]
        able = [(column, field) for column, field in fields if field.edit is not None and not field.sections]
        if not able:
            keys = with_keys("请用 {tasks.cell-left} 或 {tasks.cell-right} 移到要填充的列。")
            work.say(f"“{fields[0][1].title}”列不能向下填充。{keys}")
            return
        words = [(field, self._typed(tasks[0], column)) for column, field in able]
        found = filled_down(self._desk(), tasks[1:], words)
        if found.edit is not None and work.apply(found.edit) is None:
            return
        if found.problems:
            work.say(f"有{len(found.problems)}个单元格不能填充，保持原样：{found.problems[0].reason}")
        elif found.edit is None:
            work.say("本来就是这样，没有变化。")

    def _typed(self, task: str, place: int) -> str:
        """Return what one would type for what a task has in a column."""
        model, row = self._work.model, self._work.state.get(task, TaskRow)
        if place == DEADLINE:
            return deadline_words(row.deadline)
        if place in {LEAD, SUPPORT}:
            seen = InProject(model.cells.view, row)
            return units_to_type(seen, UnitRole.LEAD if place == LEAD else UnitRole.SUPPORT)
        return str(model.index_of(task, model.column_key(place)).data(Qt.ItemDataRole.EditRole) or "")

    def _copy(self, *, titles: bool, columns: list[int] | None = None) -> None:
        shown = self._work.tree.range_columns() or self._work.tree.shown_columns()
        columns = columns or [column for column in shown if column != SOURCE]
        state, cells = self._work.state, self._work.model.cells
        found = [state.find(key) for key in self._work.tree.selected()]
        rows = [
            [cells.text(row, column) for column in columns]
            for row in found
            if isinstance(row, DocumentRow | SectionRow | TaskRow)
        ]
        if not rows:
            self._work.say("请先选中要复制的任务。")
            return
        if titles:
            rows.insert(0, [self._work.model.columns[column].title for column in columns])
        copy(as_tsv(rows), as_html(rows))
        self._work.say(f"已复制{len(rows) - titles}行，可粘贴到 Excel 或 WPS 表格。")
