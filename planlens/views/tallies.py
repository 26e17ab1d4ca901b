"""The tasks of a project counted: by state, light and unit, those past their deadline, and what falls due when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from planlens.model import Light, Status, UnitRole
from planlens.model.lights import deadline_day
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.overview import Overview, Standing


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks counted: all of them, those past their deadline, by state, by light, and by a unit's role in them.

    What is 已取消, or stands below such a task, is told by *statuses* and counts nowhere else.
    """

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
        cancelled: the ids of those that do not count: see :func:`cancelled_in`.
        units: the same for each unit that is :func:`responsible`, the one with most tasks first.
        unassigned: the ids of the tasks that no unit is responsible for, in the tree's order.
        overdue: the ids of the tasks that are past their deadline and not finished, the latest first.
        due: the ids of unfinished tasks by the month that they fall due in (``2025-06``), the months in order.
    """

    whole: Tally
    cancelled: frozenset[str]
    units: Mapping[str, Tally]
    unassigned: tuple[str, ...]
    overdue: tuple[str, ...]
    due: Mapping[str, tuple[str, ...]]


def responsible(state: State, task: str) -> list[UnitRow]:
    """Return the units that have to do with a task: those of which :func:`~planlens.project.rows.is_responsible`."""
    return [unit for unit in state.children(task, UnitRow) if unit.is_responsible]


def cancelled_in(overview: Overview) -> frozenset[str]:
    """Return the ids of the tasks that count nowhere: those that are 已取消, and all below these."""
    found: set[str] = set()
    for _, item in overview.state.walk():
        if item.owner in found or (isinstance(item, TaskRow) and overview[item.id].status is Status.CANCELLED):
            found.add(item.id)
    return frozenset(found)


def statuses_below(overview: Overview, key: str) -> Counter[Status]:
    """Count the tasks below a section or document by state, as :func:`tallies` does for all."""
    cancelled = cancelled_in(overview)
    tasks = (item.id for _, item in overview.state.walk(key) if isinstance(item, TaskRow))
    return Counter(Status.CANCELLED if task in cancelled else overview[task].status for task in tasks)


_CANCELLED = Standing(0.0, Status.CANCELLED, Light.NONE, "", 0.0)


def is_open(standing: Standing) -> bool:
    """Whether work is still to be done: neither 已完成 nor 100 %, nor 暂缓 or 已取消."""
    ended = (Status.DONE, Status.PAUSED, Status.CANCELLED)
    return standing.completion < 100 and standing.status not in ended


_ROLES = tuple(UnitRole)
_NUMBERS = {role.value: number for number, role in enumerate(_ROLES)}


class _Counts:
    """Counts in the making.

    Tasks that stand alike share one :class:`Standing`, so tasks are counted by kinds first. A kind is one number, which
    is much faster than counting states, lights and roles by themselves: ``8 × standing + 4 × late + role``.
    """

    def __init__(self) -> None:
        self._standings: list[Standing] = []
        self._numbers: dict[int, int] = {}
        self._whole: defaultdict[int, int] = defaultdict(int)
        self._units: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, standing: Standing, units: Mapping[str, str], *, late: bool) -> None:
        """Count a task, with the role of each of its units by name."""
        number = self._numbers.get(id(standing))
        if number is None:
            number = self._numbers[id(standing)] = len(self._standings)
            self._standings.append(standing)
        kind = 8 * number + 4 * late
        self._whole[kind] += 1
        for name, role in units.items():
            self._units[name][kind + _NUMBERS[role]] += 1

    def whole(self) -> Tally:
        """Return the counts of all tasks."""
        return replace(self._tally(self._whole), roles={})

    def units(self) -> dict[str, Tally]:
        """Return the counts of each unit's tasks."""
        return {name: self._tally(kinds) for name, kinds in self._units.items()}

    def _tally(self, kinds: Mapping[int, int]) -> Tally:
        statuses: Counter[Status] = Counter()
        lights: Counter[Light] = Counter()
        roles: Counter[UnitRole] = Counter()
        for kind, count in kinds.items():
            standing = self._standings[kind // 8]
            statuses[standing.status] += count
            if standing is _CANCELLED:
                continue
            lights[standing.light] += count
            roles[_ROLES[kind % 4]] += count
        return Tally(
            sum(lights.values()),
            sum(count for kind, count in kinds.items() if kind & 4),
            {item: statuses[item] for item in Status if item in statuses},
            {item: lights[item] for item in Light if item in lights},
            {item: roles[item] for item in UnitRole if item in roles},
        )


def tallies(overview: Overview) -> Tallies:
    """Count the tasks of a project as they stand in an overview."""
    counts = _Counts()
    unassigned: list[str] = []
    overdue: list[tuple[date, str]] = []
    due: defaultdict[str, list[str]] = defaultdict(list)
    cancelled = cancelled_in(overview)
    for task in overview.state.tasks():
        standing = _CANCELLED if task.id in cancelled else overview[task.id]
        day = deadline_day(task.deadline) if is_open(standing) else None
        late = day is not None and day < overview.today
        if day is not None:
            due[day.isoformat()[:7]].append(task.id)
            if late:
                overdue.append((day, task.id))
        units = {unit.name: unit.role for unit in responsible(overview.state, task.id)}
        counts.add(standing, units, late=late)
        if not units and standing is not _CANCELLED:
            unassigned.append(task.id)
    overdue.sort(key=lambda item: item[0])
    found = counts.units()
    return Tallies(
        whole=counts.whole(),
        cancelled=cancelled,
        units={name: found[name] for name in sorted(found, key=lambda name: (-found[name].tasks, name))},
        unassigned=tuple(unassigned),
        overdue=tuple(key for _, key in overdue),
        due={month: tuple(due[month]) for month in sorted(due)},
    )
