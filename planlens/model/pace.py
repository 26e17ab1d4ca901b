"""Words for pace (达进度、超进度、欠进度): what is done of a task beside what was planned for the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from planlens.model.lights import Term, expected_progress
from planlens.model.tracking import Record, Status


class Pace(StrEnum):
    """How a task keeps up with its plan, in the words of 形象进度 reports."""

    DONE = "done"
    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The official word: 已完成, 超进度, 达进度, 欠进度, 其他."""
        return _LABELS[self]


_LABELS = {
    Pace.DONE: "已完成",
    Pace.AHEAD: "超进度",
    Pace.ON: "达进度",
    Pace.BEHIND: "欠进度",
    Pace.OTHER: "其他",
}


@dataclass(frozen=True, slots=True)
class Paced:
    """How a task keeps up.

    Attributes:
        pace: the word.
        planned: percent that should be done by the day, None where nothing says.
        reached: percent that is done.
        by_nodes: whether *planned* comes from nodes, not from 序时进度.
    """

    pace: Pace
    planned: float | None
    reached: float
    by_nodes: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A node as pace sees it: its last day, whether it is reached, the percent that somebody has planned for it."""

    day: date
    done: bool
    percent: float | None = None


def shares(steps: Sequence[Goal]) -> list[float]:
    """Return the percent of the task that is done once each step is reached; steps in the order of their days.

    Where nobody has planned a percent, steps count alike between the planned ones around them, and the last is 100 %.
    """
    known = [(-1, 0.0)]
    known += [(place, step.percent) for place, step in enumerate(steps) if step.percent is not None]
    if known[-1][0] < len(steps) - 1:
        known.append((len(steps) - 1, 100.0))
    found: list[float] = []
    for (place, share), (after, goal) in pairwise(known):
        found += [share + (goal - share) * n / (after - place) for n in range(1, after - place + 1)]
    return found


def reached_by(steps: Sequence[Goal]) -> float:
    """Return the percent that is done where just the steps say it."""
    return max((goal for goal, step in zip(shares(steps), steps, strict=True) if step.done), default=0.0)


def planned_by(steps: Sequence[Goal], today: date) -> float:
    """Return the percent that should be done by a day where steps say it."""
    return max((goal for goal, step in zip(shares(steps), steps, strict=True) if step.day <= today), default=0.0)


def paced(status: Status, progress: float | None, term: Term, due: date | None, today: date, band: float) -> Paced:
    """Return how a task keeps up on a day.

    What is planned comes from its nodes where it has any, else from 序时进度 until it is due, else nobody knows. Where
    nobody has said how much is done, the nodes that are reached say it. 滞后 is always 欠进度; 暂缓 and 已取消, and
    what has no plan, are 其他.

    Args:
        status: the task's state.
        progress: percent done as reported, None where nobody has said.
        term: the time it has, and what its nodes say of the day.
        due: the day by which it is due, None for none.
        today: the day to judge.
        band: the points of percent by which it may differ from the plan and still be 达进度.
    """
    reached = Record(status, progress).completion
    if progress is None and term.reached is not None:
        reached = max(reached, term.reached)
    planned = term.planned
    if planned is None and due is not None:
        planned = expected_progress(due, term.start, today)
    return Paced(_word(status, reached, planned, band), planned, reached, term.planned is not None)


def _word(status: Status, reached: float, planned: float | None, band: float) -> Pace:
    if status is Status.DONE or (reached >= 100 and status not in {Status.PAUSED, Status.CANCELLED}):
        return Pace.DONE
    if status in {Status.PAUSED, Status.CANCELLED}:
        return Pace.OTHER
    if status is Status.BEHIND:
        return Pace.BEHIND
    if planned is None:
        return Pace.OTHER
    if reached < planned - band:
        return Pace.BEHIND
    return Pace.AHEAD if reached > planned + band else Pace.ON
