"""Chinese and Arabic numerals as exact decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WAN, _YI = 10**4, 10**8

CHINESE = "〇○零一二两三四五六七八九十百千"
"""The characters of a Chinese whole number below ten thousand, for use inside a character class."""

_WIDTHS = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


@lru_cache(maxsize=4096)
def narrow(text: str) -> str:
    """Return *text* with full-width digits, points, commas and percent signs made half-width (same length)."""
    return text.translate(_WIDTHS)


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d*)?)%?")  # 75%


def percent_of(text: str) -> float | None:
    """Return a percent from 0 to 100 as people type it, None for anything else.

    ``75``, ``75 %``, ``７５％``, ``'75`` (a cell that is to be text), ``百分之七十五``, ``七十五``.
    """
    typed = "".join(narrow(text).split()).removeprefix("'")
    found = _PERCENT.fullmatch(typed)
    if found is None:
        number = chinese_number(typed.removeprefix("百分之"))
        return float(number) if number is not None and number <= 100 else None
    return float(found[1]) if float(found[1]) <= 100 else None


def chinese_number(text: str) -> int | None:
    """Read a Chinese whole number (二十三, 一百零五, 一万五千亿, 二〇二五); None if it is not one.

    A leading 千 or 百 counts as one of them (千 is 1000), as in 千亿级.
    """
    if not text:
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text[:18])) if len(text) <= 18 else None
    high = middle = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        elif character == "万":
            middle += ((section + digit) or 1) * _WAN
            section = digit = 0
        elif character == "亿":
            high = (high + middle + section + digit or 1) * _YI
            middle = section = digit = 0
        else:
            return None
    return high + middle + section + digit


def chinese_numeral(value: int) -> str:
    """Return a number from 1 to 99 as headings have it: 十二, 三十."""
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_ONES[tens]}十"
    return head + (_ONES[ones] if ones else "")


_ONES = "零一二三四五六七八九"


def number(text: str) -> Decimal | None:
    """Read a number in Arabic digits (1,200.5) or Chinese ones (三点二); None if it is neither."""
    plain = narrow(text).replace(",", "").strip()
    if re.fullmatch(r"\d{1,18}(\.\d{1,12})?", plain):  # 1200.5
        try:
            return Decimal(plain)
        except InvalidOperation:
            return None
    whole, point, part = plain.partition("点")
    base = chinese_number(whole)
    if base is None or not point:
        return None if base is None else Decimal(base)
    if not part or len(part) > 12 or any(character not in _DIGITS for character in part):
        return None
    return base + Decimal("0." + "".join(str(_DIGITS[character]) for character in part))


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and trailing zeros (``12000``, ``2.8``)."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a text.

    Attributes:
        end: where it ends in the text.
        value: what it is worth.
        base: the largest of 万 and 亿 in it, "" where there is neither.
        chinese: whether it is written in Chinese characters.
        upto: the upper end of a colloquial pair (两三个 is 2 to 3), None for all other numbers.
        scale: the factor of the scale behind its digits (万 in 1.2万), 1 where there is none.
    """

    end: int
    value: Decimal
    base: str
    chinese: bool
    upto: Decimal | None = None
    scale: int = 1


_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:[.·•]\d+)?")  # 1,200.5, 3·5
_SCALE = re.compile(r"万亿|[十百千]亿|[十百千]万|[亿万]|千(?![伏米克瓦卡赫])|百(?!分)")  # 1.2万
_SECOND = re.compile(r"(\d{1,4})(亿|[百千]万|万|千(?![伏米克瓦卡赫])|百(?!分))")  # 2千 of 13万2千
_MORE = re.compile(r"[余多](?![少数重元彩媒])")  # 100余家
_UNDER_TEN_THOUSAND = (
    "(?:零?[一二两三四五六七八九]?千)?(?:零?[一二两三四五六七八九]?百)?"
    "(?:零?[一二三四五六七八九]?十)?(?:零?[一二两三四五六七八九])?"
)
_WRITTEN = re.compile(
    rf"(?:{_UNDER_TEN_THOUSAND}[万亿]亿?){{0,3}}{_UNDER_TEN_THOUSAND}"
    r"(?:点[零一二三四五六七八九]{1,6}(?:万亿|[十百千]?[万亿])?)?"
)
"""A well-formed Chinese number: 十万零五千, 一万五千亿, 三点二."""
_PAIR = re.compile(r"(?=一二|二三|两三|三四|三五|四五|五六|六七|七八|八九)(.)(.)(万亿|[十百千]?[万亿]|[十百千])?")
"""A colloquial pair: 两三个, 七八百家."""
_TAIL = re.compile(r"[千百]$")  # 二十万千
_NOT_LAST = re.compile(r"[伏米克瓦卡赫]|分(?!之)")  # 瓦
_GOES_ON = frozenset(CHINESE + "点")
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": _WAN, "亿": _YI}


def numeral_at(text: str, start: int) -> Numeral | None:
    """Return the number that begins at *start* of a :func:`narrow` text, with its scale (1.2万) and 余 behind it.

    None for what is no number: digits in a longer string of digits or of more than fifteen, a malformed run (十四五).
    """
    return _arabic(text, start) if text[start].isdigit() and text[start].isascii() else _written(text, start)


def _factor(scale: str) -> int:
    product = 1
    for character in scale:
        product *= _FACTORS[character]
    return product


def _base(scale: str) -> str:
    return "亿" if "亿" in scale else "万" if "万" in scale else ""


def _arabic(text: str, start: int) -> Numeral | None:
    found = _ARABIC.match(text, start)
    if found is None or len(found[0]) > 15:
        return None
    digits = Decimal(re.sub("[·•]", ".", found[0].replace(",", "")))  # 1,234·5
    end = _past_more(text, found.end())
    scale = _SCALE.match(text, end)
    if scale is None:
        return Numeral(end, digits, "", False)
    factor, end = _factor(scale[0]), scale.end()
    value = digits * factor
    second = _SECOND.match(text, end)
    if second is not None and _factor(second[2]) < factor:
        value += int(second[1]) * _factor(second[2])
        end = second.end()
    return Numeral(_past_more(text, end), value, _base(scale[0]), False, scale=factor)


def _written(text: str, start: int) -> Numeral | None:
    pair = _PAIR.match(text, start)
    if pair is not None and (pair.end() == len(text) or text[pair.end()] not in _GOES_ON):
        factor = _factor(pair[3] or "")
        low, high = (Decimal(_DIGITS[digit] * factor) for digit in (pair[1], pair[2]))
        return Numeral(_past_more(text, pair.end()), low, _base(pair[3] or ""), True, high, factor)
    found = _WRITTEN.match(text, start)
    if found is None or not found[0]:
        return None
    end, words = found.end(), found[0]
    if _TAIL.search(words) and _NOT_LAST.match(text, end):  # 二十万千瓦, 三百分点
        end, words = end - 1, words[:-1]
    elif end < len(text) and text[end] in _GOES_ON:
        return None
    value = _decimal(words)
    return None if value is None else Numeral(_past_more(text, end), value, _base(words), True)


def _decimal(words: str) -> Decimal | None:
    """Read 三点二万 too, whose scale stands behind the decimals."""
    scale = re.search(r"(?<=点)([零一二三四五六七八九]+)(万亿|[十百千]?[万亿])$", words)  # 三点二万
    if scale is None:
        return number(words) if words else None
    base = number(words[: scale.start(2)])
    return None if base is None else base * _factor(scale[2])


def _past_more(text: str, end: int) -> int:
    more = _MORE.match(text, end)
    return end if more is None else more.end()
