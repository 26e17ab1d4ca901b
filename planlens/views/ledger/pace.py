"""How the tasks of a project keep up with their plans, see :mod:`planlens.model.pace`."""

from __future__ import annotations

from planlens.model import Status
from planlens.model.lights import deadline_day
from planlens.model.pace import Goal, Paced, paced
from planlens.project.ledger import node_day, nodes_of
from planlens.project.rows import TaskRow
from planlens.project.settings import end_of, pace_band, start_of
from planlens.project.state import State
from planlens.views.overview import Overview


def goals_of(state: State, task: str) -> list[Goal]:
    """Return a task's nodes as pace sees them."""
    return [Goal(node_day(row), row.done is not None, row.percent) for row in nodes_of(state, task)]


def paced_of(overview: Overview, row: TaskRow) -> Paced:
    """Return how a task keeps up on the day of an overview; one with sub-tasks by what they come to together."""
    state, standing = overview.state, overview[row.id]
    progress = standing.completion if state.items(row.id) else row.progress
    due = deadline_day(row.deadline)
    if due is None and row.deadline is None and overview.rules.plan_end:
        due = end_of(state, row.document)
    start = start_of(state, row.document)
    return paced(standing.status, progress, goals_of(state, row.id), due, start, overview.today, pace_band(state))


def paces(overview: Overview) -> dict[str, Paced]:
    """Return how all tasks keep up, by their ids, in the tree's order; what is 已取消 counts nowhere."""
    tasks = (row for row in overview.state.tasks() if overview[row.id].status is not Status.CANCELLED)
    return {row.id: paced_of(overview, row) for row in tasks}
