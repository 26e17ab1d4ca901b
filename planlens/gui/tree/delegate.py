"""Draws the cells that Qt cannot, and opens the editors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planlens.gui.models.cells import DEADLINE, LEAD, NUMBER, PROGRESS, PROGRESS_BAR, SUPPORT, TEXT
from planlens.gui.models.tree_model import TreeModel
from planlens.gui.models.unit_edits import unit_choices, units_to_type
from planlens.gui.tree.editors import TextEditor, progress_line
from planlens.gui.tree.found_text import Inks, paint_found
from planlens.gui.unit_book import UnitBook
from planlens.gui.widgets.deadline_edit import DeadlineEdit
from planlens.gui.widgets.units_edit import UnitsEdit
from planlens.language.numerals import percent_of
from planlens.model import PlanlensError, UnitRole
from planlens.project.rows import SectionRow, TaskRow

Index = QModelIndex | QPersistentModelIndex

UNIT_ROLES = {LEAD: UnitRole.LEAD, SUPPORT: UnitRole.SUPPORT}
_END = QStyledItemDelegate.EndEditHint


class TreeDelegate(QStyledItemDelegate):
    """The delegate of every column.

    Args:
        model: the tree's.
        today: returns the day that 年底 is seen from.
        book: completes the names of units.

    Signals:
        committed: a cell was edited: id ("" for a row being typed), column, new value.
        split: a task is to be split: id, its text as edited, the character to split at.
        refused: what was typed cannot be taken; carries the message.
        closed: an editor was closed.
    """

    committed = Signal(str, int, object)
    split = Signal(str, str, int)
    refused = Signal(str)
    closed = Signal()

    def __init__(
        self, model: TreeModel, today: Callable[[], date], book: UnitBook, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._model = model
        self._today = today
        self._open: QWidget | None = None
        self._turn = 0
        self.lines = 2
        self.closeEditor.connect(self._close)

    def _close(self, *_: object) -> None:
        self._open = None
        self.closed.emit()

    def settle(self) -> None:
        """Take what stands in an open editor, before the project is closed or something else is done."""
        if self._open is not None:
            self._end(self._open, take=True)

    # Drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size of every cell: as many lines of text as are wished for."""
        return QSize(40, self.lines * QFontMetrics(option.font).lineSpacing() + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a bar for progress, decided and suggested units unlike each other, and all else as Qt does."""
        column = index.column()
        if column == PROGRESS_BAR:
            self._paint_progress(painter, option, index)
        elif column in UNIT_ROLES and self._is_mixed(index):
            self._paint_units(painter, option, index)
        elif column in UNIT_ROLES or self._model.filter.text:
            self._paint_text(painter, option, index)
        else:
            super().paint(painter, option, index)

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a text with what the search has found in it, and cut where Qt would let a second line end anywhere."""
        found = self._ground(painter, option, index)
        text = index.data()
        if text:
            found.text = text
            colours = self._model.cells.looks.colours
            ink = self._ink(found, found.palette.color(QPalette.ColorRole.Text))
            inks = Inks(ink, QColor(colours.text), QColor(colours.target))
            paint_found(painter, found, self._model.finds(text), inks)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QStyleOptionViewItem:
        """Draw a cell without its text and return how it looks."""
        found = QStyleOptionViewItem(option)
        self.initStyleOption(found, index)
        found.text = ""
        style = found.widget.style() if found.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, found, painter, found.widget)
        return found

    def _ink(self, option: QStyleOptionViewItem, usual: QColor) -> QColor:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        return option.palette.color(QPalette.ColorRole.HighlightedText) if chosen else usual

    def _paint_progress(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = self._ground(painter, option, index)
        percent = index.data(PROGRESS)
        if percent is None:
            return
        wanted = self._model.cells.looks.colours
        rect: QRect = found.rect.adjusted(5, 0, -5, 0)
        height = found.fontMetrics.height()
        top = rect.center().y() - (height + 5) // 2 + 1
        ink = self._ink(found, QColor(wanted.text if percent else wanted.muted))
        painter.save()
        painter.setPen(ink)
        painter.setFont(found.font)
        painter.drawText(QRect(rect.x(), top, rect.width(), height), Qt.AlignmentFlag.AlignLeft, f"{percent:.0f}%")
        bar = QRect(rect.x(), top + height + 1, rect.width(), 4)
        painter.fillRect(bar, QColor(wanted.line))
        done = QColor(wanted.green if percent >= 100 else wanted.accent)
        painter.fillRect(QRect(bar.topLeft(), QSize(round(bar.width() * percent / 100), 4)), self._ink(found, done))
        painter.restore()

    def _is_mixed(self, index: Index) -> bool:
        row = self._model.row_at(index)
        if not isinstance(row, TaskRow):
            return False
        parts = self._model.cells.parts(row, index.column())
        return any(part.suggested for part in parts) and not all(part.suggested for part in parts)

    def _paint_units(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        if row is None:
            return
        found = self._ground(painter, option, index)
        looks = self._model.cells.looks
        parts = self._model.cells.parts(row, index.column())
        rect: QRect = found.rect.adjusted(4, 0, -4, 0)
        height = found.fontMetrics.lineSpacing()
        lines = parts[: max(1, rect.height() // height)]
        top = rect.y() + (rect.height() - height * len(lines)) // 2
        painter.save()
        for place, part in enumerate(lines):
            font = looks.italic if part.suggested else looks.plain
            painter.setFont(font)
            painter.setPen(self._ink(found, looks.muted.color() if part.suggested else QColor(looks.colours.text)))
            text = QFontMetrics(font).elidedText(part.text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(QRect(rect.x(), top + place * height, rect.width(), height), 0, text)
        painter.restore()

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
            editor = TextEditor(parent, splits=isinstance(row, TaskRow))
            key = self._model.key(index)
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
            editor.setText(units_to_type(self._model.session.state, row.id, UNIT_ROLES[index.column()]))
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
        value: object = typed
        if isinstance(editor, DeadlineEdit):
            try:
                value = editor.value()
            except PlanlensError as error:
                self.refused.emit(error.message)
                return
        elif index.column() == PROGRESS_BAR:
            value = percent_of(typed)
        self.committed.emit(self._model.key(index), index.column(), value)

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
