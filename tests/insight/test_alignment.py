"""Whether plans fit together: counterparts, what has none, and targets that disagree."""

from __future__ import annotations

import pytest

from planlens.analysis import analyse
from planlens.insight.alignment import align
from planlens.model import Plan
from planlens.readers.txt import READER

UPPER = """云江省数字经济规划（2024—2026年）
一、基础设施
推进数字乡村建设，到2026年5G网络行政村覆盖率达到98%。
建设省级算力调度平台。
二、产业
培育专精特新企业300家。
"""
OWN = """云山市数字经济方案（2024—2026年）
一、设施
推进数字乡村建设，到2026年5G网络行政村覆盖率达到95%。
二、企业
新增专精特新企业20家。
推进博物馆建设，改善展陈环境。
"""


def read(text: str) -> Plan:
    return analyse(READER.read(text.encode(), "x.txt"))


def picture(upper: str, own: str) -> list[str]:
    above, mine = read(upper), read(own)
    texts = {task.id: task.text[:6] for task in mine.tasks} | {target.id: target.text[:6] for target in mine.targets}
    theirs = {task.id: task.text[:6] for task in above.tasks}
    found = align(above, mine)
    lines = [f"{texts[pair.own]} > {theirs[pair.upper]}" for pair in found.pairs]
    lines += [f"nobody below: {theirs[key]}" for key in found.uncovered]
    lines += [f"nothing above: {texts[key]}" for key in found.unbased]
    return [*lines, *(f"{item.kind.value}: {item.words.partition('。')[0]}" for item in found.disagreements)]


def test_counterparts_and_what_has_none() -> None:
    found = picture(UPPER, OWN)
    assert "新增专精特新 > 培育专精特新" in found
    assert "nobody below: 建设省级算力" in found
    assert "nothing above: 推进博物馆建" in found


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("95%", "98%", []),
        ("", "", ["value: 5G网络行政村覆盖率：上级98%，本级95%"]),
        ("到2026年", "到2027年", ["year: 5G网络行政村覆盖率：上级2026年，本级2027年"]),
        ("到2026年", "到2025年", []),  # a step on the way
        (
            "5G网络行政村覆盖率达到95%",
            "5G网络村覆盖率达到98%",
            ["wording: 上级称“5G网络行政村覆盖率”，本级称“5G网络村覆盖率”"],
        ),
    ],
)
def test_targets_that_disagree(was: str, now: str, told: list[str]) -> None:
    found = picture(UPPER, OWN.replace(was, now) if was else OWN)
    assert [line for line in found if line.split(":")[0] in {"value", "year", "wording"}] == told


def test_only_plans_of_one_place_and_the_same_years_have_the_same_counts() -> None:
    own = OWN.replace("云山市", "云江省")
    assert any(line.startswith("value: ") and "上级300家，本级20家" in line for line in picture(UPPER, own))
    assert not any("300家" in line for line in picture(UPPER, OWN))
    assert not any("300家" in line for line in picture(UPPER, own.replace("（2024—2026年）", "（2025年）")))
