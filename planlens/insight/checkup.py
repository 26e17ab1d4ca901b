"""What should be mended in a plan before its tasks are sent out (交办前体检).

Every rule is a function over plans that returns findings with their evidence. What a plan does not say as a whole (no
unit anywhere, hardly a time limit) is one finding, and not one for each task.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import mean, pstdev

from planlens.language.lexicon import table, word_list
from planlens.language.similarity import Similarity
from planlens.model import ONGOING, Op, Origin, Plan, Target, Task, UnitRole
from planlens.model.lights import deadline_day
from planlens.model.period import period_of

RULES = {
    "no-unit": "没有责任单位",
    "no-lead": "没有牵头单位",
    "two-leads": "多个牵头单位",
    "no-limit": "没有完成时限",
    "after-end": "时限晚于规划期末",
    "vague": "表述空泛",
    "duplicate": "内容重复",
    "contradiction": "指标不一致",
    "renamed-unit": "单位已更名或撤并",
    "overload": "任务过于集中",
}
"""The rules in the order in which they are told, and what people call them."""

MOST = 0.5
"""Where more than this share of a plan's tasks lack something, the plan is told as a whole."""

SAME = 0.92
"""The cosine from which on two tasks say the same."""

_NEAR = 80
"""Characters between targets of one sentence."""

SHORTEST = 10
"""Characters of a task that can be a duplicate."""

_SLIPS = 2
"""Values of one indicator that can contradict each other: with more the words (计划投资) are of several things."""

_SHORT = 34
"""Characters for each soft word: a longer sentence says more than that."""

_NOT_A_WORD = re.compile(r"[\W_]+")  # ，。（）
_CONCRETE = re.compile(
    r"[0-9０-９]|《|“[^”]{2,}”|[一二三四五六七八九十百千万两]+[个项家所座处条批次场年月]|[百千万亿][\u4e00-\u9fff]?级"
)  # 3个, 《办法》, 万卡级
_ACTOR = (
    r"(各[\u4e00-\u9fff、（）]{1,14}?|(?![全本我在该])[\u4e00-\u9fff]{2,4}[区县市旗]"
    r"|(?![全本我在该])[\u4e00-\u9fff]{1,14}?[厅局委部办])"
)
"""Who acts, where a sentence begins with it: 各县区要制定…, 望澜区依托…, 市教育局会同…"""
_DUTY = ("要", "应", "须", "会同", "负责", "牵头", "依托", "立足", "结合", "围绕", "聚焦", "发挥")
"""What follows who acts, besides verbs."""
_NO_ACTOR = re.compile(
    r"(.*[老新主成县市心])?城区|.*(园|社|地|景|校|辖|片|库|山|郊|示范|试验|集聚|功能)区"
    r"|.*(城市|都市|门市|上市|县市|干部|内部|总部|全部|外部|主办)"
)
"""What looks like a place or an office and is none: 示范区, 老城区, 总部."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be looked at before tasks are sent out.

    Attributes:
        rule: one of :data:`RULES`.
        items: the ids of the tasks or targets that it is about; the first one is jumped to. Empty for a whole plan.
        words: what is the matter, in Chinese.
        evidence: what it was seen by, "" where the words say it.
        weight: how much it matters, from 0 to 1.
        unit: the unit that it is about, "" for none.
        document: the place of the plan among those that were given.
        covers: the ids of the tasks that a finding about a whole plan counts.
        remedy: what the unit is called now, "" where that is not sure.
    """

    rule: str
    items: tuple[str, ...]
    words: str
    evidence: str = ""
    weight: float = 0.5
    unit: str = ""
    document: int = 0
    covers: tuple[str, ...] = ()
    remedy: str = ""

    @property
    def title(self) -> str:
        """What people call the rule."""
        return RULES[self.rule]


def check(plans: Sequence[Plan]) -> list[Finding]:
    """Return what should be looked at in plans before their tasks are sent out, rule by rule."""
    found: list[Finding] = []
    for number, plan in enumerate(plans):
        for rule in _IN_A_PLAN:
            found += [replace(finding, document=number) for finding in rule(plan)]
    found += [*_duplicates(plans), *_contradictions(plans)]
    order = {rule: place for place, rule in enumerate(RULES)}
    return sorted(found, key=lambda finding: (order[finding.rule], finding.document))


def _named(task: Task, *roles: UnitRole) -> list[str]:
    """Return the units of a task in some roles (in any without), those that are only proposed left out."""
    told = (unit for unit in task.assignments if unit.origin is not Origin.SUGGESTED)
    return [*dict.fromkeys(unit.name for unit in told if not roles or unit.role in roles)]


def _start(text: str) -> str:
    return f"“{text[:24]}…”" if len(text) > 25 else f"“{text}”"


def _lacking(
    plan: Plan, rule: str, lacks: Callable[[Task], bool], whole: str, one: str, weight: float
) -> Iterator[Finding]:
    """Yield a finding for each task that lacks something, or one where most of the plan's tasks do."""
    without = [task for task in plan.tasks if lacks(task)]
    if len(plan.tasks) > 3 and len(without) > MOST * len(plan.tasks):
        words = whole.format(len(without), len(plan.tasks))
        yield Finding(rule, (), words, "", weight, covers=tuple(task.id for task in without))
        return
    yield from (Finding(rule, (task.id,), f"{_start(task.text)}{one}", "", weight) for task in without)


def _without_unit(plan: Plan) -> Iterator[Finding]:
    whole = "{1}项任务中有{0}项没有责任单位，交办前请先核定。"

    def lacks(task: Task) -> bool:
        return not _named(task) and not _says_who(task.text)

    yield from _lacking(plan, "no-unit", lacks, whole, "没有责任单位。", 0.9)


@cache
def _who_acts() -> re.Pattern[str]:
    verbs = (*_DUTY, *word_list("title-verbs"))
    return re.compile(f"{_ACTOR}(?={'|'.join(map(re.escape, verbs))})")  # 各县区要


def _says_who(text: str) -> bool:
    """Whether a sentence itself begins with who acts; no verb stands before it."""
    actor = _who_acts().match(text)
    return (
        actor is not None
        and not actor[1].startswith(word_list("title-verbs"))
        and _NO_ACTOR.fullmatch(actor[1]) is None
    )


def _without_lead(plan: Plan) -> Iterator[Finding]:
    """Yield tasks of several units that nobody leads, where the plan says elsewhere who leads."""
    if not any(_named(task, UnitRole.LEAD) for task in plan.tasks):
        return
    whole = "{1}项任务中有{0}项有几个责任单位，没有明确由谁牵头。"
    one = "有几个责任单位，没有明确由谁牵头。"
    yield from _lacking(plan, "no-lead", _has_many_and_no_lead, whole, one, 0.6)


def _has_many_and_no_lead(task: Task) -> bool:
    names = [name for name in _named(task) if not name.startswith("各")]  # 各地区、各部门 do their own
    return len(names) > 1 and not _named(task, UnitRole.LEAD)


def _with_two_leads(plan: Plan) -> Iterator[Finding]:
    """Yield where several units lead: once for all sentences of a section that share them."""
    found: defaultdict[tuple[str | None, tuple[str, ...]], list[Task]] = defaultdict(list)
    for task in plan.tasks:
        if len(leads := _named(task, UnitRole.LEAD)) > 1:
            found[task.section, tuple(leads)].append(task)
    many = [task for tasks in found.values() for task in tasks]
    if len(plan.tasks) > 3 and len(many) > MOST * len(plan.tasks):
        words = f"{len(plan.tasks)}项任务中有{len(many)}项由几个单位共同牵头，请明确第一责任。"
        yield Finding("two-leads", tuple(task.id for task in many), words, "", 0.5)
        return
    for (_, names), tasks in found.items():
        more = f"等{len(tasks)}项" if len(tasks) > 1 else ""
        words = f"{_start(tasks[0].text)}{more}有{len(names)}个牵头单位，请明确第一责任。"
        yield Finding("two-leads", tuple(task.id for task in tasks), words, "、".join(names), 0.6)


def _without_limit(plan: Plan) -> Iterator[Finding]:
    """Yield tasks without a time limit; where the plan itself is for some years, what it does not say is due then."""
    end = period_of(plan.title or plan.document.source.name)
    whole = "{1}项任务中有{0}项没有完成时限" + ("，将按规划期末计算。" if end else "，标题也没有写年份，请补充。")
    weight = 0.4 if end else 0.8
    yield from _lacking(plan, "no-limit", lambda task: task.deadline is None, whole, "没有完成时限。", weight)


def _after_the_end(plan: Plan) -> Iterator[Finding]:
    period = period_of(plan.title or plan.document.source.name)
    if period is None:
        return
    for task in plan.tasks:
        day = deadline_day(task.deadline.value) if task.deadline else None
        if day is not None and day > period[1]:
            words = f"{_start(task.text)}的时限在{day.year}年，晚于规划期末{period[1].year}年。"
            yield Finding("after-end", (task.id,), words, "", 0.7)


def _vague(plan: Plan) -> Iterator[Finding]:
    """Yield tasks that nobody could call done: soft words, and neither number, nor name, nor time limit."""
    words = word_list("vague")
    for task in plan.tasks:
        soft = [word for word in words if word in task.text]
        limited = task.deadline is not None and task.deadline.value != ONGOING
        short = len(task.text) <= _SHORT * max(1, len(soft))
        if soft and short and not limited and not task.targets and not _CONCRETE.search(task.text):
            told = f"{_start(task.text)}没有数量、时限和具体成果，完成与否难以认定。"
            yield Finding("vague", (task.id,), told, "、".join(soft), 0.3)


_PLACE = "…"
"""Where the place stands in a name that does not begin with it: 国家金融监督管理总局…监管局."""


def _renamed_units(plan: Plan) -> Iterator[Finding]:
    renamed = sorted(table("units/renamed.tsv"), key=lambda row: -len(row[0]))
    tasks: defaultdict[str, list[str]] = defaultdict(list)
    for task in plan.tasks:
        for name in _named(task):
            tasks[name].append(task.id)
    for name, ids in tasks.items():
        row = next((row for row in renamed if name.endswith(row[0])), None)
        if row is None or any(name.endswith(new) for new in re.split(r"[（）]", row[1]) if new):
            continue
        place = name.removesuffix(row[0])
        now = row[1].replace(_PLACE, place)
        words = f"“{name}”（{len(ids)}项任务）可能已更名或撤并，现在一般是{now}。"
        remedy = "" if "（" in row[1] else now if _PLACE in row[1] else f"{place}{now}"
        yield Finding("renamed-unit", tuple(ids), words, row[3], 0.6, name, remedy=remedy)


def _overloaded(plan: Plan) -> Iterator[Finding]:
    """Yield units that lead far more tasks than others: three standard deviations above the mean, a fifth of all."""
    count: Counter[str] = Counter()
    tasks: defaultdict[str, list[str]] = defaultdict(list)
    for task in plan.tasks:
        for name in _named(task, UnitRole.LEAD, UnitRole.RESPONSIBLE)[:1]:
            count[name] += 1
            tasks[name].append(task.id)
    if len(count) < 4:
        return
    border = mean(count.values()) + 3 * pstdev(count.values())
    for name, many in count.most_common():
        if many >= 10 and many > border and many > 0.2 * len(plan.tasks):
            words = f"{name}承担{many}项，占全部任务的{100 * many / len(plan.tasks):.0f}%，请考虑是否过于集中。"
            yield Finding("overload", tuple(tasks[name]), words, "", 0.3, name)


_IN_A_PLAN: tuple[Callable[[Plan], Iterator[Finding]], ...] = (
    _without_unit,
    _without_lead,
    _with_two_leads,
    _without_limit,
    _after_the_end,
    _vague,
    _renamed_units,
    _overloaded,
)


def _duplicates(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Yield tasks that say the same, within a plan and across plans, each with the first one of its words."""
    tasks = [(number, task) for number, plan in enumerate(plans) for task in plan.tasks if len(task.text) >= SHORTEST]
    texts = [task.text for _, task in tasks]
    if len(texts) < 2:
        return
    similarity, seen = Similarity(texts), set[int]()
    for start in range(0, len(texts), 500):  # a row of cosines for each: not all at once
        for place, scores in enumerate(similarity.scores(texts[start : start + 500]), start):
            if place in seen:
                continue
            alike = [other for other in range(place + 1, len(texts)) if scores[other] >= SAME and other not in seen]
            alike = [other for other in alike if _numbers(texts[other]) == _numbers(texts[place])]
            alike = [other for other in alike if not _at_other_times(tasks[other][1], tasks[place][1])]
            if alike:
                seen.update(alike)
                number, task = tasks[place]
                across = any(tasks[other][0] != number for other in alike)
                many = f"{len(alike)}项" if len(alike) > 1 else "1项"
                words = (
                    f"{_start(task.text)}与{'另一份文件的' if across else '另'}{many}任务几乎相同，请核对是否重复交办。"
                )
                items = (task.id, *(tasks[other][1].id for other in alike))
                yield Finding("duplicate", items, words, texts[alike[0]], 0.5, document=number)


def _in_one_breath(same: Sequence[tuple[int, Target]]) -> bool:
    """Whether targets stand side by side (养老、医疗保险参保率分别达到90%、98%): these are of two things."""
    places = {(number, target.section) for number, target in same}
    starts = [target.span.start for _, target in same]
    return len(places) == 1 and max(starts) - min(starts) < _NEAR


def _at_other_times(one: Task, other: Task) -> bool:
    """Whether tasks are due on different days: the same training in May and in September is twice to be done."""
    return one.deadline is not None and other.deadline is not None and one.deadline.value != other.deadline.value


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)  # 12.5


def _plain(text: str) -> str:
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def _contradictions(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Yield targets of the same indicator, unit and year whose values differ."""
    known: defaultdict[tuple[str, str, str], list[tuple[int, Target]]] = defaultdict(list)
    for number, plan in enumerate(plans):
        for target in plan.targets:
            if target.year and len(_plain(target.indicator)) >= 4 and target.op in {Op.AT_LEAST, Op.EQUAL, Op.ABOUT}:
                known[_plain(target.indicator), target.unit, target.year].append((number, target))
    for (_, unit, year), same in known.items():
        values = dict.fromkeys(target.value for _, target in same)
        if 1 < len(values) <= _SLIPS and not _in_one_breath(same):
            number, first = same[0]
            told = "、".join(f"{value}{unit}" for value in values)
            words = f"“{first.indicator}”{year}年的目标前后不一致：{told}。"
            items = tuple(target.id for _, target in same)
            yield Finding("contradiction", items, words, "；".join(t.text for _, t in same), 0.8, document=number)
