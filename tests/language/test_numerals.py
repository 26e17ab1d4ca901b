"""Chinese and Arabic numerals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.language.numerals import chinese_number, narrow, number, percent_of, plain

DIGITS = "零一二三四五六七八九"


def written(value: int) -> str:
    """Write a whole number below ten thousand in Chinese characters, as plans do."""
    text = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += DIGITS[digit] + unit
        elif text and value % place:
            text += "零" if not text.endswith("零") else ""
    return text.removeprefix("一") if 10 <= value < 20 else text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("七", 7),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("三百二十", 320),
        ("两千", 2000),
        ("三万", 30_000),
        ("一亿二千万", 120_000_000),
        ("千", 1000),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("三五", 35),
        ("零", 0),
    ],
)
def test_chinese_whole_numbers(text, value):
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "三家", "第三", "3", "若干", "三点五"])
def test_what_is_no_chinese_number(text):
    assert chinese_number(text) is None


@given(st.integers(1, 9999))
def test_every_number_as_plans_write_it(value):
    assert chinese_number(written(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("160", "160"), ("1,200.5", "1200.5"), ("１２．５", "12.5"), ("十五", "15"), ("0.10", "0.10")],
)
def test_numbers_in_either_script_are_exact_decimals(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "百分之五", "5%", "1.2.3", "-5", "万家"])
def test_what_is_no_number(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [("12000", "12000"), ("2.80", "2.8"), ("1E+4", "10000"), ("5.0", "5"), ("0", "0"), ("100", "100")],
)
def test_decimals_are_written_without_exponent_and_trailing_zeros(value, text):
    assert plain(Decimal(value)) == text


def test_full_width_figures_become_half_width_and_keep_their_places():
    assert narrow("１，２００．５％") == "1,200.5%"
    assert narrow("第三章（一）") == "第三章（一）"


@given(st.text())
def test_narrow_never_changes_the_length(text):
    assert len(narrow(text)) == len(text)


@given(st.text(st.sampled_from("零〇一二三四五六七八九十百千万亿两点0123456789.,")))
def test_any_numeral_like_text_is_a_number_or_none(text):
    chinese_number(text)
    found = number(text)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("45", 45),
        (" 12.5% ", 12.5),
        ("100％", 100),
        ("７５．", 75),
        ("", None),
        ("%", None),
        ("101", None),
        ("-5", None),
    ],
)
def test_typed_percents(text, percent):
    assert percent_of(text) == percent
