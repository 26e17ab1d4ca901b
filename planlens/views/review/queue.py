"""The place in the review: goes on by itself as steps are decided, and back where one is undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from planlens.views.review.steps import Step, StepKind


class Queue:
    """The steps that are asked about, and the one that is asked now."""

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
        self._filter()
        self._at = 0
        self.go_to(key)

    def update(self, found: Iterable[Step], new: Sequence[Step] = ()) -> None:
        """Take the steps as they are now, and go to the first of the *new* ones (undone); else stay, or go on."""
        rest = self._shown[self._at :]
        self._all = list(found)
        self._filter()
        if not any(self.go_to(step.key) for step in self._first(new)):
            self._stay(rest)

    def choose(self, kinds: Collection[StepKind]) -> None:
        """Ask only about some kinds."""
        rest = self._shown[self._at :]
        self.kinds = frozenset(kinds)
        self._filter()
        self._stay(rest)

    def go_to(self, key: str) -> bool:
        """Go to the step with a key; False, and nothing happens, where there is none."""
        kind, _, item = key.partition(":")
        for place, step in enumerate(self._shown):
            if step.item == item and step.kind == kind:
                self._at = place
                return True
        return False

    def move(self, by: int) -> bool:
        """Go some steps on or back, round the end; True where that went past it."""
        if not self._shown:
            return False
        turned, self._at = divmod(self._at + by, len(self._shown))
        return turned != 0

    def _first(self, steps: Sequence[Step]) -> list[Step]:
        """Return the one of some steps that comes first among the shown ones."""
        wanted = {(step.kind, step.item) for step in steps}
        return [next((step for step in self._shown if (step.kind, step.item) in wanted), *steps[:1])] if wanted else []

    def _stay(self, rest: Sequence[Step]) -> None:
        """Go to the first of *rest* that is left, else to the beginning."""
        places = {(step.kind, step.item): place for place, step in enumerate(self._shown)}
        self._at = next((places[step.kind, step.item] for step in rest if (step.kind, step.item) in places), 0)

    def _filter(self) -> None:
        self._shown = [step for step in self._all if step.kind in self.kinds]
