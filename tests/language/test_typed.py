"""Time limits as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.language.typed import deadline_advice, typed_deadline
from planlens.model import Deadline, Evidence
from planlens.views.wording import deadline_text

TODAY = date(2025, 11, 20)  # a Thursday


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026", "2026"),
        ("2026年", "2026"),
        ("２０２６年", "2026"),
        (" 2026 年 ", "2026"),
        ("26年", "2026"),
        ("二〇二六年", "2026"),
        ("到2026年底前", "2026"),
        ("2026年年底", "2026"),
        ("力争2026年底前完成", "2026"),
        ("2026年内", "2026"),
        ("2026年6月", "2026-06"),
        ("2026年06月底", "2026-06"),
        ("二〇二六年六月底前", "2026-06"),
        ("2026-6", "2026-06"),
        ("2026.06", "2026-06"),
        ("2026/6/1", "2026-06-01"),
        ("2026-06-30", "2026-06-30"),
        ("20260630", "2026-06-30"),
        ("202606", "2026-06"),
        ("2026年6月30日前", "2026-06-30"),
        ("2026年6月30号", "2026-06-30"),
        ("2028年2月29日", "2028-02-29"),
        ("26年6月", "2026-06"),
        ("2026年中", "2026-06"),
        ("2026年上半年", "2026-06"),
        ("2026年第三季度", "2026-09"),
        ("2026Q4", "2026-12"),
    ],
)
def test_dates_with_their_year(text, value):
    assert typed_deadline(text, TODAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("年底前", "2025"),
        ("今年", "2025"),
        ("今年底", "2025"),
        ("年内", "2025"),
        ("全年", "2025"),
        ("明年", "2026"),
        ("明年年底", "2026"),
        ("后年6月底", "2027-06"),
        ("明年一季度", "2026-03"),
        ("6月底", "2025-06"),
        ("6月", "2025-06"),
        ("12月中旬", "2025-12"),
        ("十二月底前", "2025-12"),
        ("12月15日前", "2025-12-15"),
        ("十二月二十五日", "2025-12-25"),
        ("12.15", "2025-12-15"),
        ("12-15", "2025-12-15"),
        ("月底", "2025-11"),
        ("本月底前", "2025-11"),
        ("下月底", "2025-12"),
        ("年中", "2025-06"),
        ("上半年", "2025-06"),
        ("下半年", "2025-12"),
        ("三季度", "2025-09"),
        ("四季度末", "2025-12"),
        ("本季度", "2025-12"),
        ("下季度末", "2026-03"),
        ("q2", "2025-06"),
        ("国庆节前", "2025-09-30"),
        ("前三季度", "2025-09"),
        ("十二月月底前", "2025-12"),
        ("三个月内", "2026-02"),
        ("半年内", "2026-05"),
        ("两年内", "2027"),
        ("15天内", "2025-12-05"),
        ("2周内", "2025-12-04"),
        ("5个工作日内", "2025-11-27"),
    ],
)
def test_dates_reckoned_from_today(text, value):
    assert typed_deadline(text, TODAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024—2026年", "2026"),
        ("2024-2026", "2026"),
        ("2026年3月至9月", "2026-09"),
        ("2025年7月-2026年6月底", "2026-06"),
        ("1-6月", "2025-06"),
        ("“十五五”末", "2030"),
        ("十四五期间", "2025"),
        ("到“十五五”末", "2030"),
    ],
)
def test_of_a_range_the_end_counts(text, value):
    assert typed_deadline(text, TODAY) == value


@pytest.mark.parametrize(
    "text", ["长期坚持", "长期", "持续推进", "常态化", "常年坚持", "定期", "定期调度", "长期坚持。"]
)
def test_work_without_end(text):
    assert typed_deadline(text, TODAY) == "ongoing"


@pytest.mark.parametrize("text", ["", "  ", "无", "不限", "—"])
def test_words_for_no_time_limit(text):
    assert typed_deadline(text, TODAY) == ""


@pytest.mark.parametrize(
    "text",
    [
        "2025年13月",
        "2025-02-30",
        "6月31日",
        "20251340",
        "尽快",
        "12",
        "123",
        "2025年6月30日7",
        "0月",
        "三",
        "2026-2024",
        "年年",
        "第五季度",
        "1-13月",
        "每年",
        "每年底前",
        "每季度末",
        "每月10日前",
        "2026年起",
    ],
)
def test_what_is_not_understood(text):
    assert typed_deadline(text, TODAY) is None


DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(DAYS.map(date.isoformat), st.sampled_from([4, 7, 10]), DAYS)
def test_what_is_shown_can_be_typed(day, length, today):
    value = day[:length]
    shown = deadline_text(Deadline(value, Evidence("by-hand")))
    assert typed_deadline(shown, today) == value
    assert typed_deadline(value, today) == value


@given(st.text("0123456789年月日号底末前内季度上下半本今明至到-—./个周天十五二三〇长期 ", max_size=10), DAYS)
def test_any_words_give_a_day_of_the_calendar_or_nothing(text, today):
    value = typed_deadline(text, today)
    if value and value != "ongoing":
        date.fromisoformat(value + "-01-01"[: 10 - len(value)])


@pytest.mark.parametrize("typed", ["每季度末", "每月10日前", "逐月", "按季度", "季度末", "每年底"])
def test_what_comes_again_is_no_time_limit_and_is_told_so(typed: str) -> None:
    assert typed_deadline(typed, date(2026, 11, 25)) is None
    assert deadline_advice(typed).startswith(f"“{typed}”反复到期，不是一个时限。")
