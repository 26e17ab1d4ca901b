"""What does one sentence say of the role of the section it stands in?"""

from __future__ import annotations

from learning.fit import Example, Lesson
from learning.gold import Marked, Spans
from planlens.analysis.judging.section_evidence import voice
from planlens.analysis.steps import roles
from planlens.model import Role


def taught(document: Marked) -> list[Example]:
    """Return the sentences of the sections that people have marked."""
    draft = document.draft(until=roles.run)
    gold = Spans(document.marks["headings"])
    marks = [gold.at(heading.span, least=0.5) for heading in draft.headings]
    examples = []
    for sentence in draft.sentences:
        mark = marks[sentence.heading] if sentence.heading is not None else None
        if mark is not None:
            examples.append(Example(voice(sentence.flow.text), mark["role"]))
    return examples


LESSON = Lesson("voices", tuple(role.value for role in Role), taught, strength=0.2, folds=5)
