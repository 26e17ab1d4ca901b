"""Lying bars of one figure: that of now, and below it, paler, that of an earlier day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planlens.gui.app.theme import colours
from planlens.gui.widgets.worn import follow
from planlens.views.ledger.measures import FigureBar

NOTHING = "没有可以统计的任务。"


class MeasureBars(QWidget):
    """The bars, as many as there are groups.

    Signals:
        wanted: a bar was double-clicked; carries the group's name.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.bars: Sequence[FigureBar] = ()
        self._unit = ""
        self.setAccessibleName("统计图")
        follow(self.update)

    def show_bars(self, bars: Sequence[FigureBar], unit: str) -> None:
        """Draw these; *unit* stands behind the numbers."""
        self.bars, self._unit = bars, unit
        self.setAccessibleDescription("；".join(f"{bar.name} {self._words(bar)}" for bar in bars))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def _words(self, bar: FigureBar) -> str:
        was = "" if bar.before is None else f"（上期 {bar.before:.4g}{self._unit}）"
        return f"{bar.now:.4g}{self._unit}{was}"

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the room that all bars need."""
        return QSize(480, self._step * max(1, len(self.bars)) + 12)

    @property
    def _step(self) -> int:
        return int(self.fontMetrics().lineSpacing() * 1.7)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw names, bars and numbers."""
        painter, worn, metrics = QPainter(self), colours(), self.fontMetrics()
        painter.fillRect(event.rect(), QColor(worn.base))
        painter.setPen(QColor(worn.text))
        if not self.bars:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, NOTHING)
            return
        names = min(self.width() // 3, 12 + max(metrics.horizontalAdvance(bar.name) for bar in self.bars))
        numbers = 16 + max(metrics.horizontalAdvance(self._words(bar)) for bar in self.bars)
        most = max((max(bar.now, bar.before or 0) for bar in self.bars), default=0) or 1
        room = max(20, self.width() - names - numbers)
        for place, bar in enumerate(self.bars):
            top, height = 6 + place * self._step, self._step - 6
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names - 10)
            painter.setPen(QColor(worn.text))
            painter.drawText(QRectF(6, top, names - 8, height), Qt.AlignmentFlag.AlignVCenter, name)
            thick = height * (0.62 if bar.before is not None else 0.85)
            painter.fillRect(QRectF(names, top, room * bar.now / most, thick), QColor(worn.accent))
            if bar.before is not None:
                painter.fillRect(
                    QRectF(names, top + thick, room * bar.before / most, height - thick), QColor(worn.grey)
                )
            left = names + room * max(bar.now, bar.before or 0) / most + 6
            place_of_words = QRectF(left, top, self.width() - left, height)
            painter.drawText(place_of_words, Qt.AlignmentFlag.AlignVCenter, self._words(bar))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell which group is wanted."""
        place = int((event.position().y() - 6) // self._step)
        if 0 <= place < len(self.bars):
            self.wanted.emit(self.bars[place].name)
