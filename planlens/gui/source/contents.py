"""Makes what the source shows of a document, a little at a time, so that the window never waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from planlens import workflow
from planlens.gui.app.parts import Tools
from planlens.gui.app.piecemeal import SLICE, Piecemeal
from planlens.model import Document, Reading
from planlens.project.changes import Changes
from planlens.project.found import document_of
from planlens.project.rows import DocumentRow, SectionRow
from planlens.project.state import State
from planlens.views.coverage import coverage
from planlens.views.source.marks import gather
from planlens.views.source.page import Heading, pieces_of

SOON = 60
"""Milliseconds before a document is taken from the project: one that opens has its tree painted first."""
PATIENCE = 400
"""Milliseconds for which the joined paragraphs are waited for, before the file's own lines are shown."""


@dataclass(slots=True)
class _Kept:
    row: DocumentRow
    document: Document
    reading: Reading | None = None
    asked: bool = False


class ShownDocument(QObject):
    """The pieces and marks of the document that is shown.

    Signals:
        pieces_made: what is shown; carries the pieces, and whether the document is shown for the first time.
        marks_made: what is marked; carries the :class:`Marks`, and the :class:`Coverage` or None.
    """

    pieces_made = Signal(object, bool)
    marks_made = Signal(object, object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = tools.session, tools.jobs
        self.key = ""
        self._kept: dict[str, _Kept] = {}
        self._work: Iterator[None] | None = None
        self._fresh = False
        self._making = Piecemeal(self._go_on, self, SLICE)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._make_all)

    @property
    def document(self) -> Document | None:
        """The document that is shown; None before it has been read from the project."""
        kept = self._kept.get(self.key)
        return kept.document if kept is not None else None

    @property
    def busy(self) -> bool:
        """Whether something is still being made."""
        return self._making.busy or self._patience.isActive()

    def open(self, key: str) -> None:
        """Show a document, "" for none."""
        self.key, self._fresh = key, True
        self._patience.stop()
        self._begin(self._opening(key), SOON)

    def close(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._patience.stop()
        self._making.stop()
        self.key, self._work = "", None

    def follow(self, changes: Changes) -> None:
        """Make anew what changes touch."""
        if not self.key:  # the document that was shown is gone
            return
        rows = [row for change in changes.rows for row in (change.before, change.after) if row is not None]
        if any(isinstance(row, DocumentRow) and row.id == self.key for row in rows):
            self.open(self.key)
        elif self._fresh:  # nothing is shown yet: all of it is still to be made
            return
        elif any(isinstance(row, SectionRow) for row in rows):
            self._make_all()
        else:
            self._begin(self._marks())

    def _begin(self, work: Iterator[None], wait: int = 0) -> None:
        self._work = work
        self._making.begin(wait)

    def _go_on(self) -> bool:
        work = self._work
        if work is not None and next(work, self) is self and self._work is work:  # work may have begun other work
            self._work = None
        return self._work is not None

    def _opening(self, key: str) -> Iterator[None]:
        row = self._session.state.find(key)
        if not isinstance(row, DocumentRow):
            return
        kept = self._kept.get(key)
        if kept is None or (kept.row.text, kept.row.blocks) != (row.text, row.blocks):
            yield
            kept = self._kept[key] = _Kept(row, document_of(row))
            yield
        if kept.reading is None:
            self._ask(kept)
            self._patience.start()
        else:
            self._make_all()

    def _ask(self, kept: _Kept) -> None:
        """Let the background process put the paragraphs together."""
        if kept.asked:
            return
        kept.asked = True
        job = self._jobs.process(workflow.reading_of, kept.document)

        def done(reading: object) -> None:
            assert isinstance(reading, Reading)
            kept.reading = reading
            if self._kept.get(self.key) is kept:
                self._make_all()

        job.done.connect(done)

    def _make_all(self) -> None:
        self._patience.stop()
        self._begin(self._all())

    def _all(self) -> Iterator[None]:
        kept, state = self._kept[self.key], self._session.sentences
        headings = headings_of(state, self.key)
        pieces = []
        for count, piece in enumerate(pieces_of(kept.document, kept.reading, headings, kept.row.title)):
            pieces.append(piece)
            if count % 16 == 15:
                yield
        fresh, self._fresh = self._fresh, False
        self.pieces_made.emit(pieces, fresh)
        yield
        yield from self._marks()

    def _marks(self) -> Iterator[None]:
        kept, state = self._kept[self.key], self._session.sentences
        found = None if kept.reading is None else coverage(state, self.key, kept.reading.sentences)
        yield
        marks = yield from gather(state, self.key, *((found.missed, found.settled) if found else ()))
        yield
        self.marks_made.emit(marks, found)


def headings_of(state: State, document: str) -> list[Heading]:
    """Return the places and levels of a document's sections, in reading order."""
    return sorted(
        (row.start, row.end, 1 + len(state.above(row.id)))
        for row in state
        if isinstance(row, SectionRow) and row.document == document
        if row.start is not None and row.end is not None and row.start < row.end
    )
