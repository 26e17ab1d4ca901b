"""The goal of matching work points with the plan above them: F1 0.8, on a pair written by us."""

from __future__ import annotations

from tests.quality.alignment_pairs import measured


def test_work_points_are_matched_with_the_plan_above_them() -> None:
    score = measured()
    assert score.there >= 50
    assert score.f1 >= 0.82
    assert score.precision >= 0.84
