"""The words of a range of the document as they are shown, sentences, and finding words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlens.gui.source.sheet import Sheet, texts_of
from planlens.language.numerals import narrow
from planlens.language.sentences import split
from planlens.model import Span
from planlens.views.source.page import Piece
from planlens.views.source.text import Look, Text

MOST = 5000
"""Places that a search finds at most."""


def text_between(sheet: Sheet, span: Span, *, joint: str = "\n") -> str:
    """Return what is shown of a place: paragraphs joined by *joint*, a table's cells by tabs if that is a new line."""
    found = ""
    before: Text | None = None
    for text in _texts_between(sheet, span):
        words = text.words(span.start, span.end)
        if words:
            if before is not None and not text.goes_on:
                found += "\t" if joint == "\n" and text.look is Look.CELL and before.look is Look.CELL else joint
            found, before = found + words, text
    return found


def _texts_between(sheet: Sheet, span: Span) -> Iterator[Text]:
    first, last = sheet.text_at(span.start)[0], sheet.text_at(max(span.start, span.end - 1))[0]
    for piece in sheet.pieces[min(first, last) : max(first, last) + 1]:
        yield from texts_of(piece)


def sentence_around(text: Text | None, place: int) -> Span | None:
    """Return the sentence of a paragraph that a place stands in, without white space around it."""
    if text is None:
        return None
    index = text.from_qt(text.position_of(place))
    first, last = next(
        ((start, end) for start, end in split(text.shown) if index < end or end == len(text.shown)), (0, 0)
    )
    words = text.shown[first:last]
    first, last = first + len(words) - len(words.lstrip()), last - len(words) + len(words.rstrip())
    if first >= last:
        return None
    return Span(text.place_of(text.to_qt(first)), text.place_of(text.to_qt(last), end=True))


def find(pieces: Sequence[Piece], words: str) -> list[Span]:
    """Return the places where words stand, across broken lines; neither case nor width of letters counts."""
    wanted, found = _plain(words), list[Span]()
    if not wanted:
        return found
    for piece in pieces:
        for text in texts_of(piece):
            plain = _plain(text.shown)
            at = plain.find(wanted)
            while at >= 0 and len(found) < MOST:
                end = at + len(wanted)
                found.append(Span(text.place_of(text.to_qt(at)), text.place_of(text.to_qt(end), end=True)))
                at = plain.find(wanted, end)
    return sorted(found)


def _plain(text: str) -> str:
    """Return a text of the same length without the differences that do not count."""
    plain = narrow(text)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else plain
