"""A unit of a project with all its work: in which roles, how far, with which lights; one field each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from planlens.model import Light, PersonKind, PlanlensError, Status, UnitRole
from planlens.model.lights import SHAPES
from planlens.model.wording import deadline_words
from planlens.project.edits import RenameUnit
from planlens.project.ledger import people_of_units
from planlens.project.project import Edit
from planlens.project.rows import UnitRow
from planlens.project.settings import status_names
from planlens.views.cells import Row, Table
from planlens.views.fields.answers import Desk, Merge
from planlens.views.fields.field import Field, Fields, Kind, Use
from planlens.views.fields.ledger_words import person_of, person_words
from planlens.views.overview import Overview
from planlens.views.tallies import Tally, tallies

ONLY_SUGGESTED = "（仅建议）"


@dataclass(frozen=True, slots=True)
class UnitWork:
    """A unit: its name, its tasks counted, how often it is only suggested and not decided on, its people."""

    id: str
    tally: Tally
    suggested: int
    people: tuple[str, ...] = ()


def units_in(overview: Overview) -> list[UnitWork]:
    """Return every unit of a project, those with most tasks first, those that are only suggested last."""
    counts = tallies(overview).units
    waiting = Counter(unit.name for unit in overview.state.all(UnitRow) if unit.is_proposed)
    people = {
        name: tuple(f"{PersonKind(row.kind).label} {person_words(person_of(row))}" for row in rows)
        for name, rows in people_of_units(overview.state).items()
    }
    found = [UnitWork(name, tally, waiting[name], people.get(name, ())) for name, tally in counts.items()]
    return found + [UnitWork(name, Tally(), many) for name, many in waiting.most_common() if name not in counts]


def _name(seen: UnitWork) -> str:
    return seen.id if seen.tally.statuses else f"{seen.id}{ONLY_SUGGESTED}"  # what is 已取消 was not only suggested


def _rename(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Give a unit another name in the whole project; a name that another one has makes one of the two."""
    name, (old,) = typed.strip().removesuffix(ONLY_SUGGESTED), keys
    if not any(row.name == old for row in desk.state.all(UnitRow)):
        raise PlanlensError("no-unit", f"项目中没有单位“{old}”。")
    return RenameUnit(old, name) if name and name != old else None


def _count(key: str, title: str, count: Callable[[UnitWork], int], width: float = 4.0) -> Field[UnitWork]:
    """Return a field that counts tasks; noughts are left out."""
    return Field(
        *(key, title, count),
        kind=Kind.COUNT,
        says=lambda value: str(value or ""),
        searched=False,
        merge=Merge.KEEP,
        width=width,
        centered=True,
        uses=frozenset({Use.PAGE}),
    )


def _role(role: UnitRole) -> Callable[[UnitWork], int]:
    return lambda seen: seen.tally.roles.get(role, 0)


def _status(status: Status) -> Callable[[UnitWork], int]:
    return lambda seen: seen.tally.statuses.get(status, 0)


def _light(light: Light) -> Field[UnitWork]:
    return _count(light.value, f"{SHAPES[light]}{light.label}", lambda seen: seen.tally.lights.get(light, 0))


def _share_done(seen: UnitWork) -> float | None:
    return 100 * _status(Status.DONE)(seen) / seen.tally.tasks if seen.tally.tasks else None


def unit_fields(names: Mapping[Status, str]) -> Fields[UnitWork]:
    """Return the fields of units; *names* are the office's words for states."""
    found = (
        Field(
            *("name", "单位", lambda seen: seen.id),
            brief=_name,
            to_type=lambda seen: seen.id,
            edit=_rename,
            unique=True,
            width=15,
            uses=frozenset({Use.PAGE}),
        ),
        _count("tasks", "任务", lambda seen: seen.tally.tasks),
        _count("lead", "牵头", _role(UnitRole.LEAD)),
        _count("responsible", "责任", _role(UnitRole.RESPONSIBLE)),
        _count("support", "配合", _role(UnitRole.SUPPORT)),
        _count("done", names[Status.DONE], _status(Status.DONE)),
        Field(
            *("share", "完成率", _share_done),
            kind=Kind.NUMBER,
            says=lambda value: "" if value is None else f"{value:.0f}%",
            searched=False,
            merge=Merge.KEEP,
            width=4,
            centered=True,
            uses=frozenset({Use.PAGE}),
        ),
        _count("behind", names[Status.BEHIND], _status(Status.BEHIND)),
        _count("overdue", "已超期", lambda seen: seen.tally.overdue),
        *map(_light, (Light.RED, Light.YELLOW, Light.BLUE)),
        Field(
            *("people", "人员", lambda seen: list(seen.people)),
            kind=Kind.LIST,
            width=12,
            uses=frozenset({Use.PAGE}),
        ),
        _count("suggested", "待定建议", lambda seen: seen.suggested, 5.0),
    )
    return Fields(found, {Use.PAGE: tuple(field.key for field in found)})


def unit_table(overview: Overview, name: str) -> Table:
    """Return the units of a project with their work as a table, for paper and files.

    Args:
        overview: where everything stands.
        name: what the project is called.
    """
    blue = overview.rules.near is Light.BLUE
    fields = [field for field in unit_fields(status_names(overview.state)) if blue or field.key != Light.BLUE.value]
    wide = _PAPER / sum(field.width for field in fields)
    columns = tuple(replace(field.column(Use.PAGE), width=field.width * wide) for field in fields)
    rows = (Row(unit.id, None, tuple(field.cell(unit) for field in fields)) for unit in units_in(overview))
    day = deadline_words(overview.today.isoformat())
    note = f"截至{day}。一项任务有几个单位的，分别计入各单位；已取消的任务不计。"
    return Table("单位", f"{name}责任单位任务统计表", (note,), columns, tuple(rows))


_PAPER = 225.0
"""Millimetres of a type area's width, see :class:`~planlens.views.cells.Column`."""
