"""A heading that folds away what is below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from planlens.gui.widgets.layouts import in_column


class Fold(QWidget):
    """A widget under a heading.

    Signals:
        toggled: the user has folded (False) or unfolded (True) it.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, body: QWidget) -> None:
        super().__init__()
        self.title = title
        self.body = body
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        self._unfolded = True
        self.button.setArrowType(Qt.ArrowType.DownArrow)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setAccessibleDescription("展开或收起")
        font = self.button.font()
        font.setBold(True)
        self.button.setFont(font)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        in_column(line, self.button, body, margins=0, spacing=2, on=self)
        self.button.clicked.connect(self._clicked)
        self.set_summary("")

    def set_summary(self, text: str) -> None:
        """Show a word beside the heading, such as a number."""
        self.button.setText(f"{self.title}（{text}）" if text else self.title)

    @property
    def unfolded(self) -> bool:
        """Whether the body is shown."""
        return self._unfolded

    def unfold(self, *, on: bool) -> None:
        """Fold or unfold."""
        self._unfolded = on
        self.button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self.body.setVisible(on)

    def _clicked(self) -> None:
        self.unfold(on=not self._unfolded)
        self.toggled.emit(self.unfolded)
