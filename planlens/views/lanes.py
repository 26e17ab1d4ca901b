"""What the timeline shows, line by line: headings and tasks with the time that they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planlens.model import ONGOING, Light, Node
from planlens.model.lights import deadline_day
from planlens.model.tracking import Status
from planlens.project.ledger import node_day, nodes_of
from planlens.project.rows import SectionRow, TaskRow
from planlens.project.settings import start_of, status_names
from planlens.project.state import State
from planlens.views.fields.ledger_words import node_words
from planlens.views.headings import headings
from planlens.views.ledger.statistics import NOBODY, By, groups_of
from planlens.views.overview import Overview
from planlens.views.tallies import responsible

FAR = date.max
"""Where the bar of work without an end (长期坚持) ends."""

NO_UNIT = "未明确单位"
NO_SECTION = "未归入章节"


class Grouping(StrEnum):
    """What stands above the tasks."""

    SECTION = "section"
    UNIT = "unit"
    LEADER = "leader"
    PERSON = "person"
    PACE = "pace"
    STAGE = "stage"

    @property
    def label(self) -> str:
        """What people choose."""
        return _GROUPINGS[self][0]


_GROUPINGS: Mapping[Grouping, tuple[str, By | None]] = {
    Grouping.SECTION: ("按章节", None),
    Grouping.UNIT: ("按单位", None),
    Grouping.LEADER: ("按牵头领导", By.LEADER),
    Grouping.PERSON: ("按责任人", By.PERSON),
    Grouping.PACE: ("按进度评价", By.PACE),
    Grouping.STAGE: ("按当前环节", By.STAGE),
}


class Until(StrEnum):
    """What the last day of a line is; the word is the one that people read."""

    LIMIT = "完成时限"
    NODE = "最后节点"
    PLAN = "规划期末"


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A node on a line of the timeline: the ordinal of its last day, what it says, whether it is reached, or late."""

    day: int
    text: str
    done: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the timeline.

    Attributes:
        id: the task's id, "" for a heading.
        text: what is written at its left.
        start: the ordinal (:meth:`datetime.date.toordinal`) of the first day, 0 for a heading.
        end: that of its last day; that of :data:`FAR` for work without an end.
        light: the task's warning light.
        reason: why the light is on.
        status: what the office calls the task's own state, "" for a heading.
        completion: percent done.
        points: its nodes, in the order of their days.
        until: what its last day is.
    """

    id: str
    text: str
    start: int = 0
    end: int = 0
    light: Light = Light.NONE
    reason: str = ""
    status: str = ""
    completion: float = 0.0
    points: tuple[NodeMark, ...] = ()
    until: Until = Until.LIMIT


def lanes(state: State, overview: Overview, grouping: Grouping, *, done: bool = True) -> list[Lane]:
    """Return the lines of a project's timeline: groups in the document's order, their tasks by deadline.

    A group that has no line does not stand there: one line at the end tells how many tasks have no time at all.

    Args:
        state: the project's rows.
        overview: where its tasks stand.
        grouping: by section, or by unit: a task then stands under each unit that leads it, or is responsible for it
            where none leads.
        done: whether tasks that are finished or cancelled are shown.
    """
    starts = {row.id: start_of(state, row.id) for row in state.documents()}
    names = status_names(state)
    groups: dict[str, list[Lane]] = {}
    undated: dict[str, int] = {}
    timeless = 0
    for task, titles in _grouped(overview, grouping):
        if not done and task.status in {Status.DONE, Status.CANCELLED}:
            continue
        lane = _lane(task, overview, starts.get(task.document), names)
        timeless += lane is None
        for title in titles:
            groups.setdefault(title, [])
            if lane is None:
                undated[title] = undated.get(title, 0) + 1
            else:
                groups[title].append(lane)
    lines = [lane for title, found in groups.items() if found for lane in _group(title, found, undated.get(title, 0))]
    return [*lines, Lane("", f"未定时限的任务共{timeless}项，不在时间轴上")] if timeless else lines


def _group(title: str, found: list[Lane], undated: int) -> Iterator[Lane]:
    total = len(found) + undated
    note = f"，其中{undated}项未定时限" if undated else ""
    yield Lane("", f"{title}（{total}项{note}）")
    yield from sorted(found, key=lambda lane: (lane.end, lane.start))


def _lane(task: TaskRow, overview: Overview, start: date | None, names: Mapping[Status, str]) -> Lane | None:
    """Return a task's line, None where it has neither a deadline nor nodes, nor an end of its plan to be done by."""
    points = _points(overview, task)
    end, until = _end(task, overview, points)
    if end is None:
        return None
    standing = overview[task.id]
    if start is None or start > end:
        start = date(overview.today.year if end is FAR else end.year, 1, 1)
    what = (standing.light, standing.reason, names[Status(task.status)], standing.completion)
    text = " ".join(task.text.split())
    return Lane(task.id, text, start.toordinal(), end.toordinal(), *what, points, until)


def _end(task: TaskRow, overview: Overview, points: tuple[NodeMark, ...]) -> tuple[date | None, Until]:
    if task.deadline == ONGOING:
        return FAR, Until.LIMIT
    day = deadline_day(task.deadline)
    if day is not None:
        return day, Until.LIMIT
    if points:
        return date.fromordinal(points[-1].day), Until.NODE
    return overview.term_of(task).last_day(overview.rules), Until.PLAN


def _points(overview: Overview, task: TaskRow) -> tuple[NodeMark, ...]:
    today = overview.today
    rows = ((node_day(row), row) for row in nodes_of(overview.state, task.id))
    return tuple(
        NodeMark(
            day.toordinal(),
            node_words(Node(row.due, row.text, row.done)),
            row.done is not None,
            (date.fromisoformat(row.done) if row.done else today) > day,
        )
        for day, row in rows
    )


def _grouped(overview: Overview, grouping: Grouping) -> Iterator[tuple[TaskRow, Iterable[str]]]:
    """Yield every task with the titles of the groups that it belongs to."""
    state = overview.state
    known = headings(state)
    by = _GROUPINGS[grouping][1]
    names = groups_of(overview, by) if by else lambda task: _units(state, task)
    titles: dict[str, str] = {}
    for _, item in state.walk():
        above = titles.get(item.owner, "")
        if isinstance(item, SectionRow):
            titles[item.id] = known[item.id]
            continue
        titles[item.id] = above
        yield item, [above or NO_SECTION] if grouping is Grouping.SECTION else list(names(item)) or [NOBODY]


def _units(state: State, task: TaskRow) -> list[str]:
    decided = responsible(state, task.id)
    leads = [unit.name for unit in decided if unit.role == "lead"]
    others = [unit.name for unit in decided if unit.role == "responsible"]
    return list(dict.fromkeys(leads or others)) or [NO_UNIT]


def span_of(found: Iterable[Lane], today: date) -> tuple[int, int]:
    """Return the ordinals of the first and last day that the timeline has to reach, whole years around today."""
    far = FAR.toordinal()
    bars = [lane for lane in found if lane.id]
    points = [point.day for lane in bars for point in lane.points]
    first = min([today.toordinal(), *(lane.start for lane in bars), *points])
    last = max([today.toordinal(), *(lane.end for lane in bars if lane.end != far), *points])
    return (
        date(date.fromordinal(first).year, 1, 1).toordinal(),
        date(date.fromordinal(last).year, 12, 31).toordinal(),
    )


def ticks(first: int, last: int, per_day: float) -> list[tuple[int, str, bool]]:
    """Return the marks of the time axis between two ordinals: the day, its name, whether a year begins.

    Args:
        first: the first ordinal seen.
        last: the last one.
        per_day: pixels that a day takes: years, then quarters, months and days appear as there is room for their names.
    """
    found = []
    step = 12 if per_day < 0.45 else 3 if per_day < 1.4 else 1
    begin = date.fromordinal(max(first, 1))
    year, month = begin.year, (begin.month - 1) // step * step + 1
    while (day := date(year, month, 1)).toordinal() <= last:
        name = f"{year}年" if month == 1 else f"{month}月"
        crowded = per_day * 365 < 44 and year % 5
        found.append((day.toordinal(), "" if crowded else name, month == 1))
        if per_day >= 7:
            found += [(day.toordinal() + extra, f"{extra + 1}日", False) for extra in (9, 19)]
        month += step
        if month > 12:
            year, month = year + 1, 1
        if year > date.max.year:
            break
    return found


def deadline_at(ordinal: int, per_day: float) -> str:
    """Return the deadline that dragging an end to a day means: the day where days can be told apart, else its month."""
    day = date.fromordinal(ordinal)
    return day.isoformat() if per_day >= 4 else f"{day.year:04}-{day.month:02}"
