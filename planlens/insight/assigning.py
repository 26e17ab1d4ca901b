"""Who should do a task: what people have decided for tasks like it, and what the shipped descriptions say.

A decision for a similar task weighs as much as the tasks are alike; a shipped description two fifths of how well it
fits. So what an office has decided outweighs the descriptions as soon as one decided task is much like the asked one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planlens.language.relevance import Relevance

ALIKE = 0.15
"""The likeness from which on a decided task says something about another one."""

SHIPPED = 0.4
"""What a unit that fits wholly by its shipped description counts, beside one decided for an equal task."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A task whose units people have confirmed."""

    id: str
    text: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitAdvice:
    """A unit for a task: how much speaks for it, the decided tasks like it (ids), and the words that they share."""

    unit: str
    score: float
    tasks: tuple[str, ...]
    words: tuple[str, ...]


def advise(
    decided: Sequence[Decided], texts: Sequence[str], shipped: Sequence[Mapping[str, float]] = ()
) -> list[list[UnitAdvice]]:
    """Return the units for tasks, the likeliest first.

    Args:
        decided: tasks whose units people have confirmed.
        texts: the tasks without units.
        shipped: for each of these what the shipped descriptions propose, with their scores from 0 to 1.
    """
    relevance = Relevance([task.text for task in decided], texts)
    told: list[list[UnitAdvice]] = []
    for number, text in enumerate(texts):
        scores: defaultdict[str, float] = defaultdict(float)
        tasks: defaultdict[str, list[str]] = defaultdict(list)
        words: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for place, found in relevance.about(text, ALIKE):
            for unit in decided[place].units:
                scores[unit] += found.score
                tasks[unit].append(decided[place].id)
                words[unit] |= dict.fromkeys(found.words)
        for unit, score in (shipped[number] if shipped else {}).items():
            scores[unit] += SHIPPED * score
        best = sorted(scores, key=lambda unit: (-scores[unit], unit))
        told.append([UnitAdvice(unit, round(scores[unit], 3), tuple(tasks[unit]), tuple(words[unit])) for unit in best])
    return told
