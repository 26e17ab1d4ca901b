"""What falls due month by month."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor

from planlens.gui.overview.style import Chart, Names, Whole
from planlens.views.chart_data import Month, spaced


class DueMonths(Chart):
    """A column a month; what of it is overdue is red and hatched, in the month that is under way too.

    Signals:
        picked: a column was clicked; carries the :class:`~planlens.views.chart_data.Pick`.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("未完成任务到期月份（斜线为已超期）", self.click_at)
        self._months: Sequence[Month | None] = ()
        self._axis = Names("bottom")
        self.setAxisItems({"bottom": self._axis, "left": Whole("left")})

    def show_months(self, months: Sequence[Month]) -> None:
        """Draw these months as they follow one another; ⋯ stands for many in which nothing falls due."""
        self._months = places = spaced(months)
        colours = self.start("" if months else "没有未完成且有完成时限的任务")
        if not months:
            return
        for late, colour, pattern in (
            (False, colours.accent, Qt.BrushStyle.SolidPattern),
            (True, colours.red, Qt.BrushStyle.BDiagPattern),
        ):
            bars = [
                (place, 0 if late else len(month.late), len(month.late) if late else len(month.ids) - len(month.late))
                for place, month in enumerate(places)
                if month
            ]
            shape = [*zip(*((place, low, high) for place, low, high in bars if high), strict=True)]
            if shape:
                sizes = dict(zip(("x", "y0", "height"), map(list, shape), strict=True))
                self.addItem(pg.BarGraphItem(**sizes, width=0.6, brush=QBrush(QColor(colour), pattern), pen=colour))
        for place, month in enumerate(places):
            if month and month.ids:
                text = pg.TextItem(str(len(month.ids)), color=colours.text, anchor=(0.5, 1))
                text.setPos(place, len(month.ids))
                self.addItem(text)
        names = [f"{m.month[2:4]}.{m.month[5:]}" if m else "⋯" for m in places]
        self._axis.show_names(names, every=max(1, len(names) // 10))
        top = max(len(month.ids) for month in months)
        self.setRange(xRange=(-0.7, max(len(places), 6) - 0.3), yRange=(0, top * 1.18 + 0.5), padding=0)

    def tip(self, x: float, y: float) -> str:
        """Return the month and its number."""
        month = self._month(x)
        if month is None:
            return ""
        late = f"，其中 {len(month.late)} 项已超期" if month.late else ""
        return f"{month.pick.label}：{len(month.ids)} 项未完成{late}\n单击只看这些任务"

    def _month(self, x: float) -> Month | None:
        place = round(x)
        month = self._months[place] if 0 <= place < len(self._months) else None
        return month if month and month.ids else None

    def click_at(self, x: float, y: float) -> None:
        """Tell what stands at a place of the plot."""
        month = self._month(x)
        if month is not None:
            self.picked.emit(month.pick)
