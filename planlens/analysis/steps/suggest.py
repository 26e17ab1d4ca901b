"""Units proposed for the tasks of a document that names none.

A task is compared, by TF-IDF, with what the offices do (``resources/units/duties.tsv``); its section's titles count
too, but less.

Measured on the paragraphs before 255 unit notes of ten real documents: the best unit was among those the document
names in 76 of 100 cases, one of the three best in 95 (last sentence alone: 68 and 91; always proposing 工业和信息化,
科技 and 数据, which these documents favour: 61 and 77). The duties were revised after a look at the misses (before:
73 and 91), so expect less on other subjects.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from planlens.analysis.gazetteer import Office, offices
from planlens.analysis.places import Place, place_of
from planlens.language.similarity import Similarity
from planlens.language.words import words_and_parts
from planlens.model import Assignment, Evidence, Origin, Plan, UnitRole

RULE = "duties-tfidf"
MOST = 3
THRESHOLD = 0.12  # chosen by reading results; of single sentences only 3 in 255 score less, too few to measure
SHARE_OF_BEST = 0.45  # a further unit must fit about half as well as the best
_OWN_TITLE, _HIGHER_TITLE = 0.3, 0.15  # weights of the section's title and of those above it, beside 1 for the task


def run(plan: Plan) -> Plan:
    """Return *plan* with up to three suggested units for each task; unchanged where a document names any unit."""
    if not plan.tasks or any(task.assignments for task in plan.tasks):
        return plan
    place = place_of(plan)
    named = _named(place)
    titles = {key: _titles(plan, key) for key in {task.section for task in plan.tasks}}
    queries = [[(task.text, 1.0), *titles[task.section]] for task in plan.tasks]
    rows = _duties(tuple(office.key for _, office in named)).weighted_scores(queries)
    names = [name for name, _ in named]
    tasks = tuple(replace(task, assignments=_best(names, row)) for task, row in zip(plan.tasks, rows, strict=True))
    return replace(plan, tasks=tasks)


def _named(place: Place) -> list[tuple[str, Office]]:
    """Return the offices that exist at the level of *place* and have duties, with their names there, each name once."""
    found: dict[str, Office] = {}
    for office in offices():
        if office.duties and (name := office.name_at(place)):
            found.setdefault(name, office)
    return list(found.items())


@cache
def _duties(keys: tuple[str, ...]) -> Similarity:
    """Return the duties of these offices, fitted for comparison; an office's key counts as a part of its duties."""
    duties = {office.key: office.duties for office in offices()}
    return Similarity([f"{key}，{duties[key]}" for key in keys], words_and_parts)


def _titles(plan: Plan, section: str | None) -> list[tuple[str, float]]:
    """Return the titles that help to tell what the tasks of *section* are about, with their weights."""
    titles = [above.title for above in reversed(plan.path(section))]
    weights = [_OWN_TITLE] + [_HIGHER_TITLE] * len(titles)
    return list(zip(titles, weights, strict=False))


def _best(names: list[str], scores: list[float]) -> tuple[Assignment, ...]:
    """Return the best units as assignments: the first leads, the others support."""
    order = sorted(range(len(names)), key=lambda index: -scores[index])[:MOST]
    bar = max(THRESHOLD, SHARE_OF_BEST * max(scores, default=0.0))
    chosen = [index for index in order if scores[index] >= bar]
    return tuple(
        _assignment(names[index], UnitRole.LEAD if rank == 0 else UnitRole.SUPPORT, round(scores[index], 4))
        for rank, index in enumerate(chosen)
    )


def _assignment(name: str, role: UnitRole, score: float) -> Assignment:
    return Assignment(name, role, Origin.SUGGESTED, score, Evidence(RULE, score))
