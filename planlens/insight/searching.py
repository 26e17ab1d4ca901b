"""Sentences of many plans that say what words ask for, the best first; and the words that set a plan apart."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlens.language.relevance import spoken
from planlens.language.words import words
from planlens.model import Plan

AS_WRITTEN = 2.0
"""How much more than the words one by one it counts that they stand there as they were asked for."""


@dataclass(frozen=True, slots=True)
class Findable:
    """A sentence that can be found.

    Attributes:
        source: the name of the file or project that it stands in.
        text: its words.
        item: the id of the task, target or section, "" for another sentence.
        place: the headings above it.
    """

    source: str
    text: str
    item: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found, and how well it fits: the more, the better."""

    found: Findable
    score: float


def of_plan(plan: Plan, source: str) -> list[Findable]:
    """Return what can be found in a plan: its headings, tasks, and the targets that stand in no task."""
    inside = {key for task in plan.tasks for key in task.targets}
    rows = [(item.id, item.title, item.parent) for item in plan.sections]
    rows += [(item.id, item.text, item.section) for item in plan.tasks]
    rows += [(item.id, item.text, item.section) for item in plan.targets if item.id not in inside]
    above = {key: " > ".join(item.title for item in plan.path(key)) for key in {row[2] for row in rows}}
    return [Findable(source, text, key, above[section]) for key, text, section in rows]


class Index:
    """Sentences made ready for being searched.

    Words weigh by how rare they are (idf); a sentence's length counts against it but softly (BM25, Robertson and
    Zaragoza 2009, k1 = 1.2, b = 0.75). What stands there as it was asked for comes first.
    """

    def __init__(self, sentences: Iterable[Findable]) -> None:
        self.sentences = list(sentences)
        self._plain = [_plain(sentence.text) for sentence in self.sentences]
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        self._lengths: list[int] = []
        for number, sentence in enumerate(self.sentences):
            found = spoken(sentence.text)
            self._lengths.append(len(found))
            for word in found:
                self._with[word].append(number)
        self._usual = sum(self._lengths) / max(1, len(self._lengths)) or 1.0

    def search(self, asked: str, most: int = 20) -> list[Hit]:
        """Return the sentences that fit best, at most *most*: those with the words as they were asked for first.

        Args:
            asked: words, with blanks between those that may stand apart.
            most: how many to return.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        for word in spoken(asked):
            standing = self._with.get(word, ())
            rare = math.log(1 + (len(self.sentences) - len(standing) + 0.5) / (len(standing) + 0.5))
            for number in standing:
                scores[number] += rare * 2.2 / (1 + 1.2 * (0.25 + 0.75 * self._lengths[number] / self._usual))
        parts = [part for part in map(_plain, asked.split()) if part]
        best = max(scores.values(), default=1.0)
        for number, text in enumerate(self._plain):
            there = sum(part in text for part in parts)
            if there:
                scores[number] += AS_WRITTEN * best * there / len(parts)
        found = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return [Hit(self.sentences[number], round(score, 3)) for number, score in found]


def topics(plans: Sequence[Plan], most: int = 12) -> list[list[str]]:
    """Return for each plan the words that set it apart from the others, the strongest first."""
    counts = [Counter(word for task in plan.tasks for word in set(words(task.text))) for plan in plans]
    shares = [
        {word: count / max(1, len(plan.tasks)) for word, count in c.items()}
        for plan, c in zip(plans, counts, strict=True)
    ]
    told: list[list[str]] = []
    for number, mine in enumerate(shares):
        others = [share for place, share in enumerate(shares) if place != number]
        usual = {word: sum(share.get(word, 0.0) for share in others) / max(1, len(others)) for word in mine}
        ahead = {word: (share - usual[word]) * math.log(1 + counts[number][word]) for word, share in mine.items()}
        best = sorted(ahead, key=lambda word: (-ahead[word], word))
        told.append([word for word in best if ahead[word] > 0][:most])
    return told


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
