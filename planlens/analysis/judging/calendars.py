"""Calendars in a text: lines that are nothing but a time (一月份, 2025年) stand over what is to be done then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from planlens.analysis.draft import Paragraph
from planlens.analysis.outline.candidates import Candidate
from planlens.analysis.outline.markers import Style
from planlens.analysis.tables.periods import period_of_head

TIME_RULE = "calendar:time"
"""The rule that finds the times of calendars."""
_LONGEST_TITLE = 45
_LONG = 20
"""Characters from which a paragraph is a text that may stand below a heading."""
# 附：云山市教研院2031年行事历: the list of attachments names a title in full
_ATTACHED = re.compile(r"附[件表]?\s?\d{0,2}\s?[:：]\s?(?P<title>.+)")
# 第一周, 第3周（3月1日—5日）, 4月上旬, 暑假期间
_WEEK = re.compile(r"(第[一二三四五六七八九十\d]{1,3}周|(\d{1,2}月)?[上中下]旬|[寒暑]假(期间)?)([（(].{2,16}[)）])?")
_STOPS = "。；，、！？：:"

Run = tuple[list[int], int]
"""The paragraphs of a calendar's times, and the paragraph behind its end."""


def with_calendars(
    paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], found: Mapping[int, Candidate], top: int
) -> dict[int, Candidate]:
    """Return the headings of a text with the times and titles of its calendars, and without the items in them.

    Args:
        paragraphs: the text.
        numbered: the numbered headings.
        found: all headings found so far, the numbered ones among them.
        top: the rank of the highest numbered headings.
    """
    headings = dict(found)
    for times, end in _runs(paragraphs, numbered):
        above = next((numbered[k].rank for k in range(times[0] - 1, -1, -1) if k in numbered), top - 2)
        for index in range(times[0], end):
            if index in headings and _is_item(paragraphs, headings, index):
                del headings[index]
        first = _title(paragraphs, headings, times[0])
        if first is not None:
            above = min(above, top)
            joined = times[0] - 1 if first < times[0] - 1 else None
            headings[first] = _bare(paragraphs[first], above, "calendar", joined)
            if joined is not None:
                swallowed = _bare(paragraphs[joined], above, "calendar", None)
                swallowed.swallowed = True
                headings[joined] = swallowed
        for index in times:
            headings[index] = _bare(paragraphs[index], above + 2, TIME_RULE, None)
    return headings


def _bare(paragraph: Paragraph, rank: int, rule: str, title_from: int | None) -> Candidate:
    length = len(paragraph.text)
    end = len(paragraph.text.rstrip("：:"))
    return Candidate(None, rank, 0, "", (0, end), length, rule, 0.9, title_from)


def _runs(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate]) -> Iterator[Run]:
    """Yield the times that stand under one heading, two at least, each over something of its own."""
    times: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        chapter = index in numbered and numbered[index].rank <= int(Style.CHINESE_PAREN)
        if (chapter or paragraph.colophon) and times:
            yield from _run(times, index)
            times = []
        elif not paragraph.colophon and _is_time(paragraph):
            times.append(index)
    yield from _run(times, len(paragraphs))


def _run(times: list[int], end: int) -> Iterator[Run]:
    if not times:
        return
    filled = [before for before, after in zip(times, [*times[1:], end], strict=True) if after - before > 1]
    if len(filled) > 1 and 2 * len(filled) > len(times):
        yield times, end


def _is_time(paragraph: Paragraph) -> bool:
    text = paragraph.text.rstrip("：:")
    if len(text) > 24 or paragraph.marker is not None:
        return False
    return period_of_head(text) is not None or _WEEK.fullmatch(text) is not None


def _is_item(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate], index: int) -> bool:
    """Whether a heading in a calendar is only a short item: no text stands below it."""
    candidate, below = headings[index], index + 1
    if candidate.style is not None and candidate.style < Style.ARABIC:
        return False
    if candidate.body < len(paragraphs[index].text.rstrip("。；;")):
        return False
    if candidate.style is None or below >= len(paragraphs) or below in headings:
        return True
    text = paragraphs[below].text
    return paragraphs[below].marker is not None or len(text) < _LONG or text[-1] not in "。；"


def _title(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate], first: int) -> int | None:
    """Return the paragraph where the title of a calendar begins that stands right above its first time.

    The first line of a text is the text's own title. Two lines are one title where the list of attachments has it so.
    """
    index = first - 1
    if index < 1 or index in headings or not _may_be_title(paragraphs[index]):
        return None
    joined = paragraphs[index - 1].text + paragraphs[index].text
    named = {found["title"] for above in paragraphs[:index] if (found := _ATTACHED.match(above.text))}
    if joined in named and index - 1 not in headings:
        return index - 1
    return index if not all(above.colophon for above in paragraphs[:index]) else None


def _may_be_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    plain = paragraph.marker is None and not paragraph.colophon
    return plain and 4 <= len(text) <= _LONGEST_TITLE and not any(stop in text for stop in _STOPS)
