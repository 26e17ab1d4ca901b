"""The numbers that browsers print before the items of ``<ol>`` (HTML Living Standard, 4.4.5; CSS Lists 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.readers.web.tree import Element
from planlens.readers.word.numformat import format_number

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "chineseCounting",
}
_NUMBERED = re.compile(
    r"\s*([（(【]?[\d一二三四五六七八九十]{1,3}[)）】.．、]|第[\d一二三四五六七八九十]+[章节条款]|[①-⑳])"
)
"""``（一）加强领导``, ``3.建设``, ``第二条``, ``①``: an item that writes its number itself."""


@dataclass(slots=True)
class Numbers:
    """The numbers of one list: the next one, and how it is printed; no format, no number."""

    following: int
    number_format: str | None
    step: int = 1

    def advance(self, item: Element) -> str:
        """Return the number before an item, ``""`` where it has none."""
        # <li value="3">
        own = re.match(r"\s*(-?\d{1,6})", item.attributes.get("value", ""))
        number = int(own[1]) if own else self.following
        self.following = number + self.step
        if self.number_format is None or _is_plain(item):
            return ""
        printed = format_number(number, self.number_format)
        return printed + ("、" if self.number_format == "chineseCounting" else ".")


def numbers_of(element: Element) -> Numbers:
    """Return the numbers of a list; an ``<ul>`` and a list without marks have none."""
    if element.tag != "ol" or _is_plain(element):
        return Numbers(1, None)
    # <ol start="3">
    start = re.match(r"\s*(-?\d{1,6})", element.attributes.get("start", ""))
    turned = "reversed" in element.attributes
    count = len([child for child in element.elements() if child.tag == "li"])
    first = int(start[1]) if start else count if turned else 1
    # list-style-type:cjk-ideographic
    named = re.search(r"list-style(?:-type)?:[^;]*?([a-z]+-[a-z-]+)", element.style)
    number_format = _STYLES.get(named[1]) if named else _TYPES.get(element.attributes.get("type", ""))
    return Numbers(first, number_format or "decimal", -1 if turned else 1)


def _is_plain(element: Element) -> bool:
    # list-style:none
    return re.search(r"list-style(-type)?:[^;]*none", element.style) is not None


def has_number(text: str) -> bool:
    """Whether the text of an item opens with a number of its own."""
    return _NUMBERED.match(text) is not None
