"""What was done to an item: the fields whose changes are told, in the words that tables have for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from project_builder import key, project_in

from planlens.model import Status
from planlens.project.edits import Flag, SetDeadline, SetProgress, SetSetting, SetStatus, SetTarget, SetText, SetWeight
from planlens.project.project import Edit, Project
from planlens.views.past import events


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def told(project: Project, item: str, *edits: Edit) -> list[str]:
    """What the history tells of an item after these edits, a line each."""
    for edit in edits:
        project.apply(edit)
    return [line for event in reversed(events(project, [item], len(edits))) for line in event.details]


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (SetDeadline(("t1",), "2027-06"), ["完成时限：2026年 → 2027年6月"]),
        (SetDeadline(("t1",), None), ["完成时限：2026年 → 无"]),
        (SetProgress(("t1",), 40), ["状态：未启动 → 进行中", "进度：无 → 40%"]),
        (Flag(("t1",)), ["重点关注：否 → 是"]),
        (SetWeight(("t1",), 2.5), ["权重：1 → 2.5"]),
        (SetStatus(("t1",), Status.BEHIND), ["状态：未启动 → 滞后"]),
    ],
)
def test_changes_of_a_task(project: Project, edit: Edit, lines: list[str]) -> None:
    assert told(project, "t1", edit) == lines


def test_a_long_text_is_cut(project: Project) -> None:
    (line,) = told(project, "t1", SetText("t1", "建" * 61))
    assert line.endswith(" → " + "建" * 59 + "…")
    assert line.startswith("内容：新建5G基站3000个以上")


def test_states_have_the_words_of_the_office(project: Project) -> None:
    names = SetSetting("status-names", {"done": "已办结"})
    assert told(project, "t1", names, SetStatus(("t1",), Status.DONE)) == ["状态：未启动 → 已办结", "进度：无 → 100%"]


def test_changes_of_a_heading_and_a_target(project: Project) -> None:
    heading, goal = key(project, "建设信息网络"), key(project, "数字经济核心")
    assert told(project, heading, SetText(heading, "建设网络")) == ["内容：建设信息网络 → 建设网络"]
    values = (("op", "<="), ("base", 200.0), ("unit", "万元"), ("nature", "约束性"))
    assert told(project, goal, *(SetTarget(goal, name, value) for name, value in values)) == [
        "要求：等于（=） → 不高于（≤）",
        "基期值：无 → 200",
        "计量单位：亿元 → 万元",
        "属性：无 → 约束性",
    ]
