"""Texts of cells with what a search looks for marked in them, laid out as Qt lays out the texts of cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

Hits = Sequence[tuple[int, int]]
"""Starts and ends of what is marked."""

DOTS = "…"

OVERHANG = 4
"""Pixels by which a slanted line may be wider than its characters: its dots must not go to the next line."""


def draw_marked(painter: QPainter, rect: QRect, text: str, font: QFont, hits: Hits, look: QTextCharFormat) -> None:
    """Draw a text, at the left and half-way up, in as many lines as there is room for.

    Where the room is too small the text ends in dots, marked as well if anything is that cannot be seen.

    Args:
        painter: with the pen for the text.
        rect: the room for it.
        text: what is written.
        font: its font.
        hits: what is marked.
        look: how it looks.
    """
    layout, shown = _laid_out(text, font, rect)
    if shown != text:  # with the dots it has to be broken into lines again
        layout, _ = _laid_out(shown, font, rect)
    height = layout.boundingRect().height()
    place = QPointF(rect.x(), rect.y() + max(0.0, (rect.height() - height) / 2))
    layout.draw(painter, place, _ranges(hits, shown, cut=shown != text, look=look))


def _laid_out(text: str, font: QFont, rect: QRect) -> tuple[QTextLayout, str]:
    """Break a text into lines; return the layout, and the text that there is room for."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    top, start = 0.0, 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(rect.width())
        line.setPosition(QPointF(0, top))
        top += line.height()
        start = line.textStart()
        last = top + line.height() > rect.height()
        if (last and start + line.textLength() < len(text)) or line.naturalTextWidth() > rect.width():
            layout.endLayout()
            room = rect.width() - OVERHANG
            rest = QFontMetrics(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, room)
            return layout, text[:start] + rest
    layout.endLayout()
    return layout, text


def _ranges(hits: Hits, shown: str, *, cut: bool, look: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    seen = len(shown) - len(DOTS) * cut
    spans = [(start, min(end, seen)) for start, end in hits if start < seen]
    if cut and any(end > seen for _, end in hits):
        spans.append((seen, len(shown)))
    return [_range(start, end, look) for start, end in spans]


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, look
    return found
