"""All charts of the overview in one widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from planlens.gui.app import theme
from planlens.gui.app.piecemeal import Piecemeal
from planlens.gui.overview.bars import StackedBars
from planlens.gui.overview.burn import BurnUp
from planlens.gui.overview.months import DueMonths
from planlens.gui.overview.style import brush
from planlens.gui.overview.target_charts import Bullets
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import plain_label
from planlens.gui.widgets.tile import Tile
from planlens.model import Light
from planlens.model.lights import LAMPS, SHAPES
from planlens.model.tracking import Status
from planlens.views.burnup import Point
from planlens.views.chart_data import ChartFacts, Pick

PAPER = QSize(1100, 720)
"""Pixels of a picture of the board, about as wide and high as a page across: the same on every screen."""


class Swatch(QWidget):
    """A patch filled as the bars of a state are."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status, self._colours = status, theme.colours()
        self.setFixedSize(16, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Fill it."""
        colours, painter = self._colours, QPainter(self)
        painter.setPen(QColor(colours.status[self._status]))
        painter.setBrush(brush(colours, self._status))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Board(QWidget):
    """Numbers above, charts below.

    Signals:
        picked: a mark was clicked; carries the :class:`~planlens.views.chart_data.Pick`.
        day_picked: a day of the burn-up was clicked.
        target_picked: a target was clicked; carries its id.
    """

    picked = Signal(object)
    day_picked = Signal(object)
    target_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._picks: dict[str, Pick] = {}
        self.tiles = {key: Tile(caption) for key, caption in _TILES}
        self.sections = StackedBars("各章节任务状态", "没有任务")
        self.units = StackedBars("各单位任务状态（共同负责的各算一次）", "还没有明确的责任单位")
        self.months = DueMonths()
        self.burn = BurnUp()
        self.bullets = Bullets()
        self._legend = QHBoxLayout()
        self._waiting: list[Callable[[], None]] = []
        self._drawing = Piecemeal(self._draw_next, self)
        self._lay_out()
        for key, tile in self.tiles.items():
            tile.clicked.connect(self._picker(key))
        for chart in (self.sections, self.units, self.months):
            chart.picked.connect(self.picked)
        self.burn.day_picked.connect(self.day_picked)
        self.bullets.target_picked.connect(self.target_picked)

    def _lay_out(self) -> None:
        numbers = QHBoxLayout()
        for tile in self.tiles.values():
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            numbers.addWidget(tile)
        grid = QGridLayout()
        for place, chart in enumerate((self.sections, self.units, self.months, self.burn)):
            chart.setMinimumWidth(330)
            grid.addWidget(chart, place // 2, place % 2)
        grid.addWidget(self.bullets, 2, 0, 1, 2)
        in_column(numbers, self._legend, grid, on=self)

    def show_facts(self, facts: ChartFacts, names: Mapping[Status, str], points: Sequence[Point], today: date) -> None:
        """Show everything of a day: the numbers at once, then one chart after another, so that nothing stalls.

        Args:
            facts: what is shown.
            names: what the office calls the states.
            points: the burn-up.
            today: its last day.
        """
        colours = theme.colours()
        self._show_legend(facts, names)
        self._tile("tasks", facts.tasks, "全部任务")
        self.tiles["completion"].show_number(f"{facts.completion:.0f}%")
        self._picks["completion"] = Pick(names[Status.DONE], facts.statuses.get(Status.DONE, frozenset()))
        for light in LAMPS:
            self._tile(light.value, facts.lights.get(light, frozenset()), light.label, colours.lamp(light))
        self.tiles[Light.BLUE.value].setVisible(facts.four_colours)
        self._tile("overdue", facts.overdue, "已超期", colours.red)
        self._tile("unassigned", facts.unassigned, "未明确单位")
        self._waiting = [
            lambda: self._show_sections(facts, names),
            lambda: self.units.show_bars(facts.units, names),
            lambda: self.months.show_months(facts.months),
            lambda: self.burn.show_points(points, today),
            lambda: self.bullets.show_bullets(facts.bullets),
        ]
        self._drawing.begin()

    def _show_sections(self, facts: ChartFacts, names: Mapping[Status, str]) -> None:
        self.sections.name(f"各{facts.level}任务状态")
        self.sections.show_bars(facts.sections, names)

    @classmethod
    def on_paper(cls, facts: ChartFacts, names: Mapping[Status, str], points: Sequence[Point], today: date) -> Board:
        """Return a board for pictures, drawn whole in the colours of now, that is never seen on the screen."""
        found = cls()
        found.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        found.show_facts(facts, names, points, today)
        found._drawing.stop()
        while found._draw_next():
            pass
        found.setPalette(QApplication.palette())  # its own: it is painted when the window's are back
        found.resize(PAPER.expandedTo(found.minimumSizeHint()))
        found.show()
        return found

    @property
    def drawing(self) -> bool:
        """Whether charts are still to be drawn."""
        return bool(self._waiting)

    def _draw_next(self) -> bool:
        if self._waiting:
            self._waiting.pop(0)()
        return bool(self._waiting)

    def _tile(self, key: str, ids: frozenset[str], label: str, colour: str = "") -> None:
        self.tiles[key].show_number(str(len(ids)), colour if ids else "")
        self._picks[key] = Pick(label, ids)

    def _picker(self, key: str) -> object:
        def pick() -> None:
            if key in self._picks:
                self.picked.emit(self._picks[key])

        return pick

    def _show_legend(self, facts: ChartFacts, names: Mapping[Status, str]) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for status in Status:
            if status in facts.statuses:
                self._legend.addWidget(Swatch(status))
                aside = "（不计入）" if status is Status.CANCELLED else ""
                self._legend.addWidget(plain_label(f"{names[status]} {len(facts.statuses[status])}{aside}"))
                self._legend.addSpacing(10)
        self._legend.addStretch(1)


_TILES = (
    ("tasks", "任务总数"),
    ("completion", "总体完成"),
    *((light.value, f"{SHAPES[light]} {light.label}") for light in LAMPS),
    ("overdue", "已超期"),
    ("unassigned", "未明确单位"),
)
