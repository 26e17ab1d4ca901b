"""Use cases of suggested units: who should do the tasks that have none, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planlens.model import Assignment, Evidence, Origin, Plan, UnitRole

if TYPE_CHECKING:
    from planlens.insight.assigning import Decided, UnitAdvice
    from planlens.project.office.address import Place
    from planlens.project.rows import UnitRow
    from planlens.project.state import State

_LIKE = 2
"""Similar tasks that are told as a reason."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit for a task: ids and words; *first* says whether it is the likeliest, which would lead."""

    task: str
    unit: str
    label: str
    reason: str
    first: bool


@dataclass(frozen=True, slots=True)
class Proposals:
    """Units for the tasks of a project that have none, and how many tasks nothing is said about.

    *decided* is from how many decided tasks that was learnt, *remembered* how many of these are of other projects.
    """

    found: tuple[Proposal, ...]
    silent: int
    decided: int
    remembered: int

    @property
    def words(self) -> str:
        """What was found, in a line."""
        tasks = len({proposal.task for proposal in self.found})
        if not tasks and not self.silent:
            return "各项任务都已有责任单位。"
        basis = f"依据本项目已明确的 {self.decided - self.remembered} 项任务"
        basis += f"、以往项目的 {self.remembered} 项任务" if self.remembered else ""
        quiet = f"；另有 {self.silent} 项没有把握，不作建议" if self.silent else ""
        return f"为 {tasks} 项没有责任单位的任务提出建议（{basis}和软件自带的职责说明）{quiet}。"


def who_should(state: State, remembered: Sequence[Decided] = ()) -> dict[str, list[UnitAdvice]]:
    """Return units for the tasks of a project that have none, learnt from those that people have confirmed.

    Args:
        state: the project's rows.
        remembered: what was decided in other projects.
    """
    from planlens.insight.assigning import Unassigned, advise
    from planlens.project.rows import UnitRow
    from planlens.workflow.memory import decided_in, place_of

    units = {task.id: state.children(task.id, UnitRow) for task in state.tasks()}
    asked = [task for task in state.tasks() if not any(row.is_responsible for row in units[task.id])]
    if not asked:
        return {}
    fits = _fits(state)
    told = []
    for task in asked:
        titles, path = place_of(state, task.owner)
        rejected = {row.name for row in units[task.id] if not row.stands}
        known = {name: fit for name, fit in fits.get(task.id, {}).items() if name not in rejected}
        told.append(Unassigned("，".join([task.text, *titles[-1:]]), path, known))
    shipped = [{row.name: row.score for row in units[task.id] if row.is_proposed} for task in asked]
    found = advise([*decided_in(state), *remembered], told, shipped)
    return {task.id: _standing(advice, units[task.id]) for task, advice in zip(asked, found, strict=True)}


def _standing(advice: list[UnitAdvice], rows: Sequence[UnitRow]) -> list[UnitAdvice]:
    """Return advice without the units that people have rejected for the task."""
    rejected = {row.name for row in rows if not row.stands}
    return [item for item in advice if item.unit not in rejected]


def _fits(state: State) -> Mapping[str, Mapping[str, float]]:
    """Return how well the shipped descriptions fit the tasks of all documents, by task and unit."""
    from planlens.analysis.steps.suggest import fits
    from planlens.project.found import plan_of

    plans = (plan_of(state, row.id) for row in state.documents())
    return {task: known for plan in plans for task, known in fits(plan).items()}


RULE = "office-memory"
"""What a unit is proposed by that earlier projects would give a task."""

_FIRST, _FURTHER = 0.45, 0.2
"""How well units fit that are proposed so, in the measure of the shipped descriptions: right in nine of ten, a hint."""

_SAME_LEVEL = 1 / 3
"""The share of the remembered units that must be of the plan's place: those of a city say nothing of a ministry."""


def with_memory(plan: Plan) -> Plan:
    """Return a plan that names no unit with the units that the office's earlier decisions propose for its tasks.

    What the shipped descriptions propose stays where the decisions say nothing; without enough of them all does.
    """
    from planlens.insight.assigning import ENOUGH, Unassigned, advise
    from planlens.workflow import memory

    stated = any(unit.origin is Origin.STATED for task in plan.tasks for unit in task.assignments)
    decided = memory.remembered() if plan.tasks and not stated and memory.remembers() else []
    if len(decided) < ENOUGH:
        return plan
    from planlens.analysis.steps.suggest import fits, offices_at

    theirs = {unit for item in decided for unit in item.units}
    if len(offices_at(plan) & theirs) < _SAME_LEVEL * len(theirs):
        return plan
    known = fits(plan)
    asked = []
    for task in plan.tasks:
        path = plan.path(task.section)
        text = "，".join([task.text, *(section.title for section in path[-1:])])
        asked.append(Unassigned(text, tuple(section.id for section in path), known[task.id]))
    advised = advise(decided, asked)
    tasks = (
        replace(task, assignments=_suggested(advice)) if advice else task
        for task, advice in zip(plan.tasks, advised, strict=True)
    )
    return replace(plan, tasks=tuple(tasks))


def _suggested(advice: Sequence[UnitAdvice]) -> tuple[Assignment, ...]:
    found = []
    for rank, item in enumerate(advice):
        role, fit = (UnitRole.SUPPORT, _FURTHER) if rank else (UnitRole.LEAD, _FIRST)
        found.append(Assignment(item.unit, role, Origin.SUGGESTED, fit, Evidence(RULE, item.score)))
    return tuple(found)


def suggest_file(project: Place, report: Callable[[float, str], None] = lambda _fraction, _text: None) -> Proposals:
    """Return units for the tasks that have none of a project that another process may have open.

    Raises:
        PlanlensError: the project cannot be read.
    """
    from planlens.project import files
    from planlens.workflow import memory

    report(0.0, "推荐责任单位")
    with files.open_project(project, "", read_only=True) as opened:
        state = opened.state
        others = memory.remembered(without=memory.name_of(project))
        own = memory.decided_in(state)
        advised = who_should(state, others)
    texts = {item.id: item for item in (*own, *others)}
    found = [
        Proposal(task, item.unit, item.label, _reason(item, texts), item is advice[0])
        for task, advice in advised.items()
        for item in advice
    ]
    silent = sum(not advice for advice in advised.values())
    return Proposals(tuple(found), silent, len(texts), len(others))


def _reason(item: UnitAdvice, texts: Mapping[str, Decided]) -> str:
    """Return why a unit is proposed: the decided tasks like it and the words that they share."""
    if not item.tasks:
        return "与软件自带的职责说明相符"
    like = "；".join(f"“{texts[key].text[:40]}”由{'、'.join(texts[key].units)}承担" for key in item.tasks[:_LIKE])
    more = f"等 {len(item.tasks)} 项" if len(item.tasks) > _LIKE else ""
    words = f"。相同的词：{'、'.join(item.words[:6])}" if item.words else ""
    return f"相近任务{like}{more}{words}"
