"""What typed text is read with, and how two people's answers become one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from planlens.project.state import State


@dataclass(frozen=True, slots=True)
class Desk:
    """What typed text is read with.

    Attributes:
        state: the project's rows.
        today: the day that 年底 and 下月底 are reckoned from, and that a note gets.
        full_name: returns what a typed abbreviation of a unit stands for.
    """

    state: State
    today: date
    full_name: Callable[[str], str] = str


class Merge(Enum):
    """What happens where two people have answered a field differently since they last agreed."""

    CHOOSE = auto()
    """Somebody has to choose; until then the project's own answer stays."""
    JOIN = auto()
    """Both stand, the project's own first."""
    KEEP = auto()
    """The project's own stands: the field only tells what follows from others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of two answers made one; *open*: somebody has to choose."""

    words: str
    open: bool = False


def merged(merge: Merge, agreed: str, own: str, other: str) -> Answer:
    """Return one answer.

    Args:
        merge: what the field says of differing answers.
        agreed: the words that both began with.
        own: what the project says now.
        other: what the other one has answered.
    """
    if merge is Merge.KEEP or other in {agreed, own}:
        return Answer(own)
    if own == agreed:
        return Answer(other)
    if merge is Merge.CHOOSE:
        return Answer(own, open=True)
    news = [line for line in other.splitlines() if line not in own.splitlines()]
    return Answer("\n".join([own, *news]) if own else other)
