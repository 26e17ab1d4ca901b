"""The settings of a project by name, checked when they are set; the rows hold them as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from planlens.model import LightRules, PlanlensError
from planlens.model.granularity import Granularity
from planlens.model.judgement import NEAR
from planlens.model.period import period_of
from planlens.model.reporting import Rhythm
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


REPORTING = "reporting"
"""When progress is reported, a :class:`~planlens.model.reporting.Rhythm` as a dictionary; ``reporting:d1`` is that of
one document."""

HOLIDAYS = "holidays"
"""Days that the office works otherwise than the calendar says: ``{"off": [ISO dates], "on": [ISO dates]}``."""

PACE_BAND = "pace-band"
"""The points of percent by which a task may differ from what was planned and still be 达进度: 0 to 50, 5 by default."""

USUAL_BAND = 5.0
"""The points of percent where nobody has set them."""

STAGES = "stages"
"""Whether the office dates the steps of a task's life (立项, 交办 … 销号); it does not by default."""

TITLED = "titled"
"""Whether users have corrected the title of a document, ``titled:d1``: its next versions keep it then."""


GRANULARITY = "granularity"
"""How fine the rows of a document are, ``granularity:d1``: a :class:`~planlens.model.granularity.Granularity`."""


SETTING_NAME = re.compile(r"[a-z][a-z0-9:-]{0,79}")
"""What a setting can be called: ``start:d1``."""


def check_setting(name: str, value: Any) -> None:
    """Refuse a value that a setting known here cannot have; those of other names may have any.

    Raises:
        PlanlensError: ``bad-rules``, ``bad-rhythm``, ``bad-names`` or ``bad-date``.
    """
    if not SETTING_NAME.fullmatch(name):
        raise PlanlensError("bad-rules", f"不能有名为“{name}”的设置。")
    found = name if name in _CHECKS else name.partition(":")[0]
    if found in (_CHECKS if found == name else _OF_DOCUMENTS):
        _CHECKS[found](value)


def _check_lights(value: Any) -> None:
    if not isinstance(value, dict):
        raise PlanlensError("bad-rules", "亮灯规则的格式不对，请检查亮灯规则。")
    LightRules.from_dict(value)


def _check_names(value: Any) -> None:
    names = [*value.values()] if isinstance(value, dict) else [None]
    if not all(isinstance(text, str) and text.strip() for text in names) or not set(value) <= set(Status):
        raise PlanlensError("bad-names", "状态名称应为文字，请检查状态名称。")


def _check_rhythm(value: Any) -> None:
    if not isinstance(value, dict):
        raise PlanlensError("bad-rhythm", "报送周期的格式不对，请检查报送周期的设置。")
    Rhythm.from_dict(value)


def _check_start(value: Any) -> None:
    if _day(value) is None:
        raise PlanlensError("bad-date", f"无法识别的日期：{value}。请写成 2025-01-01。")


def _must(fits: Callable[[Any], bool], what: str) -> Callable[[Any], None]:
    """Return a check that a value is as *what* says in Chinese."""

    def check(value: Any) -> None:
        if not fits(value):
            raise PlanlensError("bad-rules", what)

    return check


def _check_holidays(value: Any) -> None:
    lists: list[Any] = list(value.values()) if isinstance(value, dict) and set(value) <= {"off", "on"} else [None]
    if not all(isinstance(days, list) for days in lists):
        raise PlanlensError("bad-date", "节假日的格式不对，请逐行填写放假和上班的日期。")
    for day in (day for days in lists for day in days):
        if not isinstance(day, str) or _day(day) is None:
            raise PlanlensError("bad-date", f"无法识别的日期：{day}。请写成 2026-10-01。")


def _is_band(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 50


_CHECKS: Mapping[str, Callable[[Any], None]] = {
    LIGHTS: _check_lights,
    STATUS_NAMES: _check_names,
    PLAN_END: _must(lambda value: isinstance(value, bool), "是否按规划期末计算应为是或否。"),
    TARGET_BAND: _must(_is_band, "“基本符合预期”的范围应为 0 到 50 的数字（个百分点）。"),
    START: _check_start,
    REPORTING: _check_rhythm,
    HOLIDAYS: _check_holidays,
    PACE_BAND: _must(_is_band, "“达进度”的范围应为 0 到 50 的数字（个百分点）。"),
    STAGES: _must(lambda value: isinstance(value, bool), "是否登记立项、交办、销号等环节应为是或否。"),
    GRANULARITY: _must(lambda value: value in set(Granularity), "任务的粗细应为按句（sentence）或按条（item）。"),
}
_OF_DOCUMENTS = frozenset((PLAN_END, START, REPORTING, GRANULARITY))
"""The settings that a document can have for itself."""


def light_rules(state: State) -> LightRules:
    """Return the office's rules for lights, the usual ones where none are set."""
    found = setting(state, LIGHTS)
    return LightRules.from_dict(found) if found else LightRules()


def near_of(state: State) -> float:
    """Return the part of a target's way (0.05) that the office still calls 基本符合预期."""
    found = setting(state, TARGET_BAND)
    return NEAR if found is None else found / 100


def pace_band(state: State) -> float:
    """Return by how many points of percent a task may differ from its plan and still be 达进度."""
    found = setting(state, PACE_BAND)
    return USUAL_BAND if found is None else float(found)


def rhythm_of(state: State, document: str = "") -> Rhythm | None:
    """Return when progress of a document's tasks is reported: the document's own rhythm, else the project's."""
    for name in (f"{REPORTING}:{document}", REPORTING):
        if found := setting(state, name):
            return Rhythm.from_dict(found)
    return None


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


def plan_end(state: State, document: str) -> date | None:
    """Return the day by which what has no time limit is due: :func:`end_of`, where the office's rules want that."""
    return end_of(state, document) if light_rules(state).plan_end else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
