"""Lead phrases: a short sentence without a number that opens a paragraph and names it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from planlens.analysis.draft import Paragraph
from planlens.analysis.markers import Style
from planlens.analysis.notes import is_note
from planlens.analysis.titles import Candidate, shape_of

LEAD_RANK = 97
LONGEST_LEAD = 20
_OPENING = re.compile(r"(到|至|截至|截止|是|本|为|各位|这|同时|此外|要|从|其中|按照|根据|依据|当前|目前|今年|过去|我们|今后|\d|“?十[一二三四五]五)")


def mark_leads(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Return the lead phrases: those behind a dash, and runs of at least two paragraphs that open alike."""
    found: dict[int, Candidate] = {}
    run: list[int] = []
    for index in range(len(paragraphs) + 1):
        candidate = None
        if index < len(paragraphs) and index not in headings:
            candidate = _lead(paragraphs[index])
        if candidate is not None:
            found[index] = candidate
            run.append(index)
            continue
        if index < len(paragraphs) and run and _belongs(paragraphs[index]) and index not in headings:
            continue
        _drop_single(paragraphs, found, run)
        run = []
    return found


def _belongs(paragraph: Paragraph) -> bool:
    """Whether a paragraph does not end a run of leads: a note alone on its line."""
    return is_note(paragraph.text)


def _drop_single(paragraphs: Sequence[Paragraph], found: dict[int, Candidate], run: Sequence[int]) -> None:
    if len(run) == 1 and paragraphs[run[0]].marker is None:
        del found[run[0]]


def _lead(paragraph: Paragraph) -> Candidate | None:
    marker = paragraph.marker
    if paragraph.colophon or is_note(paragraph.text) or (marker is not None and marker.style is not Style.BULLET):
        return None
    start = marker.end if marker is not None else 0
    shape = shape_of(paragraph.text, start)
    title = paragraph.text[start : shape.title[1]]
    if shape.alone or not (shape.stopped or shape.colon) or not 3 <= shape.length <= LONGEST_LEAD:
        return None
    if not _names(title) or (shape.colon and re.search(r"(如下|包括|以下|其中|目标|即|是)$", title)):
        return None
    rule = "lead" if marker is None else "lead:bullet"
    return Candidate(None if marker is None else Style.BULLET, LEAD_RANK, 0, "", shape.title, shape.body, rule, 0.8)


def _names(title: str) -> bool:
    """Whether a phrase names its paragraph: one clause, or two slogans of about equal length (突出重点，规划先行)."""
    if _OPENING.match(title) or re.search(r"\d", title):
        return False
    halves = re.split(r"[，,]", title)
    if len(halves) == 1:
        return True
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 4 and max(map(len, halves)) <= 10
