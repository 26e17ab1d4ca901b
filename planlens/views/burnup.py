"""How many tasks there were and how many of them were done, day by day, out of the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planlens.project.project import Project
from planlens.project.state import State
from planlens.views.items import ShownRows
from planlens.views.overview import WHOLE, Overview


@dataclass(frozen=True, slots=True)
class Point:
    """The end of a day (ISO date): tasks that are not 已取消, and those of them that are 已完成."""

    day: str
    tasks: int
    done: int


def burnup(project: Project, state: State, until: date, document: str | None = None) -> list[Point]:
    """Return a point for every day on which the counts changed, the earliest first.

    They are those of the overview of these days: tasks with sub-tasks stand as their sub-tasks say.

    Args:
        project: the open project.
        state: a copy of its state of now; it is led back to the beginning.
        until: the last day that counts.
        document: the id of the document whose tasks count, None for all.
    """
    rows = ShownRows(state)
    overview = Overview(rows.state, until)
    points: list[Point] = []
    day, counts = "", _counts(overview, document)
    for time, changes in project.backwards(state):
        if time[:10] != day:
            day = time[:10]
            points.append(Point(day, *counts))
        shown = rows.follow(changes)
        if overview.state is rows.state:
            overview.update(shown)
        else:
            overview = Overview(rows.state, until)
        counts = _counts(overview, document)
    found = [point for point in reversed(points) if point.day <= until.isoformat()]
    before = [(0, 0), *((point.tasks, point.done) for point in found)]
    return [point for point, last in zip(found, before, strict=False) if (point.tasks, point.done) != last]


def _counts(overview: Overview, document: str | None) -> tuple[int, int]:
    whole = overview.get(document or WHOLE)
    return whole.tasks, whole.done
