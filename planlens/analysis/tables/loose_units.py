"""Unit tables that a plain text laid out one cell a line: 序号、任务、牵头单位、配合单位、完成时限."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.analysis.notes.units import is_unit, names
from planlens.analysis.outline.markers import Style, marker_of
from planlens.language.dates import deadline_of

UNIT_HEAD = re.compile(r"(牵头|责任|配合|主办|协办|参与|参加|落实|承办|实施|主责)(责任)?(单位|部门|主体|处室|科室)")
"""The head of a column of units."""
TIME_HEAD = re.compile(r"时限|时间|期限|节点|年限|进度")
"""The head of a column of time limits."""
_ENDS = (Style.PART, Style.CHAPTER, Style.SECTION, Style.CHINESE, Style.CHINESE_PAREN, Style.BOX, Style.ATTACHMENT)
_EMPTY = re.compile(r"[-—–/／]+|无")  # —

Row = tuple[int | None, ...]
"""The line of each cell of a row, None for a cell that is empty or was merged away."""


def unit_rows(lines: Sequence[str], first: int) -> tuple[list[int], list[Row], int] | None:
    """Read the unit table that begins at line *first* as (header lines, rows, line after it); None if none does."""
    header = _header(lines, first)
    if header is None:
        return None
    tail = next(k for k, line in enumerate(header) if _tail_head(lines[line]))
    end = next((k for k in range(header[-1] + 1, len(lines)) if _ends(lines[k])), len(lines))
    rows: list[Row] = []
    group: list[int] = []
    number, expected = None, 1
    for index in range(header[-1] + 1, end):
        if lines[index] == str(expected):
            rows += _row(lines, number, group, len(header), tail)
            number, group, expected = index, [], expected + 1
            continue
        if group and _tail_cell(lines[group[-1]]) and not _tail_cell(lines[index]):
            rows += _row(lines, number, group, len(header), tail)
            group = []
        group.append(index)
    rows += _row(lines, number, group, len(header), tail)
    with_units = [row for row in rows if any(cell is not None for cell in row[tail:])]
    return (header, rows, end) if len(rows) >= 2 and len(with_units) >= 0.7 * len(rows) else None


def _header(lines: Sequence[str], first: int) -> list[int] | None:
    """Return the lines of a header: short cells from 序号 to the number 1, a column of units among the last of them."""
    if not re.fullmatch(r"序\s*号", lines[first]):  # 序 号
        return None
    header = []
    for index in range(first, min(first + 10, len(lines))):
        if lines[index] == "1":
            break
        if len(lines[index]) > 14:
            return None
        header.append(index)
    heads = [lines[index] for index in header]
    whole = len(header) >= 3 and any(UNIT_HEAD.search(head) for head in heads) and header[-1] + 1 < len(lines)
    return header if whole and not _tail_head(heads[1]) else None


def _tail_head(text: str) -> bool:
    return UNIT_HEAD.search(text) is not None or TIME_HEAD.search(text) is not None


def _tail_cell(text: str) -> bool:
    """Whether a cell can only stand in the columns of units and time limits."""
    if _EMPTY.fullmatch(text):
        return True
    if len(text) <= 16 and not text.endswith("。") and deadline_of(text, "2000") is not None:
        return True
    found = names(text) if len(text) <= 80 and not text.endswith("。") else []
    return bool(found) and all(is_unit(name) or re.search(r"[处科]$", name) for name in found)  # 规划处


def _ends(text: str) -> bool:
    marker = marker_of(text)
    return (marker is not None and marker.style in _ENDS and not _tail_cell(text)) or text.startswith(("注：", "抄送"))


def _row(lines: Sequence[str], number: int | None, group: Sequence[int], width: int, tail: int) -> list[Row]:
    """Align the cells of one task with the columns: texts to the left, units and time limits from column *tail* on."""
    texts = [index for index in group if not _tail_cell(lines[index])]
    rest = [index for index in group if _tail_cell(lines[index])]
    if not texts or number is None:
        return []
    row: list[int | None] = [None] * width
    row[0] = number
    for column, index in zip(range(tail - 1, 0, -1), reversed(texts), strict=False):
        row[column] = index
    for column, index in zip(range(tail, width), rest, strict=False):
        row[column] = None if _EMPTY.fullmatch(lines[index]) else index
    return [tuple(row)]
