"""The tree of tasks as it is printed: a table of headings and tasks, indented."""

from __future__ import annotations

from planlens.model import Light
from planlens.model.lights import SHAPES
from planlens.model.wording import deadline_words
from planlens.project.rows import SectionRow, TaskRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.cells import Column, Line, Row, Table, lines
from planlens.views.fields.seen import InProject, View, view_of
from planlens.views.overview import Overview
from planlens.views.tallies import responsible

INDENT = "　"

TREE_COLUMNS = (
    Column("item", "章节与任务", 120),
    Column("units", "责任单位", 40, centered=True),
    Column("deadline", "完成时限", 20, centered=True),
    Column("status", "状态", 18, centered=True),
    Column("progress", "进度", 14, centered=True),
    Column("light", "预警", 16, centered=True),
)


def tree_table(overview: Overview, name: str) -> Table:
    """Return the whole tree as a table: headings and tasks, indented, with where they stand.

    Args:
        overview: where everything stands.
        name: what the project is called, for one of several documents.
    """
    state = overview.state
    names, view = status_names(state), view_of(overview)
    rows = []
    for depth, item in state.walk():
        standing = overview[item.id]
        heading = isinstance(item, SectionRow)
        text = item.number + item.title if isinstance(item, SectionRow) else item.number + item.text
        units = "" if heading else "、".join(unit.name for unit in responsible(state, item.id))
        deadline = None if isinstance(item, SectionRow) else item.deadline
        lit = standing.light is not Light.NONE and bool(standing.tasks)
        lamp = (Line(f"{SHAPES[standing.light]}{standing.light.label}", light=standing.light),) if lit else ()
        cells = (
            INDENT * depth + text,
            units,
            deadline_words(deadline),
            names[standing.status] if standing.tasks else "",
            _percent(view, item),
        )
        rows.append(Row(item.id, None, (*(lines([cell]) for cell in cells), lamp)))
    return Table("任务树", f"{_title(state, name)}任务清单", (), TREE_COLUMNS, tuple(rows))


def _percent(view: View, item: SectionRow | TaskRow) -> str:
    """Return what is reported of a task, or what its parts come to; nothing that nobody reported."""
    percent = InProject(view, item).percent
    return "" if percent is None else f"{percent:.0f}%"


def _title(state: State, name: str) -> str:
    documents = state.documents()
    if len(documents) == 1:
        return documents[0].title or documents[0].name
    return name
