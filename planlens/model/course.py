"""The way that a target leads from its base value to its own, year by year.

Targets of growth say by how much; whether a target is one is told by its words (累计降低13%左右, 年均增长7%以上),
not by its op alone, and so is its direction: 降低 leads down whatever bound stands behind it, 提高到11.7年 is a level.
With a base value, actual values are levels, and the target is the level that the growth leads to: ``B × (1 ± v/100)``
for percentages, else ``B ± v``; per year where the words say so (年均), compounded. Without one, actual values are
themselves changes, written without sign: the total since the base year (then ``B = 0``), or for yearly growth the
growth of each year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.model.plan import Op

PERCENT = frozenset({"%", "％"})

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_YEARLY = re.compile("年均|每年|逐年|增速|增长率|同比|比上年|较上年")
_BOUNDS = (
    "(?:[了约近超]|不低于|不少于|不超过|不高于|不得低于|不得超过|超过|高于|低于|"
    "保持在|稳定在|控制在|力争|累计|达到?|左右|为)*"
)
_FALL = "下降|降低|减少|压减|压降|缩短|压缩|削减|缩减|下调|降幅|减幅|收窄"
_RISE = "增长|提高|提升|增加|上升|递增|扩大|增速|增幅|增长率|涨幅"
_CHANGE = re.compile(rf"(?:(?P<fall>{_FALL})(?!为)|(?P<rise>{_RISE})){_BOUNDS}(?=\d|百分之|$)")
"""A change right before its figure (能耗累计降低13%左右); 降低到 and 提高到 say a level."""
_DOWN_TO = re.compile(r"(?:降|减|压|缩)[低少降减缩短]?[至到为]|控制在|以内|以下|不超过|低于")  # 降至28微克
_UP_TO = re.compile(r"(?:提高|提升|增加|增长|上升|扩大)[至到为]")  # 提高到11.7年
_BETTER_LOW = re.compile(
    r"失业率|死亡率|发病率|事故|能耗|排放|浓度|负债率|杠杆率|不良率|投诉|发案|赤字|水耗|损失率|漏损率|时限|办理时间"
)
"""What is better the lower it is, where nothing else tells the direction."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a target leads from.

    *falling* if less is better, *yearly* if it is the growth of every single year; *change* is the growth that a
    target of growth was set as, None for a level.
    """

    base: float | None
    base_year: int | None
    value: float
    year: int
    falling: bool = False
    yearly: bool = False
    compound: bool = False
    change: float | None = None

    def at(self, year: int) -> float | None:
        """Return the value expected for a year, None where there is no path to it."""
        if self.yearly or year == self.year:
            return self.value
        if self.base is None or self.base_year is None or not self.base_year <= year <= self.year:
            return None
        share = (year - self.base_year) / (self.year - self.base_year)
        if self.compound and self.base > 0 and self.value > 0:
            return float(self.base * (self.value / self.base) ** share)
        return self.base + share * (self.value - self.base)

    def reached(self, actual: float) -> bool:
        """Whether the target is met, rounding errors aside."""
        near = 1e-9 * max(1.0, abs(self.value))
        return actual <= self.value + near if self.falling else actual >= self.value - near


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target says.

    Attributes:
        op: how the value is to be read.
        value: as a plan writes it (``75``; ``5~6`` leads nowhere that could be judged).
        year: the year by which (``2030``), None if the document does not say.
        unit: its unit: ``%`` makes growth relative.
        words: the indicator and the clause, which tell whether growth is meant, which way, and whether per year.
        base: the value that the base year ended with, None if unknown.
        base_year: the year before the plan's first, None if unknown.
    """

    op: Op
    value: str
    year: str | None
    unit: str = ""
    words: str = ""
    base: float | None = None
    base_year: int | None = None

    @property
    def course(self) -> Course | None:
        """The way to it, None where its value or year is none."""
        amount, found = number(self.value), re.match(r"\d{4}", self.year or "")
        if amount is None or found is None:
            return None
        goal = int(found[0])
        known = self.base_year is None or self.base_year < goal
        base, base_year = (self.base, self.base_year) if known else (None, None)
        direction = _direction(self.op, self.words)
        if not direction:
            return Course(base, base_year, amount, goal, _falls(self.op, amount, base, self.words))
        return self._growth(amount, direction, base, base_year, goal)

    def _growth(self, amount: float, direction: int, base: float | None, base_year: int | None, goal: int) -> Course:
        yearly, change = is_yearly(self.words), abs(amount)
        if base is None:
            start = None if base_year is None else 0.0
            return Course(start, base_year, change, goal, self.op is Op.AT_MOST, yearly=yearly, change=change)
        years = goal - base_year if yearly and base_year is not None else 1
        relative = self.unit in PERCENT
        step = direction * change
        level = base * (1 + step / 100) ** years if relative else base + step * years
        falling = (direction < 0) is not (self.op is Op.AT_MOST)
        return Course(base, base_year, level, goal, falling, compound=relative and yearly, change=change)

    def path(self) -> dict[int, float]:
        """Return the value expected for every year from the base year to its own, for plots; empty if unknown.

        The path is straight, compounded for yearly growth; of a target that is itself a yearly growth it is level.
        """
        course = self.course
        if course is None:
            return {}
        first = course.year if course.base_year is None else course.base_year + course.yearly
        found = {each: course.at(each) for each in range(first, course.year + 1)}
        return {each: amount for each, amount in found.items() if amount is not None}


def is_yearly(words: str) -> bool:
    """Whether a target's words (indicator or clause) speak of the growth of each year: 年均增长, 增速, 同比."""
    return _YEARLY.search(words) is not None


def number(value: str) -> float | None:
    """Return a target's value as a number, None for ranges, fractions and ratios."""
    return float(value) if _NUMBER.fullmatch(value.strip()) else None


def _direction(op: Op, words: str) -> int:
    """Return 1 for a target of growth, -1 for one of decline, 0 for a level; the words count before the op."""
    if op is Op.INCREASE or op is Op.DECREASE:
        return 1 if op is Op.INCREASE else -1
    changes = list(_CHANGE.finditer(words))
    if not changes:
        return 0
    return -1 if changes[-1]["fall"] else 1


def _falls(op: Op, amount: float, base: float | None, words: str) -> bool:
    """Whether less is better for a level: by its bound, its words, where it comes from, what it measures."""
    if op is Op.AT_MOST or op is Op.AT_LEAST:
        return op is Op.AT_MOST
    if base is not None:
        return amount < base
    if _DOWN_TO.search(words) or _UP_TO.search(words):
        return _UP_TO.search(words) is None
    return _BETTER_LOW.search(words) is not None


def unclear(path: Course, actual: float, unit: str) -> str | None:
    """Return what to ask where an actual value looks like a level among growth, or like growth among levels."""
    if path.change is None or unit not in PERCENT:
        return None
    like_change = abs(actual) <= max(3 * path.change, path.change + 20)
    if path.base in (None, 0.0):
        return (
            None if like_change or abs(actual) <= 100 else f"{actual:g}像是总量而不是增幅，请填基期值，或改填增幅（%）"
        )
    assert path.base is not None
    like_level = 0.4 <= actual / path.base <= 4
    return (
        f"{actual:g}像是增幅而不是总量（基期{path.base:g}），请填总量，或删去基期值"
        if like_change and not like_level
        else None
    )
