"""The names of the fonts of a binary Word document ([MS-DOC] §2.9.286 SttbfFfn)."""

from __future__ import annotations

import struct

from planlens.readers.msdoc.fib import TablePart, Word

_NAME_AT = 39
"""Offset of the name in an FFN, without the size byte before it."""


def font_names(word: Word) -> tuple[str, ...]:
    """Return the names of the fonts by their numbers.

    Raises:
        struct.error: the table is damaged.
    """
    data = word.part(TablePart.FONTS)
    if not data:
        return ()
    (count,) = struct.unpack_from("<H", data)
    place = 4
    names: list[str] = []
    while len(names) < count and place < len(data):
        size = data[place]
        name = data[place + 1 + _NAME_AT : place + 1 + size].decode("utf-16-le", "replace")
        names.append(name.partition("\x00")[0])
        place += 1 + size
    return tuple(names)
