"""Single property modifiers: the records that say how text differs from its style ([MS-DOC] §2.2.5, §2.6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the highest three bits of its opcode; 0: the operand's first byte says."""


class Sprm(IntEnum):
    """The modifiers that are read (§2.6.1–2.6.4)."""

    DELETED = 0x0800
    SPECIAL = 0x0855
    HIDDEN = 0x083C
    CHARACTER_STYLE = 0x4A30
    SYMBOL = 0x6A09
    FONT = 0x4A4F
    IN_TABLE = 0x2416
    ROW_END = 0x2417
    INNER_CELL = 0x244B
    INNER_ROW_END = 0x244C
    TABLE_DEPTH = 0x6649
    STYLE = 0x4600
    OUTLINE = 0x2640
    JUSTIFY_OLD = 0x2403
    JUSTIFY = 0x2461
    LIST_LEVEL = 0x260A
    LIST = 0x460B
    LARGE_OLD = 0x6645
    LARGE = 0x6646
    TABLE_LARGE = 0x646B
    TABLE = 0xD608
    CELL_INSERT = 0x7621
    CELL_DELETE = 0x5622
    CELL_WIDTH = 0x7623
    CELL_MERGE = 0x5624
    CELL_SPLIT = 0x5625
    CELL_VERTICAL_MERGE = 0xD62B
    TABS = 0xC615
    FOOTNOTE_START = 0x503F
    FOOTNOTE_FORMAT = 0x5040
    ENDNOTE_START = 0x5041
    ENDNOTE_FORMAT = 0x5042


def sprms(modifiers: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the opcode and the operand, without its size, of each modifier in order; stops where one is cut off.

    Args:
        modifiers: a grpprl.
    """
    place = 0
    while place + 2 < len(modifiers):
        (opcode,) = struct.unpack_from("<H", modifiers, place)
        place += 2
        size = _SIZES[opcode >> 13]
        if size == 0:
            size, head = _variable(opcode, modifiers, place)
            place += head
        if place + size > len(modifiers):
            return
        yield opcode, modifiers[place : place + size]
        place += size


def _variable(opcode: int, modifiers: bytes, place: int) -> tuple[int, int]:
    """Return the size of an operand and of the count before it."""
    size = modifiers[place]
    if opcode == Sprm.TABLE:
        # Two bytes, one more than what follows (§2.9.321).
        return max(0, int.from_bytes(modifiers[place : place + 2], "little") - 1), 2
    if opcode == Sprm.TABS and size == 0xFF and place + 1 < len(modifiers):
        deleted = modifiers[place + 1]
        added_at = place + 2 + 4 * deleted
        added = modifiers[added_at] if added_at < len(modifiers) else 0
        return 2 + 4 * deleted + 3 * added, 1
    return size, 1


def number(operand: bytes) -> int:
    """Return an operand as a signed whole number."""
    return int.from_bytes(operand, "little", signed=True)


def unsigned(operand: bytes) -> int:
    """Return an operand as a whole number without sign."""
    return int.from_bytes(operand, "little")
