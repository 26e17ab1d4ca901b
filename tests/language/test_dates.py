"""Dates and time limits."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.language.dates import deadline_of, period_end, time_opening, times, year_of

OWN = "2025"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025年", "2025"),
        ("2025年底前", "2025"),
        ("到2025年", "2025"),
        ("2025年末", "2025"),
        ("2025年6月", "2025-06"),
        ("2025年6月底前", "2025-06"),
        ("2025年12月底前", "2025-12"),
        ("2025年6月30日前", "2025-06-30"),
        ("2025年10月1号前", "2025-10-01"),
        ("２０２５年６月底前", "2025-06"),
        ("2025年第一季度", "2025-03"),
        ("2025年三季度前", "2025-09"),
        ("2025年第4季度", "2025-12"),
        ("2025年上半年", "2025-06"),
        ("2025年下半年", "2025-12"),
        ("二〇二五年底前", "2025"),
        ("二〇二五年六月底前", "2025-06"),
        ("2024—2026年", "2026"),
        ("2024-2026年", "2026"),
        ("2025年底之前", "2025"),
        ("2025年年内", "2025"),
        ("12月份", "2025-12"),
        ("十二月月底前", "2025-12"),
        ("11月上旬", "2025-11"),
        ("6月中旬前", "2025-06"),
        ("前三季度", "2025-09"),
        ("三季度末", "2025-09"),
        ("Q3", "2025-09"),
        ("明年上半年", "2026-06"),
        ("今年底前", OWN),
        ("年内", OWN),
        ("国庆节前", "2025-09-30"),
        ("2026.10.31前", "2026-10-31"),
        ("2026/9/30", "2026-09-30"),
        ("2026.9", "2026-09"),
        ("2026年9月—12月", "2026-12"),
        ("2026年9月-12月", "2026-12"),
        ("2026年3月至2027年2月", "2027-02"),
        ("5-6月份", "2025-06"),
        ("10月10日—20日", "2025-10-20"),
        ("2026年9月启动，12月完成", "2026-12"),
        ("2026年6月30日（星期二）前", "2026-06-30"),
        ("6月31日前", "2025-06"),
        ("“十五五”中期", "2028"),
        ("“十五五”期末", "2030"),
        ("“十四五”期间", "2025"),
        ("“十五五”期间", "2030"),
        ("十四五末", "2025"),
        ("年底前", OWN),
        ("今年年底前", OWN),
        ("6月底前", "2025-06"),
        ("12月20日前", "2025-12-20"),
        ("2024年底前、2025年6月底前", "2025-06"),
        ("长期坚持", "ongoing"),
        ("持续推进", "ongoing"),
        ("长期", "ongoing"),
        ("长期坚持，2026年底前取得阶段成果", "2026"),
    ],
)
def test_time_limits(text, value):
    found = deadline_of(text, OWN)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize(
    "text",
    ["", "每年", "近两年", "三年内", "持续优化", "12家", "数年", "每月10日前",
     "每年6月底前", "每季度末", "13月", "第五季度", "春秋两季", "产值2025.6亿元", "自印发之日起30日内",
     "2020年以来", "自2025年起", "“十四五”规划", "“十五五”中期评估"],
)  # fmt: skip
def test_what_is_no_time_limit(text):
    assert deadline_of(text, OWN) is None


@pytest.mark.parametrize("text", ["年底前", "6月底前", "今年内"])
def test_without_the_documents_own_year_a_bare_month_says_nothing(text):
    assert deadline_of(text, None) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [("2025", "2025"), ("二〇二五", "2025"), ("二○三〇", "2030"), ("２０２５", "2025"), ("三家", None)],
)
def test_years_in_either_script(text, year):
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [("“十三五”时期", "2020"), ("“十四五”规划", "2025"), ("十五五", "2030"), ("“十四五”末", "2025"), ("五年", None)],
)
def test_the_last_year_of_a_five_year_period(text, year):
    assert period_end(text) == year


@settings(max_examples=200)
@given(
    st.text(st.sampled_from("二〇二五年0123456789月日第三季度底前上半到至—“十四五”期间长期坚持每今号 ")),
    st.sampled_from([None, OWN]),
)
def test_a_time_limit_has_one_of_four_forms_and_a_place_in_the_text(text, own):
    found = deadline_of(text, own)
    if found is not None:
        value, start, end = found
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?|ongoing", value)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("力争2025年底之前，建成投用", "力争2025年底之前，"),
        ("12月份完成验收", "12月份"),
        ("“十五五”期间新建泵站", "“十五五”期间"),
        ("前三季度完成改造", "前三季度"),
        ("2026年—2030年，新建泵站", "2026年—2030年，"),
        ("汛期前完成清淤", "汛期前"),
        ("春节前，发放补贴", "春节前，"),
        ("用三年左右时间完成改造", "用三年左右时间"),
        ("建成泵站，12月底前投用", ""),
        ("三级医院全部接入", ""),
    ],
)
def test_the_time_that_opens_a_sentence(text, opening):
    assert text[: time_opening(text, OWN)] == opening


def test_a_text_with_many_times_is_read_in_linear_time():
    assert len(times("2025年6月底前、" * 20_000, OWN)) == 20_000
