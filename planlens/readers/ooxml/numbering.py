"""Automatic numbers as Word prints them (ECMA-376 Part 1 §17.9).

Where the standard is silent this follows what Word does:

- All ``w:num`` that share a ``w:abstractNum`` count together; a ``w:startOverride`` sets the count once, where its
  ``w:num`` is first used on that level, and is the number to start from after later restarts.
- A paragraph on a level whose higher levels were never used counts as if each had been used once.
- ``w:isLgl`` turns every number of the level into decimals but leaves ``decimalZero`` and ``none``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planlens.readers.ooxml.names import ALTERNATE, VAL, Element, W, chosen, flag, number, to_int, value
from planlens.readers.ooxml.numformat import format_number
from planlens.readers.ooxml.styles import NumberingChoice
from planlens.readers.ooxml.symbols import bullet

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
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
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    single: bool = False

    def start(self, level: int) -> int:
        """Return the number that the level starts from."""
        return self.starts.get(level, self.levels.get(level, Level()).start)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed: the number itself and what stands between it and the text."""

    number: str = ""
    gap: str = ""


class Numbering:
    """The lists of a document.

    Args:
        root: the root of ``numbering.xml``, None when there is none.
        list_styles: the ``w:numId`` of every numbering style by its id, for ``w:numStyleLink``.
    """

    def __init__(self, root: Element | None, list_styles: Mapping[str, int]) -> None:
        self._abstracts: dict[str, Element] = {}
        self._nums: dict[int, Element] = {}
        self._list_styles = list_styles
        self._lists: dict[int, NumberedList | None] = {}
        for element in () if root is None else root:
            if element.tag == W + "abstractNum":
                self._abstracts.setdefault(element.get(W + "abstractNumId", ""), element)
            elif element.tag == W + "num":
                num_id = to_int(element.get(W + "numId"))
                if num_id is not None:
                    self._nums.setdefault(num_id, element)

    def list_of(self, num_id: int) -> NumberedList | None:
        """Return the list with this ``w:numId``; None for 0 (no numbering) and for ids that are not defined."""
        if num_id not in self._lists:
            element = self._nums.get(num_id)
            self._lists[num_id] = None if num_id == 0 or element is None else self._read(element)
        return self._lists[num_id]

    def place(self, direct: NumberingChoice | None, styles: Sequence[NumberingChoice]) -> tuple[int, int] | None:
        """Return the ``w:numId`` and the level (from 0) of a paragraph, None when it is not numbered.

        Args:
            direct: what the paragraph's own properties say.
            styles: what its style and the styles that one is based on say, nearest first.
        """
        own = direct.num_id if direct else None
        inherited = next((style.num_id for style in styles if style.num_id is not None), None)
        num_id = inherited if own is None else own
        chosen_list = None if num_id is None else self.list_of(num_id)
        if num_id is None or chosen_list is None:
            return None
        level = direct.level if direct else None
        if level is None:
            level = 0 if own is not None and own != inherited else _level_by_style(chosen_list, styles)
        return num_id, 0 if chosen_list.single else min(max(level, 0), LEVELS - 1)

    def _read(self, num: Element) -> NumberedList | None:
        abstract = self._abstract(value(num, "abstractNumId"))
        if abstract is None:
            return None
        levels = dict(_levels(abstract))
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            place = to_int(override.get(W + "ilvl"))
            if place is None:
                continue
            levels.update((place, level) for _, level in _levels(override))
            start = number(override, "startOverride")
            if start is not None:
                starts[place] = start
        single = value(abstract, "multiLevelType") == "singleLevel"
        return NumberedList(abstract.get(W + "abstractNumId", ""), levels, starts, single)

    def _abstract(self, abstract_id: str | None) -> Element | None:
        """Return the definition with this id, or the one that its ``w:numStyleLink`` leads to (§17.9.21)."""
        seen: set[str] = set()
        while abstract_id is not None and abstract_id not in seen:
            seen.add(abstract_id)
            abstract = self._abstracts.get(abstract_id)
            link = value(abstract, "numStyleLink")
            if abstract is None or link is None or abstract.find(W + "lvl") is not None:
                return abstract
            num = self._nums.get(self._list_styles.get(link, 0))
            abstract_id = self._linked(link) if num is None else value(num, "abstractNumId")
        return None

    def _linked(self, style: str) -> str | None:
        return next((key for key, item in self._abstracts.items() if value(item, "styleLink") == style), None)


@dataclass(slots=True)
class Counters:
    """The counts of all lists while a text is read from its start to its end."""

    numbering: Numbering
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)

    def advance(self, num_id: int, level: int) -> Printed:
        """Count one paragraph and return its number.

        Args:
            num_id: a ``w:numId`` for which :meth:`Numbering.list_of` knows a list.
            level: the paragraph's level, 0 to 8.
        """
        numbered = self.numbering.list_of(num_id)
        if numbered is None:
            return Printed()
        counts = self._counts.setdefault(numbered.count_id, [None] * LEVELS)
        current = counts[level]
        first_use = level in numbered.starts and (num_id, level) not in self._started
        self._started.add((num_id, level))
        counts[level] = numbered.start(level) if current is None or first_use else current + 1
        for higher in range(level):
            if counts[higher] is None:
                counts[higher] = numbered.start(higher)
        for lower in range(level + 1, LEVELS):
            restart = numbered.levels.get(lower, Level()).restart
            if restart is None or level < restart:
                counts[lower] = None
        return _print(numbered, level, counts)


def _print(numbered: NumberedList, level: int, counts: Sequence[int | None]) -> Printed:
    definition = numbered.levels.get(level)
    if definition is None:
        return Printed()
    if definition.number_format == "bullet":
        text = definition.text
    else:
        text = _PLACE.sub(lambda place: _place(numbered, definition, counts, int(place[1]) - 1), definition.text)
    text = text.strip()
    return Printed(text, "" if not text or definition.tight or _is_wide_punctuation(text[-1]) else " ")


def _place(numbered: NumberedList, definition: Level, counts: Sequence[int | None], level: int) -> str:
    count = counts[level]
    if count is None:
        return ""
    number_format = numbered.levels.get(level, Level()).number_format
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


def _levels(parent: Element) -> list[tuple[int, Level]]:
    found = []
    for element in parent.iterchildren(W + "lvl"):
        place = to_int(element.get(W + "ilvl"))
        if place is not None and 0 <= place < LEVELS:
            found.append((place, _level(element)))
    return found


def _level(element: Element) -> Level:
    number_format = _number_format(element)
    text_element = element.find(W + "lvlText")
    text = "" if text_element is None else text_element.get(VAL, "")
    if number_format == "bullet":
        fonts = element.find(f"{W}rPr/{W}rFonts")
        text = bullet(text, "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "")
    return Level(
        start=number(element, "start") or 0,
        number_format=number_format,
        text=text,
        tight=value(element, "suff") == "nothing",
        restart=number(element, "lvlRestart"),
        legal=bool(flag(element, "isLgl")),
        style=value(element, "pStyle"),
    )


def _number_format(level: Element) -> str:
    """Return the level's format; custom ones stand in ``mc:AlternateContent`` ([MS-DOCX] §2.4)."""
    element = level.find(W + "numFmt")
    if element is None:
        alternate = level.find(ALTERNATE)
        children = [] if alternate is None else list(chosen(alternate))
        element = next((child for child in children if child.tag == W + "numFmt"), None)
    if element is None:
        return "decimal"
    name = element.get(VAL, "decimal")
    return element.get(W + "format", "decimal") if name == "custom" else name
