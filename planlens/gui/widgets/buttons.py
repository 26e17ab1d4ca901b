"""Widgets side by side, buttons one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget


def column_of(*buttons: QPushButton) -> QVBoxLayout:
    """Return a column of buttons that stands at the top."""
    column = QVBoxLayout()
    for button in buttons:
        column.addWidget(button)
    column.addStretch(1)
    return column


def row_of(wide: QWidget, *others: QWidget) -> QWidget:
    """Return widgets side by side, of which the first takes the room."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(wide, 1)
    for widget in others:
        row.addWidget(widget)
    return holder
