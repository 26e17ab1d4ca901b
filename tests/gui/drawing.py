"""What a widget shows, drawn as lines of text."""

from __future__ import annotations

import re

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


def drawn(widget: QWidget) -> str:
    """Draw what can be seen: words, [buttons], [*pressed ones*], ‹fields›; what lies side by side in one line."""
    return "\n".join(_lines(widget))


def _lines(widget: QWidget) -> list[str]:
    if isinstance(widget, QScrollArea):
        return _lines(widget.widget())
    own = _own(widget)
    if own is not None:
        return [line for line in own.split("\n") if line]
    layout = widget.layout()
    return _laid_out(layout) if layout is not None else []


def _laid_out(layout: QLayout) -> list[str]:
    if isinstance(layout, QGridLayout):
        return _grid(layout)
    parts = []
    for index in range(layout.count()):
        item = layout.itemAt(index)
        assert item is not None
        child, inner = item.widget(), item.layout()
        if child is not None and not child.isHidden():
            parts.append(_lines(child))
        elif inner is not None:
            parts.append(_laid_out(inner))
    if isinstance(layout, QVBoxLayout):
        return [line for part in parts for line in part]
    if all(len(part) <= 1 for part in parts):
        joined = " ".join(line for part in parts for line in part)
        return [joined] if joined else []
    return [line for part in parts for line in part]


def _grid(layout: QGridLayout) -> list[str]:
    lines = []
    for row in range(layout.rowCount()):
        items = [layout.itemAtPosition(row, column) for column in range(layout.columnCount())]
        widgets = dict.fromkeys(item.widget() for item in items if item is not None and item.widget() is not None)
        words = " ".join(line for widget in widgets if not widget.isHidden() for line in _lines(widget))
        lines += [words] if words else []
    return lines


def _own(widget: QWidget) -> str | None:
    match widget:
        case QLabel():
            return re.sub(r"<[^>]*>", "", widget.text())
        case QToolButton() if widget.arrowType().value:
            return f"## {widget.text()}"
        case QAbstractButton():
            return f"[*{widget.text()}*]" if widget.isChecked() else f"[{widget.text()}]"
        case QLineEdit():
            return f"‹{widget.text()}›"
        case QPlainTextEdit():
            return f"‹{widget.toPlainText()}›"
        case QComboBox():
            return f"‹{widget.currentText()} ▾›"
        case QProgressBar():
            return f"{widget.value()}%"
    return None
