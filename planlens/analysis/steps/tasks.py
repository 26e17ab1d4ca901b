"""Decide which sentences commit somebody to act.

What a sentence says, what it may be instead (a fact, a reason, a definition, a lead-in, an outcome, a bare target),
where it stands and how it ends are weighed (``resources/weights/tasks.tsv``). How likely a task is, is its confidence.
What the office always decides otherwise (:mod:`planlens.analysis.judging.habits`) is done its way.
"""

from __future__ import annotations

from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.judging.habits import Signs, habit_for, sentence_signs
from planlens.analysis.judging.sentence_evidence import evidence
from planlens.language.weights import Features, weights
from planlens.model import Evidence

HABIT = "habit"
"""The rule of what an office decides otherwise than the shipped weights."""


def run(draft: Draft) -> None:
    """Set ``task`` of every sentence that is one."""
    model = weights("tasks")
    for sentence, features in zip(draft.sentences, evidence(draft), strict=True):
        chance = model.chance(features)
        habit = (
            habit_for(draft.habits, "tasks", held(chance), signs(draft, sentence, features)) if draft.habits else None
        )
        if habit is not None:
            sentence.task = Evidence(HABIT, round(habit.share, 2)) if habit.meant else None
        elif chance >= 0.5:
            sentence.task = Evidence("sentence", round(chance, 2))


def held(chance: float) -> str:
    """Return what a chance stands for: ``task``, or nothing."""
    return "task" if chance >= 0.5 else ""


def signs(draft: Draft, sentence: Sentence, features: Features) -> Signs:
    """Return of what kind a sentence is: its evidence, and what its section is for."""
    inside = {f"in:{draft.headings[sentence.heading].role}"} if sentence.heading is not None else set()
    return sentence_signs(features) | inside
