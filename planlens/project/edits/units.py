"""Edits of who is responsible for a task."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import Origin, PlanlensError, UnitRole
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.state import Draft
from planlens.project.wording import names, quoted


@dataclass(frozen=True, slots=True)
class Assign:
    """Give tasks a unit in a role; a unit that a task has already gets the new role."""

    ids: tuple[str, ...]
    name: str
    role: UnitRole

    def run(self, draft: Draft) -> str:
        """Assign it."""
        name = self.name.strip()
        if not name:
            raise PlanlensError("empty-text", "单位名称不能为空，请输入单位名称。")
        for key in self.ids:
            draft.state.get(key, TaskRow)
            units = draft.state.children(key, UnitRow)
            known = next((unit for unit in units if unit.name == name), None)
            if known is not None:
                decision = "accepted" if known.origin == Origin.SUGGESTED else ""
                draft.update(known, role=self.role.value, decision=decision)
                continue
            place = units[-1].place + 1 if units else 1.0
            head = (draft.new_id(UnitRow), key, place, name, self.role.value, Origin.STATED.value)
            draft.put(UnitRow(*head, 1.0, "by-hand", 1.0, None, None))
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
