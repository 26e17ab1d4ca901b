"""Searching Chinese text by the first letters of its pinyin: ``zdrw`` finds 重点任务.

Every character is turned once into one symbol that stands for all its usual first letters (重 is both ``z`` and ``c``),
so that a search is one pass of a regular expression over a string of symbols.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

READINGS = 2
"""The different first letters of a character that count, its most usual readings first (单: d, c, but not s)."""

_CHARACTERS = (range(0x3007, 0x3008), range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
_SYMBOLS = 0xE000
"""The first of the private characters that stand for several letters."""


def first_letters() -> dict[str, str]:
    """Return the characters of each set of first letters: ``{"a": "阿啊…", "cz": "重长…"}``.

    Loads pypinyin, which takes a while: for the background process. Of words it need not know, only of characters.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, pinyin  # noqa: PLC0415 (only where it is asked for)

    found: dict[str, list[str]] = {}
    for characters in _CHARACTERS:
        for code in characters:
            read = pinyin(chr(code), style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
            letters = dict.fromkeys(letter for readings in read for letter in readings)
            usual = [letter for letter in letters if letter.isascii() and letter.isalpha()]
            if usual:
                found.setdefault("".join(sorted(usual[:READINGS])), []).append(chr(code))
    return {letters: "".join(characters) for letters, characters in found.items()}


class Initials:
    """Turns texts into symbols and typed letters into patterns that find them.

    Args:
        table: what :func:`first_letters` returns.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._symbols: dict[int, str] = {}
        self._classes: dict[str, str] = {}
        several = _SYMBOLS
        for letters, characters in table.items():
            symbol = letters
            if len(letters) > 1:
                symbol, several = chr(several), several + 1
                for letter in letters:
                    self._classes[letter] = self._classes.get(letter, letter) + symbol
            self._symbols.update(dict.fromkeys(map(ord, characters), symbol))

    def of(self, text: str) -> str:
        """Return a text as symbols, as long as itself; what is not Chinese stays as it is, in lower case."""
        return text.lower().translate(self._symbols)

    def pattern(self, typed: str) -> re.Pattern[str] | None:
        """Return what finds typed letters and digits among symbols, None where they are no initials."""
        typed = typed.lower()
        if len(typed) < 2 or not typed.isascii() or not typed.isalnum() or typed.isdigit():
            return None
        # kjj of 科技局
        return re.compile("".join(f"[{self._classes.get(letter, letter)}]" for letter in typed))
