"""What a user has settled for every project to come: the rules for lights, the names of states.

Kept as JSON in one file of the user's settings, so that the window and the command line begin projects alike.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planlens.model import PlanlensError
from planlens.paths import settings_folder
from planlens.project.edits import SetSetting, Together
from planlens.project.lock import beside, put_in_place, swept
from planlens.project.project import Project
from planlens.project.settings import LIGHTS, STATUS_NAMES, TARGET_BAND, check_setting

FILE = "new-projects.json"
NAMES = (LIGHTS, STATUS_NAMES, TARGET_BAND)
"""The settings that can be settled beforehand."""


def load() -> dict[str, Any]:
    """Return what is settled, by name; nothing where there is no file, or of what cannot be used."""
    path = _path()
    try:
        found = json.loads(path.read_text("utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    known = found if isinstance(found, dict) else {}
    return {name: known[name] for name in NAMES if name in known and _fits(name, known[name])}


def keep(name: str, value: Any) -> None:
    """Settle a value for projects to come; None for the usual one.

    Raises:
        PlanlensError: ``not-written``, or the setting cannot have this value.
    """
    if value is not None:
        check_setting(name, value)
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
        message = f"无法保存新项目的默认设置（{error.strerror or error}）。请检查磁盘空间和权限后再试。"
        raise PlanlensError("not-written", message) from error


def settle(project: Project) -> None:
    """Give a new project what is settled, as one action; nothing happens where nothing is."""
    edits = tuple(SetSetting(name, value) for name, value in load().items())
    if edits:
        project.apply(Together(edits, "采用本机的默认设置"))


def _fits(name: str, value: Any) -> bool:
    try:
        check_setting(name, value)
    except PlanlensError:
        return False
    return True


def _path() -> Path | None:
    folder = settings_folder()
    return folder / FILE if folder else None
