"""The table of contents: which lines it takes, and which titles it lists.

It opens with 目录, which may be glued to the document's title or to the first entry; its entries come again below as
headings. Dots and page numbers are further signs, not needed ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planlens.analysis.outline.markers import Marker, marker_of

DOTTED = re.compile(r".*?(?:[.．…·•。﹒]\s?){4,}\s*[-—]?\s*\d*\s*[-—]?|[^…]+…{2,}\s*[-—]?\s*\d{1,3}\s*[-—]?")
"""一、总体要求........1, 附件2：项目表……… - 26 -."""
_GLUED = re.compile(r".*(?:[.．…·•﹒]\s?){2,}\s*[-—]?\s*\d{1,3}\s*[-—]?\s*(?=《?[\u4e00-\u9fff][^.．…·•]{5,}$)")
"""附件2：项目表……26霁川市养老服务规划: the last entry, and the title that a lost line break glued to it."""
_PAGE = re.compile(r"(?<!\d)\d{1,5}\s*[-—]?\s*$")
"""3 of 第一章 发展基础……3."""
_AROUND = re.compile(r"[\s.．…·•。﹒《》〈〉—-]")
"""The dots of 第一章 发展基础……."""
_OPENS = re.compile(r"(.{0,40}?)目\s*[录次][:：]?\s*(.{0,40})")
"""目录, 霁川市养老服务规划目录, 目次前言."""
_WITHIN = 120
"""A table of contents opens in so many lines."""
_LONGEST = 60
"""Characters of an entry."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents.

    Attributes:
        first: its first line; *end* is the line after its last one.
        titles: the titles it lists, white space and marks aside, with the numbers before them.
        kept: the ranges of characters of its lines that are no part of it (titles glued to them), by line.
    """

    first: int = 0
    end: int = 0
    titles: Mapping[str, Marker | None] = field(default_factory=dict)
    kept: Mapping[int, tuple[int, int]] = field(default_factory=dict)


def contents_of(lines: Sequence[str]) -> Contents:
    """Return the table of contents in the lines of a text, an empty one if there is none."""
    places: dict[str, int] = {}
    for index, line in enumerate(lines):
        places[_bare(line)] = places[_bare(line.partition("。")[0])] = index
    for index, line in enumerate(lines[:_WITHIN]):
        opened = _OPENS.fullmatch(line)
        if opened is not None and (found := _from(lines, index, opened, places)):
            return found
    return Contents()


def _from(lines: Sequence[str], first: int, opened: re.Match[str], places: Mapping[str, int]) -> Contents | None:
    """Return the contents that open in a line with the word 目录, None if it is no such word."""
    before = {_bare(line) for line in lines[:first]} - {""}
    title = _bare(opened[1])
    kept: dict[int, tuple[int, int]] = {}
    entries = {_bare(opened[2]): (first, opened[2])} if opened[2] else {}
    end, again = first + 1, False
    while end < len(lines) and _entry(lines[end]):
        bare = _bare(lines[end])
        again = bare in entries
        if again or bare in before or bare == title:
            break
        entries[bare] = (end, lines[end])
        end += 1
    if end < len(lines) and (glued := _GLUED.match(lines[end])) is not None:
        kept[end] = (glued.end(), len(lines[end]))
        entries[_bare(glued[0])] = (end, glued[0])
    alone = not opened[1] and not opened[2]
    listed = list(entries.values())
    sure = [
        k for k, (index, entry) in enumerate(listed) if DOTTED.fullmatch(entry) or places.get(_bare(entry), 0) > index
    ]
    if len(sure) < max(1 if again and alone else 2, 0 if again else 0.5 * len(listed)):
        return Contents(first, first + 1) if alone else None
    listed = listed if again else listed[: sure[-1] + 1]
    if opened[1] and places.get(title, first) <= first and title not in before:
        kept[first] = (0, len(opened[1]))
    titles = {}
    for _, entry in listed:
        marker = marker_of(entry)
        titles[_bare(entry[marker.end if marker else 0 :])] = marker
    return Contents(first, listed[-1][0] + 1, titles, kept)


def _entry(line: str) -> bool:
    return (
        len(line) <= _LONGEST
        and _GLUED.match(line) is None
        and (DOTTED.fullmatch(line) is not None or line[-1] not in "。；：，")
    )


def _bare(text: str) -> str:
    return _AROUND.sub("", _PAGE.sub("", text))
