"""Sizes that fit the screen and the text: a laptop of 1366 × 768 pixels at 150 percent has 911 × 512 left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QTableView, QWidget

from planlens.gui.widgets.worn import follow

_FRAME = (40, 60)
"""What the frame of a window and a little of the desktop around it take."""


def fit(window: QWidget, width: int, height: int) -> None:
    """Give a window a size, or less where the screen has less."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - _FRAME[0]), min(height, room.height() - _FRAME[1]))


def scrolled(fields: QWidget) -> QScrollArea:
    """Return a place for fields that scrolls where the screen is too low for all of them."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(fields)
    return area


class FirstFills(QObject):
    """Gives a table's first column the width that the others leave, and never less than its own.

    Args:
        least: pixels that it has at least, in the usual size of text.
    """

    def __init__(self, table: QTableView, least: int) -> None:
        super().__init__(table)
        self._table, self._least = table, least
        table.viewport().installEventFilter(self)

    def fit(self) -> None:
        """Do it now."""
        table, header = self._table, self._table.horizontalHeader()
        others = header.length() - header.sectionSize(0)
        table.setColumnWidth(0, max(grown(self._least, table), table.viewport().width() - others))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Follow the size of the table."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False


_CHARACTER = 12
"""Pixels that a Chinese character is wide in the usual size of text, 9 points, for which widths are given."""


def grown(pixels: int, widget: QWidget) -> int:
    """Return a length meant for the usual size of text as long as a widget's own text makes it; never less."""
    return max(pixels, round(pixels * widget.fontMetrics().horizontalAdvance("国") / _CHARACTER))


class _Width(QObject):
    """Keeps a widget as wide as its text wants, whatever size that has."""

    def __init__(self, widget: QWidget, pixels: int) -> None:
        super().__init__(widget)
        self._widget, self._pixels = widget, pixels
        follow(self._fit)

    def _fit(self) -> None:
        self._widget.setFixedWidth(grown(self._pixels, self._widget))


def fix_width(widget: QWidget, pixels: int) -> None:
    """Give a widget the width of so many pixels in the usual size of text, and more as soon as its text is larger."""
    _Width(widget, pixels)
