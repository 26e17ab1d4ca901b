"""A document as it was found, beside what users have made of it: what a new version is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from planlens.model import Assignment, Evidence, Origin, Plan, Role, UnitRole
from planlens.model.versions import Work
from planlens.model.wording import TARGET_FIELDS, deadline_words, units_words
from planlens.project.aliases import STRENGTH, aliases
from planlens.project.findings import FIELDS, Finding, findings_of
from planlens.project.found import document_of, section_of, target_of, task_of
from planlens.project.merging import Kept, are_units_corrected, assumed, has_work
from planlens.project.rows import BY_HAND, SENTENCE, DismissedRow, DocumentRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State


@dataclass(frozen=True, slots=True)
class Basis:
    """All that comparing a document with a new version of it needs; it can be sent to another process.

    Attributes:
        document: the document's id.
        plan: what was found in it, see :func:`found_plan`.
        work: what users have done to it.
        deleted: kind and words of the findings that users have deleted.
        unit_names: the project's own names of units, by those that documents have.
    """

    document: str
    plan: Plan
    work: Work
    deleted: frozenset[tuple[str, str]]
    unit_names: Mapping[str, str]


def basis_of(state: State, document: str) -> Basis:
    """Return what a new version of a document is to be compared with.

    Raises:
        PlanlensError: ``no-item``, there is no such document.
    """
    gone = frozenset(deleted(state, document))
    return Basis(document, found_plan(state, document), work_of(state, document), gone, aliases(state))


def own_rows(state: State, document: str) -> list[Kept]:
    """Return the sections, tasks and targets found in a document or added to it by hand, as the tree reads."""
    elsewhere = {key for row in state.documents() if row.id != document for key in findings_of(row)}
    found = findings_of(state.get(document, DocumentRow))
    items = [item for _, item in state.walk()]
    rows: list[Kept] = [*items, *state.all(TargetRow)]
    return [row for row in rows if row.id in found or (row.document == document and row.id not in elsewhere)]


def befores(state: State, document: str) -> dict[str, Finding]:
    """Return what was found of each row of a document, with its units under their present names; {} for nothing."""
    found = findings_of(state.get(document, DocumentRow))
    names = aliases(state)
    rows = own_rows(state, document)
    if found:
        return {row.id: _renamed(found.get(row.id, {}), names) for row in rows}
    return {row.id: assumed(row, state.children(row.id, UnitRow)) for row in rows}


def _renamed(found: Finding, names: Mapping[str, str]) -> Finding:
    """Return a finding with the present names of its units, the stronger role where two have become one."""
    if not names or not found.get("units"):
        return found
    units: dict[str, Any] = {}
    for name, (role, origin) in found["units"].items():
        known = units.setdefault(names.get(name, name), [role, origin])
        strongest = min(UnitRole(known[0]), UnitRole(role), key=STRENGTH.index).value
        stated = Origin.STATED.value in {known[1], origin}
        units[names.get(name, name)] = [strongest, (Origin.STATED if stated else Origin.SUGGESTED).value]
    return {**found, "units": units}


def found_plan(state: State, document: str) -> Plan:
    """Return a document's plan in the words, with the units and below the headings that were found.

    What users added is in it too, as they have it.
    """
    row = state.get(document, DocumentRow)
    before = befores(state, document)
    rows = [_as_found(item, before[item.id], state) for item in own_rows(state, document)]
    sections = [item for item in rows if isinstance(item, SectionRow)]
    parents = {item.id: item.owner for item in sections}
    levels = {key: _level(parents, key) for key in parents}
    tasks = [item for item in rows if isinstance(item, TaskRow)]
    targets = [item for item in rows if isinstance(item, TargetRow)]
    homes = {item.id: _home(state, parents, item.owner) for item in (*tasks, *targets)}
    inside: dict[str, list[str]] = {}
    for target in targets:
        inside.setdefault(target.owner, []).append(target.id)
    return Plan(
        document_of(row),
        row.title or None,
        tuple(
            section_of(item, item.owner if levels[item.id] > 1 and item.owner in parents else None, levels[item.id])
            for item in sections
        ),
        tuple(
            task_of(item, homes[item.id], tuple(inside.get(item.id, ())), _units(state, item, before[item.id]))
            for item in tasks
        ),
        tuple(target_of(item, homes[item.id]) for item in targets),
    )


def work_of(state: State, document: str) -> Work:
    """Return what users have done to a document's plan."""
    before = befores(state, document)
    rows = own_rows(state, document)
    words = {row.id: row.title if isinstance(row, SectionRow) else row.text for row in rows}
    name = {row.id: "title" if isinstance(row, SectionRow) else "text" for row in rows}
    return Work(
        by_hand=frozenset(row.id for row in rows if row.rule == BY_HAND or getattr(row, "orphan", False)),
        worked_on=frozenset(row.id for row in rows if has_work(state, row, before[row.id])),
        corrected={key: text for key, text in words.items() if before[key].get(name[key], text) != text},
        ours={row.id: found for row in rows if (found := _ours(row, before[row.id], state))},
    )


_NAMES = {"text": "文字", "title": "标题", "number": "编号", "deadline": "完成时限", **TARGET_FIELDS}


def _ours(row: Kept, before: Finding, state: State) -> dict[str, str]:
    """Return what users have put in the place of what was found of a row, by the name of the field."""
    names = [name for name in FIELDS[row.table] if name in _NAMES and name in before]
    found = {_NAMES[name]: value for name in names if (value := getattr(row, name)) != before[name]}
    if isinstance(row, TaskRow):
        found.pop("编号", None)
        if "完成时限" in found:
            found["完成时限"] = deadline_words(row.deadline)
        if are_units_corrected(state, row.id, before):
            units = (unit for unit in state.children(row.id, UnitRow) if unit.is_responsible)
            found["责任单位"] = units_words((unit.name, UnitRole(unit.role)) for unit in units)
    return {label: str(value or "") for label, value in found.items()}


def decided_roles(state: State, document: str) -> dict[int, Role]:
    """Return what users say that sections of a document are for, by the places of their headings."""
    before = befores(state, document)
    rows = [row for row in own_rows(state, document) if isinstance(row, SectionRow) and row.start is not None]
    return {
        row.start: Role(row.role)
        for row in rows
        if row.start is not None and (row.reviewed or row.role != before[row.id].get("role", row.role))
    }


def is_reread(state: State, section: SectionRow) -> bool:
    """Whether what stands under a section was found with the role that it has now."""
    before = befores(state, section.document) if section.document else {}
    return bool(before.get(section.id, {}).get("role", section.role) == section.role)


def deleted(state: State, document: str) -> set[tuple[str, str]]:
    """Return kind (the letter of the table) and words of the findings of a document that users have deleted.

    A sentence that is no task is none in a new version either.
    """
    rows = state.children(document, DismissedRow)
    return {(TaskRow.letter if row.kind == SENTENCE else row.kind, row.text) for row in rows}


_NO_FIELDS = frozenset(("units", "people", "nodes", "extra", "status", "progress", "place"))


def _as_found(row: Kept, before: Finding, state: State) -> Kept:
    fields = {name: value for name, value in before.items() if name not in _NO_FIELDS}
    if fields.get("owner") not in state:
        fields.pop("owner", None)
    return replace(row, **fields)


def _level(parents: Mapping[str, str], key: str) -> int:
    """Return a section's depth, 1 for what stands below no section, or below itself."""
    seen = [key]
    while parents.get(seen[-1]) in parents:
        above = parents[seen[-1]]
        if above in seen:
            return 1
        seen.append(above)
    return len(seen)


def _home(state: State, sections: Mapping[str, str], owner: str) -> str | None:
    """Return the section that an owner is, or is in."""
    while owner not in sections:
        row = state.find(owner)
        if row is None or not row.owner:
            return None
        owner = row.owner
    return owner


def _units(state: State, row: TaskRow, before: Finding) -> tuple[Assignment, ...]:
    if not before:
        units = state.children(row.id, UnitRow)
        return tuple(
            Assignment(unit.name, UnitRole(unit.role), Origin(unit.origin), unit.score, Evidence(unit.rule))
            for unit in units
            if unit.stands
        )
    found = before.get("units", {})
    return tuple(
        Assignment(name, UnitRole(role), Origin(origin), 1.0, Evidence("found"))
        for name, (role, origin) in found.items()
    )
