"""Lead phrases: a short sentence without a number that opens a paragraph and names it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from planlens.analysis.candidates import Candidate, shape_of
from planlens.analysis.draft import Paragraph
from planlens.analysis.markers import Style
from planlens.analysis.note_places import is_note

LEAD_RANK = 97
LONGEST_LEAD = 20
"""A lead phrase has at most so many characters; up to half of a run may have half as many more."""
_ALONE = re.compile(r"[^，。；：]{6,36}。")
"""这是改革开放纵深推进的五年。"""
_LISTING = re.compile(r"一是|一方面|（一）|1[.．、]")
_OPENING = re.compile(
    r"(到|至|截至|截止|是|本|为|各位|这|同时|此外|要|从|其中|按照|根据|依据|当前|目前|今年|过去|我们|今后|首先|其次|再次|最后|第[一二三四五六七八九十]|\d|“?十[一二三四五]五)"
)


def split_lost_breaks(paragraphs: list[Paragraph], text: str) -> list[Paragraph]:
    """Split paragraphs that lost their line breaks before lead phrases.

    A paragraph that opens with a slogan of two equal clauses, with a label (甲：……), in a box with a short sentence, or
    with the same words as the paragraphs beside it (坚持……。) is split before every later sentence that opens so; any
    before a short sentence where *text*, the document's, has kept blanks in place of the break.
    """
    paragraphs = [part for paragraph in paragraphs for part in _split_at_blanks(paragraph, text)]
    result: list[Paragraph] = []
    boxed = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.marker is not None:
            boxed = paragraph.marker.style is Style.BOX or (boxed and paragraph.marker.style >= Style.ARABIC)
        alike = _alike(paragraph, [*paragraphs[max(index - 1, 0) : index], *paragraphs[index + 1 : index + 2]])
        openers = [_slogan, _label, *([_short] if boxed else []), *([alike] if alike is not None else [])]
        opener = next((find for find in openers if paragraph.marker is None and find(paragraph.text)), None)
        result.extend([paragraph] if opener is None else _split(paragraph, opener))
    return result


def _split_at_blanks(paragraph: Paragraph, text: str) -> list[Paragraph]:
    at = paragraph.flow.at

    def opens(place: int) -> bool:
        blank = text[at[place - 1] + 1 : at[place]] if 0 < place < len(at) else ""
        return bool(blank) and "\n" not in blank and _short(paragraph.text[place : place + 60])

    starts = [place.end() for place in re.finditer(r"[。；]", paragraph.text) if opens(place.end())]
    if not starts:
        return [paragraph]
    first = replace(paragraph, flow=paragraph.flow.part(0, starts[0]))
    edges = [*starts, len(paragraph.flow)]
    parts = [paragraph.flow.part(start, end) for start, end in pairwise(edges)]
    return [first, *(Paragraph(part, paragraph.block, None, paragraph.indented, box=paragraph.box) for part in parts)]


def _split(paragraph: Paragraph, opener: Callable[[str], bool]) -> list[Paragraph]:
    starts = [0] + [
        place.end() for place in re.finditer(r"[。；]", paragraph.text) if opener(paragraph.text[place.end() :])
    ]
    edges = [*starts, len(paragraph.flow)]
    parts = [paragraph.flow.part(start, end) for start, end in pairwise(edges)]
    return [
        Paragraph(part, paragraph.block, None, paragraph.indented, box=paragraph.box) for part in parts if part.text
    ]


def _alike(paragraph: Paragraph, beside: Sequence[Paragraph]) -> Callable[[str], bool] | None:
    """Return the test for leads that begin like this paragraph and the ones beside it (坚持……。坚持……。)."""
    lead = re.compile(r"([\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2,8}。(?=[^。]{12})")
    own = lead.match(paragraph.text)
    if own is None or not any((found := lead.match(other.text)) and found[1] == own[1] for other in beside):
        return None
    opening = own[1]
    return lambda text: text.startswith(opening) and lead.match(text) is not None


def _slogan(text: str) -> bool:
    """Whether a text opens with a slogan: two clauses of equal length, three to six characters each."""
    found = re.match(r"([\u4e00-\u9fff]{3,6})，([\u4e00-\u9fff]{3,6})。(?=.)", text)
    return found is not None and len(found[1]) == len(found[2])


def _label(text: str) -> bool:
    """Whether a text opens with a label before a colon."""
    found = re.match(r"([\u4e00-\u9fffA-Za-z\d“”、]{3,16})：(?=[^；]{12})", text)
    if found is None or is_note(text) or _LISTING.match(text[found.end() :]):
        return False
    return _names(found[1]) and _named(found[1])


def _short(text: str) -> bool:
    """Whether a text opens with a short sentence that a longer one follows."""
    found = re.match(r"([\u4e00-\u9fffA-Za-z\d“”、（）]{4,20})。(?=[^。]{20})", text)
    return found is not None and _names(found[1])


def mark_leads(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Return the lead phrases.

    They are those behind a dash or in a box, two and more in one section, and single ones in a document most of whose
    sections open so.
    """
    found = {k: lead for k, paragraph in enumerate(paragraphs) if k not in headings and (lead := _lead(paragraph))}
    found |= _alone_alike(paragraphs, headings)
    above = _above(headings, found)
    sections: dict[int | None, list[int]] = {}
    for index in found:
        sections.setdefault(above[index], []).append(index)
    for members in sections.values():
        brief = [index for index in members if found[index].title[1] - found[index].title[0] <= LONGEST_LEAD]
        for index in members if len(brief) < 0.5 * len(members) else ():
            if index not in brief:
                del found[index]
    for section, members in sections.items():
        sections[section] = [index for index in members if index in found]
    opening, holding = _usual_styles(paragraphs, headings, sections)
    for section, members in sections.items():
        style = headings[section].style if section is not None else None
        single = len(members) == 1 and paragraphs[members[0]].marker is None and style is not Style.BOX
        if single and style not in holding and not (style in opening and section == members[0] - 1):
            del found[members[0]]
        slogans = [index for index in members if index in found and _two_clauses(paragraphs[index], found[index])]
        if len(slogans) == 1 and slogans[0] != members[0]:
            del found[slogans[0]]
    ordered = sorted(headings)
    for section in sections:
        if section is not None and (left := _leaves(paragraphs, headings, ordered, sections, section)):
            found |= {k: replace(found[k], rank=headings[section].rank) for k in left if k in found}
    return found


def _leaves(
    paragraphs: Sequence[Paragraph],
    headings: Mapping[int, Candidate],
    ordered: Sequence[int],
    sections: Mapping[int | None, Sequence[int]],
    section: int,
) -> Sequence[int]:
    """Return the leads below the last of several sections that belong beside it: a text of its own leads in to them.

    （一） … （五） without leads, （六） with its text, then 五年来，… and leads: they sum up the chapter, not （六）.
    """
    members, own = sections[section], headings[section]
    alone = own.body >= len(paragraphs[section].flow)
    if len(members) < 2 or members[0] - section - 1 < 1 + alone or own.rank == 0:
        return ()
    place = bisect_left(ordered, section)
    before = []
    for k in reversed(ordered[max(0, place - 60) : place]):
        if headings[k].rank < own.rank:
            break
        if headings[k].rank == own.rank:
            before.append(k)
    following = bisect_left(ordered, members[0])
    last = following == len(ordered) or headings[ordered[following]].rank < own.rank
    return members if len(before) >= 2 and last and not any(sections.get(k) for k in before) else ()


def _alone_alike(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Return short sentences alone over longer paragraphs, three and more that begin alike (这是…的五年。)."""
    groups: dict[tuple[int | None, str], list[int]] = {}
    section: int | None = None
    for index, paragraph in enumerate(paragraphs):
        section = index if index in headings else section
        below = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if index in headings or below is None or paragraph.marker is not None or below.marker is not None:
            continue
        if _ALONE.fullmatch(paragraph.text) and len(below.flow) > 2 * len(paragraph.flow):
            groups.setdefault((section, paragraph.text[:2]), []).append(index)
    return {
        k: Candidate(None, LEAD_RANK, 0, "", (0, len(paragraphs[k].flow) - 1), len(paragraphs[k].flow), "lead", 0.7)
        for members in groups.values()
        if len(members) >= 3
        for k in members
    }


def _two_clauses(paragraph: Paragraph, lead: Candidate) -> bool:
    """Whether a lead phrase is two slogans (雄关漫道真如铁，而今迈步从头越), a saying beside others of one clause."""
    return lead.style is None and "，" in paragraph.text[slice(*lead.title)]


def _above(headings: Mapping[int, Candidate], leads: Iterable[int]) -> dict[int, int | None]:
    """Return the heading whose section each lead stands in; a bare lead leaves the numbered items of a box."""
    result: dict[int, int | None] = {}
    last = before_box = None
    in_items = boxed = False
    for index in sorted([*headings, *leads]):
        heading = headings.get(index)
        if heading is None:
            result[index] = before_box if in_items and before_box is not None else last
        elif not heading.swallowed:
            if heading.style is Style.BOX:
                before_box, boxed, in_items = last, True, False
            elif heading.rank <= Style.CHINESE_PAREN or heading.rank >= Style.BOX:
                boxed = in_items = False
            else:
                in_items = boxed
            last = index
    return result


def _usual_styles(
    paragraphs: Sequence[Paragraph],
    headings: Mapping[int, Candidate],
    sections: Mapping[int | None, Sequence[int]],
) -> tuple[set[Style], set[Style]]:
    """Return the styles of headings most of whose sections open with a lead phrase, and most of which hold two."""
    opens: dict[Style, list[bool]] = {}
    holds: dict[Style, list[bool]] = {}
    for index, heading in headings.items():
        text = index + 1 < len(paragraphs) and index + 1 not in headings and heading.body >= len(paragraphs[index].flow)
        if heading.style is not None and text:
            leads = sections.get(index, ())
            opens.setdefault(heading.style, []).append(index + 1 in leads)
            holds.setdefault(heading.style, []).append(len(leads) >= 2)

    def usual(counts: Mapping[Style, list[bool]], least: int) -> set[Style]:
        return {style for style, hits in counts.items() if sum(hits) >= max(least, 0.5 * len(hits))}

    return usual(opens, 3), usual(holds, 2)


def _lead(paragraph: Paragraph) -> Candidate | None:
    marker = paragraph.marker
    if paragraph.colophon or is_note(paragraph.text) or (marker is not None and marker.style is not Style.BULLET):
        return None
    start = marker.end if marker is not None else 0
    shape = shape_of(paragraph.text, start)
    title = paragraph.text[start : shape.title[1]]
    ends = paragraph.text[shape.title[1] : shape.title[1] + 1]
    shortest = 2 if shape.colon else 3
    if shape.alone or ends not in ("。", "：", ":") or not shortest <= shape.length <= LONGEST_LEAD * 3 // 2:
        return None
    if not _names(title) or (shape.colon and not _named(title)):
        return None
    if shape.colon and _LISTING.match(paragraph.text[shape.body :]):
        return None
    rule = "lead" if marker is None else "lead:bullet"
    return Candidate(None if marker is None else Style.BULLET, LEAD_RANK, 0, "", shape.title, shape.body, rule, 0.8)


def _named(label: str) -> bool:
    """Whether the words before a colon name what follows, instead of leading in to a list of it."""
    return re.search(r"(如下|包括|以下|其中|目标|即|是)$|[二三四五六七八九十两\d][项个类条点方大]", label) is None


def _names(title: str) -> bool:
    """Whether a phrase names its paragraph: one clause, or two slogans of about equal length (突出重点，规划先行)."""
    if _OPENING.match(title) or re.search(r"\d", title):
        return False
    halves = re.split(r"[，,]", title)
    if len(halves) == 1:
        return True
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 2 and max(map(len, halves)) <= 7
