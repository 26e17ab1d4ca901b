"""A chip: a small button that says what is chosen, with a cross that takes the choice back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planlens.gui.app.theme import colours
from planlens.gui.widgets.chip_frame import ChipFrame
from planlens.gui.widgets.plain import plain_tip

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
