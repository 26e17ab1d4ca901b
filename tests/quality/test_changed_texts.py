"""A plan is understood alike when its wording or form changes a little (``changed_texts.py``).

The samples are changed in every run, the marked plans where they are at hand.
"""

from __future__ import annotations

from functools import cache

import pytest
from changed_texts import CHANGES, Change, Marked, figures_of, lost, marked_document, marked_sample, sample_texts
from invariance import EVAL, Figures, documents

NOT_YET_PLANS = {"heading_lost"}
NOT_YET_SAMPLES = {"labels", "shuffled"}
"""Changes that still cost too much."""


def changes(not_yet: set[str]) -> list[object]:
    wanting = pytest.mark.xfail(reason="costs too much today")
    return [pytest.param(c, id=c.name, marks=[wanting] if c.name in not_yet else []) for c in CHANGES]


@cache
def collection() -> dict[str, Marked]:
    return {name: marked_document(name) for name in documents()}


@cache
def own_samples() -> dict[str, Marked]:
    return {path.stem: marked_sample(path) for path in sample_texts()}


@cache
def clean(name: str) -> Figures:
    return figures_of((collection() | own_samples())[name])[0]


def fallen(change: Change, texts: dict[str, Marked]) -> dict[str, float]:
    changed = [figures_of(change.make(marked))[0] for marked in texts.values()]
    gaps = lost(changed, [clean(name) for name in texts])
    return {measure: gap for measure, gap in gaps.items() if gap < -change.allowance and measure not in change.spared}


@pytest.mark.skipif(not EVAL.is_dir(), reason="the collection of marked plans is not here")
@pytest.mark.parametrize("change", changes(NOT_YET_PLANS))
def test_marked_plans_are_understood_alike(change: Change) -> None:
    assert fallen(change, collection()) == {}


@pytest.mark.skipif(not EVAL.is_dir(), reason="what scores a plan is not here")
@pytest.mark.parametrize("change", changes(NOT_YET_SAMPLES))
def test_samples_are_understood_alike(change: Change) -> None:
    assert fallen(change, own_samples()) == {}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_changes_something(change: Change) -> None:
    texts = [*own_samples().values(), PLAN]
    assert any(change.make(marked).text != marked.text for marked in texts)


PLAN = Marked(
    "望澜市规划\n一、总体要求\n山东省望澜市要求如下。\n二、主要任务\n（一）修路。修建道路。（责任单位：市交通局）\n三、保障措施\n加强领导。",
    {
        "headings": [
            {"start": 5, "end": 11, "level": 1, "number": "一、", "title": "总体要求", "role": "principle"},
            {"start": 22, "end": 28, "level": 1, "number": "二、", "title": "主要任务", "role": "task"},
            {"start": 28, "end": 33, "level": 2, "number": "（一）", "title": "修路", "role": "task"},
            {"start": 50, "end": 56, "level": 1, "number": "三、", "title": "保障措施", "role": "safeguard"},
        ],
        "tasks": [{"start": 34, "end": 39, "text": "修建道路。", "note": 0, "deadline": None}],
        "notes": [{"units": [{"name": "市交通局", "role": "responsible"}]}],
        "targets": [],
    },
)


def seen(marked: Marked) -> str:
    """The marks of a text as the text says them."""
    plain = "".join(marked.text.split())
    headings = [plain[h["start"] : h["end"]] for h in marked.gold["headings"]]
    return " | ".join([*headings, *(plain[t["start"] : t["end"]] for t in marked.gold["tasks"])])


PICTURES = {
    "labels": "一、总体要求 | 二、主要任务 | （一）修路 | 三、保障措施 | 修建道路。",
    "titles": "一、总体考虑 | 二、工作任务 | （一）修路 | 三、推进保障 | 修建道路。",
    "half_width": "一、总体要求 | 二、主要任务 | (一)修路 | 三、保障措施 | 修建道路。",
    "number_lost": "一、总体要求 | 主要任务 | （一）修路 | 三、保障措施 | 修建道路。",
    "heading_lost": "一、总体要求 | （一）修路 | 三、保障措施 | 修建道路。",
    "renumbered": "第一章总体要求 | 第二章主要任务 | （一）修路 | 第三章保障措施 | 修建道路。",
}


@pytest.mark.parametrize("change", [c for c in CHANGES if c.name in PICTURES], ids=lambda change: change.name)
def test_marks_follow_a_change(change: Change) -> None:
    assert seen(change.make(PLAN)) == PICTURES[change.name]
