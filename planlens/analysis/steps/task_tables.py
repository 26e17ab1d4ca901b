"""Read the rows of a unit table (序号、任务、牵头单位、配合单位、完成时限) as tasks with their units."""

from __future__ import annotations

import re

from planlens.analysis.commitments import reason_against
from planlens.analysis.draft import Draft, Note, Sentence
from planlens.analysis.flow import Flow
from planlens.analysis.grid import Grid
from planlens.analysis.loose_units import TIME_HEAD, UNIT_HEAD
from planlens.analysis.notes import read
from planlens.analysis.units import names
from planlens.analysis.years import stated_year
from planlens.language.dates import deadline_of
from planlens.language.sentences import split
from planlens.model import Evidence, Role, Span, UnitRole

_TASK_HEAD = re.compile(r"(任务|举措|措施|事项|内容|工作|目标任务|重点|项目名称|项目|行动)")
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
    units = [k for k, head in enumerate(heads) if UNIT_HEAD.search(head)]
    name = _task_column(grid, heads)
    projects = not units and any("项目名称" in head for head in heads)
    if name is None or not (units or projects):
        return []
    times = [k for k, head in enumerate(heads) if TIME_HEAD.search(head) and k not in units]
    found: list[Sentence] = []
    for row in grid.rows:
        cell = row[name] if name < len(row) else None
        if len(row) != len(heads) or cell is None or len(cell) < 4 or _TOTAL.search(cell.text):
            continue
        if any(other.flow.span.overlaps(cell.span) for other in found):
            continue
        note = _note([(heads[k], row[k]) for k in units])
        deadline = _deadline([row[k] for k in times], year)
        for flow in _tasks(cell, own_year=year):
            evidence = Evidence("table", 0.9 if units else 0.6)
            found.append(Sentence(flow, grid.paragraph, heading, note=note, task=evidence, deadline=deadline))
    return found


def _tasks(cell: Flow, own_year: str | None) -> list[Flow]:
    """Return the sentences of a cell that are tasks; a cell of one sentence is one whatever it says."""
    sentences = [cell.part(start, end) for start, end in split(cell.text)]
    sentences = [sentence for sentence in sentences if len(sentence) > 1]
    if len(sentences) == 1:
        return sentences
    return [sentence for sentence in sentences if reason_against(sentence.text, own_year) is None]


def _task_column(grid: Grid, heads: list[str]) -> int | None:
    """Return the column that says what is to be done: of those that may, the one with the most text."""
    named = [k for k, head in enumerate(heads) if _TASK_HEAD.search(head) and not _NOT_TASK_HEAD.search(head)]
    lengths = {k: sum(len(row[k] or ()) for row in grid.rows if k < len(row)) for k in named}
    return max(named, key=lambda k: lengths[k], default=None)


def _note(cells: list[tuple[str, Flow | None]]) -> Note | None:
    """Read the unit cells of a row as one note, each in the role of its column's head."""
    units: dict[str, UnitRole] = {}
    filled = [(head, cell) for head, cell in cells if cell is not None and len(cell)]
    for head, cell in filled:
        own = read(cell.text) if re.search(r"牵头|负责|配合|[:：]", cell.text) else None
        listed = own.units if own is not None else [(name, _role(head)) for name in names(cell.text)]
        for name, role in listed:
            units.setdefault(name, role)
    if not units:
        return None
    span = Span(min(cell.span.start for _, cell in filled), max(cell.span.end for _, cell in filled))
    return Note(span, tuple(units.items()), "table")


def _role(head: str) -> UnitRole:
    if re.search(r"牵头|主办|主责", head):
        return UnitRole.LEAD
    return UnitRole.SUPPORT if re.search(r"配合|协办|参与|参加", head) else UnitRole.RESPONSIBLE


def _deadline(cells: list[Flow | None], year: str | None) -> tuple[str, Span | None, str] | None:
    for cell in cells:
        found = deadline_of(cell.text, year) if cell is not None else None
        if cell is not None and found is not None:
            return (found[0], cell.locate(found[1], found[2]), "table")
    return None
