"""The settings of a project by name, checked when they are set; the rows hold them as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from planlens.model import LightRules, PlanlensError
from planlens.model.granularity import Granularity
from planlens.model.judgement import NEAR
from planlens.model.period import period_of
from planlens.model.tracking import Status
from planlens.project.rows import DocumentRow, SettingRow
from planlens.project.state import State

LIGHTS = "lights"
"""The office's :class:`~planlens.model.LightRules` as a dictionary."""

STATUS_NAMES = "status-names"
"""What the office calls the states: a dictionary from :class:`~planlens.model.tracking.Status` values to names."""

START = "start"
"""The first day that 序时进度 counts from, an ISO date; ``start:d1`` is that of one document."""


def setting(state: State, name: str) -> Any:
    """Return the value of a setting, None where it is not set."""
    row = state.find(f"{SettingRow.letter}:{name}")
    return json.loads(row.value) if isinstance(row, SettingRow) else None


PLAN_END = "plan-end"
"""Whether tasks without a deadline are due at the end of their plan; ``plan-end:d1`` is that of one document."""


TARGET_BAND = "target-band"
"""The percent of a target's way that counts as 基本符合预期 before and behind the plan: 0 to 50, 5 by default."""


GRANULARITY = "granularity"
"""How fine the rows of a document are, ``granularity:d1``: a :class:`~planlens.model.granularity.Granularity`."""


def check_setting(name: str, value: Any) -> None:
    """Refuse a value that a setting known here cannot have; those of other names may have any.

    Raises:
        PlanlensError: ``bad-rules`` or ``bad-date``.
    """
    if name == LIGHTS:
        if not isinstance(value, dict):
            raise PlanlensError("bad-rules", "亮灯规则的格式不对，请检查亮灯规则。")
        LightRules.from_dict(value)
    elif name == STATUS_NAMES:
        names = [*value.values()] if isinstance(value, dict) else [None]
        if not all(isinstance(text, str) and text.strip() for text in names) or not set(value) <= set(Status):
            raise PlanlensError("bad-names", "状态名称应为文字，请检查状态名称。")
    elif name.partition(":")[0] == PLAN_END and not isinstance(value, bool):
        raise PlanlensError("bad-rules", "是否按规划期末计算应为是或否。")
    elif name.partition(":")[0] == GRANULARITY and value not in set(Granularity):
        raise PlanlensError("bad-rules", "任务的粗细应为按句（sentence）或按条（item）。")
    elif name == TARGET_BAND and not _is_band(value):
        raise PlanlensError("bad-rules", "“基本符合预期”的范围应为 0 到 50 的数字（个百分点）。")
    elif name.partition(":")[0] == START and _day(value) is None:
        raise PlanlensError("bad-date", f"无法识别的日期：{value}。请写成 2025-01-01。")


def _is_band(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 50


def light_rules(state: State) -> LightRules:
    """Return the office's rules for lights, the usual ones where none are set."""
    found = setting(state, LIGHTS)
    return LightRules.from_dict(found) if found else LightRules()


def near_of(state: State) -> float:
    """Return the part of a target's way (0.05) that the office still calls 基本符合预期."""
    found = setting(state, TARGET_BAND)
    return NEAR if found is None else found / 100


def status_names(state: State) -> dict[Status, str]:
    """Return what the project calls each state; the usual word where nothing is set."""
    own = setting(state, STATUS_NAMES) or {}
    return {status: str(own.get(status.value) or status.label) for status in Status}


def granularity_of(state: State, document: str) -> Granularity:
    """Return how fine the rows of a document are: a sentence each, unless its users want an item each."""
    return Granularity(setting(state, f"{GRANULARITY}:{document}") or Granularity.SENTENCE)


def start_of(state: State, document: str) -> date | None:
    """Return the day that 序时进度 of a document's tasks counts from.

    The document's own setting, else the project's, else the first day of the years that its title names
    (2024—2027年, “十五五”), else None: each task's time begins with the year of its deadline.
    """
    for name in (f"{START}:{document}", START):
        if (day := _day(setting(state, name))) is not None:
            return day
    row = state.find(document)
    period = period_of(row.title or row.name) if isinstance(row, DocumentRow) else None
    return period[0] if period else None


def end_of(state: State, document: str) -> date | None:
    """Return the last day of the years that a document is for, as its title names them (“十五五”, 2026年).

    Its tasks without a deadline are due then; None where the title names no years, or users do not want it.
    """
    row = state.find(document)
    if not isinstance(row, DocumentRow) or setting(state, f"{PLAN_END}:{document}") is False:
        return None
    period = period_of(row.title or row.name)
    return period[1] if period else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
