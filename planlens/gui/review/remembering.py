"""Corrections are remembered in the background, where the user has agreed to that: some time after the last edit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.workflow import habits, memory

PAUSE = 20_000
"""Milliseconds without an edit, after which the background process learns."""


class Remembering(QObject):
    """Has the background process remember what was decided in the project: once it was opened, and after edits.

    Args:
        tools: the window's tools.
        pause: milliseconds without an edit.
    """

    def __init__(self, tools: Tools, pause: int = PAUSE) -> None:
        super().__init__(tools.session)
        self._tools = tools
        self._job: Job | None = None
        self.timer = QTimer(self, singleShot=True, interval=pause)
        self.timer.timeout.connect(self._learn)
        session = tools.session
        session.opened.connect(self._wait)
        session.changed.connect(self._wait)
        session.closed.connect(self.timer.stop)

    def _wait(self) -> None:
        if self._tools.session.place is not None and not self._tools.session.read_only and memory.remembers():
            self.timer.start()

    def _learn(self) -> None:
        place = self._tools.session.place
        if place is not None:
            self._job = self._tools.jobs.process(habits.remember_file, place)
            self._job.failed.connect(lambda error: self._tools.session.notice.emit(error.message))
