"""Units that a user has renamed throughout a project: documents adopted later are read with the new names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planlens.model import Assignment, Origin, Plan, UnitRole
from planlens.project.settings import setting
from planlens.project.state import State

ALIASES = "unit-names"
"""The setting that holds the new name of each renamed unit by its old name."""

STRENGTH = (UnitRole.LEAD, UnitRole.RESPONSIBLE, UnitRole.SUPPORT)
"""The roles from the strongest to the weakest: where two units become one, the stronger role stays."""


def aliases(state: State) -> dict[str, str]:
    """Return the new names of renamed units by their old ones."""
    return dict(setting(state, ALIASES) or {})


def with_alias(known: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Return the aliases once *old* is called *new*: what led to the old name leads to the new one now."""
    found = {name: new if leads_to == old else leads_to for name, leads_to in known.items()} | {old: new}
    return {name: leads_to for name, leads_to in found.items() if name != leads_to}


def renamed(plan: Plan, state: State) -> Plan:
    """Return a plan with the units' names that the project uses."""
    return with_names(plan, aliases(state))


def with_names(plan: Plan, names: Mapping[str, str]) -> Plan:
    """Return a plan with new names for units, by their old ones."""
    if not names:
        return plan
    tasks = (replace(task, assignments=_merged(task.assignments, names)) for task in plan.tasks)
    return replace(plan, tasks=tuple(tasks))


def _merged(units: Iterable[Assignment], names: Mapping[str, str]) -> tuple[Assignment, ...]:
    """Return units under their new names, each name once: a stated one before a suggested, then the stronger role."""
    found: dict[str, Assignment] = {}
    for unit in units:
        new = replace(unit, name=names.get(unit.name, unit.name))
        known = found.get(new.name)
        found[new.name] = new if known is None or _rank(new) < _rank(known) else known
    return tuple(found.values())


def _rank(unit: Assignment) -> tuple[bool, int]:
    return (unit.origin is Origin.SUGGESTED, STRENGTH.index(unit.role))
