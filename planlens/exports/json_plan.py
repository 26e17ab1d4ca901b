"""JSON: the whole plan in the public format ``planlens.plan/1`` that the README describes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from planlens.exports.base import Exporter
from planlens.model import Plan, Section, Target, Task

SCHEMA = "planlens.plan/1"


def as_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON-ready objects; offsets count characters of ``text``."""
    source = plan.document.source
    return {
        "schema": SCHEMA,
        "source": {"name": source.name, "format": source.format, "sha256": source.sha256},
        "title": plan.title,
        "text": plan.document.text,
        "sections": [_section(section) for section in plan.sections],
        "tasks": [_task(task) for task in plan.tasks],
        "targets": [_target(target) for target in plan.targets],
    }


def dumps(plan: Plan) -> str:
    """Return the plan as one JSON text, Chinese as it is, a space a level."""
    return json.dumps(as_json(plan), ensure_ascii=False, indent=1)


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
        "progress": asdict(task.progress) if task.progress is not None else None,
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


def _write(plan: Plan, columns: Sequence[str] | None) -> bytes:
    del columns  # the format is fixed: people script against it
    # What UTF-8 cannot encode (undecodable bytes in a file's name) is written as a JSON escape.
    return (dumps(plan) + "\n").encode("utf-8", errors="backslashreplace")


EXPORTER = Exporter(format="json", label="JSON 数据", extension=".json", write=_write)
