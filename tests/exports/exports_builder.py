"""Plans built by hand for the export tests."""

from __future__ import annotations

from dataclasses import replace

from planlens.model import (
    Assignment,
    Deadline,
    Document,
    Evidence,
    Op,
    Origin,
    Plan,
    Role,
    Section,
    Source,
    Span,
    Target,
    Task,
    UnitRole,
)

SURE = Evidence("by-hand")
NOWHERE = Span(0, 0)


class PlanBuilder:
    """Collects sections, tasks and targets; ids are given in the order of the calls."""

    def __init__(self, title: str | None = "青川市数字经济发展规划") -> None:
        self.title = title
        self.sections: list[Section] = []
        self.tasks: list[Task] = []
        self.targets: list[Target] = []

    def section(self, heading: str, under: str | None = None) -> str:
        """Add a heading (``number|title``) and return its id."""
        number, _, title = heading.rpartition("|")
        level = 1 + next((item.level for item in self.sections if item.id == under), 0)
        key = f"s{len(self.sections) + 1}"
        self.sections.append(Section(key, under, level, number, title, Role.TASK, NOWHERE, SURE))
        return key

    def target(self, indicator: str, op: Op, value: str, unit: str = "%", **more: str | None) -> str:
        """Add a target and return its id; *more* may give section, year and nature."""
        key = f"g{len(self.targets) + 1}"
        section, year, nature = (more.get(name) for name in ("section", "year", "nature"))
        found = Target(key, section, NOWHERE, indicator, indicator, op, value, unit, year, nature, SURE)
        self.targets.append(found)
        return key

    def task(
        self,
        text: str,
        section: str | None = None,
        units: str = "",
        due: str | None = None,
        targets: tuple[str, ...] = (),
    ) -> str:
        """Add a task and return its id; *units* are written ``牵头:市财政局 配合:市教育局 建议牵头:市商务局``."""
        key = f"t{len(self.tasks) + 1}"
        deadline = Deadline(due, SURE) if due else None
        assignments = tuple(assignment(*unit.split(":")) for unit in units.split())
        self.tasks.append(
            Task(key, section, NOWHERE, text, SURE, deadline=deadline, assignments=assignments, targets=targets)
        )
        return key

    def build(self) -> Plan:
        """Return the plan."""
        document = Document(Source("plan.txt", "txt", "0" * 64), "", ())
        return Plan(document, self.title, tuple(self.sections), tuple(self.tasks), tuple(self.targets))


_ROLES = {"牵头": UnitRole.LEAD, "配合": UnitRole.SUPPORT, "责任": UnitRole.RESPONSIBLE}


def assignment(kind: str, name: str) -> Assignment:
    """Return an assignment; *kind* is 牵头, 配合 or 责任, with 建议 before it for a suggestion."""
    role = _ROLES[kind.removeprefix("建议")]
    stated = Assignment(name, role, Origin.STATED, 1.0, SURE, NOWHERE)
    return replace(stated, origin=Origin.SUGGESTED, score=0.7, span=None) if kind.startswith("建议") else stated
