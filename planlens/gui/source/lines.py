"""Paragraphs and rows of tables in lines: where their characters stand on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from planlens.views.source.text import Text


@dataclass(slots=True)
class LaidText:
    """A paragraph in lines; *origin* is where it begins inside its piece, *area* what a click on it hits."""

    text: Text
    layout: QTextLayout
    origin: QPointF
    area: QRectF
    gap: float = 0.0

    def lines(self) -> list[QTextLine]:
        """Return its lines."""
        return [self.layout.lineAt(k) for k in range(self.layout.lineCount())]

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles, one a line, of Qt's positions ``[start, end)``, inside the piece."""
        found = []
        for line in self.lines():
            first = line.textStart()
            last = first + line.textLength()
            if first < end and start < last:
                left, right = x_of(line, max(start, first)), x_of(line, min(end, last))
                rect = QRectF(left, line.y(), right - left, line.height())
                found.append(rect.translated(self.origin))
        return found

    def position_at(self, point: QPointF) -> int:
        """Return Qt's position nearest to a point of the piece."""
        inner, lines = point - self.origin, self.lines()
        line = next((line for line in lines if inner.y() < line.y() + line.height() + line.height() / 4), lines[-1])
        found = line.xToCursor(inner.x())
        last = line.textStart() + line.textLength()
        return self.layout.previousCursorPosition(last) if found == last and line is not lines[-1] else found

    def line_of(self, position: int) -> QTextLine:
        """Return the line in which Qt's position stands."""
        lines = self.lines()
        return next((line for line in lines if position < line.textStart() + line.textLength()), lines[-1])

    def caret(self, position: int) -> QRectF:
        """Return where the caret stands before Qt's position, inside the piece."""
        line = self.line_of(position)
        return QRectF(x_of(line, position), line.y(), 0, line.height()).translated(self.origin)


def x_of(line: QTextLine, position: int) -> float:
    """Return the pixel, from the left, before a position in a line."""
    found: object = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


@dataclass(slots=True)
class Laid:
    """A piece in lines: its paragraphs, the borders of its cells, and its height in pixels."""

    texts: list[LaidText]
    boxes: list[QRectF]
    height: float
