"""Fields of an office's own as a list: 投资额（数字）, 分类（选项：甲、乙）."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planlens.model import FieldKind, PlanlensError
from planlens.project.edits import AddField, Delete, EditField
from planlens.project.ledger import own_fields
from planlens.project.project import Edit
from planlens.project.rows import FieldRow, ValueRow
from planlens.project.state import Draft, State
from planlens.views.fields.answers import Desk
from planlens.views.records.record import Listed, Part, Records

# 投资额, 投资额（数字）, 分类（选项：甲、乙）
_FIELD = re.compile(
    r"(?P<title>[^（(）)]+?)\s*(?:[（(](?P<kind>文字|数字|日期|选项)(?:[：:](?P<choices>[^）)]*))?[）)])?"
)
_BETWEEN = re.compile(r"[、，,；;/\s]+")
_KINDS = {kind.label: kind for kind in FieldKind}


class OwnFieldRecords(Records):
    """The fields of the project, in their order; *keys* are not looked at."""

    name = "字段"
    hint = "投资额（数字）"
    advice = "如 建设地点、投资额（数字）、开工时间（日期）、类别（选项：甲、乙）"
    filling = "填表…"
    ordered = True

    def shown(self, desk: Desk, keys: Sequence[str]) -> list[Listed]:
        """Return them, with how many tasks have something in each."""
        counts: dict[str, int] = {}
        for value in desk.state.all(ValueRow):
            counts[value.field] = counts.get(value.field, 0) + 1
        return [
            Listed((row.id,), field_words(row), "", f"{counts[row.id]}项任务已填" if row.id in counts else "")
            for row in own_fields(desk.state)
        ]

    def added(self, desk: Desk, keys: Sequence[str], text: str, kind: str) -> Edit | None:
        """Add a field."""
        return AddField(*_typed(text))

    def retyped(self, desk: Desk, record: Listed, text: str) -> Edit | None:
        """Change a field."""
        title, kind, choices = _typed(text)
        return _changing(desk, record, title, kind, choices)

    def parts(self, desk: Desk, keys: Sequence[str], record: Listed | None) -> tuple[Part, ...]:
        """Return title, kind and choices."""
        row = None if record is None else desk.state.get(record.ids[0], FieldRow)
        kinds = tuple((kind.value, kind.label) for kind in FieldKind)
        return (
            Part("title", "名称", row.title if row else ""),
            Part("kind", "类型", row.kind if row else FieldKind.TEXT.value, kinds),
            Part("choices", "可选项", "、".join(row.options) if row else "", hint="类型为“选项”时填写，用顿号隔开"),
        )

    def filled(self, desk: Desk, keys: Sequence[str], record: Listed | None, values: Mapping[str, str]) -> Edit | None:
        """Add a field, or change one, as the form says."""
        kind = FieldKind(values["kind"])
        choices = tuple(filter(None, _BETWEEN.split(values["choices"]))) if kind is FieldKind.CHOICE else ()
        if record is None:
            return AddField(values["title"], kind, choices)
        return _changing(desk, record, values["title"], kind, choices)

    def doubt(self, desk: Desk, record: Listed) -> str:
        """Ask where tasks have something in the field."""
        filled = sum(value.field == record.ids[0] for value in desk.state.all(ValueRow))
        return f"有{filled}项任务填写了“{record.words}”，删除字段后这些内容一并删除。" if filled else ""

    def raised(self, desk: Desk, record: Listed) -> Edit | None:
        """Put a field before the one above it."""
        keys = [row.id for row in own_fields(desk.state)]
        place = keys.index(record.ids[0])
        return EditField(record.ids[0], after=keys[place - 2] if place > 1 else "") if place else None


@dataclass(frozen=True, slots=True)
class SetFields:
    """Do to a project's own fields what was done to a draft of them, whose new fields had other ids."""

    edits: tuple[Edit, ...]

    def run(self, draft: Draft) -> str:
        """Do it."""
        trial = Draft(State(draft.state.children("", FieldRow)), {FieldRow.letter: 10**9})
        ids: dict[str, str] = {}
        for edit in self.edits:
            edit.run(trial)
            match edit:
                case EditField():
                    after = None if edit.after is None else ids.get(edit.after, edit.after)
                    replace(edit, id=ids.get(edit.id, edit.id), after=after).run(draft)
                case Delete():
                    Delete(tuple(ids.get(key, key) for key in edit.ids)).run(draft)
                case _:
                    edit.run(draft)
                    ids[trial.state.children("", FieldRow)[-1].id] = draft.state.children("", FieldRow)[-1].id
        return "设置自定义字段"


def field_words(row: FieldRow) -> str:
    """Return how a field reads, and is typed."""
    choices = f"：{'、'.join(row.options)}" if row.options else ""
    return f"{row.title}（{FieldKind(row.kind).label}{choices}）"


def _typed(text: str) -> tuple[str, FieldKind, tuple[str, ...]]:
    found = _FIELD.fullmatch(text.strip())
    if found is None:
        message = (
            f"无法识别的字段：{text.strip()[:30]}。请写成 投资额（数字）、开工时间（日期）或 类别（选项：甲、乙）。"
        )
        raise PlanlensError("bad-title", message)
    choices = tuple(filter(None, _BETWEEN.split(found["choices"] or "")))
    return found["title"], _KINDS.get(found["kind"] or "", FieldKind.TEXT), choices


def _changing(desk: Desk, record: Listed, title: str, kind: FieldKind, choices: tuple[str, ...]) -> Edit | None:
    row = desk.state.get(record.ids[0], FieldRow)
    same = (row.title, row.kind, row.options) == (title, kind.value, choices)
    return None if same else EditField(row.id, title, kind, choices if kind is FieldKind.CHOICE else ())
