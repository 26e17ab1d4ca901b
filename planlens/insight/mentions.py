"""Which tasks a text speaks of: a work summary, a 政府工作报告, a unit's report, sentence by sentence.

A sentence can speak of several tasks and of none, and several sentences of one. What counts is which words, numbers
and names they share and how rare these are (see :mod:`planlens.language.relevance`), and whether the headings above
them speak of the same thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from planlens.language.quantities import quantities
from planlens.language.relevance import Relevance, spoken, spoken_in_clauses
from planlens.language.sentences import split
from planlens.model import Op, Plan, Role, Target

DEFAULT = 0.27
"""The score from which on a sentence is taken to speak of a task."""

HEADING = 0.12
"""What equal headings add to a score."""

SHORTEST = 8
"""Characters of a sentence that says something."""

_FULL = 20
"""Characters of a line that may go on in the next one."""


class Claim(StrEnum):
    """What a sentence says of a task."""

    DONE = "done"
    UNDER_WAY = "under-way"
    PROBLEM = "problem"
    PLANNED = "planned"
    TOLD = "told"

    @property
    def label(self) -> str:
        """What people call it."""
        words = {"done": "已完成", "under-way": "推进中", "problem": "存在问题", "planned": "下一步", "told": "提及"}
        return words[self.value]


_PROBLEM = re.compile(
    r"滞后|偏慢|未达|未能|尚未|还未|没有完成|不及预期|仍不|不够|一定差距|存在.{0,12}(?:问题|困难|短板|差距)|缺口|受.{0,12}影响|低于(?:序时|预期)"
)  # 因征地缓慢，进度滞后
_PLANNED = re.compile(
    r"下一步|下步|接下来|明年|下年|来年|(?:^|[，,、])(?:我们|我市|我区|我县|全[市区县省])?(?:将|拟|计划|要)(?!军)|预计"
)  # 下一步，将启动二期建设
_UNDER_WAY = re.compile(
    r"正在|正按|推进中|有序推进|加快推进|稳步推进|扎实推进|抓紧|在建|建设中|进入.{0,10}阶段|启动|开工|动工|着手|目前.{0,12}(?:进展|进度)"
)  # 主体施工正在推进
_DONE = re.compile(
    r"已[经]?(?!开工|启动|进入)|完成|建成|竣工|完工|落成|投用|投产|投入(?:使用|运营|运行)|交付|开通|通车|封顶|印发|出台|公布|发布|成立|挂牌|"
    r"上线|验收|达到|达(?=\d)|实现|突破|清零|新增|新建|引进|下降|增长|压减|举办|开展|培育|建立|发放|改造|累计|创建|获批|办结|完善|健全|落实"
)  # 26个老旧小区改造全部完工
_PERCENT = re.compile(
    r"(?:完成(?:率|年度(?:任务|计划|目标))?(?:的)?|进度|形象进度|总进度|工程量(?:的)?)(?:已?达(?:到)?|为|约|过)?\s*(\d{1,3}(?:\.\d+)?)%"
)  # 形象进度达到65%
_SAME_THING = re.compile(
    r"目前|现[已在]|已|正|全部|均|累计|形象|总?进度|完成|预计|其余|尚|未|但|因|受|即将|力争|确保"
)  # 目前已全部完工
_HALF = re.compile(r"[，,；。]")


@dataclass(frozen=True, slots=True)
class ReportSentence:
    """A sentence of a report.

    Attributes:
        text: its words.
        heading: the headings above it, joined.
        start: where it begins in the report's text.
        ahead: whether it stands where a report that has looked back (一、2025年工作回顾) says what shall be done.
    """

    text: str
    heading: str = ""
    start: int = 0
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The value that a sentence gives for a target."""

    target: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that speaks of a task.

    Attributes:
        task: the task's id.
        sentence: the place of the sentence among those that were given.
        score: how sure it is, from 0 to 1.
        words: the words by which it was seen.
        claim: what it says of the task.
        percent: how far the task is, None where the sentence does not say.
        figures: values for the task's targets.
    """

    task: str
    sentence: int
    score: float
    words: tuple[str, ...]
    claim: Claim
    percent: float | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report says of a plan: sentences, which task each speaks of, and the tasks that none speaks of."""

    sentences: tuple[ReportSentence, ...]
    mentions: tuple[Mention, ...]
    unmentioned: tuple[str, ...]


def sentences_of(report: Plan) -> list[ReportSentence]:
    """Return the sentences of a report that was read as a plan, with the headings above them.

    Lines that a page has broken are put together again; headings and the title are no sentences.
    """
    text, heads = report.document.text, {item.span.start: item for item in report.sections}
    found: list[ReportSentence] = []
    heading, waiting, start, ahead = "", "", 0, False
    looks_back = any(section.role is Role.BACKGROUND for section in report.sections)

    def tell() -> None:
        for begin, end in split(waiting):
            words = waiting[begin:end].strip()
            if len(words) >= SHORTEST and words.strip("。；") != report.title:
                found.append(ReportSentence(words, heading, start + begin, ahead))

    for block in report.document.blocks:
        line = block.span.of(text)
        section = next((item for place, item in heads.items() if block.span.start <= place < block.span.end), None)
        if waiting and (section or not _goes_on(waiting, line)):
            tell()
            waiting = ""
        if section is not None:
            heading = "，".join(above.title for above in report.path(section.id))
            ahead = looks_back and section.role in {Role.TASK, Role.GOAL, Role.SAFEGUARD}
            line = text[section.span.end : block.span.end].lstrip("。：: \u3000")
        start = start if waiting else block.span.end - len(line)
        waiting += line.strip() if waiting else line
    if waiting:
        tell()
    return found


def _goes_on(waiting: str, line: str) -> bool:
    """Whether a line that stands below another one is the same paragraph, broken by the page."""
    return (
        len(waiting) >= _FULL and waiting.rstrip()[-1:] not in "。！？；：!?;:" and not line.startswith("\u3000\u3000")
    )


def with_heading(plan: Plan) -> list[str]:
    """Return the words of a plan's tasks; of one that stands alone under its heading that too: it names the thing."""
    alone = Counter(task.section for task in plan.tasks)
    titles = {item.id: item.title for item in plan.sections}
    named = (titles[task.section] if task.section and alone[task.section] == 1 else "" for task in plan.tasks)
    return [f"{name}，{task.text}" if name else task.text for name, task in zip(named, plan.tasks, strict=True)]


def mentions(plans: Sequence[Plan], sentences: Sequence[ReportSentence], least: float = DEFAULT) -> Reading:
    """Return which tasks of plans the sentences of a report speak of.

    Args:
        plans: the plans; the ids of their tasks are told apart by the caller.
        sentences: those of the report, see :func:`sentences_of`.
        least: the score from which on a sentence speaks of a task.
    """
    tasks = [(plan, task) for plan in plans for task in plan.tasks]
    relevance = Relevance(
        [text for plan in plans for text in with_heading(plan)], [sentence.text for sentence in sentences]
    )
    above = [words for plan in plans for words in _above(plan)]
    targets = {target.id: target for plan in plans for target in plan.targets}
    found: list[Mention] = []
    for place, sentence in enumerate(sentences):
        alike = [_headings_alike(spoken(sentence.heading), other) for other in above] if sentence.heading else []
        added = alike.__getitem__ if alike else (lambda number: 0.0)
        for number, relation in relevance.about(sentence.text, least, added):
            task = tasks[number][1]
            clause = _nearest_clause(sentence.text, task.text)
            figures = tuple(_figures(sentence.text, [targets[key] for key in task.targets if key in targets]))
            claim = claim_of(clause, sentence.text)
            if claim is Claim.DONE and _short_of(figures, targets):
                claim = Claim.UNDER_WAY
            claim = Claim.PLANNED if sentence.ahead and claim is not Claim.PROBLEM else claim
            told = (claim, percent_of(clause), figures)
            found.append(Mention(task.id, place, round(relation.score, 3), relation.words, *told))
    known = {mention.task for mention in found}
    left = tuple(task.id for _, task in tasks if task.id not in known)
    return Reading(tuple(sentences), tuple(found), left)


def _short_of(figures: Iterable[Figure], targets: Mapping[str, Target]) -> bool:
    """Whether a value is less than what shall be reached: 210个小区已完成168个 is no end."""
    for figure in figures:
        target = targets[figure.target]
        try:
            if target.op in {Op.AT_LEAST, Op.EQUAL, Op.ABOUT} and Decimal(figure.value) < Decimal(target.value):
                return True
        except InvalidOperation:  # a range, a fraction
            continue
    return False


def _above(plan: Plan) -> list[frozenset[str]]:
    """Return the words of the headings above each task."""
    sections = {task.section for task in plan.tasks}
    known = {key: spoken("，".join(item.title for item in plan.path(key))) for key in sections}
    return [known[task.section] for task in plan.tasks]


def _headings_alike(heading: frozenset[str], other: frozenset[str]) -> float:
    """Return what headings that speak of the same thing add to a score."""
    return HEADING * len(heading & other) / max(1, min(len(heading), len(other)))


def _nearest_clause(sentence: str, task: str) -> str:
    """Return the clause of a sentence that shares most with a task, with those behind it that go on about it.

    "26个老旧小区改造，目前已全部完工" tells in the clause behind how far the one before is.
    """
    known = spoken_in_clauses(task)
    parts = _HALF.split(sentence)
    counts = [len(spoken(part) & known) for part in parts]
    best = counts.index(max(counts))
    end = best + 1
    while end < len(parts) and not counts[end] and (_SAME_THING.match(parts[end]) or _PERCENT.search(parts[end])):
        end += 1
    return "，".join(parts[best:end])


def claim_of(clause: str, sentence: str = "") -> Claim:
    """Return what a clause says of the task it speaks of; where it says nothing the whole sentence is asked."""
    for text in filter(None, (clause, sentence)):
        if _PROBLEM.search(text):
            return Claim.PROBLEM
        if _PLANNED.search(text):
            return Claim.PLANNED
        going, done = _UNDER_WAY.search(text), _DONE.search(text)
        percent = percent_of(text)
        if going is not None and (percent is None or percent < 100):
            finished = re.search(r"全部|建成|竣工|完工|投用|投入使用", text)
            return Claim.DONE if finished and "正在" not in text else Claim.UNDER_WAY
        if percent is not None and percent < 100:
            return Claim.UNDER_WAY
        if done is not None:
            return Claim.DONE
    return Claim.TOLD


def percent_of(clause: str) -> float | None:
    """Return how far a clause says its task is, in percent, None where it does not."""
    found = _PERCENT.search(clause)
    return min(100.0, float(found[1])) if found else None


def _figures(sentence: str, targets: Sequence[Target]) -> Iterator[Figure]:
    """Yield the values that a sentence gives for targets: of the same unit, nearest to the indicator's words."""
    if not targets:
        return
    given = [found for found in quantities(sentence) if found.kind != "bare"]
    taken: set[int] = set()
    for target in targets:
        wanted = spoken(target.indicator)
        best, place = 0.0, -1
        for number, quantity in enumerate(given):
            if quantity.unit != target.unit or number in taken:
                continue
            begin = given[number - 1].end if number else 0
            end = given[number + 1].start if number + 1 < len(given) else len(sentence)
            behind = sentence[quantity.end : end].partition("，")[0]
            around = spoken(sentence[begin : quantity.start]) | spoken(behind)
            score = len(around & wanted) / max(1, len(wanted))
            if score > best:
                best, place = score, number
        if place >= 0 and best >= 1 / 3:
            taken.add(place)
            yield Figure(target.id, given[place].value, given[place].unit)
