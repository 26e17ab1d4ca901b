"""Keeps the queue in step with the project: its steps are found little by little, then follow change by change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from planlens.gui.app.parts import Tools
from planlens.gui.app.piecemeal import SLICE, Piecemeal
from planlens.project.changes import Change, Changes
from planlens.project.project import Project
from planlens.project.state import State
from planlens.views.review.queue import Queue
from planlens.views.review.steps import ReviewSteps, moves

NAME = "review/projects"

MOST = 50
"""Projects that are remembered."""


class Progress:
    """Counts steps; what was rejected is gone from the rows, so the greatest number seen is remembered."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def place(self) -> str:
        """Return the key of the step where the review was left, "" for the beginning."""
        return str(self._kept().get("place", ""))

    def remember(self, key: str) -> None:
        """Keep the step that is asked now."""
        self._keep("place", key)

    def count(self, decided: int, waiting: int) -> tuple[int, int]:
        """Return how many steps are decided, and how many there are."""
        seen, name = decided + waiting, "total-of-items" if self._tools.session.rows.joined else "total"
        total = max(seen, int(self._kept().get(name, 0)))
        self._keep(name, total)
        return total - waiting, total

    @property
    def _project(self) -> str:
        place, path = self._tools.session.place, self._tools.session.path
        return str(place if path is None else path.resolve()) if place is not None else ""

    def _all(self) -> dict[str, dict[str, Any]]:
        found = self._tools.settings.get(NAME, {})
        return found if isinstance(found, dict) else {}

    def _kept(self) -> dict[str, Any]:
        return self._all().get(self._project, {})

    def _keep(self, name: str, value: object) -> None:
        if not self._project or self._kept().get(name) == value:
            return
        known = self._all()
        mine = {**known.pop(self._project, {}), name: value}
        newest = {**known, self._project: mine}
        self._tools.settings.set(NAME, dict(list(newest.items())[-MOST:]))


SOON = 150
"""Milliseconds before the steps of a project are looked for: one that opens has its tree painted first."""


class Follower(QObject):
    """Holds the queue.

    Signals:
        ready: the queue is up to date.
    """

    ready = Signal()

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._progress = Progress(tools)
        self._project: Project | None = None
        self._changes: list[Change] = []
        self._known: set[str] | None = None
        self.queue = Queue()
        self.steps = ReviewSteps(State())
        self._looking = Piecemeal(self._go_on, self, SLICE)
        tools.session.changed.connect(self._note)

    @property
    def busy(self) -> bool:
        """Whether steps are still being looked for."""
        return self._looking.busy

    def _note(self, changes: Changes) -> None:
        self._changes += changes.rows

    def update(self) -> None:
        """Take over what has changed; *ready* is told at once, or later where everything is looked for anew."""
        changes, self._changes = self._changes, []
        if self._project is not self._session.project:
            self._project, self._known = self._session.project, None
            self._begin(SOON)
        elif self.busy:
            if changes:
                self._begin()
        elif any(map(moves, changes)):
            self._known = {step.key for step in self.steps}
            self._begin()
        else:
            self.queue.update(self.steps, self.steps.follow(changes))
            self.ready.emit()

    def catch_up(self) -> None:
        """Find at once what is still being looked for."""
        if self.busy:
            self._end()

    def count(self) -> tuple[int, int]:
        """Return how many steps are decided, and how many there are."""
        return self._progress.count(self.steps.decided, len(self.queue.all))

    def remember(self) -> None:
        """Keep the place in the queue for the next start."""
        if self.queue.current is not None:
            self._progress.remember(self.queue.current.key)

    def _begin(self, wait: int = 0) -> None:
        self.steps = ReviewSteps(self._session.state)
        self._looking.begin(wait)

    def _go_on(self) -> bool:
        if self.steps.step():
            return True
        self._end()
        return False

    def _end(self) -> None:
        self._looking.stop()
        if self._known is None:
            self.queue.start(self.steps, self._progress.place())  # where the review of this project was left
        else:
            known = self._known
            self.queue.update(self.steps, [step for step in self.steps if step.key not in known])
        self.ready.emit()
