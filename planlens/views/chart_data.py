"""What the charts show, reckoned from an overview; every mark knows the tasks that it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planlens.model import Light
from planlens.model.judgement import Verdict, number
from planlens.model.tracking import Status
from planlens.project.rows import SectionRow, TargetRow, TaskRow
from planlens.views.overview import Overview
from planlens.views.tallies import responsible, tallies
from planlens.views.targets import measured, path_of

FEW = 4
"""Sections that a chart should show at least: where a level has fewer, the next one is shown."""

MOST = 14
"""Bars that a chart has room for."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The tasks that a mark stands for, and what to call them: ``市财政局：滞后``."""

    label: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stacked bar: its name, and the ids of its tasks by state."""

    label: str
    parts: Mapping[Status, Sequence[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of tasks in it."""
        return sum(len(ids) for ids in self.parts.values())

    def pick(self, names: Mapping[Status, str], status: Status | None = None) -> Pick:
        """Return the tasks of one state, or all of them."""
        if status is None:
            return Pick(self.label, frozenset(key for ids in self.parts.values() for key in ids))
        return Pick(f"{self.label}：{names[status]}", frozenset(self.parts.get(status, ())))


@dataclass(frozen=True, slots=True)
class Month:
    """What falls due in a month (``2026-06``), and whether that has passed."""

    month: str
    ids: Sequence[str]
    late: bool

    @property
    def pick(self) -> Pick:
        """The tasks of the month."""
        year, _, month = self.month.partition("-")
        return Pick(f"{year}年{int(month)}月到期", frozenset(self.ids))


@dataclass(frozen=True, slots=True)
class Bullet:
    """A target and how far the way to it is covered.

    Attributes:
        id: the target's id.
        label: the indicator.
        way: percent of the way from the base value that is covered, None where nobody knows.
        plan: percent that should be covered by now.
        verdict: the judgement and why.
    """

    id: str
    label: str
    way: float | None
    plan: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """All that the page shows of one day.

    Attributes:
        tasks: the ids of all tasks.
        completion: percent done of the whole project.
    """

    tasks: frozenset[str]
    completion: float
    lights: Mapping[Light, frozenset[str]]
    statuses: Mapping[Status, frozenset[str]]
    overdue: frozenset[str]
    unassigned: frozenset[str]
    sections: Sequence[Bar]
    units: Sequence[Bar]
    months: Sequence[Month]
    bullets: Sequence[Bullet]


def facts(overview: Overview) -> ChartFacts:
    """Reckon everything."""
    state, counts = overview.state, tallies(overview)
    tasks = state.tasks()
    lights: defaultdict[Light, set[str]] = defaultdict(set)
    statuses: defaultdict[Status, set[str]] = defaultdict(set)
    for task in tasks:
        lights[overview[task.id].light].add(task.id)
        statuses[overview[task.id].status].add(task.id)
    now = overview.today.isoformat()[:7]
    return ChartFacts(
        frozenset(task.id for task in tasks),
        overview[""].completion,
        {light: frozenset(ids) for light, ids in lights.items()},
        {status: frozenset(ids) for status, ids in statuses.items()},
        frozenset(counts.overdue),
        frozenset(counts.unassigned),
        by_section(overview),
        by_unit(overview, tasks),
        [Month(month, ids, month < now) for month, ids in counts.due.items()],
        bullets(overview),
    )


def by_section(overview: Overview) -> list[Bar]:
    """Return a bar for every section with tasks, of the highest level that has several."""
    state = overview.state
    chains: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    of_task: list[tuple[TaskRow, list[str]]] = []
    for _, item in state.walk():
        above = chains.get(item.owner, [])
        if isinstance(item, SectionRow):
            chains[item.id] = [*above, item.id]
            titles[item.id] = item.number + item.title
        else:
            chains[item.id] = above
            of_task.append((item, above))
    deepest = max((len(chain) for _, chain in of_task), default=0)
    found: list[Bar] = []
    for depth in range(1, deepest + 1):
        found = _bars(overview, ((task, chain[:depth][-1]) for task, chain in of_task if chain), titles)
        if len(found) >= FEW:
            break
    return found[:MOST]


def by_unit(overview: Overview, tasks: Iterable[TaskRow]) -> list[Bar]:
    """Return a bar for each of the units that have most tasks, whatever their role, the heaviest first."""
    pairs = ((task, unit.name) for task in tasks for unit in responsible(overview.state, task.id))
    found = _bars(overview, pairs, {})
    return sorted(found, key=lambda bar: -bar.total)[:MOST]


def _bars(overview: Overview, pairs: Iterable[tuple[TaskRow, str]], titles: Mapping[str, str]) -> list[Bar]:
    parts: dict[str, defaultdict[Status, list[str]]] = {}
    for task, key in pairs:
        parts.setdefault(key, defaultdict(list))[overview[task.id].status].append(task.id)
    ordered = {key: {status: ids[status] for status in Status if ids[status]} for key, ids in parts.items()}
    return [Bar(titles.get(key, key), found) for key, found in ordered.items()]


def bullets(overview: Overview) -> list[Bullet]:
    """Return a bullet for every target that has a number, those with actual values first."""
    found = []
    for target in overview.state.all(TargetRow):
        if number(target.value) is None:
            continue
        verdict = measured(overview.state, target, overview.today).verdict
        way, plan = _way(target, verdict, path_of(overview.state, target))
        found.append(Bullet(target.id, target.indicator or target.text, way, plan, verdict))
    return sorted(found, key=lambda bullet: bullet.way is None)


def _way(target: TargetRow, verdict: Verdict, path: Mapping[int, float]) -> tuple[float | None, float | None]:
    """Return how much of the way to the target is covered and should be, in percent."""
    value, actual = number(target.value), verdict.actual
    last = path[max(path)] if path else value
    if actual is None or last is None:
        return None, None
    base = target.base or 0.0
    if last == base:
        return (100.0 if actual == last else 0.0), 100.0
    due = verdict.expected
    return 100 * (actual - base) / (last - base), None if due is None else 100 * (due - base) / (last - base)
