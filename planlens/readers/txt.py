"""Plain text (.txt) in UTF-8, UTF-16 or GB18030: every line that is not blank is a block."""

from __future__ import annotations

import re

from planlens.model import Block, Document, Source
from planlens.readers.base import Reader, source_of, trim
from planlens.readers.encodings import Decoded, broken_warnings, decode
from planlens.readers.limits import MAX_CHARACTERS, MAX_TEXT, SizeTally, ten_thousands, too_large
from planlens.readers.unsupported import advice_for

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # 一、总体要求


def accepts(data: bytes) -> bool:
    """Whether the bytes are plain text and not the source of another format, such as a web page."""
    return advice_for(data) is None and decode(data[:MAX_TEXT]) is not None


def read(data: bytes, name: str) -> Document:
    """Read a text file.

    The document's text is the file's, unaltered but for the byte order mark; each block is a line without the white
    space around it. Places that could not be decoded hold U+FFFD and give a warning.

    Args:
        data: the file's bytes, accepted by :func:`accepts`.
        name: the file's name.

    Raises:
        PlanlensError: ``too-large``.
    """
    if len(data) > MAX_TEXT:
        raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")
    decoded = decode(data) or Decoded(data.decode("utf-8", errors="replace"), "UTF-8")
    return text_document(decoded.text, source_of(data, name, "txt"), broken_warnings(decoded))


def text_document(text: str, source: Source, warnings: tuple[str, ...] = ()) -> Document:
    """Return a text as a document: every line that is not blank is a block.

    Raises:
        PlanlensError: ``too-large``.
    """
    tally = SizeTally()
    tally.add(len(text))
    blocks: list[Block] = []
    for line in _LINE.finditer(text):
        tally.add(0)
        if span := trim(text, *line.span()):
            blocks.append(Block(span))
    return Document(source, text, tuple(blocks), warnings)


READER = Reader(format="txt", label="纯文本", extensions=(".txt",), accepts=accepts, read=read)
