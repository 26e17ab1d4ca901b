"""Items (条): the sentences under one printed number, or of one section without sections below it, as one row.

Nothing is stored of them: what an item is follows from the tree and from where its sentences stand in the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from planlens.model import Assignment, Document, Origin, Plan, Span, Task
from planlens.model.granularity import Granularity
from planlens.project.found import document_of
from planlens.project.joining import each_once, joined_text, latest, rank_of
from planlens.project.rows import DocumentRow, SectionRow, TaskRow
from planlens.project.settings import granularity_of
from planlens.project.state import State

Items = Mapping[str, tuple[str, ...]]
"""The tasks of every item by the id of its first one; what is not below a task of another item is in one."""

NO_ITEMS: Items = {}

_OPENING = re.compile(
    r"""\s*(?:
        [（(]?[〇一二三四五六七八九十百]{1,4}[）)、.．]          # （三）加快…   三、加快…
      | 第[〇一二三四五六七八九十百\d]{1,4}[条项款]              # 第三条 加快…
      | [（(]?\d{1,3}[）)、.．]\s*(?:\D|(?=(?:19|20)\d\d年))      # 3.加快…   （3）加快…   3.2026年底前建成…
      | \d{1,2}(?:[.．]\d{1,2}){1,3}[.．、\s]*(?=[一-鿿“《])(?![亿万个倍年])   # 3.2 加快…
      | [①-⑳]                                               # ③加快…
    )""",
    re.VERBOSE,
)
"""A printed number at the beginning of a paragraph."""

_TABBED = re.compile(r"\t|\s[|｜]\s")
"""A row of a table in plain text: ``3<tab>改善园区环境<tab>市工信局``."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A task with what tells which item it belongs to; *start* is None where nobody knows its place."""

    id: str
    owner: str | None
    start: int | None


def items_of(state: State, by: Granularity | None = None) -> Items:
    """Return the items of a project's documents.

    Args:
        state: the project's rows.
        by: how fine the rows are, None for what each document is set to; sentences are no items of their own.
    """
    found: dict[str, tuple[str, ...]] = {}
    for document in state.documents():
        if (by or granularity_of(state, document.id)) is Granularity.ITEM:
            runs = _runs(_sentences(state, document.id), _openings_of(document))
            found |= {run[0]: _with_below(state, run) for run in runs}
    return found


def items_in(plan: Plan) -> Items:
    """Return the items of a plan that was just read."""
    starts = openings(plan.document)
    sentences = (_Sentence(task.id, task.section, task.span.start if task.span.end else None) for task in plan.tasks)
    return {run[0]: run for run in _runs(sentences, starts)}


def _sentences(state: State, document: str) -> Iterator[_Sentence | None]:
    """Yield the tasks below sections and the document as they read, None wherever a section stands between."""
    for _, item in state.walk(document):
        if isinstance(item, SectionRow):
            yield None
        elif not isinstance(state.find(item.owner), TaskRow):
            yield _Sentence(item.id, item.owner, item.start)


def _with_below(state: State, run: Iterable[str]) -> tuple[str, ...]:
    """Return tasks, each followed by the tasks below it."""
    return tuple(key for top in run for key in (top, *(item.id for _, item in state.walk(top))))


def _runs(sentences: Iterable[_Sentence | None], starts: list[int]) -> list[tuple[str, ...]]:
    """Return neighbours of one section between which no item opens, as the ids of their tasks."""
    runs: list[list[str]] = []
    before: tuple[str | None, int] | None = None
    for sentence in sentences:
        place = None
        if sentence is not None and sentence.start is not None:
            place = (sentence.owner, bisect_right(starts, sentence.start))
        if sentence is not None and place is not None and place == before:
            runs[-1].append(sentence.id)
        elif sentence is not None:
            runs.append([sentence.id])
        before = place
    return [tuple(run) for run in runs]


@lru_cache(maxsize=16)
def _openings_of(document: DocumentRow) -> list[int]:
    return openings(document_of(document))


def openings(document: Document) -> list[int]:
    """Return where items open, whatever section they stand in: at numbered paragraphs and at the rows of tables."""
    found: list[int] = []
    row: tuple[int, int] | None = None
    for block in document.blocks:
        now = (block.cell.table, block.cell.row) if block.cell else None
        text = block.span.of(document.text)
        numbered = now is None and (block.number or _OPENING.match(text) or _TABBED.search(text))
        if now != row or numbered:
            found.append(block.span.start)
        row = now
    return found


def among(items: Items, tasks: Collection[str] | None) -> Items:
    """Return items with only some of their tasks, None for all."""
    if tasks is None:
        return items
    kept = (tuple(key for key in members if key in tasks) for members in items.values())
    return {members[0]: members for members in kept if members}


def joined(plan: Plan, items: Items) -> Plan:
    """Return a plan with the tasks of each item as one, which has the id of the first.

    Their texts stand together; the limit is the last of theirs; every unit stands once, who leads first; targets are
    those of all. Tasks of no item stay as they are.
    """
    first = {key: leader for leader, members in items.items() for key in members}
    groups: dict[str, list[Task]] = {}
    for task in plan.tasks:
        groups.setdefault(first.get(task.id, task.id), []).append(task)
    return replace(plan, tasks=tuple(_one(tasks) if len(tasks) > 1 else tasks[0] for tasks in groups.values()))


def _one(tasks: list[Task]) -> Task:
    first = tasks[0]
    placed = [task.span for task in tasks if task.span.end]
    due = latest(tasks, lambda task: task.deadline.value if task.deadline else None)
    progress = [task.progress for task in tasks if task.progress is not None]
    return replace(
        first,
        text=joined_text(task.text for task in tasks),
        span=Span(min(span.start for span in placed), max(span.end for span in placed)) if placed else first.span,
        deadline=due.deadline if due else None,
        assignments=tuple(each_once((unit for task in tasks for unit in task.assignments), _name, _rank)),
        keywords=tuple(dict.fromkeys(word for task in tasks for word in task.keywords)),
        targets=tuple(dict.fromkeys(key for task in tasks for key in task.targets)),
        progress=progress[0] if progress else None,
    )


def _name(unit: Assignment) -> str:
    return unit.name


def _rank(unit: Assignment) -> int:
    return rank_of(unit.role, proposed=unit.origin is Origin.SUGGESTED)
