"""What a user has settled for every project to come: the rules for lights, the names of states.

Kept as JSON in one file of the user's settings, so that the window and the command line begin projects alike.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planlens.model import FieldKind, PlanlensError
from planlens.model.file_errors import reason
from planlens.paths import settings_folder
from planlens.project.edits import AddField, SetSetting, Together
from planlens.project.ledger import own_fields
from planlens.project.lock import beside, put_in_place, swept
from planlens.project.project import Edit, Project
from planlens.project.settings import (
    HOLIDAYS,
    LIGHTS,
    PACE_BAND,
    REPORTING,
    STAGES,
    STATUS_NAMES,
    TARGET_BAND,
    check_setting,
)
from planlens.project.state import Draft, State

FILE = "new-projects.json"
NAMES = (LIGHTS, STATUS_NAMES, TARGET_BAND, REPORTING, HOLIDAYS, PACE_BAND, STAGES)
"""The settings that can be settled beforehand."""

FIELDS = "fields"
"""The name of settled fields of the office's own: a list of ``{"title": …, "kind": …, "choices": […]}``."""


def load() -> dict[str, Any]:
    """Return what is settled, by name; nothing where there is no file, or of what cannot be used."""
    path = _path()
    try:
        found = json.loads(path.read_text("utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    known = found if isinstance(found, dict) else {}
    return {name: known[name] for name in (*NAMES, FIELDS) if name in known and _fits(name, known[name])}


def keep(name: str, value: Any) -> None:
    """Settle a value for projects to come; None for the usual one.

    Raises:
        PlanlensError: ``not-written``, or the setting cannot have this value.
    """
    if value is not None:
        _check(name, value)
    values = {**load(), name: value}
    text = json.dumps({name: value for name, value in values.items() if value is not None}, ensure_ascii=False)
    path = _path()
    try:
        if path is None:
            raise OSError("没有可写的设置文件夹")
        swept(path.parent)
        unfinished = beside(path)
        try:
            unfinished.write_text(text, "utf-8")
            put_in_place(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        message = f"无法保存新项目的默认设置（{reason(error)}）。请检查磁盘空间和权限后再试。"
        raise PlanlensError("not-written", message) from error


def settle(project: Project) -> None:
    """Give a new project what is settled, as one action; nothing happens where nothing is."""
    values = load()
    fields = _fields(values.pop(FIELDS, []))
    edits: tuple[Edit, ...] = (*(SetSetting(name, value) for name, value in values.items()), *fields)
    if edits:
        project.apply(Together(edits, "采用本机的默认设置"))


def _fits(name: str, value: Any) -> bool:
    try:
        _check(name, value)
    except PlanlensError:
        return False
    return True


def _check(name: str, value: Any) -> None:
    if name != FIELDS:
        check_setting(name, value)
        return
    try:
        draft = Draft(State(), {})
        for edit in _fields(value):
            edit.run(draft)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PlanlensError("bad-fields", "新项目的自定义字段格式不对，请检查。") from error


def _fields(value: Any) -> list[AddField]:
    """Return the edits that add the fields which are settled."""
    return [
        AddField(str(item["title"]), FieldKind(item.get("kind", "text")), tuple(map(str, item.get("choices", ()))))
        for item in value
    ]


def settled_fields() -> State:
    """Return the fields that are settled as rows of a project that has nothing else."""
    draft = Draft(State(), {})
    for edit in _fields(load().get(FIELDS, [])):
        edit.run(draft)
    return draft.state


def fields_of(state: State) -> list[dict[str, Any]]:
    """Return a project's own fields as they can be settled for projects to come."""
    return [{"title": row.title, "kind": row.kind, "choices": list(row.options)} for row in own_fields(state)]


def _path() -> Path | None:
    folder = settings_folder()
    return folder / FILE if folder else None
