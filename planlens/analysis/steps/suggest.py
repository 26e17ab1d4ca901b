"""Units proposed for the tasks of a document that names none.

A task, and its section as a whole, are compared by TF-IDF with what the offices do (``resources/units/duties.tsv``);
what most of the document is about counts a little. Where no office stands out, nothing is said.

Measured on 581 unit notes of 21 real documents (``python -m tests.quality.suggested_units``; the duties were revised
after a look at some misses): something is said for 46 of 100 notes, and then the first unit is among those the document
names in 80 of 100 cases, one of the three in 87. Plans of digital government, where everything is about data, do worst.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from planlens.analysis.notes.gazetteer import Office, offices
from planlens.analysis.notes.places import Place, place_of
from planlens.language.similarity import Similarity
from planlens.language.words import words_and_parts
from planlens.model import Assignment, Evidence, Origin, Plan, UnitRole

RULE = "duties-tfidf"
MOST = 3
THRESHOLD = 0.24  # of the best fit
MARGIN, RIVAL = 0.1, 0.6  # the next office must stay so far behind, and below this share of the best one's fit
ALONE, APART = 0.15, 0.1  # a fit by its own words that is enough where no other office reaches this share of it
SHARE_OF_BEST, LEAST = 0.25, 0.12  # what a further unit must reach: of the best fit, and by itself
_OWN_TITLE, _HIGHER_TITLE = 0.3, 0.15  # weights of the section's title and of those above it, beside 1 for the text
_SUBJECT = 0.45  # what an office gains that the whole document is about
_SHARPNESS = 0.05  # how far an office may fit worse than a task's best and still have a share of that task

Row = list[float]


def run(plan: Plan) -> Plan:
    """Return *plan* with up to three suggested units for each task; unchanged where a document names any unit."""
    if not plan.tasks or any(task.assignments for task in plan.tasks):
        return plan
    found = suggestions(plan)
    tasks = tuple(replace(task, assignments=_assignments(found[task.id])) for task in plan.tasks)
    return replace(plan, tasks=tasks)


def suggestions(plan: Plan) -> dict[str, list[tuple[str, float]]]:
    """Return the offices that a plan's tasks suggest, the best first, with how well they fit (0 to 1), by task id.

    Units that the plan names are not looked at.
    """
    named = _named(place_of(plan))
    names = [name for name, _ in named]
    rows = _fits(plan, _duties(tuple(office.key for _, office in named)))
    return {task.id: _best(names, row) for task, row in zip(plan.tasks, rows, strict=True)}


def offices_at(plan: Plan) -> frozenset[str]:
    """Return the names of the offices that there are where a plan comes from."""
    return frozenset(name for name, _ in _named(place_of(plan)))


def fits(plan: Plan, most: int = 8) -> dict[str, dict[str, float]]:
    """Return for each task (id) the offices whose duties fit it best, with how well (0 to 1), whatever stands out."""
    names = [name for name, _ in _named(place_of(plan))]
    rows = _fits(plan, _duties(tuple(office.key for _, office in _named(place_of(plan))))) if plan.tasks else []
    found: dict[str, dict[str, float]] = {}
    for task, row in zip(plan.tasks, rows, strict=True):
        order = sorted(range(len(names)), key=lambda index: -row[index])[:most]
        found[task.id] = {names[index]: min(1.0, row[index]) for index in order if row[index] > 0}
    return found


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


def _fits(plan: Plan, duties: Similarity) -> list[Row]:
    """Return how well each office fits each task: by its own text, by its section's, by the document's subject."""
    sections: dict[str | None, list[str]] = {}
    for task in plan.tasks:
        sections.setdefault(task.section, []).append(task.text)
    titles = {key: _titles(plan, key) for key in sections}
    by_words = [[(task.text, 1.0)] for task in plan.tasks]
    titled = [[(task.text, 1.0), *titles[task.section]] for task in plan.tasks]
    in_all = [[*((text, len(texts) ** -0.5) for text in texts), *titles[key]] for key, texts in sections.items()]
    rows = duties.weighted_scores([*by_words, *titled, *in_all])
    count = len(plan.tasks)
    words, own, whole = rows[:count], rows[count : 2 * count], dict(zip(sections, rows[2 * count :], strict=True))
    weight = _agreement(plan, own, whole)
    subject = _subject(own)
    return [
        row
        if _alone(row)
        else [
            (mine + weight[task.section] * its) / (1 + weight[task.section]) + _SUBJECT * share
            for mine, its, share in zip(titled_row, whole[task.section], subject, strict=True)
        ]
        for task, row, titled_row in zip(plan.tasks, words, own, strict=True)
    ]


def _alone(row: Row) -> bool:
    """Whether a task's own words speak for one office and for hardly any other."""
    best, second = (*sorted(row, reverse=True)[:2], 0.0, 0.0)[:2]
    return best >= ALONE and second <= APART * best


def _agreement(plan: Plan, own: Sequence[Row], whole: Mapping[str | None, Row]) -> dict[str | None, float]:
    """Return how far the tasks of each section are about one thing, 0 to 1: so far the section speaks for each of them.

    A list of unlike tasks (民生实事) says nothing of the single ones.
    """
    agreeing: dict[str | None, list[float]] = {}
    for task, row in zip(plan.tasks, own, strict=True):
        its = whole[task.section]
        best = max(range(len(its)), key=its.__getitem__, default=0)
        if row and max(row) > 0:
            agreeing.setdefault(task.section, []).append(row[best] / max(row))
    return {key: (sum(shares := agreeing.get(key, [0.0])) / len(shares)) ** 2 for key in whole}


def _subject(rows: Sequence[Row]) -> Row:
    """Return the share of the document that each office's duties cover, together 1; the more the better they fit."""
    shares = [0.0] * len(rows[0])
    for row in rows:
        best = max(row, default=0.0)
        powers = [math.exp((fit - best) / _SHARPNESS) for fit in row]
        for index, power in enumerate(powers):
            shares[index] += best * power / sum(powers)
    whole = sum(shares) or 1.0
    return [share / whole for share in shares]


def _titles(plan: Plan, section: str | None) -> list[tuple[str, float]]:
    """Return the titles that help to tell what the tasks of *section* are about, with their weights."""
    titles = [above.title for above in reversed(plan.path(section))]
    weights = [_OWN_TITLE] + [_HIGHER_TITLE] * len(titles)
    return list(zip(titles, weights, strict=False))


def _best(names: Sequence[str], fits: Row) -> list[tuple[str, float]]:
    """Return the offices worth naming; none where the best does not stand out."""
    order = sorted(range(len(names)), key=lambda index: -fits[index])[:MOST]
    if not order:
        return []
    best, second = fits[order[0]], fits[order[1]] if len(order) > 1 else 0.0
    if not _alone(fits) and (best < THRESHOLD or best - second < MARGIN or second > RIVAL * best):
        return []
    bar = max(LEAST, SHARE_OF_BEST * best)
    return [(names[index], min(1.0, round(fits[index], 4))) for index in order if fits[index] >= bar]


def _assignments(found: Sequence[tuple[str, float]]) -> tuple[Assignment, ...]:
    """Return suggested units as assignments: the first leads, the others support."""
    return tuple(
        Assignment(name, UnitRole.SUPPORT if rank else UnitRole.LEAD, Origin.SUGGESTED, fit, Evidence(RULE, fit))
        for rank, (name, fit) in enumerate(found)
    )
