"""Paints a cell's text in lines of its own, with what a search has found in it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours: of the text, of what was found in it, and of the ground of that."""

    text: QColor
    found: QColor
    ground: QColor


def room_for_text(option: QStyleOptionViewItem) -> QRect:
    """Return where the text of an item stands, beside its picture."""
    style = option.widget.style() if option.widget else QApplication.style()
    room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
    return room.adjusted(_MARGIN, 0, -_MARGIN, 0)


def paint_found(painter: QPainter, option: QStyleOptionViewItem, places: Sequence[tuple[int, int]], inks: Inks) -> None:
    """Paint an item's text in as many lines as there is room for, the last one cut.

    Args:
        painter: of the view.
        option: the item, with its text.
        places: where in the text something was found: it gets its own ground and a line below.
        inks: the colours.
    """
    room, font = room_for_text(option), option.font
    metrics = QFontMetricsF(font)
    lines = list(_lines(option.text.replace("\n", " "), font, room))
    top = room.y() + (room.height() - metrics.lineSpacing() * len(lines)) / 2
    painter.save()
    painter.setFont(font)
    for start, line in lines:
        baseline = QPointF(room.x(), top + metrics.ascent())
        painter.setPen(inks.text)
        painter.drawText(baseline, line)
        length = len(line) - line.endswith("…")
        for first, last in places:
            here, end = max(first - start, 0), min(last - start, length)
            if here < end:
                left = metrics.horizontalAdvance(line[:here])
                width = metrics.horizontalAdvance(line[:end]) - left
                painter.fillRect(QRectF(room.x() + left, top, width, metrics.height()), inks.ground)
                painter.setPen(inks.found)
                painter.drawText(baseline + QPointF(left, 0), line[here:end])
                painter.fillRect(QRectF(room.x() + left, top + metrics.height() - 1, width, 1), inks.found)
        top += metrics.lineSpacing()
    painter.restore()


def _lines(text: str, font: QFont, room: QRect) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that there is room for, each with the place where it begins."""
    metrics = QFontMetricsF(font)
    most = max(1, int(room.height() / metrics.lineSpacing()))
    layout = QTextLayout(text, font)
    layout.setTextOption(_WRAP)
    layout.beginLayout()
    for place in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        start, end = line.textStart(), line.textStart() + line.textLength()
        if place == most - 1 and end < len(text):
            yield start, metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, room.width())
            break
        yield start, text[start:end]
    layout.endLayout()
