"""The units of a task: how they read under 牵头单位 and 配合单位, and the edits that typed lists of them mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from planlens.model import UnitRole
from planlens.project.edits import Assign, Together, Unassign
from planlens.project.project import Edit
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.state import State
from planlens.project.wording import names
from planlens.views.cells import Cell, lines
from planlens.views.fields.seen import Seen

RESPONSIBLE = "责任："
SUGGESTED = "（建议）"
BETWEEN = "、"

_SEPARATORS = re.compile(r"[、，,；;\s]+")
_PARTS = re.compile(r"[；;\n]+")  # 市财政局；责任：市教育局
_LABEL = re.compile(r"\s*责任(?:单位)?[:：]")  # 责任单位：市财政局
_TITLES = {UnitRole.LEAD: "牵头单位", UnitRole.SUPPORT: "配合单位"}


def lead_lines(seen: Seen, label: str = RESPONSIBLE) -> Cell:
    """Return what stands under 牵头单位.

    The leading units; where nobody leads the responsible ones with a label before them (who of them leads is not
    planlens's to decide), else the first of the suggested ones.
    """
    team = seen.team
    if team.lead:
        return lines([BETWEEN.join(team.lead)])
    if team.responsible:
        return lines([label + BETWEEN.join(team.responsible)])
    return _marked(team.suggestions[:1])


def support_lines(seen: Seen, label: str = RESPONSIBLE) -> Cell:
    """Return what stands under 配合单位: supporting units, responsible ones beside a leading one, then suggestions."""
    team = seen.team
    beside = label + BETWEEN.join(team.responsible) if team.lead and team.responsible else ""
    stated = lines([BETWEEN.join(team.support), beside])
    return stated + _marked(team.suggestions[0 if team.lead or team.responsible else 1 :])


def _marked(suggested: Iterable[str]) -> Cell:
    text = BETWEEN.join(f"{name}{SUGGESTED}" for name in suggested)
    return lines([text], suggested=True) if text else ()


def typed_units(text: str) -> list[str]:
    """Return the units of a typed list (市财政局、市教育局), each once; who is marked （建议） is not decided on."""
    found = dict.fromkeys(filter(None, _SEPARATORS.split(text.strip())))
    return [name for name in found if not name.endswith(SUGGESTED)]


def units_to_type(seen: Seen, role: UnitRole) -> str:
    """Return a task's decided units in a role as one would type them; who is only 责任单位 as ``责任：…``."""
    if found := seen.team.of(role):
        return BETWEEN.join(found)
    responsible = seen.team.responsible
    return RESPONSIBLE + BETWEEN.join(responsible) if responsible and role is UnitRole.LEAD else ""


def set_units(
    state: State, tasks: Sequence[str], role: UnitRole, text: str, full_name: Callable[[str], str] = str
) -> Together | None:
    """Return the edit that gives tasks just the typed units in a role; None where nothing would change.

    A list that begins with ``责任：`` names units that are responsible, without saying who leads; it may stand behind a
    list of others (市财政局；责任：市教育局). Typed into 牵头单位, a list takes the place of leading and merely
    responsible units alike where it says who of them leads. *full_name* returns what a typed abbreviation stands for.
    """
    wanted: dict[str, UnitRole] = {}
    for part in _PARTS.split(text):
        label = _LABEL.match(part)
        for name in typed_units(part[label.end() :] if label else part):
            wanted.setdefault(full_name(name), UnitRole.RESPONSIBLE if label else role)
    edits: list[Edit] = []
    for key in tasks:
        state.get(key, TaskRow)
        units = [unit for unit in state.children(key, UnitRow) if unit.is_responsible]
        replaced = {role, *wanted.values()}
        if role is UnitRole.LEAD and not any(unit.role == UnitRole.LEAD for unit in units):
            replaced.add(UnitRole.RESPONSIBLE)
        edits += [Unassign((key,), unit.name) for unit in units if unit.role in replaced and unit.name not in wanted]
        have = {(unit.name, unit.role) for unit in units}
        edits += [Assign((key,), name, its) for name, its in wanted.items() if (name, its.value) not in have]
    title = _TITLES[role]
    return Together(tuple(edits), f"设置{names(state, tasks)}的{title}") if edits else None


def unit_choices(state: State) -> list[str]:
    """Return the units that a project names or suggests, those of most tasks first."""
    count = Counter(row.name for row in state if isinstance(row, UnitRow) and row.stands)
    return [name for name, _ in count.most_common()]
