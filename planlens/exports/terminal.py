"""Text in a font of fixed width, where a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# What no line break may part: a number or an English word, with the opening marks before it and the closing marks
# after it (GB/T 15834-2011, 5.1: no closing mark begins a line, no opening mark ends one).
_PIECE = re.compile(
    r"[（〔［【《〈“‘]{0,3}(?:[0-9A-Za-z.,%+\-/]{1,24}|.)[，。、；：？！）〕］】》〉”’…—%]{0,4}", re.DOTALL
)


def display_width(text: str) -> int:
    """Return how many columns *text* takes; quotation marks and others of ambiguous width count as wide."""
    visible = [char for char in text if unicodedata.category(char) not in {"Mn", "Me", "Cf"}]
    return len(visible) + sum(unicodedata.east_asian_width(char) in "WFA" for char in visible)


def padded(text: str, width: int) -> str:
    """Return *text* with blanks after it, so that it takes *width* columns."""
    return text + " " * (width - display_width(text))


def wrapped(text: str, width: int, *, first: str = "") -> str:
    """Return *text* in lines of at most *width* columns, *first* before the first and blanks before the others.

    Line breaks and runs of blanks in *text* become one blank each. A line is longer only where a single word is.
    """
    indent = " " * display_width(first)
    room = max(width - len(indent), 2)
    return f"\n{indent}".join(_lines(" ".join(text.split()), room)).join([first, ""])


def _lines(text: str, room: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _PIECE.findall(text):
        width = display_width(piece)
        if line and used + width > room:
            yield line.rstrip()
            piece = piece.lstrip()  # noqa: PLW2901 (a blank at a line's end is the line break)
            line, used = "", 0
        line += piece
        used += display_width(piece)
    yield line.rstrip()
