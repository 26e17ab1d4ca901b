"""What stands where in a task table: which columns hold tasks, units, time limits, progress."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.analysis.cells import lines_of, listed_units
from planlens.analysis.grid import Grid
from planlens.analysis.heads import PROGRESS, UNITS, Kind, kind_of
from planlens.analysis.units import is_unit, names

_LIMIT = re.compile(r"时限|期限|节点|完成|办结|截止|整改")
"""Heads of time limits that only a task table has; 时间 alone also heads a timetable."""
_NAME = re.compile(r"名称|事项$|项目$|类别|一级")
_MAX_TITLE = 40
"""Mean length of the cells of a column of titles."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a task table by what they hold.

    Attributes:
        heads: the head of each column, without blanks.
        task: the column that says what is to be done.
        sections: the columns left of it that group the tasks, the widest group first.
        units: the columns of units.
        times: the columns of time limits.
        targets: the columns of aims.
        progress: the columns that say how far a task is.
    """

    heads: tuple[str, ...]
    task: int
    sections: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    progress: tuple[tuple[Kind, int], ...] = ()

    @property
    def is_ledger(self) -> bool:
        """Whether the table gives its tasks units or progress, so that each of its rows is a task."""
        return bool(self.units or self.progress)


def columns_of(grid: Grid, text: str) -> Columns | None:
    """Return the columns of a table of tasks, None for other tables; *text* is the document's."""
    heads = tuple(re.sub(r"\s", "", cell.text) if cell is not None else "" for cell in grid.header)
    kinds = [kind_of(head) for head in heads]
    task = _task_column(grid, heads, kinds)
    if task is None:
        return None
    units = tuple(k for k, kind in enumerate(kinds) if kind in UNITS) or _bare_units(grid, heads)
    times = tuple(k for k, kind in enumerate(kinds) if kind is Kind.TIME)
    progress = tuple((kind, k) for k, kind in enumerate(kinds) if kind in PROGRESS and k != task)
    limited = any(_LIMIT.search(heads[k]) for k in times)
    projects = any("项目名称" in head for head in heads)
    if not (units or projects or (grid.ruled and (progress or limited))):
        return None
    if not grid.ruled:
        return Columns(heads, task, units=units, times=times)
    left = [k for k in range(task) if kinds[k] in (Kind.SECTION, Kind.TASK)]
    return Columns(
        heads=heads,
        task=task,
        sections=tuple(k for k in left if _is_titles(grid, k, text)) if units or progress or limited else (),
        units=units,
        times=times,
        targets=tuple(k for k, kind in enumerate(kinds) if kind is Kind.TARGET and k != task),
        progress=progress,
    )


def _task_column(grid: Grid, heads: tuple[str, ...], kinds: list[Kind | None]) -> int | None:
    """Return the column that says what is to be done: of those that may, the one with the most text.

    A table without one may have it under another name: the next steps of a list of problems, the group or the aim of
    a short ledger.
    """
    for wanted in (Kind.TASK, Kind.NEXT, Kind.SECTION, Kind.TARGET):
        named = [k for k, kind in enumerate(kinds) if kind is wanted]
        named = [k for k in named if wanted is not Kind.NEXT or "整改" in heads[k]]
        if named and (wanted is Kind.TASK or any(kind in UNITS for kind in kinds)):
            return max(named, key=lambda k: (_weight(grid, heads, k), k))
    return None


def _bare_units(grid: Grid, heads: tuple[str, ...]) -> tuple[int, ...]:
    """Return the columns headed 单位 alone that hold names of units, not units of measure."""
    found = []
    for column in (
        k for k, head in enumerate(heads) if grid.ruled and re.fullmatch(r"单位(名称)?|部门|责任|科室", head)
    ):
        cells = [names(listed_units(cell)) for row in grid.rows if (cell := row[column]) is not None and len(cell)]
        if sum(all(map(is_unit, listed)) for listed in cells) >= 0.6 * len(cells) > 0:
            found.append(column)
    return tuple(found)


def _weight(grid: Grid, heads: tuple[str, ...], column: int) -> float:
    """Return how much text a column holds; names (项目名称, 工作事项) count half, for contents stand beside them."""
    size = sum(len(row[column] or ()) for row in grid.rows if column < len(row))
    return size / 2 if _NAME.search(heads[column]) else size


def _is_titles(grid: Grid, column: int, text: str) -> bool:
    """Whether the lines in a column's cells are titles, not texts or numbers."""
    cells = {cell.text: cell for row in grid.rows if (cell := row[column]) is not None and len(cell)}
    lines = [line.text for cell in cells.values() for line in lines_of(cell, text)]
    worded = [line for line in lines if re.search(r"[\u4e00-\u9fff]{2}", line)]
    return bool(worded) and len(worded) >= 0.7 * len(lines) and sum(map(len, worded)) <= _MAX_TITLE * len(worded)
