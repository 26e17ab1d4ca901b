"""What of a report is only looked at: its tables, folded away at first, and its charts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableWidget, QTableWidgetItem

from planlens.gui.widgets.fields import WheelGuard
from planlens.gui.widgets.fold import Fold
from planlens.views.monthly.parts import Counted

_MOST_ROWS = 12
"""Rows that stand there without scrolling."""

_WIDEST = 620
"""Pixels across of a picture: as it will look on paper, and with what stands around it in sight."""


def counted_table(part: Counted) -> Fold:
    """Return a table under its title; it comes from the ledger and is not typed in."""
    table = QTableWidget(len(part.rows), len(part.heads))
    table.setHorizontalHeaderLabels(part.heads)
    table.setAccessibleName(part.title)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    for row, texts in enumerate(part.rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text if len(text) > 20 else "")
            if column >= part.first:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            table.setItem(row, column, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    widest = max(range(len(part.widths)), key=lambda place: part.widths[place])
    header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
    line = table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(line * (min(len(part.rows), _MOST_ROWS) + 1) + 8)
    table.viewport().installEventFilter(WheelGuard(table)) if len(part.rows) <= _MOST_ROWS else None
    fold = Fold(part.title, table)
    fold.set_summary(f"{len(part.rows)}行")
    fold.unfold(on=len(part.rows) <= _MOST_ROWS)
    return fold


class ChartPicture(QLabel):
    """A picture as wide as there is room, never larger than it is."""

    def __init__(self, title: str, data: bytes) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setToolTip(title)
        self._whole = QPixmap()
        self._whole.loadFromData(data)
        self.setMinimumWidth(200)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the picture to the new width."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        width = min(self._whole.width(), int(min(event.size().width(), _WIDEST) * ratio))
        shown = self._whole.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.setFixedHeight(int(shown.height() / ratio))
        self.setPixmap(shown)
