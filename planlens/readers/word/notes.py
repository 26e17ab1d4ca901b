"""Footnotes and endnotes: their numbers in the text and their own text (ECMA-376 Part 1 §17.11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from planlens.readers.word.numformat import format_number

MAX_NOTES = 20_000
"""Notes and text boxes beyond this number are left out."""
FOOTNOTE = "footnote"
ENDNOTE = "endnote"
DEFAULT_FORMAT = {FOOTNOTE: "decimal", ENDNOTE: "lowerRoman"}

Body = TypeVar("Body")
"""How a file format holds a note's text before it is read."""


@dataclass(slots=True)
class NoteKind(Generic[Body]):
    """All notes of one kind.

    Numbers run through the whole document: where Word starts anew on each page the printed numbers differ.

    Args:
        number_format: how the numbers are written (ST_NumberFormat).
        following: the next number.
        bodies: the notes' texts by their ids; each is taken out where the text first refers to it.
        referred: the notes that the text referred to so far, with their printed numbers, in order of their marks.
    """

    number_format: str
    following: int = 1
    bodies: dict[str, Body] = field(default_factory=dict)
    referred: list[tuple[str, Body]] = field(default_factory=list)

    def refer(self, note_id: str, *, own_mark: bool) -> str:
        """Return the number that is printed at a reference, nothing when the author set an own mark (§17.11.14)."""
        printed = ""
        if not own_mark:
            printed = format_number(self.following, self.number_format)
            self.following += 1
        body = self.bodies.pop(note_id, None)
        if body is not None:
            self.referred.append((printed, body))
        return printed
