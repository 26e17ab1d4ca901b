"""A target as its fields see it: in a project, or in a plan that was just read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planlens.model import Target
from planlens.project.found import target_of
from planlens.project.rows import SectionRow, TargetRow, TaskRow
from planlens.project.settings import start_of
from planlens.project.state import State
from planlens.views.fields.in_plan import PlanView
from planlens.views.overview import Overview
from planlens.views.targets import Measured, measured

MOST_YEARS = 10
"""Years whose actual values a page asks for."""


@dataclass(frozen=True, slots=True)
class SeenTarget:
    """A target with what is told of it.

    Attributes:
        target: what the document says.
        headings: those above it, the highest first.
        measured: how it stands, None where no project measures it.
        row: its row in a project.
        state: the project's rows.
        ordinal: its running number in a table, from 1.
    """

    target: Target
    headings: tuple[str, ...]
    measured: Measured | None = None
    row: TargetRow | None = None
    state: State | None = None
    ordinal: int | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return self.target.id

    @property
    def name(self) -> str:
        """What it is called: the thing measured, else the document's clause."""
        return self.target.indicator or self.target.text

    @property
    def section(self) -> str:
        """The heading that it stands below."""
        return self.headings[-1] if self.headings else ""

    @property
    def document(self) -> str:
        """The id of its document in a project."""
        return self.row.document if self.row else ""

    @property
    def place(self) -> tuple[int, int] | None:
        """Where it begins and ends in its document's text, None for what was added by hand."""
        row = self.row
        return None if row is None or row.start is None or row.end is None else (row.start, row.end)

    @property
    def task(self) -> str | None:
        """The id of the task that it belongs to in a project, None for a goal."""
        owner = self.state.find(self.row.owner) if self.row and self.state else None
        return owner.id if isinstance(owner, TaskRow) else None

    @property
    def base_year(self) -> int | None:
        """The year of its base value that somebody has given; others follow from the document's title."""
        return self.row.base_year if self.row else None

    @property
    def newest(self) -> int | None:
        """The newest year with an actual value."""
        return max(self.measured.actuals, default=None) if self.measured else None

    @property
    def is_measured(self) -> bool:
        """Whether somebody has given a value for it."""
        return self.measured is not None and (self.measured.base is not None or bool(self.measured.actuals))


def targets_in(overview: Overview) -> list[SeenTarget]:
    """Return every target of a project as on a day, in the order of the documents."""
    state, day = overview.state, overview.today
    order = {item.id: place for place, (_, item) in enumerate(state.walk())}
    rows = sorted(state.all(TargetRow), key=lambda row: (order.get(row.owner, -1), row.start or 0, len(row.id), row.id))
    return [_in_project(state, row, measured(state, row, day)) for row in rows]


def _in_project(state: State, row: TargetRow, found: Measured) -> SeenTarget:
    headings = tuple(item.heading for item in state.above(row.id) if isinstance(item, SectionRow))
    return SeenTarget(target_of(row), headings, found, row, state)


def targets_of(view: PlanView) -> Iterator[SeenTarget]:
    """Yield the targets of a plan in their order, with how they stand where a project tracks it."""
    known = view.tracking.targets if view.tracking else {}
    state = view.tracking.state if view.tracking else None
    for target in view.plan.targets:
        yield SeenTarget(target, view.headings[target.section], known.get(target.id), None, state)


def years_asked(overview: Overview, targets: Iterable[SeenTarget]) -> list[int]:
    """Return the years whose actual values a page asks for: from the plan's first year to its last target."""
    state, today, targets = overview.state, overview.today.year, list(targets)
    starts = [day.year for row in state.documents() if (day := start_of(state, row.id))]
    ends = [int(text[:4]) for seen in targets if (text := seen.target.year or "")[:4].isdigit()]
    known = [year for seen in targets if seen.measured for year in seen.measured.actuals]
    first = min([*starts, *known, today])
    last = max([today, *known, *(end for end in ends if end <= first + MOST_YEARS)])
    return list(range(max(first, last - MOST_YEARS + 1), last + 1))
