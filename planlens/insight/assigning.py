"""Who should do a task: what people have decided for tasks like it, and what the shipped descriptions say.

A linear model (``resources/weights/units.tsv``) weighs for each unit how well its shipped description fits, how much
the task is like decided tasks of the unit, what was decided for the tasks beside it, and how often the unit is chosen.
What an office has decided outweighs the descriptions as soon as one decided task is much like the asked one. Where no
unit is likely enough, nothing is said. Measured by ``python -m tests.quality.unit_memory``.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planlens.language.similarity import Similarity
from planlens.language.weights import weights
from planlens.language.words import words_and_parts

SURE = 0.9
"""How likely the first unit must be, so that anything is said."""

VERY_SURE = 0.96
"""How likely a unit is that is called 很匹配."""

ALSO = 0.2
"""How likely a further unit must be."""

MOST = 3
"""Units for a task."""

ENOUGH = 20
"""Decisions from which on the model is relied on alone; before, the shipped proposals stand where it says nothing."""

_DOUBT = 0.5
"""What is added to all likeness, so that a single task that is hardly alike does not tell alone."""

_NEAREST, _ALIKE = 15, 0.05
"""Decided tasks that are looked at, and how much like the asked one they must be."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A task whose units people have confirmed.

    Attributes:
        id: the task's id, or where it is remembered.
        text: its words, with the title above it.
        units: its units.
        path: the ids of the headings above it, none for what is remembered of other projects.
    """

    id: str
    text: str
    units: tuple[str, ...]
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A task without units: its words, the ids of the headings above it, and how well descriptions fit (0 to 1)."""

    text: str
    path: tuple[str, ...] = ()
    fits: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class UnitAdvice:
    """A unit for a task: how likely it is (0 to 1), the decided tasks like it (ids), and the words that they share."""

    unit: str
    score: float
    tasks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How well it fits, in words."""
        return "很匹配" if self.score >= VERY_SURE else "较匹配" if self.score >= SURE else "可参考"


Features = dict[str, float]


class Precedents:
    """What was decided before, ready to be asked.

    Args:
        decided: tasks whose units people have confirmed.
    """

    def __init__(self, decided: Sequence[Decided]) -> None:
        self.decided = list(decided)
        self._named = Counter(unit for task in decided for unit in task.units)
        self._texts = Similarity([task.text for task in decided], words_and_parts) if decided else None

    def likeness(self, asked: Sequence[Unassigned]) -> list[list[float]]:
        """Return for each asked task how much it is like each decided one."""
        return self._texts.scores([task.text for task in asked]) if self._texts else [[] for _ in asked]

    def nearest(self, alike: Sequence[float]) -> dict[str, list[int]]:
        """Return the places of the decided tasks that are most like an asked one, by unit."""
        order = sorted(range(len(alike)), key=lambda place: (-alike[place], place))[:_NEAREST]
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place in order:
            if alike[place] >= _ALIKE:
                for unit in self.decided[place].units:
                    found[unit].append(place)
        return dict(found)

    def features(self, task: Unassigned, alike: Sequence[float]) -> dict[str, Features]:
        """Return what is known of each unit that may do a task, for the model."""
        fits = task.fits or {}
        best = max(fits.values(), default=0.0) or 1.0
        near = self.nearest(alike)
        shares = {unit: sum(alike[place] for place in places) for unit, places in near.items()}
        whole = sum(shares.values()) + _DOUBT
        beside = [other for other in self.decided if _beside(task.path, other.path)]
        theirs = Counter(unit for other in beside for unit in other.units)
        units = dict.fromkeys([*fits, *near, *(unit for unit, _ in theirs.most_common(MOST))])
        return {
            unit: {
                "fit": fits.get(unit, 0.0),
                "fit-of-best": fits.get(unit, 0.0) / best,
                "often": math.log((self._named[unit] + 0.5) / (len(self.decided) + ENOUGH)),
                "alike": max((alike[place] for place in near.get(unit, ())), default=0.0),
                "alike-share": shares.get(unit, 0.0) / whole,
                "beside": theirs[unit] / (len(beside) + 1),
            }
            for unit in units
        }

    def advice(self, task: Unassigned, alike: Sequence[float]) -> list[UnitAdvice]:
        """Return the units for a task, the likeliest first; none where no one is likely enough."""
        model = weights("units")
        chances = {unit: model.chance(known) for unit, known in self.features(task, alike).items()}
        best = sorted(chances, key=lambda unit: (-chances[unit], unit))[:MOST]
        if not best or chances[best[0]] < SURE:
            return []
        near = self.nearest(alike)
        told = [unit for unit in best if chances[unit] >= ALSO]
        return [UnitAdvice(unit, round(chances[unit], 3), *self._reasons(task, near.get(unit, ()))) for unit in told]

    def _reasons(self, task: Unassigned, places: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of decided tasks, and the words that the asked one has in common with them."""
        mine = dict.fromkeys(words_and_parts(task.text))
        theirs = {word for place in places for word in words_and_parts(self.decided[place].text)}
        return tuple(self.decided[place].id for place in places), tuple(word for word in mine if word in theirs)


def _beside(path: Sequence[str], other: Sequence[str]) -> bool:
    """Whether tasks stand under one heading, or under neighbours."""
    return bool(path) and (path == other or (len(path) > 1 and path[:-1] == other[:-1]))


def advise(
    decided: Sequence[Decided], asked: Sequence[Unassigned], shipped: Sequence[Mapping[str, float]] = ()
) -> list[list[UnitAdvice]]:
    """Return the units for tasks, the likeliest first.

    Args:
        decided: tasks whose units people have confirmed.
        asked: the tasks without units.
        shipped: for each of these what the shipped descriptions alone propose: told as long as little is decided.
    """
    return list(_advised(Precedents(decided), asked, shipped))


def _advised(
    office: Precedents, asked: Sequence[Unassigned], shipped: Sequence[Mapping[str, float]]
) -> Iterator[list[UnitAdvice]]:
    for number, (task, alike) in enumerate(zip(asked, office.likeness(asked), strict=True)):
        found = office.advice(task, alike) if office.decided else []
        if not found and shipped and len(office.decided) < ENOUGH:
            proposed = sorted(shipped[number].items(), key=lambda pair: (-pair[1], pair[0]))
            found = [UnitAdvice(unit, min(score, ALSO)) for unit, score in proposed[:MOST]]
        yield found
