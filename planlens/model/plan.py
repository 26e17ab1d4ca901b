"""What a plan is: sections, tasks, targets, units and deadlines, each tied to its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planlens.model.document import Document, Span
from planlens.model.ledger import Node, Person


class Role(StrEnum):
    """What a section is for."""

    PREFACE = "preface"
    BACKGROUND = "background"
    PRINCIPLE = "principle"
    GOAL = "goal"
    TASK = "task"
    SAFEGUARD = "safeguard"
    APPENDIX = "appendix"


class UnitRole(StrEnum):
    """How a unit takes part in a task: 牵头, 配合, or just 责任单位."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"


class Origin(StrEnum):
    """Whether the document names a unit or planlens proposes it."""

    STATED = "stated"
    SUGGESTED = "suggested"


class Op(StrEnum):
    """How a target's value is to be read."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    ABOUT = "~"
    INCREASE = "+"
    DECREASE = "-"


ONGOING = "ongoing"
"""The deadline of a task that has no end (长期坚持, 持续推进)."""

_DATE = re.compile(r"\d{4}(?:-(\d{2})(?:-(\d{2}))?)?")
"""``2025``, ``2025-06``, ``2025-06-30``."""


def is_deadline(value: str) -> bool:
    """Whether a deadline is written as the model has it, and is a day of the calendar."""
    found = _DATE.fullmatch(value)
    if found is None:
        return value == ONGOING
    try:
        date(int(value[:4]), int(found[1] or 1), int(found[2] or 1))
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was found: the name of the rule and how sure it is, from 0 to 1."""

    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    Attributes:
        id: unique in the plan, ``s1``, ``s2`` … in reading order.
        parent: the id of the section above, None at level 1.
        level: depth in the tree, from 1.
        number: the printed number with its punctuation (``（三）``), "" where there is none.
        title: the heading without its number and closing punctuation.
        role: what the section is for.
        span: the heading itself, number and title.
        keywords: the words that set the section apart from the others, the strongest first.
    """

    id: str
    parent: str | None
    level: int
    number: str
    title: str
    role: Role
    span: Span
    evidence: Evidence
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit that has to do with a task.

    Attributes:
        name: the unit's full name, shared prefixes put back (市财政局).
        role: lead, support or responsible.
        origin: stated by the document or suggested by planlens.
        score: how well a suggested unit fits, from 0 to 1; 1 for a stated one.
        span: the note that names the unit, None for a suggestion.
    """

    name: str
    role: UnitRole
    origin: Origin
    score: float
    evidence: Evidence
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task must be done: ``2025``, ``2025-06``, ``2025-06-30`` or :data:`ONGOING`."""

    value: str
    evidence: Evidence
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the plan wants to reach.

    Attributes:
        text: the smallest clause with the indicator and the number.
        indicator: the thing measured, in the document's words.
        op: how *value* is to be read.
        value: a plain decimal number, or ``5~6`` for a range, or ``1/3`` for a fraction.
        unit: the unit as written, "" if none.
        year: the year by which, None if the document does not say.
        nature: 约束性 or 预期性 where the document says so.
    """

    id: str
    section: str | None
    span: Span
    text: str
    indicator: str
    op: Op
    value: str
    unit: str
    year: str | None
    nature: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StatedProgress:
    """How far a task is, as the file that it was read from (a 督办台账) says: raw words, not judged.

    Attributes:
        status: the words of the 状态 column (已完成, 正常推进, 黄灯), "" where it says nothing.
        percent: the 完成率 in percent, mostly 0 to 100, None where the table gives none.
        done: the words of 进展情况.
        problems: the words of 存在问题.
        next_steps: the words of 下一步措施.
    """

    status: str
    percent: float | None
    done: str
    problems: str
    next_steps: str


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence that commits somebody to act.

    Attributes:
        id: unique in the plan, ``t1``, ``t2`` … in reading order.
        section: the id of the section it stands in, None before the first heading.
        span: the sentence in ``Document.text``, without the unit note that closes it.
        text: the sentence without line breaks and page numbers.
        targets: ids of the targets that stand in the sentence.
        progress: what the file itself says of the progress, None where it has no words for it.
        people: who answers for it, as a table names them.
        nodes: its dated steps, as a table gives them.
        extra: what else a table says of it, by the heads of the columns.
    """

    id: str
    section: str | None
    span: Span
    text: str
    evidence: Evidence
    deadline: Deadline | None = None
    assignments: tuple[Assignment, ...] = ()
    keywords: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    progress: StatedProgress | None = None
    people: tuple[Person, ...] = ()
    nodes: tuple[Node, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was understood of one document.

    *doubts* says in Chinese where people should look, because much may have been overlooked.
    """

    document: Document
    title: str | None
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    doubts: tuple[str, ...] = ()

    def path(self, section: str | None) -> tuple[Section, ...]:
        """Return the section with this id and those above it, the highest first; empty for None."""
        by_id = {item.id: item for item in self.sections}
        found: list[Section] = []
        while section is not None:
            found.append(by_id[section])
            section = by_id[section].parent
        return tuple(reversed(found))
