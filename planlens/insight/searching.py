"""Sentences of many plans that say what words ask for, the best first; and the words that set a plan apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from planlens.language.ranking import Ranking
from planlens.language.relevance import spoken
from planlens.language.words import words
from planlens.model import Plan


@dataclass(frozen=True, slots=True)
class Findable:
    """A sentence that can be found.

    Attributes:
        source: the file or project that it stands in.
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
    """Sentences made ready for being searched, see :mod:`planlens.language.ranking`.

    Args:
        sentences: the sentences.
        words: the words of each, where they are known already.
    """

    def __init__(self, sentences: Iterable[Findable], words: Iterable[Collection[str]] | None = None) -> None:
        self.sentences = list(sentences)
        self._ranking = Ranking([sentence.text for sentence in self.sentences], words)

    def search(self, asked: str, most: int = 20) -> list[Hit]:
        """Return the sentences that fit best, at most *most*: those with the words as they were asked for first.

        Args:
            asked: words, with blanks between those that may stand apart.
            most: how many to return.
        """
        return self._hits(self._ranking.best(asked, most))

    def like(self, text: str, most: int = 20) -> list[Hit]:
        """Return the sentences that are most like a text, other than the text itself: two words in common at least."""
        found = self._hits(self._ranking.like(text, 2 * most))
        alike = (hit for hit in found if hit.found.text != text and len(self.shared(text, hit.found.text)) > 1)
        return list(alike)[:most]

    def shared(self, text: str, other: str) -> list[str]:
        """Return the words that two texts have in common besides numbers, the rarest first."""
        theirs = spoken(other)
        return [word for word in self._ranking.words_of(text) if word in theirs and not word[0].isdigit()]

    def _hits(self, found: Iterable[tuple[int, float]]) -> list[Hit]:
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
