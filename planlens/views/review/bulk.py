"""Decisions on many steps at once, with their numbers. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planlens.project.edits import Accept, Reject, Together
from planlens.project.project import Edit
from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.review.steps import Step, StepKind
from planlens.views.rules import rule_name
from planlens.views.wording import FITS


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of the menu."""

    text: str
    edit: Edit


def choices(state: State, steps: Sequence[Step], current: Step | None) -> list[Choice]:
    """Return what can be decided at once among *steps*, the most usual first; nothing else is touched."""
    return [*_findings(steps), *_alike(state, steps, current), *_units(state, steps)]


def _findings(steps: Sequence[Step]) -> Iterator[Choice]:
    for kind in StepKind:
        ids = tuple(key for step in steps if step.kind is kind for key in step.ids)
        if ids and kind is not StepKind.UNITS:
            yield Choice(f"采纳全部待核对的{kind.label}（{len(ids)}）", Accept(ids))


def _alike(state: State, steps: Sequence[Step], current: Step | None) -> Iterator[Choice]:
    """Yield what has the current finding's kind and rule."""
    row = state.find(current.item) if current is not None and current.kind is not StepKind.UNITS else None
    if current is None or not isinstance(row, SectionRow | TaskRow | TargetRow):
        return
    alike = [step for step in steps if step.kind is current.kind and _rule(state, step) == row.rule]
    ids = tuple(key for step in alike for key in step.ids)
    if 1 < len(ids) < sum(step.kind is current.kind for step in steps):
        yield Choice(f"采纳依据相同的{current.kind.label}：{rule_name(row.rule)}（{len(ids)}）", Accept(ids))


def _rule(state: State, step: Step) -> str:
    return str(getattr(state.find(step.item), "rule", ""))


def _units(state: State, steps: Sequence[Step]) -> Iterator[Choice]:
    groups = [
        [unit for key in step.ids if isinstance(unit := state.find(key), UnitRow)]
        for step in steps
        if step.kind is StepKind.UNITS
    ]
    units = [unit for group in groups for unit in group]
    if not units:
        return
    everything = tuple(unit.id for unit in units)
    yield Choice(f"采纳全部建议单位（{len(units)} 个，{len(groups)} 项任务）", Accept(everything))
    free = [group for group in groups if group and not _is_given(state, group[0].owner)]
    best = tuple(max(group, key=lambda unit: unit.score).id for group in free)
    among = tuple(unit.id for group in free for unit in group)
    if 0 < len(best) < len(units):
        others = "" if len(free) == len(groups) else "；已有单位的任务不变"
        text = f"每项任务只采纳最匹配的单位（采纳 {len(best)} 个，其余否决{others}）"
        yield Choice(text, _split(best, among))
    good = tuple(unit.id for unit in units if unit.score >= FITS)
    if 0 < len(good) < len(units):
        yield Choice(f"只采纳较匹配的单位（{len(good)} 个），其余留待核对", Accept(good))
    yield Choice(f"否决全部建议单位（{len(units)} 个）", Reject(everything))


def _is_given(state: State, task: str) -> bool:
    """Whether a task has a unit already that the document names or somebody gave it."""
    return any(unit.is_responsible for unit in state.children(task, UnitRow))


def _split(taken: Sequence[str], everything: Sequence[str]) -> Edit:
    chosen = set(taken)
    rest = tuple(key for key in everything if key not in chosen)
    return Together((Accept(tuple(taken)), Reject(rest)))
