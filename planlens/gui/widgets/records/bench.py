"""Where a list of records gets what it shows, and sends its edits."""

from __future__ import annotations

from typing import Protocol

from planlens.gui.app.session import Session
from planlens.project.project import Edit
from planlens.project.rows import TABLES
from planlens.project.state import Draft, State
from planlens.views.fields.answers import Desk


class Bench(Protocol):
    """The open project, or a draft of it."""

    def desk(self) -> Desk:
        """Return what typed text is read with."""

    def apply(self, edit: Edit) -> bool:
        """Do an edit; False where nothing can be done just now.

        Raises:
            PlanlensError: it is impossible.
        """


class SessionBench:
    """The open project: every edit is an action of its own."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def desk(self) -> Desk:
        """Return what typed text is read with."""
        return Desk(self._session.state, self._session.today())

    def apply(self, edit: Edit) -> bool:
        """Do an edit."""
        return self._session.attempt(edit)


class DraftBench:
    """A draft of a project's rows that a dialog keeps until it is agreed to.

    Attributes:
        state: the rows of the draft; its new ones have ids that no project has.
        edits: what has been done to it.
    """

    def __init__(self, session: Session, state: State) -> None:
        self._session = session
        self._counters = {kind.letter: 10**9 for kind in TABLES}
        self.state = state
        self.edits: list[Edit] = []

    def desk(self) -> Desk:
        """Return what typed text is read with."""
        return Desk(self.state, self._session.today())

    def apply(self, edit: Edit) -> bool:
        """Do an edit in the draft; nothing is done of one that is impossible."""
        draft = Draft(self.state, self._counters)
        try:
            edit.run(draft)
        except Exception:
            draft.rollback()
            raise
        self.edits.append(edit)
        return True
