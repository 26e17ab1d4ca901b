"""Widgets in a row or a column, said in one line."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

STRETCH = None
"""A place between widgets that takes what they leave free."""

Laid = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
"""What stands in a row or column: a widget, another row or column, either with its share of the free room, a gap of
so many pixels, or :data:`STRETCH`."""

Box = TypeVar("Box", bound=QBoxLayout)


def in_row(
    *parts: Laid,
    margins: int | tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
    on: QWidget | None = None,
) -> QHBoxLayout:
    """Return a row of parts, from the left; *margins* and *spacing* are pixels, the style's where they are not said.

    Args:
        parts: what stands in it.
        margins: around all parts: one for all sides, or left, top, right, bottom.
        spacing: between two parts.
        on: the widget whose layout this is.
    """
    return _laid(QHBoxLayout() if on is None else QHBoxLayout(on), parts, margins, spacing)


def in_column(
    *parts: Laid,
    margins: int | tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
    on: QWidget | None = None,
) -> QVBoxLayout:
    """Return a column of parts, from the top; see :func:`in_row`."""
    return _laid(QVBoxLayout() if on is None else QVBoxLayout(on), parts, margins, spacing)


def _laid(
    box: Box, parts: tuple[Laid, ...], margins: int | tuple[int, int, int, int] | None, spacing: int | None
) -> Box:
    if margins is not None:
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    for part in parts:
        thing, share = part if isinstance(part, tuple) else (part, 0)
        if isinstance(thing, QWidget):
            box.addWidget(thing, share)
        elif isinstance(thing, QLayout):
            box.addLayout(thing, share)
        elif isinstance(thing, int):
            box.addSpacing(thing)
        else:
            box.addStretch(1)
    return box
