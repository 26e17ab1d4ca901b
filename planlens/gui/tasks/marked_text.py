"""Texts of cells with what a search looks for marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

Hits = Sequence[tuple[int, int]]
"""Starts and ends of what is marked."""

DOTS = "…"

_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def draw_marked(painter: QPainter, rect: QRect, text: str, font: QFont, hits: Hits, look: QTextCharFormat) -> None:
    """Draw a text, at the left and half-way up, in as many lines as there is room for.

    Where the room is too small the text ends in dots, marked as well if anything is that cannot be seen.

    Args:
        painter: with the pen for the text.
        rect: the room for it.
        text: what is written.
        font: its font.
        hits: what is marked, in characters of the text.
        look: how it looks.
    """
    hits = in_qt(hits, text)
    lines = list(_lines(text, font, rect))
    height = QFontMetricsF(font).lineSpacing()
    top = rect.y() + max(0.0, (rect.height() - height * len(lines)) / 2)
    for start, line, cut in lines:
        layout = QTextLayout(line, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        layout.draw(painter, QPointF(rect.x(), top), _ranges(hits, start, line, cut=cut, look=look))
        top += height


def in_qt(hits: Hits, text: str) -> Hits:
    """Return places in a text as Qt counts them."""
    return [(_length(text[:start]), _length(text[:end])) for start, end in hits]


def _length(text: str) -> int:
    """Return how many characters Qt counts: 𠮷 is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _lines(text: str, font: QFont, rect: QRect) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines that there is room for: where Qt begins each, its words, and whether it ends in dots."""
    encoded = text.encode("utf-16-le", "surrogatepass")

    def part(start: int, end: int | None = None) -> str:
        return encoded[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")

    metrics = QFontMetricsF(font)
    most = max(1, int(rect.height() / metrics.lineSpacing()))
    layout = QTextLayout(text, font)
    layout.setTextOption(_WRAP)
    layout.beginLayout()
    for place in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        start, end = line.textStart(), line.textStart() + line.textLength()
        if place == most - 1 and 2 * end < len(encoded):
            yield start, metrics.elidedText(part(start), Qt.TextElideMode.ElideRight, rect.width()), True
        else:
            yield start, part(start, end), False
    layout.endLayout()


def _ranges(hits: Hits, start: int, line: str, *, cut: bool, look: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    """Return what is marked in a line that begins at *start*; its dots are, if anything is that cannot be seen."""
    whole = _length(line)
    seen = whole - len(DOTS) * cut
    spans = [(max(first - start, 0), min(end - start, seen)) for first, end in hits]
    if cut and any(end - start > seen for _, end in hits):
        spans.append((seen, whole))
    return [_range(first, end, look) for first, end in spans if first < end]


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, look
    return found
