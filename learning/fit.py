"""Learns the weights of a lesson, and says how well they do on documents that they were not learnt from."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from learning.gold import ROOT, Marked
from planlens.language.weights import BIAS, Features, Weights

LEAST_DOCUMENTS = 3
"""Evidence that fewer documents have is not learnt from: it would only be remembered."""


@dataclass(frozen=True)
class Example:
    """One decision of a document: the evidence for it, and what is right; *weight* is how much it counts."""

    features: Features
    answer: str
    weight: float = 1.0


@dataclass(frozen=True)
class Lesson:
    """What is to be learnt.

    Attributes:
        name: the name of the table.
        answers: what the model can answer; examples of a lesson with one answer have that one or ``""``.
        examples: the decisions in a marked document.
        strength: how far the weights may go (scikit-learn's C); small values keep them small.
        rules: decisions that sentences of ours show, each a document of its own: always learnt from, never measured.
    """

    name: str
    answers: tuple[str, ...]
    examples: Callable[[Marked], Iterable[Example]]
    strength: float = 0.3
    rules: Callable[[], Sequence[Sequence[Example]]] = tuple


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
    order = [list(model.classes_).index(answer) for answer in lesson.answers if answer in model.classes_]
    coefficients, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        sign = 1.0 if model.classes_[1] == lesson.answers[0] else -1.0
        coefficients, bias = coefficients * sign, bias * sign
        order = [0]
    rows = {BIAS: tuple(round(float(bias[k]), 3) for k in order)}
    for column, name in enumerate(vectors.feature_names_):
        row = tuple(round(float(coefficients[k][column]), 3) for k in order)
        if max(map(abs, row)) >= 0.02:
            rows[name] = row
    return Weights(lesson.answers, rows)


def left_out(
    lesson: Lesson, documents: Sequence[Marked], examples: Sequence[Sequence[Example]]
) -> Iterator[tuple[Marked, Sequence[Example], Weights]]:
    """Yield every document with its examples and the weights learnt from all the others."""
    for index, document in enumerate(documents):
        yield document, examples[index], learn(lesson, [*examples[:index], *examples[index + 1 :]])


def report(lesson: Lesson, judged: Iterable[tuple[Marked, Sequence[Example], Weights]]) -> Iterator[str]:
    """Yield a line a document: how many decisions, how many right, the mean surprise (nats); then all together."""
    totals: dict[str, float] = defaultdict(float)
    for document, examples, weights in judged:
        right = surprise = 0.0
        for example in examples:
            chances = weights.chances(example.features)
            if len(chances) == 1:
                chances[""] = 1 - chances[lesson.answers[0]]
            right += max(chances, key=lambda answer: chances[answer]) == example.answer
            surprise -= math.log(max(chances.get(example.answer, 0.0), 1e-9))
        count = len(examples)
        for key, value in (("count", count), ("right", right), ("surprise", surprise)):
            totals[key] += value
        if count:
            yield f"{document.name:32}{count:6} {100 * right / count:6.1f} {surprise / count:7.3f}"
    count, right, surprise = totals["count"] or 1, totals["right"], totals["surprise"]
    yield f"{'together':32}{count:6.0f} {100 * right / count:6.1f} {surprise / count:7.3f}"


def save(lesson: Lesson, weights: Weights, told: str) -> None:
    """Write the table into ``resources/weights/``, the evidence in order of its names."""
    lines = [f"# Made by `python -m learning {lesson.name}`, from marked documents. {told}"]
    lines.append("\t".join(("evidence", *weights.answers)))
    for name, row in sorted(weights.rows.items()):
        lines.append("\t".join((name, *(f"{weight:g}" for weight in row))))
    target = ROOT / "resources" / "weights" / f"{lesson.name}.tsv"
    target.write_text("\n".join(lines) + "\n", "utf-8")
