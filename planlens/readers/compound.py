"""Compound files ([MS-CFB]), which binary and encrypted Office files are: the names of their streams."""

from __future__ import annotations

import io
import re

import olefile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

ERRORS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)
"""What olefile raises for damaged files."""


def mentions(data: bytes, *names: str) -> bool:
    """Whether one of these names stands anywhere in the bytes; capitals do not matter ([MS-CFB] 2.6.4)."""
    either = b"|".join(re.escape(name.encode("utf-16-le")) for name in names)
    # W·o·r·d·D·o·c·u·m·e·n·t·, each character with a zero byte behind it
    return re.search(either, data, re.IGNORECASE) is not None


def holds(data: bytes, *names: str, unless: tuple[str, ...] = ()) -> bool:
    """Whether a compound file has one of these streams at its top, not in a file that is embedded in it.

    Args:
        data: the file's bytes.
        names: the streams' names; capitals do not matter.
        unless: streams of other formats: where the directory is damaged, a name anywhere in the file is enough, if
            none of these is mentioned as well.
    """
    if not data.startswith(MAGIC) or not mentions(data, *names):
        return False
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return any(container.exists(name) for name in names)
    except ERRORS:
        return not unless or not mentions(data, *unless)
