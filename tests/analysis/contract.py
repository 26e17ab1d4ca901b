"""What every plan must be, whatever the text it was read from."""

from __future__ import annotations

import re

from planlens.model import Op, Plan, Role, UnitRole


def check(plan: Plan) -> None:
    """Check everything that a plan must be, whatever the text."""
    check_sections(plan)
    check_tasks(plan)
    check_targets(plan)
    ids = [item.id for items in (plan.sections, plan.tasks, plan.targets) for item in items]
    assert len(ids) == len(set(ids))


def check_sections(plan: Plan) -> None:
    levels: dict[str | None, int] = {None: 0}
    end = 0
    for section in plan.sections:
        assert section.parent in levels
        assert section.level == levels[section.parent] + 1
        assert end <= section.span.start < section.span.end <= len(plan.document.text)
        assert isinstance(section.role, Role)
        assert "\n" not in section.title
        levels[section.id], end = section.level, section.span.end


def check_tasks(plan: Plan) -> None:
    sections = {section.id for section in plan.sections}
    end = 0
    for task in plan.tasks:
        assert task.section is None or task.section in sections
        assert end <= task.span.start < task.span.end <= len(plan.document.text)
        assert "\n" not in task.text
        assert task.text == task.text.strip()
        end = task.span.end
        if task.deadline is not None:
            assert re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|ongoing", task.deadline.value)
        assert len({unit.name for unit in task.assignments}) == len(task.assignments)
        for unit in task.assignments:
            assert unit.name
            assert isinstance(unit.role, UnitRole)
            assert unit.span is None or unit.span.end <= len(plan.document.text)


def check_targets(plan: Plan) -> None:
    sections = {section.id for section in plan.sections}
    known = {target.id for target in plan.targets}
    assert all(set(task.targets) <= known for task in plan.tasks)
    for target in plan.targets:
        assert target.section is None or target.section in sections
        assert 0 <= target.span.start < target.span.end <= len(plan.document.text)
        assert isinstance(target.op, Op)
        assert re.fullmatch(r"\d+(\.\d+)?(~\d+(\.\d+)?)?|\d+/\d+|\d+:\d+", target.value)
        assert target.indicator
        assert target.year is None or re.fullmatch(r"(19|20)\d\d", target.year)
        assert target.nature in {None, "约束性", "预期性", "导向性", "引导性"}
