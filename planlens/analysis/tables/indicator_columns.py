"""Which columns of a table of indicators hold their names, units and natures, and which the values aimed at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planlens.analysis.tables.grid import Grid
from planlens.analysis.tables.shapes import Shape, shares
from planlens.language.dates import period_end
from planlens.language.numerals import narrow

# 主要指标, 指标名称, 项目
_NAME = re.compile(r"指标(名称)?$|主要指标|指标内容|项目名称|^指标|^项目$|^内容$")
# 2027年, 目标值, 现状, “十四五”规划, 年均增速, 预期值
VALUE_HEAD = re.compile(
    r"(19|20)\d{2}|目标|规划|计划|预期(?!性)|现状|完成|基期|基准|实际|任务|“?十[一二三四五六]五|年均|累计|[末终]期|[目指]标值"
)
# 2022年现状, 基期值, 上年实绩
_PAST = re.compile(r"现状|完成|基期|基准|基数|实际|实绩|上年|已")
# 年均增长, 累计, 属性
RATE = re.compile(r"年均|增速|增幅|累计|属性|其中")
# 目标值, 规划, 预期值
_GOAL = re.compile(r"目标|规划|计划|预期(?!性)|[末终]期")
# 分值, 权重, 责任单位
_NO_VALUE = re.compile(r"分值|权重|得分|单位|部门|序号|编号|属性|性质|备注")
_UNIT = re.compile(r"(计量|指标)?单位")
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class IndicatorColumns:
    """Which columns of a grid hold what.

    Attributes:
        name: the indicators' names.
        unit: their units of measure.
        target: the values aimed at in the end.
        rate: the yearly or total values, which rows without a final value have instead.
        year: the year of the values aimed at.
    """

    name: int
    unit: int | None
    target: int
    rate: int | None
    year: str | None


def indicator_columns(grid: Grid) -> IndicatorColumns | None:
    """Return the columns of a table of indicators, None for other tables."""
    heads = [re.sub(r"\s", "", cell.text) if cell is not None else "" for cell in grid.header]
    seen = [shares(_cells(grid, column)) for column in range(len(heads))]
    natures = [k for k, shape in enumerate(seen) if shape.get(Shape.NATURE, 0) >= _MOST]
    unit = next((k for k, head in enumerate(heads) if _UNIT.fullmatch(head)), None)
    if unit is None:
        unit = next((k for k, shape in enumerate(seen) if shape.get(Shape.MEASURE, 0) >= _MOST), None)
    values = [k for k in range(len(heads)) if k not in (unit, *natures) and _holds_values(heads[k], seen[k])]
    target = target_column(heads, values)
    if target is None:
        return None
    name = _name_column(heads, values, seen, target, (unit, *natures))
    if name is None or not _speaks_of_indicators(grid, heads, natures, unit, target):
        return None
    rates = [k for k in values if k != target and re.search(r"年均|增速|累计", heads[k])]  # 年均增长
    return IndicatorColumns(
        name, unit, target, rates[0] if rates else None, year_of(heads[target], grid.caption, heads)
    )


def _cells(grid: Grid, column: int) -> list[str]:
    return [cell.text for row in grid.rows if column < len(row) and (cell := row[column]) is not None]


def _holds_values(head: str, seen: dict[Shape, float]) -> bool:
    if VALUE_HEAD.search(head) and not re.search(r"属性|^主要指标$", head):  # 指标属性
        return True
    figures = seen.get(Shape.FIGURE, 0) + seen.get(Shape.MARK, 0)
    return figures >= _MOST and not _NO_VALUE.search(head) and bool(re.search(r"值|数|期|[年月]", head))  # 目标值


def _speaks_of_indicators(
    grid: Grid, heads: Sequence[str], natures: Sequence[int], unit: int | None, target: int
) -> bool:
    """Whether a table is one of indicators: it says so, or rates them, or sets goals in units of measure."""
    if any("指标" in head for head in heads) or "指标" in grid.caption or natures:
        return True
    measured = unit is not None and shares(_cells(grid, unit)).get(Shape.MEASURE, 0) >= _MOST
    return measured and _GOAL.search(heads[target]) is not None


def _name_column(
    heads: Sequence[str],
    values: Sequence[int],
    seen: Sequence[dict[Shape, float]],
    target: int,
    others: Sequence[int | None],
) -> int | None:
    """Return the column of the names: the last one that says so, else the last one of words before the values."""
    # 指标属性 / 项目数
    named = [k for k, head in enumerate(heads) if _NAME.search(head) and not re.search(r"属性|单位|数$|值$", head)]
    wide = [k for k in range(len(heads)) if "指标" in heads[k] and k not in others and k not in values]
    named = [k for k in named if k not in values and k not in others]
    if len(wide) > 1 or (wide and not named):
        return wide[-1]
    if named:
        return named[0]
    words = [
        k
        for k in range(min([*values, target]))
        if k not in others and seen[k].get(Shape.TITLE, 0) + seen[k].get(Shape.TEXT, 0) >= _MOST
    ]
    return words[-1] if words else None


def target_column(heads: Sequence[str], values: Sequence[int]) -> int | None:
    """Return the column of the last year's goal: neither a base year nor an interim year nor a rate."""
    aims = [k for k in values if not _PAST.search(heads[k]) and not RATE.search(heads[k])]
    goal = [k for k in aims if _GOAL.search(heads[k])]
    # 2027年目标
    dated = [(max(re.findall(r"(?:19|20)\d{2}", narrow(heads[k])), default="0"), k) for k in (goal or aims)]
    if dated:
        newest = max(year for year, _ in dated)
        return next(k for year, k in dated if year == newest) if newest != "0" else dated[-1][1]
    rates = [k for k in values if re.search(r"年均|增速|累计", heads[k])]  # 年均增长
    return rates[0] if rates else None


def year_of(head: str, caption: str, heads: Sequence[str]) -> str | None:
    """Return the year of a column of values, by its own head, else by the table's caption or other heads."""
    own = re.findall(r"((?:19|20)\d{2})", narrow(head))  # 2027年目标
    if own:
        return str(own[-1])
    return (
        period_end(head)
        or period_end(caption)
        or next(iter(re.findall(r"((?:19|20)\d{2})年(?:目标|规划)", narrow("".join(heads)))), None)  # 2027年规划
    )
