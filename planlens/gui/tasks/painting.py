"""Draws the cells that Qt cannot: progress, units of two kinds, and what a search looks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from planlens.gui.tasks.cells import LEAD, LIGHT, NUMBER, PROGRESS, PROGRESS_BAR, SOURCE, STATUS, SUPPORT
from planlens.gui.tasks.marked_text import Hits, draw_marked
from planlens.gui.tasks.tree_model import TreeModel
from planlens.project.rows import TaskRow

Index = QModelIndex | QPersistentModelIndex

_NOT_SEARCHED = {STATUS, PROGRESS_BAR, LIGHT, SOURCE}


class CellPainter:
    """Draws cells of a tree.

    Args:
        model: the tree's.
        dress: tells an option how the cell at an index looks.
    """

    def __init__(self, model: TreeModel, dress: Callable[[QStyleOptionViewItem, Index], None]) -> None:
        self._model, self._dress = model, dress

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
        """Draw a bar for progress, decided and suggested units unlike each other; False where Qt is to draw."""
        column = index.column()
        if column == PROGRESS_BAR:
            self._paint_progress(painter, option, index)
        elif column in {LEAD, SUPPORT} and self._is_mixed(index):
            self._paint_units(painter, option, index)
        elif self._model.filter.text and column not in _NOT_SEARCHED and (hits := self._hits(index)):
            self._paint_marked(painter, option, index, hits)
        elif column in {LEAD, SUPPORT} and index.data():  # Qt ends a list that is too long without dots
            self._paint_marked(painter, option, index, [])
        else:
            return False
        return True

    def frame(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw the frame of the cell that the keyboard is in."""
        painter.save()
        painter.setPen(QPen(self._ink(option, QColor(self._model.cells.looks.colours.accent)), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect: QRect = option.rect
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def veil(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Lighten a cell that is in the range of cells that is chosen, within its chosen row."""
        ink = self._ink(option, QColor(self._model.cells.looks.colours.text))
        ground = QColor(ink)
        ground.setAlpha(56)
        rect: QRect = option.rect
        painter.save()
        painter.fillRect(rect, ground)
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _hits(self, index: Index) -> Hits:
        """Return where the words of the search stand in a cell; running numbers are not searched."""
        row = self._model.row_at(index)
        if index.column() == NUMBER and not getattr(row, "number", ""):
            return []
        return self._model.hits(index.data() or "")

    def _paint_marked(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, hits: Hits) -> None:
        found, text = self._ground(painter, option, index), index.data()
        found.text = text
        style = found.widget.style() if found.widget else QApplication.style()
        rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, found, found.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, found, found.widget) + 1
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(self._ink(found, found.palette.color(QPalette.ColorRole.Text)))
        looks = self._model.cells.looks
        draw_marked(painter, rect.adjusted(margin, 0, -margin, 0), text, found.font, hits, looks.hit)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QStyleOptionViewItem:
        """Draw a cell without its text and return how it looks."""
        found = QStyleOptionViewItem(option)
        self._dress(found, index)
        found.text = ""
        style = found.widget.style() if found.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, found, painter, found.widget)
        return found

    def _ink(self, option: QStyleOptionViewItem, usual: QColor) -> QColor:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        return option.palette.color(QPalette.ColorRole.HighlightedText) if chosen else usual

    def _paint_progress(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = self._ground(painter, option, index)
        percent = index.data(PROGRESS)
        if percent is None:
            return
        wanted = self._model.cells.looks.colours
        rect: QRect = found.rect.adjusted(5, 0, -5, 0)
        height = found.fontMetrics.height()
        top = rect.center().y() - (height + 5) // 2 + 1
        ink = self._ink(found, QColor(wanted.text if percent else wanted.muted))
        painter.save()
        painter.setPen(ink)
        painter.setFont(found.font)
        painter.drawText(QRect(rect.x(), top, rect.width(), height), Qt.AlignmentFlag.AlignLeft, f"{percent:.0f}%")
        bar = QRect(rect.x(), top + height + 1, rect.width(), 4)
        painter.fillRect(bar, QColor(wanted.line))
        done = QColor(wanted.green if percent >= 100 else wanted.accent)
        painter.fillRect(QRect(bar.topLeft(), QSize(round(bar.width() * percent / 100), 4)), self._ink(found, done))
        painter.restore()

    def _is_mixed(self, index: Index) -> bool:
        row = self._model.row_at(index)
        if not isinstance(row, TaskRow):
            return False
        parts = self._model.cells.parts(row, index.column())
        return any(part.suggested for part in parts) and not all(part.suggested for part in parts)

    def _paint_units(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        if row is None:
            return
        found = self._ground(painter, option, index)
        looks = self._model.cells.looks
        parts = self._model.cells.parts(row, index.column())
        rect: QRect = found.rect.adjusted(4, 0, -4, 0)
        height = found.fontMetrics.lineSpacing()
        lines = parts[: max(1, rect.height() // height)]
        top = rect.y() + (rect.height() - height * len(lines)) // 2
        painter.save()
        for place, part in enumerate(lines):
            font = looks.italic if part.suggested else looks.plain
            painter.setFont(font)
            painter.setPen(self._ink(found, looks.muted.color() if part.suggested else QColor(looks.colours.text)))
            room = QRect(rect.x(), top + place * height, rect.width(), height)
            draw_marked(painter, room, part.text, font, self._model.hits(part.text), looks.hit)
        painter.restore()
