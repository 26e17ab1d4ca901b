"""A table that was exported from a project, when it comes back as a new version of a document: nothing is new in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planlens.model import Plan

if TYPE_CHECKING:
    from planlens.exchange.own_tables import OwnHeads, Reprint
    from planlens.model.versions import NewVersion
    from planlens.project.project import Project
    from planlens.views.cells import Row, Table
    from planlens.views.fields.work import Tracking

_TARGET_KEYS = frozenset({"indicator", "op", "value", "unit", "year", "nature", "path", "text"})
"""The columns of a table of targets that a plan tells."""


def unchanged_version(project: Project, plan: Plan, document: str | None) -> NewVersion | None:
    """Return the version that a document has already, where a file is a table of this project that says the same.

    Args:
        project: the open project.
        plan: what was found in the file.
        document: the id of the document, None where nobody has chosen one.

    Returns:
        A version without differences, the adoption of which changes nothing; None for any other file.
    """
    reprint = reprint_in(project, plan)
    if reprint is None or reprint.other or not reprint.same:
        return None
    rest = "表中没有的任务不变。" if reprint.left_out else ""
    note = f"这是从本项目导出的表，{reprint.same}行都与台账一致，没有要采用的内容。{rest}填报的进展用“收回填报”收取。"
    return _same_version(project, document or project.state.documents()[0].id, note)


def changed_note(project: Project, plan: Plan) -> str:
    """Return what to tell of a table of this project in which some rows say something else, "" for other files."""
    reprint = reprint_in(project, plan)
    if reprint is None or not reprint.other or reprint.same < len(reprint.other):
        return ""
    rows = "、".join(f"第{row}行" for _, row, _ in reprint.other[:5]) + ("等" if len(reprint.other) > 5 else "")
    return (
        f"这张表像是从本项目导出的，有{len(reprint.other)}行与台账不同（{rows}）。"
        "填报的进展请用“收回填报”收取；单位、时限等的改动，可从表中复制后粘贴到任务页。在这里采用会用这张表代替原来的文件。"
    )


def reprint_in(project: Project, plan: Plan) -> Reprint | None:
    """Return how the tables of a file stand to those that the project would export, None where they are not ours."""
    from planlens.exchange.grids import read_document
    from planlens.exchange.own_tables import PLAN_KEYS, head_rows, reprint_of

    if not any(block.cell for block in plan.document.blocks) or not project.state.tasks():
        return None
    book, heads = read_document(plan.document.source.name, plan.document), _heads(project)
    if not head_rows(book, heads):
        return None
    known = [*_tables(project)]
    found = reprint_of(book, heads, known)
    if found is None or not found.other:
        return found
    part = _part_of_items(project, [text for _, _, text in found.other])
    more = [
        replace(table, rows=(*table.rows, *part)) if len(table.columns) == len(PLAN_KEYS) else table for table in known
    ]
    return reprint_of(book, heads, more) if part else found


def _heads(project: Project) -> OwnHeads:
    from planlens.exchange.own_tables import OwnHeads
    from planlens.views.fields.field import Use
    from planlens.views.fields.ledger import fields_in
    from planlens.views.fields.targets import TARGETS
    from planlens.views.fields.tasks import TASKS

    tasks = fields_in(project.state, TASKS)
    uses = (Use.TABLE, Use.LEDGER)
    titles = {item.title_in(use) for use in uses for item in tasks.of(use)}
    titles |= {item.title_in(use) for use in uses for item in TARGETS.of(use)}
    telling = {TASKS["text"].title_in(use) for use in uses} | {TARGETS["indicator"].title_in(use) for use in uses}
    return OwnHeads(frozenset(titles), frozenset(telling))


def _tables(project: Project) -> Iterator[Table]:
    """Yield the tables that the project would export: by item, by sentence, of all documents and of each one."""
    from planlens.exports.table import target_table
    from planlens.model.granularity import Granularity
    from planlens.views.overview import overview_on
    from planlens.views.tracking import plan_to_export, tracking_of

    overviews = [overview_on(project, by=by) for by in Granularity]
    documents = [row.id for row in project.state.documents()]
    for document in [None, *(documents if len(documents) > 1 else [])]:
        for overview in overviews:
            plan = plan_to_export(overview.state, document)
            for told in (tracking_of(overview), None):  # a ledger and a plan's table call some columns otherwise
                yield _of_tasks(plan, told)
        targets = target_table(replace(plan, tasks=()))
        if targets is not None:
            yield _only_the_plan(targets)


def _of_tasks(plan: Plan, tracking: Tracking | None) -> Table:
    from planlens.exchange.own_tables import PLAN_KEYS
    from planlens.exports.table import task_table

    return task_table(plan, PLAN_KEYS, tracking)


def _part_of_items(project: Project, texts: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of a table by item that have only those sentences of their item which the texts hold."""
    from planlens.exchange.own_tables import parts_of_items
    from planlens.model.granularity import Granularity
    from planlens.project.rows import TaskRow
    from planlens.views.items.grouping import items_of
    from planlens.views.overview import overview_on
    from planlens.views.tracking import plan_to_export

    state = project.state
    items = items_of(state, Granularity.ITEM).values()
    sentences = [[(key, state.get(key, TaskRow).text) for key in members] for members in items if len(members) > 1]
    found = {members[0]: members for members in parts_of_items(texts, sentences)}
    if not found:
        return ()
    some = {key for members in found.values() for key in members}
    shown = overview_on(project, by=Granularity.ITEM, only=some).state
    return _of_tasks(plan_to_export(shown, None, some), None).rows


def _only_the_plan(table: Table) -> Table:
    """Return a table of targets without what people measure, which is the ledger's."""
    kept = [place for place, column in enumerate(table.columns) if column.key in _TARGET_KEYS]
    columns = tuple(table.columns[place] for place in kept)
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _same_version(project: Project, document: str, note: str) -> NewVersion:
    from planlens.insight.matching import match
    from planlens.insight.versions import compare
    from planlens.model.versions import NewVersion
    from planlens.project.rows import DocumentRow
    from planlens.project.versions import basis_of

    basis = basis_of(project.state, document)
    row = project.state.get(document, DocumentRow)
    matching = match(basis.plan, basis.plan, also=basis.work.corrected, deleted=basis.deleted)
    comparison = compare(basis.plan, basis.plan, matching, basis.work)
    return NewVersion(document, basis.plan, project.store.file(row.sha256), comparison, note, told=True)
