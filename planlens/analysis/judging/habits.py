"""What an office decides otherwise than the shipped weights, always: kinds of sentences and of sections.

People's corrections are kept as counts of *signs* (the names of the evidence: ``introduces``, ``role:goal``), never as
texts. A kind is one sign or two together. It becomes a :class:`Habit` where nearly all that is of the kind was decided
otherwise, in several documents; a set of habits is kept only if on documents left out it mends much more than it
spoils. Corrections that say nothing in common teach nothing: measured by ``python -m tests.quality.judging_memory``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from planlens.language.weights import Features

Signs = frozenset[str]

LEAST = 4
"""So many of a kind must have been decided otherwise."""

SHARE = 0.8
"""And so large a share of all that is of the kind."""

ALONE = 8
"""How many, where one document is all that is known."""

GAIN = 3
"""What habits mend on documents left out must exceed twice what they spoil by so much."""

_WORDS = ("first:", "ends:", "clause:", "role:")
"""Evidence of single words, too many for few corrections, and of what a section may be."""

_MEASURES = frozenset(
    ("acts", "acts-anywhere", "acting-section", "clauses-act", "clauses-not", "section-acts", "section-rests")
)
"""Evidence that nearly every sentence has some of."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Sentences or sections of a document with the same signs and the same outcome.

    Attributes:
        document: which document, by any name.
        lesson: ``tasks`` or ``roles``.
        held: what the shipped weights say: a role, or ``task``, or ``""`` for no task.
        meant: what holds in the project, the same where nobody has decided.
        signs: their evidence.
        count: how many they are.
    """

    document: str
    lesson: str
    held: str
    meant: str
    signs: Signs
    count: int = 1


@dataclass(frozen=True, slots=True)
class Habit:
    """A kind of sentences or sections that an office decides otherwise: *changed* of all *of* that were held so."""

    lesson: str
    held: str
    meant: str
    signs: Signs
    changed: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """How sure it is, never quite."""
        return (self.changed + 1) / (self.of + 2)

    @property
    def key(self) -> tuple[str, str, str, Signs]:
        """What it says, whatever it was learnt from."""
        return self.lesson, self.held, self.meant, self.signs


_Kind = tuple[str, str, Signs]
"""A lesson, what is held, and the signs."""


def named(features: Features, keeps: Callable[[str, float], bool]) -> Signs:
    """Return the names of the evidence that is kept; none that a line of a table could not hold."""
    return frozenset(name for name, value in features.items() if keeps(name, value) and not set("\t #") & set(name))


def sentence_signs(features: Features) -> Signs:
    """Return the evidence that tells of what kind a sentence is, without single words and the roles of sections."""
    return named(features, lambda name, value: value >= 0.5 and name not in _MEASURES and not name.startswith(_WORDS))


def habit_for(habits: Iterable[Habit], lesson: str, held: str, signs: Signs) -> Habit | None:
    """Return the first habit that says something of what has these signs."""
    for habit in habits:
        if habit.lesson == lesson and habit.held == held and habit.signs <= signs:
            return habit
    return None


def learn(judged: Sequence[Judged]) -> tuple[Habit, ...]:
    """Return the habits that a set of documents shows, the most certain first; none that would spoil others."""
    found = []
    for lesson in dict.fromkeys(item.lesson for item in judged):
        table = _Table([item for item in judged if item.lesson == lesson])
        habits = table.habits()
        if habits and (len(table.documents) == 1 or table.gain() >= GAIN):
            found += habits
    return tuple(found)


class _Table:
    """How often what is of a kind was decided how, in each document."""

    def __init__(self, judged: Sequence[Judged]) -> None:
        self.documents: defaultdict[str, list[Judged]] = defaultdict(list)
        for item in judged:
            self.documents[item.document].append(item)
        changed = {kind for item in judged if item.meant != item.held for kind in _kinds(item)}
        self.counts: dict[str, Counter[tuple[_Kind, str]]] = {}
        for name, items in self.documents.items():
            counts = self.counts[name] = Counter()
            for item in items:
                for kind in _kinds(item):
                    if kind in changed:
                        counts[kind, item.meant] += item.count

    def habits(self, without: str | None = None) -> list[Habit]:
        """Return the habits of all documents, or of all but one."""
        names = [name for name in self.documents if name != without]
        least = ALONE if len(self.documents) == 1 else LEAST if without is None else LEAST - 1
        spread = min(2, len(names))
        total: Counter[tuple[_Kind, str]] = Counter()
        places: Counter[tuple[_Kind, str]] = Counter()
        for name in names:
            total.update(self.counts[name])
            places.update(self.counts[name].keys())
        whole: Counter[_Kind] = Counter()
        for (kind, _), count in total.items():
            whole[kind] += count
        found = [
            Habit(kind[0], kind[1], meant, kind[2], count, whole[kind])
            for (kind, meant), count in total.items()
            if meant != kind[1] and count >= least and places[kind, meant] >= spread and count >= SHARE * whole[kind]
        ]
        found.sort(key=lambda h: (h.of - 2 * h.changed, len(h.signs), sorted(h.signs)))
        return self._needed(found, names, least)

    def _needed(self, found: Sequence[Habit], names: Sequence[str], least: int) -> list[Habit]:
        """Return those that mend something that none before them has mended."""
        left = [item for name in names for item in self.documents[name] if item.meant != item.held]
        needed = []
        for habit in found:
            mended = [item for item in left if item.held == habit.held and habit.signs <= item.signs]
            if sum(item.count for item in mended if item.meant == habit.meant) >= least:
                needed.append(habit)
                left = [item for item in left if item not in mended]
        return needed

    def gain(self) -> int:
        """Return what the habits of the others mend in each document, less twice what they spoil."""
        gain = 0
        for name, items in self.documents.items():
            habits = self.habits(without=name)
            for item in items:
                habit = habit_for(habits, item.lesson, item.held, item.signs)
                if habit is not None and habit.meant != item.meant:
                    gain -= 2 * item.count if item.meant == item.held else 0
                elif habit is not None:
                    gain += item.count
        return gain


def _kinds(item: Judged) -> Iterator[_Kind]:
    signs = sorted(item.signs)
    for sign in signs:
        yield item.lesson, item.held, frozenset((sign,))
    for pair in combinations(signs, 2):
        yield item.lesson, item.held, frozenset(pair)
