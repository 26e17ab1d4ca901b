"""Where a key moves the caret."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QKeyEvent, QKeySequence

from planlens.gui.source.pages import PageArea

_Sequence = QKeySequence.StandardKey


def moved(view: PageArea, event: QKeyEvent) -> int | None:
    """Return the place that a key moves the caret to, None for a key that moves nothing."""
    caret = getattr(view, "caret", 0)
    if view.text_of(caret) is None:
        return None
    for move, keys in _MOVES.items():
        if any(event.matches(key) for key in keys):
            return _move(view, caret, move)
    return None


_MOVES = {
    "left": (_Sequence.MoveToPreviousChar, _Sequence.SelectPreviousChar),
    "right": (_Sequence.MoveToNextChar, _Sequence.SelectNextChar),
    "up": (_Sequence.MoveToPreviousLine, _Sequence.SelectPreviousLine),
    "down": (_Sequence.MoveToNextLine, _Sequence.SelectNextLine),
    "page-up": (_Sequence.MoveToPreviousPage, _Sequence.SelectPreviousPage),
    "page-down": (_Sequence.MoveToNextPage, _Sequence.SelectNextPage),
    "home": (_Sequence.MoveToStartOfLine, _Sequence.SelectStartOfLine),
    "end": (_Sequence.MoveToEndOfLine, _Sequence.SelectEndOfLine),
    "first": (_Sequence.MoveToStartOfDocument, _Sequence.SelectStartOfDocument),
    "last": (_Sequence.MoveToEndOfDocument, _Sequence.SelectEndOfDocument),
}


def _move(view: PageArea, caret: int, move: str) -> int:
    if move in {"left", "right"}:
        return _step(view, caret, forward=move == "right")
    if move in {"home", "end"}:
        return _in_line(view, caret, end=move == "end")
    if move in {"first", "last"}:
        text = view.text_of(0 if move == "first" else 1 << 60)
        assert text is not None
        return text.start if move == "first" else text.end
    return _vertical(view, caret, move)


def _step(view: PageArea, caret: int, *, forward: bool) -> int:
    """Return the place of the next or previous character, in the next or previous paragraph at the end of this one."""
    index, k = view.sheet.text_at(caret)
    laid = view.sheet.laid(index).texts[k]
    position = laid.text.position_of(caret)
    layout = laid.layout
    found = layout.nextCursorPosition(position) if forward else layout.previousCursorPosition(position)
    if found != position:
        return laid.text.place_of(found, end=found >= len(layout.text()))
    beyond = view.text_of(laid.text.end + 1 if forward else laid.text.start - 1)
    if beyond is None or beyond is laid.text:
        return caret
    return beyond.start if forward else beyond.end


def _in_line(view: PageArea, caret: int, *, end: bool) -> int:
    index, k = view.sheet.text_at(caret)
    laid = view.sheet.laid(index).texts[k]
    line = laid.line_of(laid.text.position_of(caret))
    if not end:
        return laid.text.place_of(line.textStart())
    last = line.textStart() + line.textLength()
    whole = last >= laid.text.to_qt(len(laid.text.shown))
    return laid.text.end if whole else laid.text.place_of(laid.layout.previousCursorPosition(last))


def _vertical(view: PageArea, caret: int, move: str) -> int:
    """Return the place at the same pixel of a line above or below."""
    rect, height = view.rect_of(caret), view.viewport().height()
    if move in {"page-up", "page-down"}:
        step = height - rect.height() * 2
        bar = view.verticalScrollBar()
        before = bar.value()
        bar.setValue(round(before + (step if move == "page-down" else -step)))
        return view.place_at(QPointF(rect.left(), min(max(rect.center().y(), 0), height - 1)))
    view.reveal_line(caret)
    rect = view.rect_of(caret)
    down = move == "down"
    step = rect.height() / 2
    y = rect.bottom() if down else rect.top()
    for _ in range(12):
        y += step if down else -step
        if not 0 <= y < height:
            view.verticalScrollBar().setValue(
                round(view.verticalScrollBar().value() + (step * 3 if down else -step * 3))
            )
            moved_by = view.rect_of(caret).top() - rect.top()
            rect, y = view.rect_of(caret), y + moved_by
        found = view.place_at(QPointF(rect.left(), min(max(y, 0), height - 1)))
        if (found > caret if down else found < caret) and abs(view.rect_of(found).top() - rect.top()) > 2:
            return found
    return caret
