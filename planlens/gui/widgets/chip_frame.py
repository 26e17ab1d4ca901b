"""What all chips are: a rounded frame around a flat button and a cross that takes the chip off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget


class ChipFrame(QFrame):
    """The frame with its two buttons; a kind of chip says what they do and, in :meth:`sheet`, what they look like."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # With a parent: one without would be shown as a window of its own for a moment.
        self.button, self.cross = QToolButton(self), QToolButton(self)
        self.cross.setText("✕")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for each in (self.button, self.cross):
            each.setAutoRaise(True)
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(each)

    def sheet(self) -> str:
        """Return the style sheet in the colours of now; the frame's own selector is ``ChipFrame``."""
        raise NotImplementedError

    def dress(self) -> None:
        """Wear the colours of now."""
        sheet = self.sheet()
        if sheet != self.styleSheet():  # setting one changes the palette, which dresses again
            self.setStyleSheet(sheet)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow a change of colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "cross"):
            self.dress()
