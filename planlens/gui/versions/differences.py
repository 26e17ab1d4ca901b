"""The differences of two versions as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planlens.model.versions import Difference, Differing

Index = QModelIndex | QPersistentModelIndex

_TITLES = ("变化", "类别", "原版本", "新版本", "其他变化", "人工修改")
CHOICE = 5
"""The column that says which of two changes of the same field stands."""
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
        self.as_printed: set[str] = set()

    def show_rows(self, rows: Sequence[Difference]) -> None:
        """Show these differences."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def take(self, items: Iterable[str], *, as_printed: bool) -> None:
        """Let the new version, or what the user has made of the old one, stand for items."""
        (self.as_printed.update if as_printed else self.as_printed.difference_update)(items)
        if self.rows:
            self.dataChanged.emit(self.index(0, CHOICE), self.index(len(self.rows) - 1, CHOICE))

    def toggle(self, index: Index) -> None:
        """Let the other one stand for the item of a row, where there is a choice."""
        row = self.rows[index.row()]
        if row.conflicts and row.old:
            self.take([row.old], as_printed=row.old not in self.as_printed)

    def _choice(self, row: Difference) -> str:
        if not row.conflicts:
            return ""
        return "☑ 按新版本" if row.old in self.as_printed else "☐ 保留现有"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """One row a difference."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """Change, kind, both texts, the rest, what stands."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell."""
        if role != _DISPLAY or not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        kinds = (kind_text(row), _ITEMS[row.item])
        texts = (*kinds, row.old_text, row.new_text, "；".join(row.details), self._choice(row))
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
