"""Read the rows of task tables and ledgers (序号、任务、牵头单位、配合单位、完成时限、进展情况) as tasks.

A row is a task with the units, the time limit and the progress that its other cells state. In tables that the file
itself has as tables, rows of one wide cell and the cells left of the tasks become sections over their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from planlens.analysis.draft import Draft, Note, Sentence
from planlens.analysis.flow import Flow
from planlens.analysis.judging.commitments import reason_against
from planlens.analysis.judging.years import stated_year
from planlens.analysis.notes.note_grammar import read
from planlens.analysis.notes.units import names
from planlens.analysis.tables.cells import items_of, lines_of, listed_units
from planlens.analysis.tables.columns import Columns, columns_of
from planlens.analysis.tables.grid import Grid, Row
from planlens.analysis.tables.heads import UNITS, Kind
from planlens.analysis.tables.ledger import Groups, is_aside, progress_of
from planlens.analysis.tables.row_details import DetailReader, joined_extra, of_each, with_more
from planlens.language.numerals import narrow
from planlens.language.sentences import split
from planlens.language.table_dates import cell_deadline
from planlens.model import Evidence, Role, Span, UnitRole

_PERSONS = re.compile(r"责任人|负责人|联系人|领导")  # 联系人
_PROPOSED = re.compile(r"[^、，,；;：:]+[（(]建议[)）]")  # 市科技局（建议）
_LEAST = 4
"""Characters of a cell that can be a task."""
_FILLED = 0.8
"""The part of the rows from which a column speaks for each of them."""

Limit = tuple[str, Span | None, str]
"""A time limit: its value, its place in the text, the rule that found it."""


def run(draft: Draft) -> None:
    """Add the tasks of every task table, and of every list of projects in a section of tasks."""
    year = stated_year(draft)
    above = [draft.heading_before(grid.span.start) for grid in draft.grids]
    for grid, heading in zip(draft.grids, above, strict=True):
        columns = columns_of(grid, draft.text)
        if columns is not None and (columns.is_ledger or draft.role_of(heading) is Role.TASK):
            _Reader(draft, grid, columns, heading, year or _year(draft, grid)).read()
            if heading is not None and columns.is_ledger and _holds_only(draft, heading, grid):
                draft.headings[heading].role = Role.TASK  # whatever its title sounds like: 工业组 over a ledger
    draft.sort_headings()


def _holds_only(draft: Draft, heading: int, grid: Grid) -> bool:
    """Whether nothing but a table and its title stands under a heading: no sentence that tells what else it is for."""
    place = draft.headings[heading].span.end
    above = (sentence for sentence in draft.sentences if place <= sentence.flow.span.start < grid.span.start)
    return not any(sentence.flow.text.endswith(("。", "；")) for sentence in above)


def _year(draft: Draft, grid: Grid) -> str | None:
    """Return the only year that a table's caption or the file's name speaks of."""
    for text in (grid.caption, draft.document.source.name):
        years = {found[0] for found in re.finditer(r"(?<!\d)20\d{2}(?!\d)", narrow(text))}  # 2026
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
        self._groups = Groups(draft, grid, columns, heading)
        self._progress = progress_of(grid, columns, draft.text)
        self._spanning = {column for column in columns.about if _spans(grid, column)}
        self._details = DetailReader(grid, columns, draft.text, year, self._spanning)
        self._sparse = {column for column in columns.about if _is_sparse(grid, column)}

    def read(self) -> None:
        """Add the sentences of all rows; a caption that was taken for a task is none."""
        for sentence in self._draft.sentences:
            if self._grid.caption and sentence.flow.text == self._grid.caption:
                sentence.task = None
        for place, row in enumerate(self._grid.rows):
            if len(row) != len(self._columns.heads) or is_aside(row):
                continue
            if not (self._grid.ruled and self._groups.is_band(place, row)):
                self._read_row(place, row)

    def _read_row(self, place: int, row: Row) -> None:
        heading = self._groups.heading(row)
        note = self._note(row)
        self._add_about(place, row, note)
        if self._columns.dated:
            for column, time in self._columns.dated:
                if (cell := row[column]) is not None and len(cell) >= _LEAST:
                    self._add(place, row, self._sentences(row, cell, place, heading, note, self._due(time)))
            return
        cell = row[self._columns.task]
        if cell is None or len(cell) < _LEAST:
            if cell is None and self._found and self._grid.ruled:
                self._add_row(row, note)  # the task's cell went over several rows, and its merging was lost
            return
        if cell == self._task:
            self._add_row(row, note)
            return
        if note is None and not self._columns.is_ledger and self._draft.role_of(self._heading) is not Role.TASK:
            return
        self._task = cell
        self._add(place, row, self._sentences(row, cell, place, heading, note, self._deadline(row)))

    def _add(self, place: int, row: Row, sentences: list[Sentence]) -> None:
        self._found = sentences
        details = self._details.of(row)
        for sentence in sentences:
            sentence.progress, sentence.people = self._progress[place], details.people
            sentence.extra = of_each(details.extra)
        for sentence in sentences[:1]:  # what was planned for a row as a whole is no plan of each of its sentences
            sentence.nodes, sentence.extra = details.nodes, details.extra
        aims = [
            line
            for k in self._columns.targets
            if (aim := row[k]) is not None
            for line in lines_of(aim, self._draft.text)
        ]
        for sentence in sentences[-1:]:
            sentence.beside = tuple(Sentence(aim, sentence.paragraph, sentence.heading) for aim in aims)
        self._draft.sentences += sentences

    def _add_about(self, place: int, row: Row, note: Note | None) -> None:
        """Add the sentences of the texts between a section's title and its tasks, where they are none of these.

        A text merged over several rows only says what its rows are about (their own field keeps it). Where merging
        was lost, the text stands in the first row alone, and is what the section as a whole has to do, whoever does
        the rows.
        """
        for column in self._columns.about:
            cell = row[column]
            if cell is None or len(cell) < _LEAST or column in self._spanning:
                continue
            sparse = column in self._sparse
            heading = self._groups.above(column)
            time = None if sparse else self._deadline(row)
            self._draft.sentences += self._sentences(row, cell, place, heading, None if sparse else note, time)

    def _due(self, time: str) -> Limit | None:
        """Return the time of a column of a matrix as a time limit; one without a year is of the document's own."""
        value = time if not time.startswith("-") else f"{self._year}{time}" if self._year is not None else None
        return None if value is None else (value, None, "table")

    def _sentences(
        self, row: Row, cell: Flow, place: int, heading: int | None, note: Note | None, due: Limit | None
    ) -> list[Sentence]:
        """Return the task sentences of a cell."""
        paragraph = -1 - place  # of its own: no sentence of the text goes on here
        evidence = Evidence("table", 0.9 if self._columns.is_ledger else 0.6)
        flows = _tasks(items_of(cell, self._draft.text), self._year)
        return [Sentence(flow, paragraph, heading, note=note, task=evidence, deadline=due) for flow in flows]

    def _add_row(self, row: Row, note: Note | None) -> None:
        """Add what a further row says of a task whose cell goes over several rows; the later time limit holds."""
        details = self._details.of(row)
        for sentence in self._found:
            sentence.people = with_more(sentence.people, details.people)
        for sentence in self._found[1:]:
            sentence.extra = joined_extra(sentence.extra, of_each(details.extra))
        for sentence in self._found[:1]:
            sentence.nodes = tuple(dict.fromkeys((*sentence.nodes, *details.nodes)))
            sentence.extra = joined_extra(sentence.extra, details.extra)
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
        cells = [(kind, k, cell) for kind, k in self._columns.units if (cell := row[k]) is not None]
        for kind, column, cell in cells:
            listed = listed_units(cell, persons=_PERSONS.search(self._columns.heads[column]) is not None)
            for name, role in _units(kind, listed):
                units.setdefault(name, role)
        if not units:
            return None
        span = Span(min(cell.span.start for *_, cell in cells), max(cell.span.end for *_, cell in cells))
        return Note(span, tuple(units.items()), "table")

    def _deadline(self, row: Row) -> Limit | None:
        """Return the time limit in the first of the columns of time limits that holds one."""
        for cell in (row[k] for k in self._columns.times):
            found = cell_deadline(cell.text, self._year) if cell is not None else None
            if cell is not None and found is not None:
                return (found[0], cell.locate(found[1], found[2]), "table")
        return None


def _spans(grid: Grid, column: int) -> bool:
    """Whether a cell of a column goes over several rows."""
    return any(a[column] is not None and a[column] == b[column] for a, b in pairwise(grid.rows))


def _is_sparse(grid: Grid, column: int) -> bool:
    """Whether a column is filled in some rows only."""
    return sum(row[column] is not None for row in grid.rows) < _FILLED * len(grid.rows)


def _units(kind: Kind, listed: str) -> Sequence[tuple[str, UnitRole]]:
    """Return the units of a cell: as its own words say, else in the role of its column's head.

    A unit marked （建议） is what this program, or a draft, proposes; the table does not state it.
    """
    listed = _PROPOSED.sub("", listed)
    own = read(listed) if re.search(r"牵头|负责|配合|[:：]", listed) else None  # 牵头单位：市科技局
    if own is not None:
        return own.units
    found = [(name, UNITS[kind]) for name in names(listed)]
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
