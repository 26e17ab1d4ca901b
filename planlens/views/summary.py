"""What a user wants to know of a plan before it becomes a project: how much was found, and what may be wrong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from planlens.model import BlockKind, Origin, Plan, Role, Section, Span, Target, Task
from planlens.project.rows import SURE
from planlens.views.items import RowCounts, rows_of
from planlens.views.wording import heading_text

_WITH_TASKS = {Role.TASK, Role.SAFEGUARD}


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of the outline; *above* is the place of the heading above it in the list, None at the top."""

    above: int | None
    text: str
    role: Role
    tasks: int
    targets: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that planlens is not sure of: what it was taken for, its text, and how sure (0 to 1)."""

    kind: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers and lists for the preview.

    Attributes:
        characters: of the document's text, without blanks.
        rows: how many rows the tasks make, a sentence or an item each.
        units: how many different units the document names.
        suggested: how many tasks have suggested units only.
        deadlines: how many tasks have one.
        passed: paragraphs of the chapters of tasks in which nothing was found; of the whole text where it has no such
            chapter.
        warnings: what the reader could not read, and where much may have been overlooked.
    """

    title: str
    characters: int
    tasks: int
    rows: RowCounts
    targets: int
    units: int
    suggested: int
    deadlines: int
    outline: tuple[OutlineLine, ...]
    doubts: tuple[Doubt, ...]
    passed: tuple[str, ...]
    warnings: tuple[str, ...]


def summary_of(plan: Plan) -> Summary:
    """Return the summary of a plan."""
    units = [unit for task in plan.tasks for unit in task.assignments]
    stated = [unit for unit in units if unit.origin is Origin.STATED]
    return Summary(
        title=plan.title or plan.document.source.name,
        characters=len("".join(plan.document.text.split())),
        tasks=len(plan.tasks),
        rows=rows_of(plan),
        targets=len(plan.targets),
        units=len({unit.name for unit in stated}),
        suggested=sum(_only_suggested(task) for task in plan.tasks),
        deadlines=sum(task.deadline is not None for task in plan.tasks),
        outline=tuple(_outline(plan)),
        doubts=tuple(_doubts(plan)),
        passed=tuple(_passed(plan)),
        warnings=(*plan.document.warnings, *plan.doubts),
    )


def _only_suggested(task: Task) -> bool:
    return bool(task.assignments) and all(unit.origin is Origin.SUGGESTED for unit in task.assignments)


def _outline(plan: Plan) -> Iterator[OutlineLine]:
    """Yield every section with how many tasks and targets stand in it and below it."""
    places = {section.id: place for place, section in enumerate(plan.sections)}
    tasks, targets = [0] * len(places), [0] * len(places)
    for counts, found in ((tasks, plan.tasks), (targets, plan.targets)):
        for item in found:
            key = item.section
            while key is not None:
                counts[places[key]] += 1
                key = plan.sections[places[key]].parent
    for place, section in enumerate(plan.sections):
        above = places[section.parent] if section.parent else None
        yield OutlineLine(
            above, heading_text(section.number, section.title), section.role, tasks[place], targets[place]
        )


def _doubts(plan: Plan) -> Iterator[Doubt]:
    for kind, found in (("标题", plan.sections), ("任务", plan.tasks), ("目标", plan.targets)):
        for item in found:
            if item.evidence.confidence < SURE:
                yield Doubt(kind, _text_of(item), item.evidence.confidence)


def _text_of(item: Section | Task | Target) -> str:
    return heading_text(item.number, item.title) if isinstance(item, Section) else item.text


def _passed(plan: Plan) -> Iterator[str]:
    """Yield the paragraphs that no finding touches."""
    sections = sorted(plan.sections, key=lambda section: section.span.start)
    starts = [section.span.start for section in sections]
    wanted = {section.id for section in sections if section.role in _WITH_TASKS}
    touched = sorted(_places(plan))
    begins = [span.start for span in touched]
    for block in plan.document.blocks:
        place = bisect_right(starts, block.span.start) - 1
        inside = sections[place].id in wanted if place >= 0 else False
        if block.kind is not BlockKind.BODY or block.is_title or (wanted and not inside):
            continue
        # Findings of one kind do not overlap, those of two may: the neighbours before the block's end are enough.
        last = bisect_right(begins, block.span.end - 1)
        if not any(span.overlaps(block.span) for span in touched[max(0, last - 4) : last]):
            text = block.span.of(plan.document.text).strip()
            if text != plan.title:
                yield text


def _places(plan: Plan) -> Iterator[Span]:
    for found in (plan.sections, plan.tasks, plan.targets):
        yield from (item.span for item in found)
    for task in plan.tasks:
        yield from (unit.span for unit in task.assignments if unit.span is not None)
