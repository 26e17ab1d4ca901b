"""Small buttons with words, and actions of menus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget


def tool_button(text: str, tip: str, run: Callable[[], None]) -> QToolButton:
    """Return a button that calls *run*; *tip* is its tool tip and what screen readers say."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)

    def clicked() -> None:
        run()

    button.clicked.connect(clicked)
    return button


def action_of(parent: QWidget, text: str, run: Callable[[], object]) -> QAction:
    """Return an action that calls *run*."""
    action = QAction(text, parent)

    def triggered() -> None:
        run()

    action.triggered.connect(triggered)
    return action
