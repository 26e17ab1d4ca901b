"""Sets paragraphs and rows of tables in lines, for a width and a size of type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from planlens.gui.source.lines import Laid, LaidText
from planlens.views.source.grid import GridPlace, Rows, Want
from planlens.views.source.page import Piece
from planlens.views.source.text import Look, Text

PADDING = 5.0
"""Pixels between a cell's border and its text."""
COMFORT = 5.0
"""Characters that a column has room for at least, if it holds so many; a table may become wider than the page."""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a look is set; lengths in widths of a Chinese character."""

    size: float = 1.0
    bold: bool = False
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.35
    leading: float = 0.55


_STYLES = {
    Look.TITLE: LineStyle(1.45, bold=True, before=0.5, after=0.5, leading=0.4),
    Look.BODY: LineStyle(indent=2.0),
    Look.PLAIN: LineStyle(),
    Look.CELL: LineStyle(0.93, after=0.0, leading=0.3),
    Look.FOOTNOTE: LineStyle(0.85, after=0.2, leading=0.35),
    Look.PAGE: LineStyle(0.85, before=0.2, after=0.4, leading=0.2),
}
_HEADINGS = (
    LineStyle(1.25, bold=True, before=0.9, after=0.45, leading=0.4),
    LineStyle(1.12, bold=True, before=0.6, after=0.35, leading=0.45),
    LineStyle(1.04, bold=True, before=0.4, after=0.3, leading=0.5),
    LineStyle(1.0, bold=True, before=0.25, after=0.25, leading=0.5),
)


def style_of(text: Text) -> LineStyle:
    """Return how a paragraph is set."""
    return _HEADINGS[min(text.level, len(_HEADINGS)) - 1] if text.look is Look.HEADING else _STYLES[text.look]


class Fonts:
    """The fonts of one size of type, each made once.

    Args:
        base: the window's font.
        points: the size of body text in points.
    """

    def __init__(self, base: QFont, points: float) -> None:
        self._base, self._points = base, points
        self._fonts: dict[tuple[float, bool], tuple[QFont, float, float]] = {}
        self.bold = QTextCharFormat()
        self.bold.setFontWeight(QFont.Weight.Bold)
        self.raised = QTextCharFormat()
        self.raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)

    def of(self, style: LineStyle) -> tuple[QFont, float, float]:
        """Return a style's font, the width of a Chinese character and the height of a line, in pixels."""
        key = (style.size, style.bold)
        if key not in self._fonts:
            font = QFont(self._base)
            font.setPointSizeF(self._points * style.size)
            font.setBold(style.bold)
            metrics = QFontMetricsF(font)
            self._fonts[key] = (font, metrics.horizontalAdvance("国"), metrics.height())
        return self._fonts[key]


class Typesetter:
    """Sets pieces.

    Args:
        fonts: the fonts.
        width: the width of the lines in pixels.
    """

    def __init__(self, fonts: Fonts, width: float) -> None:
        self.fonts, self.width = fonts, max(60.0, width)
        self._known: dict[tuple[Look, int], tuple[float, float, float, float]] = {}
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def lay(self, piece: Piece) -> Laid:
        """Set a piece in lines."""
        if isinstance(piece, Rows):
            return self._rows(piece)
        style = style_of(piece)
        em = self.fonts.of(style)[1]
        before = 0.0 if piece.goes_on else style.before * em
        laid, height = self._text(piece, 0.0, before, self.width)
        laid.area = QRectF(0, 0, self.width, height)
        return Laid([laid], [], height + style.after * em)

    def estimate(self, piece: Piece) -> float:
        """Return about how high a piece will be, without setting it."""
        if isinstance(piece, Rows):
            return sum(self._guess(piece, row) for row in range(piece.rows))
        em, pitch, indent, around = self._sizes(piece)
        return (1 + int((len(piece.shown) + indent) * em / self.width)) * pitch + around

    def _sizes(self, text: Text) -> tuple[float, float, float, float]:
        """Return the width of a character, the height of a line, the indent in characters, and the room around."""
        key = (text.look, text.level)
        if key not in self._known:
            style = style_of(text)
            _, em, height = self.fonts.of(style)
            self._known[key] = (em, height + style.leading * em, style.indent, (style.before + style.after) * em)
        return self._known[key]

    def _guess(self, rows: Rows, row: int) -> float:
        style = _STYLES[Look.CELL]
        _, em, height = self.fonts.of(style)
        lines, edges = 1, self._edges(rows)
        for cell in rows.cells:
            if cell.row == row and cell.row_span == 1:
                width = max(em, edges[cell.column + cell.column_span] - edges[cell.column] - 2 * PADDING)
                lines = max(lines, sum(1 + int(len(text.shown) * em / width) for text in cell.texts))
        return lines * (height + style.leading * em) + 2 * PADDING

    def _text(self, text: Text, x: float, y: float, width: float) -> tuple[LaidText, float]:
        """Set a paragraph at a place of its piece; return it and where it ends."""
        style = style_of(text)
        font, em, height = self.fonts.of(style)
        layout = QTextLayout(text.shown, font)
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        layout.setFormats(self._formats(text))
        indented = style.indent and not text.goes_on and not text.centered
        gap, at = style.leading * em, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            left = style.indent * em if indented and at == 0 else 0.0
            line.setLineWidth(max(em, width - left))
            if text.centered:
                left = max(0.0, (width - line.naturalTextWidth()) / 2)
            line.setPosition(QPointF(left, at + gap / 2))
            at += max(height, line.height()) + gap
        layout.endLayout()
        return LaidText(text, layout, QPointF(x, y), QRectF(x, y, width, at), gap), y + at

    def _formats(self, text: Text) -> list[QTextLayout.FormatRange]:
        found = []
        for spans, shape in ((text.strong, self.fonts.bold), (text.raised, self.fonts.raised)):
            for span in spans:
                place = text.range_of(span.start, span.end)
                if place is not None:
                    part = QTextLayout.FormatRange()
                    part.start, part.length, part.format = place[0], place[1] - place[0], shape
                    found.append(part)
        return found

    def _rows(self, rows: Rows) -> Laid:
        edges = self._edges(rows)
        set_cells = [(cell, *self._cell(cell, edges)) for cell in rows.cells]
        tops = [0.0]
        for top in _heights(rows.rows, [(cell, height) for cell, _, height in set_cells], self._empty()):
            tops.append(tops[-1] + top)
        texts, boxes = [], []
        for cell, inside, _ in set_cells:
            top, bottom = tops[cell.row], tops[cell.row + cell.row_span]
            box = QRectF(
                edges[cell.column], top, edges[cell.column + cell.column_span] - edges[cell.column], bottom - top
            )
            for laid in inside:
                laid.origin += QPointF(0, top)
                laid.area = box
            texts += inside
            boxes.append(box)
        return Laid(texts, boxes + _holes(rows, edges, tops), tops[-1])

    def width_of(self, piece: Piece) -> float:
        """Return the width that a piece takes: a table of many columns may need more than the page has."""
        if not isinstance(piece, Rows):
            return self.width
        em = self.fonts.of(_STYLES[Look.CELL])[1]
        return max(self.width, sum(_comfort(want) * em + 2 * PADDING + 1 for want in piece.wants) + 1)

    def _edges(self, rows: Rows) -> list[float]:
        """Return where columns begin and the last one ends: all get what they need, then what they want."""
        em, width = self.fonts.of(_STYLES[Look.CELL])[1], self.width_of(rows) - 1
        least = [_comfort(want) * em + 2 * PADDING + 1 for want in rows.wants]
        more = [(want.good - _comfort(want)) * em + 1 for want in rows.wants]
        left = max(0.0, width - sum(least))
        widths = [need + left * wish / sum(more) for need, wish in zip(least, more, strict=True)]
        return [0.0, *accumulate(widths)]

    def _empty(self) -> float:
        _, em, height = self.fonts.of(_STYLES[Look.CELL])
        return height + _STYLES[Look.CELL].leading * em + 2 * PADDING

    def _cell(self, cell: GridPlace, edges: Sequence[float]) -> tuple[list[LaidText], float]:
        """Set a cell's paragraphs below each other; return them and the height of the cell."""
        left = edges[cell.column] + PADDING
        width = max(8.0, edges[cell.column + cell.column_span] - PADDING - left)
        found, y = [], PADDING
        for text in cell.texts:
            laid, y = self._text(text, left, y, width)
            found.append(laid)
        return found, y + PADDING


def _comfort(want: Want) -> float:
    """Return the width, in characters, below which a column is not squeezed."""
    return max(want.least, min(want.good, COMFORT))


def _heights(count: int, cells: Sequence[tuple[GridPlace, float]], least: float) -> list[float]:
    """Return the heights of rows: what their own cells need; the last row of a merged cell gives it what it lacks."""
    heights = [least] * count
    for cell, height in cells:
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], height)
    for cell, height in cells:
        last = cell.row + cell.row_span
        lacking = height - sum(heights[cell.row : last])
        if lacking > 0:
            heights[last - 1] += lacking
    return heights


def _holes(rows: Rows, edges: Sequence[float], tops: Sequence[float]) -> list[QRectF]:
    """Return the cells without text: they have borders too."""
    taken = {
        (row, column)
        for cell in rows.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return [
        QRectF(edges[column], tops[row], edges[column + 1] - edges[column], tops[row + 1] - tops[row])
        for row in range(rows.rows)
        for column in range(len(rows.wants))
        if (row, column) not in taken
    ]
