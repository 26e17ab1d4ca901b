"""Lead phrases: a short sentence without a number that opens a paragraph and names it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from planlens.analysis.draft import Paragraph
from planlens.analysis.notes.note_places import is_note
from planlens.analysis.outline.candidates import Candidate, shape_of
from planlens.analysis.outline.markers import Style

LEAD_RANK = 97
LONGEST_LEAD = 20
"""A lead phrase has at most so many characters; up to half of a run may have half as many more."""
_ALONE = re.compile(r"[^，。；：！？]{4,36}。|[^，。；：！？]{3,7}，[^，。；：！？]{3,7}。")
"""这是改革开放纵深推进的五年。"""
_LISTING = re.compile(r"一是|一方面|（一）|1[.．、]")  # 一是……
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
    lead = re.compile(r"([\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2,8}。(?=[^。]{12})")  # 补齐短板。对……
    own = lead.match(paragraph.text)
    if own is None or not any((found := lead.match(other.text)) and found[1] == own[1] for other in beside):
        return None
    opening = own[1]
    return lambda text: text.startswith(opening) and lead.match(text) is not None


def _slogan(text: str) -> bool:
    """Whether a text opens with a slogan: two clauses of equal length, three to six characters each."""
    found = re.match(r"([\u4e00-\u9fff]{3,6})，([\u4e00-\u9fff]{3,6})。(?=.)", text)  # 补短板，强弱项。
    return found is not None and len(found[1]) == len(found[2])


def _label(text: str) -> bool:
    """Whether a text opens with a label before a colon."""
    # 产业方面：建设…… and not 8：30至9：00……
    found = re.match(r"([\u4e00-\u9fffA-Za-z\d“”、]{3,16})：(?!(?<=\d：)\d)(?=[^；]{12})", text)
    if found is None or is_note(text) or _LISTING.match(text[found.end() :]):
        return False
    return _names(found[1]) and _named(found[1])


def _short(text: str) -> bool:
    """Whether a text opens with a short sentence that a longer one follows."""
    found = re.match(r"([\u4e00-\u9fffA-Za-z\d“”、（）]{4,20})。(?=[^。]{20})", text)  # 结构更加优化。到……
    return found is not None and _names(found[1])


def mark_leads(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Return the lead phrases.

    They are those behind a dash or in a box, two and more in one section, and single ones in a document most of whose
    sections open so.
    """
    found = {k: lead for k, paragraph in enumerate(paragraphs) if k not in headings and (lead := _lead(paragraph))}
    alone = _alone(paragraphs, headings)
    found |= alone
    above = _above(headings, found)
    sections: dict[int | None, list[int]] = {}
    for index in found:
        sections.setdefault(above[index], []).append(index)
    for members in sections.values():
        for index in [k for k in members if not _of_its_section(k, members, found, alone)]:
            del found[index]
    for section, members in sections.items():
        sections[section] = [index for index in members if index in found]
    opening, holding = _usual_styles(paragraphs, headings, sections)
    for section, members in sections.items():
        style = headings[section].style if section is not None else None
        single = len(members) == 1 and paragraphs[members[0]].marker is None and style is not Style.BOX
        single = single and members[0] not in alone
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


def _of_its_section(index: int, members: Sequence[int], found: Mapping[int, Candidate], alone: Container[int]) -> bool:
    """Whether a lead is one like the others of its section: alone on lines like them, or as short as half of them."""
    if any(k in alone for k in members):
        return index in alone
    brief = [k for k in members if found[k].title[1] - found[k].title[0] <= LONGEST_LEAD]
    return index in brief or len(brief) >= 0.5 * len(members)


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


def _alone(paragraphs: Sequence[Paragraph], headings: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Return the titles that end with a full stop, each alone on a line above its text.

    One alone says little: that a section alternates so says it, and that others of the document do; or that three and
    more of a section begin alike (这是…的五年。).
    """
    pairs: dict[int | None, list[int]] = {}
    sizes: Counter[int | None] = Counter()
    section: int | None = None
    for index, (paragraph, below) in enumerate(pairwise(paragraphs)):
        section = index if index in headings else section
        sizes[section] += index not in headings and not paragraph.colophon
        if index not in headings and index + 1 not in headings and _alone_above(paragraph, below):
            pairs.setdefault(section, []).append(index)
    through = {
        section: members
        for section, members in pairs.items()
        if section is not None
        and members[0] <= section + 1 + (len(members) > 2)
        and 2 * len(members) >= 0.6 * sizes[section]
        and all(_names(paragraphs[k].text[_start(paragraphs[k]) : -1]) for k in members)
    }
    usual = sum(len(members) > 1 for members in through.values()) > 1
    chosen = [k for members in through.values() if usual or len(members) >= 3 for k in members]
    chosen += [k for members in pairs.values() for k in _alike_three(paragraphs, members)]
    return {k: _alone_lead(paragraphs[k]) for k in chosen}


def _alone_above(paragraph: Paragraph, below: Paragraph) -> bool:
    """Whether a short sentence stands alone above a longer text that has no mark."""
    start = _start(paragraph)
    bare = paragraph.marker is None or paragraph.marker.style is Style.BULLET
    if not bare or paragraph.colophon or below.marker is not None or below.colophon:
        return False
    title = paragraph.text[start:]
    return _ALONE.fullmatch(title) is not None and len(below.flow) > 1.5 * len(title) and not is_note(paragraph.text)


def _alone_lead(paragraph: Paragraph) -> Candidate:
    style, end = None if paragraph.marker is None else Style.BULLET, len(paragraph.flow)
    return Candidate(style, LEAD_RANK, 0, "", (_start(paragraph), end - 1), end, "lead:alone", 0.7)


def _start(paragraph: Paragraph) -> int:
    """Return where a paragraph's text begins, behind its mark."""
    return paragraph.marker.end if paragraph.marker is not None else 0


def _alike_three(paragraphs: Sequence[Paragraph], members: Sequence[int]) -> list[int]:
    """Return those of the members that begin alike, three and more of them."""
    openings = Counter(paragraphs[k].text[:2] for k in members)
    return [k for k in members if openings[paragraphs[k].text[:2]] >= 3 and paragraphs[k].marker is None]


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
    start = _start(paragraph)
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
    # 抓好三项
    return re.search(r"(如下|包括|以下|其中|目标|即|是)$|[二三四五六七八九十两\d][项个类条点方大]", label) is None


def _names(title: str) -> bool:
    """Whether a phrase names its paragraph: one clause, or two slogans of about equal length (突出重点，规划先行)."""
    if _OPENING.match(title) or re.search(r"\d", title):  # 2027
        return False
    halves = re.split(r"[，,]", title)  # 着眼长远，补齐短板
    if len(halves) == 1:
        return True
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 2 and max(map(len, halves)) <= 7
