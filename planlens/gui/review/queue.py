"""What waits for review, in reading order: an unsure finding is a step, all suggested units of a task are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planlens.model import Origin
from planlens.project.edits.review import SURE
from planlens.project.rows import Row, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State

Finding = SectionRow | TaskRow | TargetRow


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
        ids: the rows that wait: the finding itself, or the suggestions, the best first.
    """

    kind: StepKind
    item: str
    ids: tuple[str, ...]

    @property
    def key(self) -> str:
        """Tells the step from all others, also after a restart."""
        return f"{self.kind}:{self.item}"


def waits(row: Row) -> bool:
    """Whether a row waits for review: an undecided suggestion, or an unsure finding."""
    if isinstance(row, UnitRow):
        return row.origin == Origin.SUGGESTED and not row.decision
    return isinstance(row, Finding) and row.confidence < SURE and not row.reviewed


def was_decided(row: Row) -> bool:
    """Whether a row waited once and does no more; rejected findings are gone and cannot be told."""
    if isinstance(row, UnitRow):
        return row.origin == Origin.SUGGESTED and bool(row.decision)
    return isinstance(row, Finding) and row.confidence < SURE and row.reviewed


def steps(state: State) -> list[Step]:
    """Return every step, in the order in which the documents read."""
    waiting: defaultdict[str, list[Row]] = defaultdict(list)
    for row in state:
        if waits(row):
            waiting[row.id if isinstance(row, SectionRow | TaskRow) else row.owner].append(row)
    return list(_in_order(state, waiting)) if waiting else []


def _in_order(state: State, waiting: dict[str, list[Row]]) -> Iterator[Step]:
    for document in state.documents():
        yield from _of(document.id, waiting.get(document.id, ()))
        for _, item in state.walk(document.id):
            yield from _of(item.id, waiting.get(item.id, ()))


def _of(item: str, rows: Sequence[Row]) -> Iterator[Step]:
    """Yield the steps of an item: itself, its targets, its suggested units."""
    if not rows:
        return
    for row in rows:
        if isinstance(row, SectionRow | TaskRow):
            kind = StepKind.SECTION if isinstance(row, SectionRow) else StepKind.TASK
            yield Step(kind, row.id, (row.id,))
    for target in sorted((row for row in rows if isinstance(row, TargetRow)), key=lambda row: row.place):
        yield Step(StepKind.TARGET, target.id, (target.id,))
    units = sorted((row for row in rows if isinstance(row, UnitRow)), key=lambda row: row.place)
    if units:
        yield Step(StepKind.UNITS, item, tuple(unit.id for unit in units))


def decided(state: State) -> int:
    """Return the number of steps that are decided and still to be seen in the rows."""
    found = {row.owner if isinstance(row, UnitRow) else row.id for row in state if was_decided(row)}
    open_ = {row.owner for row in state if isinstance(row, UnitRow) and waits(row)}
    return len(found - open_)


class Queue:
    """The steps and the place in them; goes on by itself as steps are decided, and back where one is undone."""

    def __init__(self) -> None:
        self._all: list[Step] = []
        self._shown: list[Step] = []
        self.kinds: frozenset[StepKind] = frozenset(StepKind)
        self._at = 0

    def __len__(self) -> int:
        return len(self._shown)

    @property
    def all(self) -> Sequence[Step]:
        """Every step that waits, of all kinds."""
        return self._all

    @property
    def shown(self) -> Sequence[Step]:
        """The steps of the chosen kinds."""
        return self._shown

    @property
    def current(self) -> Step | None:
        """The step that is asked now, None where nothing waits."""
        return self._shown[self._at] if self._shown else None

    @property
    def place(self) -> int:
        """The place of the current step among the shown ones, from 0."""
        return self._at

    def start(self, found: Iterable[Step], key: str) -> None:
        """Begin with these steps at the one with a key, or at the first."""
        self._all = list(found)
        self._at = 0
        self._filter()
        self.go_to(key)

    def update(self, found: Iterable[Step]) -> None:
        """Take the steps as they are now: to one that is new (undone), else the same, else the next."""
        known = {step.key for step in self._all}
        before = self._shown[self._at :]
        self._all = list(found)
        self._filter()
        new = next((step.key for step in self._shown if step.key not in known), None) if known else None
        left = {step.key for step in self._shown}
        after = next((step.key for step in before if step.key in left), None)
        self.go_to(new or after or "", otherwise=0)

    def choose(self, kinds: Collection[StepKind]) -> None:
        """Ask only about some kinds."""
        rest = [step.key for step in self._shown[self._at :]]
        self.kinds = frozenset(kinds)
        self._filter()
        left = {step.key for step in self._shown}
        self.go_to(next((key for key in rest if key in left), ""), otherwise=0)

    def go_to(self, key: str, otherwise: int | None = None) -> bool:
        """Go to the step with a key; without one to the place *otherwise*, or stay."""
        for place, step in enumerate(self._shown):
            if step.key == key:
                self._at = place
                return True
        if otherwise is not None:
            self._at = otherwise
        return False

    def move(self, by: int) -> bool:
        """Go some steps on or back, round the end; True where that went past it."""
        if not self._shown:
            return False
        turned, self._at = divmod(self._at + by, len(self._shown))
        return turned != 0

    def _filter(self) -> None:
        self._shown = [step for step in self._all if step.kind in self.kinds]
        self._at = min(self._at, max(0, len(self._shown) - 1))
