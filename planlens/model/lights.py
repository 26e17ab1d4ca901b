"""Warning lights (红黄绿灯) of supervised work: rules that an office sets, and the light that they give on a day.

Places rule differently (three days or a month before the deadline, 序时进度 or not), so everything that differs is in
:class:`LightRules`. Nothing here looks at the clock: the day is always given.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from planlens.model.errors import PlanlensError
from planlens.model.plan import ONGOING
from planlens.model.tracking import Record, Status


class Light(StrEnum):
    """The warning light of a task."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"

    @property
    def label(self) -> str:
        """The word that offices use: 绿灯, 蓝灯, 黄灯, 红灯, 无灯."""
        return _LABELS[self]


_LABELS = {Light.GREEN: "绿灯", Light.BLUE: "蓝灯", Light.YELLOW: "黄灯", Light.RED: "红灯", Light.NONE: "无灯"}
_SEVERITY = {Light.NONE: 0, Light.GREEN: 1, Light.BLUE: 2, Light.YELLOW: 3, Light.RED: 4}
SHAPES = {Light.RED: "▲", Light.YELLOW: "◆", Light.BLUE: "■", Light.GREEN: "●", Light.NONE: "○"}
"""A shape for each light, so that nobody has to tell the colours apart."""
LAMPS = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)
"""The lights that are on, the most urgent first."""


def worst(lights: Iterable[Light]) -> Light:
    """Return the light that asks most urgently for attention; 无灯 for none at all."""
    return max(lights, key=_SEVERITY.__getitem__, default=Light.NONE)


@dataclass(frozen=True, slots=True)
class LightRules:
    """What an office rules about its lights.

    Attributes:
        yellow_days: the light of *near* where so many days or fewer are left until the deadline.
        red_days: 红灯 where so many days or fewer are left; 0: only once the deadline has passed.
        tolerance: 黄灯 where progress is more than so many points of percent behind 序时进度; None: not looked at.
        off: the states that have no light.
        undated: the light of work without a deadline, also without a plan's end, that is not 滞后.
        plan_end: whether work without a deadline is due at the end of the years that its plan is for.
        near: the light of work that is only near its deadline: 黄灯, or 蓝灯 where an office has four colours (blue
            near the deadline, yellow behind, red overdue).

    Raises:
        PlanlensError: ``bad-rules``.
    """

    yellow_days: int = 30
    red_days: int = 0
    tolerance: float | None = 10.0
    off: tuple[Status, ...] = (Status.PAUSED, Status.CANCELLED)
    undated: Light = Light.NONE
    plan_end: bool = True
    near: Light = Light.YELLOW

    def __post_init__(self) -> None:
        if not 0 <= self.red_days <= 3660 or not 0 <= self.yellow_days <= 3660:
            raise _bad("提前亮灯的天数应为 0 到 3660 的整数")
        if self.tolerance is not None and not 0 <= self.tolerance <= 100:
            raise _bad("允许落后序时进度的百分点应为 0 到 100 的数字")
        if self.near not in {Light.YELLOW, Light.BLUE}:
            raise _bad("临近时限只能亮黄灯或蓝灯")

    def as_dict(self) -> dict[str, Any]:
        """Return the rules as a JSON-ready dictionary, for a project's setting ``lights``."""
        return {
            "yellow_days": self.yellow_days,
            "red_days": self.red_days,
            "tolerance": self.tolerance,
            "off": [status.value for status in self.off],
            "undated": self.undated.value,
            "plan_end": self.plan_end,
            "near": self.near.value,
        }

    @staticmethod
    def from_dict(found: Mapping[str, Any]) -> LightRules:
        """Return the rules that a dictionary gives; what it does not name is as usual.

        Raises:
            PlanlensError: ``bad-rules``, a name is unknown or a value is of the wrong kind.
        """
        usual = LightRules().as_dict()
        unknown = sorted(set(found) - set(usual))
        if unknown:
            raise _bad(f"亮灯规则中没有这一项：{'、'.join(unknown)}")
        given = {**usual, **found}
        tolerance = given["tolerance"]
        try:
            return LightRules(
                yellow_days=_days(given["yellow_days"]),
                red_days=_days(given["red_days"]),
                tolerance=None if tolerance is None else _number(tolerance),
                off=tuple(Status(word) for word in given["off"]),
                undated=Light(given["undated"]),
                plan_end=_truth(given["plan_end"]),
                near=Light(given["near"]),
            )
        except (TypeError, ValueError) as error:
            raise _bad("亮灯规则中有无法识别的内容") from error


def _bad(what: str) -> PlanlensError:
    return PlanlensError("bad-rules", f"{what}，请检查亮灯规则。")


def _days(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _bad("提前亮灯的天数应为 0 到 3660 的整数")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise _bad("是否按规划期末计算应为是或否")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _bad("允许落后序时进度的百分点应为 0 到 100 的数字")
    return float(value)


@dataclass(frozen=True, slots=True)
class Signal:
    """A light and why it is on, in Chinese, without a full stop (已超期12天)."""

    light: Light
    reason: str


@cache
def deadline_day(deadline: str | None) -> date | None:
    """Return the last day of a deadline: of the year for ``2025``, of the month for ``2025-06``.

    None where there is no such day: no deadline, no end (:data:`~planlens.model.ONGOING`), nothing of the calendar.
    """
    if deadline is None or deadline == ONGOING:
        return None
    try:
        year, month, day = (*(int(part) for part in deadline.split("-")), *(12, 31)[deadline.count("-") :])[:3]
        if deadline.count("-") < 2:
            day = calendar.monthrange(year, month)[1]
        return date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def expected_progress(deadline: date, start: date | None, today: date) -> float:
    """Return the 序时进度 of a day in percent: the part of the time from start to deadline that has passed.

    ``100 × (today − start + 1) / (deadline − start + 1)``, both days counted, within 0 and 100. Without a start, or
    where it lies after the deadline, the time begins on 1 January of the deadline's year.
    """
    if start is None or start > deadline:
        start = date(deadline.year, 1, 1)
    share = ((today - start).days + 1) / ((deadline - start).days + 1)
    return 100 * min(1.0, max(0.0, share))


@dataclass(frozen=True, slots=True)
class Term:
    """The time that a task has.

    Attributes:
        deadline: as :class:`~planlens.model.Deadline` writes it, None for none.
        start: the first day of it, see :func:`expected_progress`.
        end: the last day of the plan: work without a deadline is due then, where the rules say so.
        planned: percent that should be done by its nodes, None where it has none and 序时进度 counts.
        reached: percent that its nodes say is done, where nobody has said it.
    """

    deadline: str | None
    start: date | None = None
    end: date | None = None
    planned: float | None = None
    reached: float | None = None

    def last_day(self, rules: LightRules) -> date | None:
        """Return the day by which the work is due, None where there is none."""
        return deadline_day(self.deadline) or (self.end if self.deadline is None and rules.plan_end else None)


def light_of(
    status: Status,
    progress: float | None,
    term: Term,
    today: date,
    rules: LightRules,
    names: Mapping[Status, str] | None = None,
) -> Signal:
    """Return the light of a task on a day, and why.

    In this order: a state without light; 已完成 (or 100 %) is green; overdue, or as near to the deadline as the rules
    say, is red, but 基本完成 never more than yellow; 滞后 or behind 序时进度 is yellow, near the deadline yellow too or
    blue, as the rules say; all else is green. Work without an end is green, work without a deadline as the rules say.
    Where nobody has given a percentage, only work that is 未启动 is measured against 序时进度, as 0 %.

    Args:
        status: the task's state.
        progress: percent done as reported, None where nobody has said.
        term: the time it has.
        today: the day to judge.
        rules: what the office rules.
        names: what the office calls the states.
    """
    called = (names or {}).get(status) or status.label
    if status in rules.off or status is Status.DONE:
        return Signal(Light.NONE if status in rules.off else Light.GREEN, called)
    if progress is not None and progress >= 100:
        return Signal(Light.GREEN, "进度已报100%")
    late = [f"状态为{called}"] if status is Status.BEHIND else []
    day = term.last_day(rules)
    if day is None:
        return Signal(Light.YELLOW, late[0]) if late else _without_end(term, rules)
    left = (day - today).days
    words = _left(left, "完成时限" if term.deadline is not None else "规划期末")
    if left < 0 or 0 < rules.red_days >= left:
        return Signal(Light.YELLOW if status is Status.MOSTLY_DONE else Light.RED, "；".join([*late, words]))
    if status is Status.MOSTLY_DONE:
        return Signal(Light.GREEN, called)
    near = [words] if left <= rules.yellow_days else []
    slow = _behind(status, progress, term, expected_progress(day, term.start, today), rules)
    light = Light.YELLOW if late or slow else rules.near if near else Light.GREEN
    return Signal(light, "；".join(filter(None, [*late, *near, slow])) or "按期推进")


def _without_end(term: Term, rules: LightRules) -> Signal:
    return Signal(Light.GREEN, "长期任务") if term.deadline == ONGOING else Signal(rules.undated, "没有完成时限")


def _left(days: int, until: str) -> str:
    if days < 0:
        return f"已超期{-days}天" if until == "完成时限" else f"{until}已过{-days}天"
    return f"距{until}{days}天" if days else "今天到期"


def _behind(status: Status, progress: float | None, term: Term, expected: float, rules: LightRules) -> str:
    """Return how far work is behind what was planned: by its nodes where it has any, else 序时进度."""
    if progress is None:
        progress = term.reached
    if rules.tolerance is None or (progress is None and status is not Status.NOT_STARTED):
        return ""
    done = Record(status, progress).completion
    planned = expected if term.planned is None else term.planned
    if planned - done <= rules.tolerance:
        return ""
    return f"进度{done:.0f}%，{'序时进度' if term.planned is None else '节点计划'}{planned:.0f}%"
