"""Word documents (.docx): Office Open XML as Word and WPS write it, transitional or strict."""

from __future__ import annotations

from collections.abc import Callable

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.ooxml.document import package_document
from planlens.readers.ooxml.package import encrypted, is_encrypted_package, looks_like_docx, open_package


def accepts(data: bytes) -> bool:
    """Whether the bytes are a .docx, also a damaged one or one with a password."""
    return looks_like_docx(data) or is_encrypted_package(data)


def read(data: bytes, name: str) -> Document:
    """Read a .docx, without files that are embedded in it; see :func:`package_document`.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``encrypted``, ``broken-file``, ``too-large`` or ``too-deep``.
    """
    return compose(data, name, lambda _: None)


def compose(data: bytes, name: str, embedded: Callable[[bytes], Document | None]) -> Document:
    """Read a .docx as :func:`read` does, with the text of the files that are embedded in it (``w:altChunk``).

    Args:
        data: the file's bytes.
        name: the file's name.
        embedded: reads such a file, None where that is not possible; their size together is limited.

    Raises:
        PlanlensError: as :func:`read`.
    """
    if is_encrypted_package(data):
        raise encrypted()
    return package_document(open_package(data), source_of(data, name, "docx"), embedded)


READER = Reader(
    format="docx",
    label="Word 文档",
    extensions=(".docx", ".docm", ".dotx"),
    accepts=accepts,
    read=read,
    compose=compose,
)
