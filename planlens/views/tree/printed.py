"""The tree of tasks as it is printed: a table of headings and tasks, indented."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from planlens.project.rows import SectionRow
from planlens.project.state import State
from planlens.views.cells import Column, Row, Table, lines
from planlens.views.fields.field import Fields, Use
from planlens.views.fields.seen import InProject, Seen, view_of
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.units import BETWEEN
from planlens.views.overview import Overview
from planlens.views.tallies import responsible

INDENT = "　"

_ITEM = Column("item", "章节与任务", 120)
_UNITS = Column("units", "责任单位", 40, centered=True)
_WIDTHS = {"deadline": 20, "status": 18, "progress": 14, "light": 16}
"""The fields behind these columns, and how wide they are here."""


def tree_table(
    overview: Overview,
    name: str,
    fields: Fields[Seen] = TASKS,
    document: str | None = None,
    tasks: Collection[str] | None = None,
) -> Table:
    """Return the whole tree as a table: headings and tasks, indented, with where they stand.

    Args:
        overview: where everything stands.
        name: what the project is called, for one of several documents.
        fields: what is told of tasks.
        document: the id of one document, None for all.
        tasks: only these tasks, with the headings above them; None for all.
    """
    state, view = overview.state, view_of(overview)
    chosen = [(fields[key], width) for key, width in _WIDTHS.items()]
    rows = []
    kept = None if tasks is None else {*tasks, *(above.id for key in tasks for above in state.above(key))}
    for depth, item in state.walk(document):
        if kept is not None and item.id not in kept:
            continue
        seen, told = InProject(view, item), bool(overview[item.id].tasks)
        units = "" if isinstance(item, SectionRow) else BETWEEN.join(unit.name for unit in responsible(state, item.id))
        cells = [lines([INDENT * depth + item.number + seen.text]), lines([units])]
        # the light is told without its reason, for which there is no room
        cells += [field.cell(seen)[:1] if told or field.key == "deadline" else () for field, _ in chosen]
        rows.append(Row(item.id, None, tuple(cells)))
    columns = (_ITEM, _UNITS, *(replace(field.column(Use.LEDGER), width=width) for field, width in chosen))
    return Table("任务树", f"{_title(state, name, document)}任务清单", (), columns, tuple(rows))


def _title(state: State, name: str, document: str | None) -> str:
    documents = [row for row in state.documents() if document in {None, row.id}]
    if len(documents) == 1:
        return documents[0].title or documents[0].name
    return name
