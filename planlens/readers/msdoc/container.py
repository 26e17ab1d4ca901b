"""The compound file around a binary Word document ([MS-CFB]): its streams."""

from __future__ import annotations

import io
from dataclasses import dataclass

import olefile

from planlens.model import PlanlensError
from planlens.readers.base import READ_ADVICE
from planlens.readers.compound import ERRORS, MAGIC, holds

_MAIN = "WordDocument"
_FIRST_SECTOR = 512
_WORD = b"\xec\xa5"
_TABLES = ("0Table", "1Table")
_OTHERS = ("EncryptedPackage", "Workbook", "PowerPoint Document")
"""Streams of other formats, which may have a Word document embedded in them."""


@dataclass(frozen=True, slots=True)
class Streams:
    """The streams of a Word document.

    Attributes:
        main: ``WordDocument``: the FIB, the text and pages of properties.
        tables: ``0Table`` and ``1Table``; the FIB says which one counts. Empty when missing.
        data: ``Data``: large properties. Empty when missing.
    """

    main: bytes
    tables: tuple[bytes, bytes]
    data: bytes


def looks_like_doc(data: bytes) -> bool:
    """Whether the bytes are a compound file with a Word document at its top, however damaged."""
    if not data.startswith(MAGIC):
        return False
    if data[_FIRST_SECTOR : _FIRST_SECTOR + 2] == _WORD:
        return True  # Word puts the document first: found even where the directory is damaged
    return holds(data, _MAIN, unless=_OTHERS)


def open_streams(data: bytes) -> Streams:
    """Return the streams of the document.

    Raises:
        PlanlensError: ``broken-file``.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            main = _stream(container, _MAIN)
            first, second = (_stream(container, name) for name in _TABLES)
            return Streams(main, (first, second), _stream(container, "Data"))
    except ERRORS:
        raise broken("复合文件的结构损坏") from None


def broken(why: str) -> PlanlensError:
    """Return the error for a damaged file; *why* is a short Chinese clause."""
    return PlanlensError("broken-file", f"文件已损坏，无法读取（{why}）。{READ_ADVICE}")


def _stream(container: olefile.OleFileIO, name: str) -> bytes:
    if not container.exists(name):
        return b""
    with container.openstream(name) as stream:
        return bytes(stream.read())
