"""The years that a plan is for, as its title tells them."""

from __future__ import annotations

import re
from datetime import date

_SPAN = re.compile(r"(20\d\d)\s*年?\s*(?:[-—–－―~～至到]+)\s*(20\d\d)\s*年?")
_FIVE = re.compile("十([一二三四五六七八九])(?:五|个五年)")
_YEAR = re.compile(r"(20\d\d)\s*年")
_ORDINAL = "一二三四五六七八九"


def period_of(title: str) -> tuple[date, date] | None:
    """Return the first and the last day of the years that a plan's title names, None if it names none.

    ``（2024—2027年）`` is 2024 to 2027, ``“十五五”`` or ``第十五个五年规划`` 2026 to 2030 (the
    eleventh began in 2006, each takes five years), ``2025年`` that year.
    """
    if found := _SPAN.search(title):
        first, last = int(found[1]), int(found[2])
    elif found := _FIVE.search(title):
        first = 2006 + 5 * _ORDINAL.index(found[1])
        last = first + 4
    elif found := _YEAR.search(title):
        first = last = int(found[1])
    else:
        return None
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None
