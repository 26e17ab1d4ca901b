"""What is this section for? Decided for all sections of a document together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from learning.field import Taught, Tree, TreeLesson
from learning.gold import Marked, Spans
from planlens.analysis.draft import Draft
from planlens.analysis.judging.section_evidence import evidence
from planlens.analysis.steps import roles
from planlens.language.weights import BIAS
from planlens.model import Role

ANSWERS = tuple(role.value for role in Role)
TITLE = ("says:", "acts", "secures", "clauses&", "below&", "chapter&", "is&", "year:", "begins:", "ends:", "has:")
BELIEFS = {
    (BIAS, "task"): 1.0,
    **{(f"says:{role}", role): 6.0 for role in ANSWERS},
    ("acts&says:preface", "preface"): 3.0,
    ("acts&says:goal", "goal"): 4.0,
    ("acts&says:principle", "principle"): 3.0,
    **{(f"clauses&says:{role}", role): 2.0 for role in ANSWERS},
    **{(f"chapter&says:{role}", role): 2.5 for role in ANSWERS},
    **{(f"voice:{role}", role): 1.5 for role in ANSWERS},
    **{(f"below:{role}", role): 0.3 for role in ANSWERS},
    ("below&says:background", "background"): -1.0,
    ("below&says:principle", "principle"): -1.0,
    ("below&says:goal", "goal"): -1.0,
    ("below&says:safeguard", "safeguard"): -2.0,
    **{(f"is&says:{role}", role): 4.0 for role in ANSWERS},
    ("lead-below-year", "goal"): 3.0,
    ("secures", "safeguard"): 1.0,
    ("acts", "task"): 0.5,
    ("acts-later", "task"): 0.5,
    ("strays", "task"): 2.0,
    ("attachment", "appendix"): 2.0,
    ("attachment&says:task", "task"): 4.0,
    ("year:past", "background"): 2.0,
    ("year:own", "task"): 1.0,
    ("report:chapter-0", "background"): 2.0,
    ("within:aims-and-work", "task"): 5.0,
    ("table:tasks", "task"): 1.0,
    ("table:indicators", "goal"): 1.0,
}
"""Where the weights start: what somebody who has read many plans would say."""
REACH = (
    ("begins:", 0.1),
    ("ends:", 0.1),
    ("has:", 0.1),
    ("voice:", 0.03),
    ("below:", 0.03),
    ("says:", 2.0),
    ("year:", 2.0),
)
SILENT = 0.5
"""How much a document counts once more with all titles hidden, so that the text alone must tell."""


THIN = 0.5
"""How much a document counts once more with little text and few sections, as short plans have."""
ALONE = 0.4
"""How much a chapter counts once more as if it were all of the document."""


def taught(document: Marked) -> Taught:
    """Return a document's sections: as they are, with the titles hidden, and every chapter alone."""
    draft = document.draft(until=roles.run)
    gold = Spans(document.marks["headings"])
    whole = _tree(draft, gold)
    silent = [{name: value for name, value in told.items() if not name.startswith(TITLE)} for told in whole.features]
    chapters = [index for index, heading in enumerate(draft.headings) if heading.chapter is None]
    alone = [_tree(_part(draft, first, last), gold) for first, last in pairwise([*chapters, len(draft.headings)])]
    thin = _tree(_thin(draft), gold)
    return [
        (whole, 1.0),
        (thin, THIN),
        (Tree(whole.parents, silent, whole.answers), SILENT),
        *((tree, ALONE) for tree in alone),
    ]


def _tree(draft: Draft, gold: Spans) -> Tree:
    marks = [gold.at(heading.span, least=0.5) for heading in draft.headings]
    answers = [mark["role"] if mark is not None else None for mark in marks]
    return Tree([heading.chapter for heading in draft.headings], evidence(draft), answers)


def _thin(draft: Draft) -> Draft:
    """Return a document without the third and later sections of a chapter, and the third and later sentences."""
    kept: list[int] = []
    children: Counter[int | None] = Counter()
    for index, heading in enumerate(draft.headings):
        above = heading.parent
        children[above] += 1
        if above is None or (above in kept and children[above] <= 2):
            kept.append(index)
    told: Counter[int | None] = Counter()
    sentences = []
    for sentence in draft.sentences:
        told[sentence.heading] += 1
        if sentence.heading in kept and told[sentence.heading] <= 2:
            sentences.append(replace(sentence, heading=kept.index(sentence.heading)))
    headings = [
        replace(heading, parent=None if heading.parent is None else kept.index(heading.parent))
        for heading in (draft.headings[index] for index in kept)
    ]
    return Draft(draft.document, draft.paragraphs, title=draft.title, headings=headings, sentences=sentences)


def _part(draft: Draft, first: int, last: int) -> Draft:
    """Return a document that has only some of the headings, and what stands below them."""
    headings = [
        replace(heading, parent=None if heading.chapter is None else heading.chapter - first)
        for heading in draft.headings[first:last]
    ]
    sentences = [
        replace(sentence, heading=sentence.heading - first)
        for sentence in draft.sentences
        if sentence.heading is not None and first <= sentence.heading < last
    ]
    return Draft(draft.document, draft.paragraphs, title=draft.title, headings=headings, sentences=sentences)


def strength(name: str) -> float:
    """Return how far the weight of a piece of evidence may go: what a title says freely, single words hardly."""
    return next((reach for opening, reach in REACH if name.startswith(opening)), 0.3)


LESSON = TreeLesson("roles", ANSWERS, taught, BELIEFS, strength)
