"""Stacked bars by state, lying, the first at the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import Signal

from planlens.gui.overview.style import Chart, Names, Whole, brush, shortened
from planlens.model.tracking import Status
from planlens.views.chart_data import Bar

_LABEL = 13
"""Characters of a bar's name that are shown."""


def drawn_to(bars: Sequence[Bar]) -> float:
    """Return how many tasks the chart is wide: one for all that had no room may go beyond, lest the others shrink."""
    longest = max((bar.total for bar in bars if not bar.rest), default=0)
    return max(1.08 * longest, min(1.08 * max(bar.total for bar in bars), 1.5 * longest)) + 0.5


class StackedBars(Chart):
    """Tasks by state for each section or unit.

    Signals:
        picked: a part of a bar, or its name, was clicked; carries the :class:`Pick`.
    """

    picked = Signal(object)

    def __init__(self, title: str, empty: str) -> None:
        super().__init__(title, self.click_at)
        self._empty = empty
        self._bars: Sequence[Bar] = ()
        self._names: Mapping[Status, str] = {}
        self._axis = Names("left", 175)
        self.setAxisItems({"left": self._axis, "bottom": Whole("bottom")})
        self.getPlotItem().invertY(True)

    def show_bars(self, bars: Sequence[Bar], names: Mapping[Status, str]) -> None:
        """Draw these bars, with what the office calls the states."""
        self._bars, self._names = bars, names
        colours = self.start("" if bars else self._empty)
        if not bars:
            return
        starts = [0.0] * len(bars)
        for status in Status:
            widths = [float(len(bar.parts.get(status, ()))) for bar in bars]
            rows = [place for place, width in enumerate(widths) if width]  # a bar of nothing would leave its edge
            if rows:
                item = pg.BarGraphItem(
                    x0=[starts[row] for row in rows],
                    y=rows,
                    width=[widths[row] for row in rows],
                    height=0.66,
                    brush=brush(colours, status),
                    pen=pg.mkPen(colours.status[status], width=1),
                )
                self.addItem(item)
            starts = [start + width for start, width in zip(starts, widths, strict=True)]
        end = drawn_to(bars)
        for place, bar in enumerate(bars):
            cut = bar.total > end
            words, ground = (f"共{bar.total} ⋯", colours.base) if cut else (str(bar.total), None)
            text = pg.TextItem(words, color=colours.text, anchor=(1 if cut else 0, 0.5), fill=ground)
            text.setPos(min(bar.total, end), place)
            self.addItem(text)
        self._axis.show_names([shortened(bar.label, _LABEL) for bar in bars])
        self.setRange(xRange=(0, end), yRange=(-0.6, max(len(bars), 4) - 0.4), padding=0)

    def tip(self, x: float, y: float) -> str:
        """Return the bar's name and its numbers."""
        bar = self._bar(y)
        if bar is None:
            return ""
        counts = "、".join(f"{self._names[status]} {len(ids)}" for status, ids in bar.parts.items())
        return f"{bar.label}（{bar.total} 项）\n{counts}\n单击只看这些任务"

    def _bar(self, y: float) -> Bar | None:
        place = round(y)
        return self._bars[place] if 0 <= place < len(self._bars) and abs(y - place) < 0.45 else None

    def click_at(self, x: float, y: float) -> None:
        """Tell what stands at a place of the plot."""
        bar = self._bar(y)
        if bar is None:
            return
        end = 0.0
        for status, ids in bar.parts.items():
            start, end = end, end + len(ids)
            if start <= x < end:
                self.picked.emit(bar.pick(self._names, status))
                return
        self.picked.emit(bar.pick(self._names))
