"""The tree's header: a mark at the right of each column that can be filtered opens the values with their counts."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPolygon
from PySide6.QtWidgets import QHeaderView, QWidget

from planlens.gui.app.theme import colours

FILTERS = {
    "lead": "units",
    "support": "units",
    "deadline": "due",
    "status": "statuses",
    "light": "lights",
}
"""The filter that a column's mark opens, by the column's key and the filter's first field."""

_MARK = 14
"""Pixels that a mark takes at the right end of its column."""


class FunnelHeader(QHeaderView):
    """A header with marks.

    Signals:
        wanted: the mark of a column was clicked: its number, and the place of the screen below it.
    """

    wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.marked: Collection[int] = ()
        self.on: Collection[int] = ()
        self.setMouseTracking(True)

    def mark_of(self, column: int) -> QRect:
        """Return where the mark of a column stands, nothing for a column without one."""
        if column not in self.marked or self.isSectionHidden(column):
            return QRect()
        right = self.sectionViewportPosition(column) + self.sectionSize(column)
        return QRect(right - _MARK - 2, 0, _MARK, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 (Qt's names)
        """Draw the mark over the section: a funnel, in the accent colour while its filter is on."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        mark = self.mark_of(logicalIndex)
        if mark.isEmpty():
            return
        worn = colours()
        x, y = mark.center().x(), mark.center().y()
        points = ((-4, -4), (4, -4), (1, 0), (1, 4), (-1, 4), (-1, 0))
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.accent if logicalIndex in self.on else worn.muted))
        painter.drawPolygon(QPolygon([QPoint(x + dx, y + dy) for dx, dy in points]))
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the filter of a mark; all else of the header is for sorting, moving and widths."""
        place = event.position().toPoint()
        column = self.logicalIndexAt(place)
        mark = self.mark_of(column) if column >= 0 else QRect()
        if event.button() == Qt.MouseButton.LeftButton and mark.contains(place):
            self.wanted.emit(column, self.viewport().mapToGlobal(mark.bottomLeft()))
            return
        super().mousePressEvent(event)
