"""From a document to a plan: a short list of steps, each of which adds one kind of finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planlens.analysis.assemble import plan_of
from planlens.analysis.draft import Draft
from planlens.analysis.judging.habits import Habit
from planlens.analysis.steps import (
    deadlines,
    front,
    keywords,
    layout,
    outline,
    overlooked,
    roles,
    sentences,
    suggest,
    targets,
    task_tables,
    tasks,
    units,
)
from planlens.model import Document, Plan, Role

READING: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("整理段落", layout.run),
    ("识别标题页", front.run),
    ("识别章节", outline.run),
    ("切分句子", sentences.run),
    ("判断章节作用", roles.run),
    ("识别任务", tasks.run),
    ("识别责任单位", units.run),
    ("读取任务表格", task_tables.run),
    ("识别完成时限", deadlines.run),
    ("识别目标指标", targets.run),
    ("检查遗漏", overlooked.run),
)
"""The steps that read the text, with the names that users see; their order matters."""

ENRICHING: tuple[tuple[str, Callable[[Plan], Plan]], ...] = (
    ("提取关键词", keywords.run),
    ("推荐责任单位", suggest.run),
)
"""The steps that work on the finished plan."""


def analyse(
    document: Document,
    report: Callable[[float, str], None] = lambda fraction, text: None,
    decided: Mapping[int, Role] | None = None,
    habits: Sequence[Habit] = (),
) -> Plan:
    """Understand a document.

    Args:
        document: what a reader made of a file.
        report: called with the fraction done (0 to 1) and the name of the step that begins.
        decided: what people say that sections are for, by the offset at which their headings begin.
        habits: what the office decides otherwise than the shipped weights.
    """
    total = len(READING) + len(ENRICHING)
    draft = Draft(document, habits=tuple(habits))
    for done, (name, step) in enumerate(READING):
        report(done / total, name)
        step(draft)
        if step is roles.run and decided:
            keep_decisions(draft, decided)
    plan = plan_of(draft)
    for done, (name, enrich) in enumerate(ENRICHING, start=len(READING)):
        report(done / total, name)
        plan = enrich(plan)
    report(1.0, "完成")
    return plan


def keep_decisions(draft: Draft, decided: Mapping[int, Role]) -> None:
    """Give sections the roles that people say they have, and with them the sections below that nobody spoke of."""
    given: set[int] = set()
    for index, heading in enumerate(draft.headings):
        own = decided.get(heading.span.start)
        if own is not None or heading.parent in given:
            above = draft.headings[heading.parent].role if heading.parent is not None else heading.role
            heading.role = own if own is not None else above
            heading.roles = {heading.role: 1.0}
            given.add(index)
