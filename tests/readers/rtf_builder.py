"""Builds small .rtf files, so that a test shows only the control words it is about."""

from __future__ import annotations

from planlens.model import Document
from planlens.readers.rtf import READER

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 SimSun;}"
    r"{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset128 MS Mincho;}}"
)


def rtf(body: str, head: str = r"\ansi\ansicpg936\deff1") -> bytes:
    """Return the bytes of an .rtf; Chinese characters are written as Word does, two escaped bytes each."""
    return "".join(escaped(char) for char in rf"{{\rtf1{head}{FONTS}{body}}}").encode("ascii")


def escaped(char: str, encoding: str = "gb18030") -> str:
    """Return a character as escaped bytes, ASCII as it is."""
    return char if char.isascii() else "".join(rf"\'{byte:02x}" for byte in char.encode(encoding))


def read(body: str, head: str = r"\ansi\ansicpg936\deff1") -> Document:
    """Build an .rtf and read it."""
    return READER.read(rtf(body, head), "试.rtf")


def lines(body: str, head: str = r"\ansi\ansicpg936\deff1") -> list[str]:
    """Build an .rtf, read it and return the texts of its blocks."""
    document = read(body, head)
    return [block.span.of(document.text) for block in document.blocks]
