"""A small plan with suggested units and unsure findings, made without the slow comparison with the offices' duties."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from project_builder import TEXT, plan_of_text, project_in

from planlens.model import Assignment, Evidence, Origin, Plan, Task, UnitRole
from planlens.project.edits import AdoptDocument
from planlens.project.project import Project

SUGGESTED = {
    "推进千兆": (("市通信管理局", 0.41), ("市数据局", 0.2)),
    "推动高频": (("市数据局", 0.35), ("市政务服务局", 0.3), ("市财政局", 0.15)),
}
"""Units and scores by the beginning of the task; the first leads."""
UNSURE = ("开展全民", "信息", "数字经济核心")
"""Beginnings of a task, and parts of a section's and a target's words, that are not sure."""


def plan_to_review() -> tuple[Plan, bytes]:
    """Return the small plan of the project's tests, with some findings unsure and some units only suggested."""
    plan, data = plan_of_text(TEXT)
    doubtful = Evidence("sentence", 0.6)
    tasks = tuple(
        replace(task, assignments=_units(task), evidence=doubtful if task.text.startswith(UNSURE[0]) else task.evidence)
        for task in plan.tasks
    )
    sections = tuple(
        replace(item, evidence=Evidence("style", 0.5)) if UNSURE[1] in item.title else item for item in plan.sections
    )
    targets = tuple(
        replace(item, evidence=Evidence("quantity:bare", 0.7)) if UNSURE[2] in item.text else item
        for item in plan.targets
    )
    return replace(plan, tasks=tasks, sections=sections, targets=targets), data


def _units(task: Task) -> tuple[Assignment, ...]:
    for start, units in SUGGESTED.items():
        if task.text.startswith(start):
            return tuple(
                Assignment(
                    name,
                    UnitRole.SUPPORT if rank else UnitRole.LEAD,
                    Origin.SUGGESTED,
                    score,
                    Evidence("duties-tfidf", score),
                )
                for rank, (name, score) in enumerate(units)
            )
    return task.assignments


@contextmanager
def project_to_review(folder: Path) -> Iterator[Project]:
    """A new project with :func:`plan_to_review` in it."""
    with project_in(folder, None) as project:
        project.apply(AdoptDocument(*plan_to_review()))
        yield project
