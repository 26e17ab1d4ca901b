"""What was found in a document and where, as it is marked in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from planlens.model import Span
from planlens.project.rows import Row, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State


class Kind(Enum):
    """What a place of the text became; later ones are painted over earlier ones. The value is the Chinese name."""

    SETTLED = "非任务"
    MISSED = "未识别"
    SECTION = "章节"
    TASK = "任务"
    DEADLINE = "时限"
    UNIT = "单位"
    TARGET = "目标"


LEGEND = (Kind.SECTION, Kind.TASK, Kind.TARGET, Kind.UNIT, Kind.DEADLINE, Kind.MISSED, Kind.SETTLED)
"""The kinds in the order of the legend."""

STRIDE = 300
"""Rows that are looked at before others can work."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that became something.

    Attributes:
        ids: the rows that stand there (a note names several units); of a time limit the tasks, none of what was missed
            or is no task.
    """

    kind: Kind
    start: int
    end: int
    ids: tuple[str, ...] = ()


class Marks:
    """All marks of a document, found by place and by row."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self.all = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self.all]
        self._ends = list(accumulate((mark.end for mark in self.all), max))
        self._of = {key: mark for mark in reversed(self.all) if mark.kind is not Kind.DEADLINE for key in mark.ids}

    def __len__(self) -> int:
        return len(self.all)

    def within(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a character with ``[start, end)``, in the order in which they are painted."""
        k = bisect_left(self._starts, end) - 1
        found = []
        while k >= 0 and self._ends[k] > start:
            if self.all[k].end > start:
                found.append(self.all[k])
            k -= 1
        return sorted(found, key=lambda mark: (_ORDER[mark.kind], mark.start, -mark.end))

    def at(self, place: int) -> list[Mark]:
        """Return the marks over a character, the one painted last first."""
        return self.within(place, place + 1)[::-1]

    def of(self, key: str) -> Mark | None:
        """Return where a section, task, target or unit stands; None where it has no place here."""
        return self._of.get(key)

    def counts(self) -> dict[Kind, int]:
        """Return how many places of each kind there are."""
        found = dict.fromkeys(Kind, 0)
        for mark in self.all:
            found[mark.kind] += 1
        return found


_ORDER = {kind: order for order, kind in enumerate(Kind)}


def beside(marks: Sequence[Mark], place: int, *, back: bool = False) -> int:
    """Return the index of the mark that begins next behind a place, or before it; the first one follows the last."""
    behind = bisect_right(marks, place, key=lambda mark: mark.start)
    before = bisect_left(marks, place, key=lambda mark: mark.start) - 1
    return (before if back else behind) % len(marks)


def marks_of(state: State, document: str, missed: Sequence[Span] = (), settled: Sequence[Span] = ()) -> Marks:
    """Return the marks of a document, see :func:`gather`."""
    work = gather(state, document, missed, settled)
    while True:
        try:
            next(work)
        except StopIteration as done:
            found: Marks = done.value
            return found


def gather(
    state: State, document: str, missed: Sequence[Span] = (), settled: Sequence[Span] = ()
) -> Generator[None, None, Marks]:
    """Return the marks of a document; yields now and then, so that others can work meanwhile.

    Args:
        state: the project; it must not change before the end.
        document: the document's id.
        missed: the sentences that became nothing.
        settled: those that became nothing and are no tasks.
    """
    length = len(getattr(state.find(document), "text", ""))
    places: dict[tuple[Kind, int, int], list[str]] = {}
    for count, (kind, start, end, key) in enumerate(_places(state, document)):
        if 0 <= start < end <= length:
            places.setdefault((kind, start, end), []).append(key)
        if count % STRIDE == 0:
            yield
    found = [Mark(Kind.MISSED, span.start, span.end) for span in missed]
    found += [Mark(Kind.SETTLED, span.start, span.end) for span in settled]
    for count, (place, ids) in enumerate(places.items()):
        found.append(Mark(*place, tuple(dict.fromkeys(ids))))
        if count % STRIDE == 0:
            yield
    return Marks(found)


def _places(state: State, document: str) -> Iterator[tuple[Kind, int, int, str]]:
    for row in state:
        if isinstance(row, UnitRow):
            task = state.find(row.owner)
            shown = row.stands and isinstance(task, TaskRow) and task.document == document
            if shown and row.start is not None and row.end is not None:
                yield Kind.UNIT, row.start, row.end, row.id
        elif isinstance(row, SectionRow | TaskRow | TargetRow) and row.document == document:
            if isinstance(row, TaskRow) and row.orphan:  # its place was that of an older version
                continue
            if row.start is not None and row.end is not None:
                yield _KINDS[type(row)], row.start, row.end, row.id
            if isinstance(row, TaskRow) and row.deadline_start is not None and row.deadline_end is not None:
                yield Kind.DEADLINE, row.deadline_start, row.deadline_end, row.id


_KINDS: dict[type[Row], Kind] = {SectionRow: Kind.SECTION, TaskRow: Kind.TASK, TargetRow: Kind.TARGET}


def item_of(state: State, marks: Sequence[Mark]) -> str:
    """Return the task or section that a place belongs to, given the marks over it; "" for none."""
    for mark in sorted(marks, key=lambda mark: _FIRST.index(mark.kind)):
        for key in reversed(mark.ids):
            row = state.find(key)
            owner = row if isinstance(row, TaskRow | SectionRow) else state.find(row.owner) if row else None
            if isinstance(owner, TaskRow | SectionRow):
                return owner.id
    return ""


_FIRST = (Kind.TASK, Kind.SECTION, Kind.TARGET, Kind.UNIT, Kind.DEADLINE, Kind.MISSED, Kind.SETTLED)
"""Which mark decides what a click selects, the first first."""
