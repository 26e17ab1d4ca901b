"""Targets as bullet charts, and one target's path from its base to its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from planlens.gui.app.theme import Colours
from planlens.gui.overview.style import Chart, Names, shortened
from planlens.model.judgement import Judgement
from planlens.views.chart_data import Bullet

_LABEL, _MOST = 13, 12
_TITLE = "目标完成程度（竖线为按计划应达到的程度，%）"


def colour_of(colours: Colours, word: Judgement | None) -> str:
    """Return the colour of a judgement; the word always stands beside it."""
    known = {Judgement.BEHIND: colours.red, Judgement.ON_COURSE: colours.accent}
    return colours.grey if word is None else known.get(word, colours.green)


class Bullets(Chart):
    """Each target's way in percent: a bar for what is covered, a stroke for what the plan expects by now.

    Signals:
        target_picked: a target was clicked; carries its id.
    """

    target_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_TITLE, self.click_at)
        self._bullets: Sequence[Bullet] = ()
        self._axis = Names("left", 175)
        self.setAxisItems({"left": self._axis})
        self.getPlotItem().invertY(True)

    def show_bullets(self, bullets: Sequence[Bullet]) -> None:
        """Draw the targets whose actual values are known."""
        known = [bullet for bullet in bullets if bullet.way is not None]
        self._bullets = known[:_MOST]
        self.name(f"{_TITLE}；共{len(known)}项，这里画出前{_MOST}项" if len(known) > _MOST else _TITLE)
        colours = self.start("" if self._bullets else "在“目标”页填写实际值后，这里显示完成程度")
        if not self._bullets:
            return
        for place, bullet in enumerate(self._bullets):
            way = max(-10.0, min(130.0, bullet.way or 0.0))
            colour = QColor(colour_of(colours, bullet.verdict.word))
            ground = pg.BarGraphItem(x0=[0], y=[place], width=[100], height=0.7, brush=colours.window, pen=colours.line)
            self.addItem(ground)
            self.addItem(pg.BarGraphItem(x0=[0], y=[place], width=[way], height=0.34, brush=colour, pen=colour))
            if bullet.plan is not None:
                stroke = pg.mkPen(colours.text, width=3)
                self.addItem(pg.PlotDataItem([bullet.plan] * 2, [place - 0.4, place + 0.4], pen=stroke))
            word = bullet.verdict.word.label if bullet.verdict.word else ""
            text = pg.TextItem(f"{bullet.way:.0f}%  {word}", color=colours.text, anchor=(0, 0.5))
            text.setPos(max(100.0, way) + 1, place)
            self.addItem(text)
        self._axis.show_names([shortened(bullet.label, _LABEL) for bullet in self._bullets])
        self.setRange(xRange=(-5, 160), yRange=(-0.6, max(4, len(self._bullets)) - 0.4), padding=0)

    def tip(self, x: float, y: float) -> str:
        """Return the target and why it is judged so."""
        bullet = self._bullet(y)
        return f"{bullet.label}\n{bullet.verdict.reason}\n单击查看这个目标" if bullet else ""

    def _bullet(self, y: float) -> Bullet | None:
        place = round(y)
        return self._bullets[place] if 0 <= place < len(self._bullets) else None

    def click_at(self, x: float, y: float) -> None:
        """Tell what stands at a place of the plot."""
        bullet = self._bullet(y)
        if bullet is not None:
            self.target_picked.emit(bullet.id)


class TargetPath(Chart):
    """One target: the plan as a dashed line, the actual values as dots with their numbers."""

    def __init__(self) -> None:
        super().__init__("实际值与计划路径", lambda x, y: None, 160)

    def show_path(self, plan: Mapping[int, float], actuals: Mapping[int, float], unit: str) -> None:
        """Draw the path and the values by year."""
        years = sorted({*plan, *actuals})
        colours = self.start("" if years else "填写基期值或实际值后，这里显示走势")
        if not years:
            return
        self.getAxis("bottom").setTicks([[(year, str(year)) for year in years]])
        dashed = pg.mkPen(colours.muted, width=2, dash=[4, 4])
        hollow = {"symbol": "d", "symbolSize": 9, "symbolBrush": colours.base, "symbolPen": colours.muted}
        self.plot(sorted(plan), [plan[year] for year in sorted(plan)], pen=dashed, **hollow)
        known = sorted(actuals)
        dots = {"symbol": "o", "symbolSize": 8, "symbolBrush": colours.accent, "symbolPen": colours.accent}
        self.plot(known, [actuals[year] for year in known], pen=pg.mkPen(colours.accent, width=2), **dots)
        for year in known:
            text = pg.TextItem(f"{actuals[year]:g}{unit}", color=colours.text, anchor=(0.5, 1.2))
            text.setPos(year, actuals[year])
            self.addItem(text)
        values = [*plan.values(), *actuals.values()]
        low, high = min(values), max(values)
        room = (high - low or abs(high) or 1) * 0.25
        self.setRange(xRange=(years[0] - 0.6, years[-1] + 0.6), yRange=(low - room, high + room), padding=0)
