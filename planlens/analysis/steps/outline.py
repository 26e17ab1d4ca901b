"""Find the headings and put them into a tree.

Which evidence wins: the printed or automatic number, then the file's heading styles, then how a line stands among the
others. Marks are parsed first, for the whole document; then every series of marks is judged together (titles or whole
sentences?); only then are unnumbered lines and lead phrases looked at, in the light of the numbered ones. Levels are
depths in the resulting tree. The step never alters the text, and never takes a whole sentence with a full stop in the
middle for a title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from planlens.analysis.aims.usage import as_used
from planlens.analysis.draft import Draft, Heading, Paragraph
from planlens.analysis.judging.calendars import with_calendars
from planlens.analysis.judging.short_items import without_short_items
from planlens.analysis.outline.bare import bare_readings
from planlens.analysis.outline.candidates import Candidate, top_rank
from planlens.analysis.outline.fitting import Reading, best
from planlens.analysis.outline.leads import mark_leads
from planlens.analysis.outline.markers import Style
from planlens.analysis.outline.numbered import numbered_candidates
from planlens.model import Evidence, Span

LEAD = 97
"""Rank of a lead phrase: below every numbered heading."""


def run(draft: Draft) -> None:
    """Fill ``draft.headings`` and tell every heading paragraph where its text begins."""
    paragraphs = draft.paragraphs
    as_used(paragraphs)
    numbered = numbered_candidates(paragraphs)
    top = top_rank(numbered.values())
    readings: dict[int, Sequence[Reading]] = {index: [Reading(found, 0.0)] for index, found in numbered.items()}
    found = best(readings | bare_readings(paragraphs, numbered, top, draft.contents))
    candidates = with_calendars(paragraphs, numbered, found, top)
    candidates |= mark_leads(paragraphs, candidates)
    candidates = without_short_items(paragraphs, candidates)
    tree = _Tree()
    for index in sorted(candidates):
        candidate = candidates[index]
        if candidate.swallowed:
            paragraphs[index].body = len(paragraphs[index].flow)
            paragraphs[index].heading = len(draft.headings) - 1 if draft.headings else None
            continue
        level, parent = tree.place(candidate, paragraphs[index], len(draft.headings))
        draft.headings.append(_heading(draft, candidate, index, level, parent))
        paragraphs[index].heading = len(draft.headings) - 1
        paragraphs[index].body = candidate.body
    _mark_strays(draft, candidates)


def _mark_strays(draft: Draft, candidates: Mapping[int, Candidate]) -> None:
    """Mark the sections whose chapter's own heading is lost.

    Their numbers do not fit the chapter above (（一） again, 3.1 below 二、); or that chapter has a text of its own,
    and the number after it is left out (二、 with its text, （一）, （二）, 四、).
    """
    chapters = [k for k, heading in enumerate(draft.headings) if heading.parent is None]
    for chapter, following in pairwise([*chapters, len(draft.headings)]):
        strays = False
        first = True
        for k in range(chapter + 1, following):
            heading = draft.headings[k]
            if heading.parent == chapter:
                own = candidates[heading.paragraph]
                strays = strays or own.strays
                strays = strays or (first and _lost_after(draft, candidates, chapter, following))
                first = first and own.style in (None, Style.BULLET)
                heading.strays = strays and not first


def _lost_after(draft: Draft, candidates: Mapping[int, Candidate], chapter: int, following: int) -> bool:
    """Whether the heading between a chapter with a text of its own and the next chapter is lost."""
    if following >= len(draft.headings):
        return False
    place = draft.headings[chapter].paragraph
    own, after = candidates[place], candidates[draft.headings[following].paragraph]
    told = own.body < len(draft.paragraphs[place].flow) or draft.headings[chapter + 1].paragraph > place + 1
    return told and own.rank == after.rank and after.style is not None and after.value > own.value + 1


def _heading(draft: Draft, candidate: Candidate, index: int, level: int, parent: int | None) -> Heading:
    flow = draft.paragraphs[index].flow
    start, end = (0 if candidate.number else candidate.title[0]), candidate.title[1]
    title, last = draft.printed(flow.part(*candidate.title)), flow.locate(start, end).end
    if candidate.title_from is not None:
        below = draft.paragraphs[candidate.title_from].flow
        title, last = (title + draft.printed(below)).strip(), below.span.end
    span = flow.locate(start, max(end, start + 1))
    return Heading(
        paragraph=index,
        level=level,
        parent=parent,
        number=draft.printed(flow.part(0, len(candidate.number))) if candidate.number else "",
        title=title,
        span=Span(span.start, last),
        evidence=Evidence(candidate.rule, candidate.confidence),
    )


class _Tree:
    """The open headings, the highest first, each with its rank."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, int, Candidate, Paragraph]] = []

    def place(self, candidate: Candidate, paragraph: Paragraph, index: int) -> tuple[int, int | None]:
        """Open a heading and return its level and its parent's index."""
        del self._stack[self._keep(candidate, paragraph) :]
        parent = self._stack[-1][1] if self._stack else None
        self._stack.append((candidate.rank, index, candidate, paragraph))
        return len(self._stack), parent

    def _keep(self, candidate: Candidate, paragraph: Paragraph) -> int:
        """Return how many of the open headings stay open above the new one."""
        floor = self._box_floor(candidate, paragraph)
        if candidate.style is Style.BOX:
            return self._above_box(floor, paragraph.text[candidate.title[0] :])
        keep = len(self._stack)
        if candidate.rank == LEAD and candidate.style is None and not floor:
            keep = next((k for k, entry in enumerate(self._stack) if entry[0] == Style.BOX), keep)
        while keep > floor and self._stack[keep - 1][0] >= candidate.rank:
            keep -= 1
        return keep

    def _above_box(self, floor: int, title: str) -> int:
        """A box belongs to the deepest open section, unless a higher one's title says what the box's says."""
        open_box = next((k for k, entry in enumerate(self._stack) if entry[0] == Style.BOX), len(self._stack))
        keep = max(open_box, floor)
        likeness = [_likeness(entry, title) for entry in self._stack[:keep]]
        best = max(range(len(likeness)), key=lambda k: (likeness[k], k), default=keep - 1)
        return best + 1 if likeness and likeness[best] >= max(0.5, likeness[-1] + 0.25) else keep

    def _box_floor(self, candidate: Candidate, paragraph: Paragraph) -> int:
        """Return how many headings a heading inside a box must leave open, 0 outside boxes."""
        boxes = [k for k, entry in enumerate(self._stack) if entry[0] == Style.BOX]
        if not boxes:
            return 0
        floor = boxes[-1] + 1
        if self._stack[boxes[-1]][3].box is not None:
            return floor if paragraph.box == self._stack[boxes[-1]][3].box else 0
        named = candidate.style is None and candidate.rank > Style.CHINESE_PAREN and paragraph.text.endswith("：")
        return floor if named or self._inside(candidate, boxes[-1]) else 0

    def _inside(self, candidate: Candidate, box: int) -> bool:
        """Whether a mark goes on inside the box of a plain text: as its first item, or as the next of its items."""
        if candidate.style is Style.BULLET:
            return True
        if candidate.rank == LEAD:
            return all(entry[0] >= Style.BOX for entry in self._stack[box + 1 :])
        if candidate.style is None or candidate.style <= Style.SECTION or candidate.style >= Style.BOX:
            return False
        if box + 1 < len(self._stack) and self._stack[-1][2].style is None and self._stack[-1][0] < candidate.rank:
            return True
        inner = _value_of(self._stack[box + 1 :], candidate.style)
        outer = _value_of(self._stack[:box], candidate.style)
        if inner is not None:
            return candidate.value == inner + 1
        if candidate.value != 1:
            return False
        return outer is not None or candidate.style >= Style.ARABIC


def _likeness(entry: tuple[int, int, Candidate, Paragraph], title: str) -> float:
    """Return how many of the character pairs of an open heading's title stand in a box's title, from 0 to 1."""
    own = entry[3].text[entry[2].title[0] : entry[2].title[1]]
    pairs = {own[k : k + 2] for k in range(len(own) - 1)}
    return len([pair for pair in pairs if pair in title]) / len(pairs) if pairs else 0.0


def _value_of(entries: list[tuple[int, int, Candidate, Paragraph]], style: Style) -> int | None:
    return next((entry[2].value for entry in reversed(entries) if entry[2].style is style), None)
