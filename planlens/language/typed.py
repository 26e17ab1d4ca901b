"""Time limits as people type them into a field: 2025、2025年6月、6月底、年底前、下月底、三季度、长期坚持."""

from __future__ import annotations

import re
from datetime import date, timedelta

from planlens.language.dates import ONGOING, Bound, times
from planlens.language.numerals import chinese_number, narrow

_NONE = {"", "无", "没有", "不限", "未定", "待定", "-", "—", "——", "/"}
_NUMERAL = "零〇○一二两三四五六七八九十"
# 力争(2026年底), 最迟(6月)
_LEADING = re.compile(r"^(?:力争|争取|确保|务必|计划|预计|最迟|最晚|不晚于|截至|截止到?|到|至|于|在)+")
# (2026年底)前完成, (三个月)内
_CLOSING = re.compile(r"(?:基本|全面|全部)?(?:完成|办结|建成|为止|止|以前|之前|前|以内|之内|内)+$")
# 2026, 26年…, 2024-2026
_YEAR = re.compile(r"(?:(?P<from>(?:19|20)\d{2})[-—–~～至到]+)?(?P<y>(?:19|20)\d{2})(?:年度?)?")
# 20260630, 202606
_DIGITS = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})?")
# 12.15, 12-15, 6/30
_DAY = re.compile(r"(?P<m>\d{1,2})[-./](?P<d>\d{1,2})[日号]?")
# 三个月(内), 半年(内), 5个工作日(内)
_SPAN = re.compile(r"(?P<n>\d{1,3}|半)(?P<unit>年|个?月|周|个星期|天|个?工作日|日)")
# 长期坚持, 常态化, 定期; 每季度末 is a day that comes again, no time limit
_LASTING = re.compile(rf"(?:{ONGOING.pattern}|持续|常年|常态化|定期[\u4e00-\u9fff]*|ongoing)[。；;]?")


# 每季度末, 逐月, 按季度, 季度末
_AGAIN = re.compile(r"每|逐[年季月周日]|按[年季月周]|^[季月周]度?[末底]")


def deadline_advice(typed: str) -> str:
    """Return what to tell somebody whose time limit is not understood."""
    words = typed.strip()
    if _AGAIN.search(words):
        return (
            f"“{words}”反复到期，不是一个时限。请填最后一次的日期（如 2025-12-31）；"
            f"没有期限的填“长期”，“{words}”写在任务内容里。"
        )
    return f"无法识别的完成时限：{words}。请写成 2025、2025年6月、2025-06-30、6月底、年底或长期。"


def typed_deadline(text: str, today: date) -> str | None:
    """Return the time limit that somebody typed, in the form that :class:`planlens.model.Deadline` has.

    Args:
        text: free words. A month, quarter or 年底 without a year is one of this year; of a range the end counts.
        today: the day that 今年, 下月底 and 三个月内 are reckoned from.

    Returns:
        ``2025``, ``2025-06``, ``2025-06-30`` or ``ongoing``; "" where the words say that there is no time limit
        (nothing at all, 无, 不限); None where they are not understood, or name a day that no calendar has.
    """
    words = re.sub(r"\s+", "", narrow(text)).strip("。，,；;“”\"'（）()")  # “2026年6月底前”
    if words in _NONE:
        return ""
    if _LASTING.fullmatch(words):
        return "ongoing"
    words = _LEADING.sub("", words)
    inside = _SPAN.fullmatch(_arabic(_CLOSING.sub("", words)))
    if inside is not None and _CLOSING.search(words):
        return _ahead(inside["n"], inside["unit"], today)
    return _read(_with_dates(words, today), today)


def _arabic(words: str) -> str:
    """Put the Chinese numeral of a span into digits: 三个月 as 3个月."""

    def small(found: re.Match[str]) -> str:
        value = chinese_number(found[0])
        return found[0] if value is None else str(value)

    return re.sub(rf"[{_NUMERAL}]{{1,3}}(?=年|个?月|周|个星期|天|个?工作日|日)", small, words)  # 三年 / 十个工作日


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
    """Return the value of words that name a time and nothing else."""
    words = re.sub(r"^\d{2}(?=年)", lambda found: f"{today.year // 100}{found[0]}", words)  # 26年6月
    for plain in (words, _CLOSING.sub("", words)):
        found = times(plain, str(today.year))
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(plain) and found[0].bound is not Bound.FROM:
            return found[0].value if _sound(plain, found[0].value) else None
    plain = _CLOSING.sub("", words)
    if (digits := _DIGITS.fullmatch(plain)) is not None:
        return _value(int(digits["y"]), digits["m"], digits["d"])
    if (day := _DAY.fullmatch(plain)) is not None:
        return _value(today.year, day["m"], day["d"])
    year = _YEAR.fullmatch(plain)
    return year["y"] if year is not None and (year["from"] or "") <= year["y"] else None


def _sound(words: str, value: str) -> bool:
    """Whether a range does not end before it begins, and a day that was typed is one of the calendar."""
    years = re.findall(r"(?:19|20)\d{2}", words)  # 2026
    return years == sorted(years) and (len(value) > 7 or not re.search(r"[日号]$|[-./]\d+[-./]\d", words))  # 6月30日


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
