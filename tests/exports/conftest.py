"""Plans built by hand for the export tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planlens.exports import export_plan
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
        self, text: str, section: str | None = None, units: str = "", due: str | None = None, targets: tuple[str, ...] = ()
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


@pytest.fixture
def builder() -> PlanBuilder:
    return PlanBuilder()


@pytest.fixture
def plan() -> Plan:
    """Three sections, four tasks, one of them with suggested units, one target of its own."""
    made = PlanBuilder()
    goals = made.section("一、|发展目标")
    made.target("数字经济核心产业增加值占比", Op.AT_LEAST, "12", section=goals, year="2027", nature="预期性")
    chapter = made.section("二、|重点任务")
    network = made.section("（一）|建设信息网络", under=chapter)
    stations = made.target("新建基站", Op.AT_LEAST, "3000", "个", year="2026")
    made.task("新建基站3000个以上。", network, "牵头:市通信局 配合:市财政局 配合:市住建局", "2026", (stations,))
    made.task("推进千兆光网进村入户。", network, "责任:市通信局 责任:市农业农村局", "2026-06-30")
    services = made.section("（二）|优化政务服务", under=chapter)
    made.task("推动高频事项一网通办。", services, "建议牵头:市政务局 建议配合:市数据局", "ongoing")
    made.task("开展全民数字素养提升行动。", services)
    return made.build()


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """A function that exports a plan to a new file with the given ending."""

    def write(plan: Plan, ending: str, **options: object) -> Path:
        return export_plan(plan, tmp_path / f"表{ending}", **options)  # type: ignore[arg-type]

    return write
