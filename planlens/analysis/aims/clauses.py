"""Part a sentence between its quantities: which words belong to which number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from planlens.analysis.aims.indicators import suffix_length
from planlens.analysis.aims.openings import verbs
from planlens.language.quantities import Quantity
from planlens.language.words import conjunctions

_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")  # （地、州）
_SEPARATORS = re.compile(r"[、或]")  # 甲、乙或丙


def pieces(text: str, depths: Sequence[int]) -> list[tuple[int, int]]:
    """Return the ranges between ，；：。 at bracket depth 0, without these marks."""
    ratio = {found.start() + 1 for found in re.finditer(r"\d[：:]\d", text)}  # 1:4000
    cuts = [i for i, c in enumerate(text) if c in "，,；;：:。！!" and depths[i] == 0 and i not in ratio]
    return [(a + 1, b) for a, b in pairwise([-1, *cuts, len(text)]) if b > a + 1]


def boundary(text: str, first: Quantity, second: Quantity) -> int:
    """Return where the words of the second quantity begin, between two quantities of one clause."""
    between = _BRACKETED.sub(lambda found: "＊" * len(found[0]), text[first.end : second.start])
    bound = suffix_length(between)
    between = "＊" * bound + between[bound:]  # 110千伏及以上变电站8座
    marks = list(re.finditer(r"[，,；;（(]", between))  # A，B（C
    if marks:
        return first.end + marks[-1].end()
    separators = sorted([*(found.span() for found in _SEPARATORS.finditer(between)), *conjunctions(between)])
    if not separators:
        return second.start
    opened, close = separators[0], separators[-1]
    near = between[close[1] :]
    counted = re.fullmatch(rf"({verbs()}|达到?|超过|突破|约|不少于|不低于|每年)*", near) is not None  # 达到 / 不少于
    chosen = opened if opened[0] <= 4 and not counted else close
    return first.end + chosen[1]


_LONGEST = 400
"""Characters that a clause has at most: the time stays linear in a text without marks."""


def clause_end(text: str, start: int) -> int:
    """Return where the clause that goes on at *start* ends."""
    last = min(len(text), start + _LONGEST)
    return next((k for k in range(start, last) if text[k] in "，,；;。"), last)


def clause_start(text: str, end: int) -> int:
    """Return where the clause that stands before *end* begins."""
    first = max(0, end - _LONGEST)
    return max(first, max(text.rfind(c, first, end) for c in "，,；;。：:") + 1)


def in_brackets(text: str, quantity: Quantity, left: int, right: int) -> tuple[int, int]:
    """Narrow a range to the brackets that a quantity stands in."""
    first, last = max(0, quantity.start - _LONGEST), quantity.end + _LONGEST
    opening = max(text.rfind(c, first, quantity.start) for c in "（(“")
    closing = min((k for k in (text.find(c, quantity.end, last) for c in "）)”") if k >= 0), default=right)
    comma = max(text.rfind(c, max(opening, first), quantity.start) for c in "，,；;")
    return max(left, opening + 1, comma + 1), min(right, closing)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take separators and conjunctions off both ends of a range, leaving at least one character."""
    while start < end - 1 and text[start] in "，,、；;。：:和及与并 ":
        start += 1
    while end > start + 1 and (text[end - 1] in "，,、；;。：: " or text[start:end].endswith(("和", "以及"))):
        end -= 1
    return start, end
