"""What a user sees and selects: how a document reads, and what a selected stretch of it says.

A selection is read as what the user says it is: where the steps of the analysis would find nothing in it, its words are
taken as they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from planlens.analysis.aims.aim_reader import AimReader, Setting
from planlens.analysis.draft import Draft, Paragraph, Sentence
from planlens.analysis.flow import Flow, flow_of
from planlens.analysis.judging.years import LeadYears, own_year, stated_year
from planlens.analysis.notes.note_grammar import read
from planlens.analysis.notes.note_places import notes_in
from planlens.analysis.notes.running_notes import running_note
from planlens.analysis.notes.units import is_unit, names
from planlens.analysis.steps import deadlines, front, layout, outline, roles, sentences, units
from planlens.language.characters import plain
from planlens.language.dates import deadline_of
from planlens.language.sentences import split
from planlens.model import Block, Document, Reading, Role, Span, Target, UnitRole

_LABEL = re.compile(r"^[^：:、，]{2,8}[:：]|^由|(负责|牵头|配合|落实)?[。；;]?$")  # 责任单位：
LONGEST_UNIT = 40
"""Characters that the name of a unit has at most."""
MEANT = 0.1
"""How likely a selected number must be an aim: the user says that it is one."""


def reading_of(document: Document) -> Reading:
    """Return the paragraphs and sentences that the analysis reads."""
    draft = _draft(document)
    starts = [block.span.start for block in document.blocks]
    parts = (_parts(paragraph, document.blocks, starts) for paragraph in draft.paragraphs)
    return Reading(tuple(found for found in parts if found), tuple(sentence.flow.span for sentence in draft.sentences))


def _draft(document: Document) -> Draft:
    draft = Draft(document)
    for step in (layout, front, outline, roles, sentences):
        step.run(draft)
    return draft


def _parts(paragraph: Paragraph, blocks: Sequence[Block], starts: Sequence[int]) -> tuple[Span, ...]:
    """Return the range that a paragraph takes of each of its blocks."""
    at, found, index = paragraph.flow.at, [], 0
    while index < len(at):
        block = blocks[max(0, bisect_right(starts, at[index]) - 1)].span
        end = bisect_left(at, block.end, index)
        if end > index:
            found.append(Span(at[index], at[end - 1] + 1))
        index = max(end, index + 1)  # a blank between two blocks belongs to neither
    return tuple(found)


def units_in(document: Document, span: Span) -> tuple[tuple[str, UnitRole], ...]:
    """Return the units that a selected note or list names, with their roles; empty where its words are prose.

    A list may hold a name or two that are like no other unit's; most of what stands between its marks is named like
    units, or it is no list.
    """
    draft = Draft(document)
    layout.run(draft)
    text = flow_of(plain(document.text), [span]).text
    reading = read(text)
    if reading is None or not reading.units:
        inside = notes_in(text)
        running = running_note(text)
        reading = inside[0][2] if inside else running[2] if running else None
    if reading is not None and reading.units:
        return units.with_convention(reading.units, units.others_in(draft))
    bare = _LABEL.sub("", text.strip("（）()【】[]"))
    found = [name for name in names(bare) if 2 <= len(name) <= LONGEST_UNIT]
    if 2 * sum(map(is_unit, found)) <= len(found):
        return ()
    return tuple((name, UnitRole.RESPONSIBLE) for name in found)


def targets_in(document: Document, span: Span) -> tuple[Target, ...]:
    """Return the targets in a selection, without ids; empty where it holds no quantity that can be read as one."""
    draft = _draft(document)
    year, this_year = own_year(draft), stated_year(draft)
    leads = LeadYears(draft, this_year)
    found: list[Target] = []
    inherited = None
    for sentence in draft.sentences:
        whole = sentence.flow.span
        if whole.start >= span.end:
            break
        inherited = leads.for_sentence(sentence)
        if whole.overlaps(span):
            part = _clipped(sentence, span)
            found += AimReader(part, Setting(year, this_year, inherited, Role.GOAL)).targets(least=MEANT)
    return tuple(found) or _outside_sentences(document, span, year, this_year, inherited)


def _clipped(sentence: Sentence, span: Span) -> Sentence:
    at = sentence.flow.at
    part = sentence.flow.part(bisect_left(at, span.start), bisect_left(at, span.end))
    return Sentence(part, sentence.paragraph, sentence.heading)


def _outside_sentences(
    document: Document, span: Span, year: str | None, this_year: str | None, inherited: str | None
) -> tuple[Target, ...]:
    """Read a selection in a heading, a table or a note."""
    flow = flow_of(plain(document.text), [span])
    pieces = (flow.part(start, end) for start, end in split(flow.text))
    read_ones = (
        AimReader(Sentence(piece, 0, None), Setting(year, this_year, inherited, Role.GOAL)).targets(least=MEANT)
        for piece in pieces
        if piece
    )
    return tuple(target for found in read_ones for target in found)


def deadline_in(document: Document, span: Span) -> tuple[str, Span] | None:
    """Return the time limit in a selection (see :class:`planlens.model.Deadline`) and its place; None for none."""
    draft = _draft(document)
    flow: Flow = flow_of(plain(document.text), [span])
    year = stated_year(draft)
    found = deadlines.limit_in(flow.text, year) or deadline_of(flow.text, year)
    return (found[0], flow.locate(found[1], found[2])) if found is not None else None
