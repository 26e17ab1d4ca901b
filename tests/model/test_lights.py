"""Warning lights: the usual rules day by day, and what an office can rule otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.model import Light, LightRules, PlanlensError, Status
from planlens.model.lights import Term, deadline_day, expected_progress, light_of, worst

USUAL = LightRules()
START = date(2025, 1, 1)


def light(status: str, progress: float | None, deadline: str | None, today: str, **rules: Any) -> str:
    """The light and its reason as one line."""
    found = light_of(Status(status), progress, Term(deadline, START), date.fromisoformat(today), LightRules(**rules))
    return f"{found.light.label}：{found.reason}"


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("2025", "2025-12-31"),
        ("2025-06", "2025-06-30"),
        ("2024-02", "2024-02-29"),
        ("2025-06-15", "2025-06-15"),
        ("ongoing", None),
        (None, None),
        ("2025-13", None),
        ("2025-02-30", None),
        ("年底", None),
    ],
)
def test_last_day_of_a_deadline(deadline: str | None, day: str | None) -> None:
    assert deadline_day(deadline) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("status", "progress", "today", "shown"),
    [
        ("in-progress", 95, "2025-12-05", "蓝灯：距完成时限26天"),
        ("in-progress", 30, "2025-12-05", "黄灯：距完成时限26天；进度30%，序时进度93%"),
        ("behind", 95, "2025-12-05", "黄灯：状态为滞后；距完成时限26天"),
        ("in-progress", 95, "2026-01-01", "红灯：已超期1天"),
        ("in-progress", 60, "2025-06-01", "绿灯：按期推进"),
    ],
)
def test_offices_with_four_colours(status: str, progress: float, today: str, shown: str) -> None:
    assert light(status, progress, "2025", today, near=Light.BLUE) == shown


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        ("2025-01-01", "绿灯：按期推进"),
        ("2025-06-01", "黄灯：进度30%，序时进度42%"),
        ("2025-11-30", "黄灯：进度30%，序时进度92%"),
        ("2025-12-01", "黄灯：距完成时限30天；进度30%，序时进度92%"),
        ("2025-12-31", "黄灯：今天到期；进度30%，序时进度100%"),
        ("2026-01-01", "红灯：已超期1天"),
    ],
)
def test_a_year_of_a_task(today: str, shown: str) -> None:
    assert light("in-progress", 30, "2025", today) == shown


@pytest.mark.parametrize(
    ("status", "progress", "deadline", "shown"),
    [
        ("done", 100, "2025-03", "绿灯：已完成"),
        ("done", None, None, "绿灯：已完成"),
        ("in-progress", 100, "2025-03", "绿灯：进度已报100%"),
        ("paused", 10, "2025-03", "无灯：暂缓"),
        ("cancelled", 10, "2025-03", "无灯：已取消"),
        ("mostly-done", None, "2025-07", "绿灯：基本完成"),
        ("mostly-done", None, "2025-03", "黄灯：已超期92天"),
        ("behind", 90, "2025-12-31", "黄灯：状态为滞后"),
        ("behind", 90, None, "黄灯：状态为滞后"),
        ("behind", 90, "2025-06-30", "红灯：状态为滞后；已超期1天"),
        ("in-progress", None, "2025", "绿灯：按期推进"),
        ("not-started", None, "2025", "黄灯：进度0%，序时进度50%"),
        ("in-progress", 40, "2025", "绿灯：按期推进"),
        ("in-progress", 39, "2025", "黄灯：进度39%，序时进度50%"),
        ("not-started", None, "ongoing", "绿灯：长期任务"),
        ("not-started", None, None, "无灯：没有完成时限"),
    ],
)
def test_states_on_the_first_of_july(status: str, progress: float | None, deadline: str | None, shown: str) -> None:
    assert light(status, progress, deadline, "2025-07-01") == shown


def test_rules_of_other_offices() -> None:
    assert light("in-progress", 99, "2025-07-04", "2025-07-01", yellow_days=3) == "黄灯：距完成时限3天"
    assert light("in-progress", 99, "2025-07-04", "2025-06-30", yellow_days=3) == "绿灯：按期推进"
    assert light("in-progress", 99, "2025-07-04", "2025-07-01", red_days=3) == "红灯：距完成时限3天"
    assert light("in-progress", 99, "2025-07-05", "2025-07-01", red_days=3) == "黄灯：距完成时限4天"
    assert light("in-progress", 99, "2025-07-01", "2025-07-01") == "黄灯：今天到期"
    assert light("not-started", None, "2025", "2025-07-01", tolerance=None) == "绿灯：按期推进"
    assert light("in-progress", 45, "2025", "2025-07-01", tolerance=0) == "黄灯：进度45%，序时进度50%"
    assert light("done", 100, "2025", "2025-07-01", off=(Status.DONE,)) == "无灯：已完成"
    assert light("not-started", None, None, "2025-07-01", undated=Light.GREEN) == "绿灯：没有完成时限"


@pytest.mark.parametrize(
    ("status", "progress", "today", "shown"),
    [
        ("not-started", None, "2025-01-02", "绿灯：按期推进"),
        ("not-started", None, "2025-07-01", "黄灯：进度0%，序时进度50%"),
        ("in-progress", None, "2025-12-20", "黄灯：距规划期末11天"),
        ("in-progress", 50, "2026-02-01", "红灯：规划期末已过32天"),
        ("done", None, "2026-02-01", "绿灯：已完成"),
    ],
)
def test_work_without_a_deadline_is_due_at_the_end_of_the_plan(
    status: str, progress: float | None, today: str, shown: str
) -> None:
    day, end = date.fromisoformat(today), date(2025, 12, 31)
    signal = light_of(Status(status), progress, Term(None, None, end), day, USUAL)
    assert f"{signal.light.label}：{signal.reason}" == shown
    other = light_of(Status(status), progress, Term(None, None, end), day, LightRules(plan_end=False))
    assert other.reason in {"没有完成时限", "已完成"}


def test_states_are_called_as_the_office_does() -> None:
    names = {Status.BEHIND: "严重滞后", Status.PAUSED: "挂起"}
    assert light_of(Status.BEHIND, 90, Term(None), date(2025, 7, 1), USUAL, names).reason == "状态为严重滞后"
    assert light_of(Status.PAUSED, 10, Term(None), date(2025, 7, 1), USUAL, names).reason == "挂起"


@pytest.mark.parametrize(
    ("start", "deadline", "today", "percent"),
    [
        ("2026-01-01", "2026-01-10", "2025-12-31", 0),
        ("2026-01-01", "2026-01-10", "2026-01-01", 10),
        ("2026-01-01", "2026-01-10", "2026-01-05", 50),
        ("2026-01-01", "2026-01-10", "2026-02-05", 100),
        ("2027-01-01", "2026-01-10", "2026-01-05", 50),  # a start behind the deadline is none
        (None, "2026-01-10", "2026-01-05", 50),
    ],
)
def test_expected_progress(start: str | None, deadline: str, today: str, percent: float) -> None:
    day = date.fromisoformat(start) if start else None
    assert expected_progress(date.fromisoformat(deadline), day, date.fromisoformat(today)) == pytest.approx(percent)


def test_worst_light() -> None:
    assert worst([]) is Light.NONE
    assert worst([Light.GREEN, Light.RED, Light.YELLOW]) is Light.RED
    assert worst([Light.NONE, Light.GREEN]) is Light.GREEN


def test_rules_as_a_dictionary() -> None:
    rules = LightRules(yellow_days=7, red_days=3, tolerance=None, off=(Status.PAUSED,), undated=Light.NONE)
    assert LightRules.from_dict(rules.as_dict()) == rules
    assert LightRules.from_dict({}) == USUAL
    assert LightRules.from_dict({"yellow_days": 15}) == LightRules(yellow_days=15)


@pytest.mark.parametrize(
    "wrong",
    [
        {"blue_days": 1},
        {"yellow_days": "30"},
        {"yellow_days": True},
        {"red_days": -1},
        {"tolerance": 101},
        {"tolerance": float("nan")},
        {"off": ["好"]},
        {"off": 3},
        {"undated": "purple"},
        {"near": "red"},
    ],
)
def test_bad_rules(wrong: dict[str, Any]) -> None:
    with pytest.raises(PlanlensError, match="亮灯规则") as error:
        LightRules.from_dict(wrong)
    assert error.value.code == "bad-rules"


ANY_DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    status=st.sampled_from(Status),
    progress=st.none() | st.floats(0, 100),
    deadline=ANY_DAY.map(date.isoformat),
    start=st.none() | ANY_DAY,
    first=ANY_DAY,
    second=ANY_DAY,
)
def test_lights_only_get_worse_with_time(
    status: Status, progress: float | None, deadline: str, start: date | None, first: date, second: date
) -> None:
    days = sorted([first, second])
    lights = [light_of(status, progress, Term(deadline, start), day, USUAL).light for day in days]
    assert worst(lights) is lights[1]
