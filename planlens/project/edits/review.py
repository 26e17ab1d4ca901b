"""Accepting and rejecting what planlens suggests or is not sure of."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import Origin, PlanlensError
from planlens.project.edits.tree import Delete
from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import Draft, State
from planlens.project.wording import names

SURE = 0.75
"""A finding that is less sure than this waits for review."""


def waiting(state: State, *kinds: type[UnitRow | TaskRow | SectionRow | TargetRow]) -> list[str]:
    """Return the ids that wait for review, of the given kinds: undecided suggestions, unsure findings."""
    found = []
    for kind in kinds or (SectionRow, TaskRow, TargetRow, UnitRow):
        for row in state.all(kind):
            if isinstance(row, UnitRow):
                open_ = row.origin == Origin.SUGGESTED and not row.decision
            else:
                open_ = row.confidence < SURE and not row.reviewed
            if open_:
                found.append(row.id)
    return found


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept suggested units and unsure findings; for all of a kind, give :func:`waiting`'s ids."""

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Accept them."""
        for key in self.ids:
            row = draft.state.find(key)
            if isinstance(row, UnitRow):
                draft.update(row, decision="accepted")
            elif isinstance(row, SectionRow | TaskRow | TargetRow):
                draft.update(row, reviewed=True)
            else:
                raise PlanlensError("no-item", f"找不到编号为 {key} 的条目，它可能已被删除。请刷新后再试。")
        return f"采纳{names(draft.state, self.ids)}"


@dataclass(frozen=True, slots=True)
class Reject:
    """Reject suggested units (they are not suggested again) and unsure findings (they are deleted)."""

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Reject them."""
        label = f"否决{names(draft.state, self.ids)}"
        for key in self.ids:
            row = draft.state.find(key)
            if isinstance(row, UnitRow) and row.origin == Origin.SUGGESTED:
                draft.update(row, decision="rejected")
            else:
                Delete((key,)).run(draft)
        return label
