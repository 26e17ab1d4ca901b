"""Turns a plan and a choice of columns into tables that every exporter can write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from planlens.exports.base import clean
from planlens.exports.wording import (
    deadline_text,
    heading_text,
    progress_lines,
    table_title,
    target_indicator,
    target_text,
    target_unit,
    target_value,
    year_text,
)
from planlens.model import Origin, Plan, PlanlensError, Section, Target, Task, UnitRole

SUGGESTED_MARK = "（建议）"
SUGGESTED_NOTE = "注：灰色斜体并标有“（建议）”的单位系软件推荐，原文未载明，须核定后使用。"
SUGGESTED_REMARK = "建议单位，待核"
NO_TASKS_NOTE = "注：本文件中未发现任务。"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell; *suggested* if planlens proposes it and the document does not say it."""

    text: str
    suggested: bool = False


Cell = tuple[Line, ...]
"""The lines of a cell from top to bottom; empty for an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        key: short English name, by which columns are chosen.
        title: what stands in the header row.
        width: share of the page's width, in millimetres of a type area 225 mm wide.
        centered: whether its text is centred.
        merged: whether equal neighbours of one group become one cell.
        numeric: whether its text is a whole number.
        separator: what joins the lines of a cell where a cell can have one line only.
    """

    key: str
    title: str
    width: float
    centered: bool = False
    merged: bool = False
    numeric: bool = False
    separator: str = "；"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the id of what it shows, the id of the section it belongs to, and a cell for every column."""

    key: str
    group: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table without any format: name (short, for a sheet), title, notes under the title, columns and rows."""

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def groups(self) -> Iterator[range]:
        """Yield the row numbers of each run of neighbouring rows that belong to one section."""
        for _, rows in groupby(range(len(self.rows)), key=lambda index: self.rows[index].group):
            numbers = list(rows)
            yield range(numbers[0], numbers[-1] + 1)


class _Context:
    """A plan with what the columns look up in it for every row."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        return {target.id: target for target in self.plan.targets}

    @cached_property
    def paths(self) -> Mapping[str | None, Cell]:
        """The headings above a section and its own, by the section's id; nothing for None."""
        by_id = {section.id: section for section in self.plan.sections}
        return {None: (), **{key: lines(map(heading_text, _ancestry(by_id, key))) for key in by_id}}


def lines(texts: Iterable[str], *, suggested: bool = False) -> Cell:
    """Return a cell with these texts as its lines, cleaned; blank ones are left out."""
    return tuple(Line(text, suggested) for text in map(clean, texts) if text)


def _ancestry(by_id: Mapping[str, Section], key: str) -> tuple[Section, ...]:
    parent = by_id[key].parent
    return (*(_ancestry(by_id, parent) if parent else ()), by_id[key])


def _names(task: Task, role: UnitRole) -> str:
    stated = (unit for unit in task.assignments if unit.origin is Origin.STATED and unit.role is role)
    return "、".join(dict.fromkeys(unit.name for unit in stated))


def _suggestions(task: Task) -> list[str]:
    """Return the suggested units that the document does not name for the task, those meant to lead first."""
    stated = {unit.name for unit in task.assignments if unit.origin is Origin.STATED}
    suggested = [unit for unit in task.assignments if unit.origin is Origin.SUGGESTED and unit.name not in stated]
    suggested.sort(key=lambda unit: unit.role is not UnitRole.LEAD)
    return list(dict.fromkeys(unit.name for unit in suggested))


def _labelled(names: str) -> str:
    """Return responsible units under their own name: who of them leads is not planlens's to decide."""
    return f"责任单位：{names}" if names else ""


def _marked(names: Iterable[str]) -> Cell:
    text = "、".join(f"{name}{SUGGESTED_MARK}" for name in names)
    return lines([text], suggested=True)


def _lead(_: _Context, task: Task) -> Cell:
    stated = _names(task, UnitRole.LEAD) or _labelled(_names(task, UnitRole.RESPONSIBLE))
    return lines([stated]) or _marked(_suggestions(task)[:1])


def _support(_: _Context, task: Task) -> Cell:
    leads, responsible = _names(task, UnitRole.LEAD), _names(task, UnitRole.RESPONSIBLE)
    stated = lines([_names(task, UnitRole.SUPPORT), _labelled(responsible) if leads else ""])
    return stated + _marked(_suggestions(task)[0 if leads or responsible else 1 :])


def _remark(_: _Context, task: Task) -> Cell:
    only_suggested = task.assignments and all(unit.origin is Origin.SUGGESTED for unit in task.assignments)
    return lines([SUGGESTED_REMARK] if only_suggested else [])


def _task_targets(context: _Context, task: Task) -> Cell:
    return lines(target_text(context.targets[key]) for key in task.targets)


_TaskCell = Callable[[_Context, Task], Cell]

# The number is filled in by the row's place.
_TASK_COLUMNS: tuple[tuple[Column, _TaskCell], ...] = (
    (Column("number", "序号", 10, centered=True, numeric=True), lambda _context, _task: ()),
    (Column("path", "重点任务", 33, merged=True, separator="／"), lambda context, task: context.paths[task.section]),
    (Column("measure", "具体举措", 56), lambda _, task: lines([task.text])),
    (Column("targets", "目标指标", 30), _task_targets),
    (Column("lead", "牵头单位", 21, centered=True), _lead),
    (Column("support", "配合单位", 22.5, centered=True), _support),
    (Column("deadline", "完成时限", 21, centered=True), lambda _, task: lines([deadline_text(task.deadline)])),
    (Column("progress", "进展情况", 17.5), lambda _, task: lines(progress_lines(task.progress))),
    (Column("remark", "备注", 14), _remark),
)

TASK_COLUMNS: tuple[Column, ...] = tuple(column for column, _ in _TASK_COLUMNS)
"""Every column of the task table, in the usual order."""

TARGET_COLUMNS: tuple[Column, ...] = (
    Column("number", "序号", 12, centered=True, numeric=True),
    Column("indicator", "指标", 73),
    Column("value", "目标值", 30, centered=True),
    Column("unit", "单位", 26, centered=True),
    Column("year", "年份", 20, centered=True),
    Column("nature", "属性", 20, centered=True),
    Column("path", "所在章节", 44, merged=True, separator="／"),
)


def task_table(plan: Plan, columns: Sequence[str] | None = None) -> Table:
    """Return the table of a plan's tasks, one row each.

    Args:
        plan: the plan; sections without tasks do not appear.
        columns: keys out of :data:`TASK_COLUMNS` in the wanted order, None for all of them.

    Raises:
        PlanlensError: a key is unknown, or none is given.
    """
    chosen = _chosen(columns)
    context = _Context(plan)
    rows = []
    for number, task in enumerate(plan.tasks, start=1):
        cells = (_number(number) if column.numeric else cell(context, task) for column, cell in chosen)
        rows.append(Row(task.id, task.section, tuple(cells)))
    return Table(
        name="任务分解表",
        title=clean(table_title(plan.title, "任务分解表")),
        notes=_notes(rows),
        columns=tuple(column for column, _ in chosen),
        rows=tuple(rows),
    )


def target_table(plan: Plan) -> Table | None:
    """Return the table of the targets that stand in no task (those of the goals), None if there are none."""
    context = _Context(plan)
    in_tasks = {key for task in plan.tasks for key in task.targets}
    targets = [target for target in plan.targets if target.id not in in_tasks]
    if not targets:
        return None
    rows = (_target_row(context, number, target) for number, target in enumerate(targets, start=1))
    title = clean(table_title(plan.title, "目标指标表"))
    return Table(name="目标指标", title=title, notes=(), columns=TARGET_COLUMNS, rows=tuple(rows))


def all_tables(plan: Plan, columns: Sequence[str] | None = None) -> tuple[Table, ...]:
    """Return the task table and, where the plan has goals of its own, the table of its targets."""
    targets = target_table(plan)
    return (task_table(plan, columns), *([targets] if targets else []))


def _chosen(columns: Sequence[str] | None) -> tuple[tuple[Column, _TaskCell], ...]:
    if columns is None:
        return _TASK_COLUMNS
    by_key = {column.key: (column, cell) for column, cell in _TASK_COLUMNS}
    unknown = [key for key in columns if key not in by_key]
    if unknown or not columns:
        known = "、".join(f"{column.key}（{column.title}）" for column in TASK_COLUMNS)
        what = f"没有这样的列：{'、'.join(unknown)}" if unknown else "没有选择任何列"
        raise PlanlensError("unknown-column", f"{what}。可选的列：{known}。")
    return tuple(by_key[key] for key in dict.fromkeys(columns))


def _number(number: int) -> Cell:
    return (Line(str(number)),)


def _notes(rows: Sequence[Row]) -> tuple[str, ...]:
    if not rows:
        return (NO_TASKS_NOTE,)
    suggested = any(line.suggested for row in rows for cell in row.cells for line in cell)
    return (SUGGESTED_NOTE,) if suggested else ()


def _target_row(context: _Context, number: int, target: Target) -> Row:
    texts = (
        target_indicator(target),
        target_value(target),
        target_unit(target),
        year_text(target.year),
        target.nature or "",
    )
    cells = (_number(number), *(lines([text]) for text in texts), context.paths[target.section])
    return Row(target.id, target.section, cells)
