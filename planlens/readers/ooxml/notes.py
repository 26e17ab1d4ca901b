"""Footnotes and endnotes: their numbers in the text and their own text (ECMA-376 Part 1 §17.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planlens.readers.ooxml.names import Element, W, number, value
from planlens.readers.ooxml.numformat import format_number

FOOTNOTE = "footnote"
ENDNOTE = "endnote"


@dataclass(slots=True)
class NoteKind:
    """All notes of one kind.

    Numbers run through the whole document: where Word starts anew on each page the printed numbers differ.

    Args:
        name: ``footnote`` or ``endnote``.
        root: the root of the notes' part, None when there is none.
        number_format: how the numbers are written (ST_NumberFormat).
        following: the next number.
        referred: the notes that the text referred to so far, with their printed numbers, in order of their marks.
    """

    name: str
    root: Element | None
    number_format: str
    following: int = 1
    referred: list[tuple[str, Element]] = field(default_factory=list)
    _bodies: dict[str, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in () if self.root is None else self.root.iterchildren(W + self.name):
            self._bodies.setdefault(element.get(W + "id", ""), element)

    def refer(self, note_id: str, *, own_mark: bool) -> str:
        """Return the number that is printed at a reference, nothing when the author set an own mark (§17.11.14)."""
        printed = ""
        if not own_mark:
            printed = format_number(self.following, self.number_format)
            self.following += 1
        body = self._bodies.pop(note_id, None)
        if body is not None:
            self.referred.append((printed, body))
        return printed


def note_kind(name: str, root: Element | None, properties: Iterable[Element | None]) -> NoteKind:
    """Return the notes of one kind, numbered as the first of the given properties say.

    Args:
        name: ``footnote`` or ``endnote``.
        root: the root of the notes' part.
        properties: elements that may hold ``w:footnotePr`` or ``w:endnotePr``: the sections', then the settings' root.
    """
    number_format: str | None = None
    start: int | None = None
    for owner in properties:
        found = None if owner is None else owner.find(f"{W}{name}Pr")
        number_format = number_format or value(found, "numFmt")
        start = number(found, "numStart") if start is None else start
    default = "decimal" if name == FOOTNOTE else "lowerRoman"
    return NoteKind(name, root, number_format or default, 1 if start is None else start)
