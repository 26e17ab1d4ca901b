"""Targets as people type them into one line: 到2027年森林覆盖率不低于42%."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.language.numerals import narrow
from planlens.language.quantities import quantities
from planlens.model import Op

_YEAR = re.compile(r"(?:到|至|力争|在)*((?:19|20)\d{2})年(?:底|末)?[前,，]*")
_BEFORE = (
    (Op.AT_LEAST, re.compile(r"(?:不低于|不少于|不小于|超过|高于|大于)$")),
    (Op.AT_MOST, re.compile(r"(?:不超过|不高于|不大于|不多于|低于|少于|小于|控制在)$")),
    (Op.INCREASE, re.compile(r"(?:增长|增加|提高|提升|新增)$")),
    (Op.DECREASE, re.compile(r"(?:下降|降低|减少|压减)$")),
    (Op.ABOUT, re.compile(r"(?:约|大约)$")),
)
_AFTER = (
    (Op.AT_LEAST, re.compile(r"^(?:及?以上|以上)")),
    (Op.AT_MOST, re.compile(r"^(?:及?以下|以下|以内|之内)")),
    (Op.ABOUT, re.compile(r"^左右")),
)
_VERB = re.compile(r"(?:增长到|提高到|提升到|下降到|降低到|达到|达|稳定在|保持在|为|至|到)$")


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """What a line says: *value* and *unit* are "", *year* is None where it does not say."""

    text: str
    indicator: str
    op: Op
    value: str
    unit: str
    year: str | None


def typed_target(text: str) -> TypedTarget:
    """Return the target that a line of free words states; its first number that is no year is the value."""
    text = " ".join(text.split())
    year = _YEAR.search(narrow(text))
    rest = text[: year.start()] + text[year.end() :] if year else text
    found = next((each for each in quantities(rest) if each.value), None)
    if found is None:
        return TypedTarget(text, rest, Op.AT_LEAST, "", "", year[1] if year else None)
    indicator, op = _indicator(rest[: found.start])
    after = next((each for each, pattern in _AFTER if pattern.search(rest[found.end :])), None)
    return TypedTarget(
        text, indicator or rest, after or op or Op.AT_LEAST, found.value, found.unit, year[1] if year else None
    )


def _indicator(before: str) -> tuple[str, Op | None]:
    """Return the thing measured, without the word before its number, and how this word has the number read."""
    for op, pattern in _BEFORE:
        if pattern.search(before):
            keep = op in {Op.INCREASE, Op.DECREASE}
            return (before if keep else pattern.sub("", before)), op
    return _VERB.sub("", before), None
