"""Which encoding a web page is in: what its bytes are, whatever the page declares."""

from __future__ import annotations

import re

from planlens.readers.encodings import Decoded, decode
from planlens.readers.limits import MAX_PAGE_CHARACTERS, ten_thousands, too_large
from planlens.readers.web.tree import ADVICE

_DECLARED = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([\w-]+)", re.IGNORECASE)  # charset="gb2312"
_TRADITIONAL = ("big5", "big5-hkscs", "big5hkscs")
_HEAD = 4096
_REPLACEMENT = "\ufffd"


def decode_page(data: bytes) -> Decoded:
    """Decode a page.

    The bytes decide, for pages often declare one encoding and are in another; only Big5, which looks like GB18030, is
    taken at its word. What cannot be decoded holds U+FFFD.

    Raises:
        PlanlensError: ``too-large``, before all of it is decoded.
    """
    if len(data) > 2 * MAX_PAGE_CHARACTERS:
        raise too_large(f"网页的代码超过 {ten_thousands(MAX_PAGE_CHARACTERS)}个字符", ADVICE)
    declared = _DECLARED.search(data[:_HEAD])
    if declared is not None and declared[1].decode("ascii", errors="replace").lower() in _TRADITIONAL:
        try:
            return Decoded(data.decode("big5hkscs"), "Big5")
        except UnicodeDecodeError:
            pass
    found = decode(data)
    if found is not None:
        return found
    attempts = [(codec, data.decode(codec, errors="replace")) for codec in ("utf-8", "gb18030")]
    codec, text = min(attempts, key=lambda attempt: attempt[1].count(_REPLACEMENT))
    return Decoded(text, codec.upper(), text.count(_REPLACEMENT))
