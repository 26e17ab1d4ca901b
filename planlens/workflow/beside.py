"""Use cases of plans beside each other: two versions, an upper plan and one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.alignment import Alignment, Counterpart
    from planlens.insight.side_by_side import SideRow
    from planlens.model import Plan
    from planlens.project.project import Project
    from planlens.views.cells import Column, Table


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


def plans_aligned(upper: Plan, own: Plan, least: float | None = None) -> Alignment:
    """Return how one's own plan stands to the upper one; *least* is how sure a pair must be, None for the usual."""
    from planlens.insight.alignment import DEFAULT, align

    return align(upper, own, DEFAULT if least is None else least)


def take_links(project: Project, found: Alignment, chosen: Sequence[Counterpart] | None = None) -> int:
    """Link tasks of a project's documents as one action that can be taken back; links that there are stay as they are.

    Args:
        project: the project; *found* is about the plans of two of its documents.
        found: how they stand to each other.
        chosen: the pairs to link, None for all.

    Returns:
        How many links are new.
    """
    from planlens.project.edits import LinkTasks, Together
    from planlens.project.rows import LinkRow, TaskRow

    pairs = found.pairs if chosen is None else chosen
    known = {(row.owner, row.to) for row in project.state.all(LinkRow)}
    tasks = {row.id for row in project.state.all(TaskRow)}
    new = [pair for pair in pairs if (pair.own, pair.upper) not in known and pair.own in tasks]
    if new:
        edits = tuple(LinkTasks(pair.own, pair.upper) for pair in new)
        project.apply(Together(edits, f"对应上级和本级的任务，共{len(new)}处"))
    return len(new)


def alignment_tables(found: Alignment, upper: Plan, own: Plan) -> list[Table]:
    """Return how plans stand to each other as tables: pairs, what has no counterpart, targets that disagree, counts."""
    from planlens.views.cells import Column

    texts = {task.id: task.text for task in own.tasks} | {target.id: target.text for target in own.targets}
    mine: dict[str, list[Counterpart]] = {}
    for pair in found.pairs:
        mine.setdefault(pair.upper, []).append(pair)
    rows = [
        (task.text, [texts[pair.own] for pair in pairs], ["、".join(pair.words[:5]) for pair in pairs])
        for task in upper.tasks
        if (pairs := mine.get(task.id, []))
    ]
    above, below = Column("upper", "上级任务", 80), Column("own", "本级任务", 80)
    by_id = {task.id: task.text for task in upper.tasks}
    tables = [
        _table("对应关系", (above, below, Column("words", "依据", 50)), [([a], b, c) for a, b, c in rows]),
        _table("本级未安排", (above,), [([by_id[key]],) for key in found.uncovered]),
        _table("上级无依据", (below,), [([texts[key]],) for key in found.unbased]),
    ]
    kinds = (Column("kind", "问题", 30), Column("words", "说明", 150))
    tables.append(_table("指标不一致", kinds, [([item.kind.label], [item.words]) for item in found.disagreements]))
    return [*tables, _matrix_table(found, upper, own)]


def _matrix_table(found: Alignment, upper: Plan, own: Plan) -> Table:
    from planlens.model.wording import heading_text
    from planlens.views.cells import Column

    names = [{item.id: heading_text(item.number, item.title) for item in plan.sections} for plan in (upper, own)]
    chapters = [list(dict.fromkeys(pair[side] for pair in found.matrix)) for side in (0, 1)]
    columns = [Column(key or "none", names[1].get(key, "（无章节）"), 24, centered=True) for key in chapters[1]]
    rows = [
        ([names[0].get(row, "（无章节）")], *([str(found.matrix.get((row, key), "") or "")] for key in chapters[1]))
        for row in chapters[0]
    ]
    return _table("章节对应数", (Column("upper", "上级章节", 50), *columns), rows)


def _table(name: str, columns: Sequence[Column], rows: Sequence[Sequence[Sequence[str]]]) -> Table:
    from planlens.views.cells import Row, Table, lines

    told = tuple(Row(str(number), None, tuple(lines(cell) for cell in row)) for number, row in enumerate(rows))
    return Table(name, name, (f"注：共{len(rows)}行。",), tuple(columns), told)
