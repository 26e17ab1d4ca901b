"""Is this sentence a task?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from learning.fit import Example, Lesson
from learning.gold import Marked, Spans
from planlens.analysis import READING
from planlens.analysis.draft import Draft
from planlens.analysis.judging.sentence_evidence import evidence
from planlens.analysis.steps import tasks
from planlens.readers.txt import READER

LEAST_FOUND = 0.8
"""Where fewer of a document's marked tasks are sentences (tables that lost their lines), nothing is learnt from it."""


def taught(document: Marked) -> list[Example]:
    """Return the sentences of a marked document, with what is known of their sections."""
    if not document.whole:
        return []
    draft = document.draft(until=tasks.run)
    gold = Spans(document.marks["tasks"])
    answers = ["task" if gold.at(sentence.flow.span) else "" for sentence in draft.sentences]
    if sum(map(bool, answers)) < LEAST_FOUND * len(document.marks["tasks"]):
        return []
    return [Example(told, answer) for told, answer in zip(evidence(draft), answers, strict=True)]


@cache
def rules() -> list[list[Example]]:
    """Return what the sentences of ``sentences/tasks.txt`` show."""
    lines = (Path(__file__).parents[1] / "sentences" / "tasks.txt").read_text("utf-8").splitlines()
    return [_shown(*line.split("|", 2)) for line in lines if line and not line.startswith("#")]


def _shown(title: str, answer: str, text: str) -> list[Example]:
    text = text.replace("／", "\n")
    context, _, judged = text.rpartition("‖")
    head = f"一、{title}\n" if title else ""
    draft = Draft(
        READER.read(f"云山市产业规划（2024—2028年）\n{head}{context}{judged}".encode("utf-8-sig"), "plan.txt")
    )
    for _, step in READING:
        if step is tasks.run:
            break
        step(draft)
    told = zip(draft.sentences, evidence(draft), strict=True)
    return [
        Example(features, answer.strip(), 3.0)
        for sentence, features in told
        if sentence.flow.text in judged.replace(" ", "")
    ]


LESSON = Lesson("tasks", ("task",), taught, strength=0.3, folds=5, rules=rules)
