"""Read the targets of one sentence: the numbers that are aims, what they measure, and by which year.

Every quantity is weighed (see :mod:`planlens.analysis.aims.weighing`); the words of the clause around one that is an
aim are read by :mod:`planlens.analysis.aims.indicators`. The year comes from the sentence or from what leads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planlens.analysis.aims.clauses import boundary, clause_end, clause_start, in_brackets, pieces, trim
from planlens.analysis.aims.indicators import (
    REACH,
    Clause,
    done_to,
    grade_indicator,
    has_object_after,
    indicator_of,
    op_of,
    rank_indicator,
    suffix_length,
)
from planlens.analysis.aims.openings import verbs
from planlens.analysis.aims.portions import portion_of
from planlens.analysis.aims.subjects import is_measure, subjects
from planlens.analysis.aims.weighing import NEAR, Surroundings, evidence, payment
from planlens.analysis.draft import Sentence
from planlens.analysis.judging.years import Times
from planlens.analysis.notes.sharing import Sharing
from planlens.language.numerals import narrow
from planlens.language.quantities import Quantity, quantities
from planlens.language.sentences import depths
from planlens.language.weights import Features, weights
from planlens.model import Evidence, Role, Target

_QUOTED = re.compile(r"[“\"](?!零)[^”\"]{0,24}[”\"]|《[^》]*》|〔[^〕]*〕")  # “2112工程”
_EVERY = re.compile(r"(每年|每[\d一二两三四五]年|每月|每季度)")  # 每两年
_VAGUE = re.compile(r"(每年|累计|新增|年均增长|增长|达到|其中|总规模|规模|产值|占比|比例|比重|总量|实现)")  # 占比
_SHARE = re.compile(r"占(?!地|道|有)")  # 占工业投资比重
_TOTAL = re.compile(r"累计|总数|总量|数量|合计")  # 新增20处站点、累计达80处
_RATE = re.compile(r"(年均|同比)?(增长|提高|提升|增加|下降|降低)$|年均$")  # 年均增长
_ALONE = re.compile(r"(增加|减少|提高|提升|下降|降低|上升|扩大|缩小|压缩|下调)了?")
"""A change without its subject, which stands in a clause before (比上年增加1000亿元)."""
# 显著增强
_GROWN = re.compile(
    r"(显著|明显|大幅|稳步|不断|持续|进一步|更加)?(增强|提升|提高|改善|优化|扩大|壮大|增长|增加|加快|突破)$"
)
_OPENING = re.compile(r"(其中|力争|并|且|同时|到\d{4}年(底|末)?(之?前)?，?)+")  # 其中到2025年底前，
# 甲、乙均达到
_ALIKE = re.compile(
    r"(?P<subjects>[^，。；]+?)(?:(?<![人平年日月户])均|(?<![首成古])都(?!市|会)|皆)(?P<rest>[^，。；]*)"
)
_A_RATE = re.compile(r"[\u4e00-\u9fff]率$")  # 参保率
_GRADED = re.compile(r"[\d一二三四五六七八九十百千]+[万亿]元?级")  # 2个五百亿级、4个百亿级集群
_LISTED = re.compile(r"(?:以上|左右|以内|以下)?(?:、|和|与|及|以及)")  # 、 of 42%、35%
_OBJECTS = re.compile(r"(?:以上|左右|以内|以下)?(?:的?[^，。；：:、（）等]{1,20})、|和|及|以及")  # 公里热力主管网、
_LEAST = 0.45
"""How likely a number must be an aim: where leaving documents out loses least."""
_CLAUSE_REACH = 200
"""Characters on either side of a number that its clause has at most."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence's place says of its numbers.

    Attributes:
        year: the document's first year.
        this_year: what 年底 without a year means.
        inherited: the year in force at the sentence's start.
        role: what its section is for.
        title: the title of the heading right above it, "" where there is none.
        told: whether its paragraph has begun to tell what was.
    """

    year: str | None
    this_year: str | None
    inherited: str | None
    role: Role
    title: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A range between commas with its numbers and the evidence for each."""

    start: int
    end: int
    numbers: list[tuple[Quantity, Features]]


class AimReader:
    """Reads the targets of a sentence, or of a part of one."""

    def __init__(self, sentence: Sentence, setting: Setting) -> None:
        self._sentence = sentence
        self._setting = setting
        self._text = sentence.flow.text
        self._half = narrow(self._text)
        self._depths = depths(self._text)
        self._subject = ""
        self._counted: dict[str, str] = {}
        self._times = Times(self._half, self._depths)

    def weighed(self) -> Iterator[tuple[Quantity, Features]]:
        """Yield the sentence's quantities with the evidence for each being an aim."""
        for piece in self._pieces:
            yield from piece.numbers

    @cached_property
    def _pieces(self) -> list[_Piece]:
        """The ranges between commas that hold quantities, with these and the evidence for each."""
        found = quantities(_QUOTED.sub(lambda match: "＊" * len(match[0]), self._half))
        paid = bool(found) and payment().search(self._half) is not None
        result, index = [], 0
        for start, end in pieces(self._text, self._depths) if found else ():
            here = []
            while index < len(found) and found[index].start < end:
                if found[index].start >= start:
                    here.append(found[index])
                index += 1
            places = (self._surroundings(here, k, start, end, paid=paid) for k in range(len(here)))
            numbers = [(each, evidence(each, place)) for each, place in zip(here, places, strict=True)]
            if numbers:
                result.append(_Piece(start, end, numbers))
        return result

    def _surroundings(self, here: Sequence[Quantity], index: int, start: int, end: int, *, paid: bool) -> Surroundings:
        quantity, half = here[index], self._half
        level = self._depths[quantity.start]
        beside = (each for each in here[index + 1 : index + 4] if self._depths[each.start] <= level)
        following = next(beside, None)
        counted = here[index - 1] if index and self._counts(here[index - 1], quantity) else None
        near = following is not None and following.start - quantity.end <= NEAR
        first = next(k for k in range(index, -1, -1) if not k or not self._goes_on(here[k - 1], here[k]))
        begin = here[first].start
        return Surroundings(
            before=half[max(start, begin - NEAR) : begin],
            after=half[quantity.end : min(end, quantity.end + NEAR)],
            lead=half[max(0, start - NEAR) : start].rstrip("，,：:；;。"),
            role=self._setting.role,
            task=self._sentence.task is not None,
            depth=level,
            year=self._setting.year,
            due=self._year_of(quantity),
            paid=paid,
            followed=(half[quantity.end : following.start], following) if following is not None and near else None,
            counted=counted,
            told=self._setting.told,
        )

    def _counts(self, first: Quantity, second: Quantity) -> bool:
        """Whether a number counts what the next one describes: 12个千亿级集群, 10户以上百亿级企业."""
        between = self._half[first.end : second.start]
        return suffix_length(between) == len(between)

    def targets(self, least: float = _LEAST) -> list[Target]:
        """Return the sentence's targets, without ids: of the numbers that are aims with this probability (0 to 1)."""
        found: list[Target] = []
        model = weights("aims")
        for piece in self._pieces:
            chances = self._shared([(each, model.chance(features)) for each, features in piece.numbers])
            aims = [each for each, _ in piece.numbers if chances[each.start] >= least]
            found += self._of_piece(piece.start, piece.end, aims, piece.numbers[-1][0].end, chances)
        return found

    def _of_piece(
        self, start: int, end: int, aims: Sequence[Quantity], last: int, chances: Mapping[int, float]
    ) -> Iterator[Target]:
        """Yield the targets of one piece, whose last number stops at *last*."""
        inside = [each for each in aims if self._depths[each.start] == 0]
        for each in aims:
            if self._depths[each.start] > 0:
                piece = Sharing(self._text, self._half, [each], each.end)
                yield from self._targets(piece, 0, *in_brackets(self._text, each, start, end), chances[each.start])
        piece = Sharing(self._text, self._half, inside, last)
        for index, each in enumerate(inside):
            left = boundary(self._half, inside[index - 1], each) if index else start
            right = boundary(self._half, each, inside[index + 1]) if index + 1 < len(inside) else end
            yield from self._targets(piece, index, left, right, chances[each.start])

    def _targets(self, piece: Sharing, index: int, left: int, right: int, chance: float) -> Iterator[Target]:
        """Yield the target of a number, one for each subject where several share it (甲、乙均达到90%)."""
        target = self._target(piece, index, left, right, chance)
        if target is None:
            return
        quantity = piece.quantities[index]
        names = self._sharers(self._half[max(left, quantity.start - _CLAUSE_REACH) : quantity.start], quantity)
        for name in names if piece.apart(index) is None and len(names) > 1 else [target.indicator]:
            yield replace(target, indicator=name or target.indicator)

    def _sharers(self, before: str, quantity: Quantity) -> list[str]:
        """Return the subjects that share a value, by 均 or because each is a rate (参保率、签约率达到90%)."""
        shared = _ALIKE.match(before)
        if shared is not None:
            names = subjects(shared["subjects"])
            return [indicator_of(Clause(name + shared["rest"], ""), False) for name in names]
        parts = REACH.sub("", before).split("、") if quantity.unit in ("%", "‰") else []
        return [indicator_of(Clause(name, ""), False) for name in parts] if all(map(_A_RATE.search, parts)) else []

    def _shared(self, here: Sequence[tuple[Quantity, float]]) -> dict[int, float]:
        """Return the chances by the quantities' starts; those of one list (42%、35%和8%) share their mean."""
        groups: list[list[tuple[Quantity, float]]] = []
        for each, chance in here:
            listed = groups and self._is_listed(groups[-1][-1][0], each)
            groups[-1].append((each, chance)) if listed else groups.append([(each, chance)])
        means = [(group, sum(chance for _, chance in group) / len(group)) for group in groups]
        return {each.start: mean for group, mean in means for each, _ in group}

    def _goes_on(self, first: Quantity, second: Quantity) -> bool:
        """Whether a number is the next of a list of values (42%、35%), and so stands behind the same words."""
        alike = first.kind == second.kind and first.unit == second.unit
        apart = "分别" in self._half[max(0, first.start - NEAR) : first.start]
        return (alike or apart) and _LISTED.fullmatch(self._half[first.end : second.start][:8]) is not None

    def _is_listed(self, first: Quantity, second: Quantity) -> bool:
        """Whether two numbers stand in one list: 42%、35%; 5条主干道路、2台锅炉; 产量5万吨、糖2万吨."""
        if self._goes_on(first, second):
            return True
        between = self._half[first.end : second.start]
        if any(each.chinese and each.value == "1" for each in (first, second)):
            return False
        return first.kind == second.kind == "number" and _OBJECTS.fullmatch(between) is not None

    def _target(self, piece: Sharing, index: int, left: int, right: int, chance: float) -> Target | None:
        """Read the target whose words stand in ``[left, right)``."""
        quantity = piece.quantities[index]
        left, right = max(left, quantity.start - _CLAUSE_REACH), min(right, quantity.end + _CLAUSE_REACH)
        clause = Clause(self._half[left : quantity.start], self._half[quantity.end : right])
        object_after = quantity.kind in ("number", "bare", "ratio", "zero") and has_object_after(clause)
        words = Clause(self._text[left : quantity.start], self._text[quantity.end : right])
        indicator, year = self._measured(piece, index, words, object_after)
        if not indicator:
            return None
        year = year or self._year_of(quantity)
        if self._setting.year is not None and year is not None and year < self._setting.year:
            return None
        end = right if object_after else min(quantity.end + suffix_length(clause.after), right)
        lead = _OPENING.match(clause.before)
        begin, end = trim(self._text, left + (lead.end() if lead else 0), end)
        return Target(
            id="",
            section=None if self._sentence.heading is None else f"s{self._sentence.heading + 1}",
            span=self._sentence.flow.locate(begin, end),
            text=self._text[begin:end],
            indicator=indicator,
            op=op_of(quantity, piece.shared_bound(index, clause), object_after),
            value=quantity.value,
            unit=quantity.unit,
            year=year,
            nature=None,
            evidence=Evidence(f"quantity:{quantity.kind}", round(chance, 2)),
        )

    def _measured(self, piece: Sharing, index: int, clause: Clause, object_after: bool) -> tuple[str, str | None]:
        """Return what a quantity measures, and the year where the clause gives each value its own."""
        apart = piece.apart(index)
        if apart is not None and apart[0] == "":
            return self._subject or self._clause_before(piece.quantities[0]), apart[1]
        if apart is not None:
            return apart
        quantity = piece.quantities[index]
        indicator = self._portion(piece, quantity) or self._indicator(quantity, clause, object_after)
        if object_after and _GRADED.fullmatch(indicator):
            indicator += piece.shared_object()
        if re.fullmatch(rf"({verbs()})?", indicator):  # 完成65条、总长度57.9公里的道路改造
            shared = piece.shared_object() if piece.goes_on(quantity) else ""
            indicator = shared or done_to(indicator, self._subject) or self._clause_before(quantity) or indicator
        if not object_after and indicator:
            self._subject = _RATE.sub("", indicator)
        elif indicator:
            self._counted[quantity.unit] = indicator
        return indicator, None

    def _indicator(self, quantity: Quantity, clause: Clause, object_after: bool) -> str:
        if quantity.kind == "grade":
            indicator = grade_indicator(clause)
        elif quantity.kind == "rank":
            indicator = rank_indicator(clause)
        else:
            indicator = indicator_of(clause, object_after)
        if not indicator or _ALONE.fullmatch(indicator):
            indicator = self._subject or self._clause_before(quantity) or indicator
        elif _TOTAL.fullmatch(indicator) and quantity.unit in self._counted:
            indicator = indicator + self._counted[quantity.unit].removeprefix("新增")
        elif _VAGUE.fullmatch(indicator) or _SHARE.match(indicator):
            indicator = f"{self._subject or self._titled()}{indicator}"
        indicator = indicator or self._titled()
        every = _EVERY.search(clause.before)
        if every is not None and object_after and not indicator.startswith(every[0]):
            indicator = every[0] + indicator
        return indicator

    def _portion(self, piece: Sharing, quantity: Quantity) -> str | None:
        first = piece.quantities[0]
        start, end = clause_start(self._half, first.start), clause_end(self._text, quantity.end)
        after = self._text[quantity.end : end]
        return portion_of(self._text[start : first.start], after) if quantity.unit == "%" else None

    def _titled(self) -> str:
        """Return the title above where it names what is measured: 签约服务覆盖率 over 2027年达到75%."""
        return self._setting.title if is_measure(self._setting.title) else ""

    def _clause_before(self, quantity: Quantity) -> str:
        """Return the subject of the clause before the quantity's (X显著增强，达到60%)."""
        nearest = max(0, quantity.start - _CLAUSE_REACH)
        comma = max(self._half.rfind(c, nearest, quantity.start) for c in "，,")
        if comma <= 0:
            return ""
        clause = self._text[clause_start(self._half, comma) : comma]
        return indicator_of(Clause(_GROWN.sub("", clause), ""), False)

    def _year_of(self, quantity: Quantity) -> str | None:
        return self._times.at(quantity.start, self._setting.this_year) or self._setting.inherited
