"""What a report is made of: headings, texts with their figures, and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")  # 共有任务128项；
_NAMED = re.compile(r"\{([^}]+)\}")  # {status:done}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")  # 12.5


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph, or several with line breaks between them.

    Attributes:
        key: what it tells of; a writer's own words for it are kept under this key.
        text: what it says.
        figures: the figures in it as they read, by what they count: ``{"tasks": "128项"}``.
        stale: sentences of a writer's words in which a figure no longer holds, with what holds now.
        edited: whether a writer has put it into words of their own.
    """

    key: str
    text: str
    figures: Mapping[str, str] = field(default_factory=dict)
    stale: tuple[tuple[str, str], ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of level 1 or 2, with its number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A table: *widths* are shares of the page, *first* is how many columns at the left are no numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    first: int = 1


Part = Told | Head | Counted
"""A part of a report, in its order."""


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """A report of a period.

    Attributes:
        title: its title.
        period: the period in words.
        first: its first day (ISO date).
        day: the day up to which it tells (ISO date).
        parts: what it says.
    """

    title: str
    period: str
    first: str
    day: str
    parts: tuple[Part, ...]

    @property
    def setting(self) -> str:
        """The project's setting that keeps a writer's words for it."""
        return setting_for(self.first, self.day)

    @property
    def passages(self) -> list[Told]:
        """The paragraphs."""
        return [part for part in self.parts if isinstance(part, Told)]

    @property
    def stale(self) -> list[tuple[str, str]]:
        """Sentences whose figures no longer hold, with what holds now."""
        return [found for passage in self.passages for found in passage.stale]


def setting_for(first: str, day: str) -> str:
    """Return the setting that keeps a writer's words for the report of some days (ISO dates)."""
    return f"report:{first}:{day}"


def with_words(fresh: Told, words: str, written_with: Mapping[str, str]) -> Told:
    """Return a passage in a writer's words, with the sentences whose figures no longer hold.

    Args:
        fresh: what the ledger says now.
        words: the writer's.
        written_with: the figures that held when the words were written.
    """
    changed = {
        name: (old, fresh.figures.get(name, ""))
        for name, old in written_with.items()
        if fresh.figures.get(name, "") != old
    }
    stale = []
    for sentence in filter(None, (found.strip() for found in _SENTENCE.findall(words))):
        wrong = [f"{old}应为{now or '0'}" for old, now in changed.values() if _stands_in(old, sentence)]
        if wrong:
            stale.append((sentence, "，".join(wrong)))
    return Told(fresh.key, words, fresh.figures, tuple(stale), edited=True)


def _stands_in(figure: str, sentence: str) -> bool:
    """Whether a figure stands in a sentence as a whole number: 3项 does not stand in 13项."""
    place = sentence.find(figure)
    while place >= 0:
        before = sentence[place - 1 : place]
        if not (_DIGITS.match(figure) and (before.isdigit() or before == ".")):
            return True
        place = sentence.find(figure, place + 1)
    return False


def told(key: str, template: str, figures: Mapping[str, str]) -> Told:
    """Return a passage of a text with figures by name in braces: ``共有任务{tasks}``."""
    return Told(key, _NAMED.sub(lambda found: figures[found[1]], template), dict(figures))


def joined(parts: Sequence[str], between: str = "，") -> str:
    """Return clauses as one sentence; blank ones are left out."""
    return between.join(filter(None, parts))
