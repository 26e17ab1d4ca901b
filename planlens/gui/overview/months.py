"""What falls due month by month."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor

from planlens.gui.overview.style import Chart, Names, Whole
from planlens.views.chart_data import Month


class DueMonths(Chart):
    """A column a month; what of it is overdue is red and hatched, in the month that is under way too.

    Signals:
        picked: a column was clicked; carries the :class:`~planlens.views.chart_data.Pick`.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("未完成任务到期月份（斜线为已超期）", self._click)
        self._months: Sequence[Month] = ()
        self._axis = Names("bottom")
        self.setAxisItems({"bottom": self._axis, "left": Whole("left")})

    def show_months(self, months: Sequence[Month]) -> None:
        """Draw these months; only those in which something falls due."""
        self._months = months
        colours = self.start("" if months else "没有未完成且有完成时限的任务")
        if not months:
            return
        for late, colour, pattern in (
            (False, colours.accent, Qt.BrushStyle.SolidPattern),
            (True, colours.red, Qt.BrushStyle.BDiagPattern),
        ):
            heights = [len(month.late) if late else len(month.ids) - len(month.late) for month in months]
            places = [place for place, height in enumerate(heights) if height]
            shape = {
                "x": places,
                "y0": [0 if late else len(months[place].late) for place in places],
                "height": [heights[place] for place in places],
            }
            if places:
                self.addItem(pg.BarGraphItem(**shape, width=0.6, brush=QBrush(QColor(colour), pattern), pen=colour))
        for place, month in enumerate(months):
            text = pg.TextItem(str(len(month.ids)), color=colours.text, anchor=(0.5, 1))
            text.setPos(place, len(month.ids))
            self.addItem(text)
        self._axis.show_names([f"{m.month[2:4]}.{m.month[5:]}" for m in months], every=max(1, len(months) // 10))
        top = max(len(month.ids) for month in months)
        self.setRange(xRange=(-0.7, max(len(months), 6) - 0.3), yRange=(0, top * 1.18 + 0.5), padding=0)

    def tip(self, x: float, y: float) -> str:
        """Return the month and its number."""
        month = self._month(x)
        if month is None:
            return ""
        late = f"，其中 {len(month.late)} 项已超期" if month.late else ""
        return f"{month.pick.label}：{len(month.ids)} 项未完成{late}\n单击只看这些任务"

    def _month(self, x: float) -> Month | None:
        place = round(x)
        return self._months[place] if 0 <= place < len(self._months) else None

    def _click(self, x: float, y: float) -> None:
        month = self._month(x)
        if month is not None:
            self.picked.emit(month.pick)
