"""A plan as a tree of topics: what outlines and mind maps are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from planlens.model import Plan, Section
from planlens.views.cells import clean
from planlens.views.fields.in_plan import PlanView
from planlens.views.fields.seen import Seen
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.work import Tracking
from planlens.views.wording import heading_text, target_text

TOLD = ("lead", "support", "deadline", "status", "progress", "light")
"""The fields of a task that its topic tells beside its words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading or task: its id, its words, what is told beside them, and what is below it."""

    id: str
    title: str
    notes: tuple[str, ...] = ()
    below: list[Topic] = field(default_factory=list)
    is_task: bool = False


def topics_of(plan: Plan, tracking: Tracking | None = None) -> Topic:
    """Return a plan's title with all sections and tasks below it; sections without tasks are left out."""
    root = Topic("root", clean(plan.title or plan.document.source.name or "规划"))
    tasks: defaultdict[str | None, list[Seen]] = defaultdict(list)
    for seen in PlanView(plan, tracking).seen():
        tasks[seen.group].append(seen)
    sections: defaultdict[str | None, list[Section]] = defaultdict(list)
    for section in plan.sections:
        sections[section.parent].append(section)
    root.below.extend(_below(None, plan, sections, tasks))
    return root


def _below(
    owner: str | None,
    plan: Plan,
    sections: defaultdict[str | None, list[Section]],
    tasks: defaultdict[str | None, list[Seen]],
) -> Iterator[Topic]:
    for seen in tasks[owner]:
        yield Topic(seen.id, clean(seen.text), tuple(_notes(seen)), is_task=True)
    for section in sections[owner]:
        found = [*_below(section.id, plan, sections, tasks)]
        targets = [target_text(item) for item in plan.targets if item.section == section.id]
        if found or targets:
            title = clean(heading_text(section.number, section.title))
            yield Topic(section.id, title, tuple(f"目标：{text}" for text in map(clean, targets)), found)


def _notes(seen: Seen) -> Iterator[str]:
    for key in TOLD:
        item = TASKS[key]
        words = item.words(seen)
        if words:
            yield clean(words if words.startswith("责任：") else f"{item.title}：{words}")
