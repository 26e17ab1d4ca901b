"""Find the numbers that the plan wants to reach.

Every quantity in goal, task and safeguard sections is weighed; the annotation guide's list says what is no target: facts,
names with numbers, sums that a rule pays, conditions, counts that only total a list, one of a thing. The year comes from
the sentence, the paragraph's lead, or the lead paragraph of the section above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.indicators import (
    REACH,
    VERB_END,
    VERBS,
    Clause,
    has_object_after,
    indicator_of,
    op_of,
    suffix_length,
)
from planlens.analysis.tables import table_targets
from planlens.analysis.years import own_year, stated_year
from planlens.language.dates import PERIOD, YEAR_END, period_end, year_of
from planlens.language.numerals import narrow
from planlens.language.quantities import Quantity, quantities
from planlens.language.sentences import depths
from planlens.model import Evidence, Op, Role, Target

_AIMING = (Role.GOAL, Role.TASK, Role.SAFEGUARD, Role.PRINCIPLE)
_PAID = re.compile(
    r"给予|奖励|奖补|补助|补贴|资助|最高|奖金|一次性|贴息|补偿|拨付|配套资金|经费支持|授信|额度|贷款|罚款|缴纳|税率|抵扣|扣除|减免|每人|每家(最高|不超过)|封顶|按照?.{0,12}(比例|标准).{0,6}(给|补|奖)"
)
_MONEY = re.compile(r"元|%|倍$")
_PAST_WORDS = re.compile(r"已|同比|截至|截止|去年|上年|以来|先后|历时|连续|曾|了")
_LISTED = re.compile(
    r"(等|这|上述|以上|下列|以下|分为?|共分|包括|围绕|聚焦|抓好|坚持|统筹|做好|突出|深入实施|实施|推进|落实|开展|抓牢|着力)$"
)
_YEAR = re.compile(r"(?P<y>(?:19|20)\d{2})(?=年)")
_LEAD_YEAR = re.compile(
    r"^(力争|争取|确保)?(通过.{0,12}努力，)?(到|至|力争到|在)?[“\"]?((?:19|20)\d{2}年|十[一二三四五六]五|二〇[〇一二三四五六七八九]{2}年)"
)
_THINGS = frozenset("条座所家处栋幢台辆艘户名")
"""Measure words of things that can be pointed at: a small count in Chinese characters is an aim only with these."""
_AIM = re.compile(r"(?:19|20)\d{2}年|(?:达到|突破|超过|力争|提升到|提高到|不低于)[^，。]{0,6}\d")
_QUOTED = re.compile(r"[“\"][^”\"]{0,24}[”\"]|《[^》]*》|〔[^〕]*〕")


def run(draft: Draft) -> None:
    """Fill ``draft.targets``."""
    year, this_year = own_year(draft), stated_year(draft)
    leads = _LeadYears(draft, this_year)
    for sentence in draft.sentences:
        role = draft.role_of(sentence.heading)
        if role not in _AIMING and not (role is Role.PREFACE and len(draft.headings) < 3):
            continue
        inherited = leads.for_sentence(sentence)
        if role is Role.PRINCIPLE and inherited is None and not _AIM.search(narrow(sentence.flow.text)):
            continue
        draft.targets += _Reader(sentence, year, this_year, inherited).targets()
    for grid in draft.grids:
        heading = draft.heading_before(grid.span.start)
        if heading is None or draft.role_of(heading) not in (Role.BACKGROUND, Role.APPENDIX) or "目标" in grid.caption:
            draft.targets += table_targets(grid, None if heading is None else f"s{heading + 1}")


class _LeadYears:
    """The year that a paragraph's or a section's lead sets for what follows (到2025年，……)."""

    def __init__(self, draft: Draft, year: str | None) -> None:
        self._draft = draft
        self._year = year
        self._paragraph: tuple[int, str | None] = (-1, None)
        self._sections: dict[int | None, str] = {}
        self._this_year: dict[int | None, str] = {}

    def for_sentence(self, sentence: Sentence) -> str | None:
        """Return the year in force at the start of *sentence*, and note the year that it sets itself."""
        text = sentence.flow.text
        own = self._lead(text)
        if self._paragraph[0] != sentence.paragraph:
            self._paragraph = (sentence.paragraph, own)
            said = own or self._said(text)
            if said is not None and sentence.heading not in self._sections:
                self._sections[sentence.heading] = said
        elif own is not None:
            self._paragraph = (sentence.paragraph, own)
        if self._year is not None and re.search(r"今年|本年度", text):
            self._this_year.setdefault(sentence.heading, self._year)
        return own or self._paragraph[1] or self._from_sections(sentence.heading)

    def _lead(self, text: str) -> str | None:
        half = narrow(text)
        found = _LEAD_YEAR.match(half)
        if found is not None:
            return _year_in(half[: found.end() + 1])
        return self._year if re.match(r"(今年|本年度?|全年)", text) or re.search(r"今年.{0,12}预期目标", text) else None

    def _said(self, text: str) -> str | None:
        """Return the year that the first sentence of a section sets behind an opening phrase (经过努力，到2025年，……)."""
        found = re.search(r"[，,](?:力争|争取|确保)?(?:到|至)((?:19|20)\d{2}年(?:底|末)?)[，,]", narrow(text))
        return _year_in(found[1]) if found is not None else None

    def _from_sections(self, heading: int | None) -> str | None:
        """Sections of goals take the year of their own lead paragraph or of that of the section above; all take 今年."""
        while heading is not None:
            section = self._draft.headings[heading]
            if section.role is Role.GOAL and self._sections.get(heading):
                return self._sections[heading]
            if self._this_year.get(heading):
                return self._this_year[heading]
            heading = section.parent
        return None


def _year_in(text: str) -> str | None:
    years = [found["y"] for found in _YEAR.finditer(narrow(text))]
    if years:
        return years[-1]
    written = re.search(r"[二][〇○零][〇○零一二三四五六七八九]{2}(?=年)", text)
    if written is not None:
        return year_of(written[0])
    return period_end(text) if PERIOD.search(text) else None


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
        self._every = ""

    def targets(self) -> list[Target]:
        """Return the sentence's targets, without ids."""
        found: list[Target] = []
        all_quantities = [q for q in quantities(self._masked()) if self._weighable(q) and not self._attributive(q)]
        for start, end in self._pieces():
            here = [q for q in all_quantities if start <= q.start < end]
            inside = [q for q in here if self._depths[q.start] == 0]
            for quantity in here:
                if quantity not in inside:
                    found += filter(None, [self._target(quantity, start, end, [quantity], 0)])
            for index, quantity in enumerate(inside):
                left = start if index == 0 else _boundary(self._half, inside[index - 1], quantity)
                right = end if index + 1 == len(inside) else _boundary(self._half, quantity, inside[index + 1])
                target = self._target(quantity, left, right, inside, index)
                if target is not None:
                    found.append(target)
        return found

    def _attributive(self, quantity: Quantity) -> bool:
        """Whether a quantity only describes something (年收入5000万元以上的企业) instead of being aimed at."""
        after = self._half[quantity.end :]
        suffix = suffix_length(after)
        rest = after[suffix:]
        before = self._half[max(0, quantity.start - 20) : quantity.start]
        if re.match(r"(及其?以[上下])?(的)(?!目标|水平|标准|要求|速度|增速|比例|增长)", rest):
            money = "元" in quantity.unit or (bool(suffix) and quantity.unit != "%")
            return money and not re.search(r"规模(不少于|不低于|达到|超过|为)?$", before)
        thing = re.match(r"(规上|规模以上|工业|服务业|商贸|重点|存量)*(企业|单位|项目|人员|团队|机构|产品)", rest)
        sized = re.search(r"(收入|产值|规模|投资|面积|营收|利润|税收)(达到|超过|在)?$", before) is not None
        return bool(thing and suffix and "元" in quantity.unit) or bool(thing and sized)

    def _masked(self) -> str:
        return _QUOTED.sub(lambda match: "＊" * len(match[0]), self._half)

    def _weighable(self, quantity: Quantity) -> bool:
        """Leave out dates, ordinals, one of a thing, small Chinese counts that total a list, and spans of time."""
        before, after = self._half[: quantity.start], self._half[quantity.end :]
        if before.endswith(("第", "之")) or (
            not quantity.unit and re.match(r"(年(?!一遇)|月|日|号|时许|版|届|后|代)", after)
        ):
            return False
        if quantity.kind == "cover" and after.startswith("的"):
            return False
        if quantity.kind == "bare":
            return re.search(
                r"(达到|降到|降至|提高到|提升到|控制在|不低于|不高于|不超过|突破|超过|≥|≤|>|<|以?内)$", before
            ) is not None and not re.match(r"[A-Za-z]", after)
        if quantity.chinese and quantity.kind == "number":
            small = (
                "亿" not in quantity.unit
                and not quantity.unit.startswith("万")
                and "~" not in quantity.value
                and float(quantity.value) < 12
            )
            if small and quantity.unit not in ("倍", "成"):
                return (
                    quantity.unit in _THINGS
                    and quantity.value != "1"
                    and re.match(r"(方面|领域|环节|路径|线|原则|主线|底线|红线)", after) is None
                )
        if quantity.unit in ("天", "小时", "分钟", "秒", "毫秒", "个工作日", "工作日"):
            return (
                re.search(r"(控制在|压缩(至|到)|缩短(至|到)|减少(至|到)|不超过|降至|低于|小于|少于)$", before)
                is not None
                or re.match(r"以?内", after) is not None
            )
        return quantity.value != "0" or quantity.kind == "zero"

    def _pieces(self) -> list[tuple[int, int]]:
        """Return the clauses between ，；：。 at depth 0; what stands in brackets is a clause of its own."""
        cuts = [i for i, c in enumerate(self._text) if c in "，,；;：:。！!" and self._depths[i] == 0]
        edges = [-1, *cuts, len(self._text)]
        pieces = [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if b > a + 1]
        return pieces

    def _target(
        self, quantity: Quantity, left: int, right: int, inside: Sequence[Quantity], index: int
    ) -> Target | None:
        left, right = self._inside_brackets(quantity, left, right)
        before, after = self._half[left : quantity.start], self._half[quantity.end : right]
        if self._rejected(quantity, before, after):
            return None
        object_after = quantity.kind not in ("grade", "cover", "zero", "fold", "rank", "percent") and has_object_after(
            before, after
        )
        op = op_of(quantity, before, after, object_after)
        indicator = self._indicator(
            quantity, Clause(self._text[left : quantity.start], self._text[quantity.end : right]), object_after
        )
        indicator, year = self._distributed(indicator, inside, index)
        if not self._apart(inside[0]) and not object_after and indicator:
            self._subject = re.sub(r"(年均增长|同比增长|年均|增长)$", "", indicator)
        if indicator in VERBS and index + 1 < len(inside):
            indicator = (
                indicator_of(
                    Clause("", re.sub(r"^的", "", self._text[inside[-1].end : right_end(self._text, inside[-1].end)])),
                    True,
                )
                or indicator
            )
        if not indicator or (
            quantity.kind == "grade"
            and not re.search(r"(打造|建设|形成|培育|构建|建成|迈向|做强|争创|冲刺|建立)", self._half[: quantity.start])
        ):
            return None
        end = min(quantity.end + suffix_length(after), right) if not object_after else right
        begin, end = _trim(self._text, self._quote_start(left, quantity), end)
        span = self._sentence.flow.locate(begin, end)
        section = None if self._sentence.heading is None else f"s{self._sentence.heading + 1}"
        return Target(
            "",
            section,
            span,
            self._text[begin:end],
            indicator,
            op,
            quantity.value,
            quantity.unit,
            year or self._year_of(quantity, left),
            None,
            Evidence(f"quantity:{quantity.kind}", 0.8),
        )

    def _quote_start(self, left: int, quantity: Quantity) -> int:
        lead = re.match(r"(其中|力争|并|且|同时|到\d{4}年，?)+", self._half[left : quantity.start])
        return left + (lead.end() if lead else 0)

    def _inside_brackets(self, quantity: Quantity, left: int, right: int) -> tuple[int, int]:
        """Keep to the brackets that a quantity stands in."""
        if self._depths[quantity.start] == 0:
            return left, right
        opening = max((self._text.rfind(c, 0, quantity.start) for c in "（(“"), default=-1)
        closing = min((k for k in (self._text.find(c, quantity.end) for c in "）)”") if k >= 0), default=right)
        comma = max(self._text.rfind(c, opening, quantity.start) for c in "，,；;")
        return max(left, opening + 1, comma + 1), min(right, closing)

    def _rejected(self, quantity: Quantity, before: str, after: str) -> bool:
        sentence = self._half
        if self._depths[quantity.start] > 0 and not re.search(
            r"(不低于|不少于|达到|达|不超过|≥|控制在|突破|超过)$", before
        ):
            return True
        if _MONEY.search(quantity.unit) and _PAID.search(sentence):
            return True
        if re.search(r"(对|凡|每[家个项户人])[^，。；]{0,40}$", before) and re.search(
            r"给予|奖励|补助|补贴|资助|支持资金", sentence
        ):
            return True
        if (
            re.match(r"[，、]?(围绕|聚焦|针对|面向|依托|按照|结合|立足|贯彻|学习|落实党|深入贯彻)", before)
            and not REACH.search(before)
            and not VERB_END.search(before)
        ):
            return True
        if (_PAID.search(sentence) and re.search(r"每(?![年月季])[^，。；]{1,10}$", before)) or self._past(before):
            return True
        if re.fullmatch(
            r".{0,16}总投资(额|约|为|达)?|(计划|预计|拟|概算)?投资(约|达)?|(占地|全长|总长|总?建筑面积)(约|达)?",
            before.lstrip("，、"),
        ):
            return True
        return self._total_of_list(quantity, before, after)

    def _past(self, before: str) -> bool:
        years = [found["y"] for found in _YEAR.finditer(before)]
        if self._own_year is not None and years and years[-1] < self._own_year:
            return True
        return re.search(r"(已|截至|截止|现有|目前|共有|拥有)[^，。；]{0,16}$", before) is not None and not re.search(
            r"(到|至)20\d{2}年", before
        )

    def _total_of_list(self, quantity: Quantity, before: str, after: str) -> bool:
        """Whether a count only sums up what stands before or after it (等74个、8个领域、三方面)."""
        if quantity.kind != "number" or quantity.unit not in (
            "个",
            "项",
            "类",
            "大",
            "条",
            "种",
            "件",
            "批",
            "家",
            "座",
            "所",
        ):
            return False
        if re.search(r"(这|上述|以下|下列|前述|分)$", before):
            return True
        if before.endswith("等"):
            return (
                re.match(r"[^，。；、]{0,16}(项目|工程|园|园区|企业|基地|平台|中心|线路|装备|生产线|路|桥|站)", after)
                is None
            )
        thing = re.match(
            r"(以上|左右)?(方面|大类|领域|环节|维度|层面|部分|步骤|阶段|专项行动|重点任务|专题|重点领域)", after
        )
        return thing is not None and not re.search(r"(每年|不少于|不低于)", before) and thing[1] is None

    def _indicator(self, quantity: Quantity, clause: Clause, object_after: bool) -> str:
        every = re.search(r"(每年|每[\d一二两三四五]年|每月|每季度)", clause.before)
        if quantity.kind == "grade":
            following = re.match(r"[^，。；、]*", clause.after)
            indicator = re.sub(
                rf"^({'|'.join(VERBS)}|一批|若干|个|\d+)+",
                "",
                re.sub(r"^.*?(打造|建设|形成|培育|构建|建成|迈向)", "", clause.before),
            ) + (following[0] if following else "")
        elif quantity.kind == "rank":
            indicator = (
                indicator_of(
                    Clause(
                        re.sub(
                            r"(位居|位列|进入|跻身|居|排名|保持|列|走在|稳居|迈入|进)?(全国|全球|全省|世界|全市|国内|中部|西部|同类)?[^，]{0,6}$",
                            "",
                            clause.before,
                        ),
                        "",
                    ),
                    False,
                )
                or clause.before
            )
        else:
            indicator = indicator_of(clause, object_after)
        if not indicator or re.fullmatch(
            r"(每年|累计|新增|年均增长|增长|达到|其中|总规模|规模|产值|占比|比例|比重|总量|实现)", indicator
        ):
            indicator = f"{self._subject or self._clause_before(quantity)}{indicator}"
        if every is not None and object_after and not indicator.startswith(every[0]):
            indicator = every[0] + indicator
        self._every = every[0] if every is not None else self._every
        return indicator

    def _clause_before(self, quantity: Quantity) -> str:
        """Return the subject of the clause before the quantity's (X显著增强，达到60%)."""
        comma = max(self._half.rfind(c, 0, quantity.start) for c in "，,")
        if comma <= 0:
            return ""
        begin = max(self._half.rfind(c, 0, comma) for c in "，,；;。：:") + 1
        clause = re.sub(
            r"(显著|明显|大幅|稳步|不断|持续|进一步|更加)?(增强|提升|提高|改善|优化|扩大|壮大|增长|增加|加快|突破)$",
            "",
            self._text[begin:comma],
        )
        return indicator_of(Clause(clause, ""), False)

    def _apart(self, first: Quantity) -> re.Match[str] | None:
        """Return the subjects and the rest of 甲、乙分别达到 before the first quantity of a clause."""
        head = self._half[max(self._half.rfind(c, 0, first.start) for c in "，；。：,;:") + 1 : first.start]
        return re.match(r"(?P<subjects>.+?)分别(?P<rest>.*)", head)

    def _distributed(self, indicator: str, inside: Sequence[Quantity], index: int) -> tuple[str, str | None]:
        """Share out 甲、乙分别达到1和2: the k-th value belongs to the k-th subject or year."""
        apart = self._apart(inside[0])
        if apart is None:
            return indicator, None
        parts = [part for part in apart["subjects"].split("、") if part]
        last = re.split(r"(?:和|与|以及|及)(?!其)", parts[-1]) if parts else []
        parts = [*parts[:-1], *([last[0], "".join(last[1:])] if len(last) == 2 else ["".join(last)])]
        if len(parts) < 2 or index >= len(parts):
            return indicator, None
        if all(re.fullmatch(r"(到|至|力争)*20\d{2}年?", part) for part in parts):
            year = re.sub(r"\D", "", parts[index])
            return self._subject or self._clause_before(inside[0]), year
        return indicator_of(Clause(parts[index] + apart["rest"], ""), False), None

    def _year_of(self, quantity: Quantity, left: int) -> str | None:
        before = self._half[: quantity.start]
        years = [m for m in _YEAR.finditer(before) if not self._name_of_year(m)]
        if years:
            return years[-1]["y"]
        period = period_end(re.sub(r"[“\"]?十[一二三四五六]?五[”\"]?(?!期间|时期|末|期末|规划期)", "", before))
        if period is not None:
            return period
        if self._this_year is not None and (YEAR_END.search(before) or re.search(r"今年|本年", before)):
            return self._this_year
        return self._inherited

    def _name_of_year(self, match: re.Match[str]) -> bool:
        return self._depths[match.start()] > 0


def right_end(text: str, start: int) -> int:
    """Return where the clause that goes on at *start* ends."""
    return next((k for k in range(start, len(text)) if text[k] in "，,；;。"), len(text))


def _boundary(text: str, first: Quantity, second: Quantity) -> int:
    """Return where the words of the second quantity begin, between two quantities of one clause."""
    between = text[first.end : second.start]
    separators = [m for m in re.finditer(r"、|以及|和|及|与|或", between)]
    comma = [m for m in re.finditer(r"[，,；;（(]", between)]
    if comma:
        return first.end + comma[-1].end()
    if not separators:
        return first.end + len(between)
    close = separators[-1]
    near = between[close.end() :]
    if (
        not near
        or near in ("新增", "培育", "建设", "达到")
        or re.fullmatch(rf"({'|'.join(VERBS)}|达到?|超过|突破|约|不少于|不低于|每年)*", near)
    ):
        return first.end + close.end()
    opened = separators[0]
    return first.end + (opened.end() if opened.start() <= 4 else close.end())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and text[start] in "，,、；;。：:和及与并 ":
        start += 1
    while end > start + 1 and (text[end - 1] in "，,、；;。：: " or text[start:end].endswith(("和", "以及"))):
        end -= 1
    return start, end


__all__ = ["Op", "run"]
