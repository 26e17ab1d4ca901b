"""Numbers that a plan prints behind a word of its own (【重点任务1】, 行动三：), or without any mark (1 规划背景).

No list holds such words. What makes one a mark is that lines of the file open with it and count up from one; numbers
without a mark count up, too, above numbers of two parts that begin with them (1 规划背景, 1.1 发展基础).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import pairwise

from planlens.analysis.outline.markers import LONGEST_MARK, Marker, Style, marker_of
from planlens.language.numerals import CHINESE, chinese_number

_LABEL = re.compile(
    rf"(?P<word>[【〔［\[（]?[\u4e00-\u9fff]{{2,6}}?)\s?[（]?(?P<n>\d{{1,2}}(?![\d.%])|[{CHINESE}]{{1,3}})"
    r"(?P<close>\s?[）】〕］\]：:、.．]{0,2})(?=.|$)"
)
"""【重点任务1】加强学校德育工作, 行动三：提升能效, 工程（二）改造管网."""

_BARE = re.compile(r"(?P<n>\d{1,2})\s?(?=[\u4e00-\u9fff“]{2})(?![年月日个项家条])[^。；！？]{2,28}")
"""1 规划背景."""
PLAIN = ""
"""The word of numbers without any mark."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A word with a number that opens a line, and whether a bracket or a mark closes it."""

    word: str
    value: int
    end: int
    closed: bool


def _label(text: str) -> _Label | None:
    found = _LABEL.match(text[:LONGEST_MARK])
    if found is None or found["word"][-1] in "图表" or marker_of(text) is not None:
        return None
    value = int(found["n"]) if found["n"].isdigit() else chinese_number(found["n"]) or 0
    return _Label(found["word"], value, found.end(), bool(found["close"]))


def label_words(lines: Iterable[str]) -> frozenset[str]:
    """Return the words behind which the lines of a file count up: twice at least, three times without brackets."""
    series: dict[str, list[_Label]] = {}
    plain: list[int] = []
    inside: set[int] = set()
    for line in lines:
        label, bare = _label(line), _BARE.fullmatch(line)
        if label is not None and label.value:
            series.setdefault(label.word, []).append(label)
        elif bare is not None and int(bare["n"]) == len(plain) + 1:
            plain.append(int(bare["n"]))
        elif plain and (mark := marker_of(line)) is not None and mark.path and mark.path[0] == plain[-1]:
            inside.add(plain[-1])
    through = len(plain) > 1 and 2 * len(inside) >= len(plain)
    return frozenset({word for word, labels in series.items() if _counts(labels)} | ({PLAIN} if through else set()))


def _counts(labels: list[_Label]) -> bool:
    """Whether labels count up from one, perhaps in several sections, most of them on the next number."""
    steps = [after.value == before.value + 1 for before, after in pairwise(labels)]
    closed = sum(label.closed for label in labels) >= 0.8 * len(labels)
    values = {label.value for label in labels}
    enough = len(values) >= max(2 if closed else 3, 0.8 * max(values))
    return enough and labels[0].value == 1 and sum(steps) >= 0.5 * len(steps)


def label_of(text: str, words: Set[str]) -> Marker | None:
    """Return the mark that one of the *words* with its number makes at the start of *text*, None if none does."""
    if PLAIN in words and (bare := _BARE.fullmatch(text)) is not None:
        return Marker(Style.ARABIC, int(bare["n"]), bare.end("n"))
    label = _label(text) if words else None
    if label is None or label.word not in words or not label.value:
        return None
    return Marker(Style.LABEL, label.value, label.end)
