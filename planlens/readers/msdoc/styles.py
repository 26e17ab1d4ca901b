"""The style sheet of a binary Word document ([MS-DOC] §2.4.6.5, §2.9.271 and §2.9.260)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from planlens.readers.msdoc.formatting import ParagraphLook, character_look, paragraph_look
from planlens.readers.word.counting import NumberingChoice
from planlens.readers.word.styles import MAX_BASES, ParagraphStyle, StyleSheetEntry, resolve

_PARAGRAPH = 1
_CHARACTER = 2
_BUILT_IN_TITLE = 62
_HEADINGS = range(1, 10)
_USER = 0xFFE
_NONE = 0xFFF
_PLAIN = ParagraphStyle()


@dataclass(frozen=True, slots=True)
class _Style:
    """One style; *hidden* is the raw value of its sprmCFVanish."""

    base: int
    entry: StyleSheetEntry | None
    hidden: int | None


@dataclass(slots=True)
class StyleSheet:
    """The styles by their numbers.

    Args:
        data: the STSH, empty for a document without styles.

    Raises:
        struct.error, IndexError: the style sheet is damaged.
    """

    data: bytes
    _styles: dict[int, _Style] = field(default_factory=dict)
    _paragraphs: dict[int, ParagraphStyle] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.data:
            return
        head, count, base_size = struct.unpack_from("<HHH", self.data)
        place = 2 + head
        for index in range(count):
            if place + 2 > len(self.data):
                break
            (size,) = struct.unpack_from("<H", self.data, place)
            if size:
                self._styles[index] = _style(index, self.data[place + 2 : place + 2 + size], base_size)
            place += 2 + size + size % 2

    def paragraph(self, index: int | None) -> ParagraphStyle:
        """Return a paragraph style, the style Normal (number 0) when there is none with this number."""
        key = index if index is not None and index in self._styles else 0
        style = self._paragraphs.get(key)
        if style is None:
            entries = [style.entry for style in self._chain(key) if style.entry is not None]
            style = self._paragraphs[key] = resolve(entries) if entries else _PLAIN
        return style

    def hides(self, index: int | None) -> bool:
        """Whether a character style hides its text."""
        chain = [] if index is None else self._chain(index)
        return next((style.hidden == 1 for style in chain if style.hidden in (0, 1)), False)

    def _chain(self, index: int) -> list[_Style]:
        """Return the style and those it is based on, each once, the style itself first."""
        chain: dict[int, _Style] = {}
        while index in self._styles and index not in chain and len(chain) <= MAX_BASES:
            chain[index] = self._styles[index]
            index = chain[index].base
        return list(chain.values())


def _style(index: int, data: bytes, base_size: int) -> _Style:
    first, second, third = struct.unpack_from("<HHH", data)
    built_in, kind, base = first & 0xFFF, second & 0xF, second >> 4
    (length,) = struct.unpack_from("<H", data, base_size)
    name = data[base_size + 2 : base_size + 2 + 2 * length].decode("utf-16-le", "replace")
    properties = _properties(data, base_size + 4 + 2 * length, third & 0xF)
    if kind == _CHARACTER:
        return _Style(base, None, character_look(properties[0] if properties else b"").hidden)
    if kind != _PARAGRAPH:
        return _Style(base, None, None)
    own = paragraph_look(None, properties[0][2:] if properties else b"")
    hidden = character_look(properties[1] if len(properties) > 1 else b"").hidden
    return _Style(base, _entry(index, _name(built_in, name), own, hidden), hidden)


def _entry(index: int, name: str, own: ParagraphLook, hidden: int | None) -> StyleSheetEntry:
    return StyleSheetEntry(
        name=name,
        outline=own.outline,
        centered=own.centered,
        hidden=None if hidden is None else hidden == 1,
        numbering=NumberingChoice(str(index), own.list_id, own.level),
    )


def _name(built_in: int, name: str) -> str:
    """Return the English name of a built-in style that matters here, whatever the file calls it, else its own name."""
    if built_in in _HEADINGS:
        return f"heading {built_in}"
    return "title" if built_in == _BUILT_IN_TITLE else name.partition(",")[0]


def _properties(data: bytes, place: int, count: int) -> list[bytes]:
    """Return the style's lists of modifiers; each begins at an even offset from the style's start."""
    found = []
    for _ in range(count):
        place += place % 2
        if place + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, place)
        found.append(data[place + 2 : place + 2 + size])
        place += 2 + size
    return found
