"""The characters of an .rtf: bytes in a code page, and Unicode with characters for readers that know none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planlens.readers.rtfs.charsets import SYMBOLS, Decoder, Font
from planlens.readers.word.symbols import symbol

_PAIRS = re.compile(rb"u(-?[0-9]+) ?(\\'[0-9a-fA-F]{2}|\?)")


@dataclass(slots=True)
class Characters:
    """Collects the text between two control words.

    Attributes:
        decoder: decodes bytes.
        skip: how many of the next characters stand for one that was given in Unicode.
    """

    decoder: Decoder
    skip: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _texts: list[str] = field(default_factory=list)

    def add(self, data: bytes) -> None:
        """Add bytes of the font's code page; a character of two bytes may come in two parts."""
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
        self._decode(font)
        code += 0x10000 if code < 0 else 0
        if 0xF020 <= code <= 0xF0FF and font.codec == SYMBOLS:
            self._texts.append(symbol(code, font.name))
        elif 0 < code <= 0x10FFFF:
            self._texts.append(chr(code))
        self.skip = fallback

    def add_codes(self, data: bytes, fallback: int, font: Font) -> None:
        r"""Add characters that are written as ``\u35268\'b9``, each with one character behind it."""
        for code, char in _PAIRS.findall(data):
            self.add_code(int(code), fallback, font)
            if fallback == 1:
                self.skip = 0
            elif char == b"?":
                self.add(char)
            else:
                self.add_escaped(char)

    def take(self, font: Font) -> str:
        """Return the text so far and begin anew."""
        self._decode(font)
        text = "".join(self._texts)
        self._texts.clear()
        return text

    def _decode(self, font: Font) -> None:
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self._texts.append(data.decode("ascii") if data.isascii() else self.decoder.decode(data, font))
