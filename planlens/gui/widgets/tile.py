"""A big number with its name, which can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class Tile(QPushButton):
    """A number that stands for tasks; a click or the space bar shows them."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._number, name = QLabel("–"), QLabel(caption)
        self._number.setStyleSheet("font-size: 18pt; font-weight: 600")
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(0)
        for label in (self._number, name):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        self.show_number("–")

    def show_number(self, text: str, colour: str = "") -> None:
        """Show a number, in a colour if it wants attention."""
        self._number.setText(text)
        self._number.setStyleSheet(f"font-size: 18pt; font-weight: 600{f'; color: {colour}' if colour else ''}")
        self.setAccessibleName(f"{self._caption} {text}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the room that the labels need; a button alone would not ask them."""
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the same."""
        return self.sizeHint()
