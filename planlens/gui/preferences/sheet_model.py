"""A tab-separated table of ``resources/`` as rows to edit; its comments stay where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from planlens.gui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex

NOTHING = "-"
"""What stands in an empty cell of such a table."""


def heads_of(text: str) -> list[str]:
    """Return the names of the columns, from a comment with tabs above the first row; none without such a comment."""
    for line in text.splitlines():
        if line.startswith("#") and line.count("\t") > 1:
            return [head.strip() for head in line.lstrip("# ").split("\t")]
        if line.strip() and not line.startswith("#"):
            break
    return []


class SheetModel(QAbstractTableModel):
    """The rows of one table; the first column, a key that users need not see, is made up for new rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: list[str] = []
        self._lines: list[str | list[str]] = []
        self.rows: list[list[str]] = []
        self._shipped: frozenset[str] = frozenset()
        self._bold = QFont()
        self._bold.setBold(True)

    def show_text(self, text: str, shipped: str) -> None:
        """Show a table; rows that *shipped*, the table as it came with the program, does not have are bold."""
        self.beginResetModel()
        self.heads = heads_of(text) or heads_of(shipped)
        self._lines = [self._parsed(line) for line in text.splitlines()]
        self.rows = [line for line in self._lines if isinstance(line, list)]
        self._shipped = frozenset(shipped.splitlines())
        self.endResetModel()

    def _parsed(self, line: str) -> str | list[str]:
        if line.startswith("#") or not line.strip():
            return line
        cells = [cell.strip() for cell in line.split("\t")]
        return cells + [NOTHING] * (len(self.heads) - len(cells))

    def text(self) -> str:
        """Return the table as its file holds it; a row in which nothing has been written is left out."""
        lines = (line if isinstance(line, str) else _line(line) for line in self._lines if not _is_empty(line))
        return "".join(f"{line}\n" for line in lines)

    def add(self, cells: Mapping[str, str] | None = None) -> int:
        """Add a row at the end, with these cells by the names of their columns, and return its place."""
        keys = {row[0] for row in self.rows}
        key = next(f"自定义{count}" for count in range(1, len(keys) + 2) if f"自定义{count}" not in keys)
        row = [key, *((cells or {}).get(head) or NOTHING for head in self.heads[1:])]
        place = len(self.rows)
        self.beginInsertRows(QModelIndex(), place, place)
        self._lines.append(row)
        self.rows.append(row)
        self.endInsertRows()
        return place

    def remove(self, place: int) -> None:
        """Remove a row."""
        self.beginRemoveRows(QModelIndex(), place, place)
        row = self.rows.pop(place)
        self._lines = [line for line in self._lines if line is not row]
        self.endRemoveRows()

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Return the name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; what is the user's own is bold."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            text = row[index.column()]
            text = "" if text == NOTHING else text
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        own = role == Qt.ItemDataRole.FontRole and _line(row) not in self._shipped
        return self._bold if own else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 (Qt's)
        """Change a cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.rows[index.row()][index.column()] = " ".join(str(value).replace("#", "＃").split()) or NOTHING
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.heads) - 1))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every cell can be edited."""
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags)


def _line(cells: list[str]) -> str:
    return "\t".join(cells)


def _is_empty(line: str | list[str]) -> bool:
    return isinstance(line, list) and all(cell == NOTHING for cell in line[1:])
