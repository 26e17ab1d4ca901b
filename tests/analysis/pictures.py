"""Plans as small indented pictures: a few lines of plan text in, what was understood of them out.

The picture of a plan has a line for each heading (``一、 总体要求 [principle]``), below it its tasks
(``- 建设平台。 〔牵头 市科技局；配合 市财政局〕 〔2025-06〕``) and the targets (``* 产值 >= 100 亿元 2025``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from planlens.analysis import READING
from planlens.analysis.assemble import plan_of as finished
from planlens.analysis.draft import Draft
from planlens.model import Assignment, Block, BlockKind, CellPlace, Document, Plan, Section, Source, Span, Target, Task
from planlens.model import UnitRole as Part
from planlens.readers.txt import READER

WORDS = {Part.LEAD: "牵头", Part.SUPPORT: "配合", Part.RESPONSIBLE: "责任"}

TITLE = "云山市产业发展规划（2024—2027年）\n"
"""The title of a plan that begins in 2024."""


def document_of(text: str) -> Document:
    """Read a text as a file of it would be read."""
    return READER.read(text.encode("utf-8-sig"), "plan.txt")


def draft_of(source: str | Document) -> Draft:
    """Return the working state behind the steps that read the text."""
    draft = Draft(document_of(source) if isinstance(source, str) else source)
    for _, step in READING:
        step(draft)
    return draft


def plan_of(source: str | Document) -> Plan:
    """Return what was read of a text, without keywords and suggestions."""
    return finished(draft_of(source))


def outline(source: str | Document) -> str:
    """Draw the headings with the roles of their sections."""
    return "\n".join(_heading(section) for section in plan_of(source).sections)


def headings(source: str | Document) -> str:
    """Draw the headings alone."""
    return "\n".join(_heading(section).rpartition(" [")[0] for section in plan_of(source).sections)


def tree(source: str | Document) -> str:
    """Draw headings, tasks and targets."""
    plan = plan_of(source)
    lines = list(_under(plan, None, 0))
    for section in plan.sections:
        lines.append(_heading(section))
        lines += _under(plan, section.id, section.level)
    return "\n".join(lines)


def tasks(source: str | Document) -> list[str]:
    """Return the tasks, each as one line: its sentence, its units, its deadline."""
    return [_task(task) for task in plan_of(source).tasks]


def targets(source: str | Document) -> list[str]:
    """Return the targets, each as one line: indicator, op, value, unit, year, nature."""
    return [_target(target) for target in plan_of(source).targets]


def work(*lines: str) -> str:
    """Return a plan whose only chapter is one of tasks, with these lines in it."""
    return "\n".join(["一、重点任务", *lines])


def aims(*lines: str) -> str:
    """Return a plan whose only chapter is one of goals, with these lines in it."""
    return "\n".join(["一、发展目标", *lines])


def table(before: Sequence[str], rows: Sequence[str], after: Sequence[str] = ()) -> Document:
    """Return a document with a table, as the Word reader makes it.

    Args:
        before: the lines above the table.
        rows: the rows, cells parted by bars; ``^`` goes on with the cell above, ``<`` with the cell to the left.
        after: the lines below the table.
    """
    cells = [row.split("|") for row in rows]
    lines: list[tuple[str, CellPlace | None]] = [(line, None) for line in before]
    for row, across in enumerate(cells):
        for column, content in enumerate(across):
            if content and content not in "^<":
                down = [line[column] if column < len(line) else "" for line in cells[row:]]
                lines.append((content, CellPlace(0, row, column, _reach("^", down), _reach("<", across[column:]))))
    lines += [(line, None) for line in after]
    return _document(lines)


def _reach(sign: str, cells: Sequence[str]) -> int:
    """Return how many cells the first one takes, itself and the signs that follow it."""
    return next((count for count, cell in enumerate(cells) if count and cell != sign), len(cells))


def _document(lines: Sequence[tuple[str, CellPlace | None]]) -> Document:
    blocks, start = [], 0
    for content, place in lines:
        kind = BlockKind.BODY if place is None else BlockKind.CELL
        blocks.append(Block(Span(start, start + len(content)), kind, cell=place))
        start += len(content) + 1
    return Document(Source("plan.docx", "docx", "0" * 64), "\n".join(content for content, _ in lines), tuple(blocks))


def _heading(section: Section) -> str:
    name = f"{section.number} {section.title}".strip()
    return f"{'  ' * (section.level - 1)}{name} [{section.role.value}]"


def _under(plan: Plan, section: str | None, level: int) -> Iterator[str]:
    found: list[tuple[Span, str]] = []
    found += [(task.span, f"- {_task(task)}") for task in plan.tasks if task.section == section]
    found += [(target.span, f"* {_target(target)}") for target in plan.targets if target.section == section]
    for _, line in sorted(found, key=lambda item: item[0].start):
        yield "  " * level + line


def _task(task: Task) -> str:
    parts = [task.text]
    if task.assignments:
        parts.append(f"〔{units(task.assignments)}〕")
    if task.deadline is not None:
        parts.append(f"〔{task.deadline.value}〕")
    return " ".join(parts)


def units(assignments: Sequence[Assignment]) -> str:
    """Return units with their parts: 牵头 市科技局；配合 市财政局、市教育局."""
    groups = groupby(assignments, key=lambda unit: unit.role)
    return "；".join(f"{WORDS[role]} {'、'.join(unit.name for unit in members)}" for role, members in groups)


def _target(target: Target) -> str:
    parts = (target.indicator, target.op.value, target.value, target.unit, target.year, target.nature)
    return " ".join(part for part in parts if part)


def figures(sentence: str) -> list[str]:
    """Return the targets of a goal sentence without their indicators: >= 160 家 2025."""
    plan = plan_of(TITLE + aims(sentence))
    found = ((target.op.value, target.value, target.unit, target.year) for target in plan.targets)
    return [" ".join(part for part in parts if part) for parts in found]
