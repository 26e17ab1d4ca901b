"""Reporting periods: their days, limits and delays."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from planlens.model import PlanlensError
from planlens.model.reporting import Every, Rhythm


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def shown(rhythm: Rhythm, day: str) -> str:
    """The period of a day: its name, days, and until when to report, the limit where that is later."""
    period = rhythm.period_at(date.fromisoformat(day), weekdays)
    later = "" if period.limit == period.due else f" ({period.limit:%m-%d})"
    return f"{period.name} {period.start:%m-%d}..{period.end:%m-%d} {period.due:%m-%d}{later}"


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        (Rhythm(), "2026-03-10", "2026年3月 03-01..03-31 03-25"),
        (Rhythm(), "2026-04-30", "2026年4月 04-01..04-30 04-27"),  # the 25th is a Saturday
        (Rhythm(workdays=False), "2026-04-30", "2026年4月 04-01..04-30 04-25"),
        (Rhythm(by=31), "2026-02-01", "2026年2月 02-01..02-28 03-02"),
        (Rhythm(grace=2), "2026-04-30", "2026年4月 04-01..04-30 04-27 (04-29)"),
        (Rhythm(grace=5, workdays=False), "2026-04-30", "2026年4月 04-01..04-30 04-25 (04-30)"),
        (Rhythm(by=5, following=True), "2026-03-31", "2026年3月 03-01..03-31 04-06"),
        (Rhythm(Every.QUARTER, 20), "2026-05-05", "2026年第2季度 04-01..06-30 06-22"),
        (Rhythm(Every.QUARTER, 10, following=True), "2026-12-31", "2026年第4季度 10-01..12-31 01-11"),
        (Rhythm(Every.TEN_DAYS, 10), "2026-03-15", "2026年3月中旬 03-11..03-20 03-20"),
        (Rhythm(Every.TEN_DAYS, 11), "2026-03-31", "2026年3月下旬 03-21..03-31 03-31"),
        (Rhythm(Every.WEEK, 5), "2026-03-04", "2026年第10周 03-02..03-08 03-06"),
        (Rhythm(Every.WEEK, 1, following=True), "2026-03-04", "2026年第10周 03-02..03-08 03-09"),
        (Rhythm(Every.HALF, 30), "2026-08-01", "2026年下半年 07-01..12-31 12-30"),
        (Rhythm(Every.YEAR, 15), "2026-08-01", "2026年 01-01..12-31 12-15"),
    ],
)
def test_periods(rhythm: Rhythm, day: str, expected: str) -> None:
    assert shown(rhythm, day) == expected


def test_delays_count_working_days() -> None:
    period = Rhythm().period_at(date(2026, 3, 1), weekdays)
    days = [date(2026, 3, 25), date(2026, 3, 26), date(2026, 3, 28), date(2026, 3, 30)]
    assert [Rhythm().delay(period, day, weekdays) for day in days] == [0, 1, 2, 3]
    assert [Rhythm(workdays=False).delay(period, day, weekdays) for day in days] == [0, 1, 3, 5]


def test_periods_follow_each_other_without_gaps() -> None:
    for every in Every:
        found = list(Rhythm(every, 5).periods(date(2024, 1, 31), date(2026, 12, 31), weekdays))
        assert all((later.start - earlier.end).days == 1 for earlier, later in pairwise(found))
        assert found[0].start <= date(2024, 1, 31) <= found[0].end
        assert found[-1].start <= date(2026, 12, 31) <= found[-1].end


def test_a_rhythm_is_kept_as_plain_data() -> None:
    rhythm = Rhythm(Every.QUARTER, 20, following=True, grace=3, workdays=False, since="2026-01-01")
    assert Rhythm.from_dict(rhythm.as_dict()) == rhythm
    assert Rhythm.from_dict({"every": "week"}) == Rhythm(Every.WEEK, 5)


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (Rhythm(), "每月25日前"),
        (Rhythm(by=31), "每月最后一日前"),
        (Rhythm(by=5, following=True), "每月次月5日前"),
        (Rhythm(Every.QUARTER, 20), "每季度末月20日前"),
        (Rhythm(Every.WEEK, 5), "每周周五前"),
        (Rhythm(Every.TEN_DAYS, 10), "每旬第10日前"),
    ],
)
def test_a_rhythm_in_words(rhythm: Rhythm, words: str) -> None:
    assert rhythm.words == words


@pytest.mark.parametrize("wrong", [{"by": 0}, {"grace": -1}, {"by": "25"}, {"workdays": 1}, {"odd": 1}, {"since": "x"}])
def test_what_is_no_rhythm(wrong: dict[str, object]) -> None:
    with pytest.raises(PlanlensError):
        Rhythm.from_dict(wrong)
