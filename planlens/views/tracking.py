"""From a project to what exports tell of its work: a plan, and how every task and target of it stands on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from planlens.model import Document, Evidence, Plan, Role, Section, Source, Span
from planlens.project.found import plan_of
from planlens.project.rows import TargetRow
from planlens.project.state import State
from planlens.views.fields.field import Fields
from planlens.views.fields.ledger import fields_in
from planlens.views.fields.seen import Seen, view_of
from planlens.views.fields.seen_targets import SeenTarget
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.work import Tracked, Tracking
from planlens.views.overview import Overview
from planlens.views.targets import measured


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


def tracking_of(
    overview: Overview,
    fields: Fields[Seen] = TASKS,
    target_fields: Fields[SeenTarget] = TARGETS,
) -> Tracking:
    """Return how all tasks and targets of a project stand in an overview, and the fields that they have.

    Fields of the project's own are there too.
    """
    state, view = overview.state, view_of(overview)
    tasks: dict[str, Tracked] = {}
    for task in view.tasks():
        work = task.work
        assert work is not None  # every task stands somehow
        tasks[task.id] = replace(work, notes=tuple(task.notes), paced=task.paced)
    targets = {row.id: measured(state, row, overview.today) for row in state.all(TargetRow)}
    return Tracking(overview.today.isoformat(), tasks, targets, state, fields_in(state, fields), target_fields)


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
