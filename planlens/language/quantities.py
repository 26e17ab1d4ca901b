"""Quantities in Chinese text: numbers with their units, in all the ways that plans write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from planlens.language.lexicon import word_list
from planlens.language.numerals import CHINESE, narrow, number, plain

_ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "(?:[一二三四五六七八九]?[十百千][零一二三四五六七八九十百]{0,5}|[一二两三四五六七八九])"
_SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
_SCALE = rf"(?!千[伏米克瓦卡])(?:{'|'.join(_SCALES)})"
"""A scale; the 千 of 千伏, 千米 belongs to the unit."""
_NUMERIC = re.compile(rf"[\d{CHINESE}万亿番前]|全覆盖|清零|零增长")
"""What every quantity holds."""
_NEEDED = {
    "percent": ("百分之",), "ratio": ("分之", ":", "：", "∶", "/"), "fold": ("番",), "cover": ("全覆盖",),
    "zero": ("零",), "grade": ("级",), "rank": ("前",),
}  # fmt: skip
"""What a kind of quantity cannot be without: looked for first, since it is much faster than the pattern."""
_DASH = r"[-—–－~～至到]"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        start: where it begins in the text.
        end: where it ends, unit included.
        value: a plain decimal, ``5~6`` for a range, ``1/3`` or ``1:4000`` for a fraction or ratio.
        unit: as written, a scale kept only before 元 and where nothing follows it (亿); "" if none.
        kind: ``number``, ``percent``, ``fold`` (翻一番), ``cover`` (全覆盖), ``zero`` (清零), ``rank`` (前三),
            ``grade`` (千亿级), ``ratio``, ``bare`` (no unit).
        chinese: whether the number is written in Chinese characters.
    """

    start: int
    end: int
    value: str
    unit: str
    kind: str
    chinese: bool = False


@cache
def _unit_pattern() -> str:
    units = sorted(word_list("measures"), key=len, reverse=True)
    one = "|".join(re.escape(unit) for unit in units)
    return rf"(?:个百分点|百分点|%|‰|(?:{one})(?:标准煤)?(?:/(?:{_SCALE})?(?:{one}|年|日|月|万元|亿元|平方公里|人年))?)"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    unit = _unit_pattern()
    tail = r"(?![\d])"
    return (
        ("percent", re.compile(r"百分之(?P<p>[一二三四五六七八九十百零点]+|\d+(?:\.\d+)?)")),
        ("ratio", re.compile(r"(?P<d>[一二三四五六七八九十百]+)分之(?P<n>[一二三四五六七八九十百零点]+)")),
        ("ratio", re.compile(r"(?<![\d.:/])(?P<a>\d{1,5})\s?[:∶：/]\s?(?P<b>\d{1,6})(?![\d:年月/%])")),
        ("fold", re.compile(r"翻(?P<f>[一两二三四]|1|2)?番")),
        ("cover", re.compile(r"(?<!基本)(?<!逐步)(?<![健安完齐])全覆盖")),
        ("zero", re.compile(r"(?:动态)?清零|零增长(?=目标|$|[，。；])")),
        ("grade", re.compile(r"(?P<g>(?:[一二三四五六七八九十两\d]+个?)?(?:万亿|[千百十]亿|[千百]万))(?P<u>元)?级")),
        (
            "rank",
            re.compile(
                r"(?<![之税])前(?P<r>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|强|列)?(?![年个届期段半后\u4e00-\u9fff]|[\d%.])"
            ),
        ),
        ("rank", re.compile(r"(?<!之)前(?P<r>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|强)")),
        (
            "number",
            re.compile(
                rf"(?P<a>{_ARABIC})(?P<sa>{_SCALE})?(?P<ua>%|{unit})?{_DASH}(?P<b>{_ARABIC})(?P<more>余|多)?(?P<s>{_SCALE})?(?P<u>{unit})"
            ),
        ),
        (
            "number",
            re.compile(
                rf"(?<![\d.A-Za-z])(?P<b>{_ARABIC}){tail}(?P<more>余|多)?(?P<s>{_SCALE})?(?P<m2>余|多)?(?P<u>{unit})"
            ),
        ),
        (
            "number",
            re.compile(
                rf"(?<![\d.A-Za-z])(?P<b>{_ARABIC}){tail}(?P<s>万亿|[十百千]?亿|[十百千]?万)(?P<u>)(?!元|[\u4e00-\u9fff]{{1,2}}级)"
            ),
        ),
        (
            "number",
            re.compile(
                rf"(?<![第{CHINESE}])(?!千家万户|千头万绪|百家争鸣)(?P<b>{_CHINESE})(?P<s>万亿|[十百千]?亿|[十百千]?万)?(?P<u>{unit})"
            ),
        ),
        ("number", re.compile(r"(?<![千百十\d家头])(?P<b>[万])(?P<u>家|企|项|户|名|亩)(?!户|灯)")),
        ("number", re.compile(r"(?P<b>[千百](?=亿))(?P<s>亿)(?P<u>元)?(?!级)")),
        ("bare", re.compile(rf"(?<![\d.A-Za-z第])(?P<b>\d+(?:\.\d+)?)(?![\d.年月日号时万亿千百A-Za-z%‰/]|{unit})")),
    )


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of *text* in order; they do not overlap."""
    half = narrow(text)
    if not _NUMERIC.search(half):
        return []
    taken = [False] * len(half)
    found: list[Quantity] = []
    for kind, pattern in _patterns():
        if kind in _NEEDED and not any(needed in half for needed in _NEEDED[kind]):
            continue
        for match in pattern.finditer(half):
            if match.end() == match.start() or any(taken[match.start() : match.end()]):
                continue
            quantity = _quantity(kind, match)
            if quantity is not None:
                found.append(quantity)
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(found, key=lambda quantity: quantity.start)


def _quantity(kind: str, match: re.Match[str]) -> Quantity | None:
    groups = match.groupdict()
    place = (match.start(), match.end())
    if kind == "ratio":
        return _ratio(groups, place)
    if kind == "fold":
        times = {"一": 2, None: 2, "1": 2, "两": 4, "二": 4, "2": 4, "三": 8, "四": 16}[groups["f"]]
        return Quantity(*place, str(times), "倍", kind)
    if kind == "cover":
        return Quantity(*place, "100", "%", kind)
    if kind == "zero":
        return Quantity(*place, "0", "", kind)
    if kind == "rank":
        value = number(groups["r"] or "")
        return None if value is None else Quantity(*place, plain(value), "", kind)
    if kind == "percent":
        value = _chinese_decimal(groups["p"] or "")
        return None if value is None else Quantity(*place, plain(value), "%", kind)
    if kind == "grade":
        return _grade(groups, place)
    if kind == "bare":
        return Quantity(*place, plain(Decimal(groups["b"] or "0")), "", kind)
    return _number(groups, place)


def _number(groups: dict[str, str | None], place: tuple[int, int]) -> Quantity | None:
    text = groups["b"] or ""
    last = number(text) if text != "万" else Decimal(10**4)
    if last is None:
        return None
    factor, unit = _scaled(groups.get("s") or "", groups.get("u") or "")
    value = plain(last * factor)
    if groups.get("a"):
        first = number(groups["a"] or "")
        if first is None:
            return None
        own = _SCALES.get(groups.get("sa") or "")
        value = f"{plain(first * (Decimal(own) if own and not groups.get('s') else factor))}~{value}"
    return Quantity(*place, value, unit, "number", chinese=not text[:1].isdigit())


def _scaled(scale: str, unit: str) -> tuple[Decimal, str]:
    """Return the factor for the number and the unit: 万 and 亿 stay before 元 and alone, 亿 also before other units."""
    if not scale:
        return Decimal(1), unit
    if unit in ("元", "美元") or unit == "":
        base = "亿" if "亿" in scale else "万"
        if "亿" not in scale and "万" not in scale:
            return Decimal(_SCALES[scale]), unit
        return Decimal(_SCALES[scale]) / _SCALES[base], base + unit
    if "亿" in scale:
        return Decimal(_SCALES[scale]) / _SCALES["亿"], "亿" + unit
    return Decimal(_SCALES[scale]), unit


def _ratio(groups: dict[str, str | None], place: tuple[int, int]) -> Quantity | None:
    if groups.get("d"):
        if groups["d"] == "百":
            return None
        below, above = number(groups["d"] or ""), number(groups["n"] or "")
        if below is None or above is None:
            return None
        return Quantity(*place, f"{plain(above)}/{plain(below)}", "", "ratio", chinese=True)
    return Quantity(*place, f"{groups['a']}:{groups['b']}", "", "ratio")


def _grade(groups: dict[str, str | None], place: tuple[int, int]) -> Quantity | None:
    text = groups["g"] or ""
    count = re.match(r"([一二三四五六七八九十两\d]+)个", text)
    size = text[count.end() :] if count else text
    scale = next((word for word in _SCALES if size.endswith(word)), None)
    if scale is None:
        return None
    head = size[: -len(scale)]
    times = number(head) if head else Decimal(1)
    if times is None:
        return None
    base = "亿" if "亿" in scale else "万"
    return Quantity(
        *place, plain(times * _SCALES[scale] / _SCALES[base]), base + (groups["u"] or ""), "grade", chinese=True
    )


def _chinese_decimal(text: str) -> Decimal | None:
    if "点" not in text:
        return number(text)
    whole, _, part = text.partition("点")
    digits = "".join(
        str("零一二三四五六七八九".index(character)) for character in part if character in "零一二三四五六七八九"
    )
    base = number(whole)
    return None if base is None or not digits else base + Decimal(f"0.{digits}")


def is_unit_of_measure(text: str) -> bool:
    """Whether a text is just a unit (亿元, 个, %, 万m³/小时)."""
    return re.fullmatch(rf"(?:{_SCALE})?{_unit_pattern()}", narrow(text).strip("（）() ")) is not None
