"""Decisions by weighed evidence: linear models whose weights are tables of text that a person can read.

A model says how much each named piece of evidence (``begins:加强``, ``place:last``) speaks for each answer; the weights
that hold are added up, and the sums become probabilities. The tables stand in ``resources/weights/``; the scripts in
``tests/quality/learning/`` make them from documents that people have marked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from planlens.language.lexicon import table

BIAS = "(always)"
"""The name of the evidence that always holds."""

Features = dict[str, float]
"""Evidence by its name; the value says how strongly it holds, 1 for a plain yes. Names hold no blanks and no ``#``."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model.

    Attributes:
        answers: what it can answer. A model with one answer tells how likely that one is (logistic), one with several
            which of them it is (softmax).
        rows: a weight for each answer, by the name of the evidence.
    """

    answers: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """Return the sum of the weights for each answer; evidence that the model does not know adds nothing."""
        sums = list(self.rows.get(BIAS, (0.0,) * len(self.answers)))
        for name, value in features.items():
            row = self.rows.get(name)
            if row is not None:
                for index, weight in enumerate(row):
                    sums[index] += weight * value
        return sums

    def chances(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return the probability of each answer; together 1 where there are several."""
        scores = self.scores(features)
        shares = softmax(scores) if len(scores) > 1 else [chance(scores[0])]
        return dict(zip(self.answers, shares, strict=True))

    def chance(self, features: Mapping[str, float]) -> float:
        """Return the probability of the first answer."""
        return self.chances(features)[self.answers[0]]

    def reasons(self, features: Mapping[str, float], answer: str) -> list[tuple[str, float]]:
        """Return what speaks for and against an answer, the strongest first: names and what they add to its score."""
        index = self.answers.index(answer)
        told = [(name, self.rows[name][index] * value) for name, value in features.items() if name in self.rows]
        return sorted(told, key=lambda reason: -abs(reason[1]))


def chance(score: float) -> float:
    """Return the probability that a sum of weights stands for, between 0 and 1."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


def softmax(scores: Iterable[float]) -> list[float]:
    """Return the probabilities that the scores of several answers stand for."""
    given = list(scores)
    top = max(given)
    powers = [math.exp(score - top) for score in given]
    return [power / sum(powers) for power in powers]


@cache
def weights(name: str) -> Weights:
    """Return the model ``resources/weights/<name>.tsv``: a first row ``evidence`` and the answers, then a row a weight.

    Raises:
        FileNotFoundError: there is no such model.
        ValueError: a row has another number of weights than there are answers, or something that is no number.
    """
    head, *rows = table(f"weights/{name}.tsv")
    answers = head[1:]
    if any(len(row) != len(head) for row in rows):
        raise ValueError(f"weights/{name}.tsv: every row needs {len(answers)} weights")
    return Weights(answers, {row[0]: tuple(map(float, row[1:])) for row in rows})
