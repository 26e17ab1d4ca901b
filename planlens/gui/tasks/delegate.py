"""Opens the editors of the tree's cells and tells what was typed in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planlens.gui.app.unit_book import UnitBook
from planlens.gui.tasks.cells import DEADLINE, LEAD, NUMBER, PROGRESS_BAR, SUPPORT, TEXT
from planlens.gui.tasks.editors import TextEditor, progress_line
from planlens.gui.tasks.painting import CellPainter, Index
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.widgets.deadline_edit import DeadlineEdit
from planlens.gui.widgets.units_edit import UnitsEdit
from planlens.model import UnitRole
from planlens.model.wording import short_days
from planlens.project.rows import SectionRow, TaskRow
from planlens.views.fields.seen import InProject
from planlens.views.fields.units import unit_choices, units_to_type
from planlens.views.tree.room import row_height

UNIT_ROLES = {LEAD: UnitRole.LEAD, SUPPORT: UnitRole.SUPPORT}
_END = QStyledItemDelegate.EndEditHint


class TreeDelegate(QStyledItemDelegate):
    """The delegate of every column.

    Args:
        model: the tree's.
        today: returns the day that 年底 is seen from.
        book: completes the names of units.

    Signals:
        committed: a cell was edited: id ("" for a row being typed), column, what was typed.
        split: a task is to be split: id, its text as edited, the character to split at.
        closed: an editor was closed.

    Attributes:
        lines: how many lines of text a row has room for.
        in_range: whether a cell is in the range of cells that is chosen.
    """

    committed = Signal(str, int, str)
    split = Signal(str, str, int)
    closed = Signal()

    def __init__(
        self, model: TreeModel, today: Callable[[], date], book: UnitBook, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._painter = CellPainter(model, self.initStyleOption)
        self.lines = 2
        self.in_range: Callable[[Index], bool] = lambda _index: False
        self._book = book
        self._today = today
        self._open: QWidget | None = None
        self._turn = 0
        self.closeEditor.connect(self._close)

    def _close(self, *_: object) -> None:
        self._open = None
        self.closed.emit()

    def settle(self) -> None:
        """Take what stands in an open editor, before the project is closed or something else is done."""
        if self._open is not None:
            self._end(self._open, take=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size of every cell: as many lines of text as are wished for."""
        return QSize(40, row_height(self.lines, QFontMetrics(option.font).lineSpacing()))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Write a day shortly where the column is too narrow for its words: an end that is cut says nothing."""
        super().initStyleOption(option, index)
        if index.column() == DEADLINE:
            room = option.rect.width() - 8  # Qt's margins
            if option.fontMetrics.horizontalAdvance(option.text) > room:
                option.text = short_days(option.text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what Qt cannot, and let it draw all else."""
        if not self._painter.paint(painter, option, index):
            super().paint(painter, option, index)
        if self.in_range(index) and option.state & QStyle.StateFlag.State_Selected:
            self._painter.veil(painter, option)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._painter.frame(painter, option)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 (Qt's name)
        """Return the editor of a cell."""
        editor = self._open = self._editor(parent, option, index)
        self._turn += 1
        editor.destroyed.connect(partial(self._forget, self._turn))
        return editor

    def _forget(self, turn: int, *_: object) -> None:
        if turn == self._turn:  # an editor may go only after the next one has come
            self._open = None

    def _editor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = self._model.row_at(index)
        if index.column() == TEXT:
            key = self._model.key(index)
            splits = isinstance(row, TaskRow) and key not in self._model.session.state.parts
            editor = TextEditor(parent, splits=splits)
            editor.split.connect(lambda at: self._split(editor, key, at))
            return self._wired(editor, editor.edit)
        if index.column() == DEADLINE:
            field = DeadlineEdit(self._today, parent)
            field.setAutoFillBackground(True)
            return self._wired(field, field.line)
        if index.column() == PROGRESS_BAR:
            return progress_line(parent)
        if index.column() in UNIT_ROLES:
            state = self._model.session.state
            self._book.prepare()
            units = UnitsEdit(unit_choices(state), self._book.complete, self._model.facts.initials, parent)
            units.setFrame(False)
            return units
        return super().createEditor(parent, option, index)

    def _wired(self, editor: TextEditor | DeadlineEdit, inner: QWidget) -> QWidget:
        """Let an editor of several widgets take and leave what is typed."""
        editor.entered.connect(lambda: self._end(editor, take=True))
        editor.left.connect(lambda: self._end(editor, take=False))
        inner.installEventFilter(self)
        return editor

    def _end(self, editor: QWidget, *, take: bool) -> None:
        """Close an editor, once: it loses the keyboard while it goes."""
        if editor.property("over"):
            return
        editor.setProperty("over", True)
        if take:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, _END.NoHint if take else _END.RevertModelCache)

    def _split(self, editor: TextEditor, key: str, at: int) -> None:
        text = editor.text
        self._end(editor, take=False)
        self.split.emit(key, text, at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take what is typed when the keyboard goes elsewhere; not when it only visits a list or calendar."""
        if isinstance(watched, UnitsEdit) and event.type() == QEvent.Type.FocusOut and watched.choosing():
            return False
        if isinstance(watched, QLineEdit) and not isinstance(watched.parent(), DeadlineEdit):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            editor = watched.parentWidget()
            if isinstance(editor, TextEditor | DeadlineEdit):
                self._focus_left(editor)
        return False  # their keys are their own

    def _focus_left(self, editor: TextEditor | DeadlineEdit) -> None:
        if QApplication.activePopupWidget() is not None:
            return
        focus = QApplication.focusWidget()
        if focus is None or not editor.isAncestorOf(focus):
            self._end(editor, take=True)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Put the cell's value into its editor, once: a change elsewhere must not overwrite what is typed."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        row = self._model.row_at(index)
        if isinstance(editor, TextEditor):
            editor.set_text("" if row is None else self._text(row))
        elif isinstance(editor, DeadlineEdit) and isinstance(row, TaskRow):
            editor.set_value(row.deadline)
        elif isinstance(editor, UnitsEdit) and row is not None:
            editor.setText(units_to_type(InProject(self._model.cells.view, row), UNIT_ROLES[index.column()]))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole) or "")
        editor.setProperty("before", self._typed(editor))

    def _text(self, row: object) -> str:
        return row.title if isinstance(row, SectionRow) else str(getattr(row, "text", ""))

    def _typed(self, editor: QWidget) -> str:
        match editor:
            case TextEditor():
                return editor.text
            case DeadlineEdit():
                return editor.line.text()
            case QLineEdit():
                return editor.text()
        return ""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Tell what was typed, where it is something else than before."""
        del model
        typed = self._typed(editor)
        if typed == editor.property("before"):
            return
        editor.setProperty("before", typed)  # Enter and the loss of focus both come here
        self.committed.emit(self._model.key(index), index.column(), typed)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Give an editor the room that it needs, within what is seen of the tree."""
        rect: QRect = option.rect
        parent = editor.parentWidget()
        room = parent.rect() if parent else rect
        least = {TEXT: 420, DEADLINE: 150, NUMBER: 70, PROGRESS_BAR: 60}.get(index.column(), 240)
        width = min(max(rect.width(), least), room.width())
        height = max(rect.height(), editor.wanted_height(width)) if isinstance(editor, TextEditor) else rect.height()
        left = max(room.left(), min(rect.left(), room.right() - width + 1))
        top = max(room.top(), min(rect.top(), room.bottom() - height + 1))
        editor.setGeometry(QRect(left, top, width, min(height, room.height())))
