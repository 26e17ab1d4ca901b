"""A table of what is proposed: each row is accepted or rejected by a key or a click, nothing is decided at first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTreeView

from planlens.gui.app.keys import key_in
from planlens.gui.app.theme import colours
from planlens.gui.widgets.plain import plain_button, plain_tip
from planlens.gui.widgets.sizes import grown
from planlens.views.keys import with_key

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class ChoiceModel(QAbstractTableModel):
    """Rows of words, and what is decided about each, in a last column.

    Args:
        titles: those of the columns, without the last one.
    """

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles = (*titles, "处理")
        self.rows: list[tuple[str, ...]] = []
        self.made: dict[int, bool] = {}

    def show_rows(self, rows: Iterable[tuple[str, ...]], made: dict[int, bool] | None = None) -> None:
        """Show these rows; nothing is decided about them but what is given."""
        self.beginResetModel()
        self.rows, self.made = list(rows), dict(made or {})
        self.endResetModel()

    def decide(self, places: Iterable[int], *, yes: bool) -> None:
        """Accept or reject rows."""
        self.made |= dict.fromkeys(places, yes)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.titles) - 1))

    @property
    def accepted(self) -> list[int]:
        """The accepted rows in their order."""
        return [place for place in range(len(self.rows)) if self.made.get(place)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """One row a proposal."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """The columns with the decision."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 (Qt's)
        """Return the title of a column."""
        return self.titles[section] if orientation is Qt.Orientation.Horizontal and role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return a cell's words, the whole of them as its tip."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        made, last = self.made.get(index.row()), index.column() == len(self.titles) - 1
        decided = {None: "未定", True: "✓ 采纳", False: "✗ 不采纳"}[made]
        words = decided if last else self.rows[index.row()][index.column()]
        if role == _DISPLAY:
            return " ".join(words.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        if role == Qt.ItemDataRole.ForegroundRole and made is not None:
            return QColor(colours().green if made and last else colours().muted) if last or not made else None
        return None


class ChoiceTable(QTreeView):
    """The table with its keys.

    Args:
        name: what a screen reader calls it.
        model: the rows.
        widths: of columns that keep theirs, in the usual size of text; the others share what is left.

    Attributes:
        sound: says which rows are accepted where all are.

    Signals:
        decided: something has been decided.
        chosen: another row is the current one; carries its place, -1 for none.
        wanted: the place that the current row speaks of is to be shown.
    """

    decided = Signal()
    chosen = Signal(int)
    wanted = Signal()

    def __init__(self, name: str, model: ChoiceModel, widths: dict[int, int]) -> None:
        super().__init__()
        self.choices = model
        self.sound: Callable[[int], bool] = lambda _row: True
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(name)
        header = self.header()
        header.setStretchLastSection(False)
        for place, width in {**widths, len(model.titles) - 1: 84}.items():
            self.setColumnWidth(place, grown(width, self))
        for place in set(range(len(model.titles) - 1)) - widths.keys():
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentChanged.connect(lambda index, _: self.chosen.emit(index.row()))
        self.clicked.connect(self._toggle)
        self.doubleClicked.connect(lambda _: self.wanted.emit())
        runs = {"accept": self.accept, "reject": self.reject, "all": self.accept_all, "go": self.wanted.emit}
        for key, run in runs.items():
            key_in(self, f"choices.{key}", run)

    def begin(self) -> None:
        """Go to the first row."""
        self.setCurrentIndex(self.choices.index(0, 0))
        self.chosen.emit(self.currentIndex().row())
        self.setFocus()

    def accept(self) -> None:
        """Accept the selected rows and go on."""
        self._decide(yes=True)

    def reject(self) -> None:
        """Reject the selected rows and go on."""
        self._decide(yes=False)

    def accept_all(self) -> None:
        """Accept all sound ones about which nothing is decided."""
        rows = range(len(self.choices.rows))
        self.choices.decide([row for row in rows if row not in self.choices.made and self.sound(row)], yes=True)
        self.decided.emit()

    def _decide(self, *, yes: bool) -> None:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if not rows:
            return
        self.choices.decide(rows, yes=yes)
        self.decided.emit()
        if rows[-1] + 1 < len(self.choices.rows):
            self.setCurrentIndex(self.choices.index(rows[-1] + 1, 0))

    def _toggle(self, index: QModelIndex) -> None:
        """Decide the other way by a click on the decision."""
        if index.column() == len(self.choices.titles) - 1:
            self.choices.decide([index.row()], yes=not self.choices.made.get(index.row()))
            self.decided.emit()


def choice_buttons(table: ChoiceTable, whole: str) -> list[QPushButton]:
    """Return the buttons of a table: to accept, to reject, to accept all, which is called *whole*."""
    found = []
    for text, key, run in (
        ("采纳", "accept", table.accept),
        ("不采纳", "reject", table.reject),
        (whole, "all", table.accept_all),
    ):
        button = plain_button(with_key(text, f"choices.{key}"), run=run)
        found.append(button)
    return found
