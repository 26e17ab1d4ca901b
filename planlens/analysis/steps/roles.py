"""Say what each section is for.

No evidence decides alone: the words of the title (``resources/roles.tsv``), its place, and what stands in the section
are weighed (``resources/weights/roles.tsv``), and the sections of the document are decided together, so that a section
whose title says little is what its chapter and its neighbours are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.analysis.draft import Draft
from planlens.analysis.judging.habits import Signs, habit_for, named
from planlens.analysis.judging.section_evidence import evidence
from planlens.analysis.judging.sentence_evidence import ACTING
from planlens.analysis.judging.together import bonds_of, chances
from planlens.language.weights import Features, Weights, weights
from planlens.model import Role

_ORDERS = re.compile(
    r"规划|计划|纲要|方案|意见|要点|措施|政策|清单|安排|分工|行动|通知|纪要|台账|实事|任务|项目|工作|责任书|[事月周年]历|日程"
)
"""云山市节水行动方案: a document that has something done."""
_TOLD = re.compile(r"解读|问答|总结|报告|公报|简报|回顾")
"""云山市节水行动方案政策解读: one that tells of something."""
_KIND = re.compile(
    r"(begins|ends):.+|(\w+&)?says:\w+|within:.+|year:.+|table:.+|(plan|report):(last-)?chapter|secures|attachment"
)
"""The evidence that tells of what kind a section is in words that a person can check: begins:保障, below&says:goal."""
URGED = 2.0
"""What is added to the scores of acting roles where a document that orders something would order nothing."""


def run(draft: Draft) -> None:
    """Set the role of every heading, and how likely each other one is."""
    decide(draft, weights("roles"))


def decide(draft: Draft, model: Weights) -> None:
    """Set the roles by a given model."""
    told = evidence(draft)
    scores = [model.scores(features) for features in told]
    _set(draft, model, scores)
    title = draft.title or ""
    if _ORDERS.search(title) and not _TOLD.search(title) and not any(h.role in ACTING for h in draft.headings):
        urged = [URGED if Role(answer) is Role.TASK else 0.0 for answer in model.answers]
        _set(draft, model, [[score + more for score, more in zip(row, urged, strict=True)] for row in scores])
    if draft.habits:
        _follow_habits(draft, told)


def _follow_habits(draft: Draft, told: Sequence[Features]) -> None:
    """Give sections the roles that the office always gives such, and with them those below that were the same."""
    given: dict[int, Role] = {}
    for index, (heading, features) in enumerate(zip(draft.headings, told, strict=True)):
        was = heading.role
        habit = habit_for(draft.habits, "roles", was.value, signs(features))
        if habit is not None:
            heading.role = Role(habit.meant)
            heading.roles = {heading.role: habit.share, was: 1 - habit.share}
            given[index] = was
        elif heading.parent is not None and given.get(heading.parent) is was:
            above = draft.headings[heading.parent]
            heading.role, heading.roles = above.role, dict(above.roles)
            given[index] = was


def _set(draft: Draft, model: Weights, scores: Sequence[Sequence[float]]) -> None:
    found = chances([heading.chapter for heading in draft.headings], scores, bonds_of(model))
    for heading, row in zip(draft.headings, found, strict=True):
        heading.roles = {Role(answer): share for answer, share in zip(model.answers, row, strict=True)}
        heading.role = max(heading.roles, key=lambda role: heading.roles[role])


def signs(features: Features) -> Signs:
    """Return of what kind a section is: the words at both ends of its title and what they name, its place."""
    return named(features, lambda name, _value: _KIND.fullmatch(name) is not None)
