"""Use cases of plans beside each other: two versions, an upper plan and one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.side_by_side import SideRow
    from planlens.model import Plan
    from planlens.views.cells import Table


def versions_beside(old: Plan, new: Plan) -> list[SideRow]:
    """Return two versions of a document as one tree, side by side."""
    from planlens.insight.side_by_side import side_by_side

    return side_by_side(old, new)


def beside_table(rows: Sequence[SideRow], old: str, new: str, *, everything: bool = False) -> Table:
    """Return two versions side by side as a table for people.

    Args:
        rows: both versions as one tree.
        old: the old version's name.
        new: the new version's name.
        everything: whether rows that have not changed are told too; headings above what has changed always are.
    """
    from planlens.insight.side_by_side import Beside, counts
    from planlens.views.cells import Column, Row, Table, lines

    shown = [row for row in rows if everything or row.kind is not Beside.SAME]
    columns = (
        Column("kind", "变化", 14, centered=True),
        Column("item", "类别", 14, centered=True),
        Column("old", f"原文（{old}）", 66),
        Column("new", f"现文（{new}）", 66),
        Column("marks", "改动（〔删：〕〔增：〕）", 60),
        Column("details", "说明", 40),
    )
    told = [
        Row(
            row.new or row.old or "",
            None,
            (
                lines([row.kind.label]),
                lines([KINDS[row.item]]),
                lines([row.old_text]),
                lines([row.new_text]),
                lines([marks_text(row)]),
                lines([*row.details, *(move.words for move in row.targets)]),
            ),
        )
        for row in shown
    ]
    numbers = "，".join(f"{kind.label}{count}处" for kind, count in counts(list(rows)).items())
    return Table(
        "新旧对照", f"“{old}”与“{new}”对照表", (f"注：{numbers or '两份文件都没有内容'}。",), columns, tuple(told)
    )


KINDS = {"section": "章节", "task": "任务", "target": "目标"}
"""What people call the kinds of rows."""


def marks_text(row: SideRow) -> str:
    """Return the words of both versions as one text, with what is gone and what is new in brackets."""
    signs = {"-": "〔删：{}〕", "+": "〔增：{}〕", "": "{}"}
    return "".join(signs[mark.sign].format(mark.text) for mark in row.marks)
