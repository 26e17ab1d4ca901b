"""The text of one paragraph: its lines with note marks, and what is anchored in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from planlens.model import Span

_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character in UTF-16
Box = TypeVar("Box")
"""How a file format holds a text box before it is read."""


@dataclass(slots=True)
class WordLine:
    """A line of a paragraph, piece by piece, and the note marks in it, counted from the line's start."""

    marks: list[Span] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _blank: bool = True

    def __len__(self) -> int:
        """Return how many characters it has."""
        return self._length

    @property
    def text(self) -> str:
        """Its characters."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    @property
    def is_blank(self) -> bool:
        """Whether it has no visible text."""
        return self._blank

    def add(self, text: str) -> None:
        """Put text at its end; a line may come in a million pieces, so they are joined only once."""
        self._pieces.append(text)
        self._length += len(text)
        self._blank = self._blank and (not text or text.isspace())

    def append(self, other: WordLine) -> None:
        """Put another line's text behind this one's."""
        self.marks.extend(Span(mark.start + len(self), mark.end + len(self)) for mark in other.marks)
        self.add(other.text)

    def mark(self, text: str) -> None:
        """Put a note's mark behind the text."""
        if text:
            self.marks.append(Span(len(self), len(self) + len(text)))
            self.add(text)


@dataclass(slots=True)
class Content(Generic[Box]):
    """What a paragraph holds: at least one line, and the text boxes that are anchored in it."""

    lines: list[WordLine] = field(default_factory=lambda: [WordLine()])
    boxes: list[Box] = field(default_factory=list)
    _known_blank: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether no line has visible text; lines before the last one do not change and are looked at once."""
        while self._known_blank < len(self.lines) - 1 and self.lines[self._known_blank].is_blank:
            self._known_blank += 1
        return self._known_blank == len(self.lines) - 1 and self.lines[-1].is_blank

    def join(self, other: Content[Box]) -> None:
        """Continue this paragraph with another one's content, as when the mark between them was deleted."""
        self.lines[-1].append(other.lines[0])
        self.lines.extend(other.lines[1:])
        self.boxes.extend(other.boxes)


def joined(units: str) -> str:
    """Return text with its UTF-16 surrogates joined into characters; single ones become U+FFFD."""
    if not _SURROGATE.search(units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
