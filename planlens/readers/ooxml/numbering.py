"""The lists that ``numbering.xml`` defines (ECMA-376 Part 1 §17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planlens.readers.ooxml.names import ALTERNATE, VAL, Element, W, chosen, flag, number, to_int, value
from planlens.readers.word.counting import LEVELS, LONGEST_TEXT, ListLevel, NumberedList
from planlens.readers.word.symbols import bullet

_MOST_LINKS = 10
"""Definitions that lead to each other, over styles; Word writes one such link."""


class Numbering:
    """The lists of a document.

    Args:
        root: the root of ``numbering.xml``, None when there is none.
        list_styles: the ``w:numId`` of every numbering style by its id, for ``w:numStyleLink``.
    """

    def __init__(self, root: Element | None, list_styles: Mapping[str, int]) -> None:
        self._abstracts: dict[str, _Definition] = {}
        self._nums: dict[int, Element] = {}
        self._list_styles = list_styles
        self._lists: dict[int, NumberedList | None] = {}
        self._linked: dict[str, str] = {}
        for element in () if root is None else root:
            if element.tag == W + "abstractNum":
                key = element.get(W + "abstractNumId", "")
                style = value(element, "styleLink")
                if key not in self._abstracts and style is not None:
                    self._linked.setdefault(style, key)
                self._abstracts.setdefault(key, _Definition(element, key, value(element, "numStyleLink")))
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

    def _read(self, num: Element) -> NumberedList | None:
        abstract = self._abstract(value(num, "abstractNumId"))
        if abstract is None:
            return None
        levels = dict(abstract.levels)
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            place = to_int(override.get(W + "ilvl"))
            if place is None:
                continue
            levels.update((place, level) for _, level in _levels(override))
            start = number(override, "startOverride")
            if start is not None:
                starts[place] = start
        return NumberedList(abstract.key, levels, starts, abstract.single)

    def _abstract(self, abstract_id: str | None) -> _Definition | None:
        """Return the definition with this id, or the one that its ``w:numStyleLink`` leads to (§17.9.21)."""
        for _ in range(_MOST_LINKS):
            abstract = self._abstracts.get(abstract_id) if abstract_id is not None else None
            if abstract is None or abstract.link is None or abstract.element.find(W + "lvl") is not None:
                return abstract
            num = self._nums.get(self._list_styles.get(abstract.link, 0))
            abstract_id = self._linked.get(abstract.link) if num is None else value(num, "abstractNumId")
        return None


@dataclass(slots=True)
class _Definition:
    """A ``w:abstractNum``: its id, the style that it leads to, and its levels, read when they are first needed."""

    element: Element
    key: str
    link: str | None
    _levels: Mapping[int, ListLevel] | None = None
    _single: bool = False

    @property
    def levels(self) -> Mapping[int, ListLevel]:
        """Its levels."""
        self._read()
        assert self._levels is not None
        return self._levels

    @property
    def single(self) -> bool:
        """Whether it has one level only."""
        self._read()
        return self._single

    def _read(self) -> None:
        if self._levels is None:
            self._levels = dict(_levels(self.element))
            self._single = value(self.element, "multiLevelType") == "singleLevel"


def _levels(parent: Element) -> list[tuple[int, ListLevel]]:
    found = []
    for element in parent.iterchildren(W + "lvl"):
        place = to_int(element.get(W + "ilvl"))
        if place is not None and 0 <= place < LEVELS:
            found.append((place, _level(element)))
    return found


def _level(element: Element) -> ListLevel:
    number_format = _number_format(element)
    text_element = element.find(W + "lvlText")
    text = "" if text_element is None else text_element.get(VAL, "")[:LONGEST_TEXT]
    if number_format == "bullet":
        fonts = element.find(f"{W}rPr/{W}rFonts")
        text = bullet(text, "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "")
    return ListLevel(
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
