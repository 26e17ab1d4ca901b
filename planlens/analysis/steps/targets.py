"""Find the numbers that the plan wants to reach.

Every quantity in goal, task and safeguard sections is weighed. No targets are: facts, names with numbers, sums that a
rule pays, conditions, counts that only total a list, one of a thing. The year
comes from the sentence, the paragraph's lead, or the lead paragraph of the section above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.analysis.clauses import boundary, clause_end, clause_start, in_brackets, pieces, trim
from planlens.analysis.columns import columns_of
from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.indicators import (
    Clause,
    grade_indicator,
    has_object_after,
    indicator_of,
    op_of,
    rank_indicator,
    suffix_length,
    verbs,
)
from planlens.analysis.tables import table_targets
from planlens.analysis.weighing import aimed, rejected
from planlens.analysis.years import ADVERBIAL_YEAR, LeadYears, own_year, stated_year
from planlens.language.dates import OPEN_PERIOD, YEAR_END, period_end
from planlens.language.numerals import narrow
from planlens.language.quantities import Quantity, quantities
from planlens.language.sentences import depths
from planlens.model import Evidence, Role, Target

_AIMING = (Role.GOAL, Role.TASK, Role.SAFEGUARD, Role.PRINCIPLE)
_AIM = re.compile(r"(?:19|20)\d{2}年|(?:达到|突破|超过|力争|提升到|提高到|不低于)[^，。]{0,6}\d")
_QUOTED = re.compile(r"[“\"][^”\"]{0,24}[”\"]|《[^》]*》|〔[^〕]*〕")
_EVERY = re.compile(r"(每年|每[\d一二两三四五]年|每月|每季度)")
_VAGUE = re.compile(r"(每年|累计|新增|年均增长|增长|达到|其中|总规模|规模|产值|占比|比例|比重|总量|实现)")
_RATE = re.compile(r"(年均增长|同比增长|年均|增长)$")
_ALONE = re.compile(r"(增加|减少|提高|提升|下降|降低|上升|扩大|缩小|压缩|下调)了?")
"""A change without its subject, which stands in a clause before (比上年增加1000亿元)."""
_GROWN = re.compile(
    r"(显著|明显|大幅|稳步|不断|持续|进一步|更加)?(增强|提升|提高|改善|优化|扩大|壮大|增长|增加|加快|突破)$"
)
_MEASURE = re.compile(r"[\u4e00-\u9fff]{0,2}(率|占比|比重|比例|总量|总额|数量|产值|增加值|收入|面积|规模)$")
_BUILT = re.compile(r"(打造|建设|形成|培育|构建|建成|迈向|做强|争创|冲刺|建立)")


def run(draft: Draft) -> None:
    """Fill ``draft.targets``."""
    year, this_year = own_year(draft), stated_year(draft)
    leads = LeadYears(draft, this_year)
    paragraph, row = None, []  # the targets found so far in the tasks of one row of a table
    for sentence in draft.sentences:
        role = draft.role_of(sentence.heading)
        if role not in _AIMING and not (role is Role.PREFACE and len(draft.headings) < 3):
            continue
        inherited = leads.for_sentence(sentence)
        if role is Role.PRINCIPLE and inherited is None and not _AIM.search(narrow(sentence.flow.text)):
            continue
        found = targets_of(sentence, year, this_year, inherited)
        draft.targets += found
        row = (row if sentence.paragraph == paragraph else []) + found
        paragraph = sentence.paragraph
        for aim in sentence.beside:
            known = {(target.value, target.unit) for target in row}
            aims = targets_of(aim, year, this_year, inherited)
            draft.targets += [target for target in aims if (target.value, target.unit) not in known]
    for grid in draft.grids:
        columns = columns_of(grid, draft.text)
        if columns is not None and columns.is_ledger:
            continue  # its aims stand beside its tasks
        heading = draft.heading_before(grid.span.start)
        facts = heading is not None and draft.role_of(heading) in (Role.BACKGROUND, Role.APPENDIX)
        if not facts or "目标" in grid.caption:
            draft.targets += table_targets(grid, None if heading is None else f"s{heading + 1}")


def targets_of(sentence: Sentence, year: str | None, this_year: str | None, inherited: str | None) -> list[Target]:
    """Return the targets of one sentence, without ids.

    Args:
        sentence: the sentence, or a part of one.
        year: the document's first year.
        this_year: what 年底 without a year means.
        inherited: the year in force at the sentence's start.
    """
    return _Reader(sentence, year, this_year, inherited).targets()


class _Reader:
    """Reads the targets of one sentence."""

    def __init__(self, sentence: Sentence, year: str | None, this_year: str | None, inherited: str | None) -> None:
        self._sentence = sentence
        self._text = sentence.flow.text
        self._half = narrow(self._text)
        self._own_year = year
        self._this_year = this_year
        self._inherited = inherited
        self._depths = depths(self._text)
        self._subject = ""

    def targets(self) -> list[Target]:
        """Return the sentence's targets, without ids."""
        masked = _QUOTED.sub(lambda match: "＊" * len(match[0]), self._half)
        weighed = [quantity for quantity in quantities(masked) if aimed(self._half, quantity)]
        found: list[Target | None] = []
        for start, end in pieces(self._text, self._depths):
            here = [quantity for quantity in weighed if start <= quantity.start < end]
            inside = [quantity for quantity in here if self._depths[quantity.start] == 0]
            for quantity in here:
                if quantity not in inside:
                    narrowed = in_brackets(self._text, quantity, start, end)
                    found.append(self._target(quantity, *narrowed, [quantity]))
            for index, quantity in enumerate(inside):
                left = boundary(self._half, inside[index - 1], quantity) if index else start
                right = boundary(self._half, quantity, inside[index + 1]) if index + 1 < len(inside) else end
                found.append(self._target(quantity, left, right, inside))
        return [target for target in found if target is not None]

    def _target(self, quantity: Quantity, left: int, right: int, together: Sequence[Quantity]) -> Target | None:
        """Read the target whose words stand in ``[left, right)``; *together* are the quantities of the whole clause."""
        clause = Clause(self._half[left : quantity.start], self._half[quantity.end : right])
        bracketed = self._depths[quantity.start] > 0
        if rejected(self._half, quantity, clause, in_brackets=bracketed, year=self._own_year):
            return None
        if quantity.kind == "grade" and not _BUILT.search(self._half[: quantity.start]):
            return None
        object_after = quantity.kind in ("number", "bare", "ratio") and has_object_after(clause)
        words = Clause(self._text[left : quantity.start], self._text[quantity.end : right])
        indicator, year = self._measured(quantity, words, object_after, together)
        if not indicator:
            return None
        year = year or self._year_of(quantity)
        if self._own_year is not None and year is not None and year < self._own_year:
            return None
        end = right if object_after else min(quantity.end + suffix_length(clause.after), right)
        lead = re.match(r"(其中|力争|并|且|同时|到\d{4}年(底|末)?(之?前)?，?)+", clause.before)
        begin, end = trim(self._text, left + (lead.end() if lead else 0), end)
        return Target(
            id="",
            section=None if self._sentence.heading is None else f"s{self._sentence.heading + 1}",
            span=self._sentence.flow.locate(begin, end),
            text=self._text[begin:end],
            indicator=indicator,
            op=op_of(quantity, self._shared_bound(clause, together), object_after),
            value=quantity.value,
            unit=quantity.unit,
            year=year,
            nature=None,
            evidence=Evidence(f"quantity:{quantity.kind}", 0.8),
        )

    def _shared_bound(self, clause: Clause, together: Sequence[Quantity]) -> Clause:
        """Return the clause with the bound that stands once for all values: 分别超过70%和50%, 分别达到97%、95%以上."""
        if self._apart(together, 0) is None:
            return clause
        before, after, first, last = clause.before, clause.after, together[0], together[-1]
        if not before.strip("、和与及"):
            before = self._half[clause_start(self._half, first.start) : first.start]
        if not suffix_length(after):
            bound = self._half[last.end :]
            after = bound[: suffix_length(bound)]
        return Clause(before, after)

    def _measured(
        self, quantity: Quantity, clause: Clause, object_after: bool, together: Sequence[Quantity]
    ) -> tuple[str, str | None]:
        """Return what a quantity measures, and the year where the clause gives each value its own."""
        apart = self._apart(together, together.index(quantity))
        if apart is not None:
            return apart
        indicator = self._indicator(quantity, clause, object_after)
        if not object_after and indicator:
            self._subject = _RATE.sub("", indicator)
        last = together[-1]
        if last is not quantity and (
            not indicator or re.fullmatch(verbs(), indicator)
        ):  # 完成65条、总长度57.9公里的道路改造
            shared = self._text[last.end : clause_end(self._text, last.end)].removeprefix("的")
            indicator = indicator_of(Clause("", shared), True) or indicator
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
        elif _VAGUE.fullmatch(indicator):
            indicator = f"{self._subject}{indicator}"
        every = _EVERY.search(clause.before)
        if every is not None and object_after and not indicator.startswith(every[0]):
            indicator = every[0] + indicator
        return indicator

    def _clause_before(self, quantity: Quantity) -> str:
        """Return the subject of the clause before the quantity's (X显著增强，达到60%)."""
        comma = max(self._half.rfind(c, 0, quantity.start) for c in "，,")
        if comma <= 0:
            return ""
        clause = self._text[clause_start(self._half, comma) : comma]
        return indicator_of(Clause(_GROWN.sub("", clause), ""), False)

    def _apart(self, together: Sequence[Quantity], index: int) -> tuple[str, str | None] | None:
        """Share out 甲、乙分别达到1和2: the k-th value belongs to the k-th subject or year."""
        first = together[0]
        head = self._half[clause_start(self._half, first.start) : first.start]
        found = re.match(r"(?P<subjects>.+?)分别(?P<rest>.*)", head)
        if found is None or len(together) < 2:
            return None
        *others, last = found["subjects"].split("、")
        pair = re.split(r"(?:以及|和|与|及)(?!其)", last)
        parts = [*others, *(pair if len(pair) == 2 else [last])]
        if len(parts) < 2 or index >= len(parts):
            return None
        if all(re.fullmatch(r"(到|至|力争)*20\d{2}年?", part) for part in parts):
            shared = indicator_of(Clause(found["rest"], ""), False)
            return shared or self._subject or self._clause_before(first), re.sub(r"\D", "", parts[index])
        tail = _MEASURE.search(parts[-1])
        shared = tail[0] if tail is not None and not _MEASURE.search(parts[index]) else ""
        return indicator_of(Clause(parts[index] + shared + found["rest"], ""), False), None

    def _year_of(self, quantity: Quantity) -> str | None:
        before = self._half[: quantity.start]
        years = [
            found["y"] or found["y2"] for found in ADVERBIAL_YEAR.finditer(before) if self._depths[found.start()] == 0
        ]
        if years:
            return years[-1]
        period = period_end(OPEN_PERIOD.sub("", before))
        if period is not None:
            return period
        if self._this_year is not None and (YEAR_END.search(before) or re.search(r"今年|本年", before)):
            return self._this_year
        return self._inherited
