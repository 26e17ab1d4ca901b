"""A field for a time limit in a cell: typed as people write it, or picked in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QToolTip, QVBoxLayout, QWidget

from planlens.gui.app.keys import is_key
from planlens.gui.widgets.calendar import Calendar
from planlens.gui.widgets.layouts import in_row
from planlens.gui.widgets.plain import plain_tip
from planlens.language.typed import deadline_advice, typed_deadline
from planlens.model import ONGOING, PlanlensError
from planlens.model.lights import deadline_day
from planlens.model.wording import ONGOING_TEXT, deadline_words
from planlens.views.keys import with_key, with_keys

TIP = with_keys("可输入 2025、2025年6月、6月底、年底、长期；{deadline.calendar} 打开日历")


class DeadlineEdit(QWidget):
    """A line and a button that opens a calendar.

    Args:
        today: returns the day that 年底 and 6月底 are seen from.

    Signals:
        entered: Enter was pressed, or something was picked; what stands there is a time limit.
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
        self.button.setToolTip(with_key("日历和常用时限", "deadline.calendar"))
        self.button.setAccessibleName("打开日历")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self.popup: DeadlineCalendar | None = None
        in_row((self.line, 1), self.button, margins=0, spacing=0, on=self)
        self.setFocusProxy(self.line)

    def value(self) -> str | None:
        """Return the time limit as the model writes it, None for none.

        Raises:
            PlanlensError: ``bad-deadline``.
        """
        found = typed_deadline(self.line.text(), self._today())
        if found is None:
            raise PlanlensError("bad-deadline", deadline_advice(self.line.text()))
        return found or None

    def set_value(self, value: str | None) -> None:
        """Show a time limit."""
        self.line.setText(deadline_words(value))

    def open_calendar(self) -> None:
        """Let the user pick a day, the end of a month, quarter or year, or no limit."""
        self.popup = DeadlineCalendar(self._day(), self._today(), self)
        self.popup.picked.connect(self._pick)
        self.popup.show_below(self)

    def _day(self) -> date:
        value = typed_deadline(self.line.text(), self._today())
        return deadline_day(value or None) or self._today()

    def _pick(self, value: object) -> None:
        self.set_value(str(value) if value else None)
        self.line.setFocus()
        self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Enter takes what is typed, Escape leaves, Alt+Down opens the calendar."""
        del watched
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            try:
                self.value()
            except PlanlensError as error:
                QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), plain_tip(error.message), self)
            else:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_key(event, "deadline.calendar"):
            self.open_calendar()
        else:
            return False
        return True


class DeadlineCalendar(Calendar):
    """A calendar with buttons for the usual time limits that are no days.

    Signals:
        picked: a time limit as the model writes it, None for none.
    """

    picked = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(QDate(day.year, day.month, day.day), parent)
        self.chosen.connect(self._pick_day)
        grid = QGridLayout()
        grid.setSpacing(2)
        quarter = (today.month + 2) // 3 * 3
        usual = (
            ("本月底", f"{today.year}-{today.month:02d}"),
            ("本季度末", f"{today.year}-{quarter:02d}"),
            ("今年底", str(today.year)),
            ("明年底", str(today.year + 1)),
            (ONGOING_TEXT, ONGOING),
            ("无时限", None),
        )
        for place, (text, value) in enumerate(usual):
            grid.addWidget(self._button(text, value), place // 3, place % 3)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(grid)

    def _button(self, text: str, value: str | None) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy())

        def pick() -> None:
            self.close()
            self.picked.emit(value)

        button.clicked.connect(pick)
        return button

    def _pick_day(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()).isoformat())
