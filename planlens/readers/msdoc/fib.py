"""The file information block at the start of a binary Word document ([MS-DOC] §2.5)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from planlens.model import PlanlensError
from planlens.readers.msdoc.container import Streams, broken

_WORD_97 = 0xA5EC
_OLD_WORD = frozenset({0xA5DC, 0xA59B, 0xA5DB})
_LAST_OLD = 0x69
"""The highest nFib that Word 6 and Word 95 wrote; Word 97 began at 0xC1."""
_ENCRYPTED = 1 << 8
_SECOND_TABLE = 1 << 9
_COUNTS_AT = 0x4C
_PARTS_AT = 0x9A


class TablePart(IntEnum):
    """Parts of the table stream, by their place in FibRgFcLcb97 (§2.5.6)."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTE_TEXTS = 3
    SECTIONS = 6
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    SETTINGS = 31
    PIECES = 33
    ANCHORS = 40
    ENDNOTE_MARKS = 46
    ENDNOTE_TEXTS = 47
    DRAWINGS = 50
    BOX_TEXTS = 56
    LISTS = 73
    LIST_OVERRIDES = 74


@dataclass(frozen=True, slots=True)
class Counts:
    """The lengths of the parts of the text, in the order in which they follow each other (§2.5.4), in characters."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int


@dataclass(frozen=True, slots=True)
class Word:
    """An opened document: its streams and where in the table stream everything is.

    Attributes:
        main: the stream ``WordDocument``.
        table: the table stream.
        data: the stream ``Data``.
        counts: the lengths of the parts of the text.
    """

    main: bytes
    table: bytes
    data: bytes
    counts: Counts

    def part(self, part: TablePart) -> bytes:
        """Return a part of the table stream, empty when the document has none."""
        start, length = self.place(part)
        return self.table[start : start + length]

    def place(self, part: TablePart) -> tuple[int, int]:
        """Return the offset and the length of a part in the table stream, in bytes."""
        start, length = struct.unpack_from("<II", self.main, _PARTS_AT + 8 * part)
        return start, length


def open_word(streams: Streams) -> Word:
    """Read the FIB.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted`` or ``old-word`` (Word 6, Word 95).
    """
    main = streams.main
    try:
        magic, version = struct.unpack_from("<HH", main)
        (flags,) = struct.unpack_from("<H", main, 0x0A)
    except struct.error:
        raise broken("其中没有 Word 正文") from None
    if flags & _ENCRYPTED and magic in {_WORD_97, *_OLD_WORD}:
        raise PlanlensError(
            "encrypted", "文件有密码保护，无法读取。请先取消密码：用 Word 或 WPS 打开，清除打开密码后保存，再试一次。"
        )
    if magic in _OLD_WORD or (magic == _WORD_97 and version <= _LAST_OLD):
        raise PlanlensError(
            "old-word", "这是 Word 6.0/95 的旧格式，暂不支持。请用 Word 或 WPS 打开后另存为 .docx，再试一次。"
        )
    if magic != _WORD_97 or len(main) < _PARTS_AT + 8 * (TablePart.LIST_OVERRIDES + 1):
        raise broken("不是完整的 Word 文档")
    named = 1 if flags & _SECOND_TABLE else 0
    table = streams.tables[named] or streams.tables[1 - named]
    counts = Counts(*(max(0, count) for count in struct.unpack_from("<8i", main, _COUNTS_AT)))
    return Word(main, table, streams.data, counts)
