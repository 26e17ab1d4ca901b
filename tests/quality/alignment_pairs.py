"""How well the tasks of work points are matched with those of the plan above: a pair written by us in ``alignment/``.

Run ``python tests/quality/alignment_pairs.py`` to see the figures and what is wrong.
"""

from __future__ import annotations

from pathlib import Path

from planlens.analysis import analyse
from planlens.insight.alignment import align
from planlens.model import Plan
from planlens.readers.txt import READER
from planlens.workflow import read_plan
from tests.quality.report_sentences import SAMPLES, Score

FILE = Path(__file__).with_name("alignment") / "青岚.tsv"


def pair() -> tuple[Plan, Plan, dict[str, set[str]]]:
    """Return the upper plan, our own, and the ids of the upper tasks that each sentence of ours carries out."""
    upper = read_plan(next(SAMPLES.glob("青岚*")))
    lines, wanted = ["青岚区2024年数字经济工作要点"], {}
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        text, _, starts = line.removeprefix("## ").partition("\t")
        lines.append(text)
        if starts:
            found = {
                start: next((t.id for t in upper.tasks if t.text.startswith(start)), start)
                for start in starts.split("|")
                if start != "-"
            }
            wanted[text.strip("。")] = set(found.values())
    return upper, analyse(READER.read("\n".join(lines).encode(), "要点.txt")), wanted


def measured(misses: list[str] | None = None) -> Score:
    """Return the score; what is wrong goes into *misses*."""
    upper, own, wanted = pair()
    texts = {task.id: task.text for task in upper.tasks}
    items = [(task.id, task.text) for task in own.tasks] + [(target.id, target.text) for target in own.targets]
    ours = {key: next((whole for whole in wanted if text.strip("。") in whole), text) for key, text in items}
    found = {(ours[item.own], item.upper) for item in align(upper, own).pairs}
    there = {(text, key) for text, keys in wanted.items() for key in keys}
    if misses is not None:
        misses += [f"- {text}\n    {texts.get(key, key)[:50]}" for text, key in sorted(there - found)]
        misses += [f"+ {text}\n    {texts.get(key, key)[:50]}" for text, key in sorted(found - there)]
    return Score(len(found & there), len(found), len(there))


if __name__ == "__main__":
    wrong = list[str]()
    score = measured(wrong)
    print(f"P {score.precision:.3f} R {score.recall:.3f} F {score.f1:.3f}")
    print("\n".join(wrong))
