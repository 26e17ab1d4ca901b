"""The history as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planlens.gui.widgets.plain import plain_tip
from planlens.views.history_lines import Line

Index = QModelIndex | QPersistentModelIndex

_TITLES = ("时间", "操作人", "操作")
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)


class HistoryModel(QAbstractTableModel):
    """Lines of the history, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """One row a line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """Time, person, action."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell."""
        if not index.isValid() or role not in {_DISPLAY, _TIP} or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        text = (line.time, line.who, line.text)[index.column()]
        return plain_tip(text) if role == _TIP else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 (Qt's)
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _TITLES[section]
        return None
