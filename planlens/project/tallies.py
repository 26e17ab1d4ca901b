"""The tasks of a project counted: by state, light and unit, those past their deadline, and what falls due when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planlens.model import Light, Origin, Status, UnitRole
from planlens.model.lights import deadline_day
from planlens.project.overview import Overview, Standing
from planlens.project.rows import UnitRow
from planlens.project.state import State


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks counted: all of them, those past their deadline, by state, by light, and by a unit's role in them."""

    tasks: int = 0
    overdue: int = 0
    statuses: Mapping[Status, int] = field(default_factory=dict)
    lights: Mapping[Light, int] = field(default_factory=dict)
    roles: Mapping[UnitRole, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of all tasks in a project on a day.

    Attributes:
        whole: all tasks, those with sub-tasks and the sub-tasks alike.
        units: the same for each unit that is :func:`responsible`, the one with most tasks first.
        unassigned: the ids of the tasks that no unit is responsible for, in the tree's order.
        overdue: the ids of the tasks that are past their deadline and not finished, the latest first.
        due: the ids of unfinished tasks by the month that they fall due in (``2025-06``), the months in order.
    """

    whole: Tally
    units: Mapping[str, Tally]
    unassigned: tuple[str, ...]
    overdue: tuple[str, ...]
    due: Mapping[str, tuple[str, ...]]


def responsible(state: State, task: str) -> list[UnitRow]:
    """Return the units that have to do with a task: stated, assigned or accepted ones.

    A rejected unit is none; one that is suggested and not decided on is not responsible yet.
    """
    return [unit for unit in state.children(task, UnitRow) if is_responsible(unit)]


def is_responsible(unit: UnitRow) -> bool:
    """Whether a unit is responsible for its task, see :func:`responsible`."""
    return unit.decision != "rejected" and (unit.origin != Origin.SUGGESTED or unit.decision == "accepted")


def is_open(standing: Standing) -> bool:
    """Whether work is still to be done: neither 已完成 nor 100 %, nor 暂缓 or 已取消."""
    ended = (Status.DONE, Status.PAUSED, Status.CANCELLED)
    return standing.completion < 100 and standing.status not in ended


class _Counter:
    """A tally in the making; tasks that stand alike share one :class:`Standing`, so these are counted first."""

    def __init__(self) -> None:
        self.standings: dict[int, Standing] = {}
        self.counts: Counter[tuple[int, bool]] = Counter()
        self.roles: Counter[str] = Counter()

    def add(self, standing: Standing, *, late: bool) -> None:
        self.standings[id(standing)] = standing
        self.counts[id(standing), late] += 1

    def tally(self) -> Tally:
        """Return the counts; states, lights and roles in their usual order."""
        statuses: Counter[Status] = Counter()
        lights: Counter[Light] = Counter()
        for (key, _), count in self.counts.items():
            statuses[self.standings[key].status] += count
            lights[self.standings[key].light] += count
        return Tally(
            self.counts.total(),
            sum(count for (_, late), count in self.counts.items() if late),
            {item: statuses[item] for item in Status if item in statuses},
            {item: lights[item] for item in Light if item in lights},
            {item: self.roles[item.value] for item in UnitRole if item.value in self.roles},
        )


def tallies(overview: Overview) -> Tallies:
    """Count the tasks of a project as they stand in an overview."""
    whole, units = _Counter(), defaultdict[str, _Counter](_Counter)
    unassigned: list[str] = []
    overdue: list[tuple[date, str]] = []
    due: defaultdict[str, list[str]] = defaultdict(list)
    for task in overview.state.tasks():
        standing = overview[task.id]
        day = deadline_day(task.deadline) if is_open(standing) else None
        late = day is not None and day < overview.today
        whole.add(standing, late=late)
        if day is not None:
            due[day.isoformat()[:7]].append(task.id)
            if late:
                overdue.append((day, task.id))
        names = {unit.name: unit.role for unit in responsible(overview.state, task.id)}
        for name, role in names.items():
            units[name].add(standing, late=late)
            units[name].roles[role] += 1
        if not names:
            unassigned.append(task.id)
    overdue.sort(key=lambda item: item[0])
    found = {name: counter.tally() for name, counter in units.items()}
    return Tallies(
        whole=whole.tally(),
        units={name: found[name] for name in sorted(found, key=lambda name: (-found[name].tasks, name))},
        unassigned=tuple(unassigned),
        overdue=tuple(key for _, key in overdue),
        due={month: tuple(due[month]) for month in sorted(due)},
    )
