"""From a plan to the rows of a project, and back: what exports and windows read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any

from planlens.model import (
    Assignment,
    Block,
    BlockKind,
    CellPlace,
    Deadline,
    Document,
    Evidence,
    Node,
    Op,
    Origin,
    Person,
    PersonKind,
    Plan,
    PlanlensError,
    Role,
    Section,
    Source,
    Span,
    Target,
    Task,
    UnitRole,
)
from planlens.project.findings import Finding, finding
from planlens.project.ledger import nodes_of, own_fields, values_of
from planlens.project.rows import DocumentRow, Item, PersonRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import Draft, State
from planlens.project.stated import put_stated_note, put_told, stated, told_of

NOWHERE = Span(0, 0)
"""The place of what a user added without a place in the source."""

STEP = 1024.0
"""Between the places of neighbours, so that others fit between them."""

Ids = dict[str, str]
"""The id in the project of each finding, by its id in the plan."""


def document_row(key: str, place: float, plan: Plan, adopted: str) -> DocumentRow:
    """Return the row of a plan's document, without findings."""
    document = plan.document
    source = document.source
    head = (key, "", place, source.name, source.format, source.sha256, plan.title or "", document.text)
    return DocumentRow(*head, _dumps([_block(b) for b in document.blocks]), "{}", _dumps(document.warnings), adopted)


def put_plan(draft: Draft, plan: Plan, document: str) -> dict[str, Finding]:
    """Add every finding of a plan below a document and return them by the ids that they got."""
    ids = new_ids(draft, plan)
    units = {ids[task.id]: task.assignments for task in plan.tasks}
    told = {ids[task.id]: told_of(task) for task in plan.tasks}
    findings: dict[str, Finding] = {}
    for row in found_rows(plan, ids, document):
        draft.put(row)
        findings[row.id] = {**finding(row, units.get(row.id, ())), **told.get(row.id, {})}
    for task in plan.tasks:
        put_units(draft, task.assignments, ids[task.id])
        if task.progress is not None:
            put_stated_note(draft, task.progress, ids[task.id], plan.document.source.name)
        put_told(draft, ids[task.id], task)
    return findings


def in_order(plan: Plan) -> list[Section | Task]:
    """Return sections and tasks as the document reads."""
    return sorted([*plan.sections, *plan.tasks], key=lambda item: (item.span.start, isinstance(item, Task)))


def new_ids(
    draft: Draft, plan: Plan, known: Mapping[str, str] = MappingProxyType({}), left_out: Collection[str] = ()
) -> Ids:
    """Return an id for every finding that is not left out: the one it is known by, or a new one."""
    items: list[Section | Task | Target] = [*plan.sections, *plan.tasks, *plan.targets]
    kinds = {Section: SectionRow, Task: TaskRow, Target: TargetRow}
    return {item.id: known.get(item.id) or draft.new_id(kinds[type(item)]) for item in items if item.id not in left_out}


def found_rows(plan: Plan, ids: Ids, document: str) -> Iterator[SectionRow | TaskRow | TargetRow]:
    """Yield the rows of all findings whose ids are given, those above first; units are no part of them.

    What stands below a finding without an id comes below the next one above that has an id.
    """
    above: dict[str | None, str] = {None: document}
    for count, item in enumerate(in_order(plan), start=1):
        owner = above[item.parent if isinstance(item, Section) else item.section]
        above[item.id] = ids.get(item.id, owner)
        if item.id not in ids:
            continue
        if isinstance(item, Section):
            yield section_row(item, ids[item.id], owner, document, count * STEP)
        else:
            yield task_row(item, ids[item.id], owner, document, count * STEP)
    tasks = {key: task.id for task in plan.tasks for key in task.targets}
    for count, target in enumerate(plan.targets, start=1):
        if target.id in ids:
            owner = above[tasks.get(target.id, target.section)]
            yield target_row(target, ids[target.id], owner, document, float(count))


def section_row(item: Section, key: str, owner: str, document: str, place: float) -> SectionRow:
    """Return a section's row."""
    head = (key, owner, place, item.number, item.title, item.role.value, document)
    return SectionRow(*head, *_evidence(item.span, item.evidence), " ".join(item.keywords))


def task_row(item: Task, key: str, owner: str, document: str, place: float) -> TaskRow:
    """Return a task's row, with the state and progress that the file itself tells."""
    due = item.deadline
    span = due.span if due else None
    status, progress = stated(item.progress)
    return TaskRow(
        *(key, owner, place, "", item.text, document, *_evidence(item.span, item.evidence)),
        keywords=" ".join(item.keywords),
        deadline=due.value if due else None,
        deadline_start=span.start if span else None,
        deadline_end=span.end if span else None,
        deadline_rule=due.evidence.rule if due else "",
        status=status.value,
        progress=progress,
    )


def target_row(item: Target, key: str, owner: str, document: str, place: float) -> TargetRow:
    """Return a target's row."""
    what = (item.text, item.indicator, item.op.value, item.value, item.unit, item.year, item.nature, document)
    return TargetRow(key, owner, place, *what, *_evidence(item.span, item.evidence))


def put_units(draft: Draft, units: Iterable[Assignment], task: str) -> None:
    """Add the units of a task."""
    for count, unit in enumerate(units, start=1):
        draft.put(unit_row(unit, draft.new_id(UnitRow), task, float(count)))


def unit_row(unit: Assignment, key: str, task: str, place: float) -> UnitRow:
    """Return a unit's row."""
    span = unit.span
    head = (key, task, place, unit.name, unit.role.value, unit.origin.value, unit.score)
    places = (span.start, span.end) if span else (None, None)
    return UnitRow(*head, unit.evidence.rule, unit.evidence.confidence, *places)


def _evidence(span: Span, evidence: Evidence) -> tuple[int, int, str, float]:
    return (span.start, span.end, evidence.rule, evidence.confidence)


def _block(block: Block) -> dict[str, Any]:
    """Return a block as JSON without what has its usual value."""
    usual = asdict(Block(block.span))
    return {key: value for key, value in asdict(block).items() if key == "span" or value != usual[key]}


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document_of(row: DocumentRow) -> Document:
    """Return the document that a row keeps, as its reader made it."""
    source = Source(row.name, row.format, row.sha256)
    try:
        blocks = tuple(_read_block(item) for item in json.loads(row.blocks))
        warnings = tuple(map(str, json.loads(row.warnings)))
        sound = all(0 <= block.span.start <= block.span.end <= len(row.text) for block in blocks)
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        sound = False
    if not sound:
        raise PlanlensError("unsound-document", f"项目中保存的文件“{row.name}”已损坏或被改动。请从备份恢复。")
    return Document(source, row.text, blocks, warnings)


def _read_block(item: dict[str, Any]) -> Block:
    cell = item.pop("cell", None)
    marks = tuple(Span(**mark) for mark in item.pop("marks", ()))
    kind = BlockKind(item.pop("kind", BlockKind.BODY))
    span = Span(**item.pop("span"))
    return Block(span, kind, marks=marks, cell=CellPlace(**cell) if cell else None, **item)


def plan_of(state: State, document: str) -> Plan:
    """Return a document's plan as it has been corrected; a task below a task belongs to the section above both.

    Units that were rejected are left out; what was accepted counts as stated.
    """
    row = state.get(document, DocumentRow)
    sections: dict[str, Section] = {}
    tasks: list[Task] = []
    targets = [target_of(item, None) for item in state.children(document, TargetRow)]
    owners: dict[str, str | None] = {document: None}
    for _, item in state.walk(document):
        section = owners[item.owner]
        owners[item.id] = item.id if isinstance(item, SectionRow) else section
        found = [target_of(target, owners[item.id]) for target in state.children(item.id, TargetRow)]
        targets += found
        if isinstance(item, SectionRow):
            level = 1 + (sections[section].level if section else 0)
            sections[item.id] = section_of(item, section, level)
        else:
            units = tuple(_unit(unit) for unit in state.children(item.id, UnitRow) if unit.stands)
            task = task_of(item, section, tuple(target.id for target in found), units)
            tasks.append(with_told(state, task))
    return Plan(document_of(row), row.title or None, tuple(sections.values()), tuple(tasks), tuple(targets))


def _span(row: Item | TargetRow | UnitRow) -> Span | None:
    return Span(row.start, row.end) if row.start is not None and row.end is not None else None


def section_of(row: SectionRow, parent: str | None, level: int) -> Section:
    """Return a section as its row has it."""
    evidence = Evidence(row.rule, row.confidence)
    keywords = tuple(row.keywords.split())
    return Section(
        row.id, parent, level, row.number, row.title, Role(row.role), _span(row) or NOWHERE, evidence, keywords
    )


def task_of(row: TaskRow, section: str | None, targets: tuple[str, ...], units: tuple[Assignment, ...]) -> Task:
    """Return a task as its row has it."""
    deadline = None
    if row.deadline is not None:
        known = row.deadline_start is not None and row.deadline_end is not None
        span = Span(row.deadline_start or 0, row.deadline_end or 0) if known else None
        deadline = Deadline(row.deadline, Evidence(row.deadline_rule), span)
    return Task(
        *(row.id, section, _span(row) or NOWHERE, row.text, Evidence(row.rule, row.confidence)),
        deadline=deadline,
        assignments=units,
        keywords=tuple(row.keywords.split()),
        targets=targets,
    )


def with_told(state: State, task: Task) -> Task:
    """Return a task with its people, nodes and own fields as the project has them."""
    titles = {row.id: row.title for row in own_fields(state)}
    values = values_of(state, task.id)
    return replace(
        task,
        people=tuple(
            Person(row.name, PersonKind(row.kind), row.post, row.telephone, row.unit)
            for row in state.children(task.id, PersonRow)
        ),
        nodes=tuple(Node(row.due, row.text, row.done, row.note, row.percent) for row in nodes_of(state, task.id)),
        extra=tuple((title, values[key]) for key, title in titles.items() if key in values),
    )


def _unit(row: UnitRow) -> Assignment:
    origin = Origin.STATED if row.decision == "accepted" else Origin(row.origin)
    return Assignment(row.name, UnitRole(row.role), origin, row.score, Evidence(row.rule, row.confidence), _span(row))


def target_of(row: TargetRow, section: str | None = None) -> Target:
    """Return the target that a row keeps, of the section with this id."""
    evidence = Evidence(row.rule, row.confidence)
    what = (row.text, row.indicator, Op(row.op), row.value, row.unit, row.year, row.nature, evidence)
    return Target(row.id, section, _span(row) or NOWHERE, *what)
