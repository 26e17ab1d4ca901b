"""How every chart looks, and how a place in it is found under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from planlens.gui.app import theme
from planlens.gui.widgets.plain import plain_tip
from planlens.gui.widgets.sizes import grown
from planlens.model.tracking import Status

_PATTERNS = {
    Status.MOSTLY_DONE: Qt.BrushStyle.Dense3Pattern,
    Status.BEHIND: Qt.BrushStyle.BDiagPattern,
    Status.PAUSED: Qt.BrushStyle.HorPattern,
    Status.CANCELLED: Qt.BrushStyle.DiagCrossPattern,
}
"""How the bars of states are hatched: they must be told apart without colour."""


class Chart(pg.PlotWidget):  # type: ignore[misc]
    """A plot without any of the tools that an engineer would want: it is looked at and clicked.

    Args:
        title: what it shows, above the plot and for screen readers.
        on_click: called with a place in the plot's own coordinates.
        height: pixels that it has at least, in the usual size of text.
    """

    def __init__(self, title: str, on_click: Callable[[float, float], None], height: int = 240) -> None:
        super().__init__()
        self._title, self._height = title, height
        self._on_click = on_click
        self.setAccessibleName(title)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setAntialiasing(True)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.scene().sigMouseClicked.connect(self._clicked)
        self.scene().sigMouseMoved.connect(self._moved)
        self.start(" ")

    def name(self, title: str) -> None:
        """Take another title; it is seen once the chart is drawn anew."""
        self._title = title
        self.setAccessibleName(title)

    def dress(self) -> None:
        """Wear the colours of now."""
        colours = theme.colours()
        self.setBackground(colours.base)
        font = QApplication.font()
        self.setTitle(self._title, color=colours.text, size=f"{font.pointSizeF() + 1:g}pt")
        self.setMinimumHeight(grown(self._height, self))
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(colours.line)
            axis.setTextPen(colours.text)
            axis.setStyle(tickLength=0, tickFont=font)
            if isinstance(axis, Names):
                axis.fit(self)

    def start(self, empty: str = "") -> theme.Colours:
        """Take everything off, write *empty* if there is nothing to show, and return the colours of now."""
        self.clear()
        self.dress()
        colours = theme.colours()
        if empty:
            text = pg.TextItem(empty, color=colours.muted, anchor=(0.5, 0.5))
            text.setPos(0.5, 0.5)
            self.setRange(xRange=(0, 1), yRange=(0, 1))
            self.addItem(text)
        for name in ("left", "bottom"):
            self.showAxis(name, not empty)
        return colours

    def tip(self, x: float, y: float) -> str:
        """Return the tooltip of a place in the plot."""
        return ""

    def _place(self, at: QPointF) -> QPointF:
        found: QPointF = self.getPlotItem().vb.mapSceneToView(at)
        return found

    def _clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        place = self._place(event.scenePos())
        self._on_click(place.x(), place.y())

    def _moved(self, at: QPointF) -> None:
        place = self._place(at)
        self.setToolTip(plain_tip(self.tip(place.x(), place.y())))


class Names(pg.AxisItem):  # type: ignore[misc]
    """An axis whose whole numbers have names."""

    def __init__(self, orientation: str, width: int | None = None) -> None:
        super().__init__(orientation)
        self._names: Sequence[str] = ()
        self._wide = width

    def fit(self, widget: QWidget) -> None:
        """Give the names the room that a widget's text needs."""
        if self._wide is not None:
            self.setWidth(grown(self._wide, widget))

    def show_names(self, names: Sequence[str], every: int = 1) -> None:
        """Show these names, or only every so many."""
        self._names = names
        self.setTicks([[(place, name) for place, name in enumerate(names) if place % every == 0]])


class Whole(pg.AxisItem):  # type: ignore[misc]
    """An axis of tasks, which are whole: no stroke stands at half of one."""

    def tickSpacing(self, least: float, most: float, size: float) -> list[tuple[float, float]]:  # noqa: N802 (its name)
        """Return the distances between strokes."""
        found = [(spacing, offset) for spacing, offset in super().tickSpacing(least, most, size) if spacing % 1 == 0]
        return found or [(1.0, 0.0)]


def brush(colours: theme.Colours, status: Status) -> QBrush:
    """Return how bars of a state are filled."""
    colour = QColor(colours.status[status])
    return QBrush(colour, _PATTERNS.get(status, Qt.BrushStyle.SolidPattern))


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
