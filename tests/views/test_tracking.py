"""From a project to what exports tell: plans as corrected, work and targets on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import TEXT, key, plan_of_text, project_in

from planlens.model import PlanlensError, Status
from planlens.project import edits
from planlens.project.project import Project
from planlens.views.overview import Overview
from planlens.views.tracking import plan_to_export, tracking_of
from planlens.workflow import export_project

TODAY = date(2026, 7, 1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def test_work_and_targets_on_a_day(project: Project) -> None:
    base, goal = key(project, "新建5G"), key(project, "数字经济核心")
    project.apply(edits.SetProgress((base,), 40))
    project.apply(edits.AddNote(base, "已建1200个", date="2026-06-30"))
    project.apply(edits.AddNote(base, "已建800个", date="2026-05-30"))
    project.apply(edits.SetTarget(goal, "base", 150.0))
    project.apply(edits.SetActual(goal, 2025, 225))
    project.apply(edits.SetSetting("status-names", {"in-progress": "推进中"}))
    found = tracking_of(Overview(project.state, TODAY))
    work = found.tasks[base]
    assert (work.status_text, work.percent, work.signal.reason) == ("推进中", 40, "进度40%，序时进度83%")
    assert [note.done for note in work.notes] == ["已建800个", "已建1200个"]
    assert found.tasks[key(project, "推进千兆")].percent is None
    measured = found.targets[goal]
    assert (measured.base, measured.base_year, measured.actuals) == (150, 2023, {2025: 225})
    assert measured.verdict.reason == "2025年实际225，按进度应为225，目标300（2027年）"


def test_only_some_tasks(project: Project, tmp_path: Path) -> None:
    hall = key(project, "推动高频")
    assert [task.id for task in plan_to_export(project.state, tasks={hall}).tasks] == [hall]
    path = export_project(project, tmp_path / "表.csv", "d1", ["measure", "status"], tasks={hall}, today=TODAY)
    assert path.read_text("utf-8-sig").splitlines() == ["具体举措,状态", "推动高频事项一网通办。,未启动"]
    with pytest.raises(PlanlensError) as error:
        plan_to_export(project.state, "d9")
    assert error.value.code == "no-item"


def test_several_documents_are_one_table(project: Project) -> None:
    other = TEXT.replace("数字经济发展规划（2024—2027年）", "智慧城市建设方案")
    project.apply(edits.AdoptDocument(*plan_of_text(other, "方案.txt")))
    project.apply(edits.SetStatus((project.state.tasks()[-1].id,), Status.DONE))
    plan = plan_to_export(project.state)
    paths = {"/".join(section.title for section in plan.path(task.section)[:1]) for task in plan.tasks}
    assert paths == {"云山市数字经济发展规划（2024—2027年）", "云山市智慧城市建设方案"}
    assert len(plan.tasks) == len({task.id for task in plan.tasks}) == 10
    assert all(task.span.of(plan.document.text).startswith(task.text[:5]) for task in plan.tasks)
    assert [section.level for section in plan.sections[:3]] == [1, 2, 2]
