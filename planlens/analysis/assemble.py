"""From the working state of the steps to the finished plan."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from planlens.analysis.draft import Draft, Note, Sentence
from planlens.model import Assignment, Deadline, Evidence, Origin, Plan, Section, Span, Target, Task


def plan_of(draft: Draft) -> Plan:
    """Give everything found its id, in reading order, and tie tasks to their sections and targets."""
    sections = tuple(
        Section(
            id=_section_id(index) or "",
            parent=_section_id(heading.parent),
            level=heading.level,
            number=heading.number,
            title=heading.title,
            role=heading.role,
            span=heading.span,
            evidence=heading.evidence,
        )
        for index, heading in enumerate(draft.headings)
    )
    ordered = sorted(draft.targets, key=lambda target: target.span)
    targets = tuple(replace(target, id=f"g{number}") for number, target in enumerate(ordered, start=1))
    sentences = [sentence for sentence in draft.sentences if sentence.task is not None]
    sentences.sort(key=lambda sentence: sentence.flow.span)
    starts = [target.span.start for target in targets]
    tasks = []
    for number, sentence in enumerate(sentences, start=1):
        span = sentence.flow.span
        own = [target.id for target in _within(span, targets, starts) if span.covers(target.span)]
        beside = [target.id for aim in sentence.beside for target in _within(aim.flow.span, targets, starts)]
        tasks.append(_task(f"t{number}", draft.printed(sentence.flow), sentence, own + beside))
    found = (sections, tuple(tasks), targets)
    return Plan(draft.document, draft.title, *found, doubts=draft.doubts)


def _within(place: Span, targets: Sequence[Target], starts: Sequence[int]) -> Sequence[Target]:
    """Return the targets that begin in a range."""
    return targets[bisect_left(starts, place.start) : bisect_left(starts, place.end)]


def _section_id(heading: int | None) -> str | None:
    return None if heading is None else f"s{heading + 1}"


def _task(task_id: str, text: str, sentence: Sentence, targets: Sequence[str]) -> Task:
    assert sentence.task is not None
    span = sentence.flow.span
    deadline = None
    if sentence.deadline is not None:
        value, place, rule = sentence.deadline
        deadline = Deadline(value, Evidence(rule, 0.9), place)
    return Task(
        id=task_id,
        section=_section_id(sentence.heading),
        span=span,
        text=text,
        evidence=sentence.task,
        deadline=deadline,
        assignments=_assignments(sentence.running if sentence.running is not None else sentence.note),
        targets=tuple(targets),
        progress=sentence.progress,
        people=sentence.people,
        nodes=sentence.nodes,
        extra=sentence.extra,
    )


def _assignments(note: Note | None) -> tuple[Assignment, ...]:
    if note is None:
        return ()
    return tuple(
        Assignment(name, role, Origin.STATED, 1.0, Evidence(note.rule), note.span) for name, role in note.units
    )
