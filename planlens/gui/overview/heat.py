"""How many pairs there are between the chapters of two plans: the more, the stronger the colour of a square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from planlens.gui.app import theme
from planlens.gui.overview.style import Chart, Names, shortened

_LABEL = 13
"""Characters of a row's name that are shown."""
_HEAD = 48
"""Characters of all columns' names together that are shown."""


class HeatMap(Chart):
    """A square for each pair of chapters; one without any pair is empty.

    Signals:
        picked: a square was clicked; carries the place of its row and of its column.
    """

    picked = Signal(int, int)

    def __init__(self, title: str) -> None:
        super().__init__(title, self.click_at)
        self._rows: Sequence[str] = ()
        self._columns: Sequence[str] = ()
        self._counts: Mapping[tuple[int, int], int] = {}
        self._left, self._top = Names("left", 175), Names("bottom")
        self.setAxisItems({"left": self._left, "bottom": self._top})
        self.getPlotItem().invertY(True)

    def show_counts(self, rows: Sequence[str], columns: Sequence[str], counts: Mapping[tuple[int, int], int]) -> None:
        """Draw the squares, the rows from the top."""
        self._rows, self._columns, self._counts = rows, columns, counts
        colours = self.start("" if counts else "两份规划之间没有对应的任务。")
        if not counts:
            return
        most = max(counts.values())
        places = [(row, column) for row in range(len(rows)) for column in range(len(columns))]
        self.addItem(
            pg.BarGraphItem(
                x=[column for _, column in places],
                y0=[row - 0.48 for row, _ in places],
                width=0.96,
                height=0.96,
                brushes=[_fill(colours, counts.get(place, 0) / most) for place in places],
                pens=[pg.mkPen(colours.line)] * len(places),
            )
        )
        for (row, column), count in counts.items():
            strong = count / most > 0.6
            text = pg.TextItem(str(count), color=colours.accent_text if strong else colours.text, anchor=(0.5, 0.5))
            text.setPos(column, row)
            self.addItem(text)
        self._left.show_names([shortened(name, _LABEL) for name in rows])
        self._top.show_names([shortened(name, max(4, _HEAD // len(columns))) for name in columns])
        self.setRange(xRange=(-0.5, len(columns) - 0.5), yRange=(-0.5, len(rows) - 0.5), padding=0)

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        place = (round(y), round(x))
        return place if 0 <= place[0] < len(self._rows) and 0 <= place[1] < len(self._columns) else None

    def tip(self, x: float, y: float) -> str:
        """Return both chapters and the number of their pairs."""
        place = self._at(x, y)
        if place is None or not self._counts:
            return ""
        count = self._counts.get(place, 0)
        return f"上级：{self._rows[place[0]]}\n本级：{self._columns[place[1]]}\n对应 {count} 处" + (
            "\n单击只看这些对应" if count else ""
        )

    def click_at(self, x: float, y: float) -> None:
        """Tell what stands at a place of the plot."""
        place = self._at(x, y)
        if place is not None and self._counts.get(place):
            self.picked.emit(*place)


def _fill(colours: theme.Colours, share: float) -> QColor:
    """Return the colour of a square: the accent, as strong as its share of the fullest one."""
    colour = QColor(colours.accent)
    colour.setAlphaF(0.15 + 0.85 * share if share else 0.0)
    return colour
