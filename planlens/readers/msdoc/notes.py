"""Footnotes and endnotes: their marks in the text, their texts and how they are counted ([MS-DOC] §2.4.3, §2.7.2)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from planlens.readers.msdoc.boxes import plc, ranges
from planlens.readers.msdoc.fib import TablePart, Word
from planlens.readers.msdoc.sprm import Sprm, sprms, unsigned
from planlens.readers.word.notes import ENDNOTE, FOOTNOTE, MAX_NOTES
from planlens.readers.word.numcodes import number_format

_SECTION = 12
_MOST_SECTIONS = 200
_LARGEST_SECTION = 2048
_START_AT = {FOOTNOTE: 2, ENDNOTE: 52}
_FORMAT_AT = {FOOTNOTE: 492, ENDNOTE: 494}
_SHORT_FORMAT = {FOOTNOTE: 2, ENDNOTE: 6}
"""Bits of the number format in the word at 54, in settings that are too short for the newer place."""
_SPRMS = {
    FOOTNOTE: (Sprm.FOOTNOTE_FORMAT, Sprm.FOOTNOTE_START),
    ENDNOTE: (Sprm.ENDNOTE_FORMAT, Sprm.ENDNOTE_START),
}


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A note's place.

    Attributes:
        kind: ``footnote`` or ``endnote``.
        start: where its text starts, in characters of the whole document.
        end: where its text ends.
        own_mark: whether the author set a mark of his own.
    """

    kind: str
    start: int
    end: int
    own_mark: bool


def notes_by_mark(word: Word) -> dict[int, NotePlace]:
    """Return the notes by the character of their mark in the text.

    Raises:
        struct.error, IndexError: the tables are damaged.
    """
    counts = word.counts
    before_endnotes = sum((counts.main, counts.footnotes, counts.headers, counts.macros, counts.comments))
    footnotes = _notes(word, FOOTNOTE, TablePart.FOOTNOTE_MARKS, TablePart.FOOTNOTE_TEXTS, counts.main)
    endnotes = _notes(word, ENDNOTE, TablePart.ENDNOTE_MARKS, TablePart.ENDNOTE_TEXTS, before_endnotes)
    return dict(islice(chain(footnotes, endnotes), MAX_NOTES))


def _notes(word: Word, kind: str, marks: TablePart, texts: TablePart, first: int) -> Iterator[tuple[int, NotePlace]]:
    positions, automatic = plc(word.part(marks), 2)
    bounds = struct.unpack_from(f"<{len(word.part(texts)) // 4}I", word.part(texts))
    for position, entry, (start, end) in zip(positions, automatic, ranges(bounds), strict=False):
        yield position, NotePlace(kind, first + start, first + end, not any(entry))


def section_ends(word: Word) -> tuple[int, ...]:
    """Return the numbers of the characters behind each section's last one.

    Raises:
        struct.error: the table is damaged.
    """
    return plc(word.part(TablePart.SECTIONS), _SECTION)[0][1:]


def counting(word: Word, kind: str, sections: Iterable[Mapping[int, bytes]]) -> tuple[str | None, int | None]:
    """Return how notes of a kind are numbered: the format and the first number, None where the file is silent.

    The first section that says so decides, then the document's settings.

    Args:
        word: the document.
        kind: ``footnote`` or ``endnote``.
        sections: what :func:`section_properties` returns.
    """
    style: int | None = None
    start: int | None = None
    for said in sections:
        of_format, of_start = (said.get(sprm) for sprm in _SPRMS[kind])
        style = unsigned(of_format) if style is None and of_format is not None else style
        start = unsigned(of_start) if start is None and of_start is not None else start
    settings = word.part(TablePart.SETTINGS)
    if style is None and len(settings) >= 496:
        style = unsigned(settings[_FORMAT_AT[kind] : _FORMAT_AT[kind] + 2])
    elif style is None and len(settings) >= 56:
        style = unsigned(settings[54:56]) >> _SHORT_FORMAT[kind] & 0xF
    if start is None and len(settings) >= 54:
        start = unsigned(settings[_START_AT[kind] : _START_AT[kind] + 2]) >> 2
    return None if style is None else number_format(style), start or None


def section_properties(word: Word) -> list[dict[int, bytes]]:
    """Return what the first sections say of themselves, as operands by their modifiers.

    Raises:
        struct.error: the table is damaged.
    """
    found = []
    for entry in plc(word.part(TablePart.SECTIONS), _SECTION)[1][:_MOST_SECTIONS]:
        place = unsigned(entry[2:6])
        size = min(unsigned(word.main[place : place + 2]), _LARGEST_SECTION)
        found.append(dict(sprms(word.main[place + 2 : place + 2 + size])))
    return found
