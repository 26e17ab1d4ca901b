"""The charts of a report: what their bars are; who draws them asks nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planlens.model import Light, Status
from planlens.model.wording import deadline_words
from planlens.project.settings import status_names
from planlens.views.overview import Overview
from planlens.views.tallies import Tally, tallies

_SHOWN = (
    Status.DONE,
    Status.MOSTLY_DONE,
    Status.IN_PROGRESS,
    Status.BEHIND,
    Status.NOT_STARTED,
    Status.PAUSED,
)
"""The states in the order of the parts; what is cancelled counts nowhere."""

MOST_BARS = 20
"""Units that a chart shows, those with the most tasks first."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """What parts of bars stand for: the project's name of a state."""

    name: str
    status: Status


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from left to right, each of parts that add up.

    Attributes:
        title: what it shows.
        parts: what the parts are.
        bars: the label of each bar and the numbers of its parts.
        told: what stands behind each bar.
        note: what is left out, "" for nothing.
    """

    title: str
    parts: tuple[BarPart, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]
    told: tuple[str, ...]
    note: str = ""


def report_charts(overview: Overview) -> tuple[BarChart, ...]:
    """Return the charts of a report of the overview's day; none where there are no tasks."""
    counts = tallies(overview)
    if not counts.whole.tasks:
        return ()
    names = status_names(overview.state)
    parts = tuple(BarPart(names[status], status) for status in _SHOWN)
    day = deadline_words(overview.today.isoformat())
    found = [_chart(f"重点任务总体情况（截至{day}）", parts, [("全部任务", counts.whole)])]
    units = list(counts.units.items())
    if len(units) > 1:
        rest = f"只画出任务最多的{MOST_BARS}个单位，其余{len(units) - MOST_BARS}个见表。"
        shown = units[:MOST_BARS]
        found.append(
            _chart(f"各责任单位任务进展情况（截至{day}）", parts, shown, rest if len(units) > MOST_BARS else "")
        )
    return tuple(found)


def _chart(title: str, parts: tuple[BarPart, ...], rows: Sequence[tuple[str, Tally]], note: str = "") -> BarChart:
    used = [part for part in parts if any(tally.statuses.get(part.status) for _, tally in rows)]
    bars = tuple((name, tuple(tally.statuses.get(part.status, 0) for part in used)) for name, tally in rows)
    return BarChart(title, tuple(used), bars, tuple(_behind_bar(tally) for _, tally in rows), note)


def _behind_bar(tally: Tally) -> str:
    red = tally.lights.get(Light.RED, 0)
    return f"{tally.tasks}项，完成{tally.statuses.get(Status.DONE, 0)}项" + (f"，红灯{red}项" if red else "")
