"""What waits for review, in reading order: an unsure finding is a step, all suggested units of a task are one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import Any

from planlens.project.changes import Change
from planlens.project.rows import DocumentRow, Finding, Row, SectionRow, TargetRow, TaskRow, UnitRow, waits, was_decided
from planlens.project.state import State


class StepKind(StrEnum):
    """What a step asks about."""

    UNITS = "units"
    TASK = "task"
    TARGET = "target"
    SECTION = "section"

    @property
    def label(self) -> str:
        """Its name for users."""
        return _LABELS[self]


_LABELS = {StepKind.UNITS: "建议单位", StepKind.TASK: "任务", StepKind.TARGET: "目标", StepKind.SECTION: "章节"}


@dataclass(frozen=True, slots=True)
class Step:
    """One question.

    Attributes:
        item: the finding, or the task that units are suggested for.
        ids: the rows that wait: the finding itself, or the suggestions in their order.
    """

    kind: StepKind
    item: str
    ids: tuple[str, ...]

    @property
    def key(self) -> str:
        """Tells the step from all others, also after a restart."""
        return f"{self.kind}:{self.item}"


def _item(row: Row) -> str:
    """Return what a row's step is about: the task of a unit, else the row itself."""
    return row.owner if isinstance(row, UnitRow) else row.id


Place = tuple[tuple[Any, ...], ...]
"""Where a step stands in the text: the places of all that is above it, from the document on."""

_OWN, _TARGETS, _UNITS, _BELOW = range(4)
"""The order of what belongs to an item: the item itself, its targets, its units, the items below it."""


_SLICE = 400
"""Rows that are looked at in one go: some milliseconds."""


class ReviewSteps:
    """All steps of a project in reading order, kept up to date change by change.

    Args:
        state: the project's rows; it must not change before all steps are found.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._above: dict[str, Place] = {}
        self._places: list[Place] = []
        self._steps: list[Step] = []
        self._decided: set[str] = set()
        self._rest = self._build()

    def __iter__(self) -> Iterator[Step]:
        self.finish()
        return iter(self._steps)

    def __len__(self) -> int:
        self.finish()
        return len(self._steps)

    @property
    def decided(self) -> int:
        """The number of steps that are decided and can still be told from the rows."""
        self.finish()
        return len(self._decided)

    def step(self) -> bool:
        """Find some more steps; False once all are there."""
        return next(self._rest, None) is not None

    def finish(self) -> None:
        """Find all steps that are missing."""
        for _ in self._rest:
            pass

    def follow(self, changes: Iterable[Change]) -> list[Step]:
        """Take over changes that the state has seen already, none of which :func:`moves`; return what is new."""
        touched = {_item(change.row) for change in changes if isinstance(change.row, Finding | UnitRow)}
        found = [self._renew(item) for item in touched]
        return [step for steps in found for step in steps]

    def _build(self) -> Iterator[int]:
        waiting: defaultdict[str, list[Row]] = defaultdict(list)  # by the item that a row is, or belongs to
        decided, undecided = set[str](), set[str]()
        for count, row in enumerate(tuple(self._state)):  # edits may come between the parts
            if isinstance(row, Finding | UnitRow):
                if waits(row):
                    waiting[row.owner if isinstance(row, TargetRow) else _item(row)].append(row)
                    undecided.add(_item(row))
                elif was_decided(row):
                    decided.add(_item(row))
            if count % _SLICE == 0:
                yield count
        self._decided = decided - undecided
        for count, item in enumerate(self._in_order()):
            for place, step in sorted(self._placed(item, waiting.get(item, ())), key=itemgetter(0)):
                self._places.append(place)
                self._steps.append(step)
            if count % _SLICE == 0:
                yield count

    def _in_order(self) -> Iterator[str]:
        """Yield the ids of documents, sections and tasks as they read."""
        for document in self._state.documents():
            yield document.id
            for _, item in self._state.walk(document.id):
                yield item.id

    def _renew(self, item: str) -> list[Step]:
        """Put the steps of one item in their places again; return those that were not there."""
        before = {step.kind: index for index, step in enumerate(self._steps) if step.item == item}
        kinds = set(before)
        for index in sorted(before.values(), reverse=True):
            del self._steps[index], self._places[index]
        row = self._state.find(item)
        units = self._state.children(item, UnitRow) if isinstance(row, TaskRow) else []
        rows = [each for each in (row, *units) if each is not None and waits(each)]
        self._decided.discard(item)
        if not rows and any(was_decided(each) for each in (row, *units) if each is not None):
            self._decided.add(item)
        new = []
        for place, step in self._placed(item, rows):
            index = bisect_left(self._places, place)
            self._places.insert(index, place)
            self._steps.insert(index, step)
            new += [] if step.kind in kinds else [step]
        return new

    def _placed(self, item: str, rows: Iterable[Row]) -> Iterator[tuple[Place, Step]]:
        """Yield the steps of what waits in one item, with their places."""
        units = []
        for row in rows:
            match row:
                case SectionRow() | TaskRow():
                    kind = StepKind.SECTION if isinstance(row, SectionRow) else StepKind.TASK
                    yield (*self._place(row.id), (_OWN,)), Step(kind, row.id, (row.id,))
                case TargetRow():
                    own = (_TARGETS, row.place, len(row.id), row.id)
                    yield (*self._place(row.owner), own), Step(StepKind.TARGET, row.id, (row.id,))
                case UnitRow():
                    units.append(row)
        if units:
            units.sort(key=lambda unit: unit.place)
            yield (*self._place(item), (_UNITS,)), Step(StepKind.UNITS, item, tuple(unit.id for unit in units))

    def _place(self, item: str) -> Place:
        """Return where an item stands; remembered until something is moved."""
        if item not in self._above:
            row = self._state.find(item)
            if not isinstance(row, SectionRow | TaskRow | DocumentRow):
                return ()
            own = (_BELOW, row.place, len(row.id), row.id)
            self._above[item] = (*self._place(row.owner), own) if row.owner else (own,)
        return self._above[item]


def moves(change: Change) -> bool:
    """Whether a change may alter where steps stand: something came or was moved, or several rows went together."""
    before, after = change.before, change.after
    if not isinstance(change.row, SectionRow | TaskRow | DocumentRow | TargetRow):
        return False
    if before is None or after is None:
        return not isinstance(change.row, TargetRow)
    return (before.owner, getattr(before, "place", 0)) != (after.owner, getattr(after, "place", 0))


def steps(state: State) -> list[Step]:
    """Return every step, in the order in which the documents read."""
    return list(ReviewSteps(state))
