"""How the tasks of a project keep up with their plans, see :mod:`planlens.model.pace`."""

from __future__ import annotations

from planlens.model import Status
from planlens.model.pace import Paced
from planlens.views.overview import Overview


def paces(overview: Overview) -> dict[str, Paced]:
    """Return how all tasks keep up, by their ids, in the tree's order; what is 已取消 counts nowhere."""
    tasks = (row for row in overview.state.tasks() if overview[row.id].status is not Status.CANCELLED)
    return {row.id: overview.paced_of(row) for row in tasks}
