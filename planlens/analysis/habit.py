"""How readily a document sets aims: what its other numbers say of one number.

A plan full of aims and a rule book full of conditions use the same words around their numbers. So what the words say
of a number is weighed once more with the share of the document's other numbers that look like aims.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from planlens.language.weights import chance

_COUNTS, _SHIFT = 0.6, 0.3
"""How much the others count, and what evens it out: measured on marked documents that taught no weights."""
_AIMS, _NUMBERS = 1, 3
"""So many aims among so many numbers are supposed of a document of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How many of a document's numbers are aims.

    Attributes:
        count: how many numbers it has.
        aims: the sum of their chances of being aims, each by its own words.
    """

    count: int = 0
    aims: float = 0.0

    @classmethod
    def of(cls, chances: Iterable[float]) -> Habit:
        """Return the habit that the chances of all numbers of a document show."""
        known = list(chances)
        return cls(len(known), sum(known))

    def chance(self, alone: float) -> float:
        """Return how likely a number of this document is an aim that by its own words is one with a probability."""
        if not self.count:
            return alone
        others = (self.aims - alone + _AIMS) / (self.count - 1 + _NUMBERS)
        return chance(_odds(alone) + _COUNTS * _odds(others) + _SHIFT)


def _odds(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


UNKNOWN = Habit()
"""The habit of a document that nobody has looked at: every number is judged alone."""
