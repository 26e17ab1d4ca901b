"""What was done to an item, told from the history: when, who, what, and what was there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planlens.project.changes import Entry, loads
from planlens.project.project import Project
from planlens.project.rows import LimitRow, kind_of
from planlens.project.settings import status_names
from planlens.views.fields.field import Field, Kind, Use
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.tasks import TASKS

LONGEST = 60
"""Characters of an older text that are shown."""

_UNDONE = {"undo": "撤销：", "redo": "重做："}
_FIELDS: tuple[Field[Any], ...] = (*TASKS.of(Use.HISTORY), *TARGETS.of(Use.HISTORY))
_TOLD = {field.key: field for field in _FIELDS}
"""The fields whose changes are told; a row keeps their values under the same names."""


@dataclass(frozen=True, slots=True)
class Event:
    """One action: *time* to the minute, *details* as lines such as ``完成时限：2025年 → 2026年``."""

    time: str
    who: str
    text: str
    details: tuple[str, ...] = ()


def events(project: Project, keys: Sequence[str], newest: int) -> list[Event]:
    """Return what was done to an item and what belongs to it, the newest first.

    *keys* are those of the sentences that are one item (条); of each action the first one that changed tells.
    """
    names = {status.value: name for status, name in status_names(project.state).items()}
    entries = {entry.seq: entry for key in keys for entry in project.history(key, newest)}
    return [_event(project, entries[seq], keys, names) for seq in sorted(entries, reverse=True)[:newest]]


def _event(project: Project, entry: Entry, keys: Sequence[str], names: Mapping[str, str]) -> Event:
    changes = loads(project.store.entry(entry.seq)[1])
    own = next((change for key in keys for change in changes if change["id"] == key), {})
    before, after = (_by_field(own.get(when, {})) for when in ("before", "after"))
    details = [
        f"{field.title_in(Use.HISTORY)}：{_words(field, before[name], names)} → {_words(field, after[name], names)}"
        for name, field in _TOLD.items()
        if name in before and name in after
    ]
    if entry.kind != "undo":
        details += dict.fromkeys(line for change in changes for line in _decided(change, keys))
    time = entry.time[:16].replace("T", " ")
    return Event(time, entry.who, _UNDONE.get(entry.kind, "") + entry.label, tuple(details))


def _decided(change: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    """Return why and by whom the time limit of a task was moved, where a change says so."""
    after = change.get("after") or {}
    if kind_of(change["id"]) is not LimitRow or after.get("owner") not in keys:
        return []
    told = {"理由": after["reason"], "批准": after["approved"], "决定日期": after["day"]}
    return [f"{title}：{_short(text)}" for title, text in told.items() if text]


def _by_field(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's values by the keys of the fields that tell them; a heading keeps its text as its title."""
    return {"text" if name == "title" else name: value for name, value in values.items()}


def _words(field: Field[Any], value: Any, names: Mapping[str, str]) -> str:
    """Return how a value reads; a state has the office's own word."""
    text = (
        names[value] if field.key == "status" else "否" if field.kind is Kind.FLAG and not value else field.says(value)
    )
    return _short(text) or "无"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
