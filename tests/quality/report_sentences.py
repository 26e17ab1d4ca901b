"""How well the sentences of a report are matched with tasks: the sentences in ``reports/``, all written by us.

Run ``python tests/quality/report_sentences.py [--misses 20] [--least 0.2]`` to see the figures and what is wrong.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from planlens.insight.mentions import DEFAULT, ReportSentence, mentions
from planlens.model import Plan
from planlens.workflow import read_plan

REPORTS = Path(__file__).with_name("reports")
SAMPLES = Path(__file__).parents[2] / "sample_docs"


@dataclass(frozen=True)
class Score:
    """Pairs of a sentence and a task: those that are right, those that were found, and those that there are."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.there)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.there)


def report(path: Path, plan: Plan) -> tuple[list[ReportSentence], list[set[str]]]:
    """Return the sentences of a file and, for each, the ids of the tasks that it speaks of."""
    sentences, wanted, heading = [], [], ""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("## "):
            heading = line[3:].partition("、")[2]
            continue
        text, starts = line.split("\t")
        sentences.append(ReportSentence(text, heading))
        ids = set()
        for start in [] if starts == "-" else starts.split("|"):
            ids |= {next(task.id for task in plan.tasks if task.text.startswith(start))}
        wanted.append(ids)
    return sentences, wanted


def measured(path: Path, least: float = DEFAULT, misses: list[str] | None = None) -> Score:
    """Return the score of one file; what is wrong goes into *misses*."""
    plan = read_plan(next(SAMPLES.glob(f"{path.stem}*")))
    sentences, wanted = report(path, plan)
    texts = {task.id: task.text for task in plan.tasks}
    found: list[dict[str, float]] = [{} for _ in sentences]
    for mention in mentions([plan], sentences, least).mentions:
        found[mention.sentence][mention.task] = mention.score
    for sentence, mine, theirs in zip(sentences, wanted, found, strict=True):
        if misses is not None:
            misses += [f"- {sentence.text}\n    {texts[key][:50]}" for key in mine - set(theirs)]
            misses += [f"+ {sentence.text}\n    {theirs[key]:.2f} {texts[key][:50]}" for key in set(theirs) - mine]
    right = sum(len(mine & set(theirs)) for mine, theirs in zip(wanted, found, strict=True))
    return Score(right, sum(map(len, found)), sum(map(len, wanted)))


def together(scores: list[Score]) -> Score:
    return Score(sum(s.right for s in scores), sum(s.found for s in scores), sum(s.there for s in scores))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--least", type=float, default=DEFAULT)
    asked = parser.parse_args()
    scores, wrong = [], list[str]()
    for file in sorted(REPORTS.glob("*.tsv")):
        scores.append(measured(file, asked.least, wrong))
        print(f"{file.stem} P {scores[-1].precision:.3f} R {scores[-1].recall:.3f} F {scores[-1].f1:.3f}")
    whole = together(scores)
    print(f"all  P {whole.precision:.3f} R {whole.recall:.3f} F {whole.f1:.3f}")
    print("\n".join(wrong[: asked.misses]))
