"""Web pages (.html, .htm) as browsers save them, and tables that office systems save as web pages under other names."""

from __future__ import annotations

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.encodings import broken_warnings
from planlens.readers.web.document import page_document
from planlens.readers.web.encoding import decode_page
from planlens.readers.web.sniffing import is_page


def read(data: bytes, name: str) -> Document:
    """Read a page: the document on it, without menus, tools and footers. No link is followed, no script run.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``too-large``, ``too-deep`` or ``no-text``.
    """
    decoded = decode_page(data)
    return page_document(decoded.text, source_of(data, name, "html"), broken_warnings(decoded))


READER = Reader(format="html", label="网页", extensions=(".html", ".htm"), accepts=is_page, read=read)
