"""The rhythm in which an office has progress reported, and the periods that follow from it.

每月25日前, 每季度末月20日前, 每旬, 次月5日前报送上月进展: offices set these in their 督查 rules. Nothing here knows
which days are holidays, that is given.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from planlens.model.errors import PlanlensError

IsWorkday = Callable[[date], bool]
"""Whether people work on a day."""


class Every(StrEnum):
    """How often progress is reported."""

    WEEK = "week"
    TEN_DAYS = "ten-days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half-year"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The word for it: 每周, 每旬, 每月, 每季度, 每半年, 每年."""
        return _LABELS[self]


_LABELS = {
    Every.WEEK: "每周",
    Every.TEN_DAYS: "每旬",
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF: "每半年",
    Every.YEAR: "每年",
}
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
_MOST = {Every.WEEK: 7, Every.TEN_DAYS: 11}
_USUAL = {Every.WEEK: 5, Every.TEN_DAYS: 10}


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A span of days on which is reported once.

    Attributes:
        name: what people call it: 2026年3月, 2026年第1季度, 2026年3月上旬.
        start, end: its first and last day.
        due: the last day of reporting, grace days not counted.
        limit: the last day on which an answer is in time, grace days counted.
    """

    name: str
    start: date
    end: date
    due: date
    limit: date


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When progress is reported.

    Attributes:
        every: how often.
        by: the day: of the last month of the period (31 for its last day), of the ten days, of the week (1: Monday).
        following: whether *by* is a day of the next period (次月5日前报送上月进展): of its first month.
        grace: so many more days count as in time.
        workdays: whether a day off moves to the next working day, and only working days of grace and delay count.
        since: the first day that is reported on (ISO date), None: no period before the project's first document.

    Raises:
        PlanlensError: ``bad-rhythm``.
    """

    every: Every = Every.MONTH
    by: int = 25
    following: bool = False
    grace: int = 0
    workdays: bool = True
    since: str | None = None

    def __post_init__(self) -> None:
        most = _MOST.get(self.every, 31)
        if not 1 <= self.by <= most:
            raise _bad(f"{self.every.label}报送的日子应为 1 到 {most} 的整数")
        if not 0 <= self.grace <= 60:
            raise _bad("宽限天数应为 0 到 60 的整数")
        if self.since is not None:
            _day(self.since)

    def as_dict(self) -> dict[str, Any]:
        """Return the rhythm as a JSON-ready dictionary, for a project's setting ``reporting``."""
        return {
            "every": self.every.value,
            "by": self.by,
            "following": self.following,
            "grace": self.grace,
            "workdays": self.workdays,
            "since": self.since,
        }

    @staticmethod
    def from_dict(found: Mapping[str, Any]) -> Rhythm:
        """Return the rhythm that a dictionary gives; what it does not name is as usual.

        Raises:
            PlanlensError: ``bad-rhythm``, a name is unknown or a value is of the wrong kind.
        """
        try:
            every = Every(found.get("every", Every.MONTH))
        except ValueError as error:
            raise _bad("没有这样的报送周期") from error
        usual = Rhythm(every, _USUAL.get(every, 25)).as_dict()
        if unknown := sorted(set(found) - set(usual)):
            raise _bad(f"报送周期中没有这一项：{'、'.join(unknown)}")
        given = {**usual, **found, "every": every}
        numbers, truths = (given["by"], given["grace"]), (given["following"], given["workdays"])
        if any(isinstance(value, bool) or not isinstance(value, int) for value in numbers):
            raise _bad("报送的日子和宽限天数应为整数")
        if not all(isinstance(value, bool) for value in truths):
            raise _bad("是否次期报送、是否按工作日应为是或否")
        return Rhythm(**given)

    @property
    def words(self) -> str:
        """What people read: 每月25日前, 每季度次月5日前, 每周周五前."""
        if self.every is Every.WEEK:
            return f"{'次周' if self.following else '每周'}周{'一二三四五六日'[self.by - 1]}前"
        last, before = self.by >= _MOST.get(self.every, 31), "第" if self.every is Every.TEN_DAYS else ""
        day = "最后一日" if last else f"{before}{self.by}日"
        if self.every is Every.TEN_DAYS:
            return f"每旬{'次旬' if self.following else ''}{day}前"
        month = "" if self.every is Every.MONTH else "末月"
        return f"{self.every.label}{'次月' if self.following else month}{day}前"

    def period_at(self, day: date, is_workday: IsWorkday) -> ReportingPeriod:
        """Return the period that a day is in."""
        start, end = self._span(day)
        due = self._due(start, end)
        limit = due
        if self.workdays:
            due = limit = _next_workday(due, is_workday)
            for _ in range(self.grace):
                limit = _next_workday(limit + timedelta(1), is_workday)
        else:
            limit = due + timedelta(self.grace)
        return ReportingPeriod(self._name(start), start, end, due, limit)

    def periods(self, first: date, last: date, is_workday: IsWorkday) -> Iterator[ReportingPeriod]:
        """Yield the periods from the one that *first* is in to the one that *last* is in."""
        day = first
        while day <= last:
            period = self.period_at(day, is_workday)
            yield period
            day = period.end + timedelta(1)

    def delay(self, period: ReportingPeriod, day: date, is_workday: IsWorkday) -> int:
        """Return how many days (working days where the rhythm says so) a day lies behind the limit, 0 for in time."""
        late = (day - period.limit).days
        if late <= 0 or not self.workdays:
            return max(0, late)
        return sum(is_workday(period.limit + timedelta(n)) for n in range(1, late + 1)) or 1

    def _span(self, day: date) -> tuple[date, date]:
        if self.every is Every.WEEK:
            start = day - timedelta(day.weekday())
            return start, start + timedelta(6)
        if self.every is Every.TEN_DAYS:
            first = 1 + 10 * min(2, (day.day - 1) // 10)
            last = _month_end(day.year, day.month).day if first == 21 else first + 9
            return day.replace(day=first), day.replace(day=last)
        months = _MONTHS[self.every]
        begin = (day.month - 1) // months * months + 1
        return date(day.year, begin, 1), _month_end(day.year, begin + months - 1)

    def _due(self, start: date, end: date) -> date:
        if self.following:
            start, end = self._span(end + timedelta(1))
            end = end if self.every not in _MONTHS else _month_end(start.year, start.month)
        if self.every in _MONTHS:
            return end.replace(day=min(self.by, end.day))
        return min(start + timedelta(self.by - 1), end)

    def _name(self, start: date) -> str:
        match self.every:
            case Every.WEEK:
                year, week, _ = start.isocalendar()
                return f"{year}年第{week}周"
            case Every.TEN_DAYS:
                return f"{start.year}年{start.month}月{'上中下'[(start.day - 1) // 10]}旬"
            case Every.MONTH:
                return f"{start.year}年{start.month}月"
            case Every.QUARTER:
                return f"{start.year}年第{(start.month + 2) // 3}季度"
            case Every.HALF:
                return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
        return f"{start.year}年"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _next_workday(day: date, is_workday: IsWorkday) -> date:
    """Return a day, or the next one on which people work; a year without any is no calendar."""
    for later in range(366):
        if is_workday(day + timedelta(later)):
            return day + timedelta(later)
    return day


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise _bad(f"无法识别的日期：{text}") from None


def _bad(what: str) -> PlanlensError:
    return PlanlensError("bad-rhythm", f"{what}，请检查报送周期的设置。")
