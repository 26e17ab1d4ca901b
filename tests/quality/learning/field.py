"""Learns answers that are decided together over a tree: the weights of the evidence, and the bonds between answers.

The model is a conditional random field (see :mod:`planlens.analysis.judging.together`). Its weights start from what
people know (*beliefs* of a :class:`TreeLesson`) and leave it only as far as the marked documents insist: the likelihood
is penalised by the squared distance from the start, so that what three documents happen to share moves little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from learning.fit import LEAST_DOCUMENTS
from learning.gold import Marked
from planlens.analysis.judging.together import bonds_of, chances
from planlens.language.weights import BIAS, Features, Weights

Array = NDArray[np.float64]
Taught = Sequence[tuple["Tree", float]]


@dataclass(frozen=True)
class Tree:
    """The nodes of a document: their parents, their evidence, and what is right (None where nobody has said)."""

    parents: Sequence[int | None]
    features: Sequence[Features]
    answers: Sequence[str | None]


@dataclass(frozen=True)
class TreeLesson:
    """What is to be learnt over trees.

    Attributes:
        name: the name of the table; the bonds become rows ``above:ANSWER``, ``top`` and ``beside:ANSWER`` of it.
        answers: what a node can be.
        taught: what a marked document teaches: trees and how much each counts; only the first is measured on, others
            may teach the same with evidence hidden.
        beliefs: where the weights start, by evidence and answer.
        strength: how far the weight of a piece of evidence may go from its start.
        same: where the bonds of equal answers start: above, beside.
    """

    name: str
    answers: tuple[str, ...]
    taught: Callable[[Marked], Taught]
    beliefs: dict[tuple[str, str], float] = field(default_factory=dict)
    strength: Callable[[str], float] = lambda name: 0.3
    same: tuple[float, float] = (3.0, 0.5)
    folds = 5

    def learn(self, taught: Sequence[Taught]) -> Weights:
        """Return the weights that the trees of some documents teach."""
        learner = Learner(self, [pair for trees in taught for pair in trees], names_of(self, taught))
        return learner.weights(learner.best())

    def judge(self, weights: Weights, taught: Taught) -> list[tuple[str, dict[str, float]]]:
        """Return what is right, and how likely each answer is held, for the nodes of a document."""
        tree = taught[0][0]
        scores = [weights.scores(features) for features in tree.features]
        found = chances(tree.parents, scores, bonds_of(weights))
        return [
            (answer, dict(zip(self.answers, row, strict=True)))
            for answer, row in zip(tree.answers, found, strict=True)
            if answer is not None
        ]


class _Sums:
    """The chances of a tree's answers and pairs of answers, and the log of the sum over all answers."""

    def __init__(self, parents: Sequence[int | None], scores: Array, above: Array, top: Array, beside: Array):
        self.parents, self.answers = parents, len(top)
        self.children: list[list[int]] = [[] for _ in range(len(parents) + 1)]
        for node, parent in enumerate(parents):
            self.children[-1 if parent is None else parent].append(node)
        best = scores.max(axis=1)
        self.local = np.exp(np.maximum(scores - best[:, None], -60))
        self.log = float(best.sum())
        self.above, self.top, self.beside = np.exp(above), np.exp(top)[None, :], np.exp(beside)
        self.below = self.local.copy()
        self.inward: dict[int, Array] = {}
        self.nodes = np.zeros_like(self.local)
        self.pairs_above, self.pairs_top = np.zeros_like(above), np.zeros_like(top)
        self.pairs_beside = np.zeros_like(beside)
        for node in range(len(parents) - 1, -1, -1):
            if self.children[node]:
                self.below[node] *= self._gather(self.children[node], self.above)
                total = self.below[node].sum()
                self.below[node] /= total
                self.log += float(np.log(total))
        if self.children[-1]:
            total = self._gather(self.children[-1], self.top)[0]
            self.log += float(np.log(total))
            self.pairs_top += self._spread(self.children[-1], self.top, np.ones(1))[0]
        for node in range(len(parents)):
            if self.children[node]:
                outer = self.nodes[node] / np.maximum(self.below[node], 1e-300) * self.local[node]
                self.pairs_above += self._spread(self.children[node], self.above, outer)

    def _gather(self, children: list[int], bond: Array) -> Array:
        reached = None
        for child in children:
            inward = bond if reached is None else bond * (reached @ self.beside)
            scale = inward.max()
            self.log += float(np.log(scale))
            self.inward[child] = inward = inward / scale
            reached = inward * self.below[child]
        assert reached is not None
        return reached.sum(axis=1)

    def _spread(self, children: list[int], bond: Array, outer: Array) -> Array:
        back: Array = np.ones_like(bond)
        counts = np.zeros_like(bond)
        for place in range(len(children) - 1, -1, -1):
            child = children[place]
            joint = outer[:, None] * self.inward[child] * self.below[child] * back
            joint /= joint.sum()
            counts += joint
            self.nodes[child] = joint.sum(axis=0)
            if place:
                before = children[place - 1]
                left = outer[:, None] * self.inward[before] * self.below[before]
                right = bond * self.below[child] * back
                pairs = self.beside * (left.T @ right)
                self.pairs_beside += pairs / pairs.sum()
                back = right @ self.beside.T
                back = back / back.max()
        return counts


class Learner:
    """The likelihood of some trees as a function of the weights, its gradient, and its best point."""

    def __init__(self, lesson: TreeLesson, trees: Taught, names: Sequence[str]):
        self.lesson, self.names = lesson, [BIAS, *names]
        self.trees = [(tree, weight) for tree, weight in trees if any(answer is not None for answer in tree.answers)]
        self.size = len(lesson.answers)
        place = {name: column for column, name in enumerate(self.names)}
        self.tables = [_matrix(tree.features, place) for tree, _ in self.trees]
        self.start = self._start(place)
        reach = [0.3, *(lesson.strength(name) for name in names)]
        bonds = self.size * (2 * self.size + 1)
        self.pull = np.concatenate([np.repeat(1 / np.array(reach), self.size), np.ones(bonds)])

    def _start(self, place: dict[str, int]) -> Array:
        weights = np.zeros((len(self.names), self.size))
        for (name, answer), value in self.lesson.beliefs.items():
            if name in place:
                weights[place[name], self.lesson.answers.index(answer)] = value
        above, beside = self.lesson.same
        parts = (weights, np.eye(self.size) * above, np.zeros(self.size), np.eye(self.size) * beside)
        return np.concatenate([part.ravel() for part in parts])

    def parts(self, point: Array) -> tuple[Array, Array, Array, Array]:
        """Return the weights and the bonds (above, top, beside) that a point stands for."""
        size, count = self.size, len(self.names) * self.size
        bonds = point[count:]
        return (
            point[:count].reshape(-1, size),
            bonds[: size * size].reshape(size, size),
            bonds[size * size : size * size + size],
            bonds[size * size + size :].reshape(size, size),
        )

    def loss(self, point: Array) -> tuple[float, Array]:
        """Return how little the marks follow from the weights, and where it falls."""
        weights, above, top, beside = self.parts(point)
        slopes = [np.zeros_like(weights), np.zeros_like(above), np.zeros_like(top), np.zeros_like(beside)]
        total = 0.0
        for (tree, weight), table in zip(self.trees, self.tables, strict=True):
            scores = table @ weights
            free = _Sums(tree.parents, scores, above, top, beside)
            right = _Sums(tree.parents, self._fixed(scores, tree.answers), above, top, beside)
            total += weight * (free.log - right.log)
            slopes[0] += weight * (table.T @ (free.nodes - right.nodes))
            slopes[1] += weight * (free.pairs_above - right.pairs_above)
            slopes[2] += weight * (free.pairs_top - right.pairs_top)
            slopes[3] += weight * (free.pairs_beside - right.pairs_beside)
        away = point - self.start
        slope = np.concatenate([part.ravel() for part in slopes])
        return total + 0.5 * float(np.sum(self.pull * away * away)), slope + self.pull * away

    def _fixed(self, scores: Array, answers: Sequence[str | None]) -> Array:
        fixed = scores.copy()
        for node, answer in enumerate(answers):
            if answer is not None:
                kept = self.lesson.answers.index(answer)
                score = fixed[node, kept]
                fixed[node] = score - 100
                fixed[node, kept] = score
        return fixed

    def best(self, start: Array | None = None, rounds: int = 60) -> Array:
        """Return the point where the loss is least."""
        begin = self.start if start is None else start
        found = minimize(self.loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
        return np.asarray(found.x)

    def weights(self, point: Array) -> Weights:
        """Return the table that a point stands for."""
        weights, above, top, beside = (part.round(3) for part in self.parts(point))
        rows = {
            name: tuple(map(float, weights[k]))
            for k, name in enumerate(self.names)
            if name == BIAS or np.abs(weights[k]).max() >= 0.03
        }
        rows["top"] = tuple(map(float, top))
        for k, answer in enumerate(self.lesson.answers):
            rows[f"above:{answer}"] = tuple(map(float, above[k]))
            rows[f"beside:{answer}"] = tuple(map(float, beside[k]))
        return Weights(self.lesson.answers, rows)


def _matrix(features: Sequence[Features], place: dict[str, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, evidence in enumerate(features):
        for name, value in {BIAS: 1.0, **evidence}.items():
            if name in place:
                rows.append(row)
                columns.append(place[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(features), len(place)))


def names_of(lesson: TreeLesson, taught: Sequence[Taught]) -> list[str]:
    """Return the evidence to learn from: what enough documents have, and what there are beliefs about."""
    seen: Counter[str] = Counter()
    for trees in taught:
        seen.update({name for tree, _ in trees for features in tree.features for name in features})
    believed = {name for name, _ in lesson.beliefs}
    return sorted(
        name
        for name, count in seen.items()
        if (count >= LEAST_DOCUMENTS or name in believed) and not set("#\t ") & set(name)
    )
