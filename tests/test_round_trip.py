"""A task table that was exported is the same plan when it is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planlens.model import Origin, Plan, Status
from planlens.project.edits import AddNote, SetDeadline, SetProgress, SetStatus, SetText
from planlens.workflow import compare_version, export, export_project, new_project, read_plan

Row = tuple[str, tuple[tuple[str, str], ...], str | None]


def rows(plan: Plan) -> list[Row]:
    """Return every task with its stated units and its time limit."""
    return [
        (
            "".join(task.text.split()),
            tuple((unit.name, unit.role.value) for unit in task.assignments if unit.origin is Origin.STATED),
            task.deadline.value if task.deadline is not None else None,
        )
        for task in plan.tasks
    ]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_an_exported_table(sample: Path, plan_of: Callable[[Path], Plan], tmp_path: Path, ending: str) -> None:
    plan = plan_of(sample)
    again = read_plan(export(plan, tmp_path / f"任务分解表{ending}"))
    assert rows(again) == rows(plan)
    assert len(again.targets) >= 0.95 * len(plan.targets)


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_the_ledger_of_a_worked_on_project_is_no_new_version(tmp_path: Path, ending: str) -> None:
    """Its days and percentages are typed cells in a workbook; they read as they are printed."""
    source = tmp_path / "方案.txt"
    source.write_text(TEXT, "utf-8")
    with new_project(tmp_path / "督办.planlens", [source], "张三") as project:
        first, second, third, *_ = (task.id for task in project.state.tasks())
        project.apply(SetProgress((first,), 33.3))
        project.apply(SetDeadline((second,), "2026-09"))
        project.apply(SetDeadline((third,), "2026-06-30"))
        project.apply(SetText(third, "大力压减审批环节。"))
        project.apply(SetStatus((third,), Status.DONE))
        project.apply(AddNote(first, "已完成立项", "资金未到位", "争取补助", date="2026-05-01"))
        table = export_project(project, tmp_path / f"台账{ending}")
        comparison = compare_version(project, table, "d1").comparison
    tasks = [item for item in comparison.differences if item.item == "task"]
    assert [(item.kind, item.old_text, item.new_text, item.details) for item in tasks] == []
    assert comparison.unchanged == 4


TEXT = """云溪市2026年重点工作分工方案

一、重点任务
（一）建设城市数据平台。2026年底前建成市级数据平台。（牵头单位：市数据局）
（二）优化营商环境。完善市场准入制度。压减审批环节。（牵头单位：市行政审批局）
（三）完善养老服务。推进社区食堂建设。（牵头单位：市民政局）
"""
