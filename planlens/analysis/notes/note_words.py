"""The labels and verbs of unit notes, known by how they are put together.

A label is anything that ends in a head (领办单位, 主体责任处室) before a colon; a verb is known by its last part
(总牵头, 按任务分工落实). What sign stands in it tells the role, whatever else it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from planlens.analysis.notes.units import is_unit
from planlens.language.lexicon import table
from planlens.model import UnitRole

_FILE = "units/note-words.tsv"
LONGEST_LABEL = 14
"""Characters that a label has at most."""
# 责任人, 牵头领导, 分管市长: their values are persons
_PERSONS = re.compile(r"(人|领导|[市县区省局处科校]长|书记|同志)$")
# 责任, 负责, 落实, 实施: what makes a label one of responsibility without naming a role
_RESPONSIBLE = re.compile(r"责任|负责|落实|实施|承办|承担|执行|完成|推进|主管|主体|分工|办理")
_BEFORE_COLON = re.compile(r"[^，,；;。：:、\s（）()【】\[\]〔〕]*$")  # 牵头单位 of 牵头单位：
_COLON = re.compile(r"\s?[:：]\s?")  # 责任单位：
_INNER_BRACKET = re.compile(r"(（[^（）]*）|\([^()]*\))$")  # 责任单位（部门）


class Kind(Enum):
    """What the value behind a label is."""

    UNITS = "units"
    TIME = "time"
    OTHER = "other"
    """Persons, and units that only watch or report."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a note.

    Attributes:
        start: where it begins.
        end: where its value begins.
        kind: what its value is.
        role: the role of the units in its value.
        sure: whether it can only be a label of responsibility (责任单位); others need a value that holds units.
    """

    start: int
    end: int
    kind: Kind
    role: UnitRole = UnitRole.RESPONSIBLE
    sure: bool = False


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted((row[1] for row in table(_FILE) if row[0] == kind), key=len, reverse=True))


@cache
def _signs() -> dict[str, str]:
    return {row[1]: row[2] for row in table(_FILE) if row[0] == "sign"}


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words('head'))})$")  # 牵头单位


@cache
def _slot_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words('slot'))})(?:要求|安排)?$")  # 完成时限要求


@cache
def verb_pattern() -> re.Pattern[str]:
    """Return the pattern of what a verb behind a list of units ends in: 牵头, 落实, where a clause or list ends."""
    verbs = "|".join(_words("verb"))
    last = rf"(?:{verbs})(?=$|[，,、；;。）)])"
    next_list = rf"(?:国家|各|有关|[省市区县])[\u4e00-\u9fff、]{{2,30}}{last}"  # 市科技局牵头[市财政局配合]
    return re.compile(rf"(?P<verb>{verbs})(?=$|[，,、；;。）)]|会同|由[\u4e00-\u9fff]{{2}}|{next_list})")  # 负责、


def role_of(phrase: str) -> UnitRole | None:
    """Return the role that a label or verb phrase names: RESPONSIBLE without a sign, None where it only watches."""
    found = {role for sign, role in _signs().items() if sign in phrase}
    for role in ("lead", "support"):
        if role in found:
            return UnitRole(role)
    return None if "other" in found and not _RESPONSIBLE.search(phrase) else UnitRole.RESPONSIBLE


def labels(content: str) -> list[Label]:
    """Return the labels in a note, in its order: 牵头单位：…；市级责任单位：…；完成时限：…."""
    found: list[Label] = []
    for colon in _COLON.finditer(content):
        before = found[-1].end if found else 0
        bracket = _INNER_BRACKET.search(content, max(before, colon.start() - 40), colon.start())
        end = bracket.start() if bracket is not None else colon.start()
        word = _BEFORE_COLON.search(content, max(before, end - 40), end)
        assert word is not None
        start = word.start() + _glued(word[0])
        label = _label(content[start:end], start, colon.end())
        if label is not None:
            found.append(label)
    return found


def _glued(word: str) -> int:
    """Return where the label begins in a word that a unit may precede without a mark (市科技局配合单位)."""
    for found in re.finditer("|".join(map(re.escape, (*_signs(), "责任"))), word):  # 牵头 / 责任
        if found.start() and is_unit(word[: found.start()]):
            return found.start()
    return 0


def _label(word: str, start: int, end: int) -> Label | None:
    if not 2 <= len(word) <= LONGEST_LABEL:
        return None
    if _slot_pattern().search(word):
        return Label(start, end, Kind.TIME, sure=True)
    if _PERSONS.search(word):
        return Label(start, end, Kind.OTHER)
    role = role_of(word)
    if role is None:
        return Label(start, end, Kind.OTHER)
    known = role is not UnitRole.RESPONSIBLE or _RESPONSIBLE.search(word) is not None
    return Label(start, end, Kind.UNITS, role, sure=known and _head_pattern().search(word) is not None)
