"""How actions name what they were done to: 标记“建设智慧城市运行…”等3项."""

from __future__ import annotations

from collections.abc import Sequence

from planlens.project.rows import Row, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State

LONGEST = 14
"""Characters of a text that are shown in an action's name."""


def quoted(text: str) -> str:
    """Return a text in Chinese quotation marks, cut where it is long."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def name_of(row: Row) -> str:
    """Return what a row is called: its title, text or name."""
    match row:
        case SectionRow():
            return quoted(row.title or row.number)
        case TaskRow():
            return quoted(row.text)
        case UnitRow():
            return quoted(row.name)
        case TargetRow():
            return quoted(row.indicator or row.text)
        case _:
            said = (getattr(row, name, "") for name in ("name", "title", "text", "number", "date"))
            return quoted(next(filter(None, said), row.id))


def names(state: State, ids: Sequence[str]) -> str:
    """Return what several rows are called together."""
    row = state.find(ids[0]) if ids else None
    if row is None:
        return ""
    return name_of(row) + (f"等{len(ids)}项" if len(ids) > 1 else "")
