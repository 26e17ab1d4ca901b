"""Progress rolled up over links: how far what carries out an upper task is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from planlens.model import LinkKind
from planlens.model.tracking import Status
from planlens.project.rows import LinkRow, TaskRow
from planlens.project.state import State


@dataclass(frozen=True, slots=True)
class Carried:
    """How many tasks carry out an upper one, how many of these are done, and how far they are (percent)."""

    tasks: int
    done: int
    progress: float

    @property
    def words(self) -> str:
        """It in words."""
        return f"{self.tasks} 项本级任务落实，已完成 {self.done} 项，平均进度 {self.progress:.0f}%"


def carried_out(state: State) -> dict[str, Carried]:
    """Return for each upper task that is linked how far the tasks are that carry it out.

    Each counts by its weight; one of which nobody has said how far it is counts as not begun, one that is cancelled not
    at all.
    """
    below: defaultdict[str, list[TaskRow]] = defaultdict(list)
    for link in state.all(LinkRow):
        task = state.find(link.owner)
        if link.kind == LinkKind.CARRIES_OUT and isinstance(task, TaskRow) and task.status != Status.CANCELLED:
            below[link.to].append(task)
    return {key: _carried(tasks) for key, tasks in below.items() if key in state}


def _carried(tasks: list[TaskRow]) -> Carried:
    whole = sum(task.weight for task in tasks)
    progress = sum(task.weight * (task.progress or 0.0) for task in tasks) / whole
    return Carried(len(tasks), sum(task.status == Status.DONE for task in tasks), progress)
