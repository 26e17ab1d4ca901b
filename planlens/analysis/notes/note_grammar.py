"""Notes that say who is responsible and until when: find them in a text, and read what they say.

A note is read by how it is put together: fields with labels (牵头单位：…), lists with verbs behind them (…总牵头), or a
list of nothing but units; whatever in it is a time, a level or a person is no unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.analysis.notes.note_words import Kind, Label, labels, role_of, verb_pattern
from planlens.analysis.notes.units import is_office, is_unit, names, prefix_of
from planlens.language.dates import time_opening, times
from planlens.language.sentences import clauses
from planlens.language.table_dates import cell_deadline
from planlens.model import UnitRole

_LONGEST = 60
"""Characters that a unit's name with the words around it has at most."""
_ANY_YEAR = "2000"
"""Stands for the document's own year where only the place of a time matters."""
Units = list[tuple[str, UnitRole]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a note says: its units in order, and the words of its time limit ("" for none)."""

    units: tuple[tuple[str, UnitRole], ...]
    until: str
    rule: str

    def deadline(self, year: str | None) -> str | None:
        """Return the time limit; *year* is the document's own, for 6月底完成."""
        found = cell_deadline(self.until, year) if self.until else None
        return found[0] if found is not None else None


# 列第一位的为牵头单位，下同; （排在首位的单位牵头，其他单位配合）
_CONVENTION = re.compile(
    r"[，,；;。（(]?[^，,；;。（(]{0,24}(列(在)?(第一位?|首位)者?|排(名|列)?(在)?(第一位?|首位?)|第一个(责任)?(单位|部门))"
    r"[^，,；;。]{0,12}(牵头|主办|负总责|主责)[^，,；;。）)]{0,8}([，,]其[他余它][^，,。；;）)]{0,16})?([，,]下同)?[）)]?"
)
# 【责任单位】市科技局, 〔牵头〕市财政局
_BRACKETED_LABEL = re.compile(r"[【〔\[（(]\s?([\u4e00-\u9fff]{2,14})\s?[】〕\]）)]\s?[:：]?(?=[\u4e00-\u9fff])")
# 按职责分工, 分别, 具体: what stands between a unit that no ending tells (综合科) and its verb
_ADVERB = re.compile(r"(?:(?:按照?|依据?|根据)[^、，]{0,8}|分别|各自|共同|具体|联合|组织|统筹|分头|总|直接|一起)+$")
# (市教育局)等, (公安部)等有关部门按职责: closes a list; 高等学校 does not
_OTHERS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<![高中初平同])等")
_WEAK = frozenset(("推进", "推动", "完成", "办理", "执行", "支持", "实施", "承担"))
"""Verbs that stand behind much else than units."""
# 持续推进, 并长期坚持, 全年, 立即: a time limit without a date
_LASTS = re.compile(r"(?:并)?(?:持续|长期|常态|常年|动态|坚持)[\u4e00-\u9fff]{0,8}|全年[\u4e00-\u9fff]{0,4}|立即|适时")
# 市数据局[（牵头）]: a role behind one name
_ROLE_BRACKET = re.compile(r"[（(]([\u4e00-\u9fff]{2,8})[）)]$")


def read(content: str) -> Reading | None:
    """Read the inside of a note; None if it names neither units nor a time limit."""
    content = _BRACKETED_LABEL.sub(r"；\1：", content).lstrip("；")
    content = _CONVENTION.sub("", content.strip("（）()【】[]〔〕 。"))
    found = labels(content)
    units: Units = []
    until, slotted = "", False
    rule = "note:label" if found else "note:list"
    for label, field in _fields(content, found):
        if label is not None and label.kind is Kind.OTHER:
            continue
        slot = label is not None and label.kind is Kind.TIME
        value, when = _without_times(field, slot=slot)
        if when and not slotted:
            until = when if slot or times(when, _ANY_YEAR) else until or when
            slotted = slot
        if verb_pattern().search(value):
            rule = rule if found else "note:verb"
            units += _verbal(value, prefix_in(units))
        elif label is not None and label.kind is Kind.UNITS:
            units += _listed(value, label.role, prefix_in(units), all_of_it=label.sure)
        else:
            units += _listed(value, UnitRole.RESPONSIBLE, prefix_in(units), all_of_it=False)
    units = unique(units)
    return Reading(tuple(units), until, rule) if units or until else None


def _fields(content: str, found: list[Label]) -> list[tuple[Label | None, str]]:
    """Cut a note at its labels; what stands before the first one has none."""
    ends = [*(label.start for label in found[1:]), len(content)]
    fields: list[tuple[Label | None, str]] = [(None, content[: found[0].start] if found else content)]
    for label, end in zip(found, ends, strict=False):
        fields.append((label, content[label.end : end]))
    return [(label, value) for label, value in fields if value.strip("，,；;、。 ")]


def _without_times(value: str, *, slot: bool) -> tuple[str, str]:
    """Return a value without its clauses that say until when (6月底完成, 持续推进), and the last dated one of them."""
    kept: list[str] = []
    until = ""
    for start, end in clauses(value):
        clause = value[start:end]
        at = _time_in(clause)
        if at is None and slot and not kept and not until:
            at = 0
        if at is not None:
            until = clause[at:] if not until or times(clause, _ANY_YEAR) else until
        kept.append(clause[: len(clause) if at is None else at])
    return "，".join(part for part in kept if part.strip()), until


def _time_in(clause: str) -> int | None:
    """Return where the words of a time limit begin in a clause of a note, None if it has none."""
    bare = clause.strip()
    if _LASTS.fullmatch(bare) or time_opening(bare, None):
        return 0
    found = times(clause, _ANY_YEAR)
    return found[0].start if found and is_office(clause[: found[0].start].rstrip("于在（( ")) else None


def _listed(value: str, role: UnitRole, prefix: str, *, all_of_it: bool) -> Units:
    """Read a list of units of one role; a bracket behind a name may say another (市数据局（牵头）).

    Args:
        value: the list.
        role: the role of its units.
        prefix: the prefix of the lists before.
        all_of_it: whether all names count; otherwise the list must be mostly units.
    """
    found = [name for name in names(value, prefix) if _acceptable(name)]
    if not all_of_it and sum(map(is_office, found)) * 2 <= len(found):
        return []
    units: Units = []
    for name in found:
        own = _ROLE_BRACKET.search(name)
        if own is not None and verb_pattern().fullmatch(own[1]):
            units.append((name[: own.start()], role_of(own[1]) or role))
        else:
            units.append((name, role))
    return units


def prefix_in(units: Units) -> str:
    """Return the level prefix in force behind these units."""
    return next((prefix for name, _ in reversed(units) if (prefix := prefix_of(name))), "")


def _verbal(content: str, prefix: str = "") -> Units:
    """Read 甲、乙总牵头，丙会办: every list takes the role of the verb behind it, whatever stands between them."""
    units: Units = []
    start = 0
    for found in verb_pattern().finditer(content):
        listed, adverb = without_adverb(content[start : found.start()].strip("，,、；; "))
        start = found.end()
        role = role_of(adverb + found["verb"])
        main, _, helpers = listed.partition("会同")
        own = [name for name in names(main, prefix_in(units) or prefix) if _acceptable(name)]
        if role is None or (found["verb"] in _WEAK and not all(map(is_office, own))):
            continue
        units += [(name, role) for name in own]
        units += [(name, UnitRole.SUPPORT) for name in names(helpers, prefix_in(units)) if _acceptable(name)]
    rest = content[start:].strip("，,、；; 。")
    named = {name for name, _ in units}
    return units + [(name, UnitRole.RESPONSIBLE) for name in names(rest) if is_unit(name) and name not in named]


def without_adverb(listed: str) -> tuple[str, str]:
    """Part a list of units from the words before its verb: it ends at 等, or where a unit can end at last."""
    begin = max(listed.rfind(mark) for mark in "、，,；;") + 1
    last = listed[begin:]
    others = _OTHERS.search(last)
    least = others.start() if others is not None else 1
    joined = max(last.rfind(word) for word in "及和与") + 1
    for size in range(min(len(last), _LONGEST), least, -1):
        if is_unit(last[:size]) or (size > joined and is_unit(last[joined:size])):
            return listed[: begin + size], last[size:]
    if others is not None:
        return listed[: begin + least], last[least:]
    adverb = _ADVERB.search(listed, begin)
    return (listed[: adverb.start()], adverb[0]) if adverb is not None else (listed, "")


def _acceptable(name: str) -> bool:
    return 2 <= len(name) <= 40 and not re.search(r"[。：:《》]|^\d+$", name)  # 《办法》 / 12


def unique(units: Units) -> Units:
    """Return the units with each name once, in its first role."""
    seen: dict[str, UnitRole] = {}
    for name, role in units:
        seen.setdefault(name, role)
    return list(seen.items())


def convention(text: str) -> bool:
    """Whether a text says that the first unit of each list leads (列第一位的为牵头单位，下同)."""
    return ("第一" in text or "首位" in text) and _CONVENTION.search(text) is not None


def without_convention(content: str) -> str:
    """Return a note without the words that state a convention."""
    return _CONVENTION.sub("", content)
