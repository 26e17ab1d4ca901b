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
_OPENING = re.compile(
    r"(到|至|截至|截止|是|本|为|各位|这|同时|此外|要|从|其中|按照|根据|依据|当前|目前|今年|过去|我们|今后|\d|“?十[一二三四五]五)"
)


def split_slogans(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Split paragraphs that lost their line breaks before slogans: 甲乙丙丁，戊己庚辛。…… 子丑寅卯，辰巳午未。……

    Only a paragraph that opens with such a pair of clauses of equal length and holds at least one more is split.
    """
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.marker is not None or _slogan(paragraph.text) is None:
            result.append(paragraph)
            continue
        starts = [0]
        for place in re.finditer(r"。", paragraph.text):
            found = _slogan(paragraph.text[place.end() :])
            if found is not None and found < len(paragraph.text) - place.end():
                starts.append(place.end())
        edges = [*starts, len(paragraph.flow)]
        for start, end in zip(edges, edges[1:], strict=False):
            part = paragraph.flow.part(start, end)
            result.append(Paragraph(part, paragraph.block, None, paragraph.indented, box=paragraph.box))
    return result


def _slogan(text: str) -> int | None:
    """Return the length of the slogan that opens a text (two clauses of equal length, three to six characters each)."""
    found = re.match(r"([\u4e00-\u9fff]{3,6})，([\u4e00-\u9fff]{3,6})。", text)
    return found.end() if found is not None and len(found[1]) == len(found[2]) else None


def mark_leads(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Return the lead phrases: those behind a dash or in a box, runs of at least two paragraphs that open alike,
    and single ones in a document most of whose sections open their paragraphs so."""
    found: dict[int, Candidate] = {}
    runs: list[list[int]] = [[]]
    for index, paragraph in enumerate(paragraphs):
        candidate = _lead(paragraph) if index not in headings else None
        if candidate is not None:
            found[index] = candidate
            runs[-1].append(index)
        elif index in headings or not is_note(paragraph.text):
            runs.append([])
    singles = [run[0] for run in runs if len(run) == 1 and paragraphs[run[0]].marker is None]
    above = {index: _above(headings, index) for index in found}
    usual = _usual_styles(paragraphs, headings, [run for run in runs if len(run) > 1], above)
    for index in singles:
        style = headings[above[index]].style if above[index] is not None else None
        first = above[index] is not None and index == above[index] + 1
        if style is not Style.BOX and not (first and style in usual):
            del found[index]
    return found


def _above(headings: Mapping[int, Candidate], index: int) -> int | None:
    return next((k for k in range(index - 1, -1, -1) if k in headings and not headings[k].swallowed), None)


def _usual_styles(
    paragraphs: Sequence[Paragraph],
    headings: Mapping[int, Candidate],
    runs: Sequence[Sequence[int]],
    above: Mapping[int, int | None],
) -> set[Style]:
    """Return the styles of headings most of whose texts open with runs of lead phrases."""
    led = {above[run[0]] for run in runs}
    counts: dict[Style, list[int]] = {}
    for index, heading in headings.items():
        text = index + 1 < len(paragraphs) and index + 1 not in headings and heading.body >= len(paragraphs[index].flow)
        if heading.style is not None and text:
            counts.setdefault(heading.style, []).append(index in led)
    return {style for style, hits in counts.items() if sum(hits) >= 2 and sum(hits) >= 0.5 * len(hits)}


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
