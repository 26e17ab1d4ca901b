"""Targets with the years that stand elsewhere in the document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from project_builder import key, project_in

from planlens.model import LightRules
from planlens.project import edits
from planlens.project.rows import TargetRow
from planlens.project.settings import LIGHTS, PLAN_END
from planlens.views.targets import aim_of, measured


def test_years_come_from_the_task_and_the_title(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        (target,) = project.state.children(key(project, "新建5G"), TargetRow)
        goal = project.state.get(key(project, "数字经济核心"), TargetRow)
        assert aim_of(project.state, target).path() == {2026: 3000}
        project.apply(edits.SetTarget(target.id, "base", 0.0))
        project.apply(edits.SetActual(target.id, 2024, 1000))
        target = project.state.get(target.id, TargetRow)
        found = measured(project.state, target, date(2025, 6, 1))
        assert (found.base_year, found.year, found.actuals) == (2023, "2026", {2024: 1000})
        assert found.verdict.reason == "2024年实际1000，按进度应为1000，目标3000（2026年）"
        assert aim_of(project.state, target).path() == {2023: 0, 2024: 1000, 2025: 2000, 2026: 3000}
        assert measured(project.state, goal, date(2025, 6, 1)).year == "2027"


def test_a_title_without_years_tells_none(tmp_path: Path) -> None:
    with project_in(tmp_path, "一、重点任务\n新建5G基站3000个以上。\n") as project:
        (target,) = project.state.all(TargetRow)
        found = measured(project.state, target, date(2025, 6, 1))
        assert (found.base_year, found.year, found.verdict.reason) == (None, None, "目标没有年份，无法判断")


def test_a_target_without_a_year_is_measured_by_the_plan_s_end_as_tasks_are(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        goal = project.state.get(key(project, "数字经济核心"), TargetRow)
        project.apply(edits.SetTarget(goal.id, "year", None))
        row = project.state.get(goal.id, TargetRow)
        assert aim_of(project.state, row).year == "2027"
        project.apply(edits.SetSetting(f"{PLAN_END}:{row.document}", False))
        assert aim_of(project.state, row).year is None
        project.apply(edits.SetSetting(f"{PLAN_END}:{row.document}", None))
        project.apply(edits.SetSetting(LIGHTS, {**LightRules().as_dict(), "plan_end": False}))
        assert aim_of(project.state, row).year is None
