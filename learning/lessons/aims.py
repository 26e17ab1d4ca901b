"""Which numbers a plan wants to reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from learning.fit import Example, Lesson
from learning.gold import Marked
from planlens.analysis.steps import targets


def examples(document: Marked) -> Iterator[Example]:
    """Yield every quantity of the sentences; an aim is one that a marked target holds with its value."""
    draft = document.draft(targets.run)
    marks = sorted(document.marks["targets"], key=lambda mark: mark["start"])
    for candidate in targets.candidates(draft):
        around = [mark for mark in marks if mark["start"] <= candidate.offset < mark["end"]]
        right = any(_same(mark, candidate.quantity.value, candidate.quantity.unit) for mark in around)
        yield Example(candidate.features, "aim" if right else "")


_SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4}


def _same(mark: dict, value: str, unit: str) -> bool:
    return _numbers(mark["value"], mark["unit"]) == _numbers(value, unit)


def _numbers(value: str, unit: str) -> list[float] | str:
    factor = next((factor for scale, factor in _SCALES.items() if (unit or "").startswith(scale)), 1)
    try:
        return [round(float(part) * factor, 6) for part in str(value).split("~")]
    except ValueError:
        return str(value)


LESSON = Lesson("aims", ("aim",), examples, strength=1.0)
