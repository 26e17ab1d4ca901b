"""Whole web archives for the damage tests."""

from __future__ import annotations

import base64
import quopri

from html_seeds import page

FORMAT = "mhtml"


def seeds() -> list[bytes]:
    """Return archives of one page, coded in both usual ways."""
    data = page().encode()
    return [
        _archive("quoted-printable", quopri.encodestring(data)),
        _archive("base64", base64.encodebytes(data)),
    ]


def _archive(encoding: str, coded: bytes) -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
    kinds = f"--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + kinds.encode() + coded + b"\r\n--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n"
