"""How a plan's target stands, in the four official words 提前实现, 快于预期, 基本符合预期, 滞后.

The measure is the share of the way from the base value *B* (of the base year *b*) to the target *T* (of the year *Y*)
that the actual value *A* of a year *a* has covered, beside the share of the time that has passed, as mid-term
evaluations of plans reckon it::

    way  = (A − B) / (T − B)            time = (a − b) / (Y − b)

- the target is reached in a year before *Y*                                  → 提前实现
- ``way − time`` above +0.05 (in the target year: more than reached by 0.05)  → 快于预期
- within ±0.05, or just reached in the target year                            → 基本符合预期
- below −0.05, or not reached in the target year                              → 滞后

The sign of ``T − B`` takes care of targets that are to fall. What is to be kept (the base value meets the target
already) is 基本符合预期 as long as it does, else 滞后.

Growth of single years (年均增长7%, see :mod:`~planlens.model.course`) has no way to go: the mean of the years
(compounded) is compared with the target; 0.05 is there a part of the target. Growth is compared with growth, levels
with levels: an actual value that can only be the other of the two is asked about, not judged. A range or a ratio
cannot be judged.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planlens.model.course import PERCENT, Aim, Course, number, unclear
from planlens.model.plan import Op

NEAR = 0.05
"""The part of the way that still counts as 基本符合预期."""


class Judgement(StrEnum):
    """The four official words for a target."""

    EARLY = "early"
    FASTER = "faster"
    ON_COURSE = "on-course"
    BEHIND = "behind"

    @property
    def label(self) -> str:
        """The word itself."""
        return _LABELS[self]


_LABELS = {
    Judgement.EARLY: "提前实现",
    Judgement.FASTER: "快于预期",
    Judgement.ON_COURSE: "基本符合预期",
    Judgement.BEHIND: "滞后",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement, None where it cannot be told, why (in Chinese), and the year, the actual and expected values."""

    word: Judgement | None
    reason: str
    year: int | None = None
    actual: float | None = None
    expected: float | None = None


def judge(aim: Aim, actuals: Mapping[int, float], at: int, near: float = NEAR) -> Verdict:
    """Judge a target by the newest actual value up to the year *at*; the module's text tells the formula.

    Args:
        aim: what the target says.
        actuals: the values that years ended with.
        at: the year that is judged; later values are not looked at.
        near: the part of the way (0.05) that still counts as 基本符合预期: an office's own setting.
    """
    path = aim.course
    if path is None:
        known = number(aim.value) is not None
        return Verdict(None, "目标没有年份，无法判断" if known else "目标值不是单个数字，无法判断")
    known_years = sorted(each for each, amount in actuals.items() if each <= at and math.isfinite(amount))
    in_time = [each for each in known_years if each <= path.year]
    if not known_years:
        return Verdict(None, "还没有实际值")
    last = in_time[-1] if in_time else known_years[0]
    if path.base_year is not None and last <= path.base_year:
        return Verdict(None, "还没有基期以后的实际值")
    doubt = unclear(path, actuals[last], aim.unit)
    if doubt is not None:
        return Verdict(None, f"{last}年实际值{doubt}", last, actuals[last])
    if path.yearly:
        return _judge_growth(path, actuals, [each for each in in_time or known_years if each <= last], aim.unit, near)
    return _judge_level(path, actuals, in_time or [last], last, near, about=aim.op is Op.ABOUT)


def _judge_level(
    path: Course, actuals: Mapping[int, float], years: list[int], last: int, near: float, *, about: bool
) -> Verdict:
    actual, planned = actuals[last], path.at(last)
    amounts = f"{last}年实际{actual:g}"
    goal = f"目标{path.value:g}（{path.year}年）"

    def verdict(word: Judgement | None, reason: str) -> Verdict:
        return Verdict(word, f"{amounts}，{reason}", last, actual, planned)

    began_there = path.base is not None and path.reached(path.base)
    reached = path.reached(actual) or (about and last >= path.year and is_near(actual, path.value, near))
    if began_there:
        word = Judgement.ON_COURSE if reached else Judgement.BEHIND
        return verdict(word, f"{'保持' if reached else '未保持'}{goal}")
    if reached:
        first = next((each for each in years if path.reached(actuals[each])), last)
        if first < path.year:
            return verdict(Judgement.EARLY, f"{first}年已达到{goal}")
        over = path.base is not None and _way(path, actual) > 1 + near
        return verdict(Judgement.FASTER if over else Judgement.ON_COURSE, f"{'超过' if over else '达到'}{goal}")
    if last >= path.year:
        return verdict(Judgement.BEHIND, f"未达到{goal}")
    if planned is None or path.base is None or path.base_year is None:
        return verdict(None, f"未到{goal}，没有基期值，无法判断快慢")
    lead = _way(path, actual) - _way(path, planned)
    word = Judgement.ON_COURSE if abs(lead) <= near + 1e-9 else Judgement.FASTER if lead > 0 else Judgement.BEHIND
    return verdict(word, f"按进度应为{planned:.4g}，{goal}")


def _judge_growth(path: Course, actuals: Mapping[int, float], years: list[int], unit: str, near: float) -> Verdict:
    years = [each for each in years if path.base_year is None or each > path.base_year]
    mean = mean_growth([actuals[each] for each in years], unit)
    last = years[-1]
    span = f"{years[0]}—{last}年平均" if len(years) > 1 else f"{last}年"
    band = near * abs(path.value)
    if mean > path.value + band:
        word = Judgement.FASTER
    elif path.reached(mean) or (last < path.year and mean >= path.value - band):
        word = Judgement.ON_COURSE
    else:
        word = Judgement.BEHIND
    return Verdict(word, f"{span}{mean:.3g}，目标{path.value:g}", last, mean, path.value)


def mean_growth(values: list[float], unit: str) -> float:
    """Return the mean of yearly changes, compounded for percentages."""
    if unit in PERCENT and all(each > -100 for each in values):
        return 100 * (math.prod(1 + each / 100 for each in values) ** (1 / len(values)) - 1)
    return sum(values) / len(values)


def _way(path: Course, amount: float) -> float:
    assert path.base is not None
    return (amount - path.base) / (path.value - path.base)


def is_near(actual: float, value: float, near: float) -> bool:
    """Whether a value is within so great a part of another of it (左右)."""
    return abs(actual - value) <= near * abs(value)
