"""Telling web pages and web archives from other files by their first bytes."""

from __future__ import annotations

import re

_HEAD = 4096
# <?xml version="1.0"?> <!-- saved from url=… --> <!DOCTYPE html; nothing is tried twice, for comments may be many
_OPENING = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(!doctype\s+html|html|head|body|meta|title|base|link|style|script|table|div|p|"
    r"span|center|font|h[1-6]|article|section|main|br|ul|ol|a|b|strong|img)\b",
    re.IGNORECASE | re.DOTALL,
)
# MIME-Version: 1.0 and lines like it; those that begin with a blank go on with the one before
_HEADER = re.compile(r"\s*+(?:[A-Za-z][A-Za-z-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)++", re.ASCII)
# Content-Type: multipart/related;
_MIME = re.compile(r"^content-type:\s*(multipart/(related|mixed|alternative)|text/html)", re.IGNORECASE | re.MULTILINE)


def is_page(data: bytes) -> bool:
    """Whether a file is a web page, or a part of one (a table that an office system saved as .xls)."""
    return _OPENING.match(_start(data)) is not None or "<html" in _xml(data)


def is_web_archive(data: bytes) -> bool:
    """Whether a file is a web archive (.mht): the header of a MIME message (RFC 2557) with a web page in it."""
    header = _HEADER.match(_start(data).replace("\r\n", "\n"))
    return header is not None and "mime-version:" in header[0].lower() and _MIME.search(header[0]) is not None


def _start(data: bytes) -> str:
    """Return the first characters; NUL bytes are dropped, so that UTF-16 is seen as well."""
    return data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").decode("latin-1")


def _xml(data: bytes) -> str:
    start = _start(data).lstrip().lower()
    return start if start.startswith("<?xml") else ""
