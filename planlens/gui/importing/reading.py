"""Reads documents one after another in the background process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from planlens import workflow
from planlens.gui.app.jobs import Job, Jobs
from planlens.model import Plan, PlanlensError
from planlens.model.granularity import Granularity


class Stage(Enum):
    """How far a document is."""

    WAITING = auto()
    UNDER_WAY = auto()
    READ = auto()
    FAILED = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class ImportedPaper:
    """A document to import: its plan once it has been read, or what went wrong (*problem*, in Chinese).

    *by* is how fine its rows shall be.
    """

    path: Path
    stage: Stage = Stage.WAITING
    fraction: float = 0.0
    doing: str = ""
    plan: Plan | None = None
    problem: str = ""
    by: Granularity = Granularity.SENTENCE


class FileReading(QObject):
    """Holds the documents in the user's order; an error in one does not stop the others.

    Signals:
        changed: the paper at a place has changed; carries the place.
        listed: papers were added or taken away.
        idle: nothing is under way any more.
    """

    changed = Signal(int)
    listed = Signal()
    idle = Signal()

    def __init__(self, jobs: Jobs, by: Granularity, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._by = by
        self._job: Job | None = None
        self._at = -1
        self.papers: list[ImportedPaper] = []

    @property
    def running(self) -> bool:
        """Whether a document is being read."""
        return self._job is not None

    @property
    def done(self) -> list[ImportedPaper]:
        """The papers that have been read."""
        return [paper for paper in self.papers if paper.plan is not None]

    @property
    def fraction(self) -> float:
        """How much of all is done, from 0 to 1."""
        parts = [paper.fraction if paper.stage is Stage.UNDER_WAY else 1.0 for paper in self.papers]
        waiting = sum(paper.stage is Stage.WAITING for paper in self.papers)
        return (sum(parts) - waiting) / len(parts) if parts else 0.0

    def add(self, paths: Iterable[Path]) -> None:
        """Read further documents; those that are listed already are left out."""
        known = {paper.path.absolute() for paper in self.papers}
        self.papers += [
            ImportedPaper(path, by=self._by) for path in dict.fromkeys(paths) if path.absolute() not in known
        ]
        self.listed.emit()
        self._next()

    def remove(self, place: int) -> None:
        """Take a document out; the one that is being read is stopped."""
        paper = self.papers.pop(place)
        if paper.stage is Stage.UNDER_WAY:
            self._drop()
        elif self._at > place:
            self._at -= 1
        self.listed.emit()
        self._next()

    def show_by(self, place: int, by: Granularity) -> None:
        """Let the rows of a document be so fine, and those of documents that are added from now on."""
        self._by = by
        self._put(place, replace(self.papers[place], by=by))

    def stop(self) -> None:
        """Read no more; what has been read stays."""
        self._drop()
        for place, paper in enumerate(self.papers):
            if paper.stage in {Stage.WAITING, Stage.UNDER_WAY}:
                self._put(place, replace(paper, stage=Stage.STOPPED))
        self.idle.emit()

    def _drop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _next(self) -> None:
        if self._job is not None:
            return
        place = next((n for n, paper in enumerate(self.papers) if paper.stage is Stage.WAITING), None)
        if place is None:
            self.idle.emit()
            return
        self._at = place
        self._put(place, replace(self.papers[place], stage=Stage.UNDER_WAY, doing="读取文件"))
        self._job = self._jobs.process(workflow.read_plan, self.papers[place].path).then(
            self._read, self._failed, progressed=self._progressed
        )

    def _put(self, place: int, paper: ImportedPaper) -> None:
        self.papers[place] = paper
        self.changed.emit(place)

    @Slot(float, str)
    def _progressed(self, fraction: float, text: str) -> None:
        if self.sender() is self._job:
            self._put(self._at, replace(self.papers[self._at], fraction=fraction, doing=text))

    @Slot(object)
    def _read(self, plan: Plan) -> None:
        self._finish(stage=Stage.READ, plan=plan)

    @Slot(object)
    def _failed(self, error: PlanlensError) -> None:
        self._finish(stage=Stage.FAILED, problem=error.message)

    def _finish(self, **fields: object) -> None:
        if self.sender() is not self._job:  # dropped in the meantime
            return
        self._job = None
        self._put(self._at, replace(self.papers[self._at], **fields))  # type: ignore[arg-type]
        self._next()
