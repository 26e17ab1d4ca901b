"""Tasks and finished tasks day by day, out of the history, undo and deletions included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from project_builder import TEXT, plan_of_text

from planlens.model.tracking import Status
from planlens.project.edits import AddTask, AdoptDocument, Delete, SetStatus, SetText
from planlens.project.files import new_project
from planlens.project.project import Project
from planlens.project.sqlite.store import SqliteStore
from planlens.views.burnup import burnup


def days() -> Iterator[str]:
    for day in range(1, 28):
        yield f"2026-03-{day:02}T09:00:00+08:00"


def test_day_by_day(tmp_path: Path) -> None:
    new_project(tmp_path / "督办.planlens", "张三").close()
    clock = days()
    with closing(Project(SqliteStore(tmp_path / "督办.planlens"), "张三", clock=lambda: next(clock))) as project:
        project.apply(AdoptDocument(*plan_of_text(TEXT)))  # on the 1st: five tasks
        project.apply(SetStatus(("t1", "t2"), Status.DONE))
        project.apply(SetText("t3", "不影响进度的修改"))
        project.apply(SetStatus(("t3",), Status.CANCELLED))
        project.apply(Delete(("t1",)))
        project.undo()
        project.apply(AddTask("s1", "新任务"))
        points = burnup(project, project.state.copy(), date(2026, 3, 31))
        assert burnup(project, project.state.copy(), date(2026, 3, 4)) == points[:3]
        earlier = project.as_of("2026-03-02")
        assert [task.status for task in earlier.tasks()] == ["done", "done", *["not-started"] * 3]
        assert project.as_of("2026-03-02", project.state.copy()) == earlier
    drawn = [f"{point.day[-2:]}: {point.done}/{point.tasks}" for point in points]
    assert drawn == ["01: 0/5", "02: 2/5", "04: 2/4", "05: 1/3", "06: 2/4", "07: 2/5"]
