"""Cut the body into sentences, and lay the unit notes aside.

A sentence ends after 。！？； at bracket and quote depth 0 and at the paragraph's end. A unit note in brackets that
closes a sentence is no part of it; a note that stands between two sentences belongs to what stands before it, and is no
part of the next.
"""

from __future__ import annotations

import re

from planlens.analysis.draft import Draft, Paragraph, Sentence
from planlens.analysis.notes.note_places import is_note, notes_in
from planlens.analysis.outline.markers import Marker
from planlens.language.sentences import STOPS, split


def run(draft: Draft) -> None:
    """Fill ``draft.sentences``."""
    heading: int | None = None
    for index, paragraph in enumerate(draft.paragraphs):
        if paragraph.heading is not None:
            heading = paragraph.heading
        elif paragraph.marker is not None:
            heading = _beside(draft, heading, paragraph.marker)
        if not paragraph.colophon and not is_note(paragraph.text):
            draft.sentences += _sentences(paragraph, index, heading)


def _beside(draft: Draft, heading: int | None, marker: Marker) -> int | None:
    """Return the heading that a numbered item stands under: （二） stands beside the heading （一）, not below it."""
    place = heading
    while place is not None:
        own, parent = draft.paragraphs[draft.headings[place].paragraph].marker, draft.headings[place].parent
        if own is not None and own.style is marker.style and own.value == marker.value - 1 and parent is not None:
            return parent
        place = parent
    return heading


def _sentences(paragraph: Paragraph, index: int, heading: int | None) -> list[Sentence]:
    text = paragraph.text
    found: list[Sentence] = []
    for begin, end in _stretches(paragraph):
        for start, stop in split(text[begin:end]):
            piece = paragraph.flow.part(begin + start, begin + stop)
            if re.search(r"\w", piece.text):  # more than marks
                found.append(Sentence(piece, index, heading))
    return found


def _stretches(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Return the ranges of the body between its unit notes; a note in the middle of a sentence does not part it."""
    text, start = paragraph.text, paragraph.body
    stretches: list[tuple[int, int]] = []
    for begin, end, _ in notes_in(text):
        if begin < start:
            continue
        closes = end >= len(text) or text[end] in STOPS or text[end] in "（(【"
        if closes or begin == start or text[begin - 1] in STOPS:
            stretches.append((start, begin))
            start = end
    return [*stretches, (start, len(text))]
