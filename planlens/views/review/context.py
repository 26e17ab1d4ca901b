"""The words around a finding in its document, and a finding in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import Role, UnitRole
from planlens.project.found import target_of
from planlens.project.rows import DocumentRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.keys import with_keys
from planlens.views.rules import rule_name, sureness
from planlens.views.wording import (
    fit_text,
    role_text,
    target_indicator,
    target_unit,
    target_value,
    unit_role_text,
    year_text,
)

AROUND = 45
"""Characters that are shown before and behind a finding."""


@dataclass(frozen=True, slots=True)
class Context:
    """A finding's own words, as the document has them where it is there, and what stands around them."""

    before: str
    words: str
    after: str


def context_of(state: State, row: SectionRow | TaskRow | TargetRow) -> Context:
    """Return a finding with its surroundings."""
    document = state.find(row.document)
    if not isinstance(document, DocumentRow) or row.start is None or row.end is None or row.start >= row.end:
        return Context("", row.title if isinstance(row, SectionRow) else row.text, "")
    text, start, end = document.text, row.start, row.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    left = "…" if start > AROUND else ""
    right = "…" if end + AROUND < len(text) else ""
    return Context(left + _flat(before).lstrip(), _flat(text[start:end]).strip(), _flat(after).rstrip() + right)


def _flat(text: str) -> str:
    """Return a text in one line; a line's end within a sentence is none for the reader."""
    return " ".join(text.split("\n")).replace("\r", "")


def said_of(row: SectionRow | TaskRow | TargetRow) -> str:
    """Return what planlens takes a finding for, in one line."""
    match row:
        case SectionRow():
            number = f"，编号 {row.number}" if row.number else ""
            return f"识别为章节标题（{role_text(Role(row.role))}{number}）"
        case TaskRow():
            return "识别为一项任务"
        case TargetRow():
            target = target_of(row)
            parts = [
                f"指标 {target_indicator(target)}",
                f"目标值 {target_value(target)}{target_unit(target)}",
                year_text(row.year) or "未写年份",
            ]
            return "识别为目标：" + "，".join(parts + ([row.nature] if row.nature else []))


def why(row: SectionRow | TaskRow | TargetRow) -> str:
    """Return the rule that found something, how sure it is, and the keywords it has."""
    words = getattr(row, "keywords", "").split()
    rest = f"；关键词：{'、'.join(words)}" if words else ""
    return f"依据：{rule_name(row.rule)}，{sureness(row.confidence)}{rest}"


def end_text(others: int, total: int) -> str:
    """Return what is said where no step is left: *others* of kinds that were left out, *total* that there were."""
    if others:
        return f"所选的种类全部核对完毕，其他种类还有 {others} 条。"
    if not total:
        return "没有需要核对的内容。\n\n把握不大的任务、目标、章节和建议的单位会出现在这里。"
    return with_keys("✓ 全部核对完毕\n\n如需更改，可按 {window.undo} 撤销，或在任务表中直接修改。")


def unit_text(unit: UnitRow) -> str:
    """Return a suggested unit with its role and how well it fits: ``市数据局（牵头）　很匹配``."""
    return f"{unit.name}（{unit_role_text(UnitRole(unit.role))}）　{fit_text(unit.score)}"
