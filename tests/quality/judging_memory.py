"""How much an office's corrections help its next document: ``python -m tests.quality.judging_memory``.

Marked documents of one kind stand for those of an office. Weights of sentences are learnt from the other kinds only.
0, 1, 3 or 10 documents are corrected as the marks have it, the next one is judged. Besides, what would be if the office
had a habit of its own (:data:`HABITS`) that no weights can know.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from learning.fit import Example
from learning.gold import FOLDERS, Marked, Spans, marked
from learning.lessons.tasks import LESSON

from planlens.analysis.judging.habits import Judged, Signs, habit_for, learn
from planlens.analysis.judging.sentence_evidence import evidence
from planlens.analysis.steps import tasks
from planlens.language.weights import Features, Weights

__all__ = ("FOLDERS", "marked")

CORRECTED = (0, 1, 3, 10)
KINDS = {
    "reports": ("report",),
    "shandong": ("sd-", "qingdao", "jinan"),
    "ministries": ("cn-", "nmpa", "spc", "mohurd", "fgf", "logistics", "rural"),
}
"""The kinds of documents by parts of their names; the rest are ``others``."""

HABITS: dict[str, Callable[[Signs, bool], bool]] = {
    "as marked": lambda _signs, task: task,
    "introductions are none": lambda signs, task: task and not signs & {"introduces", "introduces&acts"},
    "aims by a year are tasks": lambda signs, task: task or bool(signs & {"by-year", "in:goal"}),
    "safeguards are none": lambda signs, task: task and "in:safeguard" not in signs,
    "led clauses are none": lambda signs, task: task and not signs & {"order:must", "order:must-actor"},
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence: its evidence and signs, how likely weights that do not know its kind hold it, whether it is one."""

    features: Features
    signs: Signs
    held: str
    task: bool


def kind_of(name: str) -> str:
    """Return of which kind a document is."""
    return next((kind for kind, parts in KINDS.items() if any(part in name for part in parts)), "others")


def sentences(document: Marked) -> list[tuple[Features, Signs, bool]]:
    """Return the sentences of a marked document."""
    draft = document.draft(until=tasks.run)
    gold = Spans(document.marks["tasks"])
    return [
        (features, tasks.signs(draft, sentence, features), gold.at(sentence.flow.span) is not None)
        for sentence, features in zip(draft.sentences, evidence(draft), strict=True)
    ]


def held_by(weights: Weights, found: Sequence[tuple[Features, Signs, bool]]) -> list[Phrase]:
    """Return what weights say of sentences."""
    return [Phrase(features, signs, tasks.held(weights.chance(features)), task) for features, signs, task in found]


def told() -> dict[str, list[Phrase]]:
    """Return the sentences of all marked documents, each judged by weights that know none of its kind."""
    found = {document.name: sentences(document) for document in marked() if document.whole}
    taught = {
        name: [Example(features, "task" if task else "") for features, _, task in rows] for name, rows in found.items()
    }
    judged: dict[str, list[Phrase]] = {}
    for kind in (*KINDS, "others"):
        weights = LESSON.learn([rows for name, rows in taught.items() if kind_of(name) != kind])
        judged |= {name: held_by(weights, rows) for name, rows in found.items() if kind_of(name) == kind}
    return judged


def figure(rows: Sequence[Phrase], corrected: Sequence[Judged], means: Callable[[Signs, bool], bool]) -> float:
    """Return the F1 (percent) of the tasks of a document, read after others were corrected."""
    habits = learn(corrected)
    right = said = there = 0
    for row in rows:
        habit = habit_for(habits, "tasks", row.held, row.signs)
        is_said, is_there = bool(habit.meant if habit else row.held), means(row.signs, row.task)
        right += is_said and is_there
        said += is_said
        there += is_there
    return 200 * right / (said + there) if said + there else 100.0


def corrections(name: str, rows: Sequence[Phrase], means: Callable[[Signs, bool], bool]) -> list[Judged]:
    """Return a document as an office leaves it that means so."""
    return [Judged(name, "tasks", row.held, "task" if means(row.signs, row.task) else "", row.signs, 1) for row in rows]


@dataclass(frozen=True, slots=True)
class Step:
    """What corrected documents change of the next: percent by document, the mean of what was drawn."""

    base: dict[str, float]
    gains: dict[int, dict[str, float]]


def measured(judged: dict[str, list[Phrase]], kind: str, habit: str, seeds: Sequence[int] = (0, 1, 2)) -> Step:
    """Return how the documents of a kind do."""
    means = HABITS[habit]
    mine = {name: rows for name, rows in judged.items() if kind_of(name) == kind}
    done = {name: corrections(name, rows, means) for name, rows in mine.items()}
    base = {name: figure(rows, (), means) for name, rows in mine.items()}
    gains: dict[int, dict[str, float]] = {}
    for count in CORRECTED[1:]:
        gains[count] = {}
        for name, rows in mine.items():
            others = sorted(set(mine) - {name})
            drawn = [random.Random(f"{name}{seed}").sample(others, min(count, len(others))) for seed in seeds]
            told = [figure(rows, [item for other in some for item in done[other]], means) for some in drawn]
            worst = min(told)
            gains[count][name] = (sum(told) / len(told) if worst >= base[name] else worst) - base[name]
    return Step(base, gains)


def main() -> None:
    """Print the curve for each kind and habit."""
    judged = told()
    for habit in HABITS:
        for kind in (*KINDS, "others"):
            step = measured(judged, kind, habit)
            size = len(step.base)
            line = f"{habit:26}{kind:12}{size:3} documents, nothing corrected {sum(step.base.values()) / size:5.1f}"
            for count, gains in step.gains.items():
                line += f"; {count}: {sum(gains.values()) / size:+.2f}, lowest {min(gains.values()):+.2f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
