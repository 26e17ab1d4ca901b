"""How widgets stand: in a row, in a column, or side by side in as many lines as they need."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

STRETCH = None
"""A place between widgets that takes what they leave free."""

Laid = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
"""What stands in a row or column: a widget, another row or column, either with its share of the free room, a gap of
so many pixels, or :data:`STRETCH`."""

Box = TypeVar("Box", bound=QBoxLayout)


def in_row(
    *parts: Laid,
    margins: int | tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
    on: QWidget | None = None,
) -> QHBoxLayout:
    """Return a row of parts, from the left; *margins* and *spacing* are pixels, the style's where they are not said.

    Args:
        parts: what stands in it.
        margins: around all parts: one for all sides, or left, top, right, bottom.
        spacing: between two parts.
        on: the widget whose layout this is.
    """
    return _laid(QHBoxLayout() if on is None else QHBoxLayout(on), parts, margins, spacing)


def in_column(
    *parts: Laid,
    margins: int | tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
    on: QWidget | None = None,
) -> QVBoxLayout:
    """Return a column of parts, from the top; see :func:`in_row`."""
    return _laid(QVBoxLayout() if on is None else QVBoxLayout(on), parts, margins, spacing)


def _laid(
    box: Box, parts: tuple[Laid, ...], margins: int | tuple[int, int, int, int] | None, spacing: int | None
) -> Box:
    if margins is not None:
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    for part in parts:
        thing, share = part if isinstance(part, tuple) else (part, 0)
        if isinstance(thing, QWidget):
            box.addWidget(thing, share)
        elif isinstance(thing, QLayout):
            box.addLayout(thing, share)
        elif isinstance(thing, int):
            box.addSpacing(thing)
        else:
            box.addStretch(1)
    return box


def held(box: QLayout) -> QWidget:
    """Return a widget that a row or column fills."""
    holder = QWidget()
    holder.setLayout(box)
    return holder


class FlowLayout(QLayout):
    """Sets widgets from left to right in as many lines as are needed.

    Args:
        gap: pixels between neighbours and between lines.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        """Add at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        """Return an item, None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 (Qt's name)
        """Return that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """Return the height of all lines in a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 (Qt's name)
        """Place every item."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size of the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items in lines and return the height that they need."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), area.width())
            if x > area.x() and x + width > area.x() + area.width():
                x, y, line = area.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y() + margins.bottom()
