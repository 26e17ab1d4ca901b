"""Which section, task and target of a document's new version is which of its old one.

Evidence, the strongest first: the same words (without blanks and punctuation) below the same heading; the same words
anywhere; words so alike that they must be the same sentence reworded, where standing below the same heading counts as
much as a fifth of the words. Every finding is matched once at most. What nothing matches is new, or gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planlens.language.similarity import Similarity
from planlens.model import Plan, Section, Target, Task
from planlens.model.versions import Matching

PLACE = 0.2
"""How much of the likeness is the heading; the rest is the cosine of the words."""

ENOUGH = 0.5
"""The likeness from which on two sentences are one."""

ALIKE = 0.3
"""The cosine that two sentences must have whatever stands above them."""

_NOT_A_WORD = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return what a text says without blanks, punctuation and the width of its characters."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True, slots=True)
class _Item:
    """A finding to be matched: its id, the words it is known by (the surest first), and the heading above it."""

    id: str
    words: tuple[str, ...]
    place: str | None


def match(
    old: Plan,
    new: Plan,
    *,
    also: Mapping[str, str] | None = None,
    deleted: Collection[tuple[str, str]] = (),
) -> Matching:
    """Match the findings of a new version with those of the old one.

    Args:
        old: the old version, with the words in which its items were found.
        new: the new version.
        also: other words for items of the old version, by id: those that a user has given them.
        deleted: kind (``s``, ``t`` or ``g``) and words of findings that users have deleted; what has these words
            and matches nothing else is left out, with the targets of such a task that match nothing.
    """
    also = also or {}
    gone = {(kind, plain(words)) for kind, words in deleted}
    sections = _match_sections(old.sections, new.sections, also)
    out = {item.id for item in new.sections if item.id not in sections and ("s", plain(item.title)) in gone}
    tasks = _match_tasks(old, new, sections, also, gone)
    out |= {item.id for item in new.tasks if item.id not in tasks and ("t", plain(item.text)) in gone}
    targets = _match_targets(old, new, {**sections, **tasks}, gone)
    without_task = {key for task in new.tasks if task.id in out for key in task.targets}
    lost = [item for item in new.targets if item.id not in targets]
    out |= {item.id for item in lost if item.id in without_task or ("g", plain(item.text)) in gone}
    return Matching(sections, tasks, targets, frozenset(out))


def _match_sections(old: Sequence[Section], new: Sequence[Section], also: Mapping[str, str]) -> dict[str, str]:
    """Match headings: level by level below the same heading, then by their words anywhere, then by likeness."""
    pairs: dict[str, str] = {}
    ours = [_section(item, also, item.parent) for item in old]

    def left(level: int | None = None) -> list[_Item]:
        places = {item.id: pairs.get(item.parent, "") if item.parent else None for item in new}
        wanted = (item for item in new if item.id not in pairs and level in {None, item.level})
        return [_section(item, {}, places[item.id]) for item in wanted]

    for level in range(1, max((item.level for item in new), default=0) + 1):
        pairs.update(_by_words(_free(ours, pairs), left(level), with_place=True))
    pairs.update(_by_words(_free(ours, pairs), left(), with_place=False))
    pairs.update(_by_likeness(_free(ours, pairs), left()))
    return pairs


def _section(item: Section, also: Mapping[str, str], place: str | None) -> _Item:
    return _Item(item.id, _words(item.title, also.get(item.id)), place)


def _words(*texts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _match_tasks(
    old: Plan, new: Plan, sections: Mapping[str, str], also: Mapping[str, str], gone: Collection[tuple[str, str]]
) -> dict[str, str]:
    ours = [_Item(item.id, _words(item.text, also.get(item.id)), item.section) for item in old.tasks]
    theirs = [_task(item, sections) for item in new.tasks]
    pairs: dict[str, str] = {}
    for with_place in (True, False):
        left = [item for item in theirs if item.id not in pairs]
        pairs.update(_by_words(_free(ours, pairs), left, with_place=with_place))
    left = [item for item in theirs if item.id not in pairs and ("t", plain(item.words[0])) not in gone]
    pairs.update(_by_likeness(_free(ours, pairs), left))
    return pairs


def _task(item: Task, sections: Mapping[str, str]) -> _Item:
    return _Item(item.id, (item.text,), sections.get(item.section, "") if item.section else None)


def _match_targets(old: Plan, new: Plan, known: Mapping[str, str], gone: Collection[tuple[str, str]]) -> dict[str, str]:
    """Match targets below the same task or section: by their words, by indicator, unit and year, then by indicator.

    One with the words of a deleted one is matched by its words only: there may be two of them, one deleted.
    """
    ours, theirs = _owners(old), {key: known.get(owner, "") for key, owner in _owners(new).items()}
    pairs: dict[str, str] = {}
    for key in (_clause, _indicator_and_year, _indicator):
        for anywhere in (False, True):
            left = [item for item in new.targets if item.id not in pairs]
            if key is not _clause:
                left = [item for item in left if ("g", plain(item.text)) not in gone]
            free = [item for item in old.targets if item.id not in set(pairs.values())]
            mine = [((key(item), "" if anywhere else ours.get(item.id, "")), item.id) for item in free]
            others = [((key(item), "" if anywhere else theirs.get(item.id, "")), item.id) for item in left]
            pairs.update(_by_key(mine, others))
    return pairs


def _owners(plan: Plan) -> dict[str, str]:
    """Return the task, else the section, that each target stands in."""
    sections = {item.id: item.section for item in plan.targets if item.section}
    return {**sections, **{key: task.id for task in plan.tasks for key in task.targets}}


def _clause(item: Target) -> Hashable:
    return (plain(item.text), item.value, item.unit)


def _indicator_and_year(item: Target) -> Hashable:
    return (plain(item.indicator) or item.id, item.unit, item.year)


def _indicator(item: Target) -> Hashable:
    return (plain(item.indicator) or item.id, item.unit)


def _free(items: Sequence[_Item], pairs: Mapping[str, str]) -> list[_Item]:
    taken = set(pairs.values())
    return [item for item in items if item.id not in taken]


def _by_words(old: Sequence[_Item], new: Sequence[_Item], *, with_place: bool) -> Iterator[tuple[str, str]]:
    """Yield pairs (new, old) with the same words, in the order in which they stand where several have them."""
    for nth in range(max((len(item.words) for item in old), default=0)):
        ours = [
            ((plain(item.words[nth]), item.place if with_place else ""), item.id)
            for item in old
            if nth < len(item.words)
        ]
        theirs = [((plain(item.words[0]), item.place if with_place else ""), item.id) for item in new]
        found = dict(_by_key(ours, theirs))
        yield from found.items()
        taken = set(found.values())
        old = [item for item in old if item.id not in taken]
        new = [item for item in new if item.id not in found]


def _by_key(old: Iterable[tuple[Hashable, str]], new: Iterable[tuple[Hashable, str]]) -> Iterator[tuple[str, str]]:
    waiting: defaultdict[Hashable, list[str]] = defaultdict(list)
    for key, name in old:
        waiting[key].append(name)
    for key, name in new:
        if waiting.get(key):
            yield name, waiting[key].pop(0)


def _by_likeness(old: Sequence[_Item], new: Sequence[_Item]) -> Iterator[tuple[str, str]]:
    """Yield pairs (new, old) from the most alike down to :data:`ENOUGH`."""
    if not old or not new:
        return
    known = [(item, words) for item in old for words in item.words]
    scores = Similarity([words for _, words in known]).scores([item.words[0] for item in new])
    likely = [
        ((1 - PLACE) * cosine + PLACE * (item.place == other.place), -abs(row - column), item.id, other.id)
        for row, (other, cosines) in enumerate(zip(new, scores, strict=True))
        for column, ((item, _), cosine) in enumerate(zip(known, cosines, strict=True))
        if cosine >= ALIKE
    ]
    taken: set[str] = set()
    for score, _, ours, theirs in sorted(likely, key=lambda found: found[:2], reverse=True):
        if score >= ENOUGH and ours not in taken and f"new {theirs}" not in taken:
            taken |= {ours, f"new {theirs}"}
            yield theirs, ours
