"""Plain text: the plan as an indented tree to read in a terminal or an editor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.exports.terminal import wrapped
from planlens.model import Light, Origin, Plan, Role, Section, Target, Task
from planlens.views.cells import clean
from planlens.views.fields.units import SUGGESTED
from planlens.views.fields.work import Tracked, Tracking
from planlens.views.wording import deadline_text, heading_text, role_text, target_text, unit_role_text

WIDTH = 80
"""Columns of a line: the usual terminal."""

_STEP = "  "
_DEEPEST = 8
"""Levels deeper than this are not indented any further, so that room is left for the text."""


def as_text(plan: Plan, tracking: Tracking | None = None) -> str:
    """Return the plan as an indented tree, with its figures in the last line."""
    return "\n".join([*_head(plan), *_tree(plan, tracking), "", summary(plan)]) + "\n"


def summary(plan: Plan) -> str:
    """Return one sentence with the numbers of sections, tasks, targets and units."""
    stated = _unit_names(plan, Origin.STATED)
    suggested = _unit_names(plan, Origin.SUGGESTED) - stated
    counts = (
        f"章节 {len(plan.sections)} 个",
        f"任务 {len(plan.tasks)} 条",
        f"目标 {len(plan.targets)} 个",
        f"责任单位 {len(stated)} 个",
    )
    more = f"，另有建议单位 {len(suggested)} 个" if suggested else ""
    return f"合计：{'，'.join(counts)}{more}。"


def _unit_names(plan: Plan, origin: Origin) -> set[str]:
    return {unit.name for task in plan.tasks for unit in task.assignments if unit.origin is origin}


def _head(plan: Plan) -> Iterator[str]:
    yield wrapped(clean(plan.title or "（未识别到标题）"), WIDTH)
    yield wrapped(clean(plan.document.source.name), WIDTH, first="来源：")


def _tree(plan: Plan, tracking: Tracking | None) -> Iterator[str]:
    """Yield every section with what stands in it; what stands before the first heading comes first."""
    items = _items_by_section(plan)
    roles: dict[str | None, Role] = {section.id: section.role for section in plan.sections}
    targets = {target.id: target for target in plan.targets}
    numbers = {task.id: number for number, task in enumerate(plan.tasks, start=1)}
    for section in (None, *plan.sections):
        indent = _STEP * min(section.level if section else 0, _DEEPEST)
        if section is not None:
            yield from _heading(section, inherited=section.role is roles.get(section.parent))
        for item in items[section.id if section else None]:
            if isinstance(item, Target):
                yield wrapped(clean(target_text(item)), WIDTH, first=f"{indent}◆ ")
            else:
                found = tracking.tasks.get(item.id) if tracking else None
                yield from _task(item, f"{indent}[{numbers[item.id]}] ", targets, found)


def _items_by_section(plan: Plan) -> defaultdict[str | None, list[Task | Target]]:
    """Return the tasks, and the targets that stand in no task, by section and in reading order."""
    in_tasks = {key for task in plan.tasks for key in task.targets}
    alone = [target for target in plan.targets if target.id not in in_tasks]
    items: list[Task | Target] = [*alone, *plan.tasks]
    found: defaultdict[str | None, list[Task | Target]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.span.start):
        found[item.section].append(item)
    return found


def _heading(section: Section, *, inherited: bool) -> Iterator[str]:
    """Yield a heading, and its role unless that is the role of the section above."""
    if section.level == 1:
        yield ""
    indent = _STEP * min(section.level - 1, _DEEPEST)
    role = "" if inherited else f" 〔{role_text(section.role)}〕"
    yield wrapped(clean(heading_text(section.number, section.title)) + role, WIDTH, first=indent)


def _task(task: Task, first: str, targets: dict[str, Target], found: Tracked | None) -> Iterator[str]:
    yield wrapped(clean(task.text), WIDTH, first=first)
    under = " " * len(first)
    for label, text in (*_details(task, targets), *_work(found)):
        yield wrapped(clean(text), WIDTH, first=f"{under}{label}：")


def _details(task: Task, targets: dict[str, Target]) -> Iterator[tuple[str, str]]:
    if task.deadline is not None:
        yield "时限", deadline_text(task.deadline)
    units = "；".join(_units(task))
    if units:
        yield "单位", units
    for key in task.targets:
        yield "目标", target_text(targets[key])


def _work(found: Tracked | None) -> Iterator[tuple[str, str]]:
    """Yield how the work on a task stands, as far as somebody has told."""
    if found is None:
        return
    percent = "" if found.percent is None else f" {found.percent:.3g}%"
    light = "" if found.signal.light is Light.NONE else f"，{found.signal.light.label}（{found.signal.reason}）"
    yield "状态", f"{found.status_text}{percent}{light}"
    for note in found.notes:
        parts = (("", note.done), ("问题：", note.problems), ("下一步：", note.next_steps))
        yield note.date, "；".join(f"{label}{text}" for label, text in parts if text)


def _units(task: Task) -> Iterator[str]:
    """Yield the units of each role, those the document names first: ``牵头 市财政局、市教育局``."""
    names: dict[tuple[Origin, str], list[str]] = {}
    for unit in sorted(task.assignments, key=lambda unit: unit.origin is Origin.SUGGESTED):
        mark = SUGGESTED if unit.origin is Origin.SUGGESTED else ""
        names.setdefault((unit.origin, unit_role_text(unit.role)), []).append(unit.name + mark)
    yield from (f"{role} {'、'.join(group)}" for (_, role), group in names.items())


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    del columns, look  # a tree has none
    return as_text(plan, tracking).encode("utf-8", errors="replace")


EXPORTER = Exporter(format="text", label="文本（树状）", extension=".txt", write=_write, has_columns=False)
