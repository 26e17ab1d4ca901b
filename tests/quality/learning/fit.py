"""Learns the weights of a lesson, and says how well they do on documents that they were not learnt from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from learning.gold import ROOT, Marked
from planlens.language.weights import BIAS, Features, Weights

LEAST_DOCUMENTS = 3
"""Evidence that fewer documents have is not learnt from: it would only be remembered."""


LEAST_WEIGHT = 0.02
"""Weights of all answers below this are left out of the table."""
UNSEEN = -5.0
"""The score of an answer that no document gives."""
Judged = tuple[str, dict[str, float]]
"""A decision: what is right, and how likely each answer is held."""


@dataclass(frozen=True)
class Example:
    """One decision of a document: the evidence for it, and what is right; *weight* is how much it counts."""

    features: Features
    answer: str
    weight: float = 1.0


@dataclass(frozen=True)
class Lesson:
    """What is to be learnt: decisions that are made one by one.

    Attributes:
        name: the name of the table.
        answers: what the model can answer; examples of a lesson with one answer have that one or ``""``.
        taught: the decisions in a marked document.
        strength: how far the weights may go (scikit-learn's C); small values keep them small.
        folds: how many parts the documents are left out in; 0: one by one.
        rules: decisions that sentences of ours show, each a document of its own: always learnt from, never measured.
    """

    name: str
    answers: tuple[str, ...]
    taught: Callable[[Marked], Sequence[Example]]
    strength: float = 0.3
    folds: int = 0
    rules: Callable[[], Sequence[Sequence[Example]]] = tuple

    def learn(self, taught: Sequence[Sequence[Example]]) -> Weights:
        """Return the weights that the examples of some documents teach."""
        return learn(self, taught)

    def judge(self, weights: Weights, taught: Sequence[Example]) -> list[Judged]:
        """Return what is right, and how likely each answer is held, for the decisions of a document."""
        judged = []
        for example in taught:
            chances = weights.chances(example.features)
            judged.append((example.answer, chances if len(chances) > 1 else {**chances, "": 1 - sum(chances.values())}))
        return judged


def learn(lesson: Lesson, taught: Sequence[Sequence[Example]]) -> Weights:
    """Return the weights that the examples of some documents teach, and the lesson's rules."""
    taught = [*taught, *lesson.rules()]
    seen: Counter[str] = Counter()
    for document in taught:
        seen.update({name for example in document for name in example.features})
    kept = {name for name, count in seen.items() if count >= LEAST_DOCUMENTS and not set("#\t ") & set(name)}
    examples = [example for document in taught for example in document]
    vectors = DictVectorizer()
    table = vectors.fit_transform(
        [{name: value for name, value in e.features.items() if name in kept} for e in examples]
    )
    model = LogisticRegression(C=lesson.strength, max_iter=2000)
    model.fit(table, [e.answer for e in examples], sample_weight=[e.weight for e in examples])
    classes = list(model.classes_)
    if len(classes) == 2:
        sign = 1.0 if classes[1] == lesson.answers[0] else -1.0
        columns = [(model.coef_[0] * sign, float(model.intercept_[0]) * sign)]
    else:
        never = (model.coef_[0] * 0, UNSEEN)
        columns = [
            (model.coef_[k], float(model.intercept_[k])) if (k := _place(classes, answer)) is not None else never
            for answer in lesson.answers
        ]
    rows = {BIAS: tuple(round(bias, 3) for _, bias in columns)}
    for place, name in enumerate(vectors.feature_names_):
        row = tuple(round(float(coefficients[place]), 3) for coefficients, _ in columns)
        if max(map(abs, row)) >= LEAST_WEIGHT:
            rows[name] = row
    return Weights(lesson.answers, rows)


def _place(classes: list[str], answer: str) -> int | None:
    return classes.index(answer) if answer in classes else None


class AnyLesson(Protocol):
    """What every lesson offers, whatever it teaches with."""

    @property
    def name(self) -> str:
        """The name of its table."""

    @property
    def folds(self) -> int:
        """In how many parts documents are left out; 0: one by one."""

    @property
    def taught(self) -> Callable[[Marked], Any]:
        """What a marked document teaches."""

    def learn(self, taught: Sequence[Any], /) -> Weights:
        """Return the weights that some documents teach."""

    def judge(self, weights: Weights, taught: Any, /) -> list[Judged]:
        """Return what is right and what is held likely."""


def left_out(lesson: AnyLesson, taught: Sequence[Any]) -> Iterator[tuple[int, list[Judged]]]:
    """Yield the index of every document, and how it is judged by weights that were not learnt from it."""
    folds = lesson.folds or len(taught)
    for fold in range(folds):
        weights = lesson.learn([told for index, told in enumerate(taught) if index % folds != fold])
        for index in range(fold, len(taught), folds):
            yield index, lesson.judge(weights, taught[index])


def report(names: Sequence[str], judged: Iterable[tuple[int, list[Judged]]]) -> Iterator[str]:
    """Yield a line a document: how many decisions, how many right, the mean surprise (nats); then all together."""
    together: list[Judged] = []
    for index, decisions in judged:
        if decisions:
            together += decisions
            yield _line(names[index], decisions)
    yield _line("together", together)


def _line(name: str, judged: Sequence[Judged]) -> str:
    right = sum(max(chances, key=lambda answer: chances[answer]) == answer for answer, chances in judged)
    surprise = -sum(math.log(max(chances.get(answer, 0.0), 1e-9)) for answer, chances in judged)
    count = len(judged) or 1
    return f"{name:32}{len(judged):6} {100 * right / count:6.1f} {surprise / count:7.3f}"


def save(name: str, weights: Weights, told: str) -> None:
    """Write the table into ``resources/weights/``, the evidence in order of its names."""
    lines = [f"# Made by `python tests/quality/learning {name}`, from marked documents. {told}"]
    lines.append("\t".join(("evidence", *weights.answers)))
    for evidence, row in sorted(weights.rows.items()):
        lines.append("\t".join((evidence, *(f"{weight:g}" for weight in row))))
    target = ROOT / "resources" / "weights" / f"{name}.tsv"
    target.write_text("\n".join(lines) + "\n", "utf-8")
