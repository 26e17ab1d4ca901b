"""Tells what is open that the window wears other colours or another size of text.

Qt tells most widgets by itself. It does not tell those with a style sheet, whose font and colours it takes for the
user's own, nor does it give the links of a text other colours: all that has to be dressed by hand is dressed here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class Worn(QObject):
    """What the application wears; belongs to it.

    Signals:
        changed: colours or font are others now, and Qt has told its widgets.
    """

    changed = Signal()

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._tell)

    def tell(self) -> None:
        """Have everything dressed that Qt leaves as it was, once Qt has told its own: it posts that to each window."""
        self._later.start()

    def _tell(self) -> None:
        self.changed.emit()
        for widget in QApplication.allWidgets():
            if isinstance(widget, QLabel) and "<" in widget.text() and widget.textFormat() != Qt.TextFormat.PlainText:
                _read_anew(widget)


def worn() -> Worn:
    """Return the application's."""
    app = QCoreApplication.instance()
    assert app is not None
    found = app.findChild(Worn)
    return found if isinstance(found, Worn) else Worn(app)


def follow(dress: Callable[[], None]) -> None:
    """Dress something now, and again whenever the window wears something else.

    Args:
        dress: a method of the widget that wears it, and so forgotten with it.
    """
    dress()
    worn().changed.connect(dress)


def set_sheet(widget: QWidget, sheet: str) -> None:
    """Give a widget a style sheet, or the same one anew: only then does it take the application's new font."""
    widget.setStyleSheet("")
    widget.setStyleSheet(sheet)


def _read_anew(label: QLabel) -> None:
    """Let a label read its rich text again: the colour of links is settled while it is read."""
    text = label.text()
    label.clear()
    label.setText(text)
