"""From a project to what exports tell of its work: a plan, and how every task and target of it stands on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from planlens.model import Document, Evidence, Plan, Role, Section, Signal, Source, Span, Status
from planlens.model.tracking import Note
from planlens.project.found import plan_of
from planlens.project.rows import NoteRow, TargetRow, TaskRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.overview import Overview
from planlens.views.targets import Measured, measured


@dataclass(frozen=True, slots=True)
class Tracked:
    """How the work on a task stands.

    Attributes:
        status: its state.
        status_text: the word that the office has for it.
        percent: percent done, None where nobody has said.
        signal: its warning light and why it is on.
        notes: the progress notes, the oldest first.
        flagged: whether it asks for attention.
        orphan: whether the document's newest version no longer has it.
        weight: how much it counts among its siblings.
    """

    status: Status
    status_text: str
    percent: float | None
    signal: Signal
    notes: tuple[Note, ...] = ()
    flagged: bool = False
    orphan: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a project's work stands on a day (ISO date): its tasks and targets by their ids in the plan."""

    day: str
    tasks: Mapping[str, Tracked] = field(default_factory=dict)
    targets: Mapping[str, Measured] = field(default_factory=dict)


def plan_to_export(state: State, document: str | None = None, tasks: Collection[str] | None = None) -> Plan:
    """Return a project's plan as it has been corrected.

    Args:
        state: the project's rows.
        document: the id of one document; without it all of them, one after the other, each below a heading of its own
            where there are several.
        tasks: only tasks with these ids, None for all.

    Raises:
        PlanlensError: ``no-item``, there is no such document.
    """
    plans = [plan_of(state, document)] if document else [plan_of(state, row.id) for row in state.documents()]
    plan = plans[0] if len(plans) == 1 else _together(plans)
    if tasks is not None:
        plan = replace(plan, tasks=tuple(task for task in plan.tasks if task.id in tasks))
    return plan


def tracking_of(overview: Overview) -> Tracking:
    """Return how all tasks and targets of a project stand in an overview."""
    state, words = overview.state, status_names(overview.state)
    tasks = {task.id: _tracked(overview, task, words) for task in state.tasks()}
    targets = {row.id: measured(state, row, overview.today) for row in state.all(TargetRow)}
    return Tracking(overview.today.isoformat(), tasks, targets)


def _tracked(overview: Overview, task: TaskRow, words: dict[Status, str]) -> Tracked:
    standing = overview[task.id]
    told = task.progress is not None or standing.completion or overview.state.items(task.id)
    notes = sorted(overview.state.children(task.id, NoteRow), key=lambda note: note.date)
    return Tracked(
        standing.status,
        words[standing.status],
        standing.completion if told else None,
        standing.signal,
        tuple(Note(row.id, row.date, row.done, row.problems, row.next_steps, row.author) for row in notes),
        task.flagged,
        task.orphan,
        task.weight,
    )


def _together(plans: Iterable[Plan]) -> Plan:
    """Return several plans as one: their texts one after the other, each plan below a heading with its title."""
    texts: list[str] = []
    merged = Plan(Document(Source("", "", ""), "", ()), None)
    for count, plan in enumerate(plans, start=1):
        start = sum(len(text) + 1 for text in texts)
        texts.append(plan.document.text)
        title = plan.title or plan.document.source.name
        top = Section(f"d{count}", None, 1, "", title, Role.TASK, Span(start, start), Evidence("document"))
        moved = _shifted(plan, start)
        merged = replace(
            merged,
            sections=(*merged.sections, top, *(_below(section, top) for section in moved.sections)),
            tasks=(*merged.tasks, *(replace(task, section=task.section or top.id) for task in moved.tasks)),
            targets=(*merged.targets, *(replace(item, section=item.section or top.id) for item in moved.targets)),
        )
    return replace(merged, document=replace(merged.document, text="\n".join(texts)))


def _below(section: Section, top: Section) -> Section:
    return replace(section, parent=section.parent or top.id, level=section.level + 1)


def _shifted(plan: Plan, by: int) -> Plan:
    """Return a plan with its places so many characters further on."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        plan,
        sections=tuple(replace(item, span=moved(item.span)) for item in plan.sections),
        tasks=tuple(replace(item, span=moved(item.span)) for item in plan.tasks),
        targets=tuple(replace(item, span=moved(item.span)) for item in plan.targets),
    )
