"""Markdown (.md, .markdown): what assistants answer and converters write, by its marks or by the file's name."""

from __future__ import annotations

import re

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.encodings import Decoded, broken_warnings, decode
from planlens.readers.limits import MAX_CHARACTERS, MAX_TEXT, ten_thousands, too_large
from planlens.readers.markdown.document import markdown_document
from planlens.readers.markdown.signs import looks_like_markdown
from planlens.readers.unsupported import advice_for

_HEAD = 4096
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""<!-- saved from url -->."""
_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body)\b", re.IGNORECASE)
"""<!DOCTYPE html>: a page, whatever it is called."""


def accepts(data: bytes) -> bool:
    """Whether the bytes are a text with several marks of Markdown; one ``#`` does not make a text Markdown."""
    text = _text(data)
    return text is not None and looks_like_markdown(text)


def may_be(data: bytes) -> bool:
    """Whether the bytes are any text but a web page."""
    return _text(data) is not None


def _text(data: bytes) -> str | None:
    decoded = decode(data[:MAX_TEXT]) if advice_for(data) is None else None
    return None if decoded is None or _PAGE.match(_COMMENT.sub("", decoded.text[:_HEAD])) else decoded.text


def read(data: bytes, name: str) -> Document:
    """Read Markdown as the page that a browser would show of it.

    Args:
        data: the file's bytes, accepted by :func:`accepts` or :func:`may_be`.
        name: the file's name.

    Raises:
        PlanlensError: ``too-large`` or ``too-deep``.
    """
    if len(data) > MAX_TEXT:
        raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")
    decoded = decode(data) or Decoded(data.decode("utf-8", errors="replace"), "UTF-8")
    return markdown_document(decoded.text, source_of(data, name, "md"), broken_warnings(decoded))


READER = Reader(
    format="md", label="Markdown", extensions=(".md", ".markdown"), accepts=accepts, read=read, may_be=may_be
)
