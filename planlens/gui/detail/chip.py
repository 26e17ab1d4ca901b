"""A chip: a name with a menu, and a cross that takes it off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton

from planlens.gui.app import theme
from planlens.gui.widgets.chip_frame import ChipFrame
from planlens.gui.widgets.plain import plain_tip


class NameChip(ChipFrame):
    """A name in a rounded frame.

    Signals:
        removed: the cross was clicked, or Delete pressed.
    """

    removed = Signal()

    def __init__(self, text: str, name: str, *, removable: bool) -> None:
        super().__init__()
        self.button.setText(text)
        self.button.setAccessibleName(name)
        self.button.setToolTip(plain_tip(f"{name}：点击修改，Delete 去掉" if removable else name))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cross.setAccessibleName(f"去掉{name}")
        self.cross.setToolTip("去掉")
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setVisible(removable)
        self.cross.clicked.connect(self._remove)
        self._removable = removable
        self._menu: QMenu | None = None
        self.dress()

    def add_action(self, text: str, run: Callable[[], object]) -> None:
        """Add an entry to the menu that the name opens."""
        if self._menu is None:
            self._menu = QMenu(self)
            self.button.setMenu(self._menu)
            self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        action = QAction(text, self._menu)

        def triggered() -> None:
            run()

        action.triggered.connect(triggered)
        self._menu.addAction(action)

    def sheet(self) -> str:
        """Return the look of a unit."""
        worn = theme.colours()
        return (
            f"ChipFrame {{background: {worn.unit}; border: 1px solid {worn.line}; border-radius: 4px}}"
            f"QToolButton {{border: none; padding: 2px 3px; color: {worn.text}; background: transparent}}"
            f"QToolButton:hover, QToolButton:focus {{text-decoration: underline}}"
            "QToolButton::menu-indicator {image: none}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Delete takes it off."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._removable:
            self._remove()
        else:
            super().keyPressEvent(event)

    def _remove(self) -> None:
        self.removed.emit()
