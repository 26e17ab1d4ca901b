"""Use cases of plans beside each other: two versions, an upper plan and one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.alignment import Alignment, Counterpart
    from planlens.insight.side_by_side import Beside, SideRow
    from planlens.model import Plan, Target, Task
    from planlens.project.edits import Together
    from planlens.project.office.address import Place
    from planlens.project.project import Project
    from planlens.project.state import State
    from planlens.views.cells import Column, Table


Report = Callable[[float, str], None]


def _silent(fraction: float, text: str) -> None:
    del fraction, text


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """Two versions side by side as one tree, and what they are called."""

    rows: tuple[SideRow, ...]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TwoPlans:
    """An upper plan and one's own beside each other, in words.

    Attributes:
        found: how they stand to each other.
        texts: the words of the tasks and targets of each of the two, by id.
        chapters: the chapters with tasks of each of the two, as they stand: id and title.
        home: the chapter of each task and target of the two, by id.
        tables: all of it as tables for people.
    """

    found: Alignment
    texts: tuple[dict[str, str], dict[str, str]]
    chapters: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
    home: tuple[dict[str, str], dict[str, str]]
    tables: tuple[Table, ...]

    def cell_of(self, pair: Counterpart) -> tuple[str, str]:
        """Return the chapters that a pair stands in: theirs, ours."""
        return self.home[0][pair.upper], self.home[1][pair.own]


def _plan_at(path: Place, document: str, report: Report) -> tuple[str, Plan]:
    """Return the plan of a file, or of a document of a project file that another process may have open; and its name.

    Raises:
        PlanlensError: it cannot be read.
    """
    from planlens.project import files
    from planlens.workflow import read_plan
    from planlens.workflow.asking import plan_with_id

    if isinstance(path, Path) and not document:
        return path.stem, read_plan(path, report)
    with files.open_project(path, "", read_only=True) as opened:
        plan = plan_with_id(opened.state, document)
    return plan.title or Path(plan.document.source.name).stem, plan


def _both(
    first: Path, second: Path, first_document: str, second_document: str, report: Report
) -> tuple[tuple[str, Plan], tuple[str, Plan]]:
    one = _plan_at(first, first_document, lambda done, text: report(0.4 * done, text))
    other = _plan_at(second, second_document, lambda done, text: report(0.4 + 0.4 * done, text))
    report(0.8, "逐项对照")
    return one, other


def compare_at(
    old: Path, new: Path, old_document: str = "", new_document: str = "", report: Report = _silent
) -> TwoVersions:
    """Return two versions side by side, each a file or a document of a project file.

    Raises:
        PlanlensError: one of them cannot be read.
    """
    (before, ours), (now, theirs) = _both(old, new, old_document, new_document, report)
    return TwoVersions(tuple(versions_beside(ours, theirs)), before, now)


def align_at(
    upper: Path, own: Path, upper_document: str = "", own_document: str = "", report: Report = _silent
) -> TwoPlans:
    """Return how one's own plan stands to the upper one, each a file or a document of a project file.

    Raises:
        PlanlensError: one of them cannot be read.
    """
    plans = [plan for _, plan in _both(upper, own, upper_document, own_document, report)]
    found = plans_aligned(plans[0], plans[1])
    items: list[list[Task | Target]] = [[*plan.tasks, *plan.targets] for plan in plans]
    texts = [{item.id: item.text for item in mine} for mine in items]
    home = [{item.id: _chapter(plan, item)[0] for item in mine} for plan, mine in zip(plans, items, strict=True)]
    tables = tuple(alignment_tables(found, plans[0], plans[1]))
    chapters = (_chapters(plans[0]), _chapters(plans[1]))
    return TwoPlans(found, (texts[0], texts[1]), chapters, (home[0], home[1]), tables)


def _chapter(plan: Plan, item: Task | Target) -> tuple[str, str]:
    """Return the id and the title of the chapter that a task stands in; that of what stands above all has no id."""
    from planlens.model.wording import heading_text

    path = plan.path(item.section)
    return (path[0].id, heading_text(path[0].number, path[0].title)) if path else ("", "（无章节）")


def _chapters(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the chapters that hold tasks, as they stand."""
    return tuple(dict(_chapter(plan, task) for task in plan.tasks).items())


def links_settled(
    state: State, kept: Sequence[tuple[str, str]], dropped: Sequence[tuple[str, str]] = ()
) -> Together | None:
    """Return the edit that links tasks of a project's documents and takes other links back; None for no change.

    Args:
        state: the project's rows.
        kept: ids of a task of ours and of the upper task that it carries out.
        dropped: the same, of links that are none.
    """
    from planlens.project.edits import LinkTasks, Together, UnlinkTasks
    from planlens.project.rows import LinkRow, TaskRow

    known = {(row.owner, row.to) for row in state.all(LinkRow)}
    there = {row.id for row in state.all(TaskRow)}
    new = [pair for pair in dict.fromkeys(kept) if pair not in known and there.issuperset(pair)]
    gone = [pair for pair in dict.fromkeys(dropped) if pair in known]
    if not new and not gone:
        return None
    told = [f"对应上级和本级的任务，共{len(new)}处"] if new else []
    told += [f"取消对应，共{len(gone)}处"] if gone else []
    edits: list[LinkTasks | UnlinkTasks] = [LinkTasks(*pair) for pair in new]
    edits += [UnlinkTasks(*pair) for pair in gone]
    return Together(tuple(edits), "，".join(told))


def versions_beside(old: Plan, new: Plan) -> list[SideRow]:
    """Return two versions of a document as one tree, side by side."""
    from planlens.insight.side_by_side import side_by_side

    return side_by_side(old, new)


def kinds_of(rows: Sequence[SideRow]) -> dict[Beside, int]:
    """Return how many rows there are of each kind that there is."""
    from planlens.insight.side_by_side import counts

    return counts(list(rows))


def beside_table(
    rows: Sequence[SideRow], old: str, new: str, *, everything: bool = False, indented: bool = False
) -> Table:
    """Return two versions side by side as a table for people.

    Args:
        rows: both versions as one tree.
        old: the old version's name.
        new: the new version's name.
        everything: whether rows that have not changed are told too.
        indented: whether the texts show their depth in the tree by blanks before them.
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
                lines([_depth(row, row.old_text) if indented else row.old_text]),
                lines([_depth(row, row.new_text) if indented else row.new_text]),
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


def _depth(row: SideRow, text: str) -> str:
    return "\u3000" * (row.level - 1) + text if text else ""


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
    pairs = found.pairs if chosen is None else chosen
    edit = links_settled(project.state, [(pair.own, pair.upper) for pair in pairs])
    if edit is None:
        return 0
    project.apply(edit)
    return len(edit.edits)


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
