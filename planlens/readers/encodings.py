"""Which encoding a Chinese text file is in: UTF-8, UTF-16 or GB18030, told from its bytes alone."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_CANDIDATES = (
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030"),
    ("utf-16-le", "UTF-16"),
    ("utf-16-be", "UTF-16"),
)
_REPLACEMENT = "\ufffd"
_CONTROLS = dict.fromkeys(set(range(32)) - {9, 10, 11, 12, 13, 26} | {127})
_MIN_SCORE = 0.4
"""Chinese text scores near 1, plain ASCII 0.5, bytes read in a wrong encoding mostly below 0.35."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file's content.

    Attributes:
        text: the characters, without the byte order mark.
        encoding: the encoding's name for users.
        broken: how many places could not be decoded and hold U+FFFD instead.
    """

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes) -> Decoded | None:
    """Decode a text file; None when the bytes are no text.

    A byte order mark decides. Without one, valid UTF-8 wins; otherwise the encoding in which most characters are ASCII
    or common Chinese ones (GB 2312), even when a few bytes (1 in 100 characters) are broken.
    """
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            decoded = _decoded(data[len(bom) :], codec, label)
            return decoded if _is_text(decoded) else None
    strict = _decoded(data, "utf-8", "UTF-8")
    if not strict.broken and _is_text(strict, slack=0):
        return strict
    candidates = [(score, decoded) for decoded in _attempts(data) if (score := _score(decoded)) >= _MIN_SCORE]
    return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def broken_warnings(decoded: Decoded) -> tuple[str, ...]:
    """Return what to tell the user about the places that could not be decoded, nothing where there are none."""
    if not decoded.broken:
        return ()
    return (f"有 {decoded.broken} 处文字无法识别（按 {decoded.encoding} 编码读取），已用“\ufffd”代替，请与原文核对。",)


def _attempts(data: bytes) -> Iterator[Decoded]:
    for codec, label in _CANDIDATES:
        decoded = _decoded(data, codec, label)
        if _is_text(decoded):
            yield decoded


def _decoded(data: bytes, codec: str, label: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), label)
    except UnicodeDecodeError:
        text = data.decode(codec, errors="replace")
        return Decoded(text, label, max(text.count(_REPLACEMENT), 1))


def _is_text(decoded: Decoded, slack: int = 1) -> bool:
    """Whether the control characters and the broken places are as few as in a text; NUL at the end is padding.

    Args:
        decoded: the attempt.
        slack: how many of each are forgiven in however short a text.
    """
    text = decoded.text.rstrip("\x00")
    controls = len(text) - len(text.translate(_CONTROLS))
    return bool(text) and controls <= slack + len(text) // 50 and decoded.broken <= slack + len(text) // 100


def _score(decoded: Decoded) -> float:
    """How much the text looks like Chinese: 1 for common Chinese characters, a half for ASCII, 0 for others."""
    text = decoded.text.rstrip("\x00")
    known = len(text.translate(_CONTROLS).encode("gb2312", errors="ignore"))
    return (known / 2 - decoded.broken) / len(text)
