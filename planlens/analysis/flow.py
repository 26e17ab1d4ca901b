"""Clean text that knows where each of its characters stands in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from planlens.model import Span

# what is between blanks and soft hyphens
_VISIBLE = re.compile(r"[^\s\u200b\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Flow:
    """Text without line breaks, page numbers and stray spaces; ``at[i]`` is the document offset of ``text[i]``."""

    text: str
    at: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int | None = None) -> Flow:
        """Return the characters from *start* up to *end*, without white space at either side."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Flow(self.text[start:end], self.at[start:end])

    @property
    def span(self) -> Span:
        """The range of the document from the first character to the last one; (0, 0) if there is none."""
        return Span(self.at[0], self.at[-1] + 1) if self.at else Span(0, 0)

    def locate(self, start: int, end: int) -> Span:
        """Return the document range of ``text[start:end]``, which must not be empty."""
        return Span(self.at[start], self.at[end - 1] + 1)


def flow_of(text: str, spans: Iterable[Span]) -> Flow:
    """Join ranges of a document's text into one clean flow.

    White space is kept (as one space) only between two Latin letters or digits, where it separates words.
    """
    pieces: list[str] = []
    places: list[int] = []
    for span in spans:
        for run in _VISIBLE.finditer(text, span.start, span.end):
            piece = run[0]
            if pieces and _word(pieces[-1][-1]) and _word(piece[0]):
                pieces.append(" ")
                places.append(run.start() - 1)
            pieces.append(piece)
            places.extend(range(run.start(), run.end()))
    return Flow("".join(pieces), tuple(places))


def _word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def joined(flows: Iterable[Flow]) -> Flow:
    """Put flows together as one."""
    parts = list(flows)
    return Flow("".join(part.text for part in parts), tuple(at for part in parts for at in part.at))
