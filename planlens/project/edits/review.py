"""Accepting and rejecting what planlens suggests or is not sure of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from planlens.model import Origin, PlanlensError, UnitRole
from planlens.project.edits.tree import Delete, move_items
from planlens.project.rows import Item, SectionRow, TargetRow, TaskRow, UnitRow, waits
from planlens.project.state import Draft, State
from planlens.project.wording import names


def waiting(state: State, *kinds: type[UnitRow | TaskRow | SectionRow | TargetRow]) -> list[str]:
    """Return the ids that wait for review, of the given kinds: undecided suggestions, unsure findings."""
    return [
        row.id for kind in kinds or (SectionRow, TaskRow, TargetRow, UnitRow) for row in state.all(kind) if waits(row)
    ]


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept suggested units and unsure findings; for all of a kind, give :func:`waiting`'s ids.

    A task that has its lead keeps it: a unit that is suggested to lead it as well takes part as a supporting one.
    """

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Accept them."""
        for key in self.ids:
            row = draft.state.find(key)
            if isinstance(row, UnitRow):
                draft.update(row, decision="accepted", **_beside_the_lead(draft.state, row))
            elif isinstance(row, SectionRow | TaskRow | TargetRow):
                draft.update(row, reviewed=True)
            else:
                raise PlanlensError("no-item", f"找不到编号为 {key} 的条目，它可能已被删除。请刷新后再试。")
        return f"采纳{names(draft.state, self.ids)}"


def _beside_the_lead(state: State, unit: UnitRow) -> dict[str, Any]:
    """Return what is to be changed of a suggestion to lead where somebody leads the task already."""
    others = [other for other in state.children(unit.owner, UnitRow) if other.id != unit.id]
    if unit.role != UnitRole.LEAD or not any(other.is_responsible and other.role == UnitRole.LEAD for other in others):
        return {}
    return {"role": UnitRole.SUPPORT.value, "place": max(other.place for other in others) + 1}


@dataclass(frozen=True, slots=True)
class Reject:
    """Reject suggested units (they are not suggested again) and unsure findings (they are deleted).

    What stands below a rejected section or task stays, and goes to where it belongs by its place in the text.
    """

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Reject them."""
        label = f"否决{names(draft.state, self.ids)}"
        for key in self.ids:
            row = draft.state.find(key)
            if isinstance(row, UnitRow) and row.origin == Origin.SUGGESTED:
                draft.update(row, decision="rejected")
            else:
                if isinstance(row, SectionRow | TaskRow):
                    _let_go(draft, row)
                Delete((key,)).run(draft)
        return label


def _let_go(draft: Draft, row: SectionRow | TaskRow) -> None:
    """Give what stands below an item to what precedes it: as the document reads once it is no heading or task.

    Below a section before it of the same level go its sub-sections; its tasks and targets go to the section that is
    open there, the last one at any depth. Without such a section everything goes to its owner.
    """
    state = draft.state
    siblings = state.items(row.owner)
    before = siblings[: siblings.index(row)]
    heir = before[-1] if before and isinstance(row, SectionRow) and isinstance(before[-1], SectionRow) else None
    below = state.items(row.id)
    leading = list(takewhile(lambda item: isinstance(item, TaskRow), below))
    if heir is None:
        _hand_over(draft, below, row.owner, row.id)
        _hand_targets(draft, row.id, row.owner)
        return
    open_ = _last_section(state, heir)
    _hand_targets(draft, row.id, open_.id)
    _hand_over(draft, leading, open_.id, _last(state, open_.id))
    _hand_over(draft, below[len(leading) :], heir.id, _last(state, heir.id))


def _last_section(state: State, section: SectionRow) -> SectionRow:
    """Return the section that is still open where *section* ends: itself, or the last one in it."""
    while (below := state.items(section.id)) and isinstance(below[-1], SectionRow):
        section = below[-1]
    return section


def _last(state: State, owner: str) -> str | None:
    items = state.items(owner)
    return items[-1].id if items else None


def _hand_over(draft: Draft, items: list[Item], owner: str, after: str | None) -> None:
    if items:
        move_items(draft, tuple(item.id for item in items), owner, after)


def _hand_targets(draft: Draft, owner: str, heir: str) -> None:
    known = draft.state.children(heir, TargetRow)
    place = known[-1].place if known else 0.0
    for count, target in enumerate(draft.state.children(owner, TargetRow), start=1):
        draft.update(target, owner=heir, place=place + count)
