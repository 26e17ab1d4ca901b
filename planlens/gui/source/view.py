"""The document as it reads: marks, selecting with mouse and keyboard, tool tips."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from planlens.gui.app.theme import colours
from planlens.gui.source.inks import Inks
from planlens.gui.source.keys import moved
from planlens.gui.source.pages import PageArea
from planlens.gui.source.painting import Painting, Showing
from planlens.gui.source.words import sentence_around, text_between
from planlens.gui.widgets.plain import plain_tip
from planlens.model import Span
from planlens.views.source.marks import Kind, Mark, Marks
from planlens.views.source.page import Piece


class SourceView(PageArea):
    """Shows a document with what was found in it.

    Signals:
        clicked: a character was clicked, or Enter pressed on it; carries its place.
        selecting_ended: a selection has been made with the mouse or F8, or has gone.
        menu_wanted: the menu of the selection is wanted; carries the point on the screen.

    Attributes:
        describe: returns the tool tip of marks.
    """

    clicked = Signal(int)
    selecting_ended = Signal()
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.showing = Showing()
        self.describe: Callable[[Sequence[Mark]], str] = lambda marks: ""
        self._inks = Inks(colours())
        self._anchor = self._caret = 0
        self._pressed = self._thrice = False
        self._point = QPointF()
        self._drag = QTimer(self)
        self._drag.setInterval(40)
        self._drag.timeout.connect(self._drag_on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("原文")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFrameShape(self.Shape.NoFrame)

    # What is shown

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a document from the beginning, nothing selected."""
        start = pieces[0].parts[0].start if pieces and hasattr(pieces[0], "parts") else 0
        self._anchor = self._caret = start
        self.showing = replace(self.showing, framed=None, hits=(), selection=None)
        super().show_pieces(pieces)

    def replace_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show the same document in other pieces; selection, frame and place stay."""
        kept, places = self.showing, (self._anchor, self._caret)
        super().replace_pieces(pieces)
        self.showing, (self._anchor, self._caret) = kept, places

    def show_marks(self, marks: Marks) -> None:
        """Mark what was found."""
        self.showing.marks = marks
        self.viewport().update()

    def show_kinds(self, kinds: Collection[Kind]) -> None:
        """Switch kinds of marks on or off."""
        self.showing.kinds = frozenset(kinds)
        self.viewport().update()

    def show_hits(self, hits: Sequence[Span]) -> None:
        """Show what was searched for."""
        self.showing.hits = hits
        self.viewport().update()

    def frame(self, span: Span | None) -> None:
        """Frame a place and bring it into view; None takes the frame away."""
        self.showing.framed = span
        self.held = None if span is None else (span.start, span.end)
        if span is not None:
            self.reveal(span.start, span.end)
        self.viewport().update()

    # The selection

    @property
    def selection(self) -> Span | None:
        """The selected place, None while nothing is selected."""
        return self.showing.selection

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self._caret

    def selected_text(self) -> str:
        """Return what is selected as it is copied: paragraphs in lines of their own."""
        return "" if self.selection is None else text_between(self.sheet, self.selection)

    def select(self, span: Span, *, reveal: bool = True) -> None:
        """Select a place."""
        self._set_selection(span.start, span.end)
        if reveal:
            self.reveal(span.start, span.end)
        self.selecting_ended.emit()

    def select_all(self) -> None:
        """Select the whole document."""
        texts = [self.text_of(place) for place in (0, 1 << 60)]
        if texts[0] is not None and texts[1] is not None:
            self._set_selection(texts[0].start, texts[1].end)
            self.selecting_ended.emit()

    def select_none(self) -> None:
        """Take the selection away."""
        self._set_selection(self._caret, self._caret)
        self.selecting_ended.emit()

    def copy(self) -> None:
        """Copy what is selected."""
        if self.selection is not None:
            QApplication.clipboard().setText(self.selected_text())

    def _set_selection(self, anchor: int, caret: int) -> None:
        self._anchor, self._caret = anchor, caret
        low, high = sorted((anchor, caret))
        self.showing.selection = Span(low, high) if low < high else None
        self.viewport().update()

    # What Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint what is seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._inks.base)
        self.showing.caret = self._caret if self.hasFocus() else None
        painting = Painting(painter, self._inks, self.showing)
        for laid, y in self.seen():
            painting.piece(laid, self.left, y)
        painter.end()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Wear other colours or another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "showing"):
            self._inks = Inks(colours())
            self.viewport().update()
        elif event.type() == QEvent.Type.FontChange and hasattr(self, "showing"):
            self.retype()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin to select; the right button takes the caret to where a menu is asked for."""
        place = self.place_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            if self.selection is None or not self.selection.start <= place <= self.selection.end:
                self._set_selection(place, place)
                self.selecting_ended.emit()
            return
        if self._thrice:  # a third click selects the paragraph
            text = self.text_of(place)
            if text is not None:
                self.select(Span(text.start, text.end), reveal=False)
            return
        self._pressed = True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set_selection(self._anchor if shift else place, place)
        self.selecting_ended.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select on."""
        if self._pressed:
            self._point = event.position()
            self._drag_on()

    def _drag_on(self) -> None:
        """Select up to the mouse; scroll while it is outside."""
        height = self.viewport().height()
        outside = min(0.0, self._point.y()) + max(0.0, self._point.y() - height)
        if outside:
            self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + outside / 2))
            self._drag.start()
        else:
            self._drag.stop()
        inside = QPointF(self._point.x(), min(max(self._point.y(), 0), height - 1))
        self._set_selection(self._anchor, self.place_at(inside))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """End to select; a click without a move chooses what stands there."""
        if not self._pressed or event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = False
        self._drag.stop()
        place = self.character_at(event.position())
        if self.selection is not None:
            self.selecting_ended.emit()
        elif place is not None:
            self.clicked.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select the sentence."""
        self._pressed, self._thrice = False, True
        QTimer.singleShot(QApplication.doubleClickInterval(), self._end_thrice)
        self.select_sentence(self.place_at(event.position()))

    def _end_thrice(self) -> None:
        self._thrice = False

    def select_sentence(self, place: int) -> None:
        """Select the sentence at a place: the one that was found, or missed, or else up to the full stops."""
        whole = {Kind.TASK, Kind.MISSED, Kind.SETTLED, Kind.SECTION}
        marks = [mark for mark in self.showing.marks.at(place) if mark.kind in whole]
        span = Span(marks[0].start, marks[0].end) if marks else sentence_around(self.text_of(place), place)
        if span is not None:
            self.select(span, reveal=False)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move the caret, select with Shift, choose with Enter."""
        place = moved(self, event)
        if place is not None:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_selection(self._anchor if shift else place, place)
            self.reveal_line(place)
            self.setAccessibleDescription(self.describe(self.showing.marks.at(place)))
            self.selecting_ended.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.clicked.emit(self._caret)
        elif event.key() == Qt.Key.Key_Escape and self.selection is not None:
            self.select_none()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask for the menu of the selection."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        corner = self.viewport().mapToGlobal(self.rect_of(self._caret).bottomLeft().toPoint())
        self.menu_wanted.emit(corner if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Tell about what is under the mouse."""
        if isinstance(event, QHelpEvent):
            place = self.character_at(QPointF(event.pos()))
            marks = [] if place is None else self.showing.marks.at(place)
            QToolTip.showText(event.globalPos(), plain_tip(self.describe(marks)), self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Hide the caret."""
        super().focusOutEvent(event)
        self.viewport().update()
