"""The piece table: where in the file the text is ([MS-DOC] §2.4.1, §2.8.35, §2.9.38).

A document that was saved fast has many pieces in any order of the file; each may have modifiers of its own.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from planlens.readers.limits import MAX_CELLS, MAX_CHARACTERS, ten_thousands, too_large
from planlens.readers.msdoc.container import broken
from planlens.readers.msdoc.fib import TablePart, Word

_ENDS = "\r\x07\x0b\x0c\x0e"
"""What ends a paragraph or a line."""
_MODIFIERS = 1
_MOST_MODIFIERS = 2048
"""Bytes of modifiers of a piece, which are looked at for each of its runs; Word writes some ten."""
_PIECES = 2
_COMPRESSED = 1 << 30
_HIGH = {code: char for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "ignore"))}

_SHORT_CODES = {
    0x05: 0x2461, 0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x53: 0x2A33, 0x5C: 0x083C, 0x75: 0x0855,
    0x78: 0x2640,
}  # fmt: skip
"""Modifiers that a piece may name by one byte (§2.9.215), those that matter here."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text that stands together in the file.

    Attributes:
        start: the first character's number in the document.
        end: the number after the last character's.
        offset: the first character's place in the main stream, in bytes.
        width: bytes of a character, 1 or 2.
        modifiers: what applies to all of it.
    """

    start: int
    end: int
    offset: int
    width: int
    modifiers: bytes

    def place(self, character: int) -> int:
        """Return the byte offset of a character of the piece."""
        return self.offset + (character - self.start) * self.width


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces in order, and the whole text, one code unit of UTF-16 per character."""

    pieces: tuple[TextPiece, ...]
    starts: tuple[int, ...]
    text: str

    def at(self, character: int) -> TextPiece:
        """Return the piece that holds a character of the text."""
        return self.pieces[max(0, bisect_right(self.starts, character) - 1)]

    def over(self, start: int, end: int) -> Iterator[tuple[TextPiece, int, int]]:
        """Yield the pieces in a range of the text and which part of the range each covers."""
        place = max(0, bisect_right(self.starts, start) - 1)
        while place < len(self.pieces) and self.pieces[place].start < end:
            piece = self.pieces[place]
            yield piece, max(start, piece.start), min(end, piece.end)
            place += 1


def read_pieces(word: Word) -> Pieces:
    """Read the piece table and the text.

    Raises:
        PlanlensError: ``broken-file`` when there is no usable piece table, ``too-large``.
    """
    try:
        table, modifiers = _table(word.part(TablePart.PIECES))
        pieces = _pieces(table, modifiers)
    except struct.error:
        raise broken("文字的分布表损坏") from None
    if not pieces:
        raise broken("其中没有 Word 正文")
    if pieces[-1].end > MAX_CHARACTERS:
        raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")
    text = "".join(_text(word.main, piece) for piece in pieces)
    if sum(map(text.count, _ENDS)) > MAX_CELLS:
        raise too_large(f"文件超过 {ten_thousands(MAX_CELLS)}段")
    return Pieces(tuple(pieces), tuple(piece.start for piece in pieces), text)


def _table(clx: bytes) -> tuple[bytes, list[bytes]]:
    """Return the PlcPcd and the lists of modifiers that its pieces may name."""
    modifiers: list[bytes] = []
    place = 0
    while place < len(clx) and clx[place] == _MODIFIERS:
        (size,) = struct.unpack_from("<H", clx, place + 1)
        modifiers.append(clx[place + 3 : place + 3 + min(size, _MOST_MODIFIERS)])
        place += 3 + size
    if place >= len(clx) or clx[place] != _PIECES:
        return b"", modifiers
    (size,) = struct.unpack_from("<I", clx, place + 1)
    return clx[place + 5 : place + 5 + size], modifiers


def _pieces(table: bytes, modifiers: list[bytes]) -> list[TextPiece]:
    count = max(0, (len(table) - 4) // 12)
    bounds = struct.unpack_from(f"<{count + 1}I", table) if count else (0,)
    pieces: list[TextPiece] = []
    for place in range(count):
        _, position, modifier = struct.unpack_from("<HIH", table, 4 * (count + 1) + 8 * place)
        start, end = bounds[place], bounds[place + 1]
        if end < start or (pieces and start != pieces[-1].end) or (not pieces and start):
            break  # what comes before still makes sense
        compressed = bool(position & _COMPRESSED)
        offset = position & (_COMPRESSED - 1)
        own = _modifiers(modifier, modifiers)
        if end > start:
            pieces.append(TextPiece(start, end, offset // 2 if compressed else offset, 1 if compressed else 2, own))
    return pieces


def _modifiers(modifier: int, lists: list[bytes]) -> bytes:
    if modifier & 1:
        return lists[modifier >> 1] if modifier >> 1 < len(lists) else b""
    opcode = _SHORT_CODES.get(modifier >> 1 & 0x7F)
    return b"" if opcode is None else struct.pack("<HB", opcode, modifier >> 8)


def _text(main: bytes, piece: TextPiece) -> str:
    """Return a piece's text; what lies outside the file is missing and counts as spaces."""
    length = piece.end - piece.start
    raw = main[piece.offset : piece.offset + length * piece.width]
    if piece.width == 1:
        text = raw.decode("latin-1").translate(_HIGH)
    else:
        raw = raw[: len(raw) // 2 * 2]
        text = raw.decode("utf-16-le", "surrogatepass")
        if len(text) != len(raw) // 2:  # characters beyond the first 65,536 count as two
            text = "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))
    return text.ljust(length)
