"""How much one text is about what another one is about, and by which words: for texts that are not meant to be alike.

A report says in its own order, in fewer or more words, what a plan asks for. So texts are compared whole and clause by
clause, and the best pair counts. Words weigh by how rare they are among all the texts (idf, Salton and Buckley 1988);
numbers with their units (26个) and names in quotes (“云屏夜市”) count as words. A pair that shares one common word only
is alike by chance: what is shared must weigh something of its own.
"""

from __future__ import annotations

import importlib
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planlens.language.sentences import clauses
from planlens.language.words import words_and_parts

ENOUGH = 0.7
"""What two texts must share to be taken as half sure, in words that stand in one text only."""

FEW = 8
"""How many of the nearest texts are looked at clause by clause."""

BESIDE = 0.8
"""The share of the best score from which on a text is about another one too, whatever its clauses say."""

NEAR = 0.9
"""The share of the best score from which on a clause is about another text as well."""

_NUMBER = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?(?:[万亿]?元|[万亿]?[\u4e00-\u9fff%](?<![年月日号至到]))"
)  # 26个, 9.1亿元
_QUOTED = re.compile(r"“([^”]{2,20})”|《([^》]{2,30})》")  # “云屏夜市”


@dataclass(frozen=True, slots=True)
class Wording:
    """The weighed words of a text.

    Attributes:
        words: for each word the units that it stands in: 0 is the text as a whole, the others are its clauses.
        masses: what the words of each unit weigh together.
    """

    words: dict[str, tuple[int, ...]]
    masses: tuple[float, ...]


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
    found = set(words_and_parts(text))
    found.update(_NUMBER.findall(unicodedata.normalize("NFKC", text)))
    if "“" in text or "《" in text:
        found.update(f"“{first or second}”" for first, second in _QUOTED.findall(text))
    return frozenset(found)


def spoken_in_clauses(text: str) -> frozenset[str]:
    """Return the words of a text as those of its clauses together, which are known where it has been compared."""
    return _units(text)[0]


def _units(text: str) -> list[frozenset[str]]:
    """Return the words of a text as a whole, and those of its clauses where it has several."""
    parts = [part for start, end in clauses(text) if (part := spoken(text[start:end]))]
    return [frozenset().union(*parts), *(parts if len(parts) > 1 else [])]


class Relevance:
    """Texts that others can be about.

    Args:
        texts: the texts.
        others: those that will be compared with them, so that their words count in what is rare.

    Example:
        >>> [number for number, _ in Relevance(["改造老旧小区26个", "新建公路3条"]).about("26个老旧小区改造", 0.3)]
        [0]
    """

    def __init__(self, texts: Sequence[str], others: Iterable[str] = ()) -> None:
        mine = [_units(text) for text in texts]
        everything = [*(units[0] for units in mine), *(_units(text)[0] for text in others)]
        known = Counter(word for words in everything for word in words)
        rarest = math.log((1 + len(everything)) / 2) + 1
        self._weights = {
            word: ((math.log((1 + len(everything)) / (1 + count)) + 1) / rarest) ** 2 for word, count in known.items()
        }
        self._texts = [self._weighed(units) for units in mine]
        numpy = importlib.import_module("numpy")
        self._lengths = numpy.sqrt([wording.masses[0] for wording in self._texts])
        standing: defaultdict[str, list[int]] = defaultdict(list)
        for number, wording in enumerate(self._texts):
            for word in wording.words:
                standing[word].append(number)
        self._with = {word: numpy.array(numbers) for word, numbers in standing.items()}

    def wording(self, text: str) -> Wording:
        """Return the weighed words of a text; a word that no text has weighs as much as the rarest."""
        return self._weighed(_units(text))

    def _weighed(self, units: Sequence[Collection[str]]) -> Wording:
        places: dict[str, tuple[int, ...]] = dict.fromkeys(units[0], (0,)) if len(units) == 1 else {}
        for number, unit in enumerate(units[1:], start=1):
            once = (0, number)
            for word in unit:
                places[word] = (*places[word], number) if word in places else once
        return Wording(places, tuple(self._mass(unit) for unit in units))

    def _mass(self, words: Collection[str]) -> float:
        known = self._weights
        return sum([known.get(word, 1.0) for word in words]) or 1.0

    def nearest(self, wording: Wording, most: int = FEW) -> list[int]:
        """Return the numbers of the texts that have most words in common with a text, the nearest first."""
        numpy = importlib.import_module("numpy")
        shared = numpy.zeros(len(self._texts))
        for word in wording.words:
            if (numbers := self._with.get(word)) is not None:
                shared[numbers] += self._weights[word]
        if not len(shared):
            return []
        shared /= self._lengths
        best = numpy.argpartition(-shared, most)[:most] if len(shared) > most else range(len(shared))
        return sorted((int(n) for n in best if shared[n] > 0), key=lambda number: (-shared[number], number))

    def relations(self, wording: Wording, number: int) -> tuple[Relation, list[float]]:
        """Return how much a text is about the text with this number, and how much each unit of it is.

        It is as much as the best pair of wholes and clauses.
        """
        theirs, ours, weights = self._texts[number], wording.words, self._weights
        width = len(theirs.masses)
        shared = [0.0] * (len(wording.masses) * width)
        both = ours.keys() & theirs.words.keys()
        for word in both:
            weight, there = weights[word], theirs.words[word]
            for unit in ours[word]:
                for other in there:
                    shared[unit * width + other] += weight
        lengths, others = wording.masses, theirs.masses
        best, place, each = 0.0, (0, 0), [0.0] * len(wording.masses)
        for index, common in enumerate(shared):
            if common:
                unit, other = divmod(index, width)
                score = common * common / (common + ENOUGH) / math.sqrt(lengths[unit] * others[other])
                if score > each[unit]:  # noqa: PLR1730 (this is the innermost loop)
                    each[unit] = score
                if score > best:
                    best, place = score, (unit, other)
        by = [word for word in both if place[0] in ours[word] and place[1] in theirs.words[word]]
        return Relation(best, tuple(sorted(by, key=lambda word: (-weights[word], word)))), each

    def about(
        self, text: str, least: float, added: Callable[[int], float] = lambda number: 0.0
    ) -> list[tuple[int, Relation]]:
        """Return the texts that a text is about, the surest first: those near the best one, and each clause's best.

        Args:
            text: what is about them.
            least: the score from which on it is.
            added: what other evidence (headings alike) adds to the score of a text with a number.
        """
        wording = self.wording(text)
        scored = {number: self.relations(wording, number) for number in self.nearest(wording)}
        scores = {
            number: min(1.0, found.score + (added(number) if found.score else 0.0))
            for number, (found, _) in scored.items()
        }
        best = max(scores.values(), default=0.0)
        leading = self._leading(scored, len(wording.masses), least)
        kept = [
            (number, Relation(score, scored[number][0].words))
            for number, score in scores.items()
            if score >= least and (score >= BESIDE * best or number in leading)
        ]
        return sorted(kept, key=lambda pair: (-pair[1].score, pair[0]))

    @staticmethod
    def _leading(scored: Mapping[int, tuple[Relation, list[float]]], units: int, least: float) -> set[int]:
        """Return of these texts those that a clause is most about, where it is about any by at least *least*."""
        found: set[int] = set()
        for unit in range(1, units):
            best = max((each[unit] for _, each in scored.values()), default=0.0)
            if best >= least:
                found |= {number for number, (_, each) in scored.items() if each[unit] >= NEAR * best}
        return found
