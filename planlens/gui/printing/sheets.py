"""Cuts a table into pages and draws them, in the pixels of the printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from planlens.exports.base import FONT_BODY, FONT_HEADER, FONT_PAGE_NUMBER, FONT_TITLE, GREY, LIGHT_COLOURS
from planlens.views.cells import Cell, Line, Table

TITLE, HEADER, BODY, NUMBER = 18.0, 10.5, 10.0, 12.0
"""Sizes of the text in points."""

_PAD = 3.0
_FOOT = 26.0
_GAP = 8.0
_FALLBACK = {
    FONT_TITLE: ["FZXiaoBiaoSong-B05S", "STZhongsong", "SimSun"],
    FONT_HEADER: ["SimHei", "Heiti SC"],
    FONT_BODY: ["FangSong", "STFangsong"],
    FONT_PAGE_NUMBER: ["SimSun", "STSong"],
}
"""Fonts that stand in where the official one is not installed; after them whatever the system has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A row, or the part of a long row that fits on a page: for every column the lines, and their colours."""

    row: int
    cells: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def lines(self) -> int:
        """The number of lines of the highest cell."""
        return max(1, *(len(cell) for cell in self.cells))


def font(name: str, pixels: float) -> QFont:
    """Return one of the official fonts with its stand-ins, of a height in pixels."""
    found = QFont()
    found.setFamilies([name, *_FALLBACK[name], *found.families()])
    found.setPixelSize(max(1, round(pixels)))
    return found


class Sheets:
    """The pages of one table.

    Args:
        table: what is printed.
        size: the room between the margins, in pixels.
        scale: pixels of a point.
    """

    def __init__(self, table: Table, size: QSizeF, scale: float = 1.0) -> None:
        self.table = table
        self.size = size
        self.scale = scale
        self._pad, self._foot, self._gap = _PAD * scale, _FOOT * scale, _GAP * scale
        self._body, self._header = font(FONT_BODY, BODY * scale), font(FONT_HEADER, HEADER * scale)
        self._title, self._title_line = font(FONT_TITLE, TITLE * scale), TITLE * 1.35 * scale
        self._line = QFontMetricsF(self._body).lineSpacing() * 1.05
        share = size.width() / sum(column.width for column in table.columns)
        self.widths = [column.width * share for column in table.columns]
        rooms = [width - 2 * self._pad for width in self.widths]
        self._heads = [
            _wrapped(column.title, self._header, room) for column, room in zip(table.columns, rooms, strict=True)
        ]
        self._head_line = QFontMetricsF(self._header).lineSpacing()
        self.head_height = max(len(lines) for lines in self._heads) * self._head_line + 2 * self._pad
        self._titles = _wrapped(table.title, self._title, size.width())
        self.pages = self._paginate()

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw a page, counted from 0, its upper left corner at the painter's origin."""
        top = self._paint_title(painter) if page == 0 else 0.0
        top = self._paint_head(painter, top)
        pieces = self.pages[page]
        group = self._groups(pieces)
        for place, piece in enumerate(pieces):
            height = self._height(piece)
            self._paint_piece(painter, piece, top, height, first=group[place] != group[place - 1] or place == 0)
            last = place + 1 == len(pieces) or group[place + 1] != group[place]
            self._paint_lines(painter, top, height, last=last)
            top += height
        painter.setFont(font(FONT_PAGE_NUMBER, NUMBER * self.scale))
        foot = QRectF(0, self.size.height() - self._foot + self._pad * 2, self.size.width(), self._foot - self._pad * 2)
        painter.setPen(QColor("black"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"— {page + 1} —")

    def _paginate(self) -> list[list[Piece]]:
        """Cut the rows into pages; a row that would leave much of a page empty is cut between its lines."""
        pages: list[list[Piece]] = [[]]
        title = len(self._titles) * self._title_line + len(self.table.notes) * self._line + self._gap
        room = self.size.height() - self._foot - self.head_height
        left = room - title
        for number, row in enumerate(self.table.rows):
            piece = Piece(number, tuple(self._cell(cell, place) for place, cell in enumerate(row.cells)))
            while (height := self._height(piece)) > left:
                fits = int((left - 2 * self._pad) / self._line)
                if fits >= 3 and (piece.lines - fits >= 2 or height > room):
                    head, piece = _cut(piece, fits)
                    pages[-1].append(head)
                elif not pages[-1] and left >= room:
                    break  # nothing more fits on any page
                pages.append([])
                left = room
            pages[-1].append(piece)
            left -= height
        return pages

    def _cell(self, cell: Cell, column: int) -> tuple[tuple[str, str], ...]:
        width = self.widths[column] - 2 * self._pad
        return tuple((text, _ink(line)) for line in cell for text in _wrapped(line.text, self._body, width))

    def _height(self, piece: Piece) -> float:
        merged = [column.merged for column in self.table.columns]
        lines = max([1, *(len(cell) for cell, skip in zip(piece.cells, merged, strict=True) if not skip)])
        return lines * self._line + 2 * self._pad

    def _groups(self, pieces: list[Piece]) -> list[str | None]:
        return [self.table.rows[piece.row].group for piece in pieces]

    def _paint_title(self, painter: QPainter) -> float:
        top = 0.0
        painter.setPen(QColor("black"))
        painter.setFont(self._title)
        for text in self._titles:
            painter.drawText(QRectF(0, top, self.size.width(), self._title_line), Qt.AlignmentFlag.AlignCenter, text)
            top += self._title_line
        painter.setFont(self._body)
        for text in self.table.notes:
            painter.drawText(QRectF(0, top, self.size.width(), self._line), Qt.AlignmentFlag.AlignLeft, text)
            top += self._line
        return top + self._gap

    def _paint_head(self, painter: QPainter, top: float) -> float:
        left = 0.0
        painter.setPen(QPen(QColor("black"), 0.7 * self.scale))
        painter.setFont(self._header)
        for lines, width in zip(self._heads, self.widths, strict=True):
            painter.drawRect(QRectF(left, top, width, self.head_height))
            first = top + (self.head_height - len(lines) * self._head_line) / 2
            for place, text in enumerate(lines):
                box = QRectF(left, first + place * self._head_line, width, self._head_line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            left += width
        return top + self.head_height

    def _paint_piece(self, painter: QPainter, piece: Piece, top: float, height: float, *, first: bool) -> None:
        painter.setFont(self._body)
        left = 0.0
        for column, width, lines in zip(self.table.columns, self.widths, piece.cells, strict=True):
            if first or not column.merged:
                align = Qt.AlignmentFlag.AlignHCenter if column.centered else Qt.AlignmentFlag.AlignLeft
                free = 0.0 if column.merged else (height - 2 * self._pad - len(lines) * self._line) / 2
                for place, (text, ink) in enumerate(lines):
                    painter.setPen(QColor(ink))
                    y = top + self._pad + free + place * self._line
                    painter.drawText(QRectF(left + self._pad, y, width - 2 * self._pad, self._line), align, text)
            left += width

    def _paint_lines(self, painter: QPainter, top: float, height: float, *, last: bool) -> None:
        """Draw the lines of a row; those of a merged column only below its group."""
        painter.setPen(QPen(QColor("black"), 0.5 * self.scale))
        left = 0.0
        for column, width in zip(self.table.columns, self.widths, strict=True):
            painter.drawLine(QLineF(left, top, left, top + height))
            if last or not column.merged:
                painter.drawLine(QLineF(left, top + height, left + width, top + height))
            left += width
        painter.drawLine(QLineF(left, top, left, top + height))


def _ink(line: Line) -> str:
    """Return the colour of a line: grey for what is suggested, a warning light's own."""
    if line.suggested:
        return f"#{GREY}"
    return f"#{LIGHT_COLOURS[line.light]}" if line.light in LIGHT_COLOURS else "black"


def _cut(piece: Piece, lines: int) -> tuple[Piece, Piece]:
    head = tuple(cell[:lines] for cell in piece.cells)
    tail = tuple(cell[lines:] for cell in piece.cells)
    return Piece(piece.row, head), Piece(piece.row, tail)


def _wrapped(text: str, used: QFont, width: float) -> list[str]:
    """Break a text into lines as Chinese is broken: no line begins with a closing mark."""
    return [line for part in text.split("\n") for line in _lines(part, used, width)]


def _lines(text: str, used: QFont, width: float) -> Iterator[str]:
    if len(text) * used.pixelSize() <= width:  # no character is wider than its size
        yield text
        return
    layout = QTextLayout(text, used)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    encoded = text.encode("utf-16-le")  # Qt counts in UTF-16
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        yield encoded[start:end].decode("utf-16-le", errors="replace")
    layout.endLayout()
