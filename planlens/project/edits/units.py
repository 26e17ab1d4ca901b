"""Edits of who is responsible for a task."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import Origin, PlanlensError, UnitRole
from planlens.project.aliases import ALIASES, STRENGTH, aliases, with_alias
from planlens.project.edits.fields import SetSetting
from planlens.project.edits.places import check_place
from planlens.project.rows import BY_HAND, PersonRow, TaskRow, UnitRow
from planlens.project.state import Draft, State
from planlens.project.wording import names, quoted


@dataclass(frozen=True, slots=True)
class Assign:
    """Give tasks a unit in a role; a unit that a task has already gets the new role.

    *start* and *end* tie it to the place in the tasks' document that names it.
    """

    ids: tuple[str, ...]
    name: str
    role: UnitRole
    start: int | None = None
    end: int | None = None

    def run(self, draft: Draft) -> str:
        """Assign it."""
        name = self.name.strip()
        if not name:
            raise PlanlensError("empty-text", "单位名称不能为空，请输入单位名称。")
        for key in self.ids:
            task = draft.state.get(key, TaskRow)
            if self.start is not None:
                check_place(draft.state, task.document, self.start, self.end)
            units = draft.state.children(key, UnitRow)
            known = next((unit for unit in units if unit.name == name), None)
            if known is not None:
                decision = "accepted" if known.origin == Origin.SUGGESTED else ""
                place = (known.start, known.end) if self.start is None else (self.start, self.end)
                draft.update(known, role=self.role.value, decision=decision, start=place[0], end=place[1])
                continue
            behind = units[-1].place + 1 if units else 1.0
            head = (draft.new_id(UnitRow), key, behind, name, self.role.value, Origin.STATED.value)
            draft.put(UnitRow(*head, 1.0, BY_HAND, 1.0, self.start, self.end))
        return f"为{names(draft.state, self.ids)}添加单位{quoted(name)}"


@dataclass(frozen=True, slots=True)
class Unassign:
    """Take a unit off tasks."""

    ids: tuple[str, ...]
    name: str

    def run(self, draft: Draft) -> str:
        """Take it off; a suggested unit is remembered as rejected."""
        for key in self.ids:
            draft.state.get(key, TaskRow)
            for unit in draft.state.children(key, UnitRow):
                if unit.name != self.name:
                    continue
                if unit.origin == Origin.SUGGESTED:
                    draft.update(unit, decision="rejected")
                else:
                    draft.remove(unit.id)
        return f"为{names(draft.state, self.ids)}去掉单位{quoted(self.name)}"


@dataclass(frozen=True, slots=True)
class SetUnitRole:
    """Change how a unit of a task takes part; *id* is the unit's row."""

    id: str
    role: UnitRole

    def run(self, draft: Draft) -> str:
        """Change it."""
        unit = draft.state.get(self.id, UnitRow)
        draft.update(unit, role=self.role.value)
        return f"修改单位{quoted(unit.name)}的分工"


@dataclass(frozen=True, slots=True)
class LeadFirst:
    """Make the first of a task's units its lead and the others its support, where the document tells no roles.

    Offices read 列第一位的为牵头单位 into such lists. A task that has a lead or a support already stays as it is.
    """

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Give the roles."""
        for key in self.ids:
            draft.state.get(key, TaskRow)
            for place, unit in enumerate(undivided(draft.state, key)):
                draft.update(unit, role=(UnitRole.SUPPORT if place else UnitRole.LEAD).value)
        return f"把{names(draft.state, self.ids)}的首位单位设为牵头单位"


def undivided(state: State, task: str) -> list[UnitRow]:
    """Return the units of a task in their order, where all are responsible alike; none where one leads or supports."""
    units = [unit for unit in state.children(task, UnitRow) if unit.is_responsible]
    return units if all(unit.role == UnitRole.RESPONSIBLE for unit in units) else []


@dataclass(frozen=True, slots=True)
class RenameUnit:
    """Give a unit another name in all tasks, and in documents adopted later.

    Where a task has a unit of the new name already, the two become one in the stronger role: 牵头, then 责任, then
    配合; one that is responsible stays before one that is only suggested, and that before a rejected one.
    """

    old: str
    new: str

    def run(self, draft: Draft) -> str:
        """Rename it; a name that no task has is refused."""
        new = self.new.strip()
        if not new:
            raise PlanlensError("empty-text", "单位名称不能为空，请输入单位名称。")
        renamed = [unit for unit in draft.state.all(UnitRow) if unit.name == self.old]
        if not renamed:
            raise PlanlensError("no-item", f"没有任务涉及“{self.old}”，请检查单位名称。")
        for unit in renamed:
            if unit.id not in draft.state:  # it has become one with another
                continue
            others = [other for other in draft.state.children(unit.owner, UnitRow) if other.name == new]
            _unite(draft, unit, [other for other in others if other.id != unit.id], new)
        for person in [row for row in draft.state.all(PersonRow) if row.unit == self.old]:
            known = draft.state.children("", PersonRow) if not person.owner else []
            if any((row.unit, row.kind, row.name) == (new, person.kind, person.name) for row in known):
                draft.remove(person.id)
            else:
                draft.update(person, unit=new)
        if self.old != new:
            SetSetting(ALIASES, with_alias(aliases(draft.state), self.old, new) or None).run(draft)
        return f"将单位{quoted(self.old)}改为{quoted(new)}"


def _unite(draft: Draft, unit: UnitRow, others: list[UnitRow], name: str) -> None:
    """Make one unit of several of a task: the most certain one stays."""
    best = min([*others, unit], key=_doubt)
    alike = [other for other in [*others, unit] if _doubt(other) == _doubt(best)]
    role = min((UnitRole(other.role) for other in alike), key=STRENGTH.index)
    for other in [*others, unit]:
        if other.id != best.id:
            draft.remove(other.id)
    draft.update(best, name=name, role=role.value)


def _doubt(unit: UnitRow) -> int:
    """Return 0 for a responsible unit, 1 for one that is suggested, 2 for a rejected one."""
    if unit.decision == "rejected":
        return 2
    return int(unit.is_proposed)
