"""The source as text: what is marked stands in brackets (``[任务:新建[目标:基站3000个]。]``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtWidgets import QApplication

from planlens.gui.source.contents import headings_of
from planlens.gui.source.painting import Showing, ranges_of
from planlens.gui.source.sheet import texts_of
from planlens.gui.source.typeset import Fonts, Typesetter
from planlens.model import Document, Plan, Reading
from planlens.project.edits import AdoptDocument
from planlens.project.rows import DocumentRow
from planlens.project.state import Draft, State
from planlens.views.coverage import coverage
from planlens.views.source.marks import Kind, Marks, marks_of
from planlens.views.source.page import Piece, pieces_of
from planlens.views.source.text import Look, Text
from planlens.workflow import reading_of

LOOKS = {Look.TITLE: "=", Look.PLAIN: ":", Look.FOOTNOTE: "^", Look.PAGE: "-", Look.BODY: "", Look.CELL: ""}


def qt_text(text: str, start: int, end: int) -> str:
    """Return the part of a text between two of Qt's positions: what a QTextLayout would show there."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def marked(text: Text, showing: Showing) -> str:
    """Draw a paragraph with the ranges that are painted."""
    ends: dict[int, int] = {}
    begins: dict[int, list[str]] = {}
    for mark, start, end in sorted(ranges_of(text, showing), key=lambda item: (item[1], -item[2])):
        begins.setdefault(start, []).append(f"[{mark.kind.value}:")
        ends[end] = ends.get(end, 0) + 1
    length = len(text.shown.encode("utf-16-le")) // 2
    cuts = sorted({0, length, *begins, *ends})
    found = ""
    for start, end in zip(cuts, [*cuts[1:], length], strict=True):
        found += "]" * ends.get(start, 0) + "".join(begins.get(start, [])) + qt_text(text.shown, start, end)
    return found


def drawn(pieces: Iterable[Piece], showing: Showing | None = None) -> str:
    """Draw pieces, one a line: headings behind #, the rows of a table between bars."""
    return "\n".join(_lines(pieces, showing or Showing()))


def _lines(pieces: Iterable[Piece], showing: Showing) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Text):
            sign = "#" * piece.level if piece.look is Look.HEADING else LOOKS[piece.look]
            yield f"{sign}{' ' if sign else ''}{'… ' if piece.goes_on else ''}{marked(piece, showing)}"
            continue
        for row in range(piece.rows):
            cells = [cell for cell in piece.cells if cell.row == row]
            parts = []
            for cell in cells:
                size = "" if (cell.row_span, cell.column_span) == (1, 1) else f"{cell.row_span}x{cell.column_span} "
                parts.append(f"{cell.column}:{size}{'/'.join(marked(text, showing) for text in cell.texts)}")
            yield f"| {' | '.join(parts)} |"


def state_of(*plans: Plan) -> State:
    """Return a project with plans in it, in memory."""
    state = State()
    draft = Draft(state, {}, "2026-11-25T08:00:00+08:00")
    for plan in plans:
        AdoptDocument(plan, b"").run(draft)
    return state


def shown(state: State, document: Document, key: str = "d1") -> tuple[list[Piece], Marks, Reading]:
    """Return the pieces and marks of a document, as the panel makes them."""
    reading = reading_of(document)
    found = coverage(state, key, reading.sentences)
    pieces = list(pieces_of(document, reading, headings_of(state, key), state.get(key, DocumentRow).title))
    return pieces, marks_of(state, key, found.missed), reading


def typesetter(width: float = 300.0) -> Typesetter:
    """Return a typesetter with the fonts of the tests."""
    return Typesetter(Fonts(QApplication.font(), 10.0), width)


def texts(pieces: Sequence[Piece]) -> list[Text]:
    """Return all paragraphs."""
    return [text for piece in pieces for text in texts_of(piece)]


ALL = frozenset(Kind)
