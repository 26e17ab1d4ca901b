"""What a report is made of: headings, texts with their figures, and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_NAMED = re.compile(r"\{([^}]+)\}")  # {status:done}


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph, or several with line breaks between them.

    Attributes:
        key: what it tells of; a writer's own words for it are kept under this key.
        text: what it says.
        figures: the figures in it as they read, by what they count: ``{"tasks": "128项"}``.
        stale: sentences of a writer's words in which a figure no longer holds, with what holds now.
        edited: whether a writer has put it into words of their own.
        automatic: what it would say without a writer's words.
        mended: the writer's words with the figures that hold now.
    """

    key: str
    text: str
    figures: Mapping[str, str] = field(default_factory=dict)
    stale: tuple[tuple[str, str], ...] = ()
    edited: bool = False
    automatic: str = ""
    mended: str = ""


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


@dataclass(frozen=True, slots=True)
class Shown:
    """The place of a chart: which of the report's charts stands there."""

    chart: int


Part = Told | Head | Counted | Shown
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
        usual_title: the title that it has by itself.
    """

    title: str
    period: str
    first: str
    day: str
    parts: tuple[Part, ...]
    usual_title: str = ""

    @property
    def setting(self) -> str:
        """The project's setting that keeps a writer's words for it."""
        return setting_for(self.first)

    @property
    def passages(self) -> list[Told]:
        """The paragraphs."""
        return [part for part in self.parts if isinstance(part, Told)]

    @property
    def stale(self) -> list[tuple[str, str]]:
        """Sentences whose figures no longer hold, with what holds now."""
        return [found for passage in self.passages for found in passage.stale]

    @property
    def standing(self) -> str:
        """How far a writer has come with it, in words."""
        edited = sum(passage.edited for passage in self.passages)
        own = f"已改写{edited}段，其余随台账更新。" if edited else "全部文字由台账汇总，可直接改写；改写的文字会保留。"
        wrong = f"有{len(self.stale)}句话的数字与台账不符，已标出。" if self.stale else ""
        return wrong + own


TITLE = "title"
"""The key under which a writer's own title is kept."""


def setting_for(first: str) -> str:
    """Return the setting that keeps a writer's words for the report of a period that begins on a day (ISO date)."""
    return f"report:{first}"


def told(key: str, template: str, figures: Mapping[str, str]) -> Told:
    """Return a passage of a text with figures by name in braces: ``共有任务{tasks}``."""
    return Told(key, _NAMED.sub(lambda found: figures[found[1]], template), dict(figures))


def joined(parts: Sequence[str], between: str = "，") -> str:
    """Return clauses as one sentence; blank ones are left out."""
    return between.join(filter(None, parts))
