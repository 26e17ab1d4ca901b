"""A project as pandas DataFrames, for people who count and plot by themselves; the README documents the columns.

>>> from pathlib import Path
>>> from planlens.views.frames import tasks_frame
>>> from planlens.workflow import open_project
>>> with open_project(Path("督办.planlens"), "", read_only=True) as project:  # doctest: +SKIP
...     tasks_frame(project).groupby("status").size()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from planlens.model import Light
from planlens.model.pace import Pace
from planlens.project.ledger import node_day
from planlens.project.project import Project
from planlens.project.rows import ActualRow, NodeRow, PersonRow
from planlens.views.fields.field import Field, Fields, Kind, S, Use
from planlens.views.fields.ledger import fields_in
from planlens.views.fields.seen import Seen, view_of
from planlens.views.fields.seen_targets import SeenTarget, targets_in
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.tasks import TASKS
from planlens.views.ledger.differences import between
from planlens.views.ledger.statistics import By, statistics
from planlens.views.overview import overview_on

if TYPE_CHECKING:
    import pandas as pd

_ACTUALS = {"target": "string", "year": "int64", "value": "float64"}
_HISTORY = {
    "time": "datetime64[ns, UTC]",
    "who": "string",
    "kind": "string",
    "label": "string",
    "edit": "string",
    "items": "object",
}


def tasks_frame(project: Project, today: date | None = None, fields: Fields[Seen] = TASKS) -> pd.DataFrame:
    """Return a project's tasks in the tree's order, indexed by their ids, a column for each field of data.

    Args:
        project: the open project.
        today: the day that is told of: the ledger as it was then, with the lights of that day; by default now.
        fields: what is told of tasks, besides the project's own fields.
    """
    overview = overview_on(project, today)
    return _told(view_of(overview).tasks(), fields_in(overview.state, fields))


def _told(found: Iterable[Any], fields: Fields[Any]) -> pd.DataFrame:
    """Return a frame with a column for each field of data."""
    chosen = fields.of(Use.FRAME)
    rows = {seen.id: {field.key: flat(field, seen) for field in chosen} for seen in found}
    return _frame({field.key: _FLAT.get(field.kind, field.kind) for field in chosen}, rows, "id")


_FLAT = {Kind.LIST: Kind.TEXT}
"""What a value becomes in a table of data, where a cell holds one thing."""


def flat(field: Field[S], seen: S) -> Any:
    """Return a field's value for a table of data: a list as one text."""
    value = field.value(seen)
    return field.separator.join(map(str, value)) if field.kind is Kind.LIST else value


def targets_frame(project: Project, today: date | None = None, fields: Fields[SeenTarget] = TARGETS) -> pd.DataFrame:
    """Return a project's targets as on a day, indexed by their ids, with the newest actual value and the judgement."""
    return _told(targets_in(overview_on(project, today)), fields)


def actuals_frame(project: Project) -> pd.DataFrame:
    """Return the actual values of all targets, a row for each year, indexed by their ids."""
    rows = project.state.all(ActualRow)
    return _frame(_ACTUALS, {row.id: {"target": row.owner, "year": row.year, "value": row.value} for row in rows}, "id")


def history_frame(project: Project) -> pd.DataFrame:
    """Return what was done, the oldest first, indexed by its number; times are in UTC."""
    found = {
        entry.seq: {
            "time": entry.time,
            "who": entry.who,
            "kind": entry.kind,
            "label": entry.label,
            "edit": entry.edit,
            "items": entry.items.split(),
        }
        for entry in project.history()
    }
    return _frame(_HISTORY, dict(sorted(found.items())), "seq")


_PEOPLE = dict.fromkeys(("task", "kind", "name", "post", "telephone", "unit"), "string")
_NODES = {
    "task": "string",
    "due": "string",
    "day": "datetime64[ns]",
    "text": "string",
    "done": "datetime64[ns]",
    "late": "Int64",
    "percent": "float64",
    "note": "string",
}
_STATISTICS = {
    **dict.fromkeys(("tasks", "done"), "int64"),
    **dict.fromkeys(("rate", "completion"), "float64"),
    **dict.fromkeys(("overdue", "extended", "red", "yellow", "ahead", "on", "behind"), "int64"),
}
_CHANGES = dict.fromkeys(("kind", "item", "text", "units", "heading", "old", "new", "why"), "string")


def people_frame(project: Project) -> pd.DataFrame:
    """Return the people of tasks and units, indexed by their ids; *task* is NA for a unit's."""
    rows = project.state.all(PersonRow)
    return _frame(_PEOPLE, {row.id: {**_columns(row, _PEOPLE), "task": row.owner or None} for row in rows}, "id")


def nodes_frame(project: Project, today: date | None = None) -> pd.DataFrame:
    """Return the nodes of tasks as on a day, indexed by their ids; *late* counts days, NA where a node is not late."""
    overview = overview_on(project, today)
    rows = {}
    for row in overview.state.all(NodeRow):
        day = node_day(row)
        late = ((date.fromisoformat(row.done) if row.done else overview.today) - day).days
        told = {**_columns(row, _NODES), "task": row.owner, "day": day, "late": late if late > 0 else None}
        rows[row.id] = told
    return _frame(_NODES, rows, "id")


def statistics_frame(project: Project, by: By = By.LEAD, today: date | None = None) -> pd.DataFrame:
    """Return the tasks counted as on a day, a row for each group, indexed by its name."""
    rows = {}
    for group in statistics(overview_on(project, today), by).groups:
        lights = {light.value: group.lights.get(light, 0) for light in (Light.RED, Light.YELLOW)}
        paces = {pace.value: group.paces.get(pace, 0) for pace in (Pace.AHEAD, Pace.ON, Pace.BEHIND)}
        counts = {name: getattr(group, name) for name in _STATISTICS if name not in lights | paces}
        rows[group.name] = {**counts, **lights, **paces}
    return _frame(_STATISTICS, rows, "name")


def changes_frame(project: Project, first: date, last: date) -> pd.DataFrame:
    """Return what changed between the ends of two days, a row each."""
    found = between(project, first, last).all
    rows = {place: {**_columns(item, _CHANGES), "kind": item.kind.value} for place, item in enumerate(found, start=1)}
    return _frame(_CHANGES, rows, "number")


def _columns(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return what a row says in columns; None where it has no such column."""
    return {name: getattr(row, name, None) for name in names}


FRAMES: dict[str, Callable[[Project], Any]] = {
    "tasks": tasks_frame,
    "targets": targets_frame,
    "actuals": actuals_frame,
    "history": history_frame,
    "people": people_frame,
    "nodes": nodes_frame,
    "statistics": statistics_frame,
}
"""Every frame by its name."""


def _frame(columns: dict[str, str], rows: dict[Any, dict[str, Any]], index: str) -> pd.DataFrame:
    """Return a frame with these columns and types, also where there are no rows."""
    import pandas as pd  # noqa: PLC0415 (340 ms: only where it is asked for)

    data = {name: [row[name] for row in rows.values()] for name in columns}
    frame = pd.DataFrame(data, index=pd.Index(list(rows), name=index))
    for name, kind in columns.items():
        dates = kind.startswith("datetime")
        values = pd.to_datetime(frame[name], utc=kind.endswith("UTC]")) if dates else frame[name]
        frame[name] = values.astype(kind)  # type: ignore[call-overload]
    return frame
