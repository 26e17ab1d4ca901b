"""Answers for all nodes of a tree, decided together.

Each node has a score for each answer, each pair of parent and child and each pair of neighbouring siblings another; the
probability of a whole set of answers grows with the sum of its scores (a conditional random field). The chances of one
node's answers are summed over all that the others may answer, exactly, in time linear in the nodes: upwards what the
children of a node say for each of its answers, then downwards what the rest of the tree says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planlens.language.weights import Weights

Table = Sequence[Sequence[float]]
"""Scores or chances by two answers."""
_FAR = 8.0
"""An answer whose score is so far below the best of its node is left out."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """Scores of pairs.

    Attributes:
        above: by the answers of a parent and a child.
        top: by the answer of a node without a parent.
        beside: by the answers of a sibling and the next.
    """

    above: Table
    top: Sequence[float]
    beside: Table


def bonds_of(weights: Weights) -> Bonds:
    """Return the bonds that a table of weights holds, in its rows ``above:ANSWER``, ``top`` and ``beside:ANSWER``."""
    above = [weights.rows[f"above:{answer}"] for answer in weights.answers]
    beside = [weights.rows[f"beside:{answer}"] for answer in weights.answers]
    return Bonds(above, weights.rows["top"], beside)


def chances(parents: Sequence[int | None], scores: Table, bonds: Bonds) -> list[list[float]]:
    """Return the chances of each node's answers.

    Args:
        parents: the parent of each node, which stands before it; None for none.
        scores: each node's score for each answer.
        bonds: the scores of pairs.
    """
    return _Tree(parents, scores, bonds).chances()


class _Tree:
    """Sums over all answers; ``below[node][a]``: all that stands at and below a node that answers *a*."""

    def __init__(self, parents: Sequence[int | None], scores: Table, bonds: Bonds):
        self.size = len(bonds.top)
        self.children: list[list[int]] = [[] for _ in parents]
        self.roots: list[int] = []
        for node, parent in enumerate(parents):
            (self.roots if parent is None else self.children[parent]).append(node)
        self.local = [_powers(row) for row in scores]
        self.kept = [[a for a in range(self.size) if row[a]] for row in self.local]
        self.above = [[math.exp(score) for score in row] for row in bonds.above]
        self.top = [math.exp(score) for score in bonds.top]
        self.beside = [[math.exp(score) for score in row] for row in bonds.beside]
        self.below = [list(row) for row in self.local]
        self.inward: dict[int, list[list[float]]] = {}

    def chances(self) -> list[list[float]]:
        """Go up the tree, then down."""
        found = [[0.0] * self.size for _ in self.local]
        for node in range(len(self.local) - 1, -1, -1):
            if self.children[node]:
                sums = self._gather(self.children[node], [self.above[answer] for answer in self.kept[node]])
                for answer, total in zip(self.kept[node], sums, strict=True):
                    self.below[node][answer] *= total
                self.below[node] = _shares(self.below[node])
        if self.roots:
            self._gather(self.roots, [self.top])
            self._spread(self.roots, [self.top], [1.0], found)
        for node, children in enumerate(self.children):
            if children:
                kept = [answer for answer in self.kept[node] if self.below[node][answer]]
                outer = [found[node][a] / self.below[node][a] * self.local[node][a] for a in kept]
                self._spread(children, [self.above[answer] for answer in kept], outer, found, kept=node)
        return found

    def _gather(self, children: list[int], bonds: Table) -> list[float]:
        """Return the sums over all answers of a row of children, one for each answer of the node above.

        Args:
            children: the row.
            bonds: what each answer of the node above says of a child's answers. ``inward[child]`` keeps the sums on
                the way, each up to a child that answers *a*, what stands at and below it left out.
        """
        sums: list[list[float]] = []
        last = -1
        for child in children:
            inward = [[0.0] * self.size for _ in bonds]
            for k, bond in enumerate(bonds):
                for a in self.kept[child]:
                    before = sum(sums[k][b] * self.beside[b][a] for b in self.kept[last]) if last >= 0 else 1.0
                    inward[k][a] = bond[a] * before
            self.inward[child] = inward = _scaled(inward)
            sums = [[value * below for value, below in zip(row, self.below[child], strict=True)] for row in inward]
            last = child
        return [sum(row) for row in sums]

    def _spread(
        self, children: list[int], bonds: Table, outer: list[float], found: list[list[float]], kept: int | None = None
    ) -> None:
        """Set what the whole tree says of a row of children; *outer*: what all but them says of the node above."""
        if kept is not None and len(bonds) < len(self.kept[kept]):
            self._gather(children, bonds)
        back = [[1.0] * self.size for _ in bonds]
        for place in range(len(children) - 1, -1, -1):
            child = children[place]
            below, inward = self.below[child], self.inward[child]
            found[child] = _shares(
                [
                    sum(outer[k] * inward[k][a] * below[a] * back[k][a] for k in range(len(bonds)))
                    for a in range(self.size)
                ]
            )
            if place:
                back = self._back(children[place - 1], child, bonds, back)

    def _back(self, before: int, child: int, bonds: Table, back: list[list[float]]) -> list[list[float]]:
        """Return the sums from the row's end to behind the child *before*, for each of its answers."""
        rows = [[0.0] * self.size for _ in bonds]
        for k, bond in enumerate(bonds):
            ahead = [(a, bond[a] * self.below[child][a] * back[k][a]) for a in self.kept[child]]
            for b in self.kept[before]:
                rows[k][b] = sum(self.beside[b][a] * value for a, value in ahead)
        return _scaled(rows)


def _powers(scores: Sequence[float]) -> list[float]:
    best = max(scores)
    return [math.exp(score - best) if score > best - _FAR else 0.0 for score in scores]


def _shares(row: Sequence[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]


def _scaled(rows: list[list[float]]) -> list[list[float]]:
    scale = max(map(max, rows))
    return [[value / scale for value in row] for row in rows]
