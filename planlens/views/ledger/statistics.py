"""Statistics of a ledger by unit, leader, document, chapter, state, pace or light: what month-end tables count.

Every task without sub-tasks counts once in each group that it belongs to (a task that two units lead in both), what is
已取消 nowhere: all groups together may have more tasks than there are. The row of all counts each once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from planlens.model import LifeStage, Light, PersonKind, Status, UnitRole
from planlens.model.lights import deadline_day
from planlens.model.pace import Pace
from planlens.project.ledger import extensions, people_of, stages_of
from planlens.project.rows import DocumentRow, SectionRow, TaskRow, UnitRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.ledger.periods import Collected, reporting_units
from planlens.views.overview import Overview
from planlens.views.tallies import cancelled_in, is_open

NOBODY = "（未明确）"
"""The group of tasks that have none of what is counted by."""

WHOLE = "合计"


class By(StrEnum):
    """What tasks are counted by."""

    LEAD = "lead"
    SUPPORT = "support"
    UNIT = "unit"
    LEADER = "leader"
    IN_CHARGE = "in-charge"
    PERSON = "person"
    DOCUMENT = "document"
    CHAPTER = "chapter"
    STATUS = "status"
    PACE = "pace"
    LIGHT = "light"
    STAGE = "stage"

    @property
    def label(self) -> str:
        """The head of the first column."""
        return _LABELS[self]


_LABELS = {
    By.LEAD: "牵头单位",
    By.SUPPORT: "配合单位",
    By.UNIT: "单位",
    By.LEADER: "牵头领导",
    By.IN_CHARGE: "分管领导",
    By.PERSON: "责任人",
    By.DOCUMENT: "文件",
    By.CHAPTER: "章节",
    By.STATUS: "状态",
    By.PACE: "进度评价",
    By.LIGHT: "预警",
    By.STAGE: "当前环节",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted of a group of tasks.

    Attributes:
        name: the group.
        keys: the ids of its tasks, in the tree's order.
        completion: their mean percent done, by their weights.
        statuses, lights, paces: how many have which.
        overdue: how many are past their limit and not finished.
        extended: how often their limits were put off.
        owed, in_time, late, missing: of the reports of a period, 0 where none is looked at.
    """

    name: str
    keys: tuple[str, ...]
    completion: float
    statuses: Mapping[Status, int]
    lights: Mapping[Light, int]
    paces: Mapping[Pace, int]
    overdue: int
    extended: int
    owed: int = 0
    in_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def tasks(self) -> int:
        """How many tasks there are."""
        return len(self.keys)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return self.statuses.get(Status.DONE, 0)

    @property
    def rate(self) -> float:
        """Percent of them that is done (办结率)."""
        return 100 * self.done / self.tasks if self.tasks else 0.0


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of all groups, those with most tasks first, and of the whole; *before* the same of an earlier day."""

    by: By
    groups: tuple[Figures, ...]
    whole: Figures
    before: Mapping[str, Figures] = field(default_factory=dict)


def statistics(
    overview: Overview, by: By, collected: Collected | None = None, before: Overview | None = None
) -> Statistics:
    """Count a project's tasks.

    Args:
        overview: where they stand on a day.
        by: what they are counted by.
        collected: the reports of a period, to be counted too.
        before: where they stood on an earlier day, to be compared with.
    """
    groups, whole = _counted(overview, by, collected)
    earlier: dict[str, Figures] = {}
    if before is not None:
        were, all_of_it = _counted(before, by, None)
        earlier = {figures.name: figures for figures in (*were, all_of_it)}
    return Statistics(by, groups, whole, earlier)


def _counted(overview: Overview, by: By, collected: Collected | None) -> tuple[tuple[Figures, ...], Figures]:
    counter = _Counter(overview, collected)
    names = groups_of(overview, by)
    groups: dict[str, list[TaskRow]] = {}
    for task in counter.tasks:
        for name in dict.fromkeys(names(task)) or [NOBODY]:
            groups.setdefault(name, []).append(task)
    found = [counter.figures(name, tasks, by) for name, tasks in groups.items()]
    order = _order(overview.state, by)
    found.sort(key=lambda item: (item.name == NOBODY, order.get(item.name, 0), -item.tasks, item.name))
    return tuple(found), counter.figures(WHOLE, counter.tasks, None)


def _order(state: State, by: By) -> Mapping[str, int]:
    """Return the order of groups that have one of their own."""
    match by:
        case By.STATUS:
            return {name: place for place, name in enumerate(status_names(state).values())}
        case By.PACE:
            return {pace.label: place for place, pace in enumerate(Pace)}
        case By.LIGHT:
            lights = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN, Light.NONE)
            return {light.label: place for place, light in enumerate(lights)}
        case By.STAGE:
            return {stage.label: place for place, stage in enumerate(LifeStage)}
        case By.DOCUMENT:
            return {row.title or row.name: place for place, row in enumerate(state.documents())}
        case By.CHAPTER:
            headings = [row.heading for _, row in state.walk() if isinstance(row, SectionRow)]
            return {name: place for place, name in enumerate(dict.fromkeys(headings))}
    return {}


def groups_of(overview: Overview, by: By) -> Callable[[TaskRow], Iterable[str]]:
    """Return what tells the groups of a task; where it tells none nobody has said."""
    state = overview.state
    names = status_names(state)
    tellers: dict[By, Callable[[TaskRow], Iterable[str]]] = {
        By.LEAD: lambda task: reporting_units(state, task.id),
        By.SUPPORT: lambda task: _units(state, task.id, UnitRole.SUPPORT),
        By.UNIT: lambda task: _units(state, task.id, *UnitRole),
        By.LEADER: lambda task: _people(state, task.id, PersonKind.LEADER),
        By.IN_CHARGE: lambda task: _people(state, task.id, PersonKind.IN_CHARGE),
        By.PERSON: lambda task: _people(state, task.id, PersonKind.RESPONSIBLE),
        By.DOCUMENT: lambda task: _document(state, task),
        By.CHAPTER: lambda task: _chapter(state, task),
        By.STATUS: lambda task: [names[overview[task.id].status]],
        By.PACE: lambda task: [overview.paced_of(task).pace.label],
        By.LIGHT: lambda task: [overview[task.id].light.label],
        By.STAGE: lambda task: [stage.label for stage in list(stages_of(state, task.id))[-1:]],
    }
    return tellers[by]


def _units(state: State, task: str, *roles: UnitRole) -> list[str]:
    return [row.name for row in state.children(task, UnitRow) if row.is_responsible and row.role in roles]


def _people(state: State, task: str, kind: PersonKind) -> list[str]:
    return [row.name for row in people_of(state, task, kind)]


def _document(state: State, task: TaskRow) -> list[str]:
    row = state.find(task.document)
    return [row.title or row.name] if isinstance(row, DocumentRow) else []


def _chapter(state: State, task: TaskRow) -> list[str]:
    """Return the highest heading above a task."""
    above = [row.heading for row in state.above(task.id) if isinstance(row, SectionRow)]
    return above[:1]


class _Counter:
    """Counts groups of the tasks that count in an overview."""

    def __init__(self, overview: Overview, collected: Collected | None) -> None:
        self.overview = overview
        self.collected = collected
        state, gone = overview.state, cancelled_in(overview)
        self.tasks = [row for row in state.tasks() if row.id not in gone and not state.items(row.id)]
        self._paces = {row.id: overview.paced_of(row).pace for row in self.tasks}

    def figures(self, name: str, tasks: Sequence[TaskRow], by: By | None) -> Figures:
        """Return the figures of a group; of units only what they themselves report is theirs to report."""
        overview = self.overview
        standings = [overview[task.id] for task in tasks]
        weight = sum(standing.weight for standing in standings)
        done = sum(standing.completion * standing.weight for standing in standings)
        return Figures(
            name,
            tuple(task.id for task in tasks),
            done / weight if weight else 0.0,
            Counter(standing.status for standing in standings),
            Counter(standing.light for standing in standings),
            Counter(self._paces[task.id] for task in tasks),
            sum(self._is_overdue(task) for task in tasks),
            sum(extensions(overview.state, task.id) for task in tasks),
            *self._replies(name, tasks, by),
        )

    def _is_overdue(self, task: TaskRow) -> bool:
        day = deadline_day(task.deadline)
        return day is not None and day < self.overview.today and is_open(self.overview[task.id])

    def _replies(self, name: str, tasks: Sequence[TaskRow], by: By | None) -> tuple[int, int, int, int]:
        if self.collected is None:
            return (0, 0, 0, 0)
        keys = {task.id for task in tasks}
        if by in {By.SUPPORT, By.UNIT}:
            keys = {key for key in keys if name in reporting_units(self.overview.state, key)}
        found = self.collected
        parts = (found.owed, found.in_time, found.late, found.missing)
        owed, in_time, late, missing = (sum(key in keys for key in part) for part in parts)
        return owed, in_time, late, missing
