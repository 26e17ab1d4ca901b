"""A paragraph as it is shown, and where each of its characters stands in the document and in Qt's text.

A document counts characters (code points); Qt counts UTF-16 units, two for characters such as 𠮷. Everything outside
this module counts as the document does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum, auto

from planlens.model import Span

_UNSEEN = re.compile("[\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\ufffc]")
"""Characters that Qt would lay out in its own way, each shown as one blank."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Look(Enum):
    """How a paragraph is set."""

    TITLE = auto()
    HEADING = auto()
    BODY = auto()
    PLAIN = auto()
    CELL = auto()
    FOOTNOTE = auto()
    PAGE = auto()


class Text:
    """A paragraph.

    Args:
        source: the document's text.
        parts: the ranges of it that are shown one after another, in order.
        look: how it is set.
        level: of a heading, from 1.
        centered: whether it is centred.
        goes_on: whether it continues the paragraph before, which was too long for one.
        strong: the places of headings that stand in it beside other text.
        raised: the places of footnote marks in it.

    Attributes:
        shown: what is shown.
        start, end: the first character's place in the document, and that behind the last one's.
    """

    __slots__ = (
        *("_from", "_places", "_wide", "_wide_qt"),
        *("centered", "goes_on", "level", "look", "parts", "raised", "shown", "strong"),
    )

    def __init__(
        self,
        source: str,
        parts: Sequence[Span],
        look: Look = Look.BODY,
        level: int = 0,
        *,
        centered: bool = False,
        goes_on: bool = False,
        strong: Sequence[Span] = (),
        raised: Sequence[Span] = (),
    ) -> None:
        self.parts, self.strong, self.raised = tuple(parts), tuple(strong), tuple(raised)
        self.look, self.level, self.centered, self.goes_on = look, level, centered, goes_on
        pieces: list[str] = []
        self._from: list[int] = []
        self._places: list[int] = []
        length = 0
        for part in parts:
            piece = _UNSEEN.sub(" ", part.of(source))
            if pieces and _word(pieces[-1][-1:]) and _word(piece[:1]):
                pieces.append(" ")
                length += 1
            self._from.append(length)
            self._places.append(part.start)
            pieces.append(piece)
            length += len(piece)
        self.shown = "".join(pieces)
        self._wide = [found.start() for found in _WIDE.finditer(self.shown)]
        self._wide_qt = [place + count for count, place in enumerate(self._wide)]

    @property
    def start(self) -> int:
        """Where its first character stands in the document."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where its last character ends in the document."""
        return self.parts[-1].end

    def to_qt(self, index: int) -> int:
        """Return Qt's position of a character of :attr:`shown`."""
        return index + bisect_left(self._wide, index)

    def from_qt(self, position: int) -> int:
        """Return the character of :attr:`shown` at Qt's position; inside a pair, the character that it belongs to."""
        return position - bisect_left(self._wide_qt, position)

    def place_of(self, position: int, *, end: bool = False) -> int:
        """Return the document's place at Qt's position.

        Args:
            position: 0 to the length of Qt's text.
            end: whether the place is wanted that the characters before it end at, not that the next one begins at.
        """
        index = self.from_qt(position)
        k = max(0, (bisect_left if end else bisect_right)(self._from, index) - 1)
        return min(self._places[k] + index - self._from[k], self.parts[k].end)

    def position_of(self, place: int) -> int:
        """Return Qt's position of a place in the document: the nearest one where it is not shown here."""
        k = max(0, bisect_right(self._places, place) - 1)
        inside = min(max(place, self._places[k]), self.parts[k].end) - self._places[k]
        return self.to_qt(self._from[k] + inside)

    def range_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return Qt's positions of the part of ``[start, end)`` that is shown here, None where none is."""
        touched = [part for part in self.parts if part.start < end and start < part.end]
        if not touched:
            return None
        first, last = max(start, touched[0].start), min(end, touched[-1].end)
        begin = self.position_of(first)
        stop = self.position_of(last - 1)
        step = 2 if self.shown[self.from_qt(stop)] > "\uffff" else 1
        return begin, stop + step

    def words(self, start: int, end: int) -> str:
        """Return what is shown of ``[start, end)``, "" for nothing."""
        found = self.range_of(start, end)
        return "" if found is None else self.shown[self.from_qt(found[0]) : self.from_qt(found[1])]


def _word(character: str) -> bool:
    return character.isascii() and character.isalnum()
