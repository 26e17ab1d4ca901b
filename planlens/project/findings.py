"""What planlens found in a document, kept beside what users made of it: tells a correction from a finding.

``DocumentRow.findings`` is JSON: for the id of every section, task and target that was found, its fields as they were
found (:data:`FIELDS`), and for a task its units with their roles and origins.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from planlens.model import Assignment, PlanlensError
from planlens.project.rows import DocumentRow, Row, SectionRow, TargetRow, TaskRow
from planlens.project.soundness import fits_column
from planlens.project.state import State

FIELDS: Mapping[str, tuple[str, ...]] = {
    SectionRow.table: ("owner", "place", "start", "end", "number", "title", "role"),
    TaskRow.table: ("owner", "place", "start", "end", "number", "text", "deadline", "status", "progress"),
    TargetRow.table: ("owner", "start", "end", "text", "indicator", "op", "value", "unit", "year", "nature"),
}
"""The fields of each table that a document tells and a user may change."""

Finding = Mapping[str, Any]
"""The fields of one finding by name; ``units`` holds names with [role, origin], ``people``, ``nodes`` and ``extra``
pairs of what a table says of a task, see :mod:`planlens.project.told`."""

_TOLD = ("people", "nodes", "extra")


def finding(row: Row, units: Sequence[Assignment] = ()) -> dict[str, Any]:
    """Return what a row as it was found says, with the units that were found for a task."""
    found: dict[str, Any] = {name: getattr(row, name) for name in FIELDS[row.table]}
    if isinstance(row, TaskRow):
        found["units"] = {unit.name: [unit.role.value, unit.origin.value] for unit in units}
    return found


def dumps(findings: Mapping[str, Finding]) -> str:
    """Return findings as a document's row keeps them: one after the other, as the changes of the history."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
    return f"{{{','.join(f'{encode(key)}:{encode(findings[key])}' for key in sorted(findings))}}}"


@lru_cache(maxsize=8)
def _loads(text: str) -> Mapping[str, Finding]:
    try:
        found: dict[str, Finding] = json.loads(text)
        sound = all(_is_sound(key, finding) for key, finding in found.items())
    except (ValueError, RecursionError, TypeError, AttributeError, KeyError):
        sound = False
    if not sound:
        raise PlanlensError("unsound-findings", "项目中保存的识别结果已损坏或被改动。请从备份恢复。")
    return found


def _is_sound(key: str, finding: Finding) -> bool:
    table = {kind.letter: kind.table for kind in (SectionRow, TaskRow, TargetRow)}[key[:1]]
    units = finding.get("units", {})
    told = [pair for name in _TOLD for pair in finding.get(name, ())]
    fits = all(fits_column(table, name, value) for name, value in finding.items() if name not in {"units", *_TOLD})
    fits = fits and all(len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in told)
    return fits and all(len(unit) == 2 and all(isinstance(part, str) for part in unit) for unit in units.values())


def findings_of(row: DocumentRow) -> Mapping[str, Finding]:
    """Return what was found in a document, by the ids of the rows; nothing for what version 1 of the file adopted."""
    return _loads(row.findings)


def found_in(state: State, row: Row) -> str:
    """Return the id of the document that a row was found in, else of the one that it is tied to by hand."""
    homes = (document.id for document in state.documents() if row.id in findings_of(document))
    return next(homes, getattr(row, "document", ""))


def found_words(state: State, row: Row) -> str:
    """Return the words by which a section, task or target was found; its own where it was added by hand."""
    name = "title" if isinstance(row, SectionRow) else "text"
    document = state.find(found_in(state, row))
    finding = findings_of(document).get(row.id, {}) if isinstance(document, DocumentRow) else {}
    return str(finding.get(name, getattr(row, name)))
