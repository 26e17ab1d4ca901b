"""Whole web archives for the damage tests."""

from __future__ import annotations

import base64
import quopri

from html_seeds import EVERYTHING

FORMAT = "mhtml"

HEAD = (
    "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E8=A7=84?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n'
)


def seeds() -> list[bytes]:
    """Return an archive of a page and a frame, in both codings that browsers use."""
    page, frame = EVERYTHING.format("utf-8").encode(), "<html><body><p>导航</p></body></html>".encode("gb18030")
    parts = ((quopri.encodestring(page), "quoted-printable"), (base64.encodebytes(frame), "base64"))
    body = b"".join(
        f"------B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + data + b"\r\n"
        for data, coding in parts
    )
    return [HEAD.encode() + body + b"------B--\r\n"]
