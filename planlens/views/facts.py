"""What filters and sorting ask of each task, found once and again where something has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from planlens.language.pinyin import Initials
from planlens.model import ONGOING
from planlens.model.lights import deadline_day
from planlens.project.changes import Changes
from planlens.project.rows import DocumentRow, Row, SectionRow, TargetRow, TaskRow, UnitRow, waits
from planlens.views.fields.field import Fields
from planlens.views.fields.seen import InProject, Seen, View
from planlens.views.fields.tasks import TASKS

_SLICE = 150
"""Tasks whose facts are found in one go: a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of a task.

    Attributes:
        units: name and role of the units that are responsible.
        suggested: names of units that are suggested and not decided on.
        day: the last day of its deadline, None without one.
        role: what the section is for that it stands in, as the row has it; "" outside any.
        above: the ids of all that it stands below, the document among them.
        uncertain: it or a target of it is less sure than :data:`SURE` and not reviewed; suggested units are in
            *suggested*.
        words: what the fields say that tasks can be filtered by, with the fields' keys.
        text: all that a search looks through, in lower case.
        letters: *text* as :class:`~planlens.language.pinyin.Initials` turns it, "" while that is not there.
    """

    id: str
    units: tuple[tuple[str, str], ...]
    suggested: tuple[str, ...]
    day: date | None
    ongoing: bool
    role: str
    above: tuple[str, ...]
    uncertain: bool
    flagged: bool
    orphan: bool
    words: frozenset[tuple[str, str]]
    text: str
    letters: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all units, responsible or suggested."""
        return (*(name for name, _ in self.units), *self.suggested)


@dataclass(frozen=True, slots=True)
class _Above:
    """What everything directly below a section or task shares."""

    ids: tuple[str, ...]
    role: str
    text: str
    letters: str


class FactBook:
    """The facts of all tasks of a state, and the text of its sections.

    Args:
        view: the project; :meth:`update` has to be told of every change of its rows.
        initials: for searches by pinyin, None where they are not wanted (yet).
        fields: what is told of tasks.
    """

    def __init__(self, view: View, initials: Initials | None = None, fields: Fields[Seen] = TASKS) -> None:
        self._view = view
        self._state = view.state
        self._searched = [field.found_by for field in fields if field.searched]
        self._filtered = [(field.key, field.words) for field in fields if field.filtered]
        self.initials = initials
        self._of: Callable[[str], str] = initials.of if initials else lambda _: ""
        self._tasks: dict[str, Facts] = {}
        self._sections: dict[str, str] = {}
        self._above: dict[str, _Above] = {}
        self._rest = self._build()

    @property
    def tasks(self) -> dict[str, Facts]:
        """The facts of every task by its id; finds those that are missing still."""
        self.finish()
        return self._tasks

    @property
    def sections(self) -> dict[str, str]:
        """What a search looks through in each section itself: number, title, targets; in lower case."""
        self.finish()
        return self._sections

    def step(self) -> bool:
        """Find the facts of some more tasks; False once all are there."""
        return next(self._rest, None) is not None

    def finish(self) -> None:
        """Find all facts that are missing."""
        for _ in self._rest:
            pass

    def update(self, changes: Changes) -> None:
        """Find again what changes of the state touch."""
        self.finish()
        touched: dict[str, None] = {}
        for row in (row for change in changes.rows for row in (change.before, change.after) if row is not None):
            touched[row.id if isinstance(row, DocumentRow | SectionRow | TaskRow) else row.owner] = None
        for key in touched:
            self._renew(key)

    def _renew(self, key: str) -> None:
        """Find the facts of an item again, and those of all below it where they share what may have changed."""
        row = self._state.find(key)
        self._above.pop(key, None)
        if isinstance(row, TaskRow):
            self._tasks[key] = self._facts(row)
        elif isinstance(row, SectionRow):
            self._sections[key] = self._section(row)
        else:
            self._tasks.pop(key, None)
            self._sections.pop(key, None)
            return
        for item in self._state.items(key):
            self._renew(item.id)

    def _build(self) -> Iterator[int]:
        items = [row for row in self._state if isinstance(row, SectionRow | TaskRow)]
        yield 0
        for done, row in zip(count(1), items, strict=False):
            if isinstance(row, TaskRow):
                self._tasks[row.id] = self._facts(row)
            else:
                self._sections[row.id] = self._section(row)
            if done % _SLICE == 0:
                yield done

    def _section(self, row: SectionRow) -> str:
        targets = [item.text for item in self._state.children(row.id, TargetRow)]
        return "\n".join([row.number + row.title, *targets]).lower()

    def _facts(self, row: TaskRow) -> Facts:
        seen = InProject(self._view, row)
        units, suggested = [], []
        for unit in self._state.children(row.id, UnitRow):
            if unit.is_responsible:
                units.append((unit.name, unit.role))
            elif unit.is_proposed:
                suggested.append(unit.name)
        uncertain = waits(row) or any(map(waits, self._state.children(row.id, TargetRow)))
        words = [word for found_by in self._searched for word in found_by(seen)]
        above = self._shared(row.owner)
        text = "\n".join(filter(None, words)).lower()
        return Facts(
            row.id,
            tuple(units),
            tuple(suggested),
            deadline_day(row.deadline),
            row.deadline == ONGOING,
            above.role,
            above.ids,
            uncertain,
            row.flagged,
            row.orphan,
            frozenset((key, said) for key, words_of in self._filtered if (said := words_of(seen))),
            f"{text}\n{above.text}",
            f"{self._of(text)}\n{above.letters}" if self.initials else "",
        )

    def _shared(self, key: str) -> _Above:
        """Return what all directly below an item share; found once."""
        known = self._above.get(key)
        if known is None:
            row = self._state.find(key)
            known = self._above[key] = self._shared_of(row) if row is not None else _Above((), "", "", "")
        return known

    def _shared_of(self, row: Row) -> _Above:
        if not isinstance(row, SectionRow | TaskRow):
            return _Above((row.id,), "", "", "")
        above = self._shared(row.owner)
        if isinstance(row, TaskRow):
            return _Above((row.id, *above.ids), above.role, above.text, above.letters)
        title = f"{row.number}{row.title}".lower()
        letters = f"{self._of(title)}\n{above.letters}" if self.initials else ""
        return _Above((row.id, *above.ids), row.role, f"{title}\n{above.text}", letters)
