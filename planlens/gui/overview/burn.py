"""Tasks and finished tasks over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal

from planlens.gui.overview.style import Chart, Whole
from planlens.views.burnup import Point


class _Days(Whole):
    """An axis of ordinals that reads as dates, none of them later than *last*."""

    last = date.max.toordinal()

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802 (its name)
        """Return the names of ticks."""
        return [_name(round(value)) if value <= self.last else "" for value in values]


def _name(ordinal: int) -> str:
    if not 1 <= ordinal <= date.max.toordinal():
        return ""
    day = date.fromordinal(ordinal)
    return f"{day.year % 100}.{day.month}.{day.day}"


class BurnUp(Chart):
    """Two steps: all tasks (dashed) and those that are done (filled).

    Signals:
        day_picked: a day was clicked; carries it.
    """

    day_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("完成情况走势（虚线为任务总数）", self.click_at)
        self._points: Sequence[Point] = ()
        self._axis = _Days("bottom")
        self.setAxisItems({"bottom": self._axis, "left": Whole("left")})

    def show_points(self, points: Sequence[Point], today: date) -> None:
        """Draw these points up to today."""
        self._points = points
        colours = self.start("" if points else "标记完成后，这里显示走势")
        if not points:
            return
        days = [date.fromisoformat(point.day).toordinal() for point in points]
        edges = [*days, max(today.toordinal(), days[-1]) + 1]
        done = [point.done for point in points]
        whole = pg.mkPen(colours.muted, width=2, style=Qt.PenStyle.DashLine)
        self.plot(edges, [point.tasks for point in points], stepMode="center", pen=whole)
        fill = pg.mkColor(colours.green)
        fill.setAlpha(70)
        self.plot(edges, done, stepMode="center", pen=pg.mkPen(colours.green, width=2), fillLevel=0, brush=fill)
        top = max(point.tasks for point in points)
        self._axis.last = edges[-1] - 1
        self.setRange(xRange=(min(edges[0], edges[-1] - 14), edges[-1]), yRange=(0, top * 1.1 + 1), padding=0.02)

    def tip(self, x: float, y: float) -> str:
        """Return the numbers of the day."""
        point = self._point(x)
        return f"{point.day}：{point.tasks} 项任务，已完成 {point.done} 项\n单击查看当天的情况" if point else ""

    def _point(self, x: float) -> Point | None:
        before = [point for point in self._points if date.fromisoformat(point.day).toordinal() <= x]
        return before[-1] if before else None

    def click_at(self, x: float, y: float) -> None:
        """Tell what stands at a place of the plot."""
        if self._point(x) is not None:
            self.day_picked.emit(date.fromordinal(int(x)))
