"""What was done to an item, told from the history: when, who, what, and what was there before. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planlens.model import Deadline, Evidence, Role, UnitRole
from planlens.model.wording import deadline_words
from planlens.project.changes import Entry, loads
from planlens.project.project import Project
from planlens.project.rows import LimitRow, kind_of
from planlens.project.settings import status_names
from planlens.views.wording import deadline_text, role_text, unit_role_text

LONGEST = 60
"""Characters of an older text that are shown."""

_UNDONE = {"undo": "撤销：", "redo": "重做："}


@dataclass(frozen=True, slots=True)
class Event:
    """One action: *time* to the minute, *details* as lines such as ``完成时限：2025年 → 2026年``."""

    time: str
    who: str
    text: str
    details: tuple[str, ...] = ()


def events(project: Project, key: str, newest: int) -> list[Event]:
    """Return what was done to an item and what belongs to it, the newest first."""
    names = {status.value: name for status, name in status_names(project.state).items()}
    return [_event(project, entry, key, names) for entry in project.history(key, newest)]


def _event(project: Project, entry: Entry, key: str, names: Mapping[str, str]) -> Event:
    changes = loads(project.store.entry(entry.seq)[1])
    own = next((change for change in changes if change["id"] == key), {})
    before, after = own.get("before", {}), own.get("after", {})
    if "status" in before and "status" in after:
        before, after = ({**fields, "status": names[fields["status"]]} for fields in (before, after))
    details = [_detail(name, before[name], after[name]) for name in _NAMES if name in before and name in after]
    if entry.kind != "undo":
        details += [line for change in changes for line in _decided(change, key)]
    time = entry.time[:16].replace("T", " ")
    return Event(time, entry.who, _UNDONE.get(entry.kind, "") + entry.label, tuple(details))


def _decided(change: Mapping[str, Any], key: str) -> list[str]:
    """Return why and by whom the time limit of a task was moved, where a change says so."""
    after = change.get("after") or {}
    if kind_of(change["id"]) is not LimitRow or after.get("owner") != key:
        return []
    told = {"理由": after["reason"], "批准": after["approved"], "决定日期": after["day"]}
    return [f"{title}：{_short(text)}" for title, text in told.items() if text]


def _detail(name: str, before: Any, after: Any) -> str:
    title, words = _NAMES[name]
    return f"{title}：{_short(words(before)) or '无'} → {_short(words(after)) or '无'}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _plain(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _percent(value: Any) -> str:
    return "未填" if value is None else f"{value:g}%"


_NAMES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "text": ("内容", _plain),
    "title": ("标题", _plain),
    "number": ("编号", _plain),
    "role": ("类型", lambda value: role_text(Role(value)) if value in set(Role) else unit_role_text(UnitRole(value))),
    "deadline": ("完成时限", lambda value: deadline_text(Deadline(value, Evidence("")) if value else None)),
    "status": ("状态", _plain),
    "progress": ("进度", _percent),
    "weight": ("权重", _plain),
    "flagged": ("重点关注", lambda value: "是" if value else "否"),
    "indicator": ("指标", _plain),
    "op": ("要求", _plain),
    "value": ("目标值", _plain),
    "unit": ("计量单位", _plain),
    "year": ("年份", _plain),
    "nature": ("性质", _plain),
    "base": ("基期值", _plain),
    "base_year": ("基期年", _plain),
    "due": ("日期", deadline_words),
    "done": ("完成日期", _plain),
    "note": ("说明", _plain),
    "percent": ("计划进度", _percent),
    "name": ("姓名", _plain),
    "post": ("职务", _plain),
    "telephone": ("电话", _plain),
}
"""The fields whose changes are told, with their names and how their values are put into words."""
