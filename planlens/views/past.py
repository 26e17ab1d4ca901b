"""What was done to an item, told from the history: when, who, what, and what was there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planlens.model import PersonKind, UnitRole
from planlens.project.changes import Entry, loads
from planlens.project.project import Project
from planlens.project.rows import (
    ActualRow,
    AttachmentRow,
    DocumentRow,
    FieldRow,
    LimitRow,
    NodeRow,
    NoteRow,
    PersonRow,
    Row,
    SectionRow,
    SettingRow,
    TargetRow,
    TaskRow,
    UnitRow,
    ValueRow,
    kind_of,
)
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.project.wording import name_of
from planlens.views.fields.field import Field, Kind, Use
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.tasks import TASKS
from planlens.views.wording import unit_role_text

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


def told_of(project: Project, seq: int, most: int = 40) -> list[str]:
    """Return all that an action changed, a line each: what it was about, and old → new.

    Args:
        project: the open project.
        seq: the action's number.
        most: how many lines are told; what is left out is counted in a last one.
    """
    names = {status.value: name for status, name in status_names(project.state).items()}
    changes = loads(project.store.entry(seq)[1])
    found = [line for change in changes for line in _told(project.state, change, names)]
    return [*found[:most], f"……另有{len(found) - most}处变化"] if len(found) > most else found


def _told(state: State, change: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Return what a change of a row says."""
    before, after = change.get("before"), change.get("after")
    row, kind = state.find(change["id"]), kind_of(change["id"])
    if before is None or after is None:
        found, verb = (after, "新增") if before is None else (before, "删除")
        return [f"{verb}{_KINDS[kind]}：{_said(kind, found or {})}"] if kind in _KINDS else []
    name = name_of(row) if row is not None and kind in _NAMED else ""
    if row is not None and (above := state.find(row.owner)) is not None and kind in _BELOW:
        name = f"{name_of(above)}{name}"
    old, new = _by_field(before), _by_field(after)
    fields = [_TOLD[key] for key in new if key in _TOLD and key in old and kind in _WITH_FIELDS]
    lines = [
        f"{name}{field.title_in(Use.HISTORY)}："
        f"{_words(field, old[field.key], names)} → {_words(field, new[field.key], names)}"
        for field in fields
    ]
    own = _OWN.get(kind, {})
    return lines + [f"{name}{own[key]}：{_plain(old.get(key))} → {_plain(new[key])}" for key in new if key in own]


_WITH_FIELDS = frozenset((TaskRow, SectionRow, TargetRow))
_NAMED = frozenset((*_WITH_FIELDS, UnitRow, PersonRow, FieldRow, DocumentRow))
_BELOW = frozenset((UnitRow, ActualRow, NoteRow, NodeRow, PersonRow, ValueRow))
"""Rows whose fields tell of changes; rows with a name of their own; rows that need the name of what they belong to."""

_KINDS: Mapping[type[Row], str] = {
    DocumentRow: "文件",
    SectionRow: "章节",
    TaskRow: "任务",
    TargetRow: "目标",
    UnitRow: "单位",
    NoteRow: "进展",
    NodeRow: "节点",
    PersonRow: "人员",
    AttachmentRow: "佐证材料",
    ActualRow: "实际值",
    FieldRow: "字段",
    ValueRow: "字段内容",
    SettingRow: "设置",
}
"""The rows whose coming and going is told."""

_OWN: Mapping[type[Row], Mapping[str, str]] = {
    UnitRow: {"name": "名称", "role": "分工", "decision": "建议"},
    ActualRow: {"value": "实际值"},
    NoteRow: {"done": "进展情况", "problems": "存在问题", "next_steps": "下一步措施", "date": "日期"},
    NodeRow: {"due": "节点日期", "text": "节点内容", "done": "节点完成日期", "percent": "节点进度"},
    PersonRow: {"name": "姓名", "post": "职务", "telephone": "电话", "unit": "单位", "kind": "类别"},
    FieldRow: {"title": "名称"},
    ValueRow: {"value": "字段内容"},
    DocumentRow: {"title": "标题"},
    SettingRow: {"value": "设置"},
}
"""The columns of rows that no field tells of, and what they are called."""

_VALUES = {
    **{role.value: unit_role_text(role) for role in UnitRole},
    **{kind.value: kind.label for kind in PersonKind},
    "accepted": "采纳",
    "rejected": "否决",
    '"item"': "按条",
    "true": "是",
    "false": "否",
}


def _said(kind: type[Row], values: Mapping[str, Any]) -> str:
    """Return in a few words what a row says that came or went."""
    told = ("text",) if kind is TaskRow else ("name", "title", "date", "due", "year", "text", "done", "value", "role")
    words = [_plain(part) for key in told if (part := values.get(key)) not in {None, ""}]
    return " ".join(dict.fromkeys(words))


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    return _short(_VALUES.get(str(value), str(value))) if value not in {None, ""} else "无"


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
