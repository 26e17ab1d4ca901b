"""Where a unit belongs in the table of offices: the column of its level, or the row that names it already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from planlens.language.unit_names import bare_name, level_word

OFFICES = "units/duties.tsv"
"""The table of offices, a file of ``resources/``."""

NATION = "国家"
_EMPTY = {"", "-"}
_COLUMNS = {
    "自治区": "省级",
    "省": "省级",
    "市": "市级",
    "州": "市级",
    "盟": "市级",
    "区": "区级",
    "县": "县级",
    "旗": "县级",
}
_USUAL = {"省级": "省", "市级": "市", "区级": "区", "县级": "县"}


def placed(name: str, others: Iterable[str] = ()) -> tuple[str, str]:
    """Return the column that a unit's name belongs in, and the name as the table writes it.

    The table names offices of all levels by the usual word (省, 市, 区, 县) and puts 自治区, 州 or 旗 in by itself. A
    name without a word for its level belongs where most of *others*, units of the same project, belong.
    """
    column = _column(name)
    if column:
        return column, _USUAL[column] + bare_name(name)
    counted = Counter(found for other in others if (found := _column(other)))
    return (counted.most_common(1)[0][0] if counted else NATION), name


def row_of(name: str, rows: Iterable[Sequence[str]]) -> int | None:
    """Return the place of the row whose names, all cells but the key and the duties, hold a unit's; None for none."""
    wanted = bare_name(name)
    for place, row in enumerate(rows):
        if any(bare_name(one.strip()) == wanted for cell in row[1:-1] for one in cell.split("、")):
            return place
    return None


def problem_in(text: str, shipped: str) -> str:
    """Return what is wrong with a table of offices and what to do about it, "" for nothing.

    A row needs a name, and a level names one office only once; what *shipped*, the program's own table, does is right.
    """
    rows = _rows(text)
    for row in rows:
        if all(cell in _EMPTY for cell in row[1:-1]):
            return f"机构与职责表中有一行没有名称：{row[-1][:20]}。请填写它的名称，或者删除这一行。"
    twice = _twice(rows) - _twice(_rows(shipped))
    if twice:
        return f"机构与职责表中“{min(twice)[1]}”出现了两次。请只保留一行，其他叫法写在“别名”中。"
    return ""


def _rows(text: str) -> list[list[str]]:
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [[cell.strip() for cell in line.split("\t")] for line in lines]


def _twice(rows: list[list[str]]) -> set[tuple[int, str]]:
    """Return the names that come twice in a column, with the column's place."""
    cells = ((place, cell) for row in rows for place, cell in enumerate(row[1:-2], start=1))
    counted = Counter((place, name) for place, cell in cells for name in cell.split("、") if name not in _EMPTY)
    return {found for found, count in counted.items() if count > 1}


def _column(name: str) -> str:
    return _COLUMNS.get(level_word(name), "")
