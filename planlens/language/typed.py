"""Time limits as people type them into a field: 2025、2025年6月、6月底、年底前、下月底、三季度、长期坚持."""

from __future__ import annotations

import re
from datetime import date, timedelta

from planlens.language.dates import ONGOING, PERIOD, period_end, year_of
from planlens.language.numerals import chinese_number, narrow

_NONE = {"", "无", "没有", "不限", "未定", "待定", "-", "—", "——", "/"}
_NUMERAL = "零〇○一二两三四五六七八九十"
_LEADING = re.compile(r"^(?:力争|争取|确保|务必|计划|预计|最迟|最晚|不晚于|截至|截止到?|到|至|于|在)+")
_CLOSING = re.compile(r"(?:基本|全面|全部)?(?:完成|办结|建成|为止|止|以前|之前|前|期间|以内|之内|内)+$")
_POINT = re.compile(r"(?:份?(?:年?底|年?末|初|上旬|中旬|下旬))+$")
"""A word for a part of a year or month, as fine as which no time limit is kept."""
_YEAR = r"(?P<y>(?:19|20)\d{2}|\d{2}(?=年))"
_DATE = re.compile(rf"{_YEAR}(?:年|(?:年|[-./])(?P<m>\d{{1,2}})(?:月份?|(?:月|[-./])(?P<d>\d{{1,2}})[日号]?)?)?")
_DIGITS = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})?")
_DAY = re.compile(r"(?P<m>\d{1,2})(?:月份?(?:(?P<d>\d{1,2})[日号]?)?|[-./](?P<d2>\d{1,2})[日号]?)")
_PART = re.compile(rf"(?:{_YEAR}年?)?(?:第?(?P<q>[1-4])(?:个?季度?|季)|[qQ](?P<q2>[1-4])|(?P<h>上半年|下半年|年?年中))")
_SPAN = re.compile(r"(?P<n>\d{1,3}|半)(?P<unit>年|个?月|周|个星期|天|个?工作日|日)")
_RANGE = re.compile(r"(?P<from>.+?)(?:[—–~～至到]+|-+)(?P<to>.+)")
_LASTING = re.compile(rf"(?:{ONGOING.pattern}|持续|常年|常态化|每[年月周季日].*|定期.*|ongoing)[。；;]?")


def typed_deadline(text: str, today: date) -> str | None:
    """Return the time limit that somebody typed, in the form that :class:`planlens.model.Deadline` has.

    Args:
        text: free words. A month, quarter or 年底 without a year is one of this year; of a range the end counts.
        today: the day that 今年, 下月底 and 三个月内 are reckoned from.

    Returns:
        ``2025``, ``2025-06``, ``2025-06-30`` or ``ongoing``; "" where the words say that there is no time limit
        (nothing at all, 无, 不限); None where they are not understood, or name a day that no calendar has.
    """
    words = re.sub(r"\s+", "", narrow(text)).strip("。，,；;“”\"'（）()")
    if words in _NONE:
        return ""
    if _LASTING.fullmatch(words):
        return "ongoing"
    period = PERIOD.fullmatch(_LEADING.sub("", _CLOSING.sub("", words)))
    if period is not None:
        return period_end(words)
    words = _LEADING.sub("", words)
    inside = _SPAN.fullmatch(_arabic(_CLOSING.sub("", words)))
    if inside is not None and _CLOSING.search(words):
        return _ahead(inside["n"], inside["unit"], today)
    plain = _with_dates(_arabic(_CLOSING.sub("", words)), today)
    return _read(plain, today) or _read(_POINT.sub("", plain), today) or _end_of_range(words, today)


def _arabic(words: str) -> str:
    """Put Chinese numerals before 年, 月, 日 and 季度 into digits: 二〇二五年六月 as 2025年6月."""

    def year(found: re.Match[str]) -> str:
        return year_of(found[0]) or found[0]

    def small(found: re.Match[str]) -> str:
        value = chinese_number(found[0])
        return found[0] if value is None else str(value)

    words = re.sub(rf"[{_NUMERAL}]{{4}}(?=年)", year, words)
    return re.sub(rf"[{_NUMERAL}]{{1,3}}(?=年|个?月|周|个星期|天|个?工作日|日|号|个?季)", small, words)


def _with_dates(words: str, today: date) -> str:
    """Put words for years and months (明年, 下月, 本季度, 年底) into dates."""
    for name, years in (
        ("今年", 0),
        ("本年度", 0),
        ("本年", 0),
        ("当年", 0),
        ("明年", 1),
        ("次年", 1),
        ("后年", 2),
        ("去年", -1),
    ):
        words = words.replace(name, f"{today.year + years}年")
    for name, months in (("下个月", 1), ("下月", 1), ("本月", 0), ("这个月", 0), ("当月", 0)):
        words = words.replace(name, _months_on(today, months, "年") + "月")
    for name, quarters in (("本季度", 0), ("下季度", 1), ("下个季度", 1)):
        year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + quarters, 4)
        words = words.replace(name, f"{year}年{quarter + 1}季度")
    if words in {"月底", "月末", "月内", "月"}:
        return _months_on(today, 0, "年") + "月"
    if words in {"年底", "年末", "年", "全年", "年度"}:
        return f"{today.year}年"
    return words


def _read(words: str, today: date) -> str | None:
    """Return the value of words that name a year, a month, a day or a part of a year, and nothing else."""
    found = _DATE.fullmatch(words) or _DIGITS.fullmatch(words)
    if found is not None:
        return _value(_full(found["y"], today), found["m"], found["d"])
    found = _DAY.fullmatch(words)
    if found is not None:
        return _value(today.year, found["m"], found["d"] or found["d2"])
    found = _PART.fullmatch(words)
    if found is None:
        return None
    year = _full(found["y"], today) if found["y"] else today.year
    if found["h"]:
        return f"{year}-{'12' if found['h'] == '下半年' else '06'}"
    return f"{year}-{int(found['q'] or found['q2']) * 3:02d}"


def _full(year: str, today: date) -> int:
    return int(year) if len(year) == 4 else today.year // 100 * 100 + int(year)


def _value(year: int, month: str | None, day: str | None) -> str | None:
    try:
        found = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    return found.isoformat()[: 10 if day else 7 if month else 4]


def _ahead(count: str, unit: str, today: date) -> str:
    """Return the end of a span that begins today: 三个月内 as a month, 15天内 as a day."""
    if count == "半":
        return _months_on(today, 6) if unit == "年" else (today + timedelta(days=15)).isoformat()
    number = int(count)
    match unit[-1]:
        case "年":
            return str(today.year + number)
        case "月":
            return _months_on(today, number)
        case "周" | "期":
            return (today + timedelta(weeks=number)).isoformat()
    return (_working_days_on(today, number) if unit.endswith("工作日") else today + timedelta(days=number)).isoformat()


def _months_on(today: date, months: int, mark: str = "-") -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return f"{year}{mark}{month + 1:02d}"


def _working_days_on(today: date, days: int) -> date:
    """Return the day some working days ahead; only weekends are left out, public holidays change every year."""
    while days > 0:
        today += timedelta(days=1)
        days -= today.weekday() < 5
    return today


def _end_of_range(words: str, today: date) -> str | None:
    """Return the end of 2024—2026年, 1-6月, 2025年3月至9月; its year is the beginning's where it names none."""
    found = _RANGE.fullmatch(words)
    if found is None:
        return None
    begin = typed_deadline(found["from"], today)
    if not begin and not (re.fullmatch(r"\d{1,2}", found["from"]) and "月" in found["to"]):
        return None
    year = int(begin[:4]) if begin and begin[:4].isdigit() else today.year
    end = typed_deadline(found["to"], today.replace(year=year, day=1))
    return end if end and (not begin or begin == "ongoing" or end >= begin[: len(end)]) else None
