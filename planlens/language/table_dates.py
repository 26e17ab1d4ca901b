"""Time limits in cells of tables: as in sentences, and what only such a column can mean (20250630, 2025, 常态化)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from planlens.language.dates import Bound, small_number, times
from planlens.language.numerals import narrow

# 20250630, 202506
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])?(?!\d)")
# 2025, 2024-2026
_YEAR = re.compile(r"(?:(?:19|20)\d{2}\s?[-—–~～至到]+\s?)?(?P<y>(?:19|20)\d{2})")
# 长期坚持, 常态化, 持续推进
_LASTING = re.compile(r"常态|常年|长期|持续|动态")

# 46357: the first of December 2026, as a cell prints it that has lost its format
_SERIAL = re.compile(r"\d{5}")
_SERIALS = (36_526, 73_051)
"""The serial numbers of the days from 2000 to 2099 (ECMA-376 Part 1 §18.17.4.1)."""

Limit = tuple[str, int, int]
"""A time limit: its value, and where it begins and ends in the cell."""


def cell_deadline(text: str, own_year: str | None) -> Limit | None:
    """Return the time limit in a cell; of a range its end, of several the last.

    Args:
        text: the cell.
        own_year: the document's own year, for 6月底; None where it is not known.
    """
    serial = _SERIAL.fullmatch(text.strip())
    if serial is not None and _SERIALS[0] <= int(serial[0]) < _SERIALS[1]:
        return ((date(1899, 12, 30) + timedelta(days=int(serial[0]))).isoformat(), 0, len(text))
    limits = [time for time in times(text, own_year) if time.bound is not Bound.FROM]
    if limits:
        return (limits[-1].value, limits[-1].start, limits[-1].end)
    half = narrow(text).strip()
    compact = _COMPACT.search(half)
    if compact is not None:
        day = f"-{compact['d']}" if compact["d"] else ""
        return (f"{compact['y']}-{small_number(compact['m']):02d}{day}", compact.start(), compact.end())
    year = _YEAR.fullmatch(half)
    if year is not None:
        return (year["y"], 0, len(half))
    lasting = _LASTING.search(text)
    return ("ongoing", lasting.start(), lasting.end()) if lasting is not None else None
