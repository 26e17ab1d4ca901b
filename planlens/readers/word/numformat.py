"""Numbers as Word writes them: ST_NumberFormat (ECMA-376 Part 1 §17.18.59; Word deviates: [MS-OI29500] §2.1.540)."""

from __future__ import annotations

import re
from collections.abc import Callable

MAX_FORMATTED = 32767
"""Word's own limit for list numbers; larger ones are printed as decimals."""

_SIMPLIFIED = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CUSTOM_ZEROS = re.compile(r"\s{0,9}(0{1,9})1\b")  # 001, 002, 003, ...


def format_number(value: int, number_format: str) -> str:
    """Return a list number as text.

    Args:
        value: the number; Word counts from 0 to 32767.
        number_format: a value of ST_NumberFormat (``chineseCounting``), or the ``w:format`` string of a custom format
            (``001, 002, 003, ...``). What is not known is printed as a decimal.
    """
    if not 0 <= value <= MAX_FORMATTED:
        return str(value)
    formatter = _FORMATS.get(number_format)
    if formatter is not None:
        return formatter(value)
    zeros = _CUSTOM_ZEROS.match(number_format)
    return str(value).zfill(len(zeros[1]) + 1) if zeros else str(value)


def _roman(value: int) -> str:
    parts: list[str] = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        parts.append(letters * count)
    return "".join(parts) or "0"


def _letter(value: int) -> str:
    """Letters: z, aa, bb, the same letter again, not the columns of a spreadsheet (Word stops at 780)."""
    if not 1 <= value <= 780:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _ordinal(value: int) -> str:
    suffix = "th" if value // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def _digits(zero: str, digits: str = _SIMPLIFIED) -> Callable[[int], str]:
    """Digit by digit: 一〇五."""
    table = {ord(str(step)): zero if step == 0 else digits[step] for step in range(10)}
    return lambda value: str(value).translate(table)


def _tens(value: int) -> str:
    """一 … 十 … 二十一 … 九十九, then digit by digit with a circle: 一○○ (chineseCounting)."""
    return _thousands(_SIMPLIFIED, "十百千万")(value) if value < 100 else _digits("○")(value)


def _thousands(digits: str, units: str, *, one_ten: bool = False) -> Callable[[int], str]:
    """Whole counting: 一百零五; with *one_ten* also 壹拾 instead of 拾."""

    def spell(value: int) -> str:
        high, low = divmod(value, 10_000)
        text = _group(low, digits, units)
        if high:
            # Word writes no 零 for the missing thousands of the ten-thousands ([MS-OI29500] §2.1.540 e).
            text = _group(high, digits, units) + units[3] + text
        if not one_ten and text.startswith(digits[1] + units[0]):
            text = text[1:]
        return text or digits[0]

    return spell


def _group(value: int, digits: str, units: str) -> str:
    """Spell 0–9999; 0 is empty, gaps inside get one zero."""
    text = ""
    for place, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = value // place % 10
        if digit:
            text += digits[digit] + unit
        elif text and value % place and not text.endswith(digits[0]):
            text += digits[0]
    return text


def _japanese(value: int) -> str:
    """一 … 十 … 百 … 千: no 一 before a unit, no zeros (japaneseCounting)."""
    high, low = divmod(value, 10_000)
    text = f"{_japanese(high)}万" if high else ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = low // place % 10
        if digit:
            text += ("" if digit == 1 and unit else _SIMPLIFIED[digit]) + unit
    return text or "〇"


def _run(first: str, count: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode, from 1 to *count*, decimals beyond."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else str(value)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)


def _sexagenary(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value else "0"


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "numberInDash": lambda value: f"- {value} -",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _run("①", 20),
    # The Chinese variant ends at ⑩.
    "decimalEnclosedCircleChinese": _run("①", 10),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    # Word prints parenthesised ideographs although the standard says enclosed in circles ([MS-OI29500] §2.1.540 a).
    "ideographEnclosedCircle": _run("㈠", 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographDigital": _digits("〇"),
    "japaneseDigitalTenThousand": _digits("〇"),
    "taiwaneseDigital": _digits("○"),
    "chineseCounting": _tens,
    "taiwaneseCounting": _tens,
    "japaneseCounting": _japanese,
    "chineseCountingThousand": _thousands(_SIMPLIFIED, "十百千万"),
    "taiwaneseCountingThousand": _thousands(_SIMPLIFIED, "十百千萬"),
    "chineseLegalSimplified": _thousands(_LEGAL, "拾佰仟万", one_ten=True),
    "ideographLegalTraditional": _thousands(_LEGAL_TRADITIONAL, "拾佰仟萬", one_ten=True),
}
