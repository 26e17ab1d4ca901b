"""Edits of fields of the office's own (自定义字段), and of what tasks have in them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date

from planlens.model import FieldKind, PlanlensError
from planlens.project.rows import BY_HAND, FieldRow, TaskRow, ValueRow
from planlens.project.state import Draft, State
from planlens.project.wording import names, quoted

LONGEST_TITLE = 40
"""Characters that a field's title may have."""


@dataclass(frozen=True, slots=True)
class AddField:
    """Add a field of the office's own, behind the others."""

    title: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()

    def run(self, draft: Draft) -> str:
        """Add it; a title that there is already is refused."""
        title, choices = _title(draft.state, self.title), _choices(self.kind, self.choices)
        rows = draft.state.children("", FieldRow)
        place = rows[-1].place + 1 if rows else 1.0
        draft.put(FieldRow(draft.new_id(FieldRow), "", place, title, self.kind.value, choices))
        return f"添加字段{quoted(title)}"


@dataclass(frozen=True, slots=True)
class EditField:
    """Change a field's title, kind, choices or place; what is None stays as it is.

    *after* is the id of the field that it stands behind then, "" for the first place.
    """

    id: str
    title: str | None = None
    kind: FieldKind | None = None
    choices: tuple[str, ...] | None = None
    after: str | None = None

    def run(self, draft: Draft) -> str:
        """Change it; refused where what tasks have in it would no longer fit."""
        row = draft.state.get(self.id, FieldRow)
        title = row.title if self.title is None else _title(draft.state, self.title, but=row.id)
        kind = FieldKind(row.kind) if self.kind is None else self.kind
        choices = _choices(kind, row.options if self.choices is None else self.choices)
        draft.update(row, title=title, kind=kind.value, choices=choices)
        changed = draft.state.get(row.id, FieldRow)
        for value in (value for value in draft.state.all(ValueRow) if value.field == row.id):
            draft.update(value, value=checked_value(changed, value.value))
        if self.after is not None:
            self._move(draft)
        return f"修改字段{quoted(title)}"

    def _move(self, draft: Draft) -> None:
        others = [row.id for row in draft.state.children("", FieldRow) if row.id != self.id]
        behind = others.index(self.after) + 1 if self.after in others else 0
        for place, key in enumerate([*others[:behind], self.id, *others[behind:]], start=1):
            draft.update(draft.state.get(key, FieldRow), place=float(place))


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set what tasks have in a field of the office's own, None or "" for nothing; numbers and days as text."""

    ids: tuple[str, ...]
    field: str
    value: str | None

    def run(self, draft: Draft) -> str:
        """Set it; what does not fit the field is refused."""
        field = draft.state.get(self.field, FieldRow)
        value = checked_value(field, self.value or "")
        for key in self.ids:
            put_value(draft, draft.state.get(key, TaskRow).id, field.id, value)
        return f"填写{names(draft.state, self.ids)}的{quoted(field.title)}"


def put_value(draft: Draft, task: str, field: str, value: str, rule: str = BY_HAND) -> None:
    """Set what a task has in a field, "" for nothing."""
    row = value_row(draft.state, task, field)
    if row is not None and not value:
        draft.remove(row.id)
    elif row is not None and row.value != value:
        draft.update(row, value=value, rule=rule)
    elif row is None and value:
        draft.put(ValueRow(draft.new_id(ValueRow), task, field, value, rule))


def value_row(state: State, task: str, field: str) -> ValueRow | None:
    """Return the row of what a task has in a field, None for nothing."""
    return next((row for row in state.children(task, ValueRow) if row.field == field), None)


def remove_values(draft: Draft, field: str) -> None:
    """Take out what tasks have in a field."""
    for row in draft.state.all(ValueRow):
        if row.field == field:
            draft.remove(row.id)


def checked_value(field: FieldRow, value: str) -> str:
    """Return a value as its field keeps it.

    Raises:
        PlanlensError: ``bad-value``, ``bad-date`` or ``bad-choice``, it does not fit the field.
    """
    words = value.strip()
    if not words:
        return ""
    match FieldKind(field.kind):
        case FieldKind.NUMBER:
            return _number(field.title, words)
        case FieldKind.DATE:
            try:
                return date.fromisoformat(words).isoformat()
            except ValueError:
                message = f"“{field.title}”应为日期，现在是“{words[:30]}”。请写成 2025-06-30 或 2025年6月30日。"
                raise PlanlensError("bad-date", message) from None
        case FieldKind.CHOICE if words not in field.options:
            message = f"“{field.title}”没有“{words[:30]}”这一项，可选：{'、'.join(field.options)}。"
            raise PlanlensError("bad-choice", message)
    return words


def _number(title: str, words: str) -> str:
    try:
        found = float(words.replace(",", "").replace("，", ""))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise PlanlensError("bad-value", f"“{title}”应为数字，现在是“{words[:30]}”。请重新输入。")
    return f"{found:.15g}"


def _title(state: State, title: str, but: str = "") -> str:
    words = "".join(title.split())
    if not words or len(words) > LONGEST_TITLE:
        raise PlanlensError("bad-title", f"字段名称应为 1 到 {LONGEST_TITLE} 个字，请重新输入。")
    if any(row.title == words and row.id != but for row in state.children("", FieldRow)):
        raise PlanlensError("known-field", f"已有名为“{words}”的字段，请换一个名称。")
    return words


def _choices(kind: FieldKind, choices: tuple[str, ...]) -> str:
    found = list(dict.fromkeys(filter(None, (choice.strip() for choice in choices))))
    if kind is FieldKind.CHOICE and not found:
        raise PlanlensError("bad-choice", "请至少写一个可选项。")
    return json.dumps(found if kind is FieldKind.CHOICE else [], ensure_ascii=False)
