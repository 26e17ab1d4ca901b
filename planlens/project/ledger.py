"""What a project's ledger holds, read from its rows: people, nodes, fields of its own, periods, decisions, papers."""

from __future__ import annotations

from datetime import date

from planlens.model import LifeStage, PersonKind
from planlens.model.lights import deadline_day
from planlens.model.reporting import ReportingPeriod
from planlens.project.rows import (
    FieldRow,
    LimitRow,
    LinkRow,
    NodeRow,
    PeriodRow,
    PersonRow,
    SlipRow,
    StageRow,
    ValueRow,
)
from planlens.project.state import State


def people_of(state: State, task: str, kind: PersonKind) -> list[PersonRow]:
    """Return the people of a kind that a task has itself, in their order."""
    return [row for row in state.children(task, PersonRow) if row.kind == kind]


def people_of_units(state: State) -> dict[str, list[PersonRow]]:
    """Return the people of each unit that has some, by the unit's name."""
    found: dict[str, list[PersonRow]] = {}
    for row in state.children("", PersonRow):
        found.setdefault(row.unit, []).append(row)
    return found


def nodes_of(state: State, task: str) -> list[NodeRow]:
    """Return the nodes of a task in the order of their days."""
    return sorted(state.children(task, NodeRow), key=lambda row: (node_day(row), len(row.id), row.id))


def node_day(row: NodeRow) -> date:
    """Return the last day on which a node is reached in time."""
    return deadline_day(row.due) or date.max


def own_fields(state: State) -> list[FieldRow]:
    """Return the fields of the office's own, in their order."""
    return state.children("", FieldRow)


def values_of(state: State, task: str) -> dict[str, str]:
    """Return what a task has in fields of the office's own, by their ids; what belongs to no field is left out."""
    return {row.field: row.value for row in state.children(task, ValueRow) if row.field in state}


def closed_periods(state: State) -> list[PeriodRow]:
    """Return the closed periods, the oldest first."""
    return sorted(state.children("", PeriodRow), key=lambda row: row.first)


def closed_period(state: State, period: ReportingPeriod) -> PeriodRow | None:
    """Return the row that closed a period, None for one that is open.

    In another rhythm a longer period may begin on the day of a closed one (4月, 第2季度): that one is open.
    """
    days = period.start.isoformat(), period.end.isoformat()
    return next((row for row in closed_periods(state) if (row.first, row.last) == days), None)


def limits_of(state: State, task: str) -> list[LimitRow]:
    """Return the decisions that moved a task's time limit, the oldest first."""
    return sorted(state.children(task, LimitRow), key=lambda row: (row.day, len(row.id), row.id))


def extensions(state: State, task: str) -> int:
    """Return how often a task's time limit was put off (延期次数): moved later, or from a day to none."""
    return sum(_is_later(row) for row in state.children(task, LimitRow))


def _is_later(row: LimitRow) -> bool:
    old, new = deadline_day(row.old), deadline_day(row.new)
    return old is not None and (new is None or new > old)


def stages_of(state: State, task: str) -> dict[LifeStage, StageRow]:
    """Return when a task reached the steps of its life, in their order."""
    rows = {LifeStage(row.stage): row for row in state.children(task, StageRow)}
    return {stage: rows[stage] for stage in LifeStage if stage in rows}


def slips_of(state: State, task: str) -> list[SlipRow]:
    """Return the slips sent out on a task, the oldest first."""
    sentences = {part.id for part in state.parts.get(task, ())} or {task}
    rows = [row for row in state.children("", SlipRow) if not sentences.isdisjoint(row.tasks.split())]
    return sorted(rows, key=lambda row: (row.day, len(row.id), row.id))


def links_of(state: State, task: str) -> list[LinkRow]:
    """Return how a task stands to those of other documents that are still there."""
    return [row for row in state.children(task, LinkRow) if row.to in state]
