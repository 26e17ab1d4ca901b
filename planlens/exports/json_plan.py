"""JSON: the whole plan in the public format ``planlens.plan/1`` that the README describes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.model import Plan, Section, Target, Task
from planlens.views.cells import Table
from planlens.views.fields.field import Fields, Use
from planlens.views.fields.in_plan import PlanView
from planlens.views.fields.seen import Seen
from planlens.views.fields.seen_targets import SeenTarget, targets_of
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.work import Tracking

SCHEMA = "planlens.plan/1"

_NOTE = ("date", "done", "problems", "next_steps", "author")


def as_json(plan: Plan, tracking: Tracking | None = None) -> dict[str, Any]:
    """Return the plan as JSON-ready objects; offsets count characters of ``text``.

    With *tracking*, tasks have ``progress`` and targets ``actuals``, and ``day`` tells when that was so.
    """
    source = plan.document.source
    fields = (tracking.fields if tracking else None) or TASKS
    target_fields = (tracking.target_fields if tracking else None) or TARGETS
    view = PlanView(plan, tracking)
    work = {seen.id: _progress(seen, fields) for seen in view.seen()}
    values = {seen.id: _values(seen, target_fields) for seen in targets_of(view)}
    return {
        "schema": SCHEMA,
        "source": {"name": source.name, "format": source.format, "sha256": source.sha256},
        "title": plan.title,
        **({"day": tracking.day} if tracking else {}),
        "text": plan.document.text,
        "sections": [_section(section) for section in plan.sections],
        "tasks": [_task(task) | work.get(task.id, {}) for task in plan.tasks],
        "targets": [_target(target) | values[target.id] for target in plan.targets],
    }


def dumps(plan: Plan, tracking: Tracking | None = None) -> str:
    """Return the plan as one JSON text, Chinese as it is, a space a level."""
    return json.dumps(as_json(plan, tracking), ensure_ascii=False, indent=1)


def _progress(seen: Seen, fields: Fields[Seen]) -> dict[str, Any]:
    """Return what a project tells of a task; fields that it has added stand beside those of the work."""
    if seen.work is None:
        return {}
    told = {field.named or field.key: field.value(seen) for field in fields.of(Use.JSON)}
    notes = [{name: getattr(note, name) for name in _NOTE} for note in seen.notes]
    return {"progress": {**told, "notes": notes}}


def _values(seen: SeenTarget, fields: Fields[SeenTarget]) -> dict[str, Any]:
    """Return what a project tells of a target."""
    return {field.named or field.key: field.value(seen) for field in fields.of(Use.JSON)} if seen.measured else {}


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "number": section.number,
        "title": section.title,
        "role": section.role.value,
        "start": section.span.start,
        "end": section.span.end,
        "keywords": list(section.keywords),
    }


def _task(task: Task) -> dict[str, Any]:
    units = [
        {"name": unit.name, "role": unit.role.value, "origin": unit.origin.value, "score": round(unit.score, 2)}
        for unit in task.assignments
    ]
    return {
        "id": task.id,
        "section": task.section,
        "start": task.span.start,
        "end": task.span.end,
        "text": task.text,
        "deadline": task.deadline.value if task.deadline is not None else None,
        "units": units,
        "keywords": list(task.keywords),
        "targets": list(task.targets),
        "stated_progress": asdict(task.progress) if task.progress is not None else None,
        **({"people": [asdict(person) for person in task.people]} if task.people else {}),
        **({"nodes": [asdict(node) for node in task.nodes]} if task.nodes else {}),
        **({"extra": dict(task.extra)} if task.extra else {}),
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "id": target.id,
        "section": target.section,
        "start": target.span.start,
        "end": target.span.end,
        "text": target.text,
        "indicator": target.indicator,
        "op": target.op.value,
        "value": target.value,
        "unit": target.unit,
        "year": target.year,
        "nature": target.nature,
    }


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    del columns, look  # the format is fixed: people script against it
    # What UTF-8 cannot encode (undecodable bytes in a file's name) is written as a JSON escape.
    return (dumps(plan, tracking) + "\n").encode("utf-8", errors="backslashreplace")


def records_of(tables: Sequence[Table]) -> bytes:
    """Return tables as JSON: an object with a list ``rows`` under each table's name, cells by the columns' keys."""
    found = {
        table.name: {
            "title": table.title,
            "notes": list(table.notes),
            "rows": [
                {"id": row.key}
                | {
                    column.key: "\n".join(line.text for line in cell)
                    for column, cell in zip(table.columns, row.cells, strict=True)
                }
                for row in table.rows
            ],
        }
        for table in tables
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="backslashreplace")


EXPORTER = Exporter(
    format="json", label="JSON 数据", extension=".json", write=_write, has_columns=False, write_tables=records_of
)
