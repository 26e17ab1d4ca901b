"""Pace: 达进度, 超进度, 欠进度 from nodes, else from 序时进度."""

from __future__ import annotations

from datetime import date

import pytest

from planlens.model import Status
from planlens.model.lights import Term
from planlens.model.pace import Goal, paced, planned_by, reached_by, shares

TODAY = date(2026, 6, 30)
QUARTERS = [Goal(date(2026, 3, 31), True), Goal(date(2026, 6, 30), False), Goal(date(2026, 12, 31), False)]


def word(status: str, progress: float | None, goals: list[Goal] | None = None, due: date | None = None) -> str:
    told = (planned_by(goals, TODAY), reached_by(goals)) if goals else (None, None)
    found = paced(Status(status), progress, Term(None, date(2026, 1, 1), None, *told), due, TODAY, band=5.0)
    planned = "—" if found.planned is None else f"{found.planned:.0f}"
    return f"{found.pace.label} {planned}/{found.reached:.0f}"


@pytest.mark.parametrize(
    ("percents", "expected"),
    [
        ((None, None, None, None), [25, 50, 75, 100]),
        ((10, None, 60, None), [10, 35, 60, 100]),
        ((None, 30), [15, 30]),
        ((), []),
    ],
)
def test_shares_of_nodes(percents: tuple[float | None, ...], expected: list[float]) -> None:
    assert shares([Goal(TODAY, False, percent) for percent in percents]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (word("in-progress", 50, due=date(2026, 12, 31)), "达进度 50/50"),
        (word("in-progress", 56, due=date(2026, 12, 31)), "超进度 50/56"),
        (word("in-progress", 44, due=date(2026, 12, 31)), "欠进度 50/44"),
        (word("not-started", None, due=date(2026, 12, 31)), "欠进度 50/0"),
        (word("in-progress", 50), "其他 —/50"),
        (word("done", None, QUARTERS), "已完成 67/100"),
        (word("in-progress", None, QUARTERS), "欠进度 67/33"),
        (word("in-progress", 70, QUARTERS), "达进度 67/70"),
        (
            word("in-progress", None, [Goal(date(2026, 3, 31), True, 40), Goal(date(2026, 12, 31), False)]),
            "达进度 40/40",
        ),
        (word("behind", 90, QUARTERS), "欠进度 67/90"),
        (word("paused", 0, QUARTERS), "其他 67/0"),
        (word("in-progress", 100, due=date(2026, 12, 31)), "已完成 50/100"),
    ],
)
def test_words(found: str, expected: str) -> None:
    assert found == expected
