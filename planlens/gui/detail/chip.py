"""A chip: a name with a menu, and a cross that takes it off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from planlens.gui import theme


class Chip(QFrame):
    """A name in a rounded frame.

    Signals:
        removed: the cross was clicked, or Delete pressed.
    """

    removed = Signal()

    def __init__(self, text: str, name: str, *, removable: bool) -> None:
        super().__init__()
        self.button = QToolButton()
        self.button.setText(text)
        self.button.setAccessibleName(name)
        self.button.setToolTip(f"{name}：点击修改，Delete 去掉" if removable else name)
        self.button.setAutoRaise(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cross = QToolButton(self)  # one without a parent would be shown as a window of its own
        self.cross.setText("✕")
        self.cross.setAccessibleName(f"去掉{name}")
        self.cross.setToolTip("去掉")
        self.cross.setAutoRaise(True)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setVisible(removable)
        self.cross.clicked.connect(self._remove)
        self._removable = removable
        self._menu: QMenu | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addWidget(self.cross)
        self._dress()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Delete takes it off."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._removable:
            self._remove()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow a change of colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _remove(self) -> None:
        self.removed.emit()

    def _dress(self) -> None:
        worn = theme.colours()
        sheet = (
            f"Chip {{background: {worn.unit}; border: 1px solid {worn.line}; border-radius: 4px}}"
            f"QToolButton {{border: none; padding: 2px 3px; color: {worn.text}; background: transparent}}"
            f"QToolButton:hover, QToolButton:focus {{text-decoration: underline}}"
            "QToolButton::menu-indicator {image: none}"
        )
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
