"""What a page holds: text runs, ruling lines and pictures; all lengths in points, y grows downwards from the top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

MOST_RULES = 20_000
"""Ruling lines of a page that are kept; pages with more are drawings."""


@dataclass(slots=True)
class Run:
    """Characters of one size on one baseline, from left to right without a wide gap.

    Attributes:
        text: the characters.
        lefts: the left edge of each character.
        right: the right edge of the last one.
        baseline: the baseline's y.
        size: the font size.
        faint: whether it is printed pale or transparent, as watermarks are.
    """

    text: str
    lefts: list[float]
    right: float
    baseline: float
    size: float
    faint: bool = False

    @property
    def left(self) -> float:
        """The left edge."""
        return self.lefts[0]

    @property
    def middle(self) -> float:
        """The y of the middle of the characters."""
        return self.baseline - 0.35 * self.size

    def part(self, start: int, end: int) -> Run:
        """Return the characters from *start* up to *end*."""
        right = self.right if end == len(self.text) else min(self.lefts[end], self.lefts[end - 1] + self.size)
        return Run(self.text[start:end], self.lefts[start:end], right, self.baseline, self.size, self.faint)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical ruling line: *at* is its y or x, it reaches from *start* to *end* on the other axis."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on a page: its name in the file, and where its upper left, upper right and lower left corners stand."""

    name: str
    origin: tuple[float, float]
    right: tuple[float, float]
    down: tuple[float, float]


@dataclass(slots=True)
class Page:
    """What a page holds.

    Attributes:
        width: the page's width.
        height: its height.
        runs: its text in the file's order.
        rules: its ruling lines.
        pictured: whether pictures cover most of it.
        images: its pictures from the lowest to the uppermost, in formats whose pages planlens draws itself.
        drawn: how many objects besides text were looked at.
    """

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: bool = False
    images: list[Image] = field(default_factory=list)
    drawn: int = 0

    def add_rules(self, rules: Iterable[Rule]) -> None:
        """Add ruling lines, as long as there is room."""
        self.rules += islice(rules, max(MOST_RULES - len(self.rules), 0))


def rule_of(x0: float, y0: float, x1: float, y1: float, thickness: float = 2.5) -> Rule | None:
    """Return the ruling line that a thin rectangle or a straight segment draws, None for any other shape.

    Args:
        x0: one corner's x; the other corner is (x1, y1), in any order.
        y0: one corner's y.
        x1: the other corner's x.
        y1: the other corner's y.
        thickness: the thickest line, in points; Word's widest common border is 2.25 points.
    """
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if high <= thickness and wide > 2 * thickness:
        return Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if wide <= thickness and high > 2 * thickness:
        return Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None


def is_faint(red: float, green: float, blue: float, opacity: float) -> bool:
    """Whether a colour is pale on white; all values from 0 to 255. Silver (192) and half-transparent grey are."""
    light = 0.3 * red + 0.59 * green + 0.11 * blue
    return (255 - light) * opacity / 255 < 110
