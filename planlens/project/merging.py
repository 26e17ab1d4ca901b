"""Three-way merging: what was found in a document's old version, what users made of it, what is found in the new one.

A field that still says what was found takes what is found now; one that a user has changed stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from planlens.model import Assignment, Origin
from planlens.project.findings import FIELDS, Finding
from planlens.project.found import unit_row
from planlens.project.rows import (
    BY_HAND,
    ActualRow,
    AttachmentRow,
    LimitRow,
    LinkRow,
    NodeRow,
    NoteRow,
    PersonRow,
    SectionRow,
    StageRow,
    TargetRow,
    TaskRow,
    UnitRow,
    ValueRow,
)
from planlens.project.state import Draft, State

Kept = SectionRow | TaskRow | TargetRow
"""The rows of what is found in documents."""

K = TypeVar("K", SectionRow, TaskRow, TargetRow)

_PLACE = ("owner", "place", "start", "end")
_PROGRESS = ("status", "progress")
"""What is reported on a task: it is never the document's alone."""


def assumed(row: Kept, units: Iterable[UnitRow] = ()) -> Finding:
    """Return what must have been found where nothing is kept of it (files of version 1): what the row says."""
    if row.rule == BY_HAND:
        return {}
    found: dict[str, Any] = {name: getattr(row, name) for name in FIELDS[row.table]}
    if isinstance(row, TaskRow):
        found |= {"status": "not-started", "progress": None}
        found["units"] = {unit.name: [unit.role, unit.origin] for unit in units if unit.rule != BY_HAND}
        if row.deadline_rule == BY_HAND:
            del found["deadline"]
    return found


def is_corrected(row: Kept, before: Finding) -> bool:
    """Whether a user has changed anything that the document says of a row, its place in the tree aside."""
    names = [name for name in FIELDS[row.table] if name not in _PLACE]
    return any(name not in before or getattr(row, name) != before[name] for name in names)


def is_moved(row: Kept, before: Finding) -> bool:
    """Whether a user has put a row elsewhere in the tree than it was found; what was added by hand stands there too."""
    if not before:
        return True
    return any(getattr(row, name) != before[name] for name in ("owner", "place") if name in before)


def merged(row: K, before: Finding, now: K, *, same_text: bool, as_printed: bool = False) -> K:
    """Return a row with what is found now, its corrections kept; its place in the tree is that of the new version.

    Args:
        row: as users have it.
        before: what was found of it in the old version.
        now: as it is found in the new one, with the same id.
        same_text: whether both versions are the same text, so that a place chosen by hand still holds.
        as_printed: whether corrections give way where the new version has changed the field too.
    """
    fields: dict[str, Any] = {"owner": now.owner, "place": now.place}
    by_hand = (row.start, row.end) != (before.get("start"), before.get("end")) and not getattr(row, "orphan", False)
    if not (by_hand and (same_text or row.document != now.document)):
        fields |= {"document": now.document, "start": now.start, "end": now.end}
    if row.rule != BY_HAND:
        fields |= {"rule": now.rule, "confidence": now.confidence}
    for name in FIELDS[row.table]:
        if name in _PLACE or name not in before:
            continue
        gives_way = as_printed and name not in _PROGRESS and getattr(now, name) != before[name]
        if gives_way or getattr(row, name) == before[name]:
            fields[name] = getattr(now, name)
    if isinstance(now, SectionRow | TaskRow):
        fields["keywords"] = now.keywords
    if isinstance(row, TaskRow) and isinstance(now, TaskRow):
        fields["orphan"] = False
        if "deadline" in fields:
            names = ("deadline_start", "deadline_end", "deadline_rule")
            fields |= {name: getattr(now, name) for name in names}
    return replace(row, **fields)


def merge_units(
    draft: Draft, task: str, before: Finding, units: Iterable[Assignment], anchor: Callable[[UnitRow], UnitRow]
) -> None:
    """Give a task the units that its document's new version names; what users have decided stays.

    A unit that a user took off is not brought back, one that a user gave, accepted, rejected or put into another role
    stays; a unit that the new version states is no longer a suggestion. *anchor* mends the place of one that stays.
    Where users have changed what was stated and the new version states others too, the units stay as users have them.
    """
    units = tuple(units)
    if differs(before, units) and are_units_corrected(draft.state, task, before):
        for kept in draft.state.children(task, UnitRow):
            draft.put(anchor(kept))
        return
    rows = {row.name: row for row in draft.state.children(task, UnitRow)}
    found: dict[str, list[str]] = before.get("units", {})
    last = 0.0
    for count, unit in enumerate(units, start=1):
        row = rows.pop(unit.name, None)
        last = float(count)
        if row is not None:
            draft.put(_merged_unit(row, found.get(unit.name), unit_row(unit, row.id, task, last)))
        elif unit.name not in found:
            draft.put(unit_row(unit, draft.new_id(UnitRow), task, last))
    for row in rows.values():
        if is_decided(row, found.get(row.name)):
            last = max(last + 1, row.place)
            draft.update(anchor(row), place=last)
        else:
            draft.remove(row.id)


def replace_units(draft: Draft, task: str, units: Iterable[Assignment]) -> None:
    """Give a task exactly the units that its document's new version names."""
    rows = {row.name: row for row in draft.state.children(task, UnitRow)}
    for count, unit in enumerate(units, start=1):
        known = rows.pop(unit.name, None)
        draft.put(unit_row(unit, known.id if known else draft.new_id(UnitRow), task, float(count)))
    for gone in rows.values():
        draft.remove(gone.id)


def differs(before: Finding, units: Iterable[Assignment]) -> bool:
    """Whether a version states other units of a task, or others in their roles, than were found before."""
    found = {name: role for name, (role, origin) in before.get("units", {}).items() if origin == Origin.STATED}
    return found != {unit.name: unit.role.value for unit in units if unit.origin is Origin.STATED}


def is_decided(row: UnitRow, found: list[str] | None) -> bool:
    """Whether a user has given a unit, decided on it or changed its role; *found* is its role and origin as found."""
    return row.rule == BY_HAND or bool(row.decision) or found is None or row.role != found[0]


def _merged_unit(row: UnitRow, found: list[str] | None, now: UnitRow) -> UnitRow:
    role = now.role if found is not None and row.role == found[0] else row.role
    decision = row.decision if row.origin == now.origin else ""
    rule = BY_HAND if row.rule == BY_HAND else now.rule
    if row.origin == Origin.STATED and now.origin == Origin.SUGGESTED:  # given by a user
        return replace(row, role=role)
    return replace(now, role=role, decision=decision, rule=rule)


def has_work(state: State, row: Kept, before: Finding) -> bool:
    """Whether users have put work into a task or target that must not be lost with it."""
    if isinstance(row, SectionRow):
        return False
    if is_corrected(row, before):
        return True
    if isinstance(row, TargetRow):
        return row.base is not None or bool(state.children(row.id, ActualRow))
    if row.status != "not-started" or row.progress is not None or row.flagged or row.weight != 1:
        return True
    if any(state.children(row.id, kind) for kind in (NoteRow, AttachmentRow, LimitRow, StageRow, LinkRow)):
        return True
    rules = [item.rule for item in state.children(row.id, PersonRow)]
    rules += [item.rule for item in state.children(row.id, NodeRow)]
    rules += [item.rule for item in state.children(row.id, ValueRow)]
    if BY_HAND in rules:
        return True
    return any(_unit_work(state, row.id, before))


def are_units_corrected(state: State, task: str, before: Finding) -> bool:
    """Whether users have changed the stated units of a task: given one, taken one off, put one into another role.

    Decisions on suggestions are none: what they were made of was never printed.
    """
    rows = {row.name: row for row in state.children(task, UnitRow)}
    stated = {name: role for name, (role, origin) in before.get("units", {}).items() if origin == Origin.STATED}
    if any(row.rule == BY_HAND for row in rows.values()):
        return True
    return any(name not in rows or not rows[name].stands or rows[name].role != role for name, role in stated.items())


def _unit_work(state: State, task: str, before: Finding) -> Iterator[bool]:
    found: dict[str, list[str]] = before.get("units", {})
    rows = {row.name: row for row in state.children(task, UnitRow)}
    yield from (is_decided(row, found.get(name)) for name, row in rows.items())
    yield from (name not in rows for name in found)
