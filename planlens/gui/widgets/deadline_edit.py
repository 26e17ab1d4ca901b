"""A field for a time limit: typed as people write it, or picked in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from planlens.exports.row_wording import ONGOING_WORD, deadline_words
from planlens.gui.theme import colours
from planlens.language.typed_dates import typed_deadline
from planlens.model import PlanlensError
from planlens.model.lights import deadline_day

TIP = "可输入 2025、2025年6月、6月底、年底、长期，或按 Alt+↓ 选日期"


class DeadlineEdit(QWidget):
    """A line and a button that opens a calendar.

    Args:
        today: returns the day that 年底 and 6月底 are seen from.

    Signals:
        entered: Enter was pressed, or a day was picked; what stands there is a time limit.
        left: Escape was pressed.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.line = QLineEdit()
        self.line.setPlaceholderText("无时限")
        self.line.setToolTip(TIP)
        self.line.setAccessibleName("完成时限")
        self.line.installEventFilter(self)
        self.button = QToolButton()
        self.button.setText("▾")
        self.button.setToolTip("选择日期（Alt+↓）")
        self.button.setAccessibleName("选择日期")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self.popup: CalendarPopup | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)

    def value(self) -> str | None:
        """Return the time limit as the model writes it, None for none.

        Raises:
            PlanlensError: ``bad-deadline``.
        """
        return typed_deadline(self.line.text(), self._today())

    def set_value(self, value: str | None) -> None:
        """Show a time limit."""
        self.line.setText(deadline_words(value))

    def complain(self, error: PlanlensError) -> None:
        """Say under the field why what stands there is none."""
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), error.message, self)

    def open_calendar(self) -> None:
        """Let the user pick a day, the year's end, or no limit."""
        self.popup = CalendarPopup(self._day(), self._today(), self)
        self.popup.picked.connect(self._pick)
        self.popup.show_below(self)

    def _day(self) -> date:
        try:
            value = self.value()
        except PlanlensError:
            value = None
        return deadline_day(value) or self._today()

    def _pick(self, value: object) -> None:
        self.set_value(str(value) if value else None)
        self.line.setFocus()
        self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Enter takes what is typed, Escape leaves, Alt+Down opens the calendar."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            try:
                self.value()
            except PlanlensError as error:
                self.complain(error)
            else:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            return False
        return True


class CalendarPopup(QFrame):
    """A calendar with buttons for the usual time limits that are no days.

    Signals:
        picked: a time limit as the model writes it, None for none.
    """

    picked = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(colours().muted))
        for name in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(name, weekend)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.clicked.connect(self._pick_day)
        self.calendar.activated.connect(self._pick_day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)
        row = QHBoxLayout()
        quarter = (today.month + 2) // 3 * 3
        for text, value in (
            ("本月", f"{today.year}-{today.month:02d}"),
            ("本季度", f"{today.year}-{quarter:02d}"),
            ("今年底", str(today.year)),
            ("明年底", str(today.year + 1)),
            (ONGOING_WORD, "ongoing"),
            ("无时限", None),
        ):
            row.addWidget(self._button(text, value))
        layout.addLayout(row)
        self._told = False

    def _button(self, text: str, value: str | None) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        def pick() -> None:
            self._pick(value)

        button.clicked.connect(pick)
        return button

    def show_below(self, field: QWidget) -> None:
        """Show it under a field, above where there is no room."""
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height()))
        screen = QApplication.screenAt(place) or QApplication.primaryScreen()
        room = screen.availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(max(room.top(), field.mapToGlobal(QPoint(0, 0)).y() - self.height()))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _pick_day(self, day: QDate) -> None:
        self._pick(f"{day.year():04d}-{day.month():02d}-{day.day():02d}")

    def _pick(self, value: str | None) -> None:
        if not self._told:  # a click is told as clicked and as activated
            self._told = True
            self.close()
            self.picked.emit(value)
