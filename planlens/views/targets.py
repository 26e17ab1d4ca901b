"""How a target stands: its years, its values and how it is judged, with what its document says only elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planlens.model import Op, Verdict
from planlens.model.course import Aim, unclear
from planlens.model.judgement import judge
from planlens.model.lights import deadline_day
from planlens.model.outlook import NO_FORECAST, Forecast, forecast
from planlens.model.period import period_of
from planlens.project.edits import SetActual
from planlens.project.project import Edit
from planlens.project.rows import ActualRow, DocumentRow, TargetRow, TaskRow
from planlens.project.settings import near_of, plan_end
from planlens.project.state import State


@dataclass(frozen=True, slots=True)
class Measured:
    """How a target stands.

    Attributes:
        base: the value that it began with, None if unknown.
        base_year: the year whose end that was.
        year: the year by which the target is to be reached, as text (``2030``).
        actuals: the values that years ended with.
        verdict: how it is judged, and why.
        forecast: whether it is likely to be reached by its year, and why.
    """

    base: float | None
    base_year: int | None
    year: str | None
    actuals: Mapping[int, float]
    verdict: Verdict
    forecast: Forecast = NO_FORECAST


def years_of(state: State, row: TargetRow) -> tuple[int | None, str | None]:
    """Return a target's base year and its year.

    What the target does not say itself is taken from elsewhere: its year from the deadline of its task, else from the
    end of its plan (规划期末), where the office measures by that; the base year is the one before the first of the
    years that the document's title names (2024—2027年, “十五五”).
    """
    document, owner = state.find(row.document), state.find(row.owner)
    period = period_of(document.title or document.name) if isinstance(document, DocumentRow) else None
    due = deadline_day(owner.deadline) if isinstance(owner, TaskRow) else None
    last = due or plan_end(state, row.document)
    year = row.year or (str(last.year) if last else None)
    return row.base_year or (period[0].year - 1 if period else None), year


def aim_of(state: State, row: TargetRow) -> Aim:
    """Return what a target says, with its years from elsewhere where it does not say them itself."""
    base_year, year = years_of(state, row)
    return Aim(Op(row.op), row.value, year, row.unit, f"{row.indicator}{row.text}", row.base, base_year)


def measured(state: State, row: TargetRow, today: date) -> Measured:
    """Return how a target stands on a day."""
    aim, near = aim_of(state, row), near_of(state)
    actuals = {actual.year: actual.value for actual in state.children(row.id, ActualRow)}
    verdict, outlook = judge(aim, actuals, today.year, near), forecast(aim, actuals, today.year, near)
    return Measured(row.base, aim.base_year, aim.year, actuals, verdict, outlook)


@dataclass(frozen=True, slots=True)
class Unclear:
    """What somebody has to say of an actual value that was typed: whether it is a level or growth.

    Attributes:
        words: what it looks like.
        total: the level that it comes to as growth from the base value, None where no base value is known, and it
            looks like a level among growth.
    """

    words: str
    total: float | None


def doubt_of(state: State, edit: Edit) -> Unclear | None:
    """Return what has to be asked before an edit is done, None where nothing has."""
    if not isinstance(edit, SetActual) or edit.value is None:
        return None
    aim = aim_of(state, state.get(edit.id, TargetRow))
    course = aim.course
    words = unclear(course, edit.value, aim.unit) if course else None
    if words is None or course is None:
        return None
    return Unclear(words, course.base * (1 + edit.value / 100) if course.base else None)
