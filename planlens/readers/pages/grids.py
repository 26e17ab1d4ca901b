"""Tables from ruling lines: lines that touch form a grid; where a wall is missing, cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planlens.readers.pages.model import Rule, Run

TOUCH = 3.0
"""How far, in points, two lines may stand apart and still meet: borders are drawn cell by cell, with small gaps."""
MAX_RULES = 4000
"""Pages with more ruling lines than this hold drawings, not tables."""
MAX_CELLS = 20_000
_HANGS = "。，、；：！？”’）》】%)"
"""Stops may hang over the wall behind the character before them."""


@dataclass(slots=True)
class GridCell:
    """A cell: its place, its extent, and the runs in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    right: float
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class RuledTable:
    """A grid: the places of its lines, and its cells in reading order."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owners: list[list[GridCell]]

    def take(self, runs: Iterable[Run]) -> list[Run]:
        """Put the runs that stand inside into their cells, cut at the walls; return the others."""
        rest = []
        for run in runs:
            row = bisect_right(self.ys, run.middle) - 1
            if not 0 <= row < len(self.ys) - 1 or run.right < self.xs[0] or run.left > self.xs[-1]:
                rest.append(run)
                continue
            self._share(run, row)
        return rest

    def _share(self, run: Run, row: int) -> None:
        start, owner = 0, self._owner(run.lefts[0] + 0.3 * run.size, row)
        if self._owner(run.lefts[-1] + 0.3 * run.size, row) is owner:
            owner.runs.append(run)
            return
        for index in range(1, len(run.text)):
            other = self._owner(run.lefts[index] + 0.3 * run.size, row)
            if other is not owner and run.text[index] not in _HANGS:
                owner.runs.append(run.part(start, index))
                start, owner = index, other
        owner.runs.append(run.part(start, len(run.text)))

    def _owner(self, x: float, row: int) -> GridCell:
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return self.owners[row][column]


def tables_of(rules: Sequence[Rule]) -> list[RuledTable]:
    """Return the tables that a page's ruling lines draw, from top to bottom."""
    if len(rules) > MAX_RULES:
        return []
    across = _joined([rule for rule in rules if rule.horizontal])
    down = _joined([rule for rule in rules if not rule.horizontal])
    if len(across) * len(down) > 250_000:
        return []
    tables = (_table(*group) for group in _groups(across, down))
    return sorted((table for table in tables if table is not None), key=lambda table: table.ys[0])


def _joined(rules: list[Rule]) -> list[Rule]:
    """Join lines on one axis that overlap or nearly meet."""
    joined: list[Rule] = []
    places = sorted({rule.at for rule in rules})
    snapped = dict(zip(places, _snapped(places), strict=True))
    for rule in sorted(rules, key=lambda rule: (snapped[rule.at], rule.start)):
        last = joined[-1] if joined else None
        at = snapped[rule.at]
        if last is not None and last.at == at and rule.start <= last.end + TOUCH:
            joined[-1] = Rule(rule.horizontal, at, last.start, max(last.end, rule.end))
        else:
            joined.append(Rule(rule.horizontal, at, rule.start, rule.end))
    return joined


def _snapped(places: Sequence[float]) -> list[float]:
    """Return sorted places with those less than the tolerance apart made equal."""
    result: list[float] = []
    for place in places:
        result.append(result[-1] if result and place - result[-1] <= TOUCH else place)
    return result


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the lines that hang together by crossing or touching."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - TOUCH <= v.at <= h.end + TOUCH and v.start - TOUCH <= h.at <= v.end + TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return list(groups.values())


def _table(across: list[Rule], down: list[Rule]) -> RuledTable | None:
    """Build the grid of one group of lines; outer walls may be missing (tables open at the sides)."""
    if not across or not down or len(across) + len(down) < 3:
        return None
    reach_x = [x for rule in across for x in (rule.start, rule.end)]
    reach_y = [y for rule in down for y in (rule.start, rule.end)]
    xs = _distinct([*(rule.at for rule in down), min(reach_x), max(reach_x)])
    ys = _distinct([*(rule.at for rule in across), min(reach_y), max(reach_y)])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS:
        return None
    if xs[-1] - xs[0] < 30 or ys[-1] - ys[0] < 10:
        return None
    return _with_cells(xs, ys, across, down)


def _distinct(places: Iterable[float]) -> list[float]:
    ordered = sorted(places)
    return sorted(set(_snapped(ordered)))


def _with_cells(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> RuledTable:
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = [[rule for rule in down if abs(rule.at - x) <= TOUCH] for x in xs[1:]]
    floors = [[rule for rule in across if abs(rule.at - y) <= TOUCH] for y in ys[1:]]
    right = [[_reaches(walls[c], (ys[r] + ys[r + 1]) / 2) for c in range(columns)] for r in range(rows)]
    below = [[_reaches(floors[r], (xs[c] + xs[c + 1]) / 2) for c in range(columns)] for r in range(rows)]
    owners: list[list[GridCell | None]] = [[None] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] is not None:
                continue
            wide = 1
            while column + wide < columns and not right[row][column + wide - 1] and owners[row][column + wide] is None:
                wide += 1
            high = 1
            while row + high < rows and not any(below[row + high - 1][column : column + wide]):
                high += 1
            cell = GridCell(row, column, high, wide, xs[column], xs[column + wide])
            cells.append(cell)
            for r in range(row, row + high):
                for c in range(column, column + wide):
                    owners[r][c] = cell
    whole = [[cell for cell in line if cell is not None] for line in owners]
    return RuledTable(xs, ys, cells, whole)


def _reaches(rules: Sequence[Rule], middle: float) -> bool:
    return any(rule.start <= middle <= rule.end for rule in rules)
