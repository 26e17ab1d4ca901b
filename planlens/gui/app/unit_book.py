"""The names of units that a user may mean: those that the project uses, and the offices of the plan's own place."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Signal

from planlens import workflow
from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.language.unit_names import KnownUnit, completions, likely, names_meant, resolved, shared_words, short_for
from planlens.model import Origin
from planlens.project.aliases import aliases
from planlens.project.rows import UnitRow

LONGEST = 200_000
"""Characters of a document that are looked at to tell whose it is."""


class UnitBook(QObject):
    """Completes names; the offices are read once for every project, by the background process.

    Signals:
        learned: the offices have been read.
    """

    learned = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.session)
        self._tools = tools
        self._known: dict[str, KnownUnit] = {}
        self._used: Counter[str] | None = None
        self._meant: dict[str, frozenset[str]] = {}
        self._asked = ""
        self._job: Job | None = None
        session = tools.session
        session.opened.connect(self._forget)
        session.changed.connect(self._forget)

    def complete(self, typed: str, most: int = 8) -> list[str]:
        """Return the full names that may be meant, the likeliest first."""
        return completions(typed, self._counted(), tuple(self._known.values()), most)

    def full_name(self, typed: str) -> str:
        """Return the full name for an abbreviation that stands for one office, else what was typed."""
        return resolved(typed, self._counted(), tuple(self._known.values()))

    def names_meant(self, typed: str) -> frozenset[str]:
        """Return the units of the project that a word stands for: 工信局, and names that they had before."""
        if typed not in self._meant:
            state = self._tools.session.state
            names = {row.name for row in state if isinstance(row, UnitRow) and row.stands}
            renamed = {new for old, new in aliases(state).items() if typed == old or short_for(typed, old)}
            self._meant[typed] = names_meant(typed, names, tuple(self._known.values())) | (renamed & names)
        return self._meant[typed]

    def meant(self, typed: str) -> str:
        """Return the full name that a person means; asks where nobody knows such a unit and a likely one is there."""
        name = self.full_name(typed)
        offer = likely(name, self._counted(), tuple(self._known.values()))
        question = f"没有叫“{name}”的单位。是“{offer}”吗？"
        if offer and dialogs.ask(self._tools.window, "单位名称", question, f"改为“{offer}”", f"就用“{name}”"):
            return offer
        return name

    def words(self, name: str, text: str) -> list[str]:
        """Return the words that a task's text shares with the duties of an office; none where these are unknown."""
        unit = self._known.get(name)
        return shared_words(text, unit.duties) if unit else []

    def prepare(self) -> None:
        """Have the offices read, if that has not been done for this project."""
        documents = self._tools.session.state.documents()
        if not documents or self._asked == documents[0].sha256:
            return
        self._asked = documents[0].sha256
        job = self._tools.jobs.process(workflow.known_units, documents[0].title, documents[0].text[:LONGEST])
        job.done.connect(self.take)
        self._job = job

    def take(self, units: tuple[KnownUnit, ...]) -> None:
        """Know these offices."""
        self._known = {unit.name: unit for unit in units}
        self._meant.clear()
        self.learned.emit()

    def forget_offices(self) -> None:
        """Read the offices anew when they are next needed: their table has changed."""
        self._asked = ""

    def _forget(self) -> None:
        self._used = None
        self._meant.clear()

    def _counted(self) -> Counter[str]:
        if self._used is None:
            rows = (row for row in self._tools.session.state if isinstance(row, UnitRow))
            self._used = Counter(
                row.name for row in rows if row.decision == "accepted" or (row.origin != Origin.SUGGESTED)
            )
        return self._used


def unit_book(tools: Tools) -> UnitBook:
    """Return the session's book, made when first asked for."""
    found = tools.session.findChild(UnitBook)
    return found if isinstance(found, UnitBook) else UnitBook(tools)
