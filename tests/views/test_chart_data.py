"""The bullets of the overview: how much of the way to a target is covered, and how much of it should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from project_builder import key, project_in

from planlens.model import Op
from planlens.project.edits import AddTarget, SetActual, SetTarget
from planlens.views.chart_data import Month, bullets, spaced
from planlens.views.overview import Overview

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("op", "value", "unit", "base", "actual", "way", "plan"),
    [
        (Op.AT_LEAST, "300", "亿元", 200.0, 260.0, 60, 50),
        (Op.AT_LEAST, "300", "亿元", None, 150.0, 50, None),  # without a base all counts from nothing
        (Op.AT_LEAST, "300", "亿元", 200.0, None, None, None),
        (Op.AT_MOST, "10", "%", 20.0, 15.0, 50, 50),
        (Op.INCREASE, "100", "个", 50.0, 100.0, 50, 50),  # the way leads to 150
        (Op.AT_LEAST, "300", "亿元", 300.0, 300.0, 100, None),  # to be kept: the part that is reached
        (Op.AT_LEAST, "300", "亿元", 300.0, 270.0, 90, None),
        (Op.AT_MOST, "10", "%", 8.0, 12.5, 80, None),  # turned round where less is better
    ],
)
def test_bullets(
    op: Op,
    value: str,
    unit: str,
    base: float | None,
    actual: float | None,
    way: float | None,
    plan: float | None,
    tmp_path: Path,
) -> None:
    with project_in(tmp_path) as project:
        edit = AddTarget(key(project, "推进千兆"), "培育规模", "规模", op, value, unit, "2027")
        (target,) = (change.row.id for change in project.apply(edit).rows if change.before is None)
        if base is not None:
            project.apply(SetTarget(target, "base", base))
            project.apply(SetTarget(target, "base_year", 2023))
        if actual is not None:
            project.apply(SetActual(target, 2025, actual))
        found = bullets(Overview(project.state, TODAY))
        bullet = next(each for each in found if each.id == target)
        assert (bullet.way, bullet.plan) == (pytest.approx(way), pytest.approx(plan))
        assert [each.way is None for each in found] == sorted(each.way is None for each in found)


def test_without_a_base_year_the_way_is_known_and_not_how_much_of_it_is_due(tmp_path: Path) -> None:
    """A title without years tells no first year either."""
    with project_in(tmp_path, "一、重点任务\n新建5G基站3000个以上，2027年底前完成。\n") as project:
        target = next(each.id for each in bullets(Overview(project.state, TODAY)))
        project.apply(SetTarget(target, "base", 1000.0))
        project.apply(SetActual(target, 2025, 2000))
        (bullet,) = bullets(Overview(project.state, TODAY))
        assert (bullet.way, bullet.plan) == (50, None)


@pytest.mark.parametrize(
    ("months", "found"),
    [
        (["2026-11", "2026-12", "2027-01"], "2026-11 2026-12 2027-01"),
        (["2026-11", "2027-02"], "2026-11 (2026-12) (2027-01) 2027-02"),
        (["2026-06", "2030-12"], "2026-06 ⋯ 2030-12"),
        ([], ""),
    ],
)
def test_months_stand_as_far_apart_as_they_are(months: list[str], found: str) -> None:
    drawn = spaced([Month(month, ("t1",), frozenset()) for month in months])
    assert " ".join("⋯" if m is None else m.month if m.ids else f"({m.month})" for m in drawn) == found
