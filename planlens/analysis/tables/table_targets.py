"""Targets and tasks out of the tables of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planlens.analysis.flow import Flow
from planlens.analysis.tables.grid import Grid
from planlens.analysis.tables.indicator_columns import VALUE_HEAD, indicator_columns, target_column, year_of
from planlens.language.numerals import narrow
from planlens.language.quantities import is_unit_of_measure
from planlens.model import Evidence, Op, Target

_NATURE = re.compile(r"约束性|预期性|导向性|引导性")
_MOST_WORDS = 3
"""Characters of a cell besides its values; a text that only mentions numbers (达到国家2级标准要求) sets none."""
_LONGEST_SCOPE = 5
"""Characters of a scope: 城区, 规上工业."""
_MEASURED = (
    "率",
    "数",
    "量",
    "值",
    "比",
    "比例",
    "比重",
    "占比",
    "系数",
    "指数",
    "面积",
    "收入",
    "支出",
    "时间",
    "年限",
    "长度",
    "规模",
)
"""The last words of what is measured."""
# 床位数或入住率, 数量/面积
_ALTERNATIVES = re.compile(r"或者?|/")
_DASH = re.compile(r"[-—–－/／]*|无|\*")
_VALUE = re.compile(
    r"(?:[一二三四五六七八九十]年)?(?:累计)?(?P<scope>(?!累计|不低于|不少于|大于|高于|超过|不高于|不超过|低于|小于|控制在|力争|达到)[\u4e00-\u9fff]{2,10}?)?(?P<op>≥|>|＞|≤|<|＜|不低于|不少于|大于|高于|超过|不高于|不超过|低于|小于|控制在|约|力争|达到|[+＋\-－](?=\d))?\s*"
    r"[\[【〔〈(（]?(?P<a>\d+(?:,\d{3})*(?:\.\d+)?)(?:[-—–~～至](?P<b>\d+(?:\.\d+)?))?(?P<s>万|亿)?(?P<u>[%％‰]|[\u4e00-\u9fff㎡³²/]{0,6}?)[\]】〕〉)）]?(?P<after>以上|以下|以内|左右|及以上)?(?P<grow>)"
)


def table_targets(grid: Grid, section: str | None) -> list[Target]:
    """Return one target for each row of an indicator table, several where a row sets values for several scopes."""
    return _exact(grid, section) if grid.exact else _loose(grid, section)


def _exact(grid: Grid, section: str | None) -> list[Target]:
    columns = indicator_columns(grid)
    if columns is None:
        return []
    found: list[Target] = []
    last_unit, above = "", ""
    for row in grid.rows:
        name, value = row[columns.name], row[columns.target]
        if columns.rate is not None and (value is None or _DASH.fullmatch(value.text)):
            value = row[columns.rate]
        left = next((cell.text for cell in reversed(row[: columns.name]) if cell is not None and len(cell)), None)
        if name is None:
            continue
        above = _over_scope(name.text, left, above)
        if value is None:
            continue
        cell = row[columns.unit] if columns.unit is not None else None
        unit = cell.text if cell is not None else last_unit
        nature = _NATURE.search(" ".join(cell.text for cell in row if cell is not None))
        read = _Row(nature[0] if nature else None, columns.year, section)
        found += read.targets(f"{name.text}{above}" if above else name.text, [value], unit)
    return found


def _over_scope(name: str, left: str | None, above: str) -> str:
    """Return the indicator that a row's name is only a scope of (城区, 农村), "" for the name of an indicator.

    It stands left of the first of its scopes, longer than they are; a class of indicators is no longer than its own.
    """
    if len(name) > _LONGEST_SCOPE or re.search(r"[（(]", name) or name.endswith(_MEASURED):
        return ""
    if left is not None and left != above:
        return left if len(left) > len(name) and _name_and_unit(left)[0].endswith(_MEASURED) else ""
    return above


def _loose(grid: Grid, section: str | None) -> list[Target]:
    """Read rows whose cells are known only in order: number, (category), indicator, (unit), values, nature."""
    heads = [cell.text if cell is not None else "" for cell in grid.header]
    values = _joined_heads(heads)
    target = target_column(values, range(len(values)))
    if target is None or not (any("指标" in head for head in heads) or "指标" in grid.caption):
        return []
    year = year_of(values[target], grid.caption, values)
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
        found += _Row(nature, year, section).targets(texts[-1].text, chosen, unit)
    return found


def _joined_heads(heads: Sequence[str]) -> list[str]:
    """Return the heads of the value columns; a head that was broken over two lines is put together."""
    result: list[str] = []
    for before, head in zip(["", *heads], heads, strict=False):
        if not VALUE_HEAD.search(head) or "属性" in head or head in ("主要指标",):
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


@dataclass(frozen=True, slots=True)
class _Row:
    """What the targets of a row have in common."""

    nature: str | None
    year: str | None
    section: str | None

    def targets(self, name: str, values: Sequence[Flow], unit: str) -> list[Target]:
        """Return a target for each value in the cells; a scope before a value (重点城市≥30) goes before the indicator.

        A name of two indicators has two values and units (床位数或入住率（张/%） 45/66.5).
        """
        indicator, inner = _name_and_unit(name)
        found: list[Target] = []
        for cell in values:
            text = narrow(cell.text).replace(" ", "")
            if len(re.sub(r"\W", "", _VALUE.sub("", text))) > _MOST_WORDS:
                continue
            parts, names = text.split("/"), _ALTERNATIVES.split(indicator)
            if len(parts) == len(names) == 2 and all(_VALUE.fullmatch(part) for part in parts):
                units = (unit or inner).split("/")
                units = units if len(units) == 2 else units[:1] * 2
                for part, one, measure in zip(parts, names, units, strict=True):
                    found += [self._target(match, one, measure, "", cell) for match in _VALUE.finditer(part)]
                continue
            own, within = (each.split("/")[0] if len(names) > 1 else each for each in (unit, inner))
            found += [self._target(match, indicator, own, within, cell) for match in _VALUE.finditer(text)]
        return found

    def _target(self, match: re.Match[str], indicator: str, unit: str, inner: str, cell: Flow) -> Target:
        own = re.sub(r"^个?(?=百分点)", "个", match["u"] or "") or unit or inner
        tens = match["s"] == "万"
        numbers = [_plain(part, tens=tens) for part in (match["a"], match["b"]) if part is not None]
        scale = "亿" if match["s"] == "亿" else ""
        return Target(
            id="",
            section=self.section,
            span=cell.span,
            text=cell.text,
            indicator=f"{match['scope'] or ''}{indicator}",
            op=_op(match, indicator),
            value="~".join(numbers),
            unit=scale + ("" if _DASH.fullmatch(own) else own.strip("（）() ")),
            year=self.year,
            nature=self.nature,
            evidence=Evidence("table", 0.9),
        )


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
    text = re.sub(r"(?<=[\u4e00-\u9fff])\d$", "", text)  # the mark of a footnote
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
    if re.search(r"(增长|增速|增幅|提升|提高|增加|上升)(率|速度|幅度)?$", indicator) or sign in ("+", "＋"):
        return Op.INCREASE
    if re.search(r"(下降|降低|降幅|削减|减少)(率|比例|幅度)?$", indicator):
        return Op.DECREASE
    return Op.EQUAL
