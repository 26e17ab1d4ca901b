"""The edit that makes one task of several, and loses nothing of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planlens.model import PlanlensError, Status, rollup
from planlens.model.rollup import Share
from planlens.model.tracking import Record
from planlens.project.edits.parts import are_beside
from planlens.project.edits.tree import dismiss, move_items
from planlens.project.joining import each_once, joined_text, latest, rank_of
from planlens.project.rows import (
    AttachmentRow,
    DocumentRow,
    LimitRow,
    LinkRow,
    NodeRow,
    NoteRow,
    PersonRow,
    Row,
    StageRow,
    TargetRow,
    TaskRow,
    UnitRow,
    ValueRow,
)
from planlens.project.state import Draft
from planlens.project.wording import names

_REJECTED = 9
"""The rank of a unit that somebody has rejected: behind all that stand."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge tasks into the first of them, with all their units, targets, notes, evidence and sub-tasks.

    Its text is theirs one after the other, its limit the last of theirs, its state and progress what theirs say
    together (as a section's do), its weight the sum. A unit that several name stands once, in the first of its roles;
    a note that several have stands once. The document's next version does not bring the others back.
    """

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Merge them."""
        tasks = [draft.state.get(key, TaskRow) for key in dict.fromkeys(self.ids)]
        if len(tasks) < 2:
            raise PlanlensError("nothing-to-merge", "请至少选择两项任务再合并。")
        first = tasks[0]
        if {above.id for above in draft.state.above(first.id)} & set(self.ids):
            raise PlanlensError("into-itself", "请把上级任务选在前面，再合并。")
        label = f"合并{names(draft.state, self.ids)}"
        join(draft, tasks)
        for task in tasks[1:]:
            dismiss(draft, draft.state.get(task.id, TaskRow))
            draft.remove(task.id)
        return label


def join(draft: Draft, tasks: Sequence[TaskRow]) -> None:
    """Give the first of several tasks all that the others say and have; these are still there afterwards."""
    draft.put(_one(draft, tasks))
    _join_units(draft, tasks)
    for task in tasks[1:]:
        _hand_over(draft, task, tasks[0].id)
    for kind in (NoteRow, LimitRow):
        _keep_once(draft, tasks[0].id, kind)


def _one(draft: Draft, tasks: Sequence[TaskRow]) -> TaskRow:
    """Return the row of the first task with what all of them say."""
    first = draft.state.get(tasks[0].id, TaskRow)
    due = latest(tasks, lambda task: task.deadline) or first
    placed = due.document == first.document
    standing, inside = _standing(tasks), {task.id for task in tasks}
    return replace(
        first,
        text=joined_text(task.text for task in tasks),
        end=_end_of(draft, tasks),
        deadline=due.deadline,
        deadline_start=due.deadline_start if placed else None,
        deadline_end=due.deadline_end if placed else None,
        deadline_rule=due.deadline_rule,
        status=standing[0].value,
        progress=standing[1],
        weight=sum(task.weight for task in tasks if task.owner not in inside),
        flagged=any(task.flagged for task in tasks),
        orphan=all(task.orphan for task in tasks),
    )


def _end_of(draft: Draft, tasks: Sequence[TaskRow]) -> int | None:
    """Return where the place of merged tasks ends: behind those that stand one after the other from the first on."""
    document, end = draft.state.find(tasks[0].document), tasks[0].end
    for task in tasks[1:]:
        if task.document != tasks[0].document or not isinstance(document, DocumentRow):
            break
        if end is None or task.start is None or not are_beside(document.text, end, task.start):
            break
        end = task.end
    return end


def _standing(tasks: Sequence[TaskRow]) -> tuple[Status, float | None]:
    """Return the state and percent of tasks together, None where nobody has said anything of any of them."""
    counted = _counted(tasks)
    states = [(Status(task.status), task) for task in counted]
    parts = [Share(status, Record(status, task.progress).completion, task.weight) for status, task in states]
    told = any(task.progress is not None or status is Status.DONE for status, task in states)
    return rollup.status(parts) or states[0][0], rollup.completion(parts) if told else None


def _counted(tasks: Sequence[TaskRow]) -> list[TaskRow]:
    """Return the tasks that say how far all are: those below for the one above, unless that has a word of its own."""
    rows = {task.id: task for task in tasks}

    def above(task: TaskRow) -> bool:
        row = rows.get(task.owner)
        return row is not None and (row.status in rollup.OWN_WORD or above(row))

    owners = {task.owner for task in tasks}
    found = [task for task in tasks if task.status in rollup.OWN_WORD or task.id not in owners]
    return [task for task in found if not above(task)]


def _join_units(draft: Draft, tasks: Sequence[TaskRow]) -> None:
    """Give the first task each unit of all of them once, those that lead first."""
    units = [unit for task in tasks for unit in draft.state.children(task.id, UnitRow)]
    kept = each_once(units, lambda unit: unit.name, _rank)
    for unit in units:
        if unit not in kept:
            draft.remove(unit.id)
    for place, unit in enumerate(kept, start=1):
        draft.update(unit, owner=tasks[0].id, place=float(place))


def _rank(unit: UnitRow) -> int:
    return rank_of(unit.role, proposed=unit.is_proposed) if unit.stands else _REJECTED


def _hand_over(draft: Draft, task: TaskRow, heir: str) -> None:
    """Give all that belongs to a task but its units to another one; what it has once only is not given twice."""
    state = draft.state
    for kind, same in _ONCE.items():
        has = {tuple(getattr(row, name) for name in same) for row in state.children(heir, kind)}
        for row in state.children(task.id, kind):
            if tuple(getattr(row, name) for name in same) not in has:
                draft.update(row, owner=heir)
    for other in (TargetRow, NoteRow, AttachmentRow, LimitRow):
        for row in state.children(task.id, other):
            draft.update(row, owner=heir)
    children = tuple(item.id for item in state.items(task.id) if item.id != heir)
    if children:
        last = state.items(heir)
        move_items(draft, children, heir, last[-1].id if last else None)


_ONCE: Mapping[type[Row], tuple[str, ...]] = {
    PersonRow: ("kind", "name"),
    NodeRow: ("due", "text"),
    ValueRow: ("field",),
    StageRow: ("stage",),
    LinkRow: ("to",),
}
"""What a task has once only: the columns by which rows are the same."""

ALIKE: Mapping[type[Row], tuple[str, ...]] = {
    **_ONCE,
    UnitRow: ("name",),
    NoteRow: ("date", "done", "problems", "next_steps", "author"),
    LimitRow: ("day", "new", "reason", "approved"),
}
"""Rows of several tasks that become one row of the task that is made of them, by their columns."""


def _keep_once(draft: Draft, task: str, kind: type[Row]) -> None:
    """Take out rows of a task that say the same as another one; of decisions on limits that of the latest stays."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in draft.state.children(task, kind):
        said = tuple(getattr(row, name) for name in ALIKE[kind])
        other = kept.setdefault(said, row)
        if other is not row:
            gone = row
            if isinstance(row, LimitRow) and isinstance(other, LimitRow) and latest([other, row], _old) is row:
                kept[said], gone = row, other
            draft.remove(gone.id)


def _old(row: LimitRow) -> str | None:
    return row.old
