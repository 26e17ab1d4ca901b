"""Automatic numbers as Word prints them (ECMA-376 Part 1 §17.9; [MS-DOC] §2.9.131–2.9.150).

Where the standard is silent this follows what Word does:

- All ``w:num`` that share a ``w:abstractNum`` count together; a ``w:startOverride`` sets the count once, where its
  ``w:num`` is first used on that level, and is the number to start from after later restarts.
- A paragraph on a level whose higher levels were never used counts as if each had been used once.
- ``w:isLgl`` turns every number of the level into decimals but leaves ``decimalZero`` and ``none``.

The names are those of .docx; in a .doc a ``w:num`` is a LFO, a ``w:abstractNum`` a LSTF and a ``w:lvl`` a LVL.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planlens.readers.base import trim
from planlens.readers.word.numformat import format_number

LEVELS = 9
LONGEST_TEXT = 100
"""Characters of a level's text that are read; people write some ten."""
_PLACE = re.compile(r"%([1-9])")  # %1 in 第%1章


@dataclass(frozen=True, slots=True)
class NumberingChoice:
    """What one style, or a paragraph itself, says of numbering: the style's id, the list and the level (from 0)."""

    style: str
    num_id: int | None
    level: int | None


class Lists(Protocol):
    """The lists of a document."""

    def list_of(self, num_id: int) -> NumberedList | None:
        """Return the list with this id; None for 0 (no numbering) and for ids that are not defined."""


@dataclass(frozen=True, slots=True)
class NoLists:
    """The lists of a document that has none."""

    def list_of(self, num_id: int) -> NumberedList | None:
        """Return None."""
        del num_id
        return None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list (§17.9.6).

    Attributes:
        start: the first number; 0 when the file names none (§17.9.25).
        number_format: a value of ST_NumberFormat or a custom format string.
        text: ``w:lvlText`` with %1 … %9, for bullets the printed bullet.
        tight: whether nothing stands between the number and the text (``w:suff`` nothing).
        restart: the level counts anew after a level below this number; 0 = never, None = after any higher level.
        legal: whether all numbers are printed as decimals.
        style: the paragraph style that is linked to the level.
    """

    start: int = 0
    number_format: str = "decimal"
    text: str = ""
    tight: bool = False
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One ``w:num``: the list it counts in, its levels and where it starts anew.

    Attributes:
        count_id: the id of the ``w:abstractNum`` whose count it shares.
        levels: the levels that are defined, its own overrides included.
        starts: the numbers that ``w:startOverride`` sets, by level.
        single: whether the list has one level only.
    """

    count_id: str
    levels: Mapping[int, ListLevel]
    starts: Mapping[int, int]
    single: bool = False

    def start(self, level: int) -> int:
        """Return the number that the level starts from."""
        return self.starts.get(level, self.levels.get(level, ListLevel()).start)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed: the number itself and what stands between it and the text."""

    number: str = ""
    gap: str = ""


UNNUMBERED = Printed()


def place_of(lists: Lists, direct: NumberingChoice | None, styles: Sequence[NumberingChoice]) -> tuple[int, int] | None:
    """Return the list's id and the level (from 0) of a paragraph, None when it is not numbered.

    Args:
        lists: the document's lists.
        direct: what the paragraph's own properties say.
        styles: what its style and the styles that one is based on say, nearest first.
    """
    own = direct.num_id if direct else None
    inherited = next((style.num_id for style in styles if style.num_id is not None), None)
    num_id = inherited if own is None else own
    chosen = None if num_id is None else lists.list_of(num_id)
    if num_id is None or chosen is None:
        return None
    level = direct.level if direct else None
    if level is None:
        level = 0 if own is not None and own != inherited else _level_by_style(chosen, styles)
    return num_id, 0 if chosen.single else min(max(level, 0), LEVELS - 1)


@dataclass(slots=True)
class Counters:
    """The counts of all lists while a text is read from its start to its end."""

    lists: Lists
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)

    def advance(self, num_id: int, level: int) -> Printed:
        """Count one paragraph and return its number.

        Args:
            num_id: the id of a list.
            level: the paragraph's level, 0 to 8.
        """
        numbered = self.lists.list_of(num_id)
        if numbered is None:
            return UNNUMBERED
        counts = self._counts.setdefault(numbered.count_id, [None] * LEVELS)
        current = counts[level]
        first_use = level in numbered.starts and (num_id, level) not in self._started
        self._started.add((num_id, level))
        counts[level] = numbered.start(level) if current is None or first_use else current + 1
        for higher in range(level):
            if counts[higher] is None:
                counts[higher] = numbered.start(higher)
        for lower in range(level + 1, LEVELS):
            restart = numbered.levels.get(lower, ListLevel()).restart
            if restart is None or level < restart:
                counts[lower] = None
        return _print(numbered, level, counts)


def printed(text: str, *, tight: bool) -> Printed:
    """Return a number with the gap behind it: none when nothing stands there or wide punctuation ends the number.

    Args:
        text: the number with its punctuation.
        tight: whether nothing stands between the number and the text.
    """
    text = trim(text).of(text)
    return Printed(text, "" if not text or tight or _is_wide_punctuation(text[-1]) else " ")


def _print(numbered: NumberedList, level: int, counts: Sequence[int | None]) -> Printed:
    definition = numbered.levels.get(level)
    if definition is None:
        return UNNUMBERED
    if definition.number_format == "bullet":
        text = definition.text
    else:
        text = _PLACE.sub(lambda place: _place(numbered, definition, counts, int(place[1]) - 1), definition.text)
    return printed(text, tight=definition.tight)


def _place(numbered: NumberedList, definition: ListLevel, counts: Sequence[int | None], level: int) -> str:
    count = counts[level]
    if count is None:
        return ""
    number_format = numbered.levels.get(level, ListLevel()).number_format
    if definition.legal and number_format not in ("decimalZero", "none"):
        number_format = "decimal"
    return format_number(count, number_format)


def _is_wide_punctuation(char: str) -> bool:
    return unicodedata.category(char).startswith("P") and unicodedata.east_asian_width(char) in "WF"


def _level_by_style(chosen_list: NumberedList, styles: Sequence[NumberingChoice]) -> int:
    """The level that is linked to the nearest style, else the level that a style itself names (§17.9.23)."""
    for style in styles:
        for place, level in chosen_list.levels.items():
            if level.style == style.style:
                return place
        if style.level is not None:
            return style.level
    return 0
