"""The differences of two versions as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planlens.model.versions import Difference, Differing

Index = QModelIndex | QPersistentModelIndex

_TITLES = ("变化", "类别", "原版本", "新版本", "其他变化")
_ITEMS = {"section": "标题", "task": "任务", "target": "目标"}
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


def is_orphaned(difference: Difference) -> bool:
    """Whether an item that has been worked on is no longer in the document."""
    return difference.kind is Differing.REMOVED and bool(difference.details)


class DifferenceModel(QAbstractTableModel):
    """One difference a row; long texts are cut by the view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Difference] = []

    def show_rows(self, rows: Sequence[Difference]) -> None:
        """Show these differences."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """One row a difference."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """Change, kind, both texts, the rest."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell."""
        if role != _DISPLAY or not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        texts = (kind_text(row), _ITEMS[row.item], row.old_text, row.new_text, "；".join(row.details))
        return " ".join(texts[index.column()].split())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 (Qt's)
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _TITLES[section]
        return None


def kind_text(difference: Difference) -> str:
    """Return the word for a change, with a mark that does not need colour."""
    if is_orphaned(difference):
        return "！删除"
    marks = {Differing.ADDED: "＋", Differing.CHANGED: "≠", Differing.REMOVED: "－"}
    return f"{marks[difference.kind]}{difference.kind.label}"
