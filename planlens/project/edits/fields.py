"""Edits of one field: text, title, number, role, deadline, a target's parts, a setting."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from planlens.model import Op, PlanlensError, Role, is_deadline
from planlens.project.edits.places import check_place, document_of, must_hold
from planlens.project.rows import BY_HAND, DocumentRow, SectionRow, SettingRow, TargetRow, TaskRow
from planlens.project.settings import TITLED, check_setting
from planlens.project.state import Draft
from planlens.project.wording import name_of, names, quoted

_EDITABLE = ("text", "indicator", "op", "value", "unit", "year", "nature", "base", "base_year")
_OPTIONAL = {"year", "nature", "base", "base_year"}


@dataclass(frozen=True, slots=True)
class SetText:
    """Change a task's text or a section's title."""

    id: str
    text: str

    def run(self, draft: Draft) -> str:
        """Change it; it may not be empty."""
        text = self.text.strip()
        if not text:
            raise PlanlensError("empty-text", "内容不能为空，请输入文字。")
        item = draft.state.item(self.id)
        draft.update(item, **{"title" if isinstance(item, SectionRow) else "text": text}, reviewed=True)
        return f"修改{name_of(item)}的文字"


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Correct the title of a document (its id); its next versions keep it."""

    id: str
    title: str

    def run(self, draft: Draft) -> str:
        """Correct it; it may not be empty."""
        title = " ".join(self.title.split())
        if not title:
            raise PlanlensError("empty-text", "标题不能为空，请输入文字。")
        row = draft.state.get(self.id, DocumentRow)
        draft.update(row, title=title)
        draft.put(SettingRow(f"{SettingRow.letter}:{TITLED}:{self.id}", "", "true"))
        return f"将文件标题改为{quoted(title)}"


@dataclass(frozen=True, slots=True)
class SetNumber:
    """Change the printed number of a task or section."""

    id: str
    number: str

    def run(self, draft: Draft) -> str:
        """Change it."""
        item = draft.state.item(self.id)
        draft.update(item, number=self.number.strip())
        return f"修改{name_of(item)}的编号"


@dataclass(frozen=True, slots=True)
class SetRole:
    """Change what a section is for."""

    id: str
    role: Role

    def run(self, draft: Draft) -> str:
        """Change it."""
        section = draft.state.get(self.id, SectionRow)
        draft.update(section, role=self.role.value, reviewed=True)
        return f"修改{name_of(section)}的类型"


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """Set the deadline of tasks: ``2025``, ``2025-06``, ``2025-06-30``, ``ongoing`` or None.

    *start* and *end* tie it to the place in the tasks' document that says so.
    """

    ids: tuple[str, ...]
    value: str | None
    start: int | None = None
    end: int | None = None

    def run(self, draft: Draft) -> str:
        """Set it; a date that does not exist is refused."""
        if self.value is not None and not is_deadline(self.value):
            message = f"无法识别的完成时限：{self.value}。请写成 2025、2025-06 或 2025-06-30，长期任务写 ongoing。"
            raise PlanlensError("bad-deadline", message)
        for key in self.ids:
            task = draft.state.get(key, TaskRow)
            if task.deadline != self.value or self.start is not None:
                if self.start is not None:
                    check_place(draft.state, task.document, self.start, self.end)
                fields = {"deadline_start": self.start, "deadline_end": self.end, "deadline_rule": BY_HAND}
                draft.update(task, deadline=self.value, **fields)
        return f"设置{names(draft.state, self.ids)}的完成时限"


@dataclass(frozen=True, slots=True)
class SetTarget:
    """Change one field of a target.

    *base* (the starting value) is a number, *base_year* a whole one, all others are text; these two, *year* and
    *nature* may be None.
    """

    id: str
    field: str
    value: Any

    def run(self, draft: Draft) -> str:
        """Change it; a value of the wrong kind is refused."""
        target = draft.state.get(self.id, TargetRow)
        if self.field not in _EDITABLE:
            raise PlanlensError("no-field", f"目标没有“{self.field}”这一项，可修改：{'、'.join(_EDITABLE)}。")
        if not _is_fitting(self.field, self.value):
            raise PlanlensError("bad-value", f"目标的“{self.field}”不能是 {self.value}，请重新输入。")
        value = self.value
        if self.field == "base" and value is not None:
            value = float(value)
        elif self.field == "op":
            value = Op(value).value
        draft.update(target, **{self.field: value}, reviewed=True)
        return f"修改目标{name_of(target)}"


def _is_fitting(field: str, value: object) -> bool:
    if value is None or isinstance(value, bool):
        return value is None and field in _OPTIONAL
    match field:
        case "op":
            return value in set(Op)
        case "base":
            return isinstance(value, int | float) and math.isfinite(value)
        case "base_year":
            return isinstance(value, int)
        case "text":
            return isinstance(value, str) and bool(value.strip())
        case _:
            return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class AddTarget:
    """Add a target to a task, section or document; *start* and *end* tie it to a place in *document*'s text."""

    owner: str
    text: str
    indicator: str = ""
    op: Op = Op.AT_LEAST
    value: str = ""
    unit: str = ""
    year: str | None = None
    nature: str | None = None
    document: str = ""
    start: int | None = None
    end: int | None = None

    def run(self, draft: Draft) -> str:
        """Add it; it must have words."""
        must_hold(draft, self.owner, TaskRow)
        text = self.text.strip() or self.indicator.strip()
        if not text:
            raise PlanlensError("empty-text", "内容不能为空，请输入文字。")
        document = self.document or document_of(draft, self.owner)
        check_place(draft.state, document, self.start, self.end)
        siblings = draft.state.children(self.owner, TargetRow)
        what = (text, self.indicator.strip(), self.op.value, self.value.strip(), self.unit.strip())
        head = (draft.new_id(TargetRow), self.owner, siblings[-1].place + 1 if siblings else 1.0)
        kind = (self.year, self.nature, document)
        draft.put(TargetRow(*head, *what, *kind, self.start, self.end, BY_HAND, 1.0, reviewed=True))
        return f"新增目标{quoted(text)}"


@dataclass(frozen=True, slots=True)
class SetPlace:
    """Tie a task, section or target to a place in the text of *document*; without *start* and *end* to none."""

    id: str
    document: str
    start: int | None
    end: int | None

    def run(self, draft: Draft) -> str:
        """Tie it; the place must lie in the document's text."""
        row = draft.state.find(self.id)
        if not isinstance(row, SectionRow | TaskRow | TargetRow):
            raise PlanlensError("no-item", f"找不到编号为 {self.id} 的条目，它可能已被删除。请刷新后再试。")
        check_place(draft.state, self.document, self.start, self.end)
        document = self.document if self.start is not None else row.document
        draft.update(row, document=document, start=self.start, end=self.end, reviewed=True)
        return f"修改{name_of(row)}在原文中的位置"


@dataclass(frozen=True, slots=True)
class SetSetting:
    """Set something of the whole project; *value* is JSON-ready, None takes the setting back.

    The names that planlens itself knows are those of :mod:`planlens.project.settings`.
    """

    name: str
    value: Any

    def run(self, draft: Draft) -> str:
        """Set it; a value that the setting cannot have is refused."""
        key = f"{SettingRow.letter}:{self.name}"
        if self.value is not None:
            check_setting(self.name, self.value)
            draft.put(SettingRow(key, "", json.dumps(self.value, ensure_ascii=False, sort_keys=True)))
        elif key in draft.state:
            draft.remove(key)
        return "修改项目设置"
