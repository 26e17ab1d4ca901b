"""Tell every sentence which unit note covers it.

What a note covers: the sentences of its own paragraph since the note before; the whole item where it stands alone on a
line at the item's end, in the item's heading, or at the end of an item of several paragraphs in a document that writes
its notes so. Units that a sentence itself names win over the note that closes the item.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from planlens.analysis.draft import Draft, Note, Paragraph, Sentence
from planlens.analysis.flow import Flow
from planlens.analysis.judging.years import stated_year
from planlens.analysis.notes.note_grammar import Reading, convention, read
from planlens.analysis.notes.note_places import Place, is_note, notes_in
from planlens.analysis.notes.running_notes import running_note
from planlens.model import Span, UnitRole

Units = tuple[tuple[str, UnitRole], ...]


def run(draft: Draft) -> None:
    """Set ``note`` and ``running`` of every sentence."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in draft.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    others: UnitRole | None = None
    year = stated_year(draft)
    covering = _Covering(draft, by_paragraph)
    for index, paragraph in enumerate(draft.paragraphs):
        if paragraph.colophon:
            continue
        others = _others(paragraph.text) or others
        alone = is_note(paragraph.text)
        for start, end, reading in _notes_of(paragraph, draft.document.text):
            span = paragraph.flow.locate(start, end)
            note = Note(span, with_convention(reading.units, others), reading.rule, reading.deadline(year))
            covering.add(index, start, note, alone=alone)
    covering.finish()
    for sentence in draft.sentences:
        found = running_note(sentence.flow.text)
        if found is not None:
            span = sentence.flow.locate(found[0], found[1])
            sentence.running = Note(span, found[2].units, found[2].rule, running=True)


def _notes_of(paragraph: Paragraph, document: str) -> list[Place]:
    """Return the notes of a paragraph; notes side by side are one."""
    text = paragraph.text
    merged: list[Place] = []
    for start, end, plain in notes_in(text):
        reading = _with_blanks(paragraph.flow.part(start, end), document) or plain
        if merged and not text[merged[-1][1] : start].strip(" ，；;。"):
            before = merged.pop()
            merged.append((before[0], end, _merge(before[2], reading)))
        else:
            merged.append((start, end, reading))
    return merged


def _with_blanks(flow: Flow, document: str) -> Reading | None:
    """Read a note with the blanks that the file has between its units (市水利局 市财政局), None if it has none."""
    pieces = []
    for before, at, character in zip(flow.at, flow.at[1:], flow.text[1:], strict=False):
        gap = document[before + 1 : at]
        pieces.append(f" {character}" if gap and "\n" not in gap and not gap.strip() else character)
    return read(flow.text[:1] + "".join(pieces)) if any(len(piece) > 1 for piece in pieces) else None


def _merge(first: Reading, second: Reading) -> Reading:
    known = {name for name, _ in first.units}
    units = (*first.units, *(unit for unit in second.units if unit[0] not in known))
    return Reading(units, first.until or second.until, first.rule)


def others_in(draft: Draft) -> UnitRole | None:
    """Return the role of all but the first unit of plain lists, None where no convention makes the first the lead."""
    found = [role for paragraph in draft.paragraphs if (role := _others(paragraph.text)) is not None]
    return found[-1] if found else None


def _others(text: str) -> UnitRole | None:
    """Return the role of the units behind the first one where a convention makes that one the lead; None for none."""
    if not convention(text):
        return None
    helps = re.search(r"其(他|余|它)[^，。]{0,10}(配合|协办|参与|协同)", text)  # 其他部门配合
    return UnitRole.RESPONSIBLE if helps is None else UnitRole.SUPPORT


def with_convention(units: Units, others: UnitRole | None) -> Units:
    """Make the first of a plain list the lead; *others* is the role of all others, None where no convention holds."""
    if others is None or not units or any(role is not UnitRole.RESPONSIBLE for _, role in units):
        return units
    return ((units[0][0], UnitRole.LEAD), *((name, others) for name, _ in units[1:]))


class _Covering:
    """Hands the notes to the sentences they cover."""

    def __init__(self, draft: Draft, sentences: dict[int, list[Sentence]]) -> None:
        self._draft = draft
        self._sentences = sentences
        self._closing: dict[int, list[tuple[int, Note]]] = {}
        self._in_heading: list[tuple[int, Note]] = []
        self._alone: tuple[int, Note] | None = None
        self._covered: dict[int, int] = {}
        self._last_covered = -1
        self._eldest: dict[int | None, int] = {}
        for index, heading in enumerate(draft.headings):
            self._eldest.setdefault(heading.parent, index)
        self._starts = [heading.paragraph for heading in draft.headings]

    def add(self, index: int, start: int, note: Note, *, alone: bool) -> None:
        """Let *note*, which begins at *start* of paragraph *index*, cover what it speaks for."""
        paragraph = self._draft.paragraphs[index]
        if alone:
            self._cover_item(index, note)
            return
        self._alone = None
        if paragraph.heading is not None and start > 0 and not self._sentences.get(index):
            self._in_heading.append((paragraph.heading, note))
            return
        place = paragraph.flow.at[start]
        sentences = self._sentences.get(index, [])
        first = self._covered.get(index, 0)
        last = bisect_left(sentences, place, first, key=lambda sentence: sentence.flow.span.start)
        for sentence in sentences[first:last]:
            sentence.note = note
        if last > first:
            self._covered[index], self._last_covered = last, index
        self._closing.setdefault(index, []).append((start, note))

    def _cover_item(self, index: int, note: Note) -> None:
        """A note alone on its line: cover the item above it; lines of one note (牵头单位：… 配合单位：…) add up."""
        if self._alone is not None and self._alone[0] == index - 1:
            merged = self._alone[1]
            known = {name for name, _ in merged.units}
            merged.units = (*merged.units, *(unit for unit in note.units if unit[0] not in known))
            merged.deadline = merged.deadline or note.deadline
            merged.span = Span(merged.span.start, note.span.end)
            self._alone = (index, merged)
            return
        self._alone = (index, note)
        for above in range(index - 1, -1, -1):
            sentences = self._sentences.get(above, [])
            if any(sentence.note is not None for sentence in sentences):
                break
            for sentence in sentences:
                sentence.note = note
            if self._draft.paragraphs[above].heading is not None and self._ends_item(above, index):
                break
        self._last_covered = index

    def _ends_item(self, above: int, index: int) -> bool:
        """Whether the heading of paragraph *above* is the item that the note at *index* closes.

        It is the nearest one, unless that one's elder siblings have no note either while the note stands at the end
        of all of them: then the note speaks for the section above.
        """
        headings = self._draft.headings
        heading = self._draft.paragraphs[above].heading
        assert heading is not None
        parent = headings[heading].parent
        eldest = self._eldest[parent]
        following = max(heading + 1, bisect_right(self._starts, index))
        last = following >= len(headings) or headings[following].level < headings[heading].level
        if parent is None or eldest == heading or not last:
            return True
        return self._last_covered >= headings[eldest].paragraph

    def finish(self) -> None:
        """Cover whole items: by a note in their heading, or by the only note at their end."""
        ends = self._ends()
        for owner, note in self._in_heading:
            for index in range(self._starts[owner], ends[owner]):
                for sentence in self._sentences.get(index, []):
                    sentence.note = sentence.note or note
        items = self._items()
        self._widen_closing_notes(list(items.values()), share=0.9)
        self._widen_closing_notes(self._led_items(items), share=0.0)

    def _ends(self) -> list[int]:
        """Return the paragraph behind each heading's section."""
        ends = [len(self._draft.paragraphs)] * len(self._starts)
        pending: list[int] = []
        for index, heading in enumerate(self._draft.headings):
            while pending and self._draft.headings[pending[-1]].level >= heading.level:
                ends[pending.pop()] = heading.paragraph
            pending.append(index)
        return ends

    def _widen_closing_notes(self, all_items: Sequence[Sequence[int]], share: float) -> None:
        """Let the only note of an item, at its end, cover all of it where that share of all items is written so."""
        items = [item for item in all_items if any(index in self._closing for index in item)]
        single = [
            item
            for item in items
            if [k for k in item if k in self._closing] == [item[-1]] and len(self._closing[item[-1]]) == 1
        ]
        if not items or len(single) < share * len(items):
            return
        for item in single:
            note = self._closing[item[-1]][0][1]
            for index in item:
                for sentence in self._sentences.get(index, []):
                    sentence.note = sentence.note or note

    def _items(self) -> dict[int, list[int]]:
        """Return the paragraphs with sentences below each heading."""
        items: dict[int, list[int]] = {}
        for index, sentences in self._sentences.items():
            heading = sentences[0].heading
            if heading is not None and sentences:
                items.setdefault(heading, []).append(index)
        return items

    def _led_items(self, items: dict[int, list[int]]) -> list[list[int]]:
        """Return the paragraphs of each numbered item that lead phrases without numbers part (智能化制造。……)."""
        headings = self._draft.headings
        led: dict[int, list[int]] = {}
        for heading, paragraphs in items.items():
            parent = headings[heading].parent
            if parent is not None and not headings[heading].number and headings[parent].number:
                led.setdefault(parent, list(items.get(parent, ()))).extend(paragraphs)
        return list(led.values())
