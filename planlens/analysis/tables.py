"""Targets and tasks out of the tables of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planlens.analysis.flow import Flow
from planlens.analysis.grid import Grid
from planlens.language.dates import period_end
from planlens.language.numerals import narrow
from planlens.language.quantities import is_unit_of_measure
from planlens.model import Evidence, Op, Target

_NATURE = re.compile(r"约束性|预期性|导向性|引导性")
_INDICATOR_HEAD = re.compile(r"指标(名称)?$|主要指标|指标内容|项目名称|^指标|^项目$|^内容$")
_VALUE_HEAD = re.compile(r"(19|20)\d{2}|目标|规划|计划|现状|完成|基期|基准|实际|任务|“?十[一二三四五]五|年均|累计")
_PAST_HEAD = re.compile(r"现状|完成|基期|基准|实际|实绩|上年|已")
_RATE_HEAD = re.compile(r"年均|增速|增幅|累计|属性|其中")
_DASH = re.compile(r"[-—–－/／]*|无|\*")
_VALUE = re.compile(
    r"(?P<scope>(?!不低于|不少于|大于|高于|超过|不高于|不超过|低于|小于|控制在|力争|达到)[\u4e00-\u9fff]{2,10}?)?(?P<op>≥|>|＞|≤|<|＜|不低于|不少于|大于|高于|超过|不高于|不超过|低于|小于|控制在|约|力争|达到|[+＋\-－](?=\d))?\s*"
    r"[\[【〔〈(（]?(?P<a>\d+(?:,\d{3})*(?:\.\d+)?)(?:[-—–~～至](?P<b>\d+(?:\.\d+)?))?(?P<s>万|亿)?(?P<u>[%％‰]|[\u4e00-\u9fff㎡³²/]{0,6}?)[\]】〕〉)）]?(?P<after>以上|以下|以内|左右|及以上)?(?P<grow>)"
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns of an exact grid hold what."""

    indicator: int
    unit: int | None
    nature: int | None
    target: int
    year: str | None


def table_targets(grid: Grid, section: str | None) -> list[Target]:
    """Return one target for each row of an indicator table, several where a row sets values for several scopes."""
    heads = [cell.text if cell is not None else "" for cell in grid.header]
    if not (any("指标" in head for head in heads) or "指标" in grid.caption) or not any(
        _VALUE_HEAD.search(h) for h in heads
    ):
        return []
    return _exact(grid, heads, section) if grid.exact else _loose(grid, heads, section)


def _exact(grid: Grid, heads: Sequence[str], section: str | None) -> list[Target]:
    columns = _columns(grid, heads)
    if columns is None:
        return []
    found: list[Target] = []
    last_unit = ""
    for row in grid.rows:
        name, value = row[columns.indicator], row[columns.target]
        if name is None or value is None:
            continue
        unit = row[columns.unit].text if columns.unit is not None and row[columns.unit] is not None else last_unit  # type: ignore[union-attr]
        nature = _NATURE.search(" ".join(cell.text for cell in row if cell is not None))
        found += _targets(name, [value], unit, nature[0] if nature else None, columns.year, section)
    return found


def _columns(grid: Grid, heads: Sequence[str]) -> _Columns | None:
    name = next(
        (k for k, h in enumerate(heads) if _INDICATOR_HEAD.search(h) and "属性" not in h and "单位" not in h), None
    )
    unit = next((k for k, h in enumerate(heads) if h in ("单位", "计量单位", "指标单位")), None)
    nature = next((k for k, h in enumerate(heads) if re.search(r"属性|性质", h)), None)
    values = [k for k, h in enumerate(heads) if _VALUE_HEAD.search(h) and k not in (name, unit, nature)]
    wide = [k for k, h in enumerate(heads) if "指标" in h and k not in (unit, nature) and k not in values]
    if name is None or name in values:
        name = wide[-1] if wide else None
    elif len(wide) > 1:
        name = wide[-1]
    target = _target_column(heads, values)
    if name is None or target is None:
        return None
    return _Columns(name, unit, nature, target, _year(heads[target], grid.caption, heads))


def _target_column(heads: Sequence[str], values: Sequence[int]) -> int | None:
    """Return the column of the last year's goal: neither a base year nor an interim year nor a rate."""
    aims = [k for k in values if not _PAST_HEAD.search(heads[k]) and not _RATE_HEAD.search(heads[k])]
    goal = [k for k in aims if "目标" in heads[k] or "规划" in heads[k] or "计划" in heads[k]]
    dated = [(max(re.findall(r"(?:19|20)\d{2}", narrow(heads[k])), default="0"), k) for k in (goal or aims)]
    if dated:
        newest = max(year for year, _ in dated)
        return next(k for year, k in dated if year == newest) if newest != "0" else dated[0][1]
    rates = [k for k in values if re.search(r"年均|增速|累计", heads[k])]
    return rates[0] if rates else None


def _year(head: str, caption: str, heads: Sequence[str]) -> str | None:
    own = re.findall(r"((?:19|20)\d{2})", narrow(head))
    if own:
        return str(own[-1])
    return (
        period_end(head)
        or period_end(caption)
        or next(iter(re.findall(r"((?:19|20)\d{2})年(?:目标|规划)", narrow("".join(heads)))), None)
    )


def _loose(grid: Grid, heads: Sequence[str], section: str | None) -> list[Target]:
    """Read rows whose cells are known only in order: number, (category), indicator, (unit), values, nature."""
    values = _joined_heads(heads)
    target = _target_column(values, range(len(values)))
    if target is None:
        return []
    year = _year(values[target], grid.caption, values)
    found: list[Target] = []
    for row in grid.rows:
        cells = [cell for cell in row[1:] if cell is not None and len(cell)]
        nature = next((cell.text for cell in cells if _NATURE.fullmatch(cell.text)), None)
        first = next((k for k, cell in enumerate(cells) if _is_value(cell.text)), None)
        if first is None or first == 0:
            continue
        texts = cells[:first]
        unit = texts.pop().text if len(texts) > 1 and is_unit_of_measure(texts[-1].text) else ""
        chosen = _share([cell for cell in cells[first:] if _is_value(cell.text)], len(values), target)
        found += _targets(texts[-1], chosen, unit, nature, year, section)
    return found


def _joined_heads(heads: Sequence[str]) -> list[str]:
    """Return the heads of the value columns; a head that was broken over two lines is put together."""
    result: list[str] = []
    for before, head in zip(["", *heads], heads, strict=False):
        if not _VALUE_HEAD.search(head) or "属性" in head or head in ("主要指标",):
            continue
        if re.fullmatch(r"(目标|情况|完成|任务|规划|值)", head) and re.search(r"(规划|完成|年)$", before) and result:
            result[-1] += head
        else:
            result.append(head)
    return result


def _is_value(text: str) -> bool:
    return _DASH.fullmatch(text) is not None or (_VALUE.fullmatch(narrow(text).replace(" ", "")) is not None)


def _share(cells: Sequence[Flow], columns: int, target: int) -> list[Flow]:
    """Return the cells of the target column where a row has more values than the table has columns."""
    if len(cells) <= columns:
        return [cells[target]] if target < len(cells) else []
    if len(cells) % columns == 0:
        each = len(cells) // columns
        return list(cells[target * each : (target + 1) * each])
    empty = [k for k, cell in enumerate(cells) if _DASH.fullmatch(cell.text)]
    if columns == 2 and empty == [0]:
        return list(cells[1:]) if target == 1 else []
    return [cells[target]]


def _targets(
    name: Flow, values: Sequence[Flow], unit: str, nature: str | None, year: str | None, section: str | None
) -> list[Target]:
    """Return a target for each value in the cells; a scope before a value (重点城市≥30) goes before the indicator."""
    indicator, inner = _name_and_unit(name.text)
    found = []
    for cell in values:
        for match in _VALUE.finditer(narrow(cell.text).replace(" ", "")):
            scope = match["scope"] or ""
            own = re.sub(r"^个?(?=百分点)", "个", match["u"] or "") or unit or inner
            tens = match["s"] == "万"
            numbers = [_plain(part, tens=tens) for part in (match["a"], match["b"]) if part is not None]
            found.append(
                Target(
                    id="",
                    section=section,
                    span=cell.span,
                    text=cell.text,
                    indicator=f"{scope}{indicator}",
                    op=_op(match, indicator),
                    value="~".join(numbers),
                    unit=("亿" if match["s"] == "亿" else "") + ("" if _DASH.fullmatch(own) else own.strip("（）() ")),
                    year=year,
                    nature=nature,
                    evidence=Evidence("table", 0.9),
                )
            )
    return found


def _plain(number: str, *, tens: bool) -> str:
    """Return a number without commas; *tens* of thousands (万) are counted out, as in sentences."""
    plain = number.replace(",", "")
    if not tens:
        return plain
    whole = format(Decimal(plain) * 10_000, "f")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _name_and_unit(text: str) -> tuple[str, str]:
    """Split 防治达标率（%） into the indicator and its unit."""
    text = re.sub(r"^[（(]?\d{1,2}[)）.．、]?(?=[\u4e00-\u9fff])", "", text)
    found = re.search(r"[（(]([^（）()]{1,12})[)）]$", text)
    if found is not None and (is_unit_of_measure(found[1]) or re.search(r"[%元人个家吨/]", found[1])):
        return text[: found.start()], found[1]
    return text, ""


def _op(match: re.Match[str], indicator: str) -> Op:
    sign, after = match["op"] or "", match["after"] or ""
    if after == "左右" or sign == "约":
        return Op.ABOUT
    if after in ("以上", "及以上") or sign in ("≥", ">", "＞", "不低于", "不少于", "大于", "高于", "超过"):
        return Op.AT_LEAST
    if after in ("以下", "以内") or sign in ("≤", "<", "＜", "不高于", "不超过", "低于", "小于", "控制在"):
        return Op.AT_MOST
    if sign in ("-", "－"):
        return Op.DECREASE
    if re.search(r"(增长|增速|增幅|年均增长)(率|速度)?$", indicator) or sign in ("+", "＋"):
        return Op.INCREASE
    if re.search(r"(下降|降低|降幅|削减|减少)(率|比例|幅度)?$", indicator):
        return Op.DECREASE
    return Op.EQUAL
