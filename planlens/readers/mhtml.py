"""Web archives (.mht, .mhtml; RFC 2557): a MIME message with a page and what belongs to it."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message

from planlens.model import Document, PlanlensError
from planlens.readers.base import Reader, source_of
from planlens.readers.encodings import Decoded, broken_warnings
from planlens.readers.web.document import page_document
from planlens.readers.web.encoding import decode_page
from planlens.readers.web.sniffing import is_web_archive
from planlens.readers.web.tree import ADVICE

_MAX_PAGES = 30
"""Frames of a page that are looked at."""


def read(data: bytes, name: str) -> Document:
    """Read a web archive: the one of its pages (a page may have frames) with the most text.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``broken-file``, ``too-large``, ``too-deep`` or ``no-text``.
    """
    source = source_of(data, name, "mhtml")
    best: Document | None = None
    failure = PlanlensError("broken-file", f"网页存档已损坏或其中没有网页，无法读取。{ADVICE}")
    for decoded in _pages(data)[:_MAX_PAGES]:
        try:
            document = page_document(decoded.text, source, broken_warnings(decoded))
        except PlanlensError as error:
            failure = error
            continue
        if best is None or len(document.text) > len(best.text):
            best = document
    if best is None:
        raise failure
    return best


def _pages(data: bytes) -> list[Decoded]:
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        return [decode_page(_bytes(part)) for part in message.walk() if part.get_content_type() == "text/html"]
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError, IndexError):
        # The parser of the standard library fails in these ways on headers that are damaged.
        raise PlanlensError("broken-file", f"网页存档已损坏，无法读取。{ADVICE}") from None


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


READER = Reader(format="mhtml", label="网页存档", extensions=(".mht", ".mhtml"), accepts=is_web_archive, read=read)
