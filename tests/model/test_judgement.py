"""Targets judged in the four official words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.model import Op
from planlens.model.course import Aim, is_yearly, number
from planlens.model.judgement import judge


def judged(
    op: str,
    base: float | None,
    value: str,
    actuals: dict[int, float],
    at: int,
    words: str = "",
    unit: str = "",
    base_year: int | None = 2025,
    year: str | None = "2030",
) -> str:
    """The word and the reason as one line."""
    found = judge(Aim(Op(op), value, year, unit, words, base, base_year), actuals, at)
    return f"{found.word.label if found.word else '—'}：{found.reason}"


@pytest.mark.parametrize(
    ("actual", "shown"),
    [
        (200, "提前实现：2027年已达到目标200（2030年）"),
        (150, "快于预期：按进度应为140，目标200（2030年）"),
        (145, "基本符合预期：按进度应为140，目标200（2030年）"),
        (135, "基本符合预期：按进度应为140，目标200（2030年）"),
        (134, "滞后：按进度应为140，目标200（2030年）"),
        (90, "滞后：按进度应为140，目标200（2030年）"),
    ],
)
def test_halfway_up(actual: float, shown: str) -> None:
    word, _, reason = shown.partition("：")
    assert judged(">=", 100, "200", {2027: actual}, 2027) == f"{word}：2027年实际{actual:g}，{reason}"


@pytest.mark.parametrize(
    ("op", "actual", "word"),
    [
        ("<=", 30, "提前实现"),
        ("<=", 35.4, "快于预期"),
        ("<=", 36, "基本符合预期"),
        ("<=", 37, "滞后"),
        ("=", 35, "快于预期"),
        ("=", 37, "滞后"),
        ("~", 37, "滞后"),
    ],
)
def test_halfway_down(op: str, actual: float, word: str) -> None:
    """From 40 to 30 in five years: 36 after two is on course."""
    assert judged(op, 40, "30", {2027: actual}, 2027).startswith(word)


@pytest.mark.parametrize(
    ("actuals", "word"),
    [
        ({2030: 200}, "基本符合预期"),
        ({2030: 204}, "基本符合预期"),
        ({2030: 206}, "快于预期"),
        ({2030: 199}, "滞后"),
        ({2028: 201, 2030: 210}, "提前实现"),
        ({2030: 199, 2032: 205}, "滞后"),
        ({2032: 205}, "基本符合预期"),
    ],
)
def test_at_the_end(actuals: dict[int, float], word: str) -> None:
    assert judged(">=", 100, "200", actuals, 2033).startswith(word)


def test_about_is_met_within_a_twentieth() -> None:
    assert judged("~", 100, "200", {2030: 191}, 2030).startswith("基本符合预期")
    assert judged("~", 100, "200", {2030: 189}, 2030).startswith("滞后")


def test_what_is_to_be_kept() -> None:
    assert judged(">=", 42.5, "42", {2027: 42.3}, 2027) == "基本符合预期：2027年实际42.3，保持目标42（2030年）"
    assert judged(">=", 42.5, "42", {2027: 41}, 2027) == "滞后：2027年实际41，未保持目标42（2030年）"


def test_without_a_base_value() -> None:
    assert judged(">=", None, "200", {2027: 150}, 2027).startswith(
        "—：2027年实际150，未到目标200（2030年），没有基期值"
    )
    assert judged(">=", None, "200", {2027: 200}, 2027).startswith("提前实现")
    assert judged(">=", None, "200", {2030: 199}, 2030).startswith("滞后")


@pytest.mark.parametrize(
    ("value", "year", "actuals", "why"),
    [
        ("5~6", "2030", {2027: 5.5}, "目标值不是单个数字，无法判断"),
        ("1/3", "2030", {2027: 0.3}, "目标值不是单个数字，无法判断"),
        ("200", None, {2027: 150}, "目标没有年份，无法判断"),
        ("200", "2030", {}, "还没有实际值"),
        ("200", "2030", {2028: 150}, "还没有实际值"),
        ("200", "2030", {2025: 100}, "还没有基期以后的实际值"),
    ],
)
def test_what_cannot_be_told(value: str, year: str | None, actuals: dict[int, float], why: str) -> None:
    assert judged(">=", 100, value, actuals, 2027, year=year) == f"—：{why}"


@pytest.mark.parametrize(
    ("actuals", "shown"),
    [
        ({2026: 6.2, 2027: 5.9}, "基本符合预期：2026—2027年平均6.05，目标6"),
        ({2026: 5.8}, "基本符合预期：2026年5.8，目标6"),
        ({2026: 7, 2027: 7}, "快于预期：2026—2027年平均7，目标6"),
        ({2026: 5, 2027: 5}, "滞后：2026—2027年平均5，目标6"),
    ],
)
def test_yearly_growth(actuals: dict[int, float], shown: str) -> None:
    assert judged("+", None, "6", actuals, 2027, words="地区生产总值年均增长", unit="%") == shown


def test_yearly_growth_of_one_year() -> None:
    line = judged("+", None, "6", {2025: 5.9}, 2025, words="增速", unit="%", base_year=None, year="2025")
    assert line == "滞后：2025年5.9，目标6"


def test_growth_since_the_base_year() -> None:
    """13.5 % less energy in five years is 5.4 % after two."""
    assert judged("-", None, "13.5", {2027: 5.4}, 2027, unit="%").startswith("基本符合预期")
    assert judged("-", None, "13.5", {2027: 4}, 2027, unit="%").startswith("滞后")
    assert judged("+", None, "5000", {2027: 2500}, 2027, unit="人").startswith("快于预期")


@pytest.mark.parametrize(
    ("op", "words", "value", "level"),
    [
        ("+", "年均增长", "10", 161.051),
        ("+", "累计增长", "10", 110),
        ("-", "下降", "10", 90),
        ("-", "年均下降", "10", 59.049),
    ],
)
def test_growth_of_a_level(op: str, words: str, value: str, level: float) -> None:
    assert judged(op, 100, value, {2030: level}, 2030, words=words, unit="%").startswith("基本符合预期")
    less = level - 1 if op == "+" else level + 1
    assert judged(op, 100, value, {2030: less}, 2030, words=words, unit="%").startswith("滞后")


@pytest.mark.parametrize(
    ("op", "words", "value", "base", "actual", "word"),
    [
        ("~", "万元产值水耗累计降低16%左右", "16", 0.80, 0.70, "快于预期"),
        ("~", "万元产值水耗累计降低16%左右", "16", 0.80, 0.79, "滞后"),
        (">=", "碳排放强度下降18%以上", "18", 2.0, 1.8, "基本符合预期"),
        (">=", "研发投入年均增长8%以上", "8", 100, 126, "基本符合预期"),
        (">=", "研发投入年均增长8%以上", "8", 100, 110, "滞后"),
        ("=", "平均受教育年限提高到12年", "12", 11, 11.6, "基本符合预期"),
        ("=", "平均浓度降至25微克", "25", 35, 29, "基本符合预期"),
        ("<=", "能耗增长控制在10%以内", "10", 100, 112, "滞后"),
    ],
)
def test_the_direction_comes_from_the_words(
    op: str, words: str, value: str, base: float, actual: float, word: str
) -> None:
    unit = "%" if "%" in words else "微克"
    assert judged(op, base, value, {2028: actual}, 2028, words=words, unit=unit).startswith(word)


def test_without_a_base_value_growth_is_compared_with_growth() -> None:
    assert judged("~", None, "16", {2028: 9.6}, 2028, words="水耗累计降低16%左右", unit="%").startswith("基本符合预期")
    assert judged(">=", None, "8", {2028: 8.1}, 2028, words="产值年均增长8%以上", unit="%").startswith("基本符合预期")


@pytest.mark.parametrize(("words", "word"), [("失业率", "提前实现"), ("浓度控制在5", "提前实现"), ("覆盖率", "—")])
def test_what_is_better_low_without_a_base_value(words: str, word: str) -> None:
    assert judged("=", None, "5", {2027: 4}, 2027, words=words, unit="%").startswith(word)


def test_a_level_among_growth_is_asked_about() -> None:
    assert judged(">=", 5000, "7", {2027: 7.2}, 2027, words="产值年均增长7%以上", unit="%") == (
        "—：2027年实际值7.2像是增幅而不是总量（基期5000），请填总量，或删去基期值"
    )
    assert judged("+", None, "7", {2027: 5600}, 2027, words="产值年均增长7%", unit="%") == (
        "—：2027年实际值5600像是总量而不是增幅，请填基期值，或改填增幅（%）"
    )


def test_the_band_is_a_setting() -> None:
    def word(near: float) -> str | None:
        found = judge(Aim(Op.AT_LEAST, "200", "2030", base=100, base_year=2025), {2027: 134}, 2027, near).word
        return found.label if found else None

    assert (word(0.05), word(0.1)) == ("滞后", "基本符合预期")


def test_expected_values() -> None:
    assert Aim(Op.AT_LEAST, "160", "2028", base=100, base_year=2026).path() == {2026: 100, 2027: 130, 2028: 160}
    assert Aim(Op.DECREASE, "10", "2028", base_year=2026).path() == {2026: 0, 2027: 5, 2028: 10}
    assert Aim(Op.INCREASE, "6", "2028", "%", "年均", base_year=2026).path() == {2027: 6, 2028: 6}
    grown = Aim(Op.INCREASE, "10", "2028", "%", "年均", 100, 2026).path()
    assert grown == pytest.approx({2026: 100, 2027: 110, 2028: 121})
    assert Aim(Op.AT_LEAST, "160", "2028").path() == {2028: 160}
    assert Aim(Op.AT_LEAST, "5~6", "2028", base=100, base_year=2026).path() == {}


def test_words_of_yearly_growth() -> None:
    assert is_yearly("规模以上工业增加值年均增长")
    assert not is_yearly("累计新增就业")


def test_numbers() -> None:
    assert (number("75"), number("-0.5"), number("5~6"), number("1:4000")) == (75, -0.5, None, None)


@given(
    op=st.sampled_from(Op),
    base=st.none() | st.floats(-1e6, 1e6),
    base_year=st.none() | st.integers(2015, 2031),
    value=st.floats(-1e6, 1e6).map(str) | st.sampled_from(["0", "5~6", "75"]),
    actuals=st.dictionaries(st.integers(2015, 2035), st.floats(-1e6, 1e6)),
    at=st.integers(2015, 2035),
    words=st.sampled_from(["", "年均增长"]),
    unit=st.sampled_from(["", "%"]),
)
def test_always_a_verdict(
    op: Op,
    base: float | None,
    base_year: int | None,
    value: str,
    actuals: dict[int, float],
    at: int,
    words: str,
    unit: str,
) -> None:
    aim = Aim(op, value, "2030", unit, words, base, base_year)
    found = judge(aim, actuals, at)
    assert found.reason
    assert found.word is None or found.year is not None
    assert aim.path() is not None
