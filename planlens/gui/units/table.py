"""The units of a project as a table: in which roles, how far, with which lights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planlens.gui.app.session import Session
from planlens.model import Light, Status, UnitRole
from planlens.project.edits import RenameUnit
from planlens.project.rows import UnitRow
from planlens.project.settings import status_names
from planlens.views.tallies import Tally, tallies

Index = QModelIndex | QPersistentModelIndex

SUGGESTED = "（仅建议）"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit: its name, its tasks counted, and how often it is only suggested and not decided on."""

    name: str
    tally: Tally
    suggested: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in pixels, what it says and what it is sorted by."""

    title: str
    width: int
    value: Callable[[UnitLine], str | int]


def _role(role: UnitRole) -> Callable[[UnitLine], int]:
    return lambda line: line.tally.roles.get(role, 0)


def _light(light: Light) -> Callable[[UnitLine], int]:
    return lambda line: line.tally.lights.get(light, 0)


def _done(line: UnitLine) -> str:
    done = line.tally.statuses.get(Status.DONE, 0)
    return f"{100 * done / line.tally.tasks:.0f}%" if line.tally.tasks else ""


_STATES = {"已完成": Status.DONE, "滞后": Status.BEHIND}
"""The columns that are called as the office calls these states."""

BLUE = "■蓝灯"
"""The column that only offices with four colours need."""

COLUMNS = (
    Column("单位", 220, lambda line: line.name if line.tally.tasks else f"{line.name}{SUGGESTED}"),
    Column("任务", 60, lambda line: line.tally.tasks),
    Column("牵头", 60, _role(UnitRole.LEAD)),
    Column("责任", 60, _role(UnitRole.RESPONSIBLE)),
    Column("配合", 60, _role(UnitRole.SUPPORT)),
    Column("已完成", 64, lambda line: line.tally.statuses.get(Status.DONE, 0)),
    Column("完成率", 64, _done),
    Column("滞后", 60, lambda line: line.tally.statuses.get(Status.BEHIND, 0)),
    Column("已超期", 64, lambda line: line.tally.overdue),
    Column("▲红灯", 64, _light(Light.RED)),
    Column("◆黄灯", 64, _light(Light.YELLOW)),
    Column(BLUE, 64, _light(Light.BLUE)),
    Column("待定建议", 76, lambda line: line.suggested),
)


def unit_lines(session: Session) -> list[UnitLine]:
    """Return a line for every unit of the project, those with most tasks first."""
    counts = tallies(session.overview).units
    waiting: dict[str, int] = {}
    for unit in session.state.all(UnitRow):
        if unit.is_proposed:
            waiting[unit.name] = waiting.get(unit.name, 0) + 1
    lines = [UnitLine(name, tally, waiting.get(name, 0)) for name, tally in counts.items()]
    only = sorted((name for name in waiting if name not in counts), key=lambda name: -waiting[name])
    return [*lines, *(UnitLine(name, Tally(), waiting[name]) for name in only)]


class UnitsModel(QAbstractTableModel):
    """The table; a name typed over another renames the unit in the whole project."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.lines: list[UnitLine] = []
        self._wanted = ""
        self._order: tuple[int, bool] | None = None

    def refresh(self) -> None:
        """Show the units of now."""
        lines = [line for line in unit_lines(self._session) if self._wanted in line.name]
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._order is not None:
            column, down = self._order
            lines.sort(key=lambda line: _key(COLUMNS[column].value(line)), reverse=down)
        if [line.name for line in lines] == [line.name for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only the units whose names hold this text."""
        self._wanted = text.strip()
        self.refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the lines by a column; -1 for the usual order."""
        self._order = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.refresh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        """Return the number of units."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (same)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802 (same)
        """Return a column's title or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1)
        title = COLUMNS[section].title
        return status_names(self._session.state)[_STATES[title]] if title in _STATES else title

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; noughts are left out."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return line.name
        if role == Qt.ItemDataRole.DisplayRole:
            return str(COLUMNS[index.column()].value(line) or "")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be typed."""
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and not self._session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 (same)
        """Rename a unit."""
        name, new = self.lines[index.row()].name, str(value).strip()
        if role != Qt.ItemDataRole.EditRole or index.column() or new in {"", name}:
            return False
        return self._session.apply(RenameUnit(name, new)) is not None


def _key(value: str | int) -> tuple[int, str]:
    """Order numbers and percentages as numbers, all else as text."""
    text = str(value).rstrip("%")
    return (int(text), "") if text.isdigit() else (-1, text)
