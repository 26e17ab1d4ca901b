"""Dates and time limits as plans write them."""

from __future__ import annotations

import re

from planlens.language.numerals import chinese_number, narrow

_Y = r"(?P<y>(?:19|20)\d{2}|[二一][〇○零九０][〇○零一二三四五六七八九]{2})"
_M = r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})"
_D = r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})"
_PERIODS = {"十": 2005, "十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
PERIOD = re.compile(r"[“\"‘]?(?P<p>十[一二三四五六]?)五[”\"’]?(?:规划)?(?:时?期间?|末期?|期末|规划期|以来)?")
FULL = re.compile(rf"{_Y}年{_M}月{_D}[日号]")
MONTH = re.compile(rf"{_Y}年{_M}月(?:份|底|末|中旬|上旬|下旬|初)?")
QUARTER = re.compile(rf"{_Y}年(?:第?(?P<q>[一二三四1-4])季度|(?P<h>上半年|下半年|年中))(?:末|底)?")
YEAR = re.compile(rf"{_Y}年(?!\d)(?:年?底|年?末|初|内)?")
_RANGE = re.compile(rf"(?:19|20)\d{{2}}年?\s?[-—–~～至到]+\s?{_Y}年")
BARE_MONTH = re.compile(
    rf"(?<![\d年])(?:今年|本年|当年)?{_M}月(?:份)?(?:{_D}[日号]|底|末|中旬|上旬|下旬|初)?(?:前|之前|以前)"
)
OPEN_PERIOD = re.compile(r"[“\"]?(?:十[一二三四五六]五|十五(?!五))[”\"]?+(?!期间|时期|末|期末|规划期)")
"""A five-year period that only names a plan (“十四五”规划), not a time."""
BARE_QUARTER = re.compile(r"(?<![年\d每])(?:第?(?P<q>[一二三四])季度|(?P<h>上半年|下半年))(?:末|底)?(?:前|之前)?")
YEAR_END = re.compile(
    r"(?<!每年)(?<![每\d一二两三四五六七八九十多数当近上去])(?:今年|本年|到)?(?:年底|年末|年内|全年)(?:前|之前|以前)?"
)
ONGOING = re.compile(
    r"长期坚持|长期推进|长期实施|长期任务|长期|持续推进|持续实施|持续开展|常年坚持|常态化推进|坚持推进"
)


def year_of(text: str) -> str | None:
    """Return a year written in Arabic or Chinese digits (二〇二五) as four digits."""
    digits = narrow(text)
    if digits.isdigit():
        return digits
    value = chinese_number(digits)
    return str(value) if value is not None and 1900 <= value <= 2100 else None


def _small(text: str) -> int | None:
    digits = narrow(text)
    return int(digits) if digits.isdigit() else chinese_number(digits)


def period_end(text: str) -> str | None:
    """Return the last year of a five-year period (“十四五”期间 is 2025); None if the text names none."""
    found = PERIOD.search(text)
    return str(_PERIODS[found["p"]]) if found and found["p"] in _PERIODS else None


def deadline_of(text: str, own_year: str | None) -> tuple[str, int, int] | None:
    """Return the time limit that a note's clause states as (value, start, end).

    Args:
        text: a short clause, such as the value of 完成时限.
        own_year: the document's own year, for 年底前 and 6月底前; None where it is not known.
    """
    half = narrow(text)
    for pattern in (FULL, QUARTER, MONTH):
        found = _last(pattern, half)
        if found is not None:
            return (_format(found), found.start(), found.end())
    ranged = _RANGE.search(half)
    if ranged is not None:
        return (str(year_of(ranged["y"])), ranged.start(), ranged.end())
    found = _last(YEAR, half)
    if found is not None and year_of(found["y"]):
        return (str(year_of(found["y"])), found.start(), found.end())
    period = PERIOD.search(half)
    if period is not None and period["p"] in _PERIODS:
        return (str(_PERIODS[period["p"]]), period.start(), period.end())
    if own_year is not None:
        bare = BARE_MONTH.search(half)
        if bare is not None:
            return (_with_month(own_year, bare["m"], bare["d"]), bare.start(), bare.end())
        quarter = BARE_QUARTER.search(half)
        if quarter is not None:
            return (f"{own_year}-{_quarter_end(quarter.groupdict())}", quarter.start(), quarter.end())
        end = YEAR_END.search(half)
        if end is not None:
            return (own_year, end.start(), end.end())
    lasting = ONGOING.search(half)
    return ("ongoing", lasting.start(), lasting.end()) if lasting is not None else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _format(found: re.Match[str]) -> str:
    groups = found.groupdict()
    year = year_of(groups["y"]) or groups["y"]
    if groups.get("q") or groups.get("h"):
        return f"{year}-{_quarter_end(groups)}"
    return _with_month(year, groups["m"], groups.get("d"))


def _quarter_end(groups: dict[str, str | None]) -> str:
    if groups.get("h"):
        return "12" if groups["h"] == "下半年" else "06"
    quarter = _small(groups["q"] or "1") or 1
    return f"{quarter * 3:02d}"


def _with_month(year: str, month: str, day: str | None) -> str:
    number = _small(month) or 0
    if not 1 <= number <= 12:
        return year
    date = f"{year}-{number:02d}"
    value = _small(day) if day else None
    return f"{date}-{value:02d}" if value and 1 <= value <= 31 else date
