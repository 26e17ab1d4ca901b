"""Whether two plans fit together: an upper plan and one's own, a five-year plan and this year's work points.

Which upper tasks has nobody below taken up, which of ours have no basis above, and which targets disagree. Tasks are
matched as the sentences of a report are (:mod:`planlens.language.relevance`): several of ours can carry out one of
theirs, and one of ours several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from planlens.insight.matching import plain
from planlens.insight.mentions import with_heading
from planlens.language.relevance import Relevance, spoken
from planlens.model import Op, Plan, Target, Task
from planlens.model.period import period_of

DEFAULT = 0.25
"""The score from which on a task of ours is taken to carry out one of theirs."""

INDICATOR = 0.6
"""The share of words (Dice) from which on two indicators are one."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A task of ours that carries out one of theirs: ids, how sure (0 to 1), and the words by which it was seen.

    *own* can be a target that stands in no task.
    """

    own: str
    upper: str
    score: float
    words: tuple[str, ...]


class Dispute(StrEnum):
    """In what two targets of one indicator disagree."""

    VALUE = "value"
    YEAR = "year"
    WORDING = "wording"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"value": "目标值不一致", "year": "年份晚于上级", "wording": "指标名称不一致"}[self.value]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two targets of one indicator that do not fit: their ids, in what, and the words to tell it."""

    kind: Dispute
    own: str
    upper: str
    words: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """How one's own plan stands to the upper one.

    Attributes:
        pairs: tasks of ours that carry out theirs, as our plan reads.
        uncovered: the ids of the upper tasks that have no counterpart below.
        unbased: the ids of our tasks that have no basis above.
        disagreements: targets that do not fit.
        matrix: how many pairs there are between a chapter of theirs (row) and one of ours (column), by their ids.
    """

    pairs: tuple[Counterpart, ...]
    uncovered: tuple[str, ...]
    unbased: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    matrix: dict[tuple[str, str], int]


def align(upper: Plan, own: Plan, least: float = DEFAULT) -> Alignment:
    """Return how our plan stands to the upper one.

    Args:
        upper: the upper plan.
        own: ours.
        least: the score from which on a task of ours carries out one of theirs.
    """
    ours: list[Task | Target] = [*own.tasks, *_alone(own)]
    relevance = Relevance(with_heading(upper), [item.text for item in ours])
    pairs: list[Counterpart] = []
    for task in ours:
        for number, found in relevance.about(task.text, least):
            pairs.append(Counterpart(task.id, upper.tasks[number].id, round(found.score, 3), found.words))
    taken, based = {pair.upper for pair in pairs}, {pair.own for pair in pairs}
    return Alignment(
        tuple(pairs),
        tuple(task.id for task in upper.tasks if task.id not in taken),
        tuple(task.id for task in own.tasks if task.id not in based),
        tuple(_disagreements(upper, own, pairs)),
        _matrix(upper, own, pairs),
    )


def _alone(plan: Plan) -> list[Target]:
    """Return the targets that stand in no task: a sentence that only gives a number (响应率达到96%) is one."""
    inside = {key for task in plan.tasks for key in task.targets}
    return [target for target in plan.targets if target.id not in inside]


def _matrix(upper: Plan, own: Plan, pairs: Sequence[Counterpart]) -> dict[tuple[str, str], int]:
    theirs = {task.id: _chapter(upper, task) for task in upper.tasks}
    items: list[Task | Target] = [*own.tasks, *_alone(own)]
    ours = {item.id: _chapter(own, item) for item in items}
    found: dict[tuple[str, str], int] = {}
    for pair in pairs:
        key = (theirs[pair.upper], ours[pair.own])
        found[key] = found.get(key, 0) + 1
    return found


def _chapter(plan: Plan, item: Task | Target) -> str:
    path = plan.path(item.section)
    return path[0].id if path else ""


def _disagreements(upper: Plan, own: Plan, pairs: Sequence[Counterpart]) -> Iterator[Disagreement]:
    """Yield the targets that disagree: of tasks that are pairs, and of those that stand in no task."""
    one_office = _place(upper) == _place(own) != "" and period_of(upper.title or "") == period_of(own.title or "")
    seen: set[tuple[str, str]] = set()
    for above, mine in _comparable(upper, own, pairs):
        if (above.id, mine.id) in seen or not _same_indicator(above, mine):
            continue
        seen.add((above.id, mine.id))
        found = _dispute(above, mine, whole=one_office)
        if found is not None:
            yield Disagreement(found[0], mine.id, above.id, found[1])


_PLACE = re.compile(r"^[“《]?([\u4e00-\u9fff]{1,8}?(?:省|市|县|区|州|盟|旗))")  # 青岚区数字经济发展规划


def _place(plan: Plan) -> str:
    found = _PLACE.match(plan.title or "")
    return found[1] if found else ""


def _comparable(upper: Plan, own: Plan, pairs: Sequence[Counterpart]) -> Iterator[tuple[Target, Target]]:
    theirs, ours = ({target.id: target for target in plan.targets} for plan in (upper, own))
    in_theirs = {task.id: task.targets for task in upper.tasks}
    in_ours = {task.id: task.targets for task in own.tasks} | {target.id: (target.id,) for target in _alone(own)}
    for pair in pairs:
        for above in in_theirs[pair.upper]:
            yield from ((theirs[above], ours[mine]) for mine in in_ours[pair.own])
    for target in _alone(upper):
        yield from ((target, mine) for mine in _alone(own))


def _same_indicator(above: Target, mine: Target) -> bool:
    if above.unit != mine.unit or (above.op in _STEPS) != (mine.op in _STEPS):
        return False
    if plain(above.indicator) == plain(mine.indicator):
        return True
    theirs, ours = spoken(above.indicator), spoken(mine.indicator)
    return 2 * len(theirs & ours) >= INDICATOR * (len(theirs) + len(ours)) > 0


_STEPS = frozenset({Op.INCREASE, Op.DECREASE})


def _dispute(above: Target, mine: Target, *, whole: bool) -> tuple[Dispute, str] | None:
    """Return in what two targets of one indicator disagree, None where they fit.

    Rates are the same for a part as for the whole; how many there are of a thing only where both plans are of one place
    and for the same years (*whole*). A value for an earlier year than the upper plan's is a step on the way.
    """
    told = f"上级“{above.text}”，本级“{mine.text}”"
    if above.year and mine.year and mine.year > above.year:
        return Dispute.YEAR, f"{mine.indicator}：上级{above.year}年，本级{mine.year}年。{told}"
    same_year = above.year == mine.year
    rate = above.unit in {"%", "‰"} or above.unit.startswith(("人/", "张/"))
    values = _number(above.value), _number(mine.value)
    if above.value != mine.value and same_year and (rate or whole) and None not in values:
        return Dispute.VALUE, f"{mine.indicator}：上级{above.value}{above.unit}，本级{mine.value}{mine.unit}。{told}"
    if above.value == mine.value and same_year and plain(above.indicator) != plain(mine.indicator):
        return Dispute.WORDING, f"上级称“{above.indicator}”，本级称“{mine.indicator}”。"
    return None


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value.split("~", maxsplit=1)[0])
    except InvalidOperation:
        return None
