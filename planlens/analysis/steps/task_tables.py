"""Read the rows of task tables and ledgers (序号、任务、牵头单位、配合单位、完成时限、进展情况) as tasks.

A row is a task with the units, the time limit and the progress that its other cells state. In tables that the file
itself has as tables, rows of one wide cell and the cells left of the tasks become sections over their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.analysis.cells import items_of, lines_of, listed_units
from planlens.analysis.columns import Columns, columns_of
from planlens.analysis.commitments import reason_against
from planlens.analysis.draft import Draft, Note, Sentence
from planlens.analysis.flow import Flow
from planlens.analysis.grid import Grid, Row
from planlens.analysis.heads import UNITS, Kind, kind_of
from planlens.analysis.ledger import Groups, is_aside, progress_of
from planlens.analysis.notes import read
from planlens.analysis.units import names
from planlens.analysis.years import stated_year
from planlens.language.numerals import narrow
from planlens.language.sentences import split
from planlens.language.table_dates import cell_deadline
from planlens.model import Evidence, Role, Span, UnitRole

_PERSONS = re.compile(r"责任人|负责人|联系人|领导")
_PROPOSED = re.compile(r"[^、，,；;：:]+[（(]建议[)）]")
_LEAST = 4
"""Characters of a cell that can be a task."""


def run(draft: Draft) -> None:
    """Add the tasks of every task table, and of every list of projects in a section of tasks."""
    year = stated_year(draft)
    above = [draft.heading_before(grid.span.start) for grid in draft.grids]
    for grid, heading in zip(draft.grids, above, strict=True):
        columns = columns_of(grid, draft.text)
        if columns is not None and (columns.is_ledger or draft.role_of(heading) is Role.TASK):
            _Reader(draft, grid, columns, heading, year or _year(draft, grid)).read()
    draft.sort_headings()


def _year(draft: Draft, grid: Grid) -> str | None:
    """Return the only year that a table's caption or the file's name speaks of."""
    for text in (grid.caption, draft.document.source.name):
        years = {found[0] for found in re.finditer(r"(?<!\d)20\d{2}(?!\d)", narrow(text))}
        if len(years) == 1:
            return years.pop()
    return None


class _Reader:
    """Reads one table."""

    def __init__(self, draft: Draft, grid: Grid, columns: Columns, heading: int | None, year: str | None) -> None:
        self._draft = draft
        self._grid = grid
        self._columns = columns
        self._heading = heading
        self._year = year
        self._task: Flow | None = None
        self._found: list[Sentence] = []

    def read(self) -> None:
        """Add the sentences of all rows; a caption that was taken for a task is none."""
        groups = Groups(self._draft, self._grid, self._columns, self._heading)
        progress = progress_of(self._grid, self._columns, self._draft.text)
        for sentence in self._draft.sentences:
            if self._grid.caption and sentence.flow.text == self._grid.caption:
                sentence.task = None
        for place, row in enumerate(self._grid.rows):
            if len(row) != len(self._columns.heads) or is_aside(row):
                continue
            if self._grid.ruled and groups.is_band(place, row):
                continue
            cell = row[self._columns.task]
            if cell is None or len(cell) < _LEAST:
                continue
            note = self._note(row)
            if cell == self._task:
                self._add_row(row, note)
                continue
            heading = groups.heading(row) if self._grid.ruled else self._heading
            if note is None and not self._columns.is_ledger and self._draft.role_of(self._heading) is not Role.TASK:
                continue
            self._task = cell
            self._found = self._sentences(row, cell, place, heading, note)
            for sentence in self._found:
                sentence.progress = progress[place]
            self._draft.sentences += self._found

    def _sentences(self, row: Row, cell: Flow, place: int, heading: int | None, note: Note | None) -> list[Sentence]:
        """Return the task sentences of a row; its aims stand beside them, to be searched for targets."""
        paragraph = -1 - place  # of its own: no sentence of the text goes on here
        evidence = Evidence("table", 0.9 if self._columns.is_ledger else 0.6)
        text = self._draft.text
        flows = _tasks(items_of(cell, text), self._year)
        found = [
            Sentence(flow, paragraph, heading, note=note, task=evidence, deadline=self._deadline(row)) for flow in flows
        ]
        aims = [line for k in self._columns.targets if (aim := row[k]) is not None for line in lines_of(aim, text)]
        for sentence in found[-1:]:
            sentence.beside = tuple(Sentence(aim, paragraph, heading) for aim in aims)
        return found

    def _add_row(self, row: Row, note: Note | None) -> None:
        """Add the units of a further row of a task whose cell goes over several rows; the later time limit holds."""
        deadline = self._deadline(row)
        for sentence in self._found:
            if deadline is not None and (sentence.deadline is None or deadline[0] > sentence.deadline[0]):
                sentence.deadline = deadline
            if note is None:
                continue
            known = sentence.note.units if sentence.note is not None else ()
            names_known = {name for name, _ in known}
            more = tuple(unit for unit in note.units if unit[0] not in names_known)
            sentence.note = Note(note.span, (*known, *more), note.rule)

    def _note(self, row: Row) -> Note | None:
        """Read the unit cells of a row as one note, each in the role of its column's head."""
        units: dict[str, UnitRole] = {}
        cells = [(self._columns.heads[k], cell) for k in self._columns.units if (cell := row[k]) is not None]
        for head, cell in cells:
            listed = listed_units(cell, persons=_PERSONS.search(head) is not None)
            for name, role in _units(head, listed):
                units.setdefault(name, role)
        if not units:
            return None
        span = Span(min(cell.span.start for _, cell in cells), max(cell.span.end for _, cell in cells))
        return Note(span, tuple(units.items()), "table")

    def _deadline(self, row: Row) -> tuple[str, Span | None, str] | None:
        """Return the time limit in the first of the columns of time limits that holds one."""
        for cell in (row[k] for k in self._columns.times):
            found = cell_deadline(cell.text, self._year) if cell is not None else None
            if cell is not None and found is not None:
                return (found[0], cell.locate(found[1], found[2]), "table")
        return None


def _units(head: str, listed: str) -> Sequence[tuple[str, UnitRole]]:
    """Return the units of a cell: as its own words say, else in the role of its column's head.

    A unit marked （建议） is what this program, or a draft, proposes; the table does not state it.
    """
    listed = _PROPOSED.sub("", listed)
    own = read(listed) if re.search(r"牵头|负责|配合|[:：]", listed) else None
    if own is not None:
        return own.units
    kind = kind_of(head)
    role = UNITS.get(kind, UnitRole.RESPONSIBLE) if kind is not None else UnitRole.RESPONSIBLE
    found = [(name, role) for name in names(listed)]
    if kind is Kind.SHARED:
        return [*found[:1], *((name, UnitRole.SUPPORT) for name, _ in found[1:])]
    return found


def _tasks(items: Sequence[Flow], own_year: str | None) -> list[Flow]:
    """Return the sentences of a cell that are tasks; a cell of one sentence is one whatever it says."""
    sentences = [item.part(start, end) for item in items for start, end in split(item.text)]
    sentences = [sentence for sentence in sentences if len(sentence) > 1]
    if len(sentences) == 1:
        return sentences
    return [sentence for sentence in sentences if reason_against(sentence.text, own_year) is None]
