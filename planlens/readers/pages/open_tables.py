"""Tables drawn with level lines only, as science prints them: columns from the gaps between the texts."""

from __future__ import annotations

from collections.abc import Sequence

from planlens.readers.pages.grids import MAX_RULES, GridCell, RuledTable
from planlens.readers.pages.lines import rows_of
from planlens.readers.pages.model import Rule, Run

_SAME = 4.0
"""How far the ends of a table's lines may differ, in points."""
_LEAST_WIDTH = 150.0


def open_tables(rules: Sequence[Rule], runs: Sequence[Run], taken: Sequence[RuledTable]) -> list[RuledTable]:
    """Return the tables of at least three equally long level lines, outside the tables that are known.

    Args:
        rules: the page's ruling lines.
        runs: its text outside the known tables.
        taken: the known tables.
    """
    spans = [(table.ys[0] - 2, table.ys[-1] + 2) for table in taken]
    level = [
        rule
        for rule in rules
        if rule.horizontal
        and rule.end - rule.start > _LEAST_WIDTH
        and not any(top <= rule.at <= bottom for top, bottom in spans)
    ]
    if len(level) > MAX_RULES:
        return []
    groups: list[list[Rule]] = []
    for rule in sorted(level, key=lambda rule: rule.at):
        group = next((g for g in groups if _alike(g[0], rule)), None)
        if group is None:
            groups.append([rule])
        elif rule.at - group[-1].at > 3:
            group.append(rule)
    found = []
    for group in groups:
        whole = _table(group, runs)
        parts = [whole] if whole is not None else [_table(group[at : at + 3], runs) for at in range(0, len(group), 3)]
        found += [table for table in parts if table is not None]
    return found


def _alike(rule: Rule, other: Rule) -> bool:
    return abs(rule.start - other.start) < _SAME and abs(rule.end - other.end) < _SAME


def _table(rules: Sequence[Rule], runs: Sequence[Run]) -> RuledTable | None:
    """Return the table between the first and the last line, None where the text between is not in columns."""
    if len(rules) < 3:
        return None
    inside = [run for run in runs if rules[0].at < run.middle < rules[-1].at]
    body = [run for run in inside if run.middle > rules[1].at]
    xs = _walls(rules[0], body)
    if len(xs) < 3:
        return None
    rows = rows_of(inside)
    filled = [len({_column(xs, run) for run in row}) for row in rows]
    if len(rows) < 3 or filled[0] < 2 or 2 * sum(count > 1 for count in filled) < len(rows):
        return None
    first = [min(run.baseline - run.size for run in row) for row in rows if any(_column(xs, run) == 0 for run in row)]
    edges = [rule.at for rule in rules]
    starts = [y - 2 for y in first if all(abs(y - edge) > 0.9 * rows[0][0].size for edge in edges)]
    ys = sorted([*edges, *(y for y in starts if rules[1].at < y)])
    owners = [
        [GridCell(row, column, 1, 1, xs[column], xs[column + 1]) for column in range(len(xs) - 1)]
        for row in range(len(ys) - 1)
    ]
    return RuledTable(xs, ys, [cell for line in owners for cell in line], owners)


def _walls(rule: Rule, runs: Sequence[Run]) -> list[float]:
    """Return the edges of the columns: the middles of the gaps that no text of the table's body crosses."""
    xs = [rule.start]
    reach: float | None = None
    for run in sorted(runs, key=lambda run: run.left):
        if reach is not None and run.left - reach > 0.8 * run.size:
            xs.append((reach + run.left) / 2)
        reach = run.right if reach is None else max(reach, run.right)
    return [*xs, rule.end]


def _column(xs: Sequence[float], run: Run) -> int:
    return sum(x <= run.left for x in xs[1:-1])
