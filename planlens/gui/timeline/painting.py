"""How the timeline looks: names at the left, the time above, bars with their light as a shape, today as a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QScrollBar, QWidget

from planlens.gui.app import theme
from planlens.gui.widgets.sizes import grown
from planlens.model import Light
from planlens.views.lanes import FAR, Lane, Until, deadline_at, ticks


@dataclass(frozen=True, slots=True)
class Sizes:
    """Heights of the header and of a line, and the width of the names, in pixels."""

    header: int
    row: int
    names: int


def sizes_for(view: QWidget, width: int) -> Sizes:
    """Return the sizes for the text of a view that is *width* pixels wide; the bars keep more than half of it."""
    return Sizes(grown(30, view), grown(24, view), min(grown(300, view), max(120, width * 9 // 20)))


def tip_of(lane: Lane, today: date) -> str:
    """Return what the tooltip (and a screen reader) says of a line."""
    if not lane.id:
        return lane.text
    if lane.end == FAR.toordinal():
        end = "长期坚持"
    else:
        left = lane.end - today.toordinal()
        when = f"还有{left}天" if left > 0 else "今天到期" if left == 0 else f"已过{-left}天"
        end = f"{date.fromordinal(lane.end).isoformat()}（{when}）"
    where = f"{lane.status}，完成{lane.completion:.0f}%，{lane.light.label}：{lane.reason}"
    nodes = [f"{'✓' if point.done else '△' if point.late else '○'} {point.text}" for point in lane.points]
    return "\n".join([lane.text, f"{lane.until}：{end}", where, *nodes])


class Canvas(Protocol):
    """What a drawing has to know of the view."""

    lanes: list[Lane]
    current: str
    scale: float
    today: date
    sizes: Sizes

    def viewport(self) -> QWidget:
        """Return the widget that is drawn on."""

    def verticalScrollBar(self) -> QScrollBar:  # noqa: N802 (Qt's name)
        """Return the bar whose value is the first pixel seen."""

    def fontMetrics(self) -> QFontMetrics:  # noqa: N802 (Qt's name)
        """Return the measures of the font."""

    def font(self) -> QFont:
        """Return the font."""

    def day_at(self, x: int) -> float:
        """Return the ordinal at a pixel."""

    def x_of(self, ordinal: float) -> int:
        """Return the pixel of an ordinal."""

    def bar_of(self, lane: Lane, row: int) -> QRect:
        """Return where a bar stands."""


class LanePainting:
    """One drawing of a view."""

    def __init__(self, view: Canvas, painter: QPainter) -> None:
        self.view = view
        self.painter = painter
        self.colours = theme.colours()
        self.size = view.viewport().rect()
        self.sizes = view.sizes
        self.metrics = view.fontMetrics()
        self.light = {light: QColor(self.colours.lamp(light)) for light in Light}

    def draw(self, drag: tuple[str, int] | None) -> None:
        """Draw the lines that are seen; *drag* is the task whose end is being dragged, and the day it is at."""
        view, painter = self.view, self.painter
        painter.fillRect(self.size, QColor(self.colours.base))
        marks = ticks(int(view.day_at(self.sizes.names)), int(view.day_at(self.size.width())) + 1, view.scale)
        self._grid(marks)
        first = view.verticalScrollBar().value() // self.sizes.row
        count = self.size.height() // self.sizes.row + 2
        for row in range(first, min(len(view.lanes), first + count)):
            lane = view.lanes[row]
            if lane.id:
                self._bar(lane, row, drag)
                self._nodes(lane, row)
            self._name(lane, row)
        self._today()
        self._header(marks)
        if drag is not None:
            self._drag_label(drag)

    def _grid(self, marks: list[tuple[int, str, bool]]) -> None:
        line = QColor(self.colours.line)
        faint = QColor(line)
        faint.setAlpha(110)
        for day, _, year in marks:
            x = self.view.x_of(day)
            if x > self.sizes.names:
                self.painter.setPen(line if year else faint)
                self.painter.drawLine(x, self.sizes.header, x, self.size.height())

    def _bar(self, lane: Lane, row: int, drag: tuple[str, int] | None) -> None:
        rect = self.view.bar_of(lane, row)
        if drag is not None and drag[0] == lane.id:
            rect.setRight(self.view.x_of(drag[1] + 1))
        if rect.right() < self.sizes.names or rect.left() > self.size.width():
            return
        rect.setLeft(max(rect.left(), self.sizes.names - 4))
        colour = self.light[lane.light]
        ground = QColor(colour)
        ground.setAlpha(60)
        painter = self.painter
        assumed = lane.until is Until.PLAN  # nobody has set the task a limit
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine if assumed else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush if assumed else ground)
        painter.drawRect(rect)
        done = QRect(rect)
        done.setWidth(round(rect.width() * min(100.0, lane.completion) / 100))
        ground.setAlpha(190)
        painter.fillRect(done, ground)
        if lane.light is Light.RED:  # late: never by colour alone
            painter.fillRect(rect, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        if lane.end == FAR.toordinal():
            return
        self._lamp(lane.light, QPointF(rect.right() + 10, rect.center().y() + 0.5))

    def _nodes(self, lane: Lane, row: int) -> None:
        """Draw the nodes of a task on its line: full where they are reached, hollow where not, red where late."""
        painter, r, y = self.painter, 4.0, self.view.bar_of(lane, row).center().y() + 0.5
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for point in lane.points:
            x = self.view.x_of(point.day + 1)
            if x < self.sizes.names:
                continue
            late = point.late and not point.done
            colour = self.light[Light.RED] if late else QColor(self.colours.text)
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour if point.done else QColor(self.colours.base))
            corners = [QPointF(x - r, y), QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r)]
            painter.drawPolygon(QPolygonF(corners))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _lamp(self, light: Light, at: QPointF) -> None:
        """Draw a light as a shape: a triangle for red, a diamond for yellow, a square for blue, a dot for green."""
        painter, r = self.painter, 4.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.light[light])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = at.x(), at.y()
        if light is Light.RED:
            painter.drawPolygon(QPolygonF([QPointF(x - r, y + r), QPointF(x + r, y + r), QPointF(x, y - r)]))
        elif light is Light.YELLOW:
            corners = [QPointF(x - r, y), QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r)]
            painter.drawPolygon(QPolygonF(corners))
        elif light is Light.BLUE:
            painter.drawRect(QRectF(x - 3.5, y - 3.5, 7, 7))
        elif light is Light.GREEN:
            painter.drawEllipse(QRectF(x - 3.5, y - 3.5, 7, 7))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _name(self, lane: Lane, row: int) -> None:
        painter = self.painter
        top = self.sizes.header + row * self.sizes.row - self.view.verticalScrollBar().value()
        rect = QRect(0, top, self.size.width() if not lane.id else self.sizes.names, self.sizes.row)
        current = bool(lane.id) and lane.id == self.view.current
        ground = self.colours.accent if current else self.colours.base if lane.id else self.colours.window
        painter.fillRect(rect, QColor(ground))
        text = rect.adjusted(8 if not lane.id else 22, 0, -6, 0)
        if not lane.id:
            font = QFont(self.view.font())
            font.setBold(True)
            painter.setFont(font)
        painter.setPen(QColor(self.colours.accent_text if current else self.colours.text))
        shown = painter.fontMetrics().elidedText(lane.text, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(self.view.font())
        painter.setPen(QColor(self.colours.line))
        painter.drawLine(0, rect.bottom(), self.sizes.names, rect.bottom())

    def _today(self) -> None:
        x = self.view.x_of(self.view.today.toordinal())
        if x > self.sizes.names:
            self.painter.setPen(QPen(QColor(self.colours.accent), 2))
            self.painter.drawLine(x, self.sizes.header, x, self.size.height())

    def _header(self, marks: list[tuple[int, str, bool]]) -> None:
        painter, align = self.painter, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.fillRect(QRect(0, 0, self.size.width(), self.sizes.header), QColor(self.colours.window))
        for day, name, _ in marks:
            x = self.view.x_of(day)
            if x > self.sizes.names - 60 and name:
                painter.setPen(QColor(self.colours.text))
                painter.drawText(QRect(x + 4, 0, 80, self.sizes.header), align, name)
        today = self.view.x_of(self.view.today.toordinal())
        if today > self.sizes.names:
            self._label("今天", today)
        painter.fillRect(QRect(0, 0, self.sizes.names, self.sizes.header), QColor(self.colours.window))
        painter.setPen(QColor(self.colours.muted))
        painter.drawText(QRect(8, 0, self.sizes.names - 8, self.sizes.header), align, "任务（按完成时限先后）")
        painter.setPen(QColor(self.colours.line))
        painter.drawLine(0, self.sizes.header - 1, self.size.width(), self.sizes.header - 1)
        painter.drawLine(self.sizes.names, 0, self.sizes.names, self.size.height())

    def _label(self, text: str, x: int) -> None:
        width = self.metrics.horizontalAdvance(text) + 10
        rect = QRect(x - width // 2, 6, width, self.sizes.header - 12)
        self.painter.fillRect(rect, QColor(self.colours.accent))
        self.painter.setPen(QColor(self.colours.accent_text))
        self.painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _drag_label(self, drag: tuple[str, int]) -> None:
        self._label(deadline_at(drag[1], self.view.scale), self.view.x_of(drag[1] + 1))
