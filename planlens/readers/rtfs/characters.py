"""The characters of an .rtf: bytes in a code page, and Unicode with characters for readers that know none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from planlens.readers.limits import MAX_CHARACTERS, ten_thousands, too_large
from planlens.readers.rtfs.charsets import SYMBOLS, Decoder, Font
from planlens.readers.word.lines import joined
from planlens.readers.word.symbols import symbol

_CODES = re.compile(rb"u(-?[0-9]+)")  # u35268
_PAIRS = re.compile(rb"u(-?[0-9]+) ?(\\'[0-9a-fA-F]{2}|\?)")  # u35268 \'b9


@dataclass(slots=True)
class Characters:
    """Collects the text between two control words.

    Attributes:
        decoder: decodes bytes.
        skip: how many of the next characters stand for one that was given in Unicode.
    """

    decoder: Decoder
    skip: int = 0
    _count: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _texts: list[str] = field(default_factory=list)

    def add(self, data: bytes) -> None:
        """Add bytes of the font's code page; a character of two bytes may come in two parts."""
        self._more(len(data))
        skipped = min(self.skip, len(data))
        self.skip -= skipped
        self._bytes += data[skipped:]

    def add_escaped(self, data: bytes) -> None:
        r"""Add bytes that are written as ``\'b9\'e6``."""
        self.add(bytes.fromhex(data.replace(b"\\'", b"").decode("ascii")))

    def add_code(self, code: int, fallback: int, font: Font) -> None:
        """Add a character by its code, which may be negative.

        Args:
            code: the code, or its lower 16 bits as a signed number.
            fallback: how many characters after it stand for it.
            font: the font of the bytes before it.
        """
        self._more(1)
        self._decode(font)
        self._texts.append(_shown((code,), font))
        self.skip = fallback

    def add_codes(self, data: bytes, fallback: int, font: Font) -> None:
        r"""Add characters that are written as ``\u35268\'b9``, each with one character behind it."""
        if fallback != 1:
            for code, char in _PAIRS.findall(data):
                self.add_code(int(code), fallback, font)
                if char == b"?":
                    self.add(char)
                else:
                    self.add_escaped(char)
            return
        self._more(len(data) // 8)
        self._decode(font)
        self._texts.append(_shown([int(code) for code in _CODES.findall(data)], font))
        self.skip = 0

    def take(self, font: Font) -> str:
        """Return the text so far and begin anew."""
        self._decode(font)
        text = joined("".join(self._texts))
        self._texts.clear()
        return text

    def _decode(self, font: Font) -> None:
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self._texts.append(data.decode("ascii") if data.isascii() else self.decoder.decode(data, font))

    def _more(self, count: int) -> None:
        self._count += count
        if self._count > 2 * MAX_CHARACTERS:  # Chinese characters have two bytes
            raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")


def _shown(codes: Iterable[int], font: Font) -> str:
    """Return characters by their codes, which may be negative; those of symbol fonts as what they show."""
    text = "".join([chr(code if 0 <= code <= 0x10FFFF else code & 0xFFFF) for code in codes if code])
    if font.codec != SYMBOLS:
        return text
    return "".join(symbol(ord(char), font.name) if "\uf020" <= char <= "\uf0ff" else char for char in text)
