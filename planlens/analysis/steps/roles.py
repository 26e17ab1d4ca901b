"""Say what each section is for.

No evidence decides alone: the words of the title (``resources/roles.tsv``), its place, and what stands in the section
are weighed (``resources/weights/roles.tsv``), and the sections of the document are decided together, so that a section
whose title says little is what its chapter and its neighbours are.
"""

from __future__ import annotations

from planlens.analysis.draft import Draft
from planlens.analysis.section_evidence import evidence
from planlens.analysis.together import bonds_of, chances
from planlens.language.weights import Weights, weights
from planlens.model import Role


def run(draft: Draft) -> None:
    """Set the role of every heading, and how likely each other one is."""
    decide(draft, weights("roles"))


def decide(draft: Draft, model: Weights) -> None:
    """Set the roles by a given model."""
    scores = [model.scores(features) for features in evidence(draft)]
    found = chances([heading.chapter for heading in draft.headings], scores, bonds_of(model))
    for heading, row in zip(draft.headings, found, strict=True):
        heading.roles = {Role(answer): share for answer, share in zip(model.answers, row, strict=True)}
        heading.role = max(heading.roles, key=lambda role: heading.roles[role])
