"""What was done to the item itself: read in the thread once the section is unfolded."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QLabel

from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart, clear, muted
from planlens.gui.widgets.layouts import in_column
from planlens.views.past import Event, events

NEWEST = 20
"""Actions that are shown."""


class HistorySection(DetailPart):
    """The newest actions on an item."""

    title = "修改记录"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.SECTION, Chosen.TARGET})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._wanted = ""
        self._job: Job | None = None
        self._layout = in_column(margins=0, spacing=2, on=self)
        self.events: tuple[Event, ...] = ()

    def fill(self, *, anew: bool) -> None:
        """Have the history read, where it can be seen."""
        if anew:
            self.show_events(())
        project, key = self.session.project, self.ids[0]
        if project is None or self.isHidden():
            return
        if self._job is not None:
            self._job.cancel()

        keys = self.session.rows.members(key)

        def read(_report: object) -> list[Event]:
            return events(project, keys, NEWEST)

        job = self.tools.jobs.run(read)
        job.done.connect(lambda found: self.show_events(found) if self.ids == (key,) else None)
        job.ended.connect(lambda: self._ended(job))
        self._job = job

    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def show_events(self, found: list[Event] | tuple[Event, ...]) -> None:
        """Show these actions."""
        self.events = tuple(found)
        clear(self._layout)
        if not found:
            self._layout.addWidget(muted("没有修改记录"))
        for event in found:
            self._layout.addWidget(muted(f"{event.time}　{event.who}"))
            label = QLabel("\n".join([event.text, *event.details]))
            label.setWordWrap(True)
            label.setContentsMargins(8, 0, 0, 2)
            self._layout.addWidget(label)
