"""Use cases of suggested units: who should do the tasks that have none, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.assigning import Decided, UnitAdvice
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
    from planlens.workflow.asking import plans_of

    return {task: known for plan in plans_of(state) for task, known in fits(plan).items()}


def suggest_file(project: Path, report: Callable[[float, str], None] = lambda _fraction, _text: None) -> Proposals:
    """Return units for the tasks that have none of a project file that another process may have open.

    Raises:
        PlanlensError: the project cannot be read.
    """
    from planlens.project import files
    from planlens.workflow import memory

    report(0.0, "推荐责任单位")
    with files.open_project(project, "", read_only=True) as opened:
        state = opened.state
        others = memory.remembered(without=project.stem)
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
