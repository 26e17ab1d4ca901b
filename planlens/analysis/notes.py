"""Notes that say who is responsible: find them in a text, and read what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from planlens.analysis.units import is_unit, names, prefix_of, suffixes
from planlens.language.dates import deadline_of
from planlens.language.lexicon import table
from planlens.language.sentences import clauses, depths
from planlens.model import UnitRole


@dataclass(frozen=True, slots=True)
class Reading:
    """What a note says: its units in order, and its time limit."""

    units: tuple[tuple[str, UnitRole], ...]
    deadline: str | None
    rule: str


@cache
def _words(kind: str) -> dict[str, UnitRole]:
    return {row[1]: UnitRole(row[2]) for row in table("units/note-words.tsv") if row[0] == kind}


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, _words("label")), key=len, reverse=True))
    return re.compile(rf"(?P<label>{labels})\s?(?:（[^（）]*）)?\s?[:：]\s?")


@cache
def _verb_pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, _words("verb")), key=len, reverse=True))
    return re.compile(rf"(?P<verb>{verbs})(?=$|[，,、；;。）)]|会同|由)")


_TIME_LABEL = re.compile(
    r"(完成时限|完成时间|办结时限|时间节点|时间要求|完成期限|实施时间|时限|进度安排)\s?[:：]\s?(?P<time>[^；;，,）)]{2,30})"
)
_CONVENTION = re.compile(
    r"[，,；;（(]?[^，,；;。（(]{0,24}(列(在)?(第一位|首位|第一)|排(名|列)?(在)?(第一位?|首位?)|第一个(责任)?(单位|部门))"
    r"[^，,；;。]{0,12}(牵头|主办|负总责|主责)[^，,；;。）)]{0,8}([，,]其[他余它][^，,。；;）)]{0,16})?([，,]下同)?[）)]?"
)
_BRACKETS = re.compile(r"[（(【〔\[）)】〕\]]")
_NOTE_SIGN = re.compile(
    r"(单位|部门|主体|牵头|配合|协办|时限|时间|节点|期限)\s?[:：]|(牵头|负责|主办|负总责|配合|参与|参加|协办|具体实施|组织实施|落实)$|按.{0,6}(职责|职能|分工)|(牵头|主办|负责)[，,；;]"
)


def read(content: str) -> Reading | None:
    """Read the inside of a note; None if it names neither units nor a time limit."""
    content = _CONVENTION.sub("", content.strip().strip("（）()【】[]〔〕"))
    deadline = _time_limit(content)
    content = _TIME_LABEL.sub("", content)
    units: list[tuple[str, UnitRole]] = []
    rule = "note:list"
    if _label_pattern().search(content):
        units, rule = _labelled(content), "note:label"
    elif _verb_pattern().search(content):
        units, rule = _verbal(content), "note:verb"
    elif deadline is None or "、" in content or is_unit(content):
        units = _plain(content) if all(is_unit(name) for name in names(content)) else []
    units = _unique(units)
    return Reading(tuple(units), deadline, rule) if units or deadline else None


def _time_limit(content: str) -> str | None:
    labelled = _TIME_LABEL.search(content)
    if labelled is not None:
        found = deadline_of(labelled["time"], None)
        return found[0] if found else None
    for start, end in clauses(content):
        clause = content[start:end]
        if not _verb_pattern().search(clause) and not _label_pattern().search(clause):
            found = deadline_of(clause, None)
            if found is not None and len(clause) <= 24:
                return found[0]
    return None


def _labelled(content: str) -> list[tuple[str, UnitRole]]:
    marks = list(_label_pattern().finditer(content))
    units: list[tuple[str, UnitRole]] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following is not None else len(content)
        value = content[mark.end() : end]
        role = _words("label")[mark["label"]]
        inner = _verbal(value) if _verb_pattern().search(value) else []
        units += inner or [(name, role) for name in names(value, _prefix(units)) if _acceptable(name)]
    return units


def _prefix(units: list[tuple[str, UnitRole]]) -> str:
    """Return the level prefix in force behind these units."""
    return next((prefix for name, _ in reversed(units) if (prefix := prefix_of(name))), "")


def _verbal(content: str) -> list[tuple[str, UnitRole]]:
    """Read 甲、乙牵头，丙配合: every list takes the role of the verb behind it."""
    units: list[tuple[str, UnitRole]] = []
    start = 0
    for found in _verb_pattern().finditer(content):
        listed = content[start : found.start()].strip("，,、；; ")
        start = found.end()
        listed = re.sub(r"(按照?|依|根据)?(各自)?(的)?(职责|职能)?(分工)?(分别)?$", "", listed)
        if not listed:
            continue
        role = _words("verb")[found["verb"]]
        main, _, helpers = listed.partition("会同")
        units += [(name, role) for name in names(main, _prefix(units)) if _acceptable(name)]
        units += [(name, UnitRole.SUPPORT) for name in names(helpers, _prefix(units)) if _acceptable(name)]
    rest = content[start:].strip("，,、；; 。")
    if rest and units:
        units += [
            (name, UnitRole.RESPONSIBLE) for name in names(rest) if is_unit(name) and name not in {u for u, _ in units}
        ]
    return units


def _plain(content: str) -> list[tuple[str, UnitRole]]:
    """Read a bare list of units: all of them are responsible."""
    return [(name, UnitRole.RESPONSIBLE) for name in names(content) if _acceptable(name)]


def _acceptable(name: str) -> bool:
    return 2 <= len(name) <= 40 and not re.search(r"[。：:]", name)


def _unique(units: list[tuple[str, UnitRole]]) -> list[tuple[str, UnitRole]]:
    seen: dict[str, UnitRole] = {}
    for name, role in units:
        seen.setdefault(name, role)
    return list(seen.items())


@lru_cache(maxsize=1024)
def bracket_notes(text: str) -> tuple[tuple[int, int, Reading], ...]:
    """Return every bracketed unit note of *text* as (start, end, reading), brackets included."""
    found: list[tuple[int, int, Reading]] = []
    start = None
    level = depths(text)
    for mark in _BRACKETS.finditer(text):
        index = mark.start()
        if level[index] != 1:
            continue
        if text[index] in "（(【〔[":
            start = start if index and text[index - 1] in "《“‘" else index
        elif start is not None:
            reading = _bracket_reading(text[start + 1 : index], closing=text[start - 1 : start] in tuple("。；"))
            if reading is not None:
                found.append((start, index + 1, reading))
            start = None
    return tuple(found)


def _bracket_reading(content: str, *, closing: bool) -> Reading | None:
    """Read the inside of a bracket as a note; one that stands behind a full stop may also list offices of a unit."""
    content = _CONVENTION.sub("", content).strip("，,；; ")
    if _NOTE_SIGN.search(content):
        reading = read(content)
        return reading if reading is not None and (reading.units or _TIME_LABEL.search(content)) else None
    return Reading(tuple(_plain(content)), None, "note:list") if _listed_units(content, closing=closing) else None


def _listed_units(content: str, *, closing: bool) -> bool:
    """Whether a bracket holds nothing but units, one of them with the ending of a department."""
    found = names(content) if len(content) >= 3 else []
    inner = re.compile(r"[处科室院]$|中心$|区市$")
    if not found or not all(is_unit(name) or (closing and inner.search(name)) for name in found):
        return False
    if closing and all(2 <= len(name) <= 12 for name in found):
        return True
    department = re.compile(r"(局|委|办|厅|部|室|政府|办公室|管委会|委员会)$")
    listed = len(found) > 1 or re.match(r"[省市区县各]", found[0]) is not None
    return listed and any(department.search(name) for name in found)


def closing_note(text: str) -> int | None:
    """Return where the unit notes that close *text* begin, None if none does."""
    start: int | None = None
    limit = len(text)
    for begin, end, _ in reversed(bracket_notes(text)):
        if text[end:limit].strip("。；;. "):
            break
        start = limit = begin
    return start


def is_note(text: str) -> bool:
    """Whether a paragraph is nothing but a note: brackets with units, or a line 责任单位：…."""
    if closing_note(text) == 0:
        return True
    label = _label_pattern().match(text)
    if label is not None:
        return read(text) is not None
    return bool(_TIME_LABEL.match(text)) and len(text) <= 40


def convention(text: str) -> bool:
    """Whether a text says that the first unit of each list leads (列第一位的为牵头单位，下同)."""
    return ("第一" in text or "首位" in text) and _CONVENTION.search(text) is not None


@cache
def _unit_list() -> str:
    """Return the pattern of a list of units inside a sentence."""
    everywhere = "各(?:县（市、区）|区（市、县）|市（县、区）|市县区?|县市区?|区县市?|市|县|区|镇|地)(?:人民)?(?:政府)?"
    unit = rf"(?:{everywhere}|[\u4e00-\u9fff]{{1,16}}?(?:（[^（）]{{1,8}}）)?(?:{suffixes()}))"
    return rf"{unit}(?:[、和及与]{unit})*"


@cache
def _running_pattern() -> re.Pattern[str]:
    verb = "牵头负责|牵头|主办|负总责|按职责分工负责|分别负责|具体负责|负责"
    others = "等(?:有关|相关)?(?:部门|单位)?"
    return re.compile(
        rf"(?P<by>由)?(?P<list>{_unit_list()}(?:{others})?)(?P<verb>(?:要|应|须)?(?:{verb}))(?!人|抓总|作用|单位|企业|联合|的|制(?![定订])|任)"
    )


@cache
def _helpers_pattern() -> re.Pattern[str]:
    """Return the pattern of the units that help the one named before: ，会同市财政局, ，市财政局等配合."""
    units, others = _unit_list(), "等(?:有关|相关)?(?:部门|单位)?"
    beside = rf"[，,、]?(?:会同|联合)(?P<with>{units})"
    return re.compile(rf"{beside}|[，,、](?P<list>{units})(?:{others})?(?:配合|参与|协办|协助)")


def running_note(text: str) -> tuple[int, int, Reading] | None:
    """Read units that a sentence itself names as responsible (由市发展改革委牵头，会同市财政局……)."""
    if not any(word in text for word in ("牵头", "主办", "负")):  # much faster than the pattern
        return None
    found = _running_pattern().search(text)
    if found is None:
        return None
    by = text.rfind("由", max(0, found.start() - 1), found.start("verb"))
    begin = by + 1 if by >= 0 else found.start("list")
    listed = re.sub(r"^.*?[，；。]", "", text[begin : found.start("verb")])
    main = [name for name in names(listed) if is_unit(name)]
    if (
        not main
        or re.match(r"支持|鼓励|引导|推动|依托|发挥|组织|通过|促进|建立|健全|完善|形成|明确|落实|压实|实行", main[0])
        or (found["by"] is None and by < 0 and not _formal(main[0]))
    ):
        return None
    leads = found["verb"].lstrip("要应须") in ("牵头", "牵头负责", "主办", "负总责")
    role = UnitRole.LEAD if leads else UnitRole.RESPONSIBLE
    units = [(name, role) for name in main]
    end = found.end()
    helpers = _helpers_pattern().match(text, end)
    if helpers is not None:
        listed = helpers["with"] or helpers["list"]
        units += [(name, UnitRole.SUPPORT) for name in names(listed, _prefix(units)) if is_unit(name)]
        end = helpers.end()
    return (by if by >= 0 else found.start("list"), end, Reading(tuple(_unique(units)), None, "note:running"))


def _formal(name: str) -> bool:
    place = re.match(r"(国家|省|市|区|县|州|各|[\u4e00-\u9fff]{2,8}(省|市|区|县|州))", name) is not None
    return place or re.search(r"(部门|单位|小组|专班)$", name) is not None
