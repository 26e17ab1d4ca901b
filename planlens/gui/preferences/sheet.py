"""A table of ``resources/`` as a grid: searched, edited in place, rows added and removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QTableView, QWidget

from planlens.gui.app.keys import key_in
from planlens.gui.preferences.sheet_model import NOTHING, SheetModel
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.language.offices import placed, row_of

_WIDTH, _WIDEST = 110, 360


class TableEditor(QWidget):
    """Edits one table."""

    def __init__(self) -> None:
        super().__init__()
        self.model = SheetModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self.model)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找名称、别名或职责")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.table = QTableView()
        self.table.setModel(self._found)
        self.table.setAccessibleName("机构表")
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.added, self.removed = QPushButton("新增一行"), QPushButton("删除所选")
        self.added.clicked.connect(self._add)
        self.removed.clicked.connect(self._remove)
        key_in(self.table, "sheet.remove", self._remove)
        in_column(in_row(self.search, self.added, self.removed), self.table, margins=0, on=self)

    def show_text(self, text: str, shipped: str) -> None:
        """Show a table beside what it was as it came with the program."""
        self.search.clear()
        self.model.show_text(text, shipped)
        self.table.setColumnHidden(0, True)
        last = len(self.model.heads) - 1
        for column in range(1, last + 1):
            self.table.setColumnWidth(column, _WIDEST if column == last else _WIDTH)

    def text(self) -> str:
        """Return the table as its file holds it, with what is still being typed."""
        self.table.setFocus()  # ends the editing of a cell
        return self.model.text()

    def show_units(self, names: Sequence[str], others: Sequence[str] = ()) -> int:
        """Add rows for units that the table does not name yet, show the last of *names*, return how many were added.

        Args:
            names: the units.
            others: units of the same project, which tell the level of a name that does not say it.
        """
        place, added = None, 0
        for name in names:
            place = row_of(name, self.model.rows)
            if place is None:
                column, written = placed(name, others)
                place = self.model.add({column: written})
                added += 1
        if place is not None:
            self.search.clear()
            self._go_to(
                place, next(column for column, cell in enumerate(self.model.rows[place]) if column and cell != NOTHING)
            )
        return added

    def _add(self) -> None:
        """Add a row at the end and begin to type in it."""
        self.search.clear()
        self.table.edit(self._go_to(self.model.add(), 1))

    def _go_to(self, place: int, column: int) -> QModelIndex:
        index = self._found.mapFromSource(self.model.index(place, column))
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        return index

    def _remove(self) -> None:
        rows = {self._found.mapToSource(index).row() for index in self.table.selectionModel().selectedRows(1)}
        for row in sorted(rows, reverse=True):
            self.model.remove(row)
