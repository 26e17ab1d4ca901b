"""From a selected place of the source to edits: what becomes of it, and where in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from planlens.model import Span, Target, UnitRole
from planlens.project.edits import AddTarget, AddTask, Assign, SetDeadline, SetPlace, SetText, Together
from planlens.project.rows import SectionRow, TargetRow, TaskRow
from planlens.project.state import State
from planlens.project.wording import quoted


def owner_at(state: State, document: str, place: int) -> str:
    """Return the section that a place stands in: that of the last heading before it, else the document."""
    before = [
        (row.start, row.id)
        for row in state
        if isinstance(row, SectionRow) and row.document == document and row.start is not None and row.start <= place
    ]
    return max(before)[1] if before else document


def task_at(state: State, document: str, span: Span) -> str:
    """Return the task that stands at exactly this place, "" for none."""
    rows = (row for row in state if isinstance(row, TaskRow) and row.document == document)
    return next((row.id for row in rows if (row.start, row.end) == (span.start, span.end)), "")


def add_task(state: State, document: str, span: Span, text: str) -> AddTask:
    """Return the edit that makes a task of a place, behind the last of its section's items that stands before it."""
    owner = owner_at(state, document, span.start)
    before = [
        item.id
        for item in state.items(owner)
        if item.document == document and item.start is not None and item.start <= span.start
    ]
    return AddTask(owner, text, before[-1] if before else None, document, span.start, span.end)


def add_targets(
    state: State, document: str, span: Span, text: str, found: Sequence[Target]
) -> AddTarget | Together | None:
    """Return the edit that makes targets of a place; None if all of them are known already.

    Args:
        state: the project.
        document: the document's id.
        span: the place.
        text: its words: what the target says where no quantity could be read.
        found: the targets that were read in it.
    """
    known = {(row.start, row.end) for row in state if isinstance(row, TargetRow) and row.document == document}
    if not found:
        owner = _target_owner(state, document, span)
        return AddTarget(owner, text, text, document=document, start=span.start, end=span.end)
    edits = []
    for item in found:
        if (item.span.start, item.span.end) not in known:
            what = (item.text, item.indicator, item.op, item.value, item.unit, item.year, item.nature)
            owner = _target_owner(state, document, item.span)
            edits.append(AddTarget(owner, *what, document, item.span.start, item.span.end))
    if len(edits) > 1:
        return Together(tuple(edits), f"新增目标{quoted(edits[0].indicator or edits[0].text)}等{len(edits)}项")
    return edits[0] if edits else None


def _target_owner(state: State, document: str, span: Span) -> str:
    """Return the task that a target stands in, else its section, else the document."""
    around = [
        (row.end - row.start, row.id)
        for row in state
        if isinstance(row, TaskRow) and row.document == document
        if row.start is not None and row.end is not None and Span(row.start, row.end).overlaps(span)
    ]
    return min(around)[1] if around else owner_at(state, document, span.start)


def assign_units(
    state: State, tasks: Sequence[str], document: str, span: Span, units: Sequence[tuple[str, UnitRole]]
) -> Together:
    """Return the edit that gives tasks the units that a place names."""
    edits = tuple(
        Assign((task,), name, role, *_place_in(state, task, document, span)) for name, role in units for task in tasks
    )
    more = f"等{len(units)}家" if len(units) > 1 else ""
    return Together(edits, f"按原文设置责任单位{quoted(units[0][0])}{more}")


def set_deadline(state: State, tasks: Sequence[str], document: str, value: str, span: Span) -> Together:
    """Return the edit that gives tasks the time limit that a place names."""
    edits = tuple(SetDeadline((task,), value, *_place_in(state, task, document, span)) for task in tasks)
    return Together(edits, f"按原文设置完成时限{quoted(value if value != 'ongoing' else '长期')}")


def set_text(state: State, task: str, document: str, span: Span, text: str) -> Together:
    """Return the edit that gives a task the words of a place, and ties it to that place."""
    row = state.get(task, TaskRow)
    edits = (SetText(task, text), SetPlace(task, document, span.start, span.end))
    return Together(edits, f"按原文修改{quoted(row.text)}")


def _place_in(state: State, task: str, document: str, span: Span) -> tuple[int, int] | tuple[None, None]:
    """Return the place, if it is in the task's own document: notes are kept without a document of their own."""
    return (span.start, span.end) if state.get(task, TaskRow).document == document else (None, None)
