"""The answers that came back as a table: what was sent, what stands, what came back, what is decided and why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from planlens.exchange.comparing import Reply, ReplyState
from planlens.exchange.decisions import Decisions
from planlens.gui.app.theme import colours
from planlens.gui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex

TITLES = ("单位", "任务", "内容", "发出时", "台账现有", "单位报回", "处理", "说明")
RETURNED, DECISION, WHY = 5, 6, 7
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class ReplyModel(QAbstractTableModel):
    """One change a row, those of the chosen unit and state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.decisions = Decisions()
        self.places: list[int] = []

    def show_changes(self, decisions: Decisions, places: Sequence[int]) -> None:
        """Show some changes."""
        self.beginResetModel()
        self.decisions, self.places = decisions, list(places)
        self.endResetModel()

    def renew(self) -> None:
        """Show what has been decided."""
        if self.places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.places) - 1, len(TITLES) - 1))

    def change(self, row: int) -> Reply | None:
        """Return the change in a row, None where there is none."""
        return self.decisions.changes[self.places[row]] if 0 <= row < len(self.places) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """One row a change."""
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """See :data:`TITLES`."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 (Qt's)
        """Return the title of a column."""
        return TITLES[section] if orientation is Qt.Orientation.Horizontal and role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return a cell's text, the whole of it as its tip, and red or yellow for what has to be looked at."""
        change = self.change(index.row()) if index.isValid() else None
        if change is None:
            return None
        if role == _DISPLAY:
            return " ".join(self._words(change, index).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(change, index))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(change, index)
        return None

    def _words(self, change: Reply, index: Index) -> str:
        sent = "" if change.sent is None else change.sent
        told = (change.unit or "（未注明）", change.text, change.field.title, sent, change.stands)
        return (*told, change.returned, self._decided(index.row()), change.why)[index.column()]

    def _decided(self, row: int) -> str:
        place = self.places[row]
        change = self.decisions.changes[place]
        if change.state is ReplyState.UNCLEAR:
            return "？ 待核实"
        made = self.decisions.of(place)
        if made is None:
            return "！ 有冲突，请选" if change.state is ReplyState.CONFLICT else "未定"
        return "✓ 采纳" if made else "✗ 不采纳"

    def _colour(self, change: Reply, index: Index) -> QColor | None:
        worn = colours()
        made = self.decisions.of(self.places[index.row()])
        if index.column() == DECISION and made is not None:
            return QColor(worn.green if made else worn.muted)
        if index.column() in {DECISION, WHY} and change.state is not ReplyState.NEW and made is None:
            return QColor(worn.red if change.state is ReplyState.CONFLICT else worn.yellow)
        return QColor(worn.muted) if made is False else None
