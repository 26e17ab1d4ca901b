"""Chips: rounded frames around a button and a cross that takes the chip off, one for choices and one for names."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from planlens.gui.app import theme
from planlens.gui.app.theme import colours
from planlens.gui.widgets.layouts import in_row
from planlens.gui.widgets.plain import plain_tip
from planlens.gui.widgets.worn import follow, set_sheet


class ChipFrame(QFrame):
    """The frame with its two buttons; a kind of chip says what they do and, in :meth:`sheet`, what they look like."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # With a parent: one without would be shown as a window of its own for a moment.
        self.button, self.cross = QToolButton(self), QToolButton(self)
        self.cross.setText("✕")
        layout = in_row(margins=(1, 1, 1, 1), spacing=0, on=self)
        for each in (self.button, self.cross):
            each.setAutoRaise(True)
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(each)

    def sheet(self) -> str:
        """Return the style sheet in the colours of now; the frame's own selector is ``ChipFrame``."""
        raise NotImplementedError

    def dress(self) -> None:
        """Wear the colours of now."""
        set_sheet(self, self.sheet())


LONGEST = 16
"""Characters of a choice that a chip shows."""


class Chip(ChipFrame):
    """Shows a name, and behind it what is chosen.

    Args:
        name: what it chooses (单位).
        opens: whether a click opens a list; else it turns the choice on and off.

    Signals:
        pressed: it was clicked.
        cleared: its cross was clicked.
    """

    pressed = Signal()
    cleared = Signal()

    def __init__(self, name: str, *, opens: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._opens = opens
        self.button.clicked.connect(self._press)
        self.cross.clicked.connect(self._clear)
        self.chosen = ""
        self.choose("")
        follow(self.dress)

    def choose(self, what: str) -> None:
        """Show what is chosen, "" for nothing."""
        self.chosen = what
        if self._opens and what:
            cut = what if len(what) <= LONGEST else what[: LONGEST - 1].rstrip("、") + "…"
            self.button.setText(f"{self.name}：{cut}" if self.name else cut)
        else:
            self.button.setText(f"{self.name} ▾" if self._opens else self.name)
        self.button.setToolTip(plain_tip(f"{self.name}：{what}" if self._opens and what else f"按{self.name}筛选"))
        self.button.setAccessibleName(f"筛选{self.name}：{what or '不限'}")
        self.cross.setToolTip("取消这项筛选")
        self.cross.setAccessibleName(f"取消筛选{self.name}")
        self.cross.setVisible(bool(what))
        self.dress()

    def _press(self) -> None:
        self.pressed.emit()

    def _clear(self) -> None:
        self.cleared.emit()

    def sheet(self) -> str:
        """Return the look of a filter, of one that is on in the accent colour."""
        wanted = colours()
        line, ink = (wanted.accent, wanted.link) if self.chosen else (wanted.line, wanted.text)
        weight = "bold" if self.chosen else "normal"
        return (
            f"ChipFrame {{ border: 1px solid {line}; border-radius: 9px; background: {wanted.base}; }}"
            f"QToolButton {{ border: none; padding: 1px 5px; color: {ink}; font-weight: {weight}; }}"
            f"QToolButton:hover, QToolButton:focus {{ text-decoration: underline; }}"
        )


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
        follow(self.dress)

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
