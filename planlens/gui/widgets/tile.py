"""A big number with its name, which can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from planlens.gui.app.start import enlarged
from planlens.gui.widgets.worn import follow


class Tile(QPushButton):
    """A number that stands for tasks; a click or the space bar shows them."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._number, name = QLabel("–"), QLabel(caption)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(0)
        self._number.setForegroundRole(QPalette.ColorRole.WindowText)  # not the button's
        for label in (self._number, name):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        follow(self._dress)
        self.show_number("–")

    def _dress(self) -> None:
        font = enlarged(QApplication.font(), 2)
        font.setWeight(QFont.Weight.DemiBold)
        self._number.setFont(font)

    def show_number(self, text: str, colour: str = "") -> None:
        """Show a number, in a colour if it wants attention."""
        self._number.setText(text)
        palette = QPalette()
        if colour:
            palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self._number.setPalette(palette)
        self.setAccessibleName(f"{self._caption} {text}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the room that the labels need; a button alone would not ask them."""
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the same."""
        return self.sizeHint()
