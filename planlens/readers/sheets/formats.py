"""Numbers and dates as their cells print them (number formats: ECMA-376 Part 1 §18.8.30 and §18.8.31).

Without the formats the words of a ledger are lost: 2025年6月 is stored as the first day of June, 50% as 0.5.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from planlens.readers.sheets.dating import FormatToken, print_date

_CJK = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
}
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "General",
    13: "General", 14: "yyyy/m/d", 15: "d-m-yy", 16: "m-d", 17: "yyyy-m", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@", **_CJK,
}  # fmt: skip
"""The formats that files name by number only, as Chinese Excel and WPS print them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<ampm>AM/PM|A/P|上午/下午)|'
    r"(?P<date>y+|e+(?![+-])|m+|d+|h+|s+|a{3,4}|b+)|(?P<digit>[0#?]+|[.,%]|E[+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")  # >=100
_DIGITS = re.compile(r"[0#?]")  # 0
_LONGEST = 255
"""Characters of a format that Excel allows."""


def printed(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as its cell prints it.

    Args:
        value: the stored number; dates count days (serial numbers).
        code: the number format, ``""`` or ``General`` for none.
        since_1904: whether the workbook counts dates from 1904.
    """
    if not math.isfinite(value):
        return ""
    section, negative_said = _section(code, value)
    tokens = _tokens(section)
    if not tokens or section.lower() in ("general", "@"):
        return general(value)
    if any(token.kind == "date" for token in tokens) and not any(token.kind == "digit" for token in tokens):
        moment = moment_of(value, since_1904=since_1904)
        elapsed = any(token.kind == "elapsed" for token in tokens)
        return general(value) if moment is None or elapsed else print_date(moment, tokens)
    return _number(value, tokens, negative_said=negative_said)


def general(value: float) -> str:
    """Return a number as a cell without a format prints it: at most ten digits, no exponent."""
    try:
        text = format(Decimal(f"{value:.10g}"), "f") if abs(value) < 1e15 else f"{value:.6g}"
    except (InvalidOperation, ValueError, OverflowError):
        return ""
    return "0" if text == "-0" else text


def moment_of(value: float, *, since_1904: bool) -> datetime | None:
    """Return the date and time of a serial number, None where it is none; the 29th of February 1900 never was."""
    if not 0 <= value < 2_958_466:
        return None
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if value >= 60 else 31)
    return start + timedelta(seconds=round(value * 86_400))


@lru_cache(maxsize=512)
def serial(stored: str, *, since_1904: bool = False) -> float:
    """Return an ISO date and time as a serial number.

    Raises:
        ValueError: it is none.
    """
    moment = datetime.fromisoformat(stored.rstrip("Z"))
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    passed = moment.replace(tzinfo=None) - start
    return passed.days + passed.seconds / 86_400


def _sections(code: str) -> tuple[str, ...]:
    parts = [""]
    for found in _TOKEN.finditer(code[:_LONGEST]):
        if found["other"] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return tuple(parts)


def _section(code: str, value: float) -> tuple[str, bool]:
    """Return the part of a format that holds for a value, and whether it speaks of the sign itself."""
    sections = _sections(code or "General")
    # [<=100][Red]0.0 has the condition <=100
    conditions = [_CONDITION.search(" ".join(re.findall(r"\[([^\]]*)\]", part))) for part in sections]
    if any(conditions):
        for part, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(value, condition[1], float(condition[2])):
                return part, False
        return sections[-1], False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(value: float, sign: str, bound: float) -> bool:
    below, equal = value < bound, value == bound
    return {"<": below, "<=": below or equal, "=": equal, "<>": not equal, ">=": not below}.get(
        sign, not below and not equal
    )


@lru_cache(maxsize=512)
def _tokens(section: str) -> tuple[FormatToken, ...]:
    return tuple(token for found in _TOKEN.finditer(section) if (token := _token(found)) is not None)


def _token(found: re.Match[str]) -> FormatToken | None:
    if (bracket := found["bracket"]) is not None:
        if re.fullmatch(r"h+|m+|s+", bracket, re.IGNORECASE):
            return FormatToken("elapsed", bracket)
        # $¥-804: the sign ¥
        currency = re.match(r"\$([^-]*)", bracket)
        return FormatToken("text", currency[1]) if currency and currency[1] else None
    for kind in ("date", "digit", "ampm"):
        if found[kind] is not None:
            return FormatToken(kind, found[kind].lower())
    text = next((found[kind] for kind in ("quoted", "escaped", "other") if found[kind] is not None), "")
    return FormatToken("text", text) if text else None


def _number(value: float, tokens: tuple[FormatToken, ...], *, negative_said: bool) -> str:
    """Print a number through the places of its digits; what is not known of formats (fractions) is printed plainly."""
    mask = "".join(token.text for token in tokens if token.kind == "digit")
    if "/" in "".join(token.text for token in tokens if token.kind == "text") and "?" in mask:
        return general(value)
    if "e" in mask:
        # 0.00E+00: two digits
        return f"{value:.{len(re.findall('0', mask.partition('e')[0].partition('.')[2]))}E}"
    whole, _, fraction = mask.replace("%", "").partition(".")
    scaled = Decimal(repr(value)).scaleb(2 * mask.count("%") - 3 * len(re.findall(r"(?<=[0#?]),+$", whole)))
    digits = _rounded(abs(scaled), whole, fraction)
    parts: list[str] = []
    placed = False
    for token in tokens:
        if token.kind == "digit" and token.text != "%":
            parts.append("" if placed else digits)
            placed = True
        else:
            parts.append(token.text)
    # "0.00" has no digit that is worth a sign
    sign = "-" if value < 0 and not negative_said and re.search(r"[1-9]", digits) else ""
    return sign + "".join(parts).strip()


def _rounded(value: Decimal, whole: str, fraction: str) -> str:
    places = len(_DIGITS.findall(fraction))
    try:
        text = format(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    except InvalidOperation:
        return general(float(value))
    left, _, right = text.partition(".")
    # .00## has two digits at least
    least = len(re.findall("0", fraction))
    right = right[:least] + right[least:].rstrip("0")
    # 0000: four digits at least
    left = left.zfill(len(re.findall("0", whole))) if "0" in whole else left.lstrip("0")
    grouped = f"{int(left):,}" if re.search(r"[0#?],[0#?]", whole) and left else left
    return f"{grouped}.{right}" if right else grouped
