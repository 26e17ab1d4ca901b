"""A task as its fields see it in a project: with the headings and documents above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from planlens.model import Light, Role, Status, Target
from planlens.model.pace import Paced
from planlens.model.tracking import Note
from planlens.project.found import target_of
from planlens.project.rows import DocumentRow, NoteRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.fields.in_plan import InPlan
from planlens.views.fields.team import Team, team_of
from planlens.views.fields.work import Tracked
from planlens.views.overview import NOTHING, Overview, Standing
from planlens.views.tree.shape import number_of

Shown = DocumentRow | SectionRow | TaskRow
"""What the tree has rows for."""


@dataclass(frozen=True, slots=True)
class View:
    """What is known of a whole project.

    Attributes:
        overview: returns where everything stands today.
        ordinals: the running number of each task in its document, by its number in the tree.
        names: what the project calls each status.
    """

    state: State
    overview: Callable[[], Overview]
    ordinals: Callable[[], dict[int, int]]
    names: Mapping[Status, str]

    def standing(self, row: Shown) -> Standing:
        """Return where a row stands."""
        return self.overview().get(row.id)

    def units(self, row: Shown) -> list[UnitRow]:
        """Return the units of a row."""
        return self.state.children(row.id, UnitRow)

    def tasks(self) -> Iterator[InProject]:
        """Yield all tasks in the tree's order."""
        return (InProject(self, row) for row in self.state.tasks())


def in_order(
    tasks: Iterable[InProject], value: Callable[[InProject], Any], *, descending: bool = False
) -> list[InProject]:
    """Return tasks in the order of a field's value; those of which it says nothing come last either way."""
    keyed = [(value(task), task) for task in tasks]
    said = [pair for pair in keyed if pair[0] is not None]
    said.sort(key=itemgetter(0), reverse=descending)
    return [task for _, task in said] + [task for found, task in keyed if found is None]


def view_of(overview: Overview) -> View:
    """Return what is known of a project on the day of an overview."""
    state = overview.state
    return View(state, lambda: overview, lambda: numbered(state), status_names(state))


def numbered(state: State) -> dict[int, int]:
    """Return the running number of each task in its document, by its number in the tree."""
    found: dict[int, int] = {}
    for document in state.documents():
        tasks = (row for _, row in state.walk(document.id) if isinstance(row, TaskRow))
        found |= {number_of(row.id): place for place, row in enumerate(tasks, start=1)}
    return found


class InProject:
    """A document, heading or task of a project."""

    __slots__ = ("row", "state", "view")

    def __init__(self, view: View, row: Shown) -> None:
        self.view = view
        self.state: State = view.state
        self.row = row

    @property
    def id(self) -> str:
        """Its id."""
        return self.row.id

    @property
    def is_task(self) -> bool:
        """Whether it is a task."""
        return isinstance(self.row, TaskRow)

    @property
    def number(self) -> str:
        """Its printed number."""
        return "" if isinstance(self.row, DocumentRow) else self.row.number

    @property
    def ordinal(self) -> int | None:
        """Its running number in its document or table, from 1."""
        return self.view.ordinals().get(number_of(self.row.id))

    @property
    def text(self) -> str:
        """The sentence, or the heading's title."""
        match self.row:
            case DocumentRow(title=title, name=name):
                return title or name
            case SectionRow(title=title, number=number):
                return title or number
            case TaskRow(text=text):
                return text

    @property
    def team(self) -> Team:
        """Its units."""
        units = self.state.children(self.row.id, UnitRow)
        return team_of((unit.name, unit.role, unit.is_proposed) for unit in units if unit.stands)

    @property
    def mentioned(self) -> list[str]:
        """The units that take part or are proposed."""
        return [unit.name for unit in self.state.children(self.row.id, UnitRow) if unit.stands]

    @property
    def deadline(self) -> str | None:
        """Its time limit, as the model writes it."""
        return self.row.deadline if isinstance(self.row, TaskRow) else None

    @property
    def plan_end(self) -> date | None:
        """The end of its plan, where the task has no time limit and is measured by that."""
        row, overview = self.row, self.view.overview()
        if not isinstance(row, TaskRow) or row.deadline is not None:
            return None
        return overview.term_of(row).last_day(overview.rules)

    @property
    def targets(self) -> list[Target]:
        """Its targets."""
        return [target_of(row) for row in self.state.children(self.row.id, TargetRow)]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above it, the highest first."""
        return tuple(row.heading for row in self.state.above(self.row.id) if isinstance(row, SectionRow))

    @property
    def role(self) -> Role | None:
        """What the section is for that it stands in."""
        line = [*self.state.above(self.row.id), self.row]
        sections = [row for row in line if isinstance(row, SectionRow)]
        return Role(sections[-1].role) if sections else None

    @property
    def start(self) -> int | None:
        """Where it begins in its document's text, None where nobody knows."""
        return None if isinstance(self.row, DocumentRow) else self.row.start

    @property
    def status(self) -> Status | None:
        """Its state, None where nothing is known of the work on it."""
        standing = self.view.standing(self.row)
        return None if standing is NOTHING else standing.status

    @property
    def status_text(self) -> str:
        """The word that the office has for its state."""
        status = self.status
        return "" if status is None else self.view.names[status]

    @property
    def percent(self) -> float | None:
        """Percent done, None where nobody has said and nothing follows from what is below it."""
        standing, row = self.view.standing(self.row), self.row
        if isinstance(row, TaskRow):
            told = row.progress is not None or standing.status is Status.DONE or self.state.items(row.id)
            return standing.completion if told else None
        return None if standing is NOTHING else standing.completion

    @property
    def light(self) -> Light:
        """Its warning light."""
        return self.view.standing(self.row).light

    @property
    def work(self) -> Tracked | None:
        """How the work on it stands, None where nothing is known of it."""
        standing, row = self.view.standing(self.row), self.row
        if standing is NOTHING:
            return None
        flags = (row.flagged, row.orphan, row.weight) if isinstance(row, TaskRow) else ()
        return Tracked(standing.status, self.status_text, self.percent, standing.signal, (), *flags)

    @property
    def paced(self) -> Paced | None:
        """How it keeps up with its plan, None for what is no task."""
        row, overview = self.row, self.view.overview()
        return overview.paced_of(row) if isinstance(row, TaskRow) and row.id in overview else None

    @property
    def notes(self) -> Sequence[Note]:
        """Its progress notes, the oldest first."""
        rows = sorted(self.state.children(self.row.id, NoteRow), key=lambda note: note.date)
        return [Note(row.id, row.date, row.done, row.problems, row.next_steps, row.author) for row in rows]

    @property
    def stated(self) -> list[str]:
        """What the file that it was read from says of its progress, where no project tracks it."""
        return []


Seen = InProject | InPlan
"""A task as its fields see it; a heading or document of a project too, of which most fields say nothing."""
