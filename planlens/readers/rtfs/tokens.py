r"""The source of an .rtf cut into control words, symbols, bytes, braces and text."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from planlens.model import PlanlensError

MAX_TOKENS = 1_000_000
"""More is refused: a plan of 15,000 characters takes some ten thousand tokens, heavily formatted ten times as many."""

_SINGLE = rb"[^\\{}\r\n\x00]+"
_DOUBLE = rb"(?:[^\\{}\r\n\x00\x81-\xfe]+|[\x81-\xfe][\x40-\xfe]|[\x81-\xfe]){1,1000}+"
"""Text in which a byte from 0x81 takes the next one with it, even a brace or a backslash."""
_UNICODE = rb"|((?:\\u-?[0-9]{1,6} ?(?:\\'[0-9a-fA-F]{2}|\?)[\r\n]*){1,1000}+)"
"""The usual way to write Chinese: each character with one more for readers without Unicode."""
_BYTES = rb"|((?:\\'[0-9a-fA-F]{2}){1,1000}+)"
_REST = rb"|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|\\"
_BRACES = re.compile(rb"\\bin([0-9]{1,10}) ?|\\.|[{}]", re.DOTALL)


class Kind(Enum):
    """What a token is."""

    TEXT = 1
    UNICODE = 2
    BYTES = 3
    WORD = 4
    SYMBOL = 6
    BRACE = 7


class Token(NamedTuple):
    """One token: its kind, its bytes, those of words and symbols without the backslash, and a word's number."""

    kind: Kind
    data: bytes
    value: int | None = None


class Tokens:
    """The tokens of a source, one after another.

    Args:
        data: the source.
        double: whether the document's own code page has characters of two bytes.
    """

    def __init__(self, data: bytes, *, double: bool) -> None:
        self._data = data
        self._match = re.compile(b"(" + (_DOUBLE if double else _SINGLE) + b")" + _UNICODE + _BYTES + _REST).match
        self._place = 0
        self._left = MAX_TOKENS

    def next(self) -> Token | None:
        """Return the next token, None at the end.

        Raises:
            PlanlensError: ``too-large``.
        """
        while found := self._match(self._data, self._place):
            self._place = found.end()
            self._left -= 1
            if self._left < 0:
                raise PlanlensError("too-large", "RTF 文件过大，无法读取。请用 Word 或 WPS 另存为 .docx 后再试。")
            kind = found.lastindex
            if kind is None:
                continue  # line breaks of the source mean nothing
            if kind in (4, 5):
                return Token(Kind.WORD, found[4], int(found[5]) if kind == 5 else None)
            return Token(_KINDS[kind], found[kind])
        return None

    def skip_group(self) -> None:
        """Go behind the brace that closes the group whose inside comes next, without looking at what it holds."""
        depth = 1
        while found := _BRACES.search(self._data, self._place):
            self._place = found.end()
            if found[1]:
                self.skip(int(found[1]))
            elif found[0] == b"{":
                depth += 1
            elif found[0] == b"}":
                depth -= 1
                if not depth:
                    return
        self._place = len(self._data)

    def skip(self, count: int) -> None:
        """Go behind the next *count* bytes."""
        self._place = min(len(self._data), self._place + max(0, count))


_KINDS = {kind.value: kind for kind in Kind}
