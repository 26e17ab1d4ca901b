"""Times as plans write them: one grammar for running text, for cells of tables and for what people type.

A time is a year, a month, a day, a quarter, a half year or a five-year period, with its part (底, 末, 上旬, 中期), its
bound (前, 内, 起, 以来) and, where it ends a range, the range's beginning. A time without a year takes that of the time
before it (2026年9月—12月), else the document's own.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import Enum

from planlens.language.numerals import chinese_number, narrow


class Bound(Enum):
    """How a time bounds what is done: until then (6月底前), at some time then (2026年), or from then on (2026年起)."""

    BY = "by"
    IN = "in"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text.

    Attributes:
        value: ``2025``, ``2025-06`` or ``2025-06-30``; of a range its end.
        start: where it begins in the text, its range included.
        end: where it ends, its bound included.
        bound: how it bounds what is done.
    """

    value: str
    start: int
    end: int
    bound: Bound


_PERIODS = {"十": 2005, "十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
# “十四五”, 十五五末, "十三五"时期
PERIOD = re.compile(r"[“\"‘]?(?P<p>十[一二三四五六]?)五[”\"’]?(?:规划)?(?:时?期间?|末期?|期末|规划期|以来)?")
# “十四五”规划: a period that only names a plan
OPEN_PERIOD = re.compile(r"[“\"]?(?:十[一二三四五六]五|十五(?!五))[”\"]?+(?!期间|时期|[中后]期|末|期末|规划期)")
# 年底前, 全年; not 三年内, 每年底
YEAR_END = re.compile(
    r"(?<!每年)(?<![每\d一二两三四五六七八九十多数当近上去])(?:今年|本年|到)?(?:年底|年末|年内|全年)(?:前|之前|以前)?"
)
# 长期坚持, 持续推进
ONGOING = re.compile(
    r"长期坚持|长期推进|长期实施|长期任务|长期|持续推进|持续实施|持续开展|常年坚持|常态化推进|坚持推进"
)

_DASH = r"\s?(?:[-—–―－~～至到]|——)\s?"
_TO = re.compile(_DASH)  # 3月—6月
_Y = r"(?:19|20)\d{2}|[二一][〇○零九０][〇○零一二三四五六七八九]{2}"
_M = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_D = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
# 2026年, 2024—2026年, 二〇二六年, 今年, 明年
_YEAR = re.compile(
    rf"(?:(?:{_Y})年?{_DASH})?(?P<y>{_Y})(?:年(?![级来]|\d{{3}})|(?=[qQ][1-4]))|(?P<rel>今年|本年度?|明年)"
)
# 6月底, 六月份, 5-6月, 6月30日, 7月10-15日, 十二月月底
_MONTH = re.compile(
    rf"(?:(?:{_M})月?份?(?:{_DASH}|、))?(?P<m>{_M})月(?![份月]?[子球])"
    rf"(?:(?:(?:{_D})[日号]?{_DASH})?(?P<d>{_D})[日号]|份?(?:(?P<part>月?[底末内]|[上中下]旬)|月?初)?)"
)
# 三季度末, 第4季度, 前三季度, 一至三季度, 第一、二季度, Q3, 上半年, 年中
_QUARTER = re.compile(
    rf"(?:第?[一二三四1-4](?:季度)?(?:{_DASH}|、))?(?:[第前]?(?P<q>[一二两三四1-4])个?季度|第[一二三四1-4]季(?=$|[，。；前底末内])|[qQ](?P<q2>[1-4])(?!\d))(?:[底末内初](?!期))?|"
    r"(?P<h>上半年|下半年|年?年中(?!级)|(?<=\d年)中(?=$|[，。,前完]))(?:[底末内])?"
)
# (2026年)底, 年末, 内, 初, 全年
_PART = re.compile(r"(?P<end>度?年?[底末](?!期)|度?年?内|岁末)|年?初|全年")
# 年底, 年内, 全年: of the document's own year; 三年内 and 每年底 are none
_OWN_END = re.compile(r"(?<![\d一二两三四五六七八九十多数几当近上去每])(?:年[底末内]|岁末|全年(?!龄))")
# “十五五”末, 十四五期间, “十五五”中期
_FIVE = re.compile(
    r"[“\"‘]?(?P<p>十[一二三四五六]?)五[”\"’]?(?:规划)?(?:时期|期间|规划期|期?内|(?P<mid>中期(?!评估|检查|调整|报告))|(?P<end>期末|末期?|后期)|(?=以来))"
)
# 2026.10.31, 2026/6/30, 2026-06, 2026.9前
_POINTED = re.compile(
    r"(?P<y>(?:19|20)\d{2})(?P<s>[-./])(?P<m>1[0-2]|0?[1-9])(?:(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.]))?"
    r"(?(d)[日号]?|(?=$|[^\d\w.%％]|[-—~～]|[前底末内至到]))"
)
# 国庆节前, “五一”前: days of the calendar that plans name
_FEAST = re.compile(r"[“\"]?(?P<name>国庆|五一|劳动节|七一|八一|六一|教师节)[”\"]?(?:国际)?(?:劳动)?节?(?=[以之]?前)")
_FEASTS = {
    "国庆": "09-30",
    "五一": "04-30",
    "劳动节": "04-30",
    "七一": "06-30",
    "八一": "07-31",
    "六一": "05-31",
    "教师节": "09-09",
}
# (6月30日)前, (2026年6月30日)（星期二）前, (2026年)以来
_BOUND = re.compile(
    r"(?:（[星周]期?[一二三四五六日天]）)?(?:(?P<by>[以之]?前|[以之]内|为?止)|(?P<from>[以之]?后|起|以来|开始))?"
)
# 每年(6月底), 每个(月), 每逢(国庆)
_RECURRING = re.compile(r"每[年半季月周逢个度]{0,3}的?第?$")
# 2026年 / 今年 / 上半年 / “七一”
_BEGINS = re.compile(r"(?<!\d)\d|[今本明年岁全上下第前一二两三四五六七八九十国劳教七八六“‘\"qQ]")
_TIMELY = re.compile(r"[年月季]|[qQ]\d|\d[-./]\d|五[”\"’时期规末中后]|[庆一节][”\"]?[以之]?前")
"""What every time holds: looked for first, since most texts name none."""


def times(text: str, own_year: str | None) -> tuple[Time, ...]:
    """Return the times that a text names, in its order; of a range only its end; recurring ones (每年底) are left out.

    Args:
        text: any text.
        own_year: the document's own year, for 年底前 and 6月; None where it is not known: then they are no times.
    """
    half = narrow(text)
    found: list[Time] = []
    if not _TIMELY.search(half):
        return ()
    for begin in _BEGINS.finditer(half):
        if found and begin.start() < found[-1].end:
            continue
        time = _time_at(half, begin.start(), own_year, found[-1] if found else None)
        if time is not None and not _RECURRING.search(half, max(0, time.start - 5), time.start):
            found.append(time)
    return tuple(found)


def _time_at(text: str, at: int, own_year: str | None, before: Time | None) -> Time | None:
    """Return the time that begins at a place, the range that it begins included."""
    core = _core(text, at, own_year, before)
    while core is not None and (dash := _TO.match(text, core.end)) is not None:
        end = _core(text, dash.end(), own_year, core)
        if end is None:
            break
        core = Time(end.value, core.start, end.end, end.bound)
    if core is None:
        return None
    bound = _BOUND.match(text, core.end)
    assert bound is not None
    how = Bound.BY if bound["by"] else Bound.FROM if bound["from"] else core.bound
    return Time(core.value, core.start, bound.end() if bound["by"] or bound["from"] else core.end, how)


def _core(text: str, at: int, own_year: str | None, before: Time | None) -> Time | None:
    """Return a time without its range and bound."""
    if (found := _POINTED.match(text, at)) is not None:
        return Time(_date(found["y"], found["m"], found["d"]), at, found.end(), Bound.BY if found["d"] else Bound.IN)
    if (found := _FIVE.match(text, at)) is not None and found["p"] in _PERIODS:
        last = _PERIODS[found["p"]]
        how = Bound.BY if found["mid"] or found["end"] else Bound.IN
        return Time(str(last - 2 if found["mid"] else last), at, found.end(), how)
    if own_year is not None and (found := _FEAST.match(text, at)) is not None:
        return Time(f"{own_year}-{_FEASTS[found['name']]}", at, found.end(), Bound.BY)
    year = _YEAR.match(text, at)
    if year is not None:
        return _with_year(text, at, year, own_year)
    if at and (text[at - 1] in "年.-/第个" or text[at - 1].isdigit()) and not _after_dash(text, at):
        return None
    inherited = own_year
    if before is not None and len(before.value) > 4:
        inherited = max(before.value[:4], own_year or "")
    return _part_at(text, at, at, inherited) if inherited is not None else None


def _after_dash(text: str, at: int) -> bool:
    """Whether a place stands behind the dash of a range (2026年9月-12月)."""
    return text[at - 1] == "-" and at > 1 and text[at - 2] in "年月日号末底度"


def _with_year(text: str, at: int, found: re.Match[str], own_year: str | None) -> Time | None:
    if found["y"]:
        year = year_of(found["y"])
    else:
        year = None if own_year is None else str(int(own_year) + (found["rel"] == "明年"))
    if year is None:
        return None
    inner = found.end() + text.startswith("的", found.end())
    part = _part_at(text, at, inner, year, dated=True)
    return part if part is not None else Time(year, at, found.end(), Bound.IN)


def _part_at(text: str, start: int, at: int, year: str, *, dated: bool = False) -> Time | None:
    """Return the month, quarter or end of *year* that stands at a place, as a time that begins at *start*."""
    if (found := _MONTH.match(text, at)) is not None:
        how = Bound.BY if found["d"] or found["part"] else Bound.IN
        return Time(_date(year, found["m"], found["d"]), start, found.end(), how)
    if (found := _QUARTER.match(text, at)) is not None:
        if not dated and found["h"] and found["h"].endswith("中") and at and text[at - 1] not in "，。；：、（":
            return None
        return Time(f"{year}-{_quarter_end(found.groupdict())}", start, found.end(), Bound.BY)
    found = _PART.match(text, at) if dated else _OWN_END.match(text, at)
    if found is None:
        return None
    return Time(year, start, found.end(), Bound.IN if found[0].endswith(("全年", "初")) else Bound.BY)


def _quarter_end(groups: dict[str, str | None]) -> str:
    if half := groups["h"]:
        return "12" if half == "下半年" else "06"
    quarter = small_number(groups["q"] or groups["q2"] or "1")
    return f"{quarter * 3:02d}"


def small_number(text: str) -> int:
    """Return a number in Arabic or Chinese digits, 0 for none."""
    return int(text) if text.isdigit() else chinese_number(text) or 0


def _date(year: str, month: str, day: str | None) -> str:
    """Return a date in the form of the plans; a day that no calendar has (6月31日) is its month."""
    date = f"{year}-{small_number(month):02d}"
    number = small_number(day) if day else 0
    return f"{date}-{number:02d}" if 1 <= number <= monthrange(int(year), small_number(month))[1] else date


def year_of(text: str) -> str | None:
    """Return a year written in Arabic or Chinese digits (二〇二五) as four digits."""
    digits = narrow(text)
    if digits.isdigit():
        return digits
    value = chinese_number(digits)
    return str(value) if value is not None and 1900 <= value <= 2100 else None


def period_end(text: str) -> str | None:
    """Return the last year of a five-year period (“十四五”期间 is 2025); None if the text names none."""
    found = PERIOD.search(text)
    return str(_PERIODS[found["p"]]) if found and found["p"] in _PERIODS else None


def deadline_of(text: str, own_year: str | None) -> tuple[str, int, int] | None:
    """Return the time limit that a short clause states as (value, start, end): the last time in it, else 长期坚持.

    Args:
        text: a short clause, such as the value of 完成时限.
        own_year: the document's own year, for 年底前 and 6月底前; None where it is not known.
    """
    limits = [time for time in times(text, own_year) if time.bound is not Bound.FROM]
    if limits:
        return (limits[-1].value, limits[-1].start, limits[-1].end)
    lasting = ONGOING.search(text)
    return ("ongoing", lasting.start(), lasting.end()) if lasting is not None else None


# 力争(2026年底前), 到(2027年)
_LEADING = re.compile(r"(?:力争|争取|确保|务必|计划|拟|预计|最迟|不晚于|截至|截止|到|至|在|于|从|自)*")
# 春节前, 汛期前, 入冬前, 三年内: times that no calendar has
_VAGUE = re.compile(
    r"[\u4e00-\u9fff]{1,4}(?:节|期|季|冬|春|假|学)[以之]?前|规划期[内末]?|本世纪[\u4e00-\u9fff]{0,4}|"
    r"(?:未来|今后|用|经过|通过)?[一二两三四五六七八九十\d]{1,3}个?(?:年|月|季度)(?:左右)?(?:的?时间|的?努力)?(?:[以之]?内)?"
)


def time_opening(text: str, own_year: str | None) -> int:
    """Return where the time that opens a sentence ends, with its comma (力争2026年底之前，); 0 if none opens it.

    Times that no calendar has count too (春节前, 汛期前, 三年内).
    """
    lead = _LEADING.match(text)
    assert lead is not None
    for time in times(text[: lead.end() + 40], own_year or "2000"):
        if time.start == lead.end():
            return _past_comma(text, time.end)
        break
    vague = _VAGUE.match(text, lead.end())
    return _past_comma(text, vague.end()) if vague is not None else 0


def _past_comma(text: str, at: int) -> int:
    return at + text.startswith(("，", ","), at)


# 六月份, 2026年, 第一季度（1—3月）, 2025年度
_ONLY_A_TIME = re.compile(r"(?:[（(].{0,8}[）)]|度|份|[:：、，\s])*")


def only_time(text: str, year: str | None) -> str | None:
    """Return the time limit that a title states which is nothing but a time (六月份), None for any other title."""
    found = times(text, year)
    if len(text) > 20 or not found or found[0].bound is Bound.FROM:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0].value if _ONLY_A_TIME.fullmatch(rest) else None
