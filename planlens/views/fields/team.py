"""Who takes part in a task, in which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from planlens.model import UnitRole


class Team(NamedTuple):
    """The units of a task.

    Attributes:
        lead, support, responsible: who takes part in each role: named by the document, assigned or accepted.
        suggestions: those that are only proposed, those meant to lead first.
    """

    lead: list[str]
    support: list[str]
    responsible: list[str]
    suggestions: list[str]

    def of(self, role: UnitRole) -> list[str]:
        """Return the units in a role."""
        return self[_ROLES[role]]

    def everybody(self) -> Iterator[tuple[str, UnitRole]]:
        """Yield all that take part, with their roles."""
        return ((name, role) for role in _ROLES for name in self.of(role))


_ROLES = {role: place for place, role in enumerate((UnitRole.LEAD, UnitRole.SUPPORT, UnitRole.RESPONSIBLE))}


def team_of(units: Iterable[tuple[str, str, bool]]) -> Team:
    """Return the units of a task of their names, their roles, and whether they are only proposed; each once."""
    found: tuple[list[str], ...] = ([], [], [])
    proposed: list[tuple[bool, str]] = []
    for name, role, only_proposed in units:
        if only_proposed:
            proposed.append((role != UnitRole.LEAD, name))
        elif name not in (names := found[_ROLES[UnitRole(role)]]):
            names.append(name)
    proposed.sort(key=itemgetter(0))
    suggestions = dict.fromkeys(name for _, name in proposed if not any(name in names for names in found))
    return Team(found[0], found[1], found[2], list(suggestions))
