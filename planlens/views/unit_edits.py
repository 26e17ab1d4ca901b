"""Typed lists of units, and the edits that they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from planlens.model import UnitRole
from planlens.project.edits import Assign, Together, Unassign
from planlens.project.project import Edit
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.state import State
from planlens.project.wording import names
from planlens.views.row_wording import BETWEEN, RESPONSIBLE, unit_names

_SEPARATORS = re.compile(r"[、，,；;\s]+")
_LABEL = re.compile(r"责任(?:单位)?[:：]")
_TITLES = {UnitRole.LEAD: "牵头单位", UnitRole.SUPPORT: "配合单位"}


def typed_units(text: str) -> list[str]:
    """Return the units of a typed list (市财政局、市教育局), each once."""
    return list(dict.fromkeys(filter(None, _SEPARATORS.split(text.strip()))))


def units_to_type(state: State, task: str, role: UnitRole) -> str:
    """Return a task's decided units in a role as one would type them; who is only 责任单位 as ``责任：…``."""
    units = state.children(task, UnitRow)
    if found := unit_names(units, role):
        return BETWEEN.join(found)
    responsible = unit_names(units, UnitRole.RESPONSIBLE)
    return RESPONSIBLE + BETWEEN.join(responsible) if responsible and role is UnitRole.LEAD else ""


def set_units(
    state: State, tasks: Sequence[str], role: UnitRole, text: str, full_name: Callable[[str], str] = str
) -> Together | None:
    """Return the edit that gives tasks just the typed units in a role; None where nothing would change.

    A list that begins with ``责任：`` names units that are responsible, without saying who leads. Typed into 牵头单位,
    a list takes the place of leading and merely responsible units alike where it says who of them leads.
    *full_name* returns what a typed abbreviation stands for.
    """
    label = _LABEL.match(text.strip())
    wanted_role = UnitRole.RESPONSIBLE if label else role
    typed = typed_units(text.strip()[label.end() :] if label else text)
    wanted = list(dict.fromkeys(map(full_name, typed)))
    edits: list[Edit] = []
    for key in tasks:
        state.get(key, TaskRow)
        units = [unit for unit in state.children(key, UnitRow) if unit.is_responsible]
        replaced = {role, wanted_role}
        if role is UnitRole.LEAD and not unit_names(units, UnitRole.LEAD):
            replaced.add(UnitRole.RESPONSIBLE)
        edits += [Unassign((key,), unit.name) for unit in units if unit.role in replaced and unit.name not in wanted]
        have = {unit.name for unit in units if unit.role == wanted_role}
        edits += [Assign((key,), name, wanted_role) for name in wanted if name not in have]
    title = _TITLES[role]
    return Together(tuple(edits), f"设置{names(state, tasks)}的{title}") if edits else None


def unit_choices(state: State) -> list[str]:
    """Return the units that a project names or suggests, those of most tasks first."""
    count = Counter(row.name for row in state if isinstance(row, UnitRow) and row.stands)
    return [name for name, _ in count.most_common()]
