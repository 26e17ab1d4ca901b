"""Web archives (.mht, .mhtml; RFC 2557): a MIME message with a page and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32
from itertools import islice

from planlens.model import Document, PlanlensError
from planlens.readers.base import Reader, source_of
from planlens.readers.encodings import Decoded, broken_warnings
from planlens.readers.limits import too_large
from planlens.readers.web.document import page_document
from planlens.readers.web.encoding import decode_page
from planlens.readers.web.sniffing import is_web_archive
from planlens.readers.web.tree import ADVICE

_MAX_PAGES = 30
"""Frames of a page that are looked at."""
_MAX_PARTS = 100_000
_MAX_NESTED = 100
_LONGEST_HEADER = 10_000
"""Characters of a header that are looked at."""
_NESTING = re.compile(rb"multipart/", re.IGNORECASE)  # Content-Type: multipart/related


class _Bounded(Compat32):
    """Takes only the beginning of a header: the standard library splits its parameters in quadratic time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name and the value of a header."""
        return super().header_source_parse(list(_beginning(sourcelines)))


def _beginning(lines: Sequence[str]) -> Iterator[str]:
    left = _LONGEST_HEADER
    for line in lines:
        if left > 0:
            yield line[:left]
        left -= len(line)


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
    for decoded in _pages(data):
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
    if data.count(b"\n--") > _MAX_PARTS or sum(1 for _ in islice(_NESTING.finditer(data), _MAX_NESTED)) == _MAX_NESTED:
        raise too_large("网页存档的部分过多", ADVICE)
    try:
        message = message_from_bytes(data, policy=_Bounded())
        parts = (part for part in message.walk() if part.get_content_type() == "text/html")
        return [decode_page(_bytes(part)) for part in islice(parts, _MAX_PAGES)]
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError, IndexError):
        # The parser of the standard library fails in these ways on headers that are damaged.
        raise PlanlensError("broken-file", f"网页存档已损坏，无法读取。{ADVICE}") from None


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


READER = Reader(format="mhtml", label="网页存档", extensions=(".mht", ".mhtml"), accepts=is_web_archive, read=read)
