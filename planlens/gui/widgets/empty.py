"""What stands where there is nothing to show: why, and a button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from planlens.gui.widgets.layouts import STRETCH, in_column
from planlens.gui.widgets.plain import wrapped_label


class EmptyNote(QWidget):
    """A text in the middle, with a button under it.

    Signals:
        wanted: the button was pressed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = wrapped_label()
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        self.button.clicked.connect(self._press)
        layout = in_column(STRETCH, self.label, 8, on=self)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
        self.setFocusProxy(self.button)

    def say(self, text: str, button: str = "") -> None:
        """Show a text, and a button if it is named."""
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _press(self) -> None:
        self.wanted.emit()
