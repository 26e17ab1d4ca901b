"""The days on which people work: the State Council's holidays as `chinesecalendar` keeps them, and the office's own.

The library knows the years that were announced (2004–2026 in its version of November 2025); for later years Monday to
Friday are working days, until the office lists its holidays in the project's setting ``holidays``.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from planlens.model.reporting import IsWorkday, ReportingPeriod
from planlens.project.settings import HOLIDAYS, rhythm_of, setting
from planlens.project.state import State

_FRIDAY = 4


def workdays(state: State) -> IsWorkday:
    """Return what tells whether people work on a day, the office's own list before the calendar."""
    own = setting(state, HOLIDAYS) or {}
    off, on = frozenset(own.get("off", ())), frozenset(own.get("on", ()))

    def is_workday(day: date) -> bool:
        text = day.isoformat()
        return text in on or (text not in off and _announced(day))

    return is_workday


def reporting_period(state: State, day: date) -> ReportingPeriod | None:
    """Return the period of the project's rhythm that a day is in, None without a rhythm."""
    rhythm = rhythm_of(state)
    return rhythm.period_at(day, workdays(state)) if rhythm is not None else None


def is_announced(year: int) -> bool:
    """Whether the holidays of a year are known; an office should list those of other years itself."""
    return _calendar_knows(date(year, 1, 1)) is not None


@cache
def _announced(day: date) -> bool:
    known = _calendar_knows(day)
    return day.weekday() <= _FRIDAY if known is None else known


def _calendar_knows(day: date) -> bool | None:
    """Return whether a day is a working day, None for a year that was not announced."""
    from chinese_calendar import is_workday  # noqa: PLC0415 (30 ms: only where periods are asked for)

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None
