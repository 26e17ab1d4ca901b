"""Fonts, brushes and small pictures of rows, made once for the colours that the window wears."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF, QTextCharFormat
from PySide6.QtWidgets import QApplication

from planlens.gui.app.theme import Colours, colours
from planlens.model import Light, Status

SIZE = 16
"""The side of a picture in pixels of a screen that is not scaled."""


@dataclass(frozen=True, slots=True)
class RowLooks:
    """How rows look.

    Attributes:
        lights: the picture of each warning light: ▲ red, ◆ yellow, ● green, so that none is told by colour alone.
        marks: the picture of (flagged, uncertain), None for neither.
        hit: how the words of a search look in a text.
    """

    colours: Colours
    plain: QFont
    bold: QFont
    italic: QFont
    muted: QBrush
    section: QBrush
    statuses: dict[Status, QBrush]
    lights: dict[Light, QIcon | None]
    marks: dict[tuple[bool, bool], QIcon | None]
    hit: QTextCharFormat


def looks() -> RowLooks:
    """Make the looks of the application's present colours and font."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wanted, plain = colours(app), QFont(app.font())
    bold, italic = QFont(plain), QFont(plain)
    bold.setBold(True)
    italic.setItalic(True)
    hit = QTextCharFormat()
    hit.setBackground(QBrush(QColor(wanted.hit)))
    hit.setForeground(QBrush(QColor(wanted.hit_text)))
    return RowLooks(
        wanted,
        plain,
        bold,
        italic,
        QBrush(QColor(wanted.muted)),
        QBrush(QColor(wanted.window)),
        {status: QBrush(QColor(colour)) for status, colour in wanted.status.items()},
        {
            Light.RED: picture([triangle(1)], wanted.red),
            Light.YELLOW: picture([diamond(1)], wanted.yellow),
            Light.BLUE: picture([square(2)], wanted.blue),
            Light.GREEN: picture([], wanted.green, dot=True),
            Light.NONE: None,
        },
        {
            (False, False): None,
            (True, False): picture([star()], wanted.yellow),
            (False, True): picture([], wanted.muted, letter="?"),
            (True, True): picture([star()], wanted.yellow, letter="?", second=wanted.muted),
        },
        hit,
    )


def square(edge: float) -> QPolygonF:
    """Return ■ within a picture."""
    far = SIZE - edge
    return QPolygonF([QPointF(edge, edge), QPointF(far, edge), QPointF(far, far), QPointF(edge, far)])


def triangle(edge: float) -> QPolygonF:
    """Return ▲ within a picture."""
    return QPolygonF(
        [QPointF(SIZE / 2, edge + 1), QPointF(SIZE - edge, SIZE - edge - 1), QPointF(edge, SIZE - edge - 1)]
    )


def diamond(edge: float) -> QPolygonF:
    """Return ◆ within a picture."""
    middle, far = SIZE / 2, SIZE - edge
    return QPolygonF([QPointF(middle, edge), QPointF(far, middle), QPointF(middle, far), QPointF(edge, middle)])


def star() -> QPolygonF:
    """Return ★ within a picture: five points on a circle, and five on one 0.4 as wide between them."""
    sines = (0.0, 0.588, 0.951, 0.951, 0.588, 0.0, -0.588, -0.951, -0.951, -0.588)
    cosines = (-1.0, -0.809, -0.309, 0.309, 0.809, 1.0, 0.809, 0.309, -0.309, -0.809)
    radii = (7.5, 3.0) * 5
    return QPolygonF([QPointF(8 + r * x, 8.5 + r * y) for r, x, y in zip(radii, sines, cosines, strict=True)])


def picture(shapes: list[QPolygonF], colour: str, *, dot: bool = False, letter: str = "", second: str = "") -> QIcon:
    """Return a picture of filled shapes, a dot, a letter in a ring; both beside each other if there are two.

    On the ground of a chosen row the shapes get a light rim.
    """
    icon = QIcon()
    for mode, rim in ((QIcon.Mode.Normal, None), (QIcon.Mode.Selected, QColor("#ffffff"))):
        icon.addPixmap(_pixmap(shapes, colour, rim, dot=dot, letter=letter, second=second), mode)
    return icon


def _pixmap(
    shapes: list[QPolygonF], colour: str, rim: QColor | None, *, dot: bool, letter: str, second: str
) -> QPixmap:
    scale = 3.0  # sharp up to 300 %
    width = SIZE * (2 if shapes and letter else 1)
    pixmap = QPixmap(int(width * scale), int(SIZE * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(rim, 1.4) if rim else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for shape in shapes:
        painter.drawPolygon(shape)
    if dot:
        painter.drawEllipse(QRectF(2, 2, SIZE - 4, SIZE - 4))
    if letter:
        _draw_letter(
            painter, QRectF(width - SIZE + 1.5, 1.5, SIZE - 3, SIZE - 3), letter, rim or QColor(second or colour)
        )
    painter.end()
    return pixmap


def _draw_letter(painter: QPainter, box: QRectF, letter: str, ink: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.2))
    painter.drawEllipse(box)
    font = QFont(painter.font())
    font.setPixelSize(10)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
