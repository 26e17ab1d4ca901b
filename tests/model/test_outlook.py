"""预计期末能否完成: what the years so far lead to."""

from __future__ import annotations

import pytest

from planlens.model import Op
from planlens.model.course import Aim
from planlens.model.outlook import forecast


@pytest.mark.parametrize(
    ("op", "base", "value", "unit", "words", "actuals", "shown"),
    [
        (Op.AT_LEAST, 200, "300", "", "", {2025: 260}, "预计能完成 320"),
        (Op.AT_LEAST, 200, "300", "", "", {2024: 260, 2025: 240}, "预计难以完成 280"),
        (Op.AT_MOST, 40, "28", "", "", {2025: 33}, "预计能完成 26"),
        (Op.AT_MOST, None, "3", "", "全省排名前3位", {2024: 2, 2025: 2}, "预计能完成 2"),
        (Op.AT_LEAST, None, "300", "", "", {2025: 260}, "无法判断"),
        (Op.AT_LEAST, None, "300", "", "", {2024: 200, 2025: 260}, "预计能完成 380"),
        (Op.AT_LEAST, 200, "300", "", "", {}, "无法判断"),
        (Op.AT_LEAST, 200, "5~6", "", "", {2025: 260}, "无法判断"),
        (Op.AT_LEAST, 200, "300", "", "", {2027: 299}, "预计难以完成 299"),
        (Op.INCREASE, None, "7", "%", "年均增长7%以上", {2024: 8, 2025: 6.5}, "预计能完成 7.25"),
        (Op.INCREASE, 100, "7", "%", "年均增长7%以上", {2025: 100 * 1.07**2}, "预计能完成 131"),
        (Op.DECREASE, 0.5, "13", "%", "降低13%左右", {2025: 0.46}, "预计能完成 0.42"),
        (Op.DECREASE, 0.5, "13", "%", "降低13%左右", {2025: 0.49}, "预计难以完成 0.48"),
    ],
)
def test_what_the_years_lead_to(
    op: Op, base: float | None, value: str, unit: str, words: str, actuals: dict[int, float], shown: str
) -> None:
    found = forecast(Aim(op, value, "2027", unit, words, base, 2023), actuals, 2027)
    drawn = found.word.label if found.value is None else f"{found.word.label} {found.value:.3g}"
    assert drawn == shown


def test_only_what_was_known_then_counts() -> None:
    known = {2024: 210.0, 2025: 260.0}
    aim = Aim(Op.AT_LEAST, "300", "2027", base=200, base_year=2023)
    assert [forecast(aim, known, year).value for year in (2024, 2025)] == [240, 320]


def test_about_is_met_within_the_band_of_the_office() -> None:
    aim = Aim(Op.ABOUT, "300", "2027", base=200, base_year=2023)
    assert [forecast(aim, {2025: 245.0}, 2025, near).word.label for near in (0.05, 0.02)] == [
        "预计能完成",
        "预计难以完成",
    ]
