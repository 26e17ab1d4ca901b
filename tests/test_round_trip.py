"""A task table that was exported is the same plan when it is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planlens.model import Origin, Plan
from planlens.workflow import export, read_plan

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
