"""The marks that open a numbered paragraph: 第一章, 一、, 第一条, （一）, 1., （1）, ①, 专栏1, 附件2, ——."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from planlens.language.numerals import CHINESE, chinese_number, narrow


class Style(IntEnum):
    """The usual order of heading styles, the highest first (GB/T 9704-2012, 7.3.3, and the habits of longer plans)."""

    PART = 10
    CHAPTER = 20
    SECTION = 30
    CHINESE = 40
    ARTICLE = 45
    CHINESE_PAREN = 50
    LABEL = 55
    ARABIC = 60
    ZERO = 62
    DECIMAL = 65
    ARABIC_PAREN = 70
    HALF_PAREN = 75
    CIRCLED = 80
    LETTER = 85
    ORDINAL = 88
    BOX = 90
    ATTACHMENT = 95
    BULLET = 99


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the start of a paragraph.

    Attributes:
        style: which kind of mark.
        value: its number, 0 where it has none.
        end: how many characters of the paragraph it takes, punctuation included.
        path: the numbers of a decimal mark (1.2.3), empty for others.
        rank: how high it stands where that is not by its style, 0 where it is.
    """

    style: Style
    value: int
    end: int
    path: tuple[int, ...] = ()
    rank: int = 0


_C = f"[{CHINESE}]{{1,6}}"
# 附件2：
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (
        Style.BOX,
        # 专栏1
        re.compile(rf"[\u4e00-\u9fff]{{0,4}}专\s?栏\s?(?P<n>\d{{1,3}}|{_C})?(?:[-—]\d{{1,2}})?\s?[:：.．、]?(?=\S|$)"),
    ),
    (
        Style.ATTACHMENT,
        re.compile(rf"附\s?[件录表]\s?(?P<n>\d{{1,2}}|{_C})?(?:[-—]\d{{1,2}})?\s?[:：.．、]?"),
    ),
    (Style.PART, re.compile(rf"第\s?(?P<n>{_C}|\d{{1,2}})\s?(?:[编篇]|部\s?分)[:：、.．]?")),  # 第一编 / 第二部分
    (Style.CHAPTER, re.compile(rf"第\s?(?P<n>{_C}|\d{{1,2}})\s?章[:：、.．]?")),  # 第一章
    (Style.SECTION, re.compile(rf"第\s?(?P<n>{_C}|\d{{1,2}})\s?节[:：、.．]?")),  # 第二节
    (Style.ARTICLE, re.compile(rf"第\s?(?P<n>{_C}|\d{{1,2}})\s?条[:：、.．]?(?![规所第至和、，。])")),  # 第三条
    (Style.CHINESE, re.compile(rf"(?P<n>{_C})\s?[、.．﹒]")),  # 一、
    (Style.CHINESE_PAREN, re.compile(rf"[（(〈【〔]\s?(?P<n>{_C})\s?[)）〉】〕][、.．]?")),  # （一）
    (Style.CHINESE_PAREN, re.compile(rf"(?P<n>{_C})[)）]")),  # 一）
    (
        Style.DECIMAL,
        re.compile(
            r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,3})[.．、]?"
            r"(?=[^\d%％.．a-zA-Z万亿个百分倍元家项])(?!\s?(?:公里|千米|平方|立方|公顷|米|亩|吨|小时|千瓦|兆))"
            r"(?!\s?(?:[-—–~～至]\s?\d{1,2}\s?)?月)"
        ),
    ),
    # 3. 建设平台; before a date without a blank between: 2.2031年初评, 11.5-6月督查
    (
        Style.ARABIC,
        re.compile(
            r"(?P<n>\d{1,3})\s?[.．、﹒\ue000-\uf8ff]"
            r"(?:(?!\d)|(?=(?:19|20)\d{2}年|\d{1,2}(?:\s?[-—–~～至]\s?\d{1,2})?\s?月))"
        ),
    ),
    (Style.ZERO, re.compile(r"(?P<n>0[1-9])\s?[.．、]?(?=[\u4e00-\u9fff“])")),
    (Style.ARABIC_PAREN, re.compile(r"[（(〔]\s?(?P<n>\d{1,2})\s?[)）〕][、.．]?")),
    (Style.ARABIC_PAREN, re.compile(r"(?P<n>[⑴-⒇])")),
    (Style.HALF_PAREN, re.compile(r"(?P<n>\d{1,2})\s?[)）]")),
    (Style.CIRCLED, re.compile(r"(?P<n>[①-⑳㉑-㉟])")),
    (Style.LETTER, re.compile(r"(?P<n>[A-Ha-h])[.．、)）](?=[^A-Za-z])")),
    (Style.LETTER, re.compile(r"(?P<n>[A-H]\d{1,2})[.．、)）](?=[^A-Za-z\d])")),
    (Style.ORDINAL, re.compile(r"(?P<n>[一二三四五六七八九十]{1,2})[是要](?=[^，,。；：:])")),
    (Style.BULLET, re.compile(r"(?P<n>)(?:[—–―─－]{1,3}|--|[●•◆■▪□◇○★☆◎▲△➢➤※✓✔❖\uf06c\uf0d8\uf0b7\uf06e·])\s?(?=\S)")),
)


def _value(style: Style, text: str) -> int:
    if not text:
        return 0
    if style is Style.CIRCLED:
        return ord(text) - ord("①") + 1 if text <= "⑳" else ord(text) - ord("㉑") + 21
    if style is Style.ARABIC_PAREN and text >= "⑴":
        return ord(text) - ord("⑴") + 1
    if style is Style.LETTER:
        return ord(text.lower()) - ord("a") + 1
    digits = narrow(text)
    if digits.isdigit():
        return int(digits)
    return chinese_number(text) or 0


LONGEST_MARK = 32
"""No mark takes so many characters: more of a text need not be looked at."""


def marker_of(text: str) -> Marker | None:
    """Return the mark that opens *text*, None if it opens with none."""
    return _opening(text[:LONGEST_MARK])


@lru_cache(maxsize=4096)
def _opening(text: str) -> Marker | None:
    half = narrow(text)
    for style, pattern in _PATTERNS:
        found = pattern.match(half)
        if found is None:
            continue
        if style is Style.DECIMAL:
            path = tuple(int(part) for part in re.split(r"[.．]", found["n"]))  # 1.2
            return Marker(style, path[-1], found.end(), path)
        if style is Style.LETTER and len(found["n"]) > 1:  # A1. below A.
            above, value = _value(style, found["n"][0]), int(found["n"][1:])
            return Marker(style, value, found.end(), (0, above, value))
        value = _value(style, found["n"] or "")
        if style in (Style.CHINESE, Style.CHINESE_PAREN, Style.ORDINAL) and value == 0:  # 一、
            continue
        return Marker(style, value, found.end())
    return None
