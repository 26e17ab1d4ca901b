"""How much one text is about what another one is about, and by which words: for texts that are not meant to be alike.

A report says in its own order, in fewer or more words, what a plan asks for. So texts are compared whole and clause by
clause, and the best pair counts. Words weigh by how rare they are among all the texts (idf, Salton and Buckley 1988);
numbers with their units (26个) and names in quotes (“云屏夜市”) count as words. A pair that shares one common word only
is alike by chance: what is shared must weigh something of its own.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planlens.language.quantities import quantities
from planlens.language.sentences import clauses
from planlens.language.words import words_and_parts

ENOUGH = 0.7
"""What two texts must share to be taken as half sure, in words that stand in one text only."""

FEW = 12
"""How many of the nearest texts are looked at clause by clause."""

_QUOTED = re.compile(r"“([^”]{2,20})”|《([^》]{2,30})》")  # “云屏夜市”

Weights = dict[str, float]
"""The words of a text and the square of what each weighs, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text as a whole, and those of its clauses where it has several."""

    whole: Weights
    parts: tuple[Weights, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How much a text is about another one.

    Attributes:
        score: from 0 to 1.
        words: the words by which it was seen, the rarest first; numbers with their units as they are written.
    """

    score: float
    words: tuple[str, ...] = ()


@lru_cache(maxsize=32768)
def spoken(text: str) -> frozenset[str]:
    """Return the words of a text, its numbers with their units, and the names that it has in quotes."""
    numbers = (f"{found.value}{found.unit}" for found in quantities(text) if found.kind != "bare")
    names = (f"“{first or second}”" for first, second in _QUOTED.findall(text))
    return frozenset([*words_and_parts(text), *numbers, *names])


class Relevance:
    """Texts that others can be about.

    Args:
        texts: the texts.
        others: those that will be compared with them, so that their words count in what is rare.

    Example:
        >>> Relevance(["改造老旧小区26个", "新建公路3条"]).related("26个老旧小区改造完工")[0][0]
        0
    """

    def __init__(self, texts: Sequence[str], others: Iterable[str] = ()) -> None:
        together = [*texts, *others]
        known: Counter[str] = Counter()
        for text in together:
            known.update(spoken(text))
        rarest = math.log((1 + len(together)) / 2) + 1
        self._weights = {
            word: ((math.log((1 + len(together)) / (1 + count)) + 1) / rarest) ** 2 for word, count in known.items()
        }
        self._texts = [self.wording(text) for text in texts]
        self._masses = [_mass(wording.whole) for wording in self._texts]
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for number, wording in enumerate(self._texts):
            for word in wording.whole:
                self._with[word].append(number)

    def wording(self, text: str) -> Wording:
        """Return the weighed words of a text; a word that no text has weighs as much as the rarest."""
        parts = [spoken(text[start:end]) for start, end in clauses(text)]
        parts = [part for part in parts if part]
        weighed = tuple(self._weighed(part) for part in parts)
        return Wording(self._weighed(spoken(text)), weighed if len(weighed) > 1 else ())

    def _weighed(self, found: Collection[str]) -> Weights:
        return {word: self._weights.get(word, 1.0) for word in found}

    def nearest(self, wording: Wording, most: int = FEW) -> list[tuple[int, float]]:
        """Return the numbers of the texts with the most in common, and what they share, the nearest first."""
        shared: defaultdict[int, float] = defaultdict(float)
        for word, weight in wording.whole.items():
            for number in self._with.get(word, ()):
                shared[number] += weight
        best = sorted(shared.items(), key=lambda found: (-found[1] / math.sqrt(self._masses[found[0]]), found[0]))
        return best[:most]

    def relation(self, wording: Wording, number: int) -> Relation:
        """Return how much a text is about the text with this number: the best pair of wholes and clauses."""
        mine = self._texts[number]
        best, by = 0.0, frozenset[str]()
        for ours in (wording.whole, *wording.parts):
            for theirs in (mine.whole, *mine.parts):
                score, shared = _alike(ours, theirs)
                if score > best:
                    best, by = score, shared
        weighed = sorted(by, key=lambda word: (-wording.whole.get(word, 1.0), word))
        return Relation(best, tuple(weighed))

    def leading(self, wording: Wording, numbers: Sequence[int], least: float) -> Iterator[int]:
        """Yield of these texts the one that each clause is most about, where it is about any by at least *least*."""
        for part in wording.parts:
            scores = [
                (max(_alike(part, theirs)[0] for theirs in (self._texts[n].whole, *self._texts[n].parts)), n)
                for n in numbers
            ]
            best = max(score for score, _ in scores)
            if best >= least:
                yield from (number for score, number in scores if score >= 0.9 * best)

    def related(self, text: str, least: float = 0.0) -> list[tuple[int, Relation]]:
        """Return the texts that a text is about, the surest first, and why; those below *least* are left out."""
        wording = self.wording(text)
        found = [(number, self.relation(wording, number)) for number, _ in self.nearest(wording)]
        return sorted((pair for pair in found if pair[1].score > least), key=lambda pair: (-pair[1].score, pair[0]))


def _mass(weights: Mapping[str, float]) -> float:
    return sum(weights.values()) or 1.0


def _alike(ours: Weights, theirs: Weights) -> tuple[float, frozenset[str]]:
    shared = ours.keys() & theirs.keys()
    if not shared:
        return 0.0, frozenset()
    common = sum(ours[word] for word in shared)
    cosine = common / math.sqrt(_mass(ours) * _mass(theirs))
    return cosine * common / (common + ENOUGH), frozenset(shared)
