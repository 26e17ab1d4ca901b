"""Where a list of records gets what it shows, and sends its edits."""

from __future__ import annotations

from typing import Protocol

from planlens.gui.app.session import Session
from planlens.project.edits import Together
from planlens.project.project import Edit
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
    """A draft that a dialog keeps until it is agreed to.

    Attributes:
        edits: what has been done to it.
    """

    def __init__(self, session: Session, state: State, counters: dict[str, int]) -> None:
        self._session, self._state, self._counters = session, state, counters
        self.edits: list[Edit] = []

    @property
    def state(self) -> State:
        """The rows of the draft."""
        return self._state

    def desk(self) -> Desk:
        """Return what typed text is read with."""
        return Desk(self._state, self._session.today())

    def apply(self, edit: Edit) -> bool:
        """Do an edit in the draft.

        Raises:
            PlanlensError: it is impossible; nothing is done then.
        """
        draft = Draft(self._state, self._counters)
        try:
            edit.run(draft)
        except Exception:
            draft.rollback()
            raise
        self.edits.append(edit)
        return True

    def all(self) -> Edit | None:
        """Return all edits as one, None for none."""
        return Together(tuple(self.edits)) if self.edits else None
