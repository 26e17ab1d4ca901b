r"""The source of an .rtf cut into control words, symbols, bytes, braces and text."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from planlens.readers.limits import too_large

MAX_TOKENS = 1_000_000
"""More is refused: a plan of 15,000 characters takes some ten thousand tokens, heavily formatted ten times as many."""

_SINGLE = rb"([^\\{}\r\n\x00]+)"
"""``plain text``."""
_DOUBLE = rb"((?:[^\\{}\r\n\x00\x81-\xfe]+|[\x81-\xfe][\x40-\xfe]|[\x81-\xfe]){1,1000}+)"
"""Text in which a byte from 0x81 takes the next one with it, even a brace or a backslash."""
_OTHERS = (
    rb"((?:\\u-?[0-9]{1,6} ?(?:\\'[0-9a-fA-F]{2}|\?)[\r\n]*){1,1000}+)",  # \u24314\'bd\u35774?: usual Chinese
    rb"((?:\\'[0-9a-fA-F]{2}){1,1000}+)",  # \'bd\'a8
    rb"((?:\\(?!u-?[0-9]|bin(?![a-zA-Z]))[a-zA-Z]{1,32}(?:-?[0-9]{1,10})? ?[\r\n]*){1,1000}+)",  # \pard\fs32\qc
    rb"\\u(-?[0-9]{1,10}) ?",  # \u-28784
    rb"\\([^a-zA-Z])",  # \~
    rb"([{}])",
    rb"\\bin([0-9]{0,10}) ?",  # \bin4096
    rb"[\r\n\x00]+|\\",  # line breaks of the source mean nothing
)
_WORD = re.compile(rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?")  # \par, \fs32
_BRACES = re.compile(rb"\\bin([0-9]{1,10}) ?|\\.|[{}]", re.DOTALL)  # \bin12, \{, }


class Kind(Enum):
    """What a token is."""

    TEXT = 1
    CODES = 2
    BYTES = 3
    WORDS = 4
    CODE = 5
    SYMBOL = 6
    BRACE = 7


class Token(NamedTuple):
    """One token: its kind and its bytes, those of a symbol and of a single code without what stands before them."""

    kind: Kind
    data: bytes


class Tokens:
    """The tokens of a source, one after another.

    Args:
        data: the source.
        double: whether the document's own code page has characters of two bytes.
    """

    def __init__(self, data: bytes, *, double: bool) -> None:
        self._data = data
        # \par, {, \'d6\'d0, plain bytes
        self._match = re.compile(b"|".join([_DOUBLE if double else _SINGLE, *_OTHERS])).match
        self._place = 0
        self._left = MAX_TOKENS

    def next(self) -> Token | None:
        """Return the next token, None at the end; binary data is left out.

        Raises:
            PlanlensError: ``too-large``.
        """
        while found := self._match(self._data, self._place):
            start, self._place = self._place, found.end()
            self._left -= 1 + (self._place - start) // _LONG
            if self._left < 0:
                raise too_large("RTF 文件过大", "请用 Word 或 WPS 另存为 .docx 后再试。")
            kind = found.lastindex
            if kind == _BINARY:
                self.skip(int(found[kind] or 0))
            elif kind is not None:
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


def words(data: bytes) -> list[tuple[bytes, bytes]]:
    """Return the control words of a token and their numbers, empty where they have none."""
    return _WORD.findall(data)


_KINDS = {kind.value: kind for kind in Kind}
_BINARY = 8
_LONG = 16
"""A token counts as more than one for each so many bytes."""
