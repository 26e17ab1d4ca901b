"""Dates and time limits."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.language.dates import deadline_of, period_end, year_of

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


@pytest.mark.parametrize("text", ["", "每年", "近两年", "三年内", "持续优化", "12家", "数年"])
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
