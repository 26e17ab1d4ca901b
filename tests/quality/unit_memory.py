"""How much the decisions of an office help: ``python -m tests.quality.unit_memory [--learn]``.

The documents' own notes stand for decisions. For each document some of its notes are confirmed (0, 20, 50, 100 of them,
drawn by chance), with and without the notes of all other documents as memory; the rest is asked for. Weights are learnt
from the other documents only, a seventh of them left out at a time. ``--learn`` writes ``resources/weights/units.tsv``.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from planlens.analysis.steps import suggest
from planlens.insight.assigning import ALSO, MOST, SURE, Decided, Features, Precedents, Unassigned
from planlens.language.weights import BIAS, chance
from planlens.model import Origin, Plan
from planlens.workflow import read_plan
from tests.quality.suggested_units import FEWEST, FOLDERS, ROOT, office_of

CONFIRMED = (0, 20, 50, 100)
FOLDS = 7
INNER_FOLDS = 3
THRESHOLDS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94)
WANTED = 0.88
"""How often the first unit must be right on the documents by which the threshold is chosen: more than is promised."""
TABLE = ROOT / "resources" / "weights" / "units.tsv"
NAMES = ("fit", "fit-of-best", "often", "alike", "alike-share", "beside")


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of a document: the task it is about, and the offices that it names."""

    task: Unassigned
    named: frozenset[str]

    def decided(self, key: str, *, here: bool) -> Decided:
        """Return it as a decision, of the same project or of another one."""
        return Decided(key, self.task.text, tuple(sorted(self.named)), self.task.path if here else ())


@dataclass(frozen=True, slots=True)
class Case:
    """A note that is asked for: its document, how many are confirmed, whether there is memory, what is known."""

    document: str
    confirmed: int
    memory: bool
    named: frozenset[str]
    features: dict[str, Features]


def notes_of(plan: Plan) -> list[Noted]:
    """Return the notes of a plan, each with the first task that it covers."""
    first: dict[tuple[int, int], Noted] = {}
    fits = None
    for task in plan.tasks:
        units = [unit for unit in task.assignments if unit.origin is Origin.STATED and unit.span is not None]
        named = frozenset(key for unit in units if (key := office_of(unit.name)) is not None)
        if not named or units[0].span is None:
            continue
        fits = fits if fits is not None else suggest.fits(plan)
        path = plan.path(task.section)
        known = {key: fit for name, fit in fits[task.id].items() if (key := office_of(name)) is not None}
        text = "，".join([task.text, *(section.title for section in path[-1:])])
        asked = Unassigned(text, tuple(section.id for section in path), known)
        first.setdefault((units[0].span.start, units[0].span.end), Noted(asked, named))
    return list(first.values())


def documents() -> dict[str, list[Noted]]:
    """Return the notes of all open documents that have enough of them."""
    files = {path.stem: path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))}
    found = {name: notes_of(read_plan(path)) for name, path in sorted(files.items())}
    return {name: notes for name, notes in found.items() if len(notes) >= FEWEST}


def cases(notes: dict[str, list[Noted]], seeds: Sequence[int] = (0, 1)) -> Iterator[Case]:
    """Yield every note that is asked for in every state."""
    for name, mine in notes.items():
        others = [
            note.decided(f"{other}#{place}", here=False)
            for other, theirs in notes.items()
            if other != name
            for place, note in enumerate(theirs)
        ]
        for seed in seeds:
            order = random.Random(seed).sample(mine, len(mine))
            for count in CONFIRMED:
                if count and len(mine) < count + 5:
                    continue
                known = [note.decided(f"{name}#{place}", here=True) for place, note in enumerate(order[:count])]
                for memory in (False, True):
                    decided = [*known, *(others if memory else [])]
                    if decided:
                        yield from _asked(name, count, memory, decided, order[count:])


def _asked(name: str, count: int, memory: bool, decided: Sequence[Decided], asked: Sequence[Noted]) -> Iterator[Case]:
    office = Precedents(decided)
    for note, alike in zip(asked, office.likeness([note.task for note in asked]), strict=True):
        yield Case(name, count, memory, note.named, office.features(note.task, alike))


def learnt(found: Iterable[Case]) -> dict[str, float]:
    """Return the weights that tell best which units the notes name (logistic regression)."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (only here)

    found = list(found)
    sizes = Counter((case.document, case.confirmed, case.memory) for case in found)
    rows: list[list[float]] = []
    right: list[bool] = []
    share: list[float] = []
    for case in found:
        for unit, features in case.features.items():
            rows.append([features[name] for name in NAMES])
            right.append(unit in case.named)
            share.append(sizes[case.document, case.confirmed, case.memory] ** -0.5)
    model: Any = LogisticRegression(C=10, max_iter=1000).fit(rows, right, sample_weight=share)
    weights = dict(zip(NAMES, (round(float(weight), 3) for weight in model.coef_[0]), strict=True))
    return {BIAS: round(float(model.intercept_[0]), 3), **weights}


def ranked(case: Case, weights: dict[str, float]) -> list[tuple[float, str]]:
    """Return the units with their chances, the likeliest first."""
    scores = {
        unit: weights[BIAS] + sum(weights[name] * features[name] for name in NAMES)
        for unit, features in case.features.items()
    }
    return sorted(((chance(score), unit) for unit, score in scores.items()), reverse=True)


@dataclass
class Curve:
    """How many notes were asked for, for how many something was said, how many of these were right."""

    asked: int = 0
    said: int = 0
    first: int = 0
    three: int = 0

    def add(self, case: Case, units: Sequence[tuple[float, str]], sure: float) -> None:
        """Count a note."""
        self.asked += 1
        if units and units[0][0] >= sure:
            self.said += 1
            self.first += units[0][1] in case.named
            self.three += any(unit in case.named for share, unit in units[:MOST] if share >= ALSO)

    def __str__(self) -> str:
        said = self.said or 1
        return (
            f"{self.asked:5} asked, said for {self.said / (self.asked or 1):4.0%}: "
            f"first right {self.first / said:5.1%}, within three {self.three / said:5.1%}"
        )


Judged = tuple[Case, Sequence[tuple[float, str]]]
"""A note that is asked for, with the units that were ranked for it."""


def judged(found: Sequence[Case], folds: int = FOLDS) -> Iterator[list[Judged]]:
    """Yield the notes of each part of the documents, ranked by what the other documents have taught."""
    names = sorted({case.document for case in found})
    for fold in range(folds):
        out = set(names[fold::folds])
        weights = learnt(case for case in found if case.document not in out)
        yield [(case, ranked(case, weights)) for case in found if case.document in out]


def curves(told: Iterable[tuple[Judged, float]]) -> dict[tuple[bool, int], Curve]:
    """Return the figures of notes, each with its threshold, by memory and by how many are confirmed."""
    found: defaultdict[tuple[bool, int], Curve] = defaultdict(Curve)
    for (case, units), sure in told:
        found[case.memory, case.confirmed].add(case, units, sure)
    return dict(sorted(found.items()))


def chosen(told: Sequence[Judged]) -> float:
    """Return the lowest threshold at which what is said of these notes is right as often as is wanted."""
    for sure in THRESHOLDS:
        curve = Curve()
        for case, units in told:
            curve.add(case, units, sure)
        if curve.said and curve.first >= WANTED * curve.said:
            return sure
    return THRESHOLDS[-1]


def nested(found: Sequence[Case]) -> Iterator[tuple[Judged, float]]:
    """Yield every note with a threshold that was chosen on the other documents, by weights of yet others among them."""
    for part in judged(found):
        out = {case.document for case, _ in part}
        others = [case for case in found if case.document not in out]
        sure = chosen([item for inner in judged(others, INNER_FOLDS) for item in inner])
        yield from ((item, sure) for item in part)


def print_curves(name: str, told: Iterable[tuple[Judged, float]]) -> None:
    """Print the learning curve."""
    for (memory, count), curve in curves(told).items():
        print(f"{name} {'with memory' if memory else 'alone      '} {count:3} confirmed {curve}", flush=True)


def main() -> None:
    """Print the learning curve; with ``--learn`` write the weights of all documents."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.unit_memory", description=__doc__)
    parser.add_argument("--learn", action="store_true", help="write resources/weights/units.tsv")
    parser.add_argument("--sure", type=float, action="append", help="another threshold")
    options = parser.parse_args()
    notes = documents()
    total = sum(map(len, notes.values()))
    found = list(cases(notes))
    print(f"{len(notes)} documents, {total} notes")
    usual = Counter(unit for mine in notes.values() for note in mine for unit in note.named)
    for most in (1, 3):
        best = {unit for unit, _ in usual.most_common(most)}
        right = sum(bool(best & note.named) for mine in notes.values() for note in mine)
        print(f"the commonest {most}: {right / total:.1%}")
    told = [item for part in judged(found) for item in part]
    for sure in options.sure or [SURE]:
        print_curves(f"{sure:.2f}", ((item, sure) for item in told))
    print(f"on all documents {chosen(told):.2f} would be chosen; chosen on the others each time:")
    once = list(nested(found))
    print("thresholds", dict(Counter({case.document: sure for (case, _), sure in once}.values())))
    print_curves("nested", once)
    if options.learn:
        head = f"# Made by `python -m tests.quality.unit_memory --learn`. {len(notes)} documents, {total} notes.\n"
        rows = [f"{name}\t{weight}\n" for name, weight in learnt(found).items()]
        TABLE.write_text(f"{head}evidence\tunit\n{''.join(rows)}", encoding="utf-8")


if __name__ == "__main__":
    main()
