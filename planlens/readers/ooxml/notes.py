"""The footnotes and endnotes of a .docx (ECMA-376 Part 1 §17.11)."""

from __future__ import annotations

from collections.abc import Iterable

from planlens.readers.ooxml.names import Element, W, number, value
from planlens.readers.word.notes import DEFAULT_FORMAT, NoteKind


def note_kind(name: str, root: Element | None, properties: Iterable[Element | None]) -> NoteKind[Element]:
    """Return the notes of one kind, numbered as the first of the given properties say.

    Args:
        name: ``footnote`` or ``endnote``.
        root: the root of the notes' part, None when there is none.
        properties: elements that may hold ``w:footnotePr`` or ``w:endnotePr``: the sections', then the settings' root.
    """
    number_format: str | None = None
    start: int | None = None
    for owner in properties:
        found = None if owner is None else owner.find(f"{W}{name}Pr")
        number_format = number_format or value(found, "numFmt")
        start = number(found, "numStart") if start is None else start
    bodies: dict[str, Element] = {}
    for element in () if root is None else root.iterchildren(W + name):
        bodies.setdefault(element.get(W + "id", ""), element)
    return NoteKind(number_format or DEFAULT_FORMAT[name], 1 if start is None else start, bodies)
