"""A task as its fields see it in a plan: one just read, or a project's with the work on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from planlens.model import Light, Origin, Plan, Section, Target, Task
from planlens.model.tracking import Note
from planlens.views.fields.team import team_of
from planlens.views.fields.work import Tracking
from planlens.views.wording import heading_text, progress_lines


class PlanView:
    """A plan with what is looked up in it for every task, and what a project knows of its work."""

    def __init__(self, plan: Plan, tracking: Tracking | None = None) -> None:
        self.plan = plan
        self.tracking = tracking

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """The targets by their ids."""
        return {target.id: target for target in self.plan.targets}

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections by their ids."""
        return {section.id: section for section in self.plan.sections}

    @cached_property
    def headings(self) -> Mapping[str | None, tuple[str, ...]]:
        """The headings above a section and its own, by the section's id; nothing for None."""
        return {None: (), **{key: tuple(self._line(key)) for key in self.sections}}

    def _line(self, key: str) -> Iterator[str]:
        section = self.sections[key]
        if section.parent:
            yield from self._line(section.parent)
        yield heading_text(section.number, section.title)

    def seen(self) -> Iterable[InPlan]:
        """Yield the tasks in their order."""
        return (InPlan(self, task, place) for place, task in enumerate(self.plan.tasks, start=1))


class InPlan:
    """A task of a plan, with the work on it where the plan is a project's; told as :class:`InProject` tells it.

    Args:
        view: the plan.
        task: the task.
        ordinal: its running number in the table.
    """

    is_task = True
    number = ""

    def __init__(self, view: PlanView, task: Task, ordinal: int) -> None:
        self.id = task.id
        self.state = view.tracking.state if view.tracking else None
        self.ordinal: int | None = ordinal
        self.text = task.text
        units = task.assignments
        self.team = team_of((unit.name, unit.role, unit.origin is Origin.SUGGESTED) for unit in units)
        self.mentioned = [unit.name for unit in units]
        self.deadline = task.deadline.value if task.deadline else None
        self.plan_end = None
        self.targets = [view.targets[key] for key in task.targets]
        self.group = task.section
        self.headings = view.headings[task.section]
        self.role = view.sections[task.section].role if task.section else None
        self.start: int | None = task.span.start
        self.work = view.tracking.tasks.get(task.id) if view.tracking else None
        self.status = self.work.status if self.work else None
        self.status_text = self.work.status_text if self.work else ""
        self.percent = self.work.percent if self.work else None
        self.paced = self.work.paced if self.work else None
        self.people = task.people
        self.nodes = task.nodes
        self.extra = dict(task.extra)
        self.light = self.work.signal.light if self.work else Light.NONE
        self.notes: Sequence[Note] = self.work.notes if self.work else ()
        self.stated = [] if self.work else progress_lines(task.progress)
