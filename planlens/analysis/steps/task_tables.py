"""Read the rows of a unit table (序号、任务、牵头单位、配合单位、完成时限) as tasks with their units."""

from __future__ import annotations

import re

from planlens.analysis.draft import Draft, Note, Sentence
from planlens.analysis.flow import Flow
from planlens.analysis.grid import Grid
from planlens.analysis.notes import read
from planlens.analysis.years import stated_year
from planlens.language.dates import deadline_of
from planlens.model import Evidence, Role, Span

_TASK_HEAD = re.compile(r"(任务|举措|措施|事项|内容|工作|目标任务|重点|项目名称|项目|行动)")
_UNIT_HEAD = re.compile(r"(牵头|责任|配合|主办|协办|参与|参加|落实|承办|实施|主责)(责任)?(单位|部门|主体)")
_TIME_HEAD = re.compile(r"时限|时间|期限|节点|年限|进度")
_NOT_TASK_HEAD = re.compile(r"序号|单位|部门|时限|时间|备注|类别|属性|投资|领导|责任人|性质|年限|目标值|进展")
_TOTAL = re.compile(r"(合|小|总)\s?计")


def run(draft: Draft) -> None:
    """Add the tasks of every unit table, and of every list of projects in a section of tasks."""
    year = stated_year(draft)
    for grid in draft.grids:
        heading = draft.heading_before(grid.span.start)
        for sentence in _rows(grid, heading, year):
            projects = sentence.note is None
            if not projects or draft.role_of(heading) is Role.TASK:
                draft.sentences.append(sentence)


def _rows(grid: Grid, heading: int | None, year: str | None) -> list[Sentence]:
    heads = [re.sub(r"\s", "", cell.text) if cell is not None else "" for cell in grid.header]
    units = [k for k, head in enumerate(heads) if _UNIT_HEAD.search(head)]
    name = _task_column(grid, heads)
    projects = not units and any("项目名称" in head for head in heads)
    if name is None or not (units or projects):
        return []
    times = [k for k, head in enumerate(heads) if _TIME_HEAD.search(head) and k not in units]
    found: list[Sentence] = []
    for row in grid.rows:
        cell = row[name] if name < len(row) else None
        if len(row) != len(heads) or cell is None or len(cell) < 4 or _TOTAL.search(cell.text):
            continue
        sentence = Sentence(cell, grid.paragraph, heading, task=Evidence("table", 0.9 if units else 0.6))
        sentence.note = _note([(heads[k], row[k]) for k in units])
        sentence.deadline = _deadline([row[k] for k in times], year)
        if not any(other.flow.span == cell.span for other in found):
            found.append(sentence)
    return found


def _task_column(grid: Grid, heads: list[str]) -> int | None:
    """Return the column that says what is to be done: of those that may, the one with the most text."""
    named = [k for k, head in enumerate(heads) if _TASK_HEAD.search(head) and not _NOT_TASK_HEAD.search(head)]
    lengths = {k: sum(len(row[k] or ()) for row in grid.rows if k < len(row)) for k in named}
    return max(named, key=lambda k: lengths[k], default=None)


def _note(cells: list[tuple[str, Flow | None]]) -> Note | None:
    """Read the unit cells of a row as one note, each under its column's head."""
    filled = [(head, cell) for head, cell in cells if cell is not None and len(cell)]
    if not filled:
        return None
    label = re.compile(r"(牵头|责任|配合|主办|协办|参与|参加|落实|承办|实施|主责)(责任)?(单位|部门|主体)")
    parts = [f"{found[0]}：{cell.text}" for head, cell in filled if (found := label.search(head)) is not None]
    reading = read("；".join(parts))
    if reading is None or not reading.units:
        return None
    span = Span(min(cell.span.start for _, cell in filled), max(cell.span.end for _, cell in filled))
    return Note(span, reading.units, "table", reading.deadline)


def _deadline(cells: list[Flow | None], year: str | None) -> tuple[str, Span | None, str] | None:
    for cell in cells:
        found = deadline_of(cell.text, year) if cell is not None else None
        if cell is not None and found is not None:
            return (found[0], cell.locate(found[1], found[2]), "table")
    return None
