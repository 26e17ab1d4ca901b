"""Draws the timeline, only the part that is seen, and lets the ends of its bars be dragged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from planlens.gui.timeline.painting import LanePainting, sizes_for, tip_of
from planlens.gui.widgets.plain import plain_tip
from planlens.gui.widgets.worn import follow
from planlens.views.lanes import FAR, Lane, deadline_at, span_of

MIN_SCALE, MAX_SCALE = 0.02, 24.0
"""Pixels that a day takes at least and at most."""
_GRAB = 5
"""Pixels from a bar's end within which it can be dragged."""


class TimelineView(QAbstractScrollArea):
    """Bars by deadline.

    Signals:
        chosen: a task was chosen; carries its id.
        wanted: a task was double-clicked, or Enter pressed on it.
        group_wanted: a heading was double-clicked; carries its words and the ids of the tasks that stand below it.
        dragged: the end of a bar was dragged; carries the task's id and the new deadline.
    """

    chosen = Signal(str)
    wanted = Signal(str)
    group_wanted = Signal(str, object)
    dragged = Signal(str, str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.lanes: list[Lane] = []
        self.current = ""
        self.scale = 0.5
        self._span = span_of([], today)
        self._drag: tuple[Lane, int] | None = None
        self.sizes = sizes_for(self, self.viewport().width())
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("时间轴")
        self.horizontalScrollBar().setSingleStep(30)
        follow(self._fit)

    def show_lanes(self, found: Sequence[Lane]) -> None:
        """Show these lines; the place that is seen stays."""
        fresh = not self.lanes
        self.lanes = list(found)
        self._span = span_of(self.lanes, self.today)
        self._fit()
        if fresh:
            self.show_today()
        self.viewport().update()

    def select(self, key: str) -> None:
        """Mark a task and bring it into view."""
        self.current = key
        row = self._row_of(key)
        if row is not None:
            top, bar = row * self.sizes.row, self.verticalScrollBar()
            if not bar.value() <= top <= bar.value() + self._height() - self.sizes.row:
                bar.setValue(top - self._height() // 2)
            self.setAccessibleDescription(tip_of(self.lanes[row], self.today))
        self.viewport().update()

    def zoom(self, factor: float, at: int | None = None) -> None:
        """Make days wider or narrower; the day at pixel *at* (None: the middle) stays where it is."""
        at = (self.sizes.names + self.viewport().width()) // 2 if at is None else at
        day = self.day_at(at)
        self.scale = min(MAX_SCALE, max(MIN_SCALE, self.scale * factor))
        self._fit()
        self.horizontalScrollBar().setValue(round((day - self._span[0]) * self.scale) - (at - self.sizes.names))
        self.viewport().update()

    def show_today(self) -> None:
        """Bring today into view."""
        width = self.viewport().width() - self.sizes.names
        self.horizontalScrollBar().setValue(round((self.today.toordinal() - self._span[0]) * self.scale - width / 3))

    def fit_all(self) -> None:
        """Zoom so that every deadline is seen."""
        room = self.viewport().width() - self.sizes.names - 20
        self.scale = max(MIN_SCALE, room / (self._span[1] - self._span[0] + 1))
        self._fit()
        self.viewport().update()

    def day_at(self, x: int) -> float:
        """Return the ordinal at a pixel, with its fraction."""
        return self._span[0] + (x - self.sizes.names + self.horizontalScrollBar().value()) / self.scale

    def x_of(self, ordinal: float) -> int:
        """Return the pixel of an ordinal; far days lie just outside."""
        x = self.sizes.names + round((ordinal - self._span[0]) * self.scale) - self.horizontalScrollBar().value()
        return min(x, self.viewport().width() + 50)

    def lane_at(self, y: int) -> Lane | None:
        """Return the line at a pixel, None below the last one and in the header."""
        row = (y - self.sizes.header + self.verticalScrollBar().value()) // self.sizes.row
        return self.lanes[row] if y >= self.sizes.header and 0 <= row < len(self.lanes) else None

    def bar_of(self, lane: Lane, row: int) -> QRect:
        """Return where a task's bar stands, *row* being its line."""
        left, right = self.x_of(lane.start), self.x_of(lane.end + 1)
        top = self.sizes.header + row * self.sizes.row - self.verticalScrollBar().value()
        return QRect(left, top + 4, max(3, right - left), self.sizes.row - 8)

    # What Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw what is seen."""
        painter = QPainter(self.viewport())
        drag = (self._drag[0].id, self._drag[1]) if self._drag else None
        LanePainting(self, painter).draw(drag)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the scroll bars right."""
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 (Qt's name)
        """Draw anew: names and header stay while the bars move."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Zoom over the header or with Ctrl, else scroll."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control or event.position().y() < self.sizes.header:
            self.zoom(1.2 ** (event.angleDelta().y() / 120), round(event.position().x()))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose a task, or take its end."""
        lane = self.lane_at(round(event.position().y()))
        if event.button() != Qt.MouseButton.LeftButton or lane is None or not lane.id:
            return
        if self._at_end(event.position().toPoint(), lane):
            self._drag = (lane, lane.end)
        self.select(lane.id)
        self.chosen.emit(lane.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Drag, or show where one could."""
        place = event.position().toPoint()
        if self._drag is not None:
            lane = self._drag[0]
            first, last = lane.start, date(2100, 12, 31).toordinal()
            self._drag = (lane, min(last, max(first, round(self.day_at(place.x())) - 1)))
            self.viewport().update()
            return
        lane_here = self.lane_at(place.y())
        can = lane_here is not None and bool(lane_here.id) and self._at_end(place, lane_here)
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if can else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Drop the end."""
        drag, self._drag = self._drag, None
        if drag is not None and drag[1] != drag[0].end:
            self.dragged.emit(drag[0].id, deadline_at(drag[1], self.scale))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask to see the task elsewhere, or all tasks of a heading."""
        lane = self.lane_at(round(event.position().y()))
        if lane is not None and lane.id:
            self.wanted.emit(lane.id)
        elif lane is not None:
            below = takewhile(lambda each: each.id, self.lanes[self.lanes.index(lane) + 1 :])
            self.group_wanted.emit(lane.text, tuple(each.id for each in below))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move among the tasks, zoom, and take back a drag."""
        key, page = event.key(), max(1, self._height() // self.sizes.row - 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.viewport().update()
        elif key in steps:
            self._step(steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current:
            self.wanted.emit(self.current)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Tell about the task under the mouse."""
        if isinstance(event, QHelpEvent):
            lane = self.lane_at(event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tip(tip_of(lane, self.today)) if lane else "", self)
            return True
        return super().viewportEvent(event)

    def _step(self, by: int) -> None:
        rows = [row for row, lane in enumerate(self.lanes) if lane.id]
        if not rows:
            return
        now = self._row_of(self.current)
        place = rows.index(now) + by if now is not None else 0
        lane = self.lanes[rows[min(len(rows) - 1, max(0, place))]]
        self.select(lane.id)
        self.chosen.emit(lane.id)

    def _row_of(self, key: str) -> int | None:
        return next((row for row, lane in enumerate(self.lanes) if lane.id == key), None) if key else None

    def _at_end(self, place: QPoint, lane: Lane) -> bool:
        near = place.x() > self.sizes.names and abs(place.x() - self.x_of(lane.end + 1)) <= _GRAB
        return near and lane.end != FAR.toordinal()

    def _height(self) -> int:
        return self.viewport().height() - self.sizes.header

    def _fit(self) -> None:
        self.sizes = sizes_for(self, self.viewport().width())
        self.verticalScrollBar().setSingleStep(self.sizes.row)
        width = self.viewport().width() - self.sizes.names
        whole = round((self._span[1] - self._span[0] + 1) * self.scale) + 60
        self.horizontalScrollBar().setRange(0, max(0, whole - width))
        self.horizontalScrollBar().setPageStep(max(1, width))
        self.verticalScrollBar().setRange(0, max(0, len(self.lanes) * self.sizes.row - self._height()))
        self.verticalScrollBar().setPageStep(max(1, self._height()))
