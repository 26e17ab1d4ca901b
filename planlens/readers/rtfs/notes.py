r"""Footnotes and endnotes of an .rtf: how they are numbered, and their texts as they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planlens.readers.rtfs.vocabulary import NOTE_FORMATS
from planlens.readers.word.flow import Passage
from planlens.readers.word.notes import DEFAULT_FORMAT, ENDNOTE, FOOTNOTE, MAX_NOTES, NoteKind

_WORD = re.compile("(s?)(a?)ftn(n[a-z]+|start)")  # sftnnar, aftnstart


@dataclass(slots=True)
class NoteTexts:
    r"""The notes of a document.

    Attributes:
        kinds: those that the text referred to so far, by kind.
    """

    kinds: dict[str, NoteKind[Passage]] = field(default_factory=dict)
    _formats: dict[tuple[str, bool], str] = field(default_factory=dict)
    _starts: dict[tuple[str, bool], int] = field(default_factory=dict)
    _count: int = 0

    def word(self, word: str, value: int | None) -> None:
        r"""Take a control word such as ``\ftnnar`` or ``\sftnstart``, which the sections write with an s."""
        found = _WORD.fullmatch(word)
        if found is None:
            return
        key = (ENDNOTE if found[2] else FOOTNOTE, bool(found[1]))
        if found[3] == "start":
            self._starts.setdefault(key, 1 if value is None else value)
        elif found[3] in NOTE_FORMATS:
            self._formats.setdefault(key, NOTE_FORMATS[found[3]])

    def refer(self, kind: str, body: Passage, *, own_mark: bool) -> str:
        """Add a note and return the number that is printed at its mark, nothing when the author set an own mark."""
        notes = self.kinds.get(kind)
        if notes is None:
            style = self._formats.get((kind, True)) or self._formats.get((kind, False)) or DEFAULT_FORMAT[kind]
            start = self._starts.get((kind, True), self._starts.get((kind, False), 1))
            notes = self.kinds[kind] = NoteKind(style, start)
        self._count += 1
        if self._count > MAX_NOTES:
            return ""
        notes.bodies[str(self._count)] = body
        return notes.refer(str(self._count), own_mark=own_mark)

    def in_order(self) -> dict[str, NoteKind[Passage]]:
        """Return the kinds in the order in which their texts follow the body."""
        return {kind: self.kinds[kind] for kind in (FOOTNOTE, ENDNOTE) if kind in self.kinds}
