"""Which numbers a plan wants to reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from learning.fit import Example, Lesson
from learning.gold import Marked
from planlens.analysis import READING
from planlens.analysis.draft import Draft
from planlens.analysis.steps import targets
from planlens.readers.txt import READER


def examples(document: Marked) -> Iterator[Example]:
    """Yield every quantity of the sentences; an aim is one that a marked target holds with its value."""
    if not document.whole:
        return
    draft = document.draft(targets.run)
    marks = sorted(document.marks["targets"], key=lambda mark: mark["start"])
    for candidate in targets.candidates(draft):
        around = [mark for mark in marks if mark["start"] <= candidate.offset < mark["end"]]
        right = any(_same(mark, candidate.quantity.value, candidate.quantity.unit) for mark in around)
        yield Example(candidate.features, "aim" if right else "")


@cache
def rules() -> list[list[Example]]:
    """Return the decisions that the sentences of ``sentences/aims.txt`` show."""
    lines = (Path(__file__).parents[1] / "sentences" / "aims.txt").read_text("utf-8").splitlines()
    return [list(_shown(*line.split("|", 1))) for line in lines if line and not line.startswith("#")]


def _shown(role: str, marked_line: str) -> Iterator[Example]:
    text, aims = "", set()
    for plain, aim in re.findall(r"([^【】]*)(?:【([^】]*)】)?", marked_line):
        aims |= {len(text) + len(plain) + offset for offset in range(len(aim))}
        text += plain + aim
    title = "云山市2026年政府工作报告" if role == "report" else "云山市产业规划（2024—2028年）"
    draft = Draft(READER.read(f"{title}\n{_TITLES[role]}\n{text}".encode(), "plan.txt"))
    for _, step in READING:
        if step is targets.run:
            break
        step(draft)
    shift = len(draft.document.text) - len(text)
    for candidate in targets.candidates(draft):
        if candidate.offset >= shift:
            yield Example(candidate.features, "aim" if candidate.offset - shift in aims else "", 4.0)


_TITLES = {
    "goal": "一、发展目标",
    "task": "一、重点任务",
    "principle": "一、指导思想",
    "background": "一、发展基础",
    "report": "二、2026年重点工作",
}
_SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4}


def _same(mark: dict, value: str, unit: str) -> bool:
    return _numbers(mark["value"], mark["unit"]) == _numbers(value, unit)


def _numbers(value: str, unit: str) -> list[float] | str:
    factor = next((factor for scale, factor in _SCALES.items() if (unit or "").startswith(scale)), 1)
    try:
        return [round(float(part) * factor, 6) for part in str(value).split("~")]
    except ValueError:
        return str(value)


LESSON = Lesson("aims", ("aim",), examples, strength=2.0, rules=rules)
