"""What the tool tip over the source says: what was found there, why, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlens.model import Deadline, Evidence, Role, UnitRole
from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.keys import with_keys
from planlens.views.rules import rule_name, sureness
from planlens.views.source.marks import Kind, Mark
from planlens.views.wording import deadline_text, role_text, unit_role_text

MISSED = with_keys(
    "未识别：这句话没有成为任务或目标。双击选中后，可设为任务（{source.task}）或目标（{source.target}）；"
    "确实不是任务的，按 {source.settle} 确认。"
)
SETTLED = with_keys("非任务：已确认这句话不是任务。选中后按 {source.settle} 恢复未识别。")
_UNITS_SHOWN = 8


def tip_of(state: State, marks: Sequence[Mark]) -> str:
    """Return the tool tip of marks, the most particular one first; "" where nothing was found."""
    return "\n\n".join(text for mark in marks if (text := "\n".join(_lines(state, mark))))


def _lines(state: State, mark: Mark) -> Iterator[str]:
    rows = [row for key in mark.ids if (row := state.find(key)) is not None]
    if mark.kind is Kind.MISSED:
        yield MISSED
    elif mark.kind is Kind.SETTLED:
        yield SETTLED
    elif mark.kind is Kind.UNIT:
        yield from _units([row for row in rows if isinstance(row, UnitRow)])
    elif mark.kind is Kind.DEADLINE:
        yield from _deadline([row for row in rows if isinstance(row, TaskRow)])
    else:
        for row in rows:
            if isinstance(row, SectionRow | TaskRow | TargetRow):
                yield _name(row)
                yield _evidence(row.rule, row.confidence)


def _name(row: SectionRow | TaskRow | TargetRow) -> str:
    if isinstance(row, SectionRow):
        return f"章节（{role_text(Role(row.role))}）：{row.number}{_short(row.title)}"
    if isinstance(row, TaskRow):
        return f"任务：{_short(row.text)}"
    year = f"（{row.year}年）" if row.year else ""
    return f"目标：{_short(row.indicator or row.text)} {row.value}{row.unit}{year}"


def _units(rows: Sequence[UnitRow]) -> Iterator[str]:
    """Yield the units of a note, each once, by role: 牵头：甲；配合：乙、丙."""
    found: dict[UnitRole, list[str]] = {}
    for row in rows:
        names = found.setdefault(UnitRole(row.role), [])
        if row.name not in names:
            names.append(row.name)
    if not found:
        return
    parts = []
    for role in (UnitRole.LEAD, UnitRole.RESPONSIBLE, UnitRole.SUPPORT):
        names = found.get(role, [])
        more = f"等{len(names)}家" if len(names) > _UNITS_SHOWN else ""
        parts += [f"{unit_role_text(role)}：{'、'.join(names[:_UNITS_SHOWN])}{more}"] if names else []
    yield f"单位　{'；'.join(parts)}"
    yield _evidence(rows[0].rule, rows[0].confidence)


def _deadline(rows: Sequence[TaskRow]) -> Iterator[str]:
    for row in rows[:1]:
        if row.deadline is not None:
            tasks = f"（{len(rows)}项任务）" if len(rows) > 1 else ""
            yield f"完成时限：{deadline_text(Deadline(row.deadline, Evidence(row.deadline_rule)))}{tasks}"
            yield f"依据：{rule_name(row.deadline_rule)}"


def _evidence(rule: str, confidence: float) -> str:
    return f"依据：{rule_name(rule)}；{sureness(confidence)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
