"""How many tasks there were and how many of them were done, day by day, out of the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planlens.model.tracking import Status
from planlens.project.changes import loads
from planlens.project.rows import TaskRow

STATUS = '"status"'
"""What the changes of an entry hold that adds, removes or marks a task: the text to ask the store for."""


@dataclass(frozen=True, slots=True)
class Point:
    """The end of a day (ISO date): tasks that are not 已取消, and those of them that are 已完成."""

    day: str
    tasks: int
    done: int


def burnup(statuses: Mapping[str, str], entries: Iterable[tuple[str, str]]) -> list[Point]:
    """Return a point for every day on which the counts may have changed, the earliest first.

    Args:
        statuses: the state of every task of now, by its id.
        entries: times and changes of the history, the newest first, as ``Store.changes(STATUS)`` yields them.
    """
    now = dict(statuses)
    points: list[Point] = []
    for time, changes in entries:
        day = time[:10]
        if not points or points[-1].day != day:
            points.append(_point(day, now))
        for item in reversed(loads(changes)):
            _take_back(now, item)
    return points[::-1]


def _point(day: str, now: Mapping[str, str]) -> Point:
    counted = [status for status in now.values() if status != Status.CANCELLED]
    return Point(day, len(counted), counted.count(Status.DONE))


def _take_back(now: dict[str, str], item: Mapping[str, Mapping[str, str]]) -> None:
    key = str(item["id"])
    if not key.startswith(TaskRow.letter):
        return
    before = item.get("before")
    if before is None:
        now.pop(key, None)
    elif "status" in before:
        now[key] = before["status"]
