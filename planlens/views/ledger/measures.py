"""One figure of every group of statistics, beside that of an earlier day: what a chart draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planlens.model import Light
from planlens.model.pace import Pace
from planlens.views.ledger.statistics import Figures, Statistics


class Measure(StrEnum):
    """A figure that can be drawn."""

    TASKS = "tasks"
    DONE = "done"
    RATE = "rate"
    COMPLETION = "completion"
    BEHIND = "behind"
    RED = "red"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """What people call it."""
        return _MEASURES[self][0]

    @property
    def unit(self) -> str:
        """What stands behind the number."""
        return _MEASURES[self][1]


_MEASURES: Mapping[Measure, tuple[str, str, Callable[[Figures], float]]] = {
    Measure.TASKS: ("任务数", "项", lambda item: item.tasks),
    Measure.DONE: ("已完成", "项", lambda item: item.done),
    Measure.RATE: ("办结率", "%", lambda item: item.rate),
    Measure.COMPLETION: ("完成率", "%", lambda item: item.completion),
    Measure.BEHIND: ("欠进度", "项", lambda item: item.paces.get(Pace.BEHIND, 0)),
    Measure.RED: ("红灯", "项", lambda item: item.lights.get(Light.RED, 0)),
    Measure.OVERDUE: ("逾期", "项", lambda item: item.overdue),
    Measure.EXTENDED: ("延期次数", "次", lambda item: item.extended),
    Measure.MISSING: ("未报送", "项", lambda item: item.missing),
}


@dataclass(frozen=True, slots=True)
class FigureBar:
    """A group with its figure, and that of the earlier day, None where nothing is compared."""

    name: str
    now: float
    before: float | None = None


def figure_bars(found: Statistics, measure: Measure) -> list[FigureBar]:
    """Return a figure of all groups in their order; a group that was not there before had nothing."""
    count = _MEASURES[measure][2]
    compared = bool(found.before) and measure is not Measure.MISSING  # reports of an earlier day are not looked at
    bars = []
    for item in found.groups:
        was = found.before.get(item.name)
        bars.append(FigureBar(item.name, count(item), (count(was) if was else 0.0) if compared else None))
    return bars
