"""Decide which sentences commit somebody to act.

What a sentence says, what it may be instead (a fact, a reason, a definition, a lead-in, an outcome, a bare target),
where it stands and how it ends are weighed (``resources/weights/tasks.tsv``). How likely a task is, is its confidence.
"""

from __future__ import annotations

from planlens.analysis.draft import Draft
from planlens.analysis.judging.sentence_evidence import evidence
from planlens.language.weights import weights
from planlens.model import Evidence


def run(draft: Draft) -> None:
    """Set ``task`` of every sentence that is one."""
    model = weights("tasks")
    for sentence, features in zip(draft.sentences, evidence(draft), strict=True):
        chance = model.chance(features)
        if chance >= 0.5:
            sentence.task = Evidence("sentence", round(chance, 2))
