"""Where properties change in the text: pages of properties ([MS-DOC] §2.4.2, §2.9.33, §2.9.174)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from planlens.readers.msdoc.fib import TablePart, Word
from planlens.readers.msdoc.sprm import Sprm, number, sprms, unsigned

_PAGE = 512
_BODY_TEXT = 9
_CENTER = 1
_NO_LEVEL = 9
MAX_LARGE = 8 * 1024 * 1024
"""Bytes of large modifiers that are read; each row of a wide table takes some thousand."""
_LARGEST = 0x3FA2
_MOST_KNOWN = 10_000
"""Different lists of modifiers that are remembered; a long document has some hundred."""
_LARGE = frozenset({Sprm.LARGE, Sprm.LARGE_OLD, Sprm.TABLE_LARGE})


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """What characters themselves say; None where they are silent.

    Attributes:
        deleted: whether a tracked change deletes them.
        hidden: 0 or 1, 0x80 = as the style says, 0x81 = the opposite.
        special: whether control characters have their special meaning.
        style: the character style's number.
        symbol: the font's number and the code of a symbol that stands for the character.
        font: the font's number.
    """

    deleted: bool = False
    hidden: int | None = None
    special: bool = False
    style: int | None = None
    symbol: tuple[int, int] | None = None
    font: int | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph itself says; None where it is silent.

    Attributes:
        style: the paragraph style's number.
        outline: outline level from 1, 0 for explicit body text.
        centered: whether it is centred.
        list_id: number of its list from 1, 0 for none.
        level: the level in its list, from 0.
        depth: how many tables it stands in.
        ends_row: whether its mark ends a table row.
        ends_cell: whether its mark, a paragraph mark, ends a cell of a nested table.
        modifiers: all its modifiers, for those of table rows.
    """

    style: int | None = None
    outline: int | None = None
    centered: bool | None = None
    list_id: int | None = None
    level: int | None = None
    depth: int = 0
    ends_row: bool = False
    ends_cell: bool = False
    modifiers: bytes = b""


@dataclass(frozen=True, slots=True)
class Runs:
    """Ranges of the main stream in order, with the modifiers of the text in each."""

    starts: list[int]
    ends: list[int]
    modifiers: list[bytes]

    def at(self, offset: int) -> bytes:
        """Return the modifiers of the character at a byte offset, none where the file says nothing."""
        place = bisect_right(self.starts, offset) - 1
        return self.modifiers[place] if place >= 0 and offset < self.ends[place] else b""

    def over(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Yield where in a range of bytes each run ends, without gaps, and its modifiers."""
        place = max(0, bisect_right(self.starts, start) - 1)
        while start < end and place < len(self.starts):
            if start < self.starts[place]:
                start = min(end, self.starts[place])
                yield start, b""
            if start < min(end, self.ends[place]):
                start = min(end, self.ends[place])
                yield start, self.modifiers[place]
            place += 1
        if start < end:
            yield end, b""


@dataclass(slots=True)
class Looks:
    """Reads modifiers, each different list of them once.

    Attributes:
        data: the stream ``Data``, where large lists of modifiers are.
    """

    data: bytes
    _budget: int = MAX_LARGE
    _characters: dict[bytes, CharacterLook] = field(default_factory=dict)
    _paragraphs: dict[bytes, ParagraphLook] = field(default_factory=dict)

    def character(self, modifiers: bytes) -> CharacterLook:
        """Return what these modifiers say of characters."""
        look = self._characters.get(modifiers)
        if look is None:
            _make_room(self._characters)
            look = self._characters[modifiers] = character_look(modifiers)
        return look

    def paragraph(self, modifiers: bytes) -> ParagraphLook:
        """Return what these modifiers, with the style's number before them, say of a paragraph."""
        look = self._paragraphs.get(modifiers)
        if look is None:
            _make_room(self._paragraphs)
            style = int.from_bytes(modifiers[:2], "little") if len(modifiers) > 1 else None
            look = self._paragraphs[modifiers] = paragraph_look(style, self._with_large(modifiers[2:]))
        return look

    def _with_large(self, modifiers: bytes) -> bytes:
        """Add the modifiers that are kept in the stream ``Data`` (§2.6.2 sprmPHugePapx, §2.9.206)."""
        large = next((operand for opcode, operand in sprms(modifiers) if opcode in _LARGE), None)
        if large is None or self._budget <= 0:
            return modifiers
        place = unsigned(large)
        size = min(unsigned(self.data[place : place + 2]), _LARGEST)
        self._budget -= size
        return modifiers + self.data[place + 2 : place + 2 + size]


def _make_room(known: dict[bytes, Any]) -> None:
    """Forget what was read before where it becomes too much."""
    if len(known) >= _MOST_KNOWN:
        known.clear()


def character_runs(word: Word) -> Runs:
    """Return the modifiers of characters.

    Raises:
        struct.error: the table of the pages is damaged.
    """
    return _runs(_chpx_page(page) for page in _pages(word, TablePart.CHARACTER_PAGES))


def paragraph_runs(word: Word) -> Runs:
    """Return the modifiers of paragraphs, with the number of the style as the first two bytes.

    Raises:
        struct.error: the table of the pages is damaged.
    """
    return _runs(_papx_page(page) for page in _pages(word, TablePart.PARAGRAPH_PAGES))


def character_look(modifiers: bytes) -> CharacterLook:
    """Return what modifiers say of characters."""
    said: dict[int, bytes] = dict(sprms(modifiers))
    symbol = said.get(Sprm.SYMBOL)
    return CharacterLook(
        deleted=_on(said, Sprm.DELETED),
        hidden=said[Sprm.HIDDEN][0] if Sprm.HIDDEN in said else None,
        special=_on(said, Sprm.SPECIAL),
        style=_unsigned(said, Sprm.CHARACTER_STYLE),
        symbol=None if symbol is None else struct.unpack("<HH", symbol),
        font=_unsigned(said, Sprm.FONT),
    )


def paragraph_look(style: int | None, modifiers: bytes) -> ParagraphLook:
    """Return what modifiers say of a paragraph.

    Args:
        style: the number of its style.
        modifiers: its modifiers.
    """
    said: dict[int, bytes] = dict(sprms(modifiers))
    justified = said.get(Sprm.JUSTIFY, said.get(Sprm.JUSTIFY_OLD))
    outline = _unsigned(said, Sprm.OUTLINE)
    level = _unsigned(said, Sprm.LIST_LEVEL)
    listed = number(said[Sprm.LIST]) if Sprm.LIST in said else None
    nested = number(said[Sprm.TABLE_DEPTH]) if Sprm.TABLE_DEPTH in said else 0
    return ParagraphLook(
        style=_unsigned(said, Sprm.STYLE) if Sprm.STYLE in said else style,
        outline=None if outline is None else (outline + 1) % (_BODY_TEXT + 1),
        centered=None if justified is None else justified[0] == _CENTER,
        list_id=None if listed is None else max(0, listed),  # negative: the number was taken away (§2.6.2)
        level=level if level is None or level < _NO_LEVEL else None,
        depth=max(nested, 1 if _on(said, Sprm.IN_TABLE) else 0),
        ends_row=_on(said, Sprm.ROW_END) or _on(said, Sprm.INNER_ROW_END),
        ends_cell=_on(said, Sprm.INNER_CELL),
        modifiers=modifiers,
    )


def _on(said: dict[int, bytes], sprm: Sprm) -> bool:
    operand = said.get(sprm)
    return operand is not None and operand[0] == 1


def _unsigned(said: dict[int, bytes], sprm: Sprm) -> int | None:
    operand = said.get(sprm)
    return None if operand is None else unsigned(operand)


def _pages(word: Word, part: TablePart) -> Iterator[bytes]:
    """Yield the pages of properties that a table names, each once."""
    table = word.part(part)
    count = max(0, (len(table) - 4) // 8)
    numbers = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
    for page in dict.fromkeys(each & 0x3FFFFF for each in numbers):
        if len(word.main) >= (page + 1) * _PAGE:
            yield word.main[page * _PAGE : (page + 1) * _PAGE]


def _runs(pages: Iterable[list[tuple[int, int, bytes]]]) -> Runs:
    found = sorted(run for page in pages for run in page)
    return Runs([run[0] for run in found], [run[1] for run in found], [run[2] for run in found])


def _chpx_page(page: bytes) -> list[tuple[int, int, bytes]]:
    count = min(page[-1], 0x65)
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    found = []
    for place in range(count):
        at = 2 * page[4 * (count + 1) + place]
        modifiers = page[at + 1 : at + 1 + page[at]] if at else b""
        found.append((bounds[place], bounds[place + 1], modifiers))
    return found


def _papx_page(page: bytes) -> list[tuple[int, int, bytes]]:
    count = min(page[-1], 0x1D)
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    found = []
    for place in range(count):
        at = 2 * page[4 * (count + 1) + 13 * place]
        modifiers = b""
        if at and page[at]:
            modifiers = page[at + 1 : at + 2 * page[at]]
        elif at and at + 1 < _PAGE:
            modifiers = page[at + 2 : at + 2 + 2 * page[at + 1]]
        found.append((bounds[place], bounds[place + 1], modifiers))
    return found
