"""Cut the body into sentences, and lay the unit notes aside.

A sentence ends after 。！？； at bracket and quote depth 0 and at the paragraph's end (the same as the annotation guide
of the open documents). A unit note in brackets that closes a sentence is no part of it; a note that opens the rest of a
paragraph belongs to what stands before it.
"""

from __future__ import annotations

import re

from planlens.analysis.draft import Draft, Paragraph, Sentence
from planlens.analysis.notes import closing_note, is_note
from planlens.language.sentences import split


def run(draft: Draft) -> None:
    """Fill ``draft.sentences``."""
    heading: int | None = None
    for index, paragraph in enumerate(draft.paragraphs):
        if paragraph.heading is not None:
            heading = paragraph.heading
        if not paragraph.colophon and not is_note(paragraph.text):
            draft.sentences += _sentences(paragraph, index, heading)


def _sentences(paragraph: Paragraph, index: int, heading: int | None) -> list[Sentence]:
    flow = paragraph.flow
    start = paragraph.body
    found: list[Sentence] = []
    for begin, end in split(flow.text[start:]):
        piece = flow.part(start + begin, start + end)
        note = closing_note(piece.text)
        if note is not None:
            piece = piece.part(0, note)
        if re.search(r"\w", piece.text):
            found.append(Sentence(piece, index, heading))
    return found
