"""What the charts show, reckoned from an overview; every mark knows the tasks that it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planlens.model import Light
from planlens.model.course import Course, number
from planlens.model.judgement import Verdict
from planlens.model.tracking import Status
from planlens.project.rows import SectionRow, TargetRow, TaskRow
from planlens.project.state import State
from planlens.views.headings import document_name, headings
from planlens.views.overview import Overview
from planlens.views.tallies import responsible, tallies
from planlens.views.targets import aim_of, measured

FEW = 4
"""Sections that a chart should show at least: where a level has fewer, the next one is shown."""

MOST = 14
"""Bars that a chart has room for; the last of them stands for all that would be more."""

OUTSIDE = "未归入章节"
"""The bar of the tasks that stand in no section."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The tasks that a mark stands for, and what to call them: ``市财政局：滞后``."""

    label: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stacked bar: its name, the ids of its tasks by state, and whether it stands for all that had no room."""

    label: str
    parts: Mapping[Status, Sequence[str]] = field(default_factory=dict)
    rest: bool = False

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
    """What falls due in a month (``2026-06``), and what of it is overdue."""

    month: str
    ids: Sequence[str]
    late: frozenset[str]

    @property
    def pick(self) -> Pick:
        """The tasks of the month."""
        year, _, month = self.month.partition("-")
        return Pick(f"{year}年{int(month)}月到期", frozenset(self.ids))


SHORT_GAP = 3
"""Months without anything due that a chart still shows one by one."""


def spaced(months: Sequence[Month]) -> list[Month | None]:
    """Return months as they follow one another in time: a short gap as its empty months, a longer one as None."""
    found: list[Month | None] = []
    last = 0
    for month in months:
        year, _, number_in_year = month.month.partition("-")
        place = 12 * int(year) + int(number_in_year) - 1
        between = range(last + 1, place) if found else range(0)
        if len(between) > SHORT_GAP:
            found.append(None)
        else:
            found += [Month(f"{each // 12}-{each % 12 + 1:02}", (), frozenset()) for each in between]
        found.append(month)
        last = place
    return found


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
    """All that the page shows of one day; what is 已取消 is told by *statuses* and counts nowhere else.

    Attributes:
        tasks: the ids of all tasks that count.
        completion: percent done of the whole project.
        four_colours: whether the office has 蓝灯.
        level: what *sections* has a bar for: 章节, or 文件 where there are several.
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
    four_colours: bool = False
    level: str = "章节"


def facts(overview: Overview) -> ChartFacts:
    """Reckon everything."""
    state, counts = overview.state, tallies(overview)
    lights: defaultdict[Light, set[str]] = defaultdict(set)
    statuses: defaultdict[Status, set[str]] = defaultdict(set)
    tasks = [task for task in state.tasks() if task.id not in counts.cancelled]
    for task in tasks:
        lights[overview[task.id].light].add(task.id)
        statuses[overview[task.id].status].add(task.id)
    if counts.cancelled:
        statuses[Status.CANCELLED] |= counts.cancelled
    late = frozenset(counts.overdue)
    level, sections = by_section(overview, tasks)
    return ChartFacts(
        frozenset(task.id for task in tasks),
        overview[""].completion,
        {light: frozenset(ids) for light, ids in lights.items()},
        {status: frozenset(ids) for status, ids in statuses.items()},
        late,
        frozenset(counts.unassigned),
        sections,
        by_unit(overview, tasks),
        [Month(month, ids, late.intersection(ids)) for month, ids in counts.due.items()],
        bullets(overview),
        four_colours=overview.rules.near is Light.BLUE,
        level=level,
    )


def by_section(overview: Overview, tasks: Iterable[TaskRow]) -> tuple[str, list[Bar]]:
    """Return a bar for every document or section with tasks, of the highest level that has several, and that level.

    Each task stands in one.
    """
    state = overview.state
    documents = {row.id: document_name(row) for row in state.documents()}
    chains = {key: [key] for key in documents}
    titles = {**headings(state), **(documents if len(documents) > 1 else dict.fromkeys(documents, OUTSIDE))}
    of_task: list[tuple[TaskRow, list[str]]] = []
    counted = {task.id for task in tasks}
    for _, item in state.walk():
        above = chains[item.owner]
        if isinstance(item, SectionRow):
            chains[item.id] = [*above, item.id]
        else:
            chains[item.id] = above
            if item.id in counted:
                of_task.append((item, above))
    deepest = max((len(chain) for _, chain in of_task), default=0)
    found: list[Bar] = []
    level = 0
    for level in range(1 if len(documents) > 1 else 2, deepest + 1):
        found = _bars(overview, ((task, chain[:level][-1]) for task, chain in of_task), titles)
        if len(found) >= FEW:
            break
    what = "文件" if level == 1 else "章节"
    return what, _fitting(found or _bars(overview, ((task, chain[0]) for task, chain in of_task), titles), what)


def by_unit(overview: Overview, tasks: Iterable[TaskRow]) -> list[Bar]:
    """Return a bar for each of the units that have most tasks, whatever their role, the heaviest first."""
    pairs = ((task, unit.name) for task in tasks for unit in responsible(overview.state, task.id))
    found = _bars(overview, pairs, {})
    return _fitting(sorted(found, key=lambda bar: -bar.total), "单位")


def _fitting(bars: list[Bar], what: str) -> list[Bar]:
    """Return as many bars as there is room for, the last one for all the others: 其余3个章节."""
    if len(bars) <= MOST:
        return bars
    shown, rest = bars[: MOST - 1], bars[MOST - 1 :]
    parts: dict[Status, dict[str, None]] = {}
    for bar in rest:
        for status, ids in bar.parts.items():
            parts.setdefault(status, {}).update(dict.fromkeys(ids))  # a task of several units is one task
    ordered = {status: list(parts[status]) for status in Status if status in parts}
    return [*shown, Bar(f"其余{len(rest)}个{what}", ordered, rest=True)]


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
        way, plan = _way(overview.state, target, verdict)
        found.append(Bullet(target.id, target.indicator or target.text, way, plan, verdict))
    return sorted(found, key=lambda bullet: bullet.way is None)


def _way(state: State, target: TargetRow, verdict: Verdict) -> tuple[float | None, float | None]:
    """Return how much of the way to the target is covered and should be, in percent.

    Where there is no way to go (no base value, or one that meets the target already: a rank among the first three), it
    is the part of the target that is reached: the actual value in the target's, turned round where less is better.
    """
    course, actual = aim_of(state, target).course, verdict.actual
    if course is None or actual is None:
        return None, None
    if course.base is None or course.base == course.value or course.reached(course.base):
        return _part(course, actual), None
    length = course.value - course.base
    due = verdict.expected
    return 100 * (actual - course.base) / length, None if due is None else 100 * (due - course.base) / length


def _part(course: Course, actual: float) -> float:
    if course.falling:
        return 100.0 if course.reached(actual) else max(0.0, 100 * course.value / actual)
    if not course.value:
        return 100.0 if course.reached(actual) else 0.0
    return 100 * actual / course.value
