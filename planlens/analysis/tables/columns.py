"""What stands where in a task table: which columns hold tasks, units, time limits, progress.

A column is known by its head (``resources/table-heads.tsv``) and by what its cells look like: where the head says
nothing the cells decide, and a head that they plainly contradict (persons below 责任单位) does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planlens.analysis.flow import Flow
from planlens.analysis.judging.commitments import acts
from planlens.analysis.notes.note_words import role_of
from planlens.analysis.notes.units import is_unit
from planlens.analysis.tables.cells import lines_of
from planlens.analysis.tables.grid import Grid
from planlens.analysis.tables.heads import PROGRESS, UNITS, Kind, kind_of
from planlens.analysis.tables.periods import period_of_head
from planlens.analysis.tables.shapes import Shape, shape_of, shares
from planlens.model import UnitRole

_LIMIT = re.compile(r"时限|期限|节点|完成|办结|截止|整改")
"""Heads of time limits that only a task table has; 时间 alone also heads a timetable."""
_WHEN = re.compile(r"日期|时间|月份|周次|^[月周]$")  # 完成时间 / 月份
_BOUND = re.compile(r"[底末前内]|[全每][年月周天日]|长期|持续|季度")
"""What tells a time limit (7月底前, 全年) from the day of an event."""
# 已完成选址, 正在招标: what has been done says nothing of what is to be done
_TOLD = re.compile(r"已|正在|目前|累计|完成了")
_MEASURES = re.compile(r"措施|举措|内容|做法|具体|细化|描述|步骤|怎么[干做]|路径")
"""Heads of what exactly is to be done; where several columns may be the task, these are."""
_NAME = re.compile(r"名称|事项$|项目$|类别|一级|要求|标准|依据")
"""Heads of names and conditions, beside which the contents stand: 项目名称, 工作事项, 工作要求."""
_KINDS = {UnitRole.LEAD: Kind.LEAD, UnitRole.SUPPORT: Kind.SUPPORT, None: Kind.OTHER}
"""The kinds of columns of units by what their heads' verbs say; those who only watch (督办) do no task."""
_MAX_TITLE = 40
"""Mean length of the cells of a column of titles."""
_MOST, _SOME = 0.6, 0.3
_LEAST = 4
"""Characters of a cell that can be a task."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a task table by what they hold.

    Attributes:
        heads: the head of each column, without blanks.
        task: the column that says what is to be done; of a matrix its first one.
        sections: the columns left of it that group the tasks, the widest group first.
        numbers: the column of the number of each of these sections, None where they have none.
        about: texts left of the tasks that say what their section is about or asks for.
        number: the column of the rows' own numbers.
        dated: the columns of a matrix: each holds tasks for the time that its head names.
        units: the columns of units, with their kinds.
        times: the columns of time limits.
        targets: the columns of aims.
        progress: the columns that say how far a task is.
    """

    heads: tuple[str, ...]
    task: int
    sections: tuple[int, ...] = ()
    numbers: tuple[int | None, ...] = ()
    about: tuple[int, ...] = ()
    number: int | None = None
    dated: tuple[tuple[int, str], ...] = ()
    units: tuple[tuple[Kind, int], ...] = ()
    times: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    progress: tuple[tuple[Kind, int], ...] = ()

    @property
    def is_ledger(self) -> bool:
        """Whether the table gives its tasks units, progress or times, so that each of its rows is a task."""
        return bool(self.units or self.progress or self.dated)


def columns_of(grid: Grid, text: str) -> Columns | None:
    """Return the columns of a table of tasks, None for other tables; *text* is the document's."""
    if is_form(grid):
        return None
    heads = tuple(re.sub(r"\s", "", cell.text) if cell is not None else "" for cell in grid.header)
    kinds = _kinds(grid, heads)
    dated = _dated(grid, heads, kinds)
    task = dated[0][0] if dated else _task_column(grid, heads, kinds)
    if task is None:
        return None
    units = tuple((kind, k) for k, kind in enumerate(kinds) if kind in UNITS)
    times = tuple(k for k, kind in enumerate(kinds) if kind is Kind.TIME)
    progress = tuple((kind, k) for k, kind in enumerate(kinds) if kind in PROGRESS and k != task)
    limited = any(_LIMIT.search(heads[k]) or _limits(grid, k) for k in times)
    projects = any("项目名称" in head for head in heads)
    if not (units or projects or dated or (grid.ruled and (progress or limited))):
        return None
    found = Columns(heads, task, dated=dated, units=units, times=times)
    found = replace(found, number=next((k for k in range(task) if kinds[k] is Kind.NUMBER), None))
    if not (units or progress or limited or dated):
        return found
    grouping = {Kind.SECTION, Kind.TASK, *((None,) if grid.ruled else ()), *((Kind.TARGET,) if dated else ())}
    left = [k for k in range(task) if kinds[k] in grouping and _cells(grid, k)]
    titles = tuple(k for k in left if _is_titles(grid, k, text))
    if grid.plain and not any(_groups(grid, k) for k in titles):
        left, titles = [], ()
    targets = tuple(k for k, kind in enumerate(kinds) if kind is Kind.TARGET and k != task)
    return replace(
        found,
        sections=titles,
        numbers=tuple(_number_of(grid, heads, kinds, k) for k in titles),
        about=tuple(k for k in left if k not in titles and kinds[k] is Kind.TASK),
        targets=targets if grid.ruled else (),
        progress=progress if grid.ruled else (),
    )


def is_form(grid: Grid) -> bool:
    """Whether a table is a form of labels and values (项目名称 | 智慧水务; 邮编 | 234567), not rows below heads.

    Then the labels go down the first column: most of its cells are heads of columns that hold no tasks, and the cells
    beside them look like nothing in common.
    """
    rows = (grid.header, *grid.rows)
    first = [row[0].text for row in rows if row and row[0] is not None]
    if len(first) < 3 or len(set(first)) < len(first) or any(len(cell) > 12 for cell in first):
        return False
    labels = [kind_of(cell) for cell in first]
    plain = [kind for kind in labels if kind is not None and kind not in (Kind.SECTION, Kind.TASK)]
    known = [kind for kind in labels if kind is not None]
    return 2 * len(plain) >= len(first) or (len(plain) > 1 and len(known) >= 0.8 * len(first))


def _kinds(grid: Grid, heads: Sequence[str]) -> list[Kind | None]:
    """Return what each column holds: as its head says, unless its cells say otherwise or the head says nothing."""
    kinds: list[Kind | None] = []
    for column, head in enumerate(heads):
        kind = kind_of(head)
        if not grid.ruled:
            kinds.append(kind)
            continue
        cells = _cells(grid, column)
        seen = shares(cells)
        persons = seen.get(Shape.PERSONS, 0) >= _MOST
        numbered = seen.get(Shape.MARK, 0) + seen.get(Shape.FIGURE, 0) >= _MOST
        if kind in UNITS and persons and not any(map(is_unit, cells)):
            kind = Kind.OTHER
        elif kind in (Kind.TASK, Kind.SECTION) and numbered:
            kind = Kind.NUMBER
        elif kind is None or (kind is Kind.OTHER and re.fullmatch(r"单位(名称)?|部门|责任|科室", head)):  # 责任 / 科室
            kind = _unnamed(head, cells, seen, kind)
        kinds.append(kind)
    _find_tasks(grid, heads, kinds)
    return kinds


def _unnamed(head: str, cells: Sequence[str], seen: dict[Shape, float], kind: Kind | None) -> Kind | None:
    """Return what a column holds whose head says nothing, by its cells."""
    if seen.get(Shape.PERSONS, 0) >= _MOST:
        return Kind.OTHER
    if seen.get(Shape.UNITS, 0) >= _MOST:
        return _KINDS.get(role_of(head), Kind.RESPONSIBLE)
    if seen.get(Shape.TIME, 0) >= _MOST:
        return Kind.TIME if _WHEN.search(head) or _bounded(cells) else Kind.OTHER
    if seen.get(Shape.MARK, 0) >= _MOST:
        return Kind.NUMBER
    return kind


def _find_tasks(grid: Grid, heads: Sequence[str], kinds: list[Kind | None]) -> None:
    """Where there are units, but no head names the tasks, or only their projects: texts before the units are the tasks.

    Without texts, titles that begin with deeds are.
    """
    if not grid.ruled or not any(kind in UNITS for kind in kinds):
        return
    named = [k for k, kind in enumerate(kinds) if kind is Kind.TASK]
    if any(_rank(heads[k]) and _is_full(grid, k) for k in named):
        return
    first = min(k for k, kind in enumerate(kinds) if kind in UNITS)
    unknown = [k for k, kind in enumerate(kinds) if kind is None and (k < first or not named)]
    texts = [k for k in unknown if shares(_cells(grid, k)).get(Shape.TEXT, 0) >= 0.5]
    titles = [k for k in unknown if k not in texts and shares(_cells(grid, k)).get(Shape.TITLE, 0) >= 0.5]
    deeds = [k for k in titles if sum(map(acts, _cells(grid, k))) >= 0.5 * len(_cells(grid, k))]
    for column in texts or ([] if named else deeds[-1:]):
        kinds[column] = Kind.TASK
    for column in titles:
        if kinds[column] is None and Kind.TASK in kinds[column:]:
            kinds[column] = Kind.SECTION


def _is_full(grid: Grid, column: int) -> bool:
    """Whether a column has a cell of its own in most rows."""
    spans = {cell.span for row in grid.rows if (cell := row[column]) is not None and len(cell)}
    return len(spans) >= 0.7 * len(grid.rows)


def _cells(grid: Grid, column: int) -> list[str]:
    """Return the texts of the filled cells of a column."""
    cells = (row[column] for row in grid.rows if column < len(row))
    return [cell.text for cell in cells if cell is not None and len(cell)]


def _bounded(cells: Sequence[str]) -> bool:
    return sum(_BOUND.search(cell) is not None for cell in cells) >= _SOME * len(cells)


def _limits(grid: Grid, column: int) -> bool:
    """Whether the times of a column are limits (7月底前), whatever its head."""
    cells = _cells(grid, column)
    return bool(cells) and _bounded(cells) and shares(cells).get(Shape.TIME, 0) >= _MOST


def _dated(grid: Grid, heads: Sequence[str], kinds: Sequence[Kind | None]) -> tuple[tuple[int, str], ...]:
    """Return the columns of a matrix with their times: heads that are nothing but times, over texts, not figures.

    A table that has its tasks and their time limits beside them (序时进度) is no matrix.
    """
    if not grid.ruled or (Kind.TIME in kinds and Kind.TASK in kinds):
        return ()
    found = []
    for column, head in enumerate(heads):
        time = period_of_head(head)
        cells = _cells(grid, column) if time is not None else []
        seen = shares(cells)
        told = sum(_TOLD.match(cell) is not None for cell in cells)
        if time is not None and 2 * told < len(cells) and seen.get(Shape.TEXT, 0) + seen.get(Shape.TITLE, 0) >= _MOST:
            found.append((column, time))
    return tuple(found) if len(found) > 1 else ()


def _task_column(grid: Grid, heads: tuple[str, ...], kinds: Sequence[Kind | None]) -> int | None:
    """Return the column that says what is to be done.

    Of those that may, the one whose head names measures, then the one with contents rather than names, then the last:
    what stands left of it is what its rows belong to. Columns whose cells go over several rows stand back.
    A table without one may have it under another name: the next steps of a list of problems, the group or the aim of
    a short ledger.
    """
    for wanted in (Kind.TASK, Kind.NEXT, Kind.SECTION, Kind.TARGET):
        named = [k for k, kind in enumerate(kinds) if kind is wanted and _may_be_tasks(grid, k)]
        named = [k for k in named if wanted is not Kind.NEXT or "整改" in heads[k]]
        if named and (wanted is Kind.TASK or any(kind in UNITS for kind in kinds)):
            return _narrowest(grid, heads, named)
    return None


def _narrowest(grid: Grid, heads: Sequence[str], named: Sequence[int]) -> int:
    counts = {k: len({cell.span for row in grid.rows if (cell := row[k]) is not None and len(cell)}) for k in named}
    single = [k for k in named if counts[k] >= 0.7 * max(counts.values())]
    best = max(single, key=lambda k: (_rank(heads[k]), k))
    size = {k: sum(map(len, _cells(grid, k))) for k in single}
    fuller = [k for k in single if size[k] > 4 * size[best] and _rank(heads[k]) >= 1]
    return max(fuller, key=size.__getitem__) if fuller else best


def _rank(head: str) -> int:
    return 0 if _NAME.search(head) and not _MEASURES.search(head) else 2 if _MEASURES.search(head) else 1


def _may_be_tasks(grid: Grid, column: int) -> bool:
    """Whether most cells of a column can be tasks: words, not units, persons, addresses or numbers."""
    cells = _cells(grid, column)
    possible = [cell for cell in cells if shape_of(cell) in (Shape.TEXT, Shape.TITLE) or acts(cell[:4])]
    return bool(cells) and len(possible) >= 0.5 * len(cells)


def _is_titles(grid: Grid, column: int, text: str) -> bool:
    """Whether the lines in a column's cells are titles, not texts or numbers."""
    cells = {cell.text: cell for row in grid.rows if (cell := row[column]) is not None and len(cell)}
    lines = [line.text for cell in cells.values() for line in lines_of(cell, text)]
    worded = [line for line in lines if re.search(r"[\u4e00-\u9fff]{2}", line)]  # 建设
    if not worded or len(worded) < 0.7 * len(lines) or sum(map(len, worded)) > _MAX_TITLE * len(worded):
        return False
    # 建设平台。完善设施 / 建设平台，完善设施。
    sentences = [line for line in worded if re.search(r"。.|[，；].*[。；]$", line)]
    return 2 * len(sentences) < len(worded)


def _groups(grid: Grid, column: int) -> bool:
    """Whether titles stand over several rows; a plain text whose rows have a name each is a flat list of tasks."""
    return any(cell is None or not len(cell) or cell == before for before, cell in pairwise(_column(grid, column)))


def _column(grid: Grid, column: int) -> list[Flow | None]:
    return [row[column] for row in grid.rows if len(row) > column]


def _number_of(grid: Grid, heads: Sequence[str], kinds: Sequence[Kind | None], column: int) -> int | None:
    """Return the column left of a column of titles where their numbers stand: one for each title, and no other.

    Titles that bring their own marks, and mere classes with numbered rows, have none.
    """
    left = column - 1
    if left < 0 or kinds[left] is not Kind.NUMBER:
        return None
    pairs = {(_place(row[left]), _place(row[column])) for row in grid.rows}
    numbers = [number for number, _ in pairs if number is not None]
    titles = [title for _, title in pairs if title is not None]
    paired = all((number is None) == (title is None) for number, title in pairs)
    single = len(set(numbers)) == len(numbers) and len(set(titles)) == len(titles)
    own = kinds[column] is not Kind.SECTION or len(titles) < len(grid.rows) or not heads[left]
    marked = any(_MARKED.match(title) for title in _cells(grid, column))
    return left if paired and single and own and not marked else None


_MARKED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]|第[一二三四五六七八九十]")
"""``（一）强化领导``: a title with a mark of its own."""


def _place(cell: Flow | None) -> tuple[int, int] | None:
    return (cell.span.start, cell.span.end) if cell is not None and len(cell) else None
