"""The small bar beside selected words: what can be made of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from planlens.gui.widgets.layouts import FlowLayout

GAP = 6


class SelectionBar(QFrame):
    """Buttons of actions, floating over the source; never takes the keyboard."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("所选文字的操作")
        layout = FlowLayout(self, 2)
        layout.setContentsMargins(3, 3, 3, 3)
        self._buttons = []
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            layout.addWidget(button)
            self._buttons.append(button)
        self.hide()

    def show_beside(self, first: QRectF, last: QRectF) -> None:
        """Show it below the last selected line, or above the first one where there is no room.

        Args:
            first: where the selection begins, in pixels of the parent.
            last: where it ends.
        """
        parent = self._around
        widest = max(button.sizeHint().width() for button in self._buttons) + 2
        columns = min(len(self._buttons), max(1, (parent.width() - 2 * GAP - 6) // widest))
        width = columns * widest + 6
        layout = self.layout()
        assert layout is not None
        height = layout.heightForWidth(width) + 3
        y = round(last.bottom()) + GAP
        if y + height > parent.height():
            y = round(first.top()) - height - GAP
        y = min(max(y, GAP), max(GAP, parent.height() - height - GAP))
        x = min(max(GAP, round(last.left()) - width // 2), parent.width() - width - GAP)
        self.resize(width, height)
        self.move(QPoint(x, y))
        self.show()
        self.raise_()
