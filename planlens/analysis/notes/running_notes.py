"""Units that a sentence itself names as responsible (由市发展改革委牵头，会同市财政局……)."""

from __future__ import annotations

import re
from functools import cache

from planlens.analysis.notes.note_grammar import Reading, prefix_in, unique, without_adverb
from planlens.analysis.notes.note_words import role_of
from planlens.analysis.notes.units import is_unit, names, suffixes
from planlens.analysis.outline.markers import marker_of
from planlens.model import UnitRole

# (市科技局)牵头组织, (各区)负责落实; not 负责人, 负责制, 牵头单位
_VERB = re.compile(
    r"(?:牵头|主办|主抓|领办|负总责|承办|负责|各负其责)"
    r"(?!人|处室|科室|同志|抓总|作用|单位|部门|企业|联合|的|制(?![定订])|任|机制|领导|方|地|国|权|城市)"
)
# 由 before 市科技局, not that of 由于 and 自由
_BY = re.compile(r"(?<![理自缘])由(?!于|此|来|衷)")
# 组织市科技局…: verbs before a name that is no subject
_NO_SUBJECT = re.compile(
    r"支持|鼓励|引导|推动|依托|发挥|组织|通过|促进|建立|健全|完善|形成|明确|落实|压实|实行|向|对|将|按"
)
# 由(涉灾相关区)负责, (幼儿园)负责通知家长: anybody that 由 names or that opens a sentence; not 企业自行, 平台
_WHOEVER = re.compile(r"(?!坚持|实行|按|(?:.*(?:[的自]|平台$|系统$|模块$|主要$|具体$|分别$)))[\u4e00-\u9fff]{2,14}")
# 负责 before 通知家长
_ACTS = re.compile(r"[\u4e00-\u9fff]")
# (市应急局)承担日常工作，负责…: what may follow the subject of an earlier clause
_PREDICATE = re.compile(r"承担|作为|要|应|须|将|是|为|按|依|统筹|，")
# 省科技厅, 各县, 云山市财政局, 中国泵站协会
_OF_A_PLACE = re.compile(r"(国家|中国|全国|中央|省|市|区|县|州|各|[\u4e00-\u9fff]{2,8}(省|市|区|县|州))")
# 行业主管部门, 工作专班
_GENERAL = re.compile(r"(部门|单位|小组|专班)$")
_LONGEST = 160
"""Characters that a list of units before its verb has at most."""
_CLAUSE_ENDS = "，,；;。：:"


@cache
def _helpers_pattern() -> re.Pattern[str]:
    """Return the pattern of the units that help the one named before: ，会同市财政局, ，市财政局等配合."""
    everywhere = "各(?:县（市、区）|区（市、县）|市（县、区）|市县区?|县市区?|区县市?|市|县|区|镇|地)(?:人民)?(?:政府)?"
    unit = rf"(?:{everywhere}|[\u4e00-\u9fff]{{1,16}}?(?:（[^（）]{{1,8}}）)?(?:{suffixes()}))"
    units, others = rf"{unit}(?:[、和及与]{unit})*", "等(?:有关|相关)?(?:部门|单位)?"
    beside = rf"[，,、]?(?:会同|联合)(?P<with>{units})"
    return re.compile(rf"{beside}|[，,、](?P<list>{units})(?:{others})?(?:配合|参与|协办|协助|会办)")  # ，市财政局配合


def running_note(text: str) -> tuple[int, int, Reading] | None:
    """Read the units that a sentence itself names as responsible, as (start, end, reading); None if it names none."""
    marker = marker_of(text)
    first = marker.end if marker is not None else 0
    for verb in _VERB.finditer(text, first):
        far = max(first, verb.start() - _LONGEST)
        begin = max(far, *(text.rfind(mark, far, verb.start()) + 1 for mark in _CLAUSE_ENDS))
        by = next(iter(_BY.finditer(text, begin, verb.start())), None)
        listed, adverb = without_adverb(text[by.end() if by else begin : verb.start()])
        opens = begin == first and verb[0] == "负责" and not adverb and _WHOEVER.fullmatch(listed) is not None
        anybody = by is not None or (opens and _ACTS.match(text, verb.end()) is not None)
        main = [name for name in names(listed) if is_unit(name) or (anybody and _WHOEVER.fullmatch(name))]
        if not main and verb[0] == "负责" and verb.start() == begin > first:
            main, by = _subject(text[first:]), None
        role = role_of(adverb + verb[0])
        if (
            not main
            or role is None
            or len(adverb) > 8
            or _NO_SUBJECT.match(main[0])
            or not (anybody or _formal(main[0]))
        ):
            continue
        units = [(name, role) for name in main]
        helpers = _helpers_pattern().match(text, verb.end())
        if helpers is not None:
            beside = helpers["with"] or helpers["list"]
            units += [(name, UnitRole.SUPPORT) for name in names(beside, prefix_in(units)) if is_unit(name)]
        start = by.start() if by else begin
        return (start, helpers.end() if helpers else verb.end(), Reading(tuple(unique(units)), "", "note:running"))
    return None


def _subject(text: str) -> list[str]:
    """Return the unit that a sentence begins with, whose later clause says 负责 (市应急局承担工作，负责管理预案)."""
    for size in range(3, min(24, len(text))):
        if is_unit(text[:size]) and _PREDICATE.match(text, size):
            return [text[:size]]
    return []


def _formal(name: str) -> bool:
    """Whether a name is certainly that of an office, not of whoever acts in a sentence (企业, 平台公司)."""
    return _OF_A_PLACE.match(name) is not None or _GENERAL.search(name) is not None
