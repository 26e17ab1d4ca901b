"""Chinese and Arabic numerals as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

CHINESE = "〇○零一二两三四五六七八九十百千"
"""The characters of a Chinese whole number below ten thousand, for use inside a character class."""

_WIDTHS = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


@lru_cache(maxsize=4096)
def narrow(text: str) -> str:
    """Return *text* with full-width digits, points, commas and percent signs made half-width (same length)."""
    return text.translate(_WIDTHS)


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d*)?)%?")


def percent_of(text: str) -> float | None:
    """Return a percent from 0 to 100 as people type it (``75``, ``75%``, ``７５％``), None for anything else."""
    found = _PERCENT.fullmatch(narrow(text.strip()))
    return float(found[1]) if found and float(found[1]) <= 100 else None


def chinese_number(text: str) -> int | None:
    """Read a Chinese whole number (二十三, 一百零五, 二〇二五); None if it is not one.

    A leading 千 or 百 counts as one of them (千 is 1000), as in 千亿级.
    """
    if not text:
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        elif character in _LARGE:
            total += ((section + digit) or 1) * _LARGE[character]
            section = digit = 0
        else:
            return None
    return total + section + digit


def number(text: str) -> Decimal | None:
    """Read a number in Arabic digits (1,200.5) or Chinese ones; None if it is neither."""
    plain = narrow(text).replace(",", "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        try:
            return Decimal(plain)
        except InvalidOperation:
            return None
    whole = chinese_number(plain)
    return None if whole is None else Decimal(whole)


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and trailing zeros (``12000``, ``2.8``)."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
