"""The text of one paragraph: its lines with note marks, and what is anchored in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from planlens.model import Span

_SURROGATE = re.compile("[\ud800-\udfff]")
Box = TypeVar("Box")
"""How a file format holds a text box before it is read."""


@dataclass(slots=True)
class Line:
    """A line of a paragraph and the note marks in it, counted from the line's start."""

    text: str = ""
    marks: list[Span] = field(default_factory=list)

    def append(self, other: Line) -> None:
        """Put another line's text behind this one's."""
        self.marks.extend(Span(mark.start + len(self.text), mark.end + len(self.text)) for mark in other.marks)
        self.text += other.text

    def mark(self, text: str) -> None:
        """Put a note's mark behind the text."""
        if text:
            self.marks.append(Span(len(self.text), len(self.text) + len(text)))
            self.text += text


@dataclass(slots=True)
class Content(Generic[Box]):
    """What a paragraph holds: at least one line, and the text boxes that are anchored in it."""

    lines: list[Line] = field(default_factory=lambda: [Line()])
    boxes: list[Box] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether no line has visible text."""
        return not any(line.text.strip() for line in self.lines)

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
