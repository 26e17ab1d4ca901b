"""A table of what fields tell: searched, sorted, typed and pasted into, copied; every change is an edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView, QWidget

from planlens.exports.clipboard import as_html, as_tsv
from planlens.gui.app import theme
from planlens.gui.app.dialogs import clarified
from planlens.gui.app.keys import key_in
from planlens.gui.app.session import Session
from planlens.gui.widgets.clipboard import copy
from planlens.gui.widgets.pasting import offer
from planlens.gui.widgets.plain import plain_tip
from planlens.gui.widgets.sizes import grown
from planlens.gui.widgets.worn import follow
from planlens.model import PlanlensError
from planlens.project.project import Edit
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field, Fields, Kind, Use
from planlens.views.fields.seen import in_order
from planlens.views.pasting import filled_down
from planlens.views.targets import doubt_of

Index = QModelIndex | QPersistentModelIndex
Shown = tuple[Sequence[Any], Fields[Any]]


class FieldModel(QAbstractTableModel):
    """The rows that are found, in the order that is chosen.

    Args:
        parent: the page.
        session: gets the edits.
        shown: returns what there is to show now, each with its ``id``, and the fields that tell of it.
        tip: returns the tool tip of a cell.
        colour: returns the colour of a cell's words, "" for the usual one.

    Everything that is typed is asked about where it is unclear what it is.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        shown: Callable[[], Shown],
        tip: Callable[[Field[Any], Any], str] = lambda _field, _seen: "",
        colour: Callable[[Field[Any], Any], str] = lambda _field, _seen: "",
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._shown, self._tip, self._colour = shown, tip, colour
        self.lines: list[Any] = []
        self.columns: tuple[Field[Any], ...] = shown()[1].of(Use.PAGE)
        self._wanted = ""
        self._order: tuple[int, bool] | None = None

    def refresh(self) -> None:
        """Show what there is now; only what is different is told where the table keeps its shape."""
        found, fields = self._shown()
        columns = fields.of(Use.PAGE)
        lines = [seen for seen in found if self._is_found(seen, columns)]
        if self._order is not None and self._order[0] < len(columns):
            place, down = self._order
            lines = in_order(lines, columns[place].sort_value, descending=down)
        same = [seen.id for seen in lines] == [seen.id for seen in self.lines]
        if same and [column.title for column in columns] == [column.title for column in self.columns]:
            self.lines, self.columns = lines, columns
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.lines, self.columns = lines, columns
        self.endResetModel()

    def _is_found(self, seen: Any, columns: Sequence[Field[Any]]) -> bool:
        return not self._wanted or any(self._wanted in words for field in columns for words in field.found_by(seen))

    def search(self, text: str) -> None:
        """Show only what has this text in it."""
        self._wanted = text.strip()
        self.refresh()

    def row_of(self, key: str) -> int:
        """Return the row of what has an id, -1 where it is not shown."""
        return next((row for row, seen in enumerate(self.lines) if seen.id == key), -1)

    def column_of(self, key: str) -> int:
        """Return the column of a field."""
        return next(place for place, field in enumerate(self.columns) if field.key == key)

    def desk(self) -> Desk:
        """Return what typed text is read with."""
        return Desk(self.session.state, self.session.today())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; -1 for the usual order."""
        self._order = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.refresh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (same)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802 (same)
        """Return a column's title or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1)
        return self.columns[section].title_in(Use.PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        seen, field = self.lines[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return field.shown(seen)[0]
            case Qt.ItemDataRole.EditRole:
                return field.typing(seen)
            case Qt.ItemDataRole.TextAlignmentRole if field.centered:
                return int(Qt.AlignmentFlag.AlignCenter)
            case Qt.ItemDataRole.TextAlignmentRole if field.kind in {Kind.NUMBER, Kind.YEAR}:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(field, seen)) or None
            case Qt.ItemDataRole.ForegroundRole:
                colour = theme.colours().muted if field.shown(seen)[1] else self._colour(field, seen)
                return QColor(colour) if colour else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let be typed what can be."""
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].edit and not self.session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 (same)
        """Send the edit that was typed; what is not understood is told and changes nothing."""
        seen, field = self.lines[index.row()], self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or field.edit is None or str(value) == field.typing(seen):
            return False
        try:
            edit = field.edit(self.desk(), (seen.id,), str(value))
        except PlanlensError as error:
            self.session.notice.emit(error.message)
            return False
        if edit is not None and doubt_of(self.session.state, edit) is not None:
            QTimer.singleShot(0, self, lambda: self._ask(edit))  # once the editor of the cell has gone
            return False
        return edit is not None and self.session.apply(edit) is not None

    def _ask(self, doubtful: Edit) -> None:
        parent = self.parent()
        edit = clarified(parent if isinstance(parent, QWidget) else None, self.session.state, doubtful)
        if edit is not None:
            self.session.apply(edit)


class FieldTable(QTableView):
    """The table on a page, with the keys that copy and paste."""

    def __init__(self, name: str, model: FieldModel) -> None:
        super().__init__()
        self.fields = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        follow(self.set_widths)
        model.modelReset.connect(self.set_widths)
        key_in(self, "table.copy", self.copy_cells)
        key_in(self, "table.copy-titled", self.copy_titled)
        key_in(self, "table.paste", self.paste)
        key_in(self, "table.fill", self.fill_down)

    def set_widths(self) -> None:
        """Make the columns as wide as their fields want to be, and the rows as high as the text."""
        self.verticalHeader().setDefaultSectionSize(grown(26, self))
        em = self.fontMetrics().horizontalAdvance("国")
        for place, field in enumerate(self.fields.columns):
            self.setColumnWidth(place, int(field.width * em) + 12)

    def copy_cells(self) -> None:
        """Copy the selected cells."""
        self._copy(titles=False)

    def copy_titled(self) -> None:
        """Copy the selected cells with the titles of their columns."""
        self._copy(titles=True)

    def block(self) -> tuple[list[int], list[int]]:
        """Return the rows and columns of the range of cells that is chosen, as they are seen."""
        places = [(index.row(), index.column()) for index in self.selectedIndexes()]
        columns = {column for _, column in places if not self.isColumnHidden(column)}
        return sorted({row for row, _ in places}), sorted(columns, key=self.horizontalHeader().visualIndex)

    def _copy(self, *, titles: bool) -> None:
        rows, columns = self.block()
        found = [[self.fields.columns[column].words(self.fields.lines[row]) for column in columns] for row in rows]
        if not rows:
            self.fields.session.notice.emit("请先选中要复制的单元格。")
            return
        if titles:
            found.insert(0, [self.fields.columns[column].title_in(Use.PAGE) for column in columns])
        copy(as_tsv(found), as_html(found))
        self.fields.session.notice.emit(f"已复制{len(rows)}行，可粘贴到 Excel 或 WPS 表格。")

    def paste(self) -> None:
        """Type the clipboard's cells into the rows from the first chosen one down, once that is agreed to.

        One cell fills the range that is chosen.
        """
        current, model = self.currentIndex(), self.fields
        chosen, columns = self.block()
        top = chosen[0] if chosen else current.row()
        rows = [seen.id for seen in model.lines[top:]] if current.isValid() else []
        high = next((place for place, row in enumerate(range(top, top + len(rows))) if row not in chosen), len(rows))
        shown = [place for place in range(len(model.columns)) if not self.isColumnHidden(place)]
        left = columns[0] if columns else current.column()
        first = shown.index(left) if left in shown else 0
        fields = [model.columns[place] for place in shown]
        offer(self, model.session, model.desk(), rows, fields, first, (high, len(columns)))

    def fill_down(self) -> None:
        """Give the rows of the range below its first one what that one has in its columns."""
        (rows, columns), model = self.block(), self.fields
        lines, say = [model.lines[row] for row in rows], model.session.notice.emit
        able = [field for field in (model.columns[column] for column in columns) if field.edit and not field.unique]
        if len(lines) < 2 or not able:
            say("请选中要填充的几行，第一行的内容填到下面各行。" if len(lines) < 2 else "这一列不能向下填充。")
            return
        words = [(field, field.typing(lines[0])) for field in able]
        found = filled_down(model.desk(), [line.id for line in lines[1:]], words, "")
        if found.edit is not None and model.session.apply(found.edit) is None:
            return
        if found.problems:
            say(f"有{len(found.problems)}个单元格不能填充，保持原样：{found.problems[0].reason}")
        elif found.edit is None:
            say("本来就是这样，没有变化。")
