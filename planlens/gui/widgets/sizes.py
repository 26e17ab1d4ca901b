"""Sizes that fit the screen: a laptop of 1366 × 768 pixels at 150 percent has 911 × 512 left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_FRAME = (40, 60)
"""What the frame of a window and a little of the desktop around it take."""


def fit(window: QWidget, width: int, height: int) -> None:
    """Give a window a size, or less where the screen has less."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - _FRAME[0]), min(height, room.height() - _FRAME[1]))
