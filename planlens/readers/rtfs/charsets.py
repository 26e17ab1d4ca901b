"""From bytes to characters: the code pages of an .rtf and its fonts."""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass, field

from planlens.readers.word.symbols import is_symbol_font, symbol

SYMBOLS = "symbols"
_DOUBLE = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950"}
_OTHERS = {708: "iso8859_6", 1361: "johab", 10000: "mac_roman", 65001: "utf-8"}
_BY_CHARSET = {
    77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
    186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
_SYMBOL_CHARSET = 2
_WESTERN = "cp1252"
_REPLACEMENT = "\ufffd"


def is_double(page: int | None) -> bool:
    """Whether a code page has characters of two bytes."""
    return page in _DOUBLE


def codec_of(page: int | None) -> str | None:
    """Return Python's codec for a code page, None when there is none."""
    if page is None:
        return None
    name = _DOUBLE.get(page) or _OTHERS.get(page) or f"cp{page}"
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the font table: its name and the codec of its characters, None for the document's own."""

    name: str = ""
    codec: str | None = None


def font(name: str, charset: int | None, page: int | None) -> Font:
    r"""Return a font.

    Args:
        name: its name.
        charset: ``\fcharset``; 0 and 1 are the document's own.
        page: ``\cpg``, which outweighs it.
    """
    if charset == _SYMBOL_CHARSET or is_symbol_font(name):
        return Font(name, SYMBOLS)
    return Font(name, codec_of(page) or codec_of(_BY_CHARSET.get(charset or 0)))


@dataclass(slots=True)
class Decoder:
    """Decodes bytes.

    Attributes:
        page: the document's own code page, None when the file names none.
        broken: how many places could not be decoded.
    """

    page: int | None
    broken: int = field(default=0, init=False)

    def decode(self, data: bytes, of: Font) -> str:
        """Return the characters of bytes that stand in a font; what cannot be decoded is U+FFFD.

        Western fonts of Chinese files hold Chinese characters too: then the document's code page decides, or where it
        names none the Chinese one.
        """
        if of.codec == SYMBOLS:
            return "".join(symbol(byte, of.name) if byte > 0x7F else chr(byte) for byte in data)
        codecs_to_try = [of.codec, codec_of(self.page), None if self.page else "gb18030"]
        likely = [codec for codec in codecs_to_try if codec is not None]
        for codec in likely:
            with suppress(UnicodeDecodeError):
                return data.decode(codec)
        texts = [text for codec in likely if _mostly_right(text := data.decode(codec, "replace"))]
        text = texts[0] if texts else data.decode(_WESTERN, "replace")
        self.broken += text.count(_REPLACEMENT)
        return text


def _mostly_right(text: str) -> bool:
    """Whether as many characters beyond ASCII are right as are broken."""
    broken = text.count(_REPLACEMENT)
    return 0 < broken <= sum(char > "\x7f" for char in text) - broken
