"""Work for the sample project, so that a new user sees a ledger in use: leads, progress, notes, some of it late.

Everything is made up, follows from the place of a task in the plan, and is one action that can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planlens.model.course import number
from planlens.model.plan import UnitRole
from planlens.model.tracking import Status
from planlens.project.edits import (
    Accept,
    AddNote,
    Assign,
    SetActual,
    SetDeadline,
    SetProgress,
    SetSetting,
    SetStatus,
    SetTarget,
    Together,
)
from planlens.project.project import Edit
from planlens.project.rows import TargetRow, TaskRow, UnitRow
from planlens.project.settings import PLAN_END, START, end_of, start_of
from planlens.project.state import State

_COURSE: tuple[tuple[Status, float | None, int | None], ...] = (
    (Status.DONE, None, None),
    (Status.IN_PROGRESS, 60.0, 200),
    (Status.DONE, None, None),
    (Status.IN_PROGRESS, 85.0, 18),
    (Status.NOT_STARTED, None, 300),
    (Status.DONE, None, None),
    (Status.IN_PROGRESS, 45.0, 150),
    (Status.MOSTLY_DONE, 95.0, 40),
    (Status.DONE, None, None),
    (Status.BEHIND, 20.0, 60),
    (Status.IN_PROGRESS, 70.0, -12),
    (Status.DONE, None, None),
    (Status.IN_PROGRESS, 30.0, 240),
    (Status.DONE, None, None),
    (Status.PAUSED, None, None),
    (Status.IN_PROGRESS, 90.0, 25),
)
"""How one task after another stands: its state, percent done, and the days until its deadline; None leaves them."""

_NOTES = {
    Status.IN_PROGRESS: ("已完成方案论证，正在组织实施。", "", "下月召开推进会，落实分工。"),
    Status.BEHIND: ("已启动前期工作。", "资金尚未落实，进度滞后。", "会同财政部门研究资金来源。"),
    Status.DONE: ("已全部完成并通过验收。", "", ""),
}
_EVERY = 3  # of so many tasks one has a note, and one keeps its suggestions to be looked at
_BEFORE = 300  # days since the work began, for 序时进度
_LEADING = (0.06, 0.0, -0.09)  # how far the targets are ahead of their plans, as a part of their way
_BEGAN = 0.6  # the part of a target's value that the years before had reached


def sample_work(state: State, today: date) -> Together:
    """Return the work on a plan as one edit, as it may stand on a day."""
    return Together(tuple(_edits(state, today)), "填写示例进展")


def _edits(state: State, today: date) -> Iterator[Edit]:
    for document in state.documents():
        yield SetSetting(f"{START}:{document.id}", (today - timedelta(_BEFORE)).isoformat())
        end = end_of(state, document.id)
        if end is not None and end < today:  # the plan is over: only what is said to be late is late
            yield SetSetting(f"{PLAN_END}:{document.id}", False)
    leads = sorted({unit.name for unit in state.all(UnitRow) if unit.stands and unit.role == UnitRole.LEAD})
    tasks = [task for task in state.tasks() if not state.items(task.id)]
    for place, task in enumerate(tasks):
        yield from _work(state, task, place, today)
        units = state.children(task.id, UnitRow)
        if leads and place % _EVERY and not any(unit.stands for unit in units):
            yield Assign((task.id,), leads[place % len(leads)], UnitRole.LEAD)
    for place, target in enumerate(_measurable(state)):
        yield from _values(state, target, _LEADING[place % len(_LEADING)], today)


def _work(state: State, task: TaskRow, place: int, today: date) -> Iterator[Edit]:
    status, percent, days = _COURSE[place % len(_COURSE)]
    units = [unit for unit in state.children(task.id, UnitRow) if unit.is_proposed]
    if place % _EVERY and any(unit.role == UnitRole.LEAD for unit in units):
        yield Accept(tuple(unit.id for unit in units))
    if percent is not None:
        yield SetProgress((task.id,), percent)
    if status is not Status.NOT_STARTED:
        yield SetStatus((task.id,), status)
    if days is not None:
        yield SetDeadline((task.id,), (today + timedelta(days)).isoformat())
    if place % _EVERY == 0 and status in _NOTES:
        day = today - timedelta(7 + place % 20)
        yield AddNote(task.id, *_NOTES[status], date=day.isoformat())


def _measurable(state: State) -> list[TargetRow]:
    """Return some targets that stand in no task, with a value that can grow towards."""
    apart = [row for row in state.all(TargetRow) if not isinstance(state.find(row.owner), TaskRow)]
    found = [row for row in apart if (number(row.value) or 0) >= 10 and row.year and row.unit not in {"", "%"}]
    return found[: 2 * len(_LEADING)]


def _values(state: State, target: TargetRow, lead: float, today: date) -> Iterator[Edit]:
    value, start = number(target.value), start_of(state, target.document)
    if value is None or start is None or target.year is None:
        return
    base_year, last = start.year - 1, int(target.year[:4])
    base = round(_BEGAN * value, 1)
    yield SetTarget(target.id, "base", base)
    yield SetTarget(target.id, "base_year", base_year)
    for year in range(base_year + 1, min(today.year - 1, last - 1) + 1):
        share = (year - base_year) / (last - base_year) + lead
        yield SetActual(target.id, year, round(base + share * (value - base), 1))
