"""Paints pieces: grounds and lines of what was found, search hits, the selection, the frame, the words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from planlens.gui.source.inks import STROKES, Inks
from planlens.gui.source.lines import Laid, LaidText
from planlens.model import Span
from planlens.views.source.marks import Kind, Mark, Marks
from planlens.views.source.text import Look, Text

BAR = 3.0
"""Width of the bar beside a task."""
GAP = 9.0
"""Between the bar and the words."""

TICK = 10.0
"""Between the left edges of a tick and of the bar."""

LOWER = 2.0
"""How much lower the line of a time limit is: one note often holds units and their time limit."""


@dataclass(slots=True)
class Showing:
    """What is to be seen in the text.

    Attributes:
        kinds: the kinds of marks that are switched on.
        framed: the place that is framed.
        hits: what was searched for, in reading order.
        selection: the selected place.
        caret: where the caret stands, None while it is not seen.
    """

    marks: Marks = field(default_factory=Marks)
    kinds: Collection[Kind] = frozenset(Kind)
    framed: Span | None = None
    hits: Sequence[Span] = ()
    selection: Span | None = None
    caret: int | None = None


def ranges_of(text: Text, showing: Showing) -> list[tuple[Mark, int, int]]:
    """Return the marks in a paragraph that are switched on, with Qt's positions, in the order of painting."""
    found = []
    for mark in showing.marks.within(text.start, text.end):
        place = text.range_of(mark.start, mark.end) if mark.kind in showing.kinds else None
        if place is not None:
            found.append((mark, *place))
    return found


def tick(left: float, middle: float) -> list[QPointF]:
    """Return the points of a tick, 7 wide."""
    return [QPointF(left, middle), QPointF(left + 2.5, middle + 3), QPointF(left + 7, middle - 4)]


class Painting:
    """Paints pieces on a page.

    Args:
        painter: of the view, its origin at the page's left edge.
    """

    def __init__(self, painter: QPainter, inks: Inks, showing: Showing) -> None:
        self._painter, self._inks, self._showing = painter, inks, showing

    def piece(self, laid: Laid, x: float, y: float) -> None:
        """Paint a piece at a place."""
        painter, at = self._painter, QPointF(x, y)
        if laid.boxes:
            painter.setPen(self._inks.border)
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawRects([box.translated(at) for box in laid.boxes])
        for text in laid.texts:
            self._text(text, at)

    def _text(self, laid: LaidText, at: QPointF) -> None:
        ranges = ranges_of(laid.text, self._showing)
        rects = [(mark, [rect.translated(at) for rect in laid.rects(first, last)]) for mark, first, last in ranges]
        for mark, lines in rects:
            if mark.kind not in {Kind.MISSED, Kind.SETTLED}:
                for rect in lines:
                    self._painter.fillRect(rect, self._inks.grounds[mark.kind])
        self._hits(laid, at)
        if self._showing.selection is not None:
            for rect in self._rects(laid, at, self._showing.selection):
                self._painter.fillRect(rect, self._inks.selection)
        self._painter.setPen(self._inks.muted if laid.text.look is Look.PAGE else self._inks.text)
        laid.layout.draw(self._painter, at + laid.origin)
        for mark, lines in rects:
            inside, aside = (2.0, 0.0) if laid.text.look is Look.CELL else (-GAP, TICK)
            self._line(mark.kind, lines, laid.area.left() + at.x() + inside, aside)
        self._frame(laid, at)
        self._caret(laid, at)

    def _rects(self, laid: LaidText, at: QPointF, span: Span) -> list[QRectF]:
        place = laid.text.range_of(span.start, span.end)
        return [] if place is None else [rect.translated(at) for rect in laid.rects(*place)]

    def _hits(self, laid: LaidText, at: QPointF) -> None:
        hits = self._showing.hits
        first = bisect_right(hits, laid.text.start, key=lambda hit: hit.end)
        for span in islice(hits, first, None):
            if span.start >= laid.text.end:
                break
            for rect in self._rects(laid, at, span):
                self._painter.fillRect(rect, self._inks.found)
                self._painter.setPen(self._inks.hit)
                self._painter.drawRect(rect)

    def _line(self, kind: Kind, lines: Sequence[QRectF], left: float, aside: float) -> None:
        """Draw the line below the words, and at *left* the bar beside the lines of a task or of what was missed.

        What is no task has a tick there, *aside* of where a task's bar may be.
        """
        if kind in STROKES:
            self._painter.setPen(self._inks.lines[kind])
            lower = QPointF(0, LOWER if kind is Kind.DEADLINE else 0)
            for rect in lines:
                self._painter.drawLine(rect.bottomLeft() + lower, rect.bottomRight() + lower)
        if kind is Kind.TASK:
            for rect in lines:
                bar = QRectF(left, rect.top() - 2, BAR, rect.height() + 4)
                self._painter.fillRect(bar, self._inks.strong[kind])
        elif kind is Kind.MISSED:
            self._painter.setPen(self._inks.lines[kind])
            for rect in lines:
                x = left + BAR / 2
                self._painter.drawLine(QPointF(x, rect.top() - 2), QPointF(x, rect.bottom() + 2))
        elif kind is Kind.SETTLED and lines:
            self._painter.setPen(self._inks.tick)
            self._painter.drawPolyline(tick(left - aside, lines[0].center().y()))

    def _frame(self, laid: LaidText, at: QPointF) -> None:
        if self._showing.framed is None:
            return
        path, room = QPainterPath(), laid.gap / 2 + 0.5
        for rect in self._rects(laid, at, self._showing.framed):
            part = QPainterPath()
            part.addRect(rect.adjusted(-1.5, -room, 1.5, room))
            path = path.united(part)
        if not path.isEmpty():
            self._painter.setPen(self._inks.frame)
            self._painter.setBrush(QColor(0, 0, 0, 0))
            self._painter.drawPath(path.simplified())

    def _caret(self, laid: LaidText, at: QPointF) -> None:
        place = self._showing.caret
        if place is not None and laid.text.start <= place <= laid.text.end:
            rect = laid.caret(laid.text.position_of(place)).translated(at)
            self._painter.setPen(self._inks.caret)
            self._painter.drawLine(rect.topLeft(), rect.bottomLeft())
