"""Whether a target is likely to be reached by its year: 预计期末能否完成, the second question of mid-term evaluations.

What has happened so far is carried on to the target's year: the line from the base value (without one from the first
actual value) through the newest actual value, compounded where the target is itself a yearly growth; growth of single
years goes on at its mean. ``300 by 2027, 200 in 2023, 260 in 2025`` leads to 320: 预计能完成.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planlens.model.course import Aim, Course, unclear
from planlens.model.judgement import NEAR, is_near, mean_growth
from planlens.model.plan import Op


class Outlook(StrEnum):
    """The answers to 预计期末能否完成."""

    LIKELY = "likely"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word itself."""
        return _LABELS[self]


_LABELS = {Outlook.LIKELY: "预计能完成", Outlook.UNLIKELY: "预计难以完成", Outlook.UNKNOWN: "无法判断"}


@dataclass(frozen=True, slots=True)
class Forecast:
    """An outlook, why (in Chinese), and the value that the target's year is expected to end with."""

    word: Outlook
    reason: str
    value: float | None = None


NO_FORECAST = Forecast(Outlook.UNKNOWN, "还没有实际值")


def forecast(aim: Aim, actuals: Mapping[int, float], at: int, near: float = NEAR) -> Forecast:
    """Return whether a target is likely to be reached; the arguments are those of :func:`judge`."""
    course = aim.course
    if course is None:
        return Forecast(Outlook.UNKNOWN, "目标没有年份或不是单个数字")
    since = -math.inf if course.base_year is None else course.base_year
    until = min(at, course.year)
    known = {each: amount for each, amount in actuals.items() if since < each <= until and math.isfinite(amount)}
    if not known:
        return NO_FORECAST
    last = max(known)
    doubt = unclear(course, known[last], aim.unit)
    if doubt is not None:
        return Forecast(Outlook.UNKNOWN, f"{last}年实际值{doubt}")
    expected = mean_growth(list(known.values()), aim.unit) if course.yearly else _carried_on(course, known)
    if expected is None:
        return Forecast(Outlook.UNKNOWN, "没有基期值，也只有一年的实际值")
    met = course.reached(expected) or (aim.op is Op.ABOUT and is_near(expected, course.value, near))
    goal = f"目标{course.value:g}"
    if last == course.year:
        reason = f"{course.year}年{expected:.4g}，{'达到' if met else '未达到'}{goal}"
    else:
        reason = f"按目前进度推算，{course.year}年约为{expected:.4g}，{goal}"
    return Forecast(Outlook.LIKELY if met else Outlook.UNLIKELY, reason, expected)


def _carried_on(course: Course, known: Mapping[int, float]) -> float | None:
    """Return the value that the years so far lead to, None where one value alone tells no direction."""
    last = max(known)
    if last == course.year:
        return known[last]
    if course.base is not None and course.base_year is not None:
        first, began = course.base_year, course.base
    else:
        first, began = min(known), known[min(known)]
    if first == last:
        return None
    times = (course.year - first) / (last - first)
    if course.compound and began > 0 and known[last] > 0:
        return began * float((known[last] / began) ** times)
    return began + times * (known[last] - began)
