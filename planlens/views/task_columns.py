"""The columns of the task table: what each of them says of a task, and of the work on it where a project keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from planlens.model import Light, Origin, Plan, PlanlensError, Section, Target, Task, UnitRole
from planlens.views.cells import Cell, Column, Line, lines
from planlens.views.tracking import Tracked, Tracking
from planlens.views.wording import deadline_text, heading_text, progress_lines, target_text

SUGGESTED_MARK = "（建议）"
SUGGESTED_REMARK = "建议单位，待核对"
FLAGGED_REMARK = "重点关注"
ORPHAN_REMARK = "新版文件已无此项"


class Context:
    """A plan with what the columns look up in it for every row."""

    def __init__(self, plan: Plan, tracking: Tracking | None = None) -> None:
        self.plan = plan
        self.tracking = tracking

    def tracked(self, task: Task) -> Tracked | None:
        """Return how the work on a task stands, None where nothing is known of it."""
        return self.tracking.tasks.get(task.id) if self.tracking else None

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """The targets by their ids."""
        return {target.id: target for target in self.plan.targets}

    @cached_property
    def paths(self) -> Mapping[str | None, Cell]:
        """The headings above a section and its own, by the section's id; nothing for None."""
        by_id = {section.id: section for section in self.plan.sections}
        return {
            None: (),
            **{key: lines(heading_text(s.number, s.title) for s in _ancestry(by_id, key)) for key in by_id},
        }


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


def _lead(_: Context, task: Task) -> Cell:
    stated = _names(task, UnitRole.LEAD) or _labelled(_names(task, UnitRole.RESPONSIBLE))
    return lines([stated]) or _marked(_suggestions(task)[:1])


def _support(_: Context, task: Task) -> Cell:
    leads, responsible = _names(task, UnitRole.LEAD), _names(task, UnitRole.RESPONSIBLE)
    stated = lines([_names(task, UnitRole.SUPPORT), _labelled(responsible) if leads else ""])
    return stated + _marked(_suggestions(task)[0 if leads or responsible else 1 :])


def _remark(context: Context, task: Task) -> Cell:
    only_suggested = task.assignments and all(unit.origin is Origin.SUGGESTED for unit in task.assignments)
    found = context.tracked(task)
    flagged, orphan = (found.flagged, found.orphan) if found else (False, False)
    remarks = ((FLAGGED_REMARK, flagged), (ORPHAN_REMARK, orphan), (SUGGESTED_REMARK, only_suggested))
    return lines(text for text, holds in remarks if holds)


def _task_targets(context: Context, task: Task) -> Cell:
    return lines(target_text(context.targets[key]) for key in task.targets)


def _status(context: Context, task: Task) -> Cell:
    found = context.tracked(task)
    return lines([found.status_text] if found else [])


def _percent(context: Context, task: Task) -> Cell:
    found = context.tracked(task)
    return lines([f"{found.percent:.3g}%"] if found and found.percent is not None else [])


def _light(context: Context, task: Task) -> Cell:
    found = context.tracked(task)
    if found is None or found.signal.light is Light.NONE:
        return ()
    light = found.signal.light
    why = () if light is Light.GREEN else lines([found.signal.reason])
    return (Line(f"●{light.label}", light=light), *why)


def _progress(context: Context, task: Task) -> Cell:
    return _newest(context, task, "done") or _any(context, task) or _stated(context, task)


def _stated(context: Context, task: Task) -> Cell:
    """Return what the file that a task was read from says of its progress, where no project tracks the task."""
    return () if context.tracked(task) else lines(progress_lines(task.progress))


def _any(context: Context, task: Task) -> Cell:
    found = context.tracked(task)
    told = [note.done for note in found.notes if note.done] if found else []
    return lines(told[-1:])


def _newest(context: Context, task: Task, part: str) -> Cell:
    """Return what the notes of the newest day say of 进展情况, 存在问题 or 下一步措施."""
    found = context.tracked(task)
    if found is None or not found.notes:
        return ()
    newest = max(note.date for note in found.notes)
    return lines(getattr(note, part) for note in found.notes if note.date == newest)


TaskCell = Callable[[Context, Task], Cell]
TaskColumns = tuple[tuple[Column, TaskCell], ...]

# The number is filled in by the row's place.
_PLAN_COLUMNS: TaskColumns = (
    (Column("number", "序号", 10, centered=True, numeric=True), lambda _context, _task: ()),
    (Column("path", "重点任务", 33, merged=True, separator="／"), lambda context, task: context.paths[task.section]),
    (Column("measure", "具体举措", 56), lambda _, task: lines([task.text])),
    (Column("targets", "目标指标", 30), _task_targets),
    (Column("lead", "牵头单位", 21, centered=True), _lead),
    (Column("support", "配合单位", 22.5, centered=True), _support),
    (Column("deadline", "完成时限", 21, centered=True), lambda _, task: lines([deadline_text(task.deadline)])),
    (Column("progress", "进展情况", 17.5), _progress),
    (Column("remark", "备注", 14), _remark),
)

_WORK_COLUMNS: TaskColumns = (
    (Column("status", "状态", 15, centered=True), _status),
    (Column("percent", "进度", 12, centered=True), _percent),
    (Column("light", "预警", 19, centered=True), _light),
    (Column("problems", "存在问题", 24), lambda context, task: _newest(context, task, "problems")),
    (Column("next_steps", "下一步措施", 24), lambda context, task: _newest(context, task, "next_steps")),
)

_TRACKED_ORDER = (
    *("number", "path", "measure", "lead", "support", "deadline"),
    *("status", "percent", "light", "progress", "problems", "next_steps", "remark"),
)
_TRACKED_WIDTHS = {"progress": 40.0}
"""Where there is something to tell, it gets more room than where it is to be filled in by hand."""

_ALL = {column.key: (column, cell) for column, cell in (*_PLAN_COLUMNS, *_WORK_COLUMNS)}

TASK_COLUMNS: tuple[Column, ...] = tuple(column for column, _ in _PLAN_COLUMNS)
"""The columns of a plan's task table, in the usual order."""

TRACKED_COLUMNS: tuple[Column, ...] = tuple(_ALL[key][0] for key in (*_TRACKED_ORDER, "targets"))
"""Every column that a project's task table can have: the usual ones in the usual order, then the targets."""


def chosen_columns(columns: Sequence[str] | None, *, tracked: bool) -> TaskColumns:
    """Return columns with the functions that fill them.

    Args:
        columns: their keys in the wanted order, None for the usual ones.
        tracked: whether the table is that of a project.

    Raises:
        PlanlensError: ``unknown-column``: a key is unknown, or none is given.
    """
    usual = _TRACKED_ORDER if tracked else tuple(column.key for column in TASK_COLUMNS)
    keys = usual if columns is None else tuple(dict.fromkeys(columns))
    unknown = [key for key in keys if key not in _ALL]
    if unknown or not keys:
        known = "、".join(f"{column.key}（{column.title}）" for column in TRACKED_COLUMNS)
        what = f"没有这样的列：{'、'.join(unknown)}" if unknown else "没有选择任何列"
        raise PlanlensError("unknown-column", f"{what}。可选的列：{known}。")
    widths = _TRACKED_WIDTHS if tracked else {}
    return tuple((replace(_ALL[key][0], width=widths.get(key, _ALL[key][0].width)), _ALL[key][1]) for key in keys)
