"""Targets and their values as people type them: 到2027年森林覆盖率不低于42%; 4.2万, ４２％, 1,200.5亿元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from planlens.language.numerals import narrow, number
from planlens.language.quantities import quantities
from planlens.model import Op

_YEAR = re.compile(r"(?:到|至|力争|在)*((?:19|20)\d{2})年(?:底|末)?[前,，]*")
_BEFORE = (
    (Op.AT_LEAST, re.compile(r"(?:不低于|不少于|不小于|(?<!不)(?:超过|高于|大于))$")),
    (Op.AT_MOST, re.compile(r"(?:不超过|不高于|不大于|不多于|(?<!不)(?:低于|少于|小于)|控制在)$")),
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
    after = next((each for each, pattern in _AFTER if pattern.search(rest[found.end :])), None)
    indicator, op = _indicator(rest[: found.start])
    return TypedTarget(
        text, indicator or rest, after or op or Op.AT_LEAST, found.value, found.unit, year[1] if year else None
    )


def typed_bound(text: str) -> tuple[Op | None, str]:
    """Return how the number that a cell states is to be read, None where it does not say, and the cell's other words.

    ``不低于3000`` is a number of at least 3000, ``35%以内`` one of at most 35%.
    """
    words = "".join(text.split())
    found = next((each for each in quantities(words) if each.value), None)
    if found is None:
        return None, words
    before, number, after = words[: found.start], words[found.start : found.end], words[found.end :]
    for op, pattern in _AFTER:
        if pattern.search(after):
            return op, before + number + pattern.sub("", after)
    for op, pattern in _BEFORE:
        if pattern.search(before):
            return op, pattern.sub("", before) + number + after
    return None, words


def _indicator(before: str) -> tuple[str, Op | None]:
    """Return the thing measured, without the word before its number, and how this word has the number read."""
    for op, pattern in _BEFORE:
        if pattern.search(before):
            keep = op in {Op.INCREASE, Op.DECREASE}
            return (before if keep else pattern.sub("", before)), op
    return _VERB.sub("", before), None


_SIGN = re.compile(r"[-+−－﹣]")  # -1.2
_FACTORS = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}
_PERCENTS = {"百分点": "%", "个百分点": "%"}


def typed_value(text: str, unit: str = "") -> float | None:
    """Return a number that somebody typed for a target, reckoned in the target's unit; None for what is no number.

    ``4.2万`` for a target of 人 is 42000, ``500万元`` for one of 亿元 is 0.05, ``42%``, ``四十二`` and
    ``百分之四十二`` are 42 for one of %. Refused are ranges, ``约``, other units than the target's, and words.

    Args:
        text: what was typed; white space and the commas of thousands do not matter.
        unit: the target's unit, "" if it has none or it is not known.
    """
    if re.search(r"\d\s+\d", text):  # 12 34
        return None
    words = re.sub(r"\s", "", narrow(text)).replace("，", ",")
    sign = -1 if words[:1] in "-−－﹣" and words else 1
    words = words[1:] if _SIGN.match(words) else words
    own = re.sub(r"\s", "", narrow(unit))
    if own and words.endswith(own) and not words.endswith(("万" + own, "亿" + own)):
        words, own = words.removesuffix(own), ""  # a unit that no list has
    alone = number(words)
    if alone is not None:
        return float(sign * alone)
    found = quantities(words)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)) or re.search("[余多]", words):
        return None
    if found[0].kind not in ("number", "percent") or "~" in found[0].value:
        return None
    return _in_unit(found[0].value, found[0].unit, own, sign)


def _in_unit(value: str, typed: str, own: str, sign: int) -> float | None:
    (typed_scale, typed_stem), (own_scale, own_stem) = _parted(typed), _parted(own)
    if typed_stem and own_stem and typed_stem != own_stem:
        return None
    if typed_scale and own_stem == "%":
        return None
    scaled = Decimal(value)
    if typed_scale or (typed_stem and own_scale):
        scaled = scaled * _FACTORS[typed_scale] / _FACTORS[own_scale]
    return float(sign * scaled)


def _parted(unit: str) -> tuple[str, str]:
    """Part a unit into its scale and the rest: 亿元 into 亿 and 元."""
    scale = next(each for each in _FACTORS if unit.startswith(each))
    stem = unit.removeprefix(scale)
    return scale, _PERCENTS.get(stem, stem)
