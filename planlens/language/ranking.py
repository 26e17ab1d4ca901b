"""Texts ranked by how well they fit words that are asked for: fast enough to follow what is typed.

Words weigh by how rare they are (idf); a text's length counts against it but softly (BM25, Robertson and Zaragoza 2009,
k1 = 1.2, b = 0.75). What stands in a text as it was asked for is found by looking through all of them as one string.
"""

from __future__ import annotations

import importlib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from planlens.language.relevance import spoken

AS_WRITTEN = 2.0
"""How much more than the words one by one it counts that they stand there as they were asked for."""

_K, _B = 1.2, 0.75


class Ranking:
    """Texts made ready for being asked for.

    Args:
        texts: the texts.
        words: the words of each text, where they are known already.
    """

    def __init__(self, texts: Sequence[str], words: Iterable[Collection[str]] | None = None) -> None:
        numpy = self._numpy = importlib.import_module("numpy")
        standing: defaultdict[str, list[int]] = defaultdict(list)
        lengths: list[int] = []
        for number, found in enumerate(map(spoken, texts) if words is None else words):
            lengths.append(len(found))
            for word in found:
                standing[word].append(number)
        self._with = {word: numpy.array(numbers, dtype=numpy.int32) for word, numbers in standing.items()}
        usual = sum(lengths) / max(1, len(lengths)) or 1.0
        share = numpy.array(lengths or [0], dtype=float) / usual
        self._worth = (1 + _K) / (1 + _K * (1 - _B + _B * share))
        plain = [plain_text(text) for text in texts]
        self._whole = "\n".join(plain)
        self._starts = numpy.cumsum([0, *(len(text) + 1 for text in plain[:-1])])
        self._count = len(texts)

    def words_of(self, text: str) -> list[str]:
        """Return the words of a text that any of the texts has, the rarest first."""
        return sorted(spoken(text) & self._with.keys(), key=lambda word: (len(self._with[word]), word))

    def best(self, asked: str, most: int) -> list[tuple[int, float]]:
        """Return the texts that fit best with their scores: those with the words as they were asked for come first.

        Args:
            asked: words, with blanks between those that may stand apart.
            most: how many to return.
        """
        scores = self._by_words(self.words_of(asked))
        parts = [part for part in map(plain_text, asked.split()) if part]
        step = AS_WRITTEN * (float(scores.max(initial=0.0)) or 1.0) / max(1, len(parts))
        for part in parts:
            scores[self._holding(part)] += step
        return self._highest(scores, most)

    def like(self, text: str, most: int, words: int = 12) -> list[tuple[int, float]]:
        """Return the texts that share the rarest words of a text, at most so many *words*, with their scores.

        Numbers (12个) say nothing of what a text is about.
        """
        telling = [word for word in self.words_of(text) if not word[0].isdigit()]
        return self._highest(self._by_words(telling[:words]), most)

    def _by_words(self, words: Iterable[str]) -> Any:
        scores = self._numpy.zeros(self._count)
        for word in words:
            standing = self._with[word]
            rare = math.log(1 + (self._count - len(standing) + 0.5) / (len(standing) + 0.5))
            scores[standing] += rare * self._worth[standing]
        return scores

    def _holding(self, part: str) -> Any:
        """Return the texts in which a part stands, each once."""
        places = [found.start() for found in re.finditer(re.escape(part), self._whole)]
        return self._numpy.unique(self._numpy.searchsorted(self._starts, places, side="right")) - 1

    def _highest(self, scores: Any, most: int) -> list[tuple[int, float]]:
        numpy = self._numpy
        found = numpy.flatnonzero(scores > 0)
        if len(found) > most:
            bar = numpy.partition(scores[found], len(found) - most)[len(found) - most]
            found = found[scores[found] >= bar]
        order = numpy.lexsort((found, -scores[found]))[:most]
        return [(int(number), float(scores[number])) for number in found[order]]


def plain_text(text: str) -> str:
    """Return a text as it is compared: full-width letters as half-width ones, no capitals, one line."""
    return unicodedata.normalize("NFKC", text).lower().replace("\n", " ")
