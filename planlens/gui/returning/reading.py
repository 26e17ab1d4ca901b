"""Reading returned files one after the other in the background process, so that none of them can hold up the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.model import PlanlensError
from planlens.views.fields.ledger import fields_in
from planlens.workflow import circle, returned_files

if TYPE_CHECKING:
    from planlens.exchange.books import Book
    from planlens.exchange.comparing import Replies
    from planlens.views.fields.answers import Desk

_READ = 0.9
"""How much of the work the reading is."""


class Reading(QObject):
    """Reads files and compares them with the ledger; nothing is changed.

    Signals:
        progressed: fraction done (0 to 1) and what is being done.
        done: the comparison and what typed text is read with: (Replies, Desk).
        failed: nothing could be read; carries the :class:`PlanlensError`. A single file that cannot be read is one of
            the comparison's problems.
    """

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._job: Job | None = None
        self._files: list[Path] = []
        self._found: dict[Path, list[tuple[str, Book | str]] | PlanlensError] = {}

    @property
    def busy(self) -> bool:
        """Whether files are being read."""
        return self._job is not None

    def read(self, paths: Sequence[Path]) -> None:
        """Begin with these files, folders and zips; what was being read before is left."""
        self.stop()
        self._found.clear()
        self._follow(self._tools.jobs.run(lambda report: returned_files.returned_files(paths)), self._begin)

    def stop(self) -> None:
        """Read no more."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _follow(self, job: Job, then: Callable[..., object]) -> None:
        self._job = job
        job.done.connect(then)
        job.failed.connect(self._fail)

    @Slot(object)
    def _fail(self, error: PlanlensError) -> None:
        self._job = None
        self.failed.emit(error)

    @Slot(object)
    def _begin(self, files: list[Path]) -> None:
        self._files = files
        self._next()

    def _next(self) -> None:
        place = len(self._found)
        if place == len(self._files):
            self._compare()
            return
        path = self._files[place]
        self.progressed.emit(
            _READ * place / len(self._files), f"读取 {path.name}（第 {place + 1}/{len(self._files)} 份）"
        )
        self._job = self._tools.jobs.process(returned_files.read_books, path).then(self._keep, self._keep)

    @Slot(object)
    def _keep(self, outcome: list[tuple[str, Book | str]] | PlanlensError) -> None:
        """Keep what is in a file, or why it cannot be read; the others go on."""
        self._found[self._files[len(self._found)]] = outcome
        self._next()

    def _compare(self) -> None:
        session, project = self._tools.session, self._tools.session.project
        if project is None:
            return
        self.progressed.emit(_READ, "与台账比较")
        files, found, today = self._files, self._found, session.today()
        fields = fields_in(session.state, session.fields)

        def read(path: Path, _report: Callable[[float, str], None]) -> list[tuple[str, Book | str]]:
            outcome = found[path]
            if isinstance(outcome, PlanlensError):
                raise outcome
            return outcome

        def compare(_report: Callable[[float, str], None]) -> tuple[Replies, Desk]:
            return circle.compare_returns(project, files, today, fields=fields, read=read)

        self._follow(self._tools.jobs.run(compare), self._show)

    @Slot(object)
    def _show(self, outcome: tuple[Replies, Desk]) -> None:
        self._job = None
        self.done.emit(outcome)
