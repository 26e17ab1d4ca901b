"""What the shipped weights alone say of a document's sections and sentences, with the signs by which they say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planlens.analysis import READING, keep_decisions
from planlens.analysis.draft import Draft
from planlens.analysis.judging import section_evidence, sentence_evidence
from planlens.analysis.judging.habits import Signs
from planlens.analysis.steps import roles, tasks
from planlens.language.weights import weights
from planlens.model import Document, Role, Span


@dataclass(frozen=True, slots=True)
class Held:
    """A section or sentence: its lesson (``roles``, ``tasks``), what it is held for, its place, its signs."""

    lesson: str
    answer: str
    span: Span
    signs: Signs


def held_in(document: Document, decided: Mapping[int, Role]) -> Iterator[Held]:
    """Yield the sections and then the sentences of a document.

    Args:
        document: what a reader made of a file.
        decided: what people say that sections are for: sentences are judged by it.
    """
    draft = Draft(document)
    for _, step in READING:
        if step is tasks.run:
            break
        step(draft)
        if step is roles.run:
            told = section_evidence.evidence(draft)
            yield from (
                Held("roles", heading.role.value, heading.span, roles.signs(features))
                for heading, features in zip(draft.headings, told, strict=True)
            )
            keep_decisions(draft, decided)
    model = weights("tasks")
    for sentence, features in zip(draft.sentences, sentence_evidence.evidence(draft), strict=True):
        answer = tasks.held(model.chance(features))
        yield Held("tasks", answer, sentence.flow.span, tasks.signs(draft, sentence, features))
