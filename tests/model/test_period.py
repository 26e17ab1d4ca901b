"""The years that titles name."""

from __future__ import annotations

import pytest

from planlens.model.period import period_of


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("云山市数字经济发展规划（2024—2027年）", (2024, 2027)),
        ("云山市行动方案（2024-2026年）", (2024, 2026)),
        ("云山市2024年至2026年行动计划", (2024, 2026)),
        ("云山市国民经济和社会发展第十五个五年规划纲要", (2026, 2030)),
        ("云山市“十五五”文化发展规划", (2026, 2030)),
        ("云山市十四五规划和2035年远景目标纲要", (2021, 2025)),
        ("云山区2025年政府重点工作要点", (2025, 2025)),
        ("云山区重点工作要点", None),
        ("2027—2024年", None),
        ("", None),
    ],
)
def test_period(title: str, years: tuple[int, int] | None) -> None:
    found = period_of(title)
    assert (found and (found[0].year, found[1].year)) == years
    if found:
        assert (found[0].month, found[0].day, found[1].month, found[1].day) == (1, 1, 12, 31)
