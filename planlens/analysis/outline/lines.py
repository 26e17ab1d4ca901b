"""The lines of a file: how wide they are, and which of them the page added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import east_asian_width

from planlens.analysis.outline.contents import DOTTED, Contents
from planlens.analysis.outline.markers import Style, marker_of
from planlens.language.lexicon import word_list
from planlens.model import Block

PAGE_NUMBER = re.compile(
    r"[-—–―－~·\s]*(\d{1,4}|\d(\s\d){1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩivxIVX]{1,5})[-—–―－~·\s]*|第\s*\d+\s*页.{0,10}|\d+\s*/\s*\d+"
)
_FILE = re.compile(r"\S{1,80}\.(?:docx?|pdf|xlsx?|wps|et|ofd|pptx?|zip|rar)", re.IGNORECASE)
"""附件1：霁川市节水行动方案.docx."""
_LABELS = re.compile(
    r"(?:来源|作者|编辑|审核|发布(?:时间|日期|机构|单位)|日期|点击数?|浏览(?:次数|量)?|阅读(?:次数|量)?|访问(?:次数|量)?|字[号体]|供稿)："
)
"""文章来源：市水务局　发布时间：2026-01-05　点击数：18 has three."""
_LINK = re.compile(r".{4,60}[\[［【（]?(?:\d{4}-)?\d{2}-\d{2}[\]］】）]?")
"""关于开展主题党日活动的通知[04-14]: an entry of a list of other pages."""
_CRUMBS = re.compile(r"[^。；：>＞›»]{1,20}(?:\s?[>＞›»]\s?[^。；：>＞›»]{1,24})+")
"""首页 > 政务公开 > 规划计划."""
TITLES = 6
"""The lines at the top of a file in which its title stands."""
_FINAL = "。！？；：!?;:"


@dataclass(slots=True)
class Line:
    """One line: its block, its text, and whether it is indented, added by the page, part of a table, or below one."""

    block: Block
    text: str
    indented: bool
    noise: bool = False
    table: bool = False
    below_table: bool = False

    @property
    def width(self) -> int:
        """Its width in half-width columns."""
        return display_width(self.text)

    @property
    def final(self) -> bool:
        """Whether it ends with a stop or a colon."""
        return self.text[-1] in _FINAL


@lru_cache(maxsize=4096)
def display_width(text: str) -> int:
    """Return how many half-width columns a text takes in a Chinese font, where — and “ are as wide as 中."""
    return sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    return 2 if east_asian_width(character) in "WFA" else 1


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the width (in half-width characters) at which the file breaks its lines, None if it does not."""
    widths = [line.width for line in lines if line.width >= 20]
    if len(widths) < 12:
        return None
    common = Counter(width // 2 for width in widths if width <= 120).most_common(1)
    if not common:
        return None
    usual = max(
        w for w, count in Counter(width // 2 for width in widths).items() if count >= 0.35 * common[0][1] and w <= 60
    )
    full = [line for line in lines if usual * 2 - 5 <= line.width <= usual * 2 + 3]
    broken = [line for line in full if not line.final]
    many = len(full) >= 0.4 * len([line for line in lines if line.width > 10])
    return usual * 2 if many and len(broken) >= 0.6 * len(full) else None


def mark_noise(lines: Sequence[Line], width: int | None, contents: Contents) -> None:
    """Mark the lines that the page added: page numbers, running heads, tables of contents, words of a web page."""
    heads = _running_heads(lines, width)
    links = _links(lines)
    for index, line in enumerate(lines):
        if line.table:
            continue
        line.noise = (
            (contents.first <= index < contents.end and index not in contents.kept)
            or DOTTED.fullmatch(line.text) is not None
            or (PAGE_NUMBER.fullmatch(line.text) is not None and _page_break(lines, index, width))
            or is_page_chrome(line.text)
            or index in links
            or index in heads
        )


def is_page_chrome(text: str) -> bool:
    """Whether a line is one that web pages add around a document and that copying takes along (打印, 上一篇：…)."""
    words, openings, anywhere = _chrome()
    if text in words or _FILE.fullmatch(text) or len(_LABELS.findall(text)) > 1:
        return True
    parts = text.split()
    if _CRUMBS.fullmatch(text) or (len(parts) > 1 and all(part in words for part in parts)):
        return True
    half = text.replace(":", "：").lstrip("【[")
    return len(text) <= 80 and (half.startswith(openings) or any(mark in half for mark in anywhere))


@cache
def _chrome() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    lines = word_list("page-chrome-openings")
    anywhere = tuple(line[1:] for line in lines if line.startswith("*"))
    return frozenset(word_list("page-chrome")), tuple(line for line in lines if line[0] != "*"), anywhere


def _links(lines: Sequence[Line]) -> set[int]:
    """Return the entries of lists of other pages: dated titles, two and more in a row."""
    dated = {index for index, line in enumerate(lines) if not line.table and _LINK.fullmatch(line.text)}
    return {index for index in dated if index - 1 in dated or index + 1 in dated}


def _page_break(lines: Sequence[Line], index: int, width: int | None) -> bool:
    """Whether a line of digits can be a page number: decorated, or next to running text rather than to table cells."""
    if not lines[index].text.isdigit():
        return len(lines[index].text) > 1
    near = [line for line in (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]) if not line.table]
    if index + 1 < len(lines) and lines[index + 1].text[:1] in "．.、":
        return False
    return any(line.width >= (width or 40) * 0.8 or line.final for line in near)


def _running_heads(lines: Sequence[Line], width: int | None) -> set[int]:
    """Return the lines that head or foot a page: they come again beside page numbers, or repeat the title there."""
    titles = {line.text: index for index, line in reversed([*enumerate(lines[:TITLES])]) if len(line.text) >= 6}
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        near = lines[max(0, index - 2) : index + 3]
        beside_number = any(PAGE_NUMBER.fullmatch(other.text) for other in near if other is not line)
        if (
            len(line.text) <= 40
            and not line.final
            and not line.table
            and beside_number
            and marker_of(line.text) is None
        ):
            places.setdefault(re.sub(r"\d+", "#", line.text), []).append(index)
    often = {index for shape, found in places.items() if width and len(found) >= 3 and shape != "#" for index in found}
    again = {index for found in places.values() for index in found if titles.get(lines[index].text, index) < index}
    return often | again


def standing_alone(lines: Sequence[Line], width: int | None) -> set[Style]:
    """Return the styles of marks whose lines mostly are titles: short, unstopped, a full line or a mark below."""
    if width is None:
        return set()
    shorts: dict[Style, list[bool]] = {}
    kept = [line for line in lines if not line.noise and not line.table]
    for line, below in pairwise(kept):
        marker = marker_of(line.text)
        if marker is not None and marker.style < Style.BOX and line.width < width - 5:
            titled = below.width >= width * 0.5 or marker_of(below.text) is not None
            shorts.setdefault(marker.style, []).append(not line.final and titled)
    together = [alone for style in shorts for alone in shorts[style]]
    mostly = len(together) >= 4 and sum(together) >= 0.7 * len(together)
    enough = {style for style, alone in shorts.items() if len(alone) >= 2}
    own = {style for style in enough if sum(shorts[style]) >= 0.7 * len(shorts[style])}
    return own | ({style for style in Style if style < Style.BOX and style not in enough} if mostly else set())
