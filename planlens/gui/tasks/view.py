"""The tree itself: what is open, chosen and seen stays so through every change; dragging; the header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QLineEdit, QTreeView, QWidget

from planlens.gui.app.keys import is_key, is_key_of
from planlens.gui.tasks.cells import PROGRESS_BAR, SOURCE, STATUS, TEXT
from planlens.gui.tasks.funnels import FunnelHeader
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.tasks.unfolding import Unfolder

_PLACES = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Escape))
"""Keys that go elsewhere, and leave a range of cells."""

READ_ONLY = "现在不能修改：项目以只读方式打开，或正在处理。"


Folds = tuple[set[int], set[int]]
"""The numbers of the rows that are open, and of all that could be."""


class TaskTree(QTreeView):
    """Shows a :class:`TreeModel`.

    Signals:
        chosen: the selected ids have changed by the user's hand; the current one first.
        status_wanted: a status is to be chosen for the cell at an index.
        source_wanted: the place of the current item in the document is to be shown.
        refused: a cell that cannot be edited was to be; carries its column.
        hinted: why a key does nothing here.

    Args:
        model: what is shown.
        recall: returns which rows of a project that comes were open, and could have been, when it was closed last.
    """

    chosen = Signal(object)
    status_wanted = Signal(QModelIndex)
    source_wanted = Signal()
    refused = Signal(int)
    hinted = Signal(str)

    def __init__(
        self, model: TreeModel, parent: QWidget | None = None, recall: Callable[[], Folds] = lambda: (set(), set())
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._recall = recall
        self._open: set[int] = set()
        self._known: set[int] = set()
        self._quiet = False
        self.told: list[str] = []
        self._top = ""
        self._was_plain = True
        self._range: tuple[int, int] | None = None
        self._pressed = QPersistentModelIndex()
        self.funnels = FunnelHeader(self)
        self.setHeader(self.funnels)
        self.setModel(model)
        self.folds = Unfolder(self, model)
        self._set_up()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._restore()

    def _set_up(self) -> None:
        self.setAccessibleName("任务树")
        self.setTreePosition(TEXT)
        self.setUniformRowHeights(True)
        self.setWordWrap(True)
        self.setIconSize(QSize(32, 16))
        self.setIndentation(13)
        self.setAllColumnsShowFocus(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    # What is open

    def forget(self) -> Folds:
        """Forget what was open and chosen, for another project comes; return what was open, and what could have been.

        Both are numbers of rows, as *recall* gives them back.
        """
        was = self._open, self._known
        self._open, self._known = set(), set()
        self._top = ""
        return was

    def _keep(self) -> None:
        """Remember what is open and seen before everything is made anew."""
        if self._model.plain and self._model.hasChildren():
            self._open, self._known = self.folds.opened(), set(self._model.parents())
        self._was_plain = self._model.plain
        self._top = self._model.key(self.indexAt(self.viewport().rect().topLeft()))

    def _restore(self) -> None:
        """Open, choose and show the same again, and all that a filter has left; what was found stays in view.

        Of what is seen for the first time, what leads to tasks is open: 指导思想 or 发展基础 is one line each.
        """
        model, session = self._model, self._model.session
        if not self._known:
            self._open, self._known = self._recall()
        found = model.plain and not self._was_plain and model.index_of(session.current).isValid()
        wanted = self._open | (model.worth_opening() - self._known) if model.plain else None
        self.folds.unfold(wanted, session.current if found else self._top)
        self.select(session.selected, show=False)

    # What is chosen

    def selected(self) -> list[str]:
        """Return the selected ids in the order in which they are shown."""
        rows = {self._model.key(index) for index in self.selectionModel().selectedRows()}
        rows.discard("")
        if len(rows) < 2:
            return list(rows)
        return self._model.in_order(rows)

    def select(self, keys: Sequence[str], current: str = "", *, show: bool = True) -> None:
        """Select items without telling anyone; the current one is brought into view."""
        model, flag = self._model, QItemSelectionModel.SelectionFlag
        self.told = list(keys)
        self._quiet = True
        try:
            self.selectionModel().clearSelection()
            for key in keys:
                self.selectionModel().select(model.index_of(key), flag.Select | flag.Rows)
            index = model.index_of(current or (keys[0] if keys else ""), self.current_column())
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
            if show and index.isValid():
                self.scrollTo(index)
        finally:
            self._quiet = False

    def current_column(self) -> str:
        """Return the key of the column that the keyboard is in."""
        index = self.currentIndex()
        return self._model.column_key(index.column() if index.isValid() else TEXT)

    def range_columns(self) -> list[int]:
        """Return the columns of the range of cells that is chosen, from left to right; none where rows are."""
        if self._range is None:
            return []
        places = [self.header().visualIndex(column) for column in self._range]
        low, high = min(places), max(places)
        return [column for column in self.shown_columns() if low <= self.header().visualIndex(column) <= high]

    def in_range(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a cell is in the range that is chosen."""
        return self._range is not None and index.column() in self.range_columns()

    def _set_range(self, first: int, last: int) -> None:
        """Choose the cells of the chosen rows from one column to another; rows again where these are the same."""
        self._range = (first, last) if first != last else None
        self.viewport().update()
        columns = self.range_columns()
        if columns:
            titles = self._model.columns[columns[0]].title, self._model.columns[columns[-1]].title
            self.hinted.emit(f"已选 {len(self.selected())} 行 × {len(columns)} 列（{titles[0]}至{titles[1]}）")

    def _tell(self, *_: object) -> None:
        if not self._quiet:
            chosen = self.selected()
            current = self._model.key(self.currentIndex())
            if current in chosen:
                chosen.remove(current)
                chosen.insert(0, current)
            self.told = chosen
            self.chosen.emit(chosen)

    def neighbour(self, keys: Sequence[str]) -> str:
        """Return the id of the row to go to when these have gone: below the last, else above the first; or ""."""
        gone = set(keys)
        index = self._model.index_of(keys[-1])
        while (index := self.indexBelow(index)).isValid():
            if not gone & set(self._model.line_of(index)):
                return self._model.key(index)
        index = self.indexAbove(self._model.index_of(keys[0]))
        return self._model.key(index) if index.isValid() else ""

    def shown_columns(self) -> list[int]:
        """Return the columns that are shown, from left to right."""
        header = self.header()
        found = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in found if not header.isSectionHidden(column)]

    def drawBranches(  # noqa: N802 (Qt's name)
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the room before a heading the heading's ground."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QBrush) and not self.selectionModel().isSelected(index):
            painter.fillRect(rect, ground)
        super().drawBranches(painter, rect, index)

    # The mouse and the keyboard

    def selectionCommand(  # noqa: N802 (Qt's name)
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep the selection where a status is chosen for all of it."""
        plain = isinstance(event, QMouseEvent) and not event.modifiers()
        if plain and index.column() == STATUS and self.selectionModel().isSelected(index):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Remember the cell; with Shift the range of cells goes on to it."""
        index, anchor = self.indexAt(event.position().toPoint()), self.currentIndex().column()
        self._pressed = QPersistentModelIndex(index)
        first = self._range[0] if self._range is not None else anchor
        super().mousePressEvent(event)
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier and index.isValid() and first >= 0
        self._set_range(first, index.column() if shifted else first)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer the states where one was clicked, show the source where its mark was."""
        dragged = self.state() == QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        clicked = event.button() == Qt.MouseButton.LeftButton and not event.modifiers() and not dragged
        if clicked and index.isValid() and index == self._pressed:
            if index.column() == STATUS:
                self.status_wanted.emit(index)
            elif index.column() == SOURCE and index.data():
                self.source_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Show a hand over what a click does something with."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hand = index.column() in {STATUS, SOURCE} and bool(index.data())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin to type the progress with its first digit; Ctrl+arrows go from cell to cell."""
        for name, step in (("tasks.cell-left", -1), ("tasks.cell-right", 1)):
            if is_key(event, name):
                self._go_aside(step)
                return
        for name, step in (("tasks.range-left", -1), ("tasks.range-right", 1)):
            if is_key(event, name):
                self._extend(step)
                return
        if self._range is not None and event.key() in _PLACES and not event.modifiers():
            self._set_range(0, 0)
        digit = event.text().isdigit() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index = self.currentIndex()
        if digit and index.column() == PROGRESS_BAR and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            if isinstance(line := QApplication.focusWidget(), QLineEdit):
                line.setText(event.text())
            return
        super().keyPressEvent(event)
        if is_key_of(event, self.actions()):
            self.hinted.emit(READ_ONLY)  # the key of an action that is disabled, else it would not come here

    def _go_aside(self, step: int) -> None:
        self._set_range(0, 0)
        header, index = self.header(), self.currentIndex()
        place = header.visualIndex(index.column() if index.isValid() else TEXT) + step
        while 0 <= place < header.count() and header.isSectionHidden(header.logicalIndex(place)):
            place += step
        if index.isValid() and 0 <= place < header.count():
            target = index.siblingAtColumn(header.logicalIndex(place))
            self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(target)
        elif not index.isValid():
            self.hinted.emit("请先选中一行。")
        else:
            self.hinted.emit("已经是最左边的一列。" if step < 0 else "已经是最右边的一列。")

    def _extend(self, step: int) -> None:
        """Let the range of cells reach one column further."""
        columns, index = self.shown_columns(), self.currentIndex()
        first, last = self._range or (index.column(), index.column())
        place = columns.index(last) + step if last in columns else -1
        if not index.isValid():
            self.hinted.emit("请先选中一行。")
        elif 0 <= place < len(columns):
            self._set_range(first, columns[place])
        else:
            self.hinted.emit("已经是最左边的一列。" if step < 0 else "已经是最右边的一列。")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin at the first row's text, where nothing is current yet."""
        if not self.currentIndex().isValid() and self._model.hasChildren():
            first = self._model.index(0, TEXT)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 (Qt's name)
        """Typing letters does not jump about: there is a search for that."""

    def edit_cell(self, column: int) -> None:
        """Edit a cell of the current row, whose column is shown if need be."""
        index = self.currentIndex().siblingAtColumn(column)
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.refused.emit(column)
            return
        self.setColumnHidden(column, False)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)
        if column == STATUS:
            self.status_wanted.emit(index)
        else:
            self.edit(index)

    def edit(self, index: QModelIndex, trigger: object = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Open an editor; a status is chosen in a menu, by one click."""
        if trigger is None:
            super().edit(index)
            return True
        if index.column() == STATUS:
            return False
        twice = trigger == QAbstractItemView.EditTrigger.DoubleClicked
        if twice and index.column() != SOURCE and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.refused.emit(index.column())
        return super().edit(index, trigger, event)  # type: ignore[call-overload, no-any-return]

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 (Qt's name)
        """Close an editor; Tab in it goes nowhere."""
        none = QAbstractItemDelegate.EndEditHint.NoHint
        aside = {QAbstractItemDelegate.EndEditHint.EditNextItem, QAbstractItemDelegate.EndEditHint.EditPreviousItem}
        super().closeEditor(editor, none if hint in aside else hint)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Let the model move what is dropped; the view takes nothing out by itself."""
        event.setDropAction(Qt.DropAction.CopyAction)
        super().dropEvent(event)
