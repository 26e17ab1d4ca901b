"""Time limits as cells of tables write them, shorter than sentences do: 2025/6/30, 2025.6, 6月底, 四季度, 2025."""

from __future__ import annotations

import re
from datetime import date, timedelta

from planlens.language.dates import deadline_of
from planlens.language.numerals import narrow

_Y = r"(?<!\d)(?P<y>(?:19|20)\d{2})"
_DAY = re.compile(rf"{_Y}\s?[-./年]\s?(?P<m>\d{{1,2}})\s?[-./月]\s?(?P<d>\d{{1,2}})(?!\d)[日号]?")
_MONTH = re.compile(rf"{_Y}\s?[-./年]\s?(?P<m>0?[1-9]|1[0-2])(?![\d月])")
_COMPACT = re.compile(rf"{_Y}(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])?(?!\d)")
_TO_MONTH = re.compile(
    rf"{_Y}年\d{{1,2}}月?(?:\d{{1,2}}日)?\s?[-—–~～至到]+\s?(?P<m>\d{{1,2}})月(?:(?P<d>\d{{1,2}})日)?"
)
_YEAR = re.compile(rf"{_Y}(?:\s?[-—–~～至到]+\s?(?P<last>(?:19|20)\d{{2}}))?")
_RANGE = re.compile(r"(?:\d{1,2}月?|第?[一二三四]季?度?)\s?[-—–~～至到、]+\s?")
_LASTING = re.compile(r"常态|长期|持续|动态")
_QUARTER = re.compile(r"[1-4](?=季度)")
_CLAUSE = re.compile(r"[^，,；;。\n]+")

_SERIAL = re.compile(r"\d{5}")
"""``46357``: the first of December 2026, as a cell prints it that has lost its format."""
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
    half = _QUARTER.sub(lambda found: "一二三四"[int(found[0]) - 1], narrow(text))
    for pattern in (_TO_MONTH, _DAY, _COMPACT):
        if (found := _dated(pattern, half)) is not None:
            return found
    stated = deadline_of(half, None)
    if stated is not None and stated[0][:2] in ("19", "20"):
        return (_dated(_MONTH, half) or stated) if len(stated[0]) == 4 else stated
    return _dated(_MONTH, half) or _by_own_year(half, own_year) or stated or _lasting(half)


def _by_own_year(half: str, own_year: str | None) -> Limit | None:
    """Read what only a column of time limits can mean so: 6月底, 12月31日, 一至三季度, 全年; and a bare year."""
    whole = _YEAR.fullmatch(half)
    if whole is not None:
        return (whole["last"] or whole["y"], 0, len(half))
    if own_year is None:
        return None
    for clause in reversed(list(_CLAUSE.finditer(half))):
        ranged = _RANGE.match(clause[0])
        start = clause.start() + (ranged.end() if ranged else 0)
        end = half[start : clause.end()].rstrip("前。 ")
        found = deadline_of(f"{end}前", own_year)
        if found is not None and found[0] != "ongoing":
            return (found[0], start + found[1], min(start + found[2], clause.end()))
    return None


def _lasting(half: str) -> Limit | None:
    found = _LASTING.search(half)
    return ("ongoing", found.start(), found.end()) if found is not None else None


def _dated(pattern: re.Pattern[str], text: str) -> Limit | None:
    """Return the last date of a pattern in a text."""
    for found in reversed(list(pattern.finditer(text))):
        groups = found.groupdict()
        month, day = int(groups["m"]), int(groups.get("d") or 0)
        if 1 <= month <= 12 and day <= 31:
            value = f"{groups['y']}-{month:02d}"
            return (f"{value}-{day:02d}" if day else value, found.start(), found.end())
    return None
