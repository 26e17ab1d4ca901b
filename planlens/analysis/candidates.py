"""A heading before it has its place in the tree, and how a paragraph that may be one reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from planlens.analysis.draft import Paragraph
from planlens.analysis.markers import Marker, Style
from planlens.analysis.note_places import closing_note
from planlens.language.sentences import depths

LONGEST_TITLE = 60
"""A line of more characters is text, not a title."""
LONGEST_RUN_IN = 36
"""The first sentence of a numbered paragraph is its title up to this length; longer ones are sentences."""


@dataclass(slots=True)
class Candidate:
    """A heading before it has its place in the tree.

    Attributes:
        style: the style of its mark, None for an unnumbered one.
        rank: how high it stands; smaller is higher (see :class:`Style`).
        value: the number of its mark.
        number: the mark as printed, "" for none.
        title: the range of the title in the paragraph.
        body: where the paragraph's text after the heading begins.
        title_from: the paragraph that holds the rest of the title (附件1 and its title on the next line).
        swallowed: whether the paragraph is only the rest of another heading's title.
        strays: whether its number says that it cannot belong to the section above it, whose own heading is lost.
        path: the numbers of a decimal mark (3, 1 of 3.1), empty for others.
    """

    style: Style | None
    rank: int
    value: int
    number: str
    title: tuple[int, int]
    body: int
    rule: str
    confidence: float = 1.0
    title_from: int | None = None
    swallowed: bool = False
    path: tuple[int, ...] = ()
    strays: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How a numbered paragraph reads: where its first sentence ends, and what follows."""

    title: tuple[int, int]
    body: int
    length: int
    alone: bool
    stopped: bool
    colon: bool
    clauses: int


_CLOCK = re.compile(r"\d[:：]\d")  # 下午2：00, 1：500


def shape_of(text: str, start: int, gap: int | None = None) -> Shape:
    """Describe the text after a mark that ends at *start*.

    Args:
        text: the paragraph.
        start: where the mark ends.
        gap: where the file parts the paragraph by blanks, which may stand for the full stop behind a title.
    """
    note = closing_note(text)
    limit = note if note is not None and note > start else len(text)
    end, stop = _first_stop(text, start, limit)
    if (
        gap is not None
        and start + 3 < gap <= start + LONGEST_RUN_IN < end
        and not re.search(r"[，。；：]", text[start:gap])  # 强化保障  加强领导
    ):
        end, stop = gap, " "
    body = min(end + (stop not in ("", " ")), limit) if stop else limit
    alone = not text[body:limit].strip()
    return Shape(
        title=(start, end),
        body=len(text) if alone and note is None else body,
        length=end - start,
        alone=alone,
        stopped=stop in ("。", "；", "！", "？", " "),
        colon=stop in (":", "："),
        clauses=9 if stop == "；" else len(re.findall(r"[，,]", text[start:end])) + 1,  # 建设平台，完善设施
    )


def _first_stop(text: str, start: int, limit: int) -> tuple[int, str]:
    """Return where the first sentence ends, and what ends it; a colon counts only where a whole text follows."""
    for index, depth in enumerate(depths(text[:limit])):
        if index < start or depth:
            continue
        if text[index] in "。；！？":
            return index, text[index]
        if text[index] in ":：" and 0 < index - start <= 24 and not _CLOCK.match(text, index - 1):
            rest = text[index + 1 : limit]
            if not rest or "。" in rest or "；" in rest or len(rest) > 40:
                return index, text[index]
    return limit, ""


def gap_of(paragraph: Paragraph) -> int | None:
    """Return the first place behind a paragraph's mark where the file has blanks between two Chinese characters."""
    start = paragraph.marker.end if paragraph.marker is not None else 0
    at, text = paragraph.flow.at, paragraph.text
    for index in range(start + 4, min(start + LONGEST_RUN_IN, len(at))):
        if at[index] - at[index - 1] > 1 and text[index] > "\u2e7f" and text[index - 1] > "\u2e7f":
            return index
    return None


def rank_of(marker: Marker) -> int:
    """Return how high a mark stands: the rank of its style, deeper for 1.2.3 than for 1.2, or its own."""
    return marker.rank or int(marker.style) + (len(marker.path) - 2 if marker.path else 0)


def top_rank(candidates: Iterable[Candidate]) -> int:
    """Return the rank of the highest numbered headings, that of 一、 if there are none."""
    ranks = [c.rank for c in candidates if c.style is not None and c.style < Style.BOX]
    return min(ranks, default=int(Style.CHINESE))
