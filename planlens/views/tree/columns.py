"""The columns of the task tree: what each says of a section or task, and how tasks are sorted by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from planlens.model import Light, Role, Status, UnitRole
from planlens.project.rows import DocumentRow, NoteRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.facts import Facts
from planlens.views.overview import NOTHING, Overview, Standing
from planlens.views.row_wording import (
    deadline_words,
    heading_words,
    joined,
    lead_parts,
    support_parts,
    targets_words,
)
from planlens.views.tree.shape import number_of
from planlens.views.wording import role_text

Shown = DocumentRow | SectionRow | TaskRow
"""What the tree has rows for."""


@dataclass(frozen=True, slots=True)
class View:
    """What cells are made from.

    Attributes:
        overview: returns where everything stands today.
        ordinals: the running number of each task in its document, as in the exported table, by its number.
        names: what the project calls each status.
    """

    state: State
    overview: Callable[[], Overview]
    ordinals: Callable[[], dict[int, int]]
    names: Mapping[Status, str]

    def standing(self, row: Shown) -> Standing:
        """Return where a row stands."""
        overview = self.overview()
        return overview[row.id] if row.id in overview else NOTHING  # noqa: SIM401 (no mapping)

    def units(self, row: Shown) -> list[UnitRow]:
        """Return the units of a row."""
        return self.state.children(row.id, UnitRow)


Order = Callable[[View, TaskRow, Facts], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the tree.

    Attributes:
        key: short English name, by which it is remembered.
        title: what its header says.
        width: its usual width, in widths of a Chinese character.
        text: what its cell says of a row.
        order: a value that sorts a task (of these facts) among others, None where it has none and comes last.
        usual: whether it is shown at first.
        edited: whether its cells can be edited: of tasks, or with *sections* of both.
    """

    key: str
    title: str
    width: float
    text: Callable[[View, Shown], str]
    order: Order
    usual: bool = True
    edited: bool = False
    sections: bool = False


def _number(view: View, row: Shown) -> str:
    if isinstance(row, TaskRow):
        return row.number or str(view.ordinals().get(number_of(row.id), ""))
    return row.number if isinstance(row, SectionRow) else ""


def _text(_: View, row: Shown) -> str:
    match row:
        case DocumentRow():
            return row.title or row.name
        case SectionRow():
            return row.title or row.number
    return row.text


def _lead(view: View, row: Shown) -> str:
    return joined(lead_parts(view.units(row))) if isinstance(row, TaskRow) else ""


def _support(view: View, row: Shown) -> str:
    return joined(support_parts(view.units(row))) if isinstance(row, TaskRow) else ""


def _deadline(_: View, row: Shown) -> str:
    return deadline_words(row.deadline) if isinstance(row, TaskRow) else ""


def _targets(view: View, row: Shown) -> str:
    return targets_words(view.state.children(row.id, TargetRow))


def _status(view: View, row: Shown) -> str:
    standing = view.standing(row)
    return view.names[standing.status] if standing is not NOTHING else ""


def _progress(view: View, row: Shown) -> str:
    standing = view.standing(row)
    return f"{standing.completion:.0f}%" if standing is not NOTHING else ""


def _light(view: View, row: Shown) -> str:
    light = view.standing(row).light
    return light.label if light is not Light.NONE else ""


def _path(view: View, row: Shown) -> str:
    above = view.state.above(row.id)
    return "／".join(heading_words(item) for item in above if isinstance(item, SectionRow))


def _role(view: View, row: Shown) -> str:
    if isinstance(row, DocumentRow):
        return ""
    line = [*view.state.above(row.id), row]
    sections = [item for item in line if isinstance(item, SectionRow)]
    return role_text(Role(sections[-1].role)) if sections else ""


def _note(view: View, row: Shown) -> str:
    notes = view.state.children(row.id, NoteRow)
    if not notes:
        return ""
    newest = max(notes, key=lambda note: (note.date, len(note.id), note.id))
    said = "；".join(filter(None, (newest.done, newest.problems, newest.next_steps)))
    return f"{newest.date} {said}"


def _source(_: View, row: Shown) -> str:
    return "原文" if getattr(row, "start", None) is not None else ""


def by_pinyin(text: str) -> bytes | None:
    """Return what sorts Chinese texts as dictionaries do: common characters stand in GB 2312 by their pinyin."""
    return text.encode("gb18030", "replace") if text else None


_SEVERITY = {light: place for place, light in enumerate((Light.RED, Light.YELLOW, Light.GREEN, Light.NONE))}
_STATUSES = {status: place for place, status in enumerate(Status)}


def _worded(text: Callable[[View, Shown], str]) -> Order:
    return lambda view, row, _: by_pinyin(text(view, row))


def _of_unit(*roles: UnitRole) -> Order:
    """Sort by the first unit in the first of these roles that any unit has, else by the first suggested one."""

    def order(_: View, _row: TaskRow, facts: Facts) -> bytes | None:
        for role in roles:
            for name, found in facts.units:
                if found == role:
                    return by_pinyin(name)
        return by_pinyin(facts.suggested[0]) if facts.suggested else None

    return order


def _first_target(view: View, row: TaskRow, _: Facts) -> bytes | None:
    targets = view.state.children(row.id, TargetRow)
    return by_pinyin(targets[0].indicator or targets[0].text) if targets else None


def _day(_: View, _row: TaskRow, facts: Facts) -> date | None:
    return date.max if facts.ongoing else facts.day


_NUMBER: Order = lambda view, row, _: view.ordinals().get(number_of(row.id))  # noqa: E731 (as short as its neighbours)
_TEXT: Order = lambda _, row, _facts: by_pinyin(row.text)  # noqa: E731 (same)
_STATUS: Order = lambda view, row, _: _STATUSES[view.standing(row).status]  # noqa: E731 (same)
_PROGRESS: Order = lambda view, row, _: view.standing(row).completion  # noqa: E731 (same)
_LIGHT: Order = lambda view, row, _: _SEVERITY[view.standing(row).light]  # noqa: E731 (same)
_LEAD, _SUPPORT = _of_unit(UnitRole.LEAD, UnitRole.RESPONSIBLE), _of_unit(UnitRole.SUPPORT)

COLUMNS: tuple[Column, ...] = (
    Column("number", "编号", 2.8, _number, _NUMBER, edited=True, sections=True),
    Column("text", "任务/举措", 26, _text, _TEXT, edited=True, sections=True),
    Column("lead", "牵头单位", 5.6, _lead, _LEAD, edited=True),
    Column("support", "配合单位", 5.6, _support, _SUPPORT, edited=True),
    Column("deadline", "完成时限", 6, _deadline, _day, edited=True),
    Column("targets", "目标", 5.6, _targets, _first_target),
    Column("status", "状态", 3.7, _status, _STATUS, edited=True),
    Column("progress", "进度", 3.2, _progress, _PROGRESS, edited=True),
    Column("light", "预警灯", 3.9, _light, _LIGHT),
    Column("source", "原文", 2.2, _source, lambda _, row, _facts: row.start),
    Column("path", "所在章节", 12, _path, _worded(_path), usual=False),
    Column("role", "类型", 5, _role, _worded(_role), usual=False),
    Column("note", "最新进展", 14, _note, _worded(_note), usual=False),
)
"""Every column, in its usual order."""

KEYS: tuple[str, ...] = tuple(column.key for column in COLUMNS)
"""The keys of the columns: the place of one is its number in the model."""


def sorted_by(
    view: View, tasks: Iterable[TaskRow], facts: Mapping[str, Facts], column: str, *, descending: bool
) -> list[TaskRow]:
    """Return tasks in the order of a column; those that it says nothing of come last either way."""
    order = COLUMNS[KEYS.index(column)].order
    keyed = [(order(view, task, facts[task.id]), task) for task in tasks]
    said = [pair for pair in keyed if pair[0] is not None]
    said.sort(key=itemgetter(0), reverse=descending)
    return [task for _, task in said] + [task for value, task in keyed if value is None]
