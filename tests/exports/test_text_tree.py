"""The tree to read in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from exports_builder import PlanBuilder

from planlens.exports import export_plan, render
from planlens.exports.terminal import display_width, padded, wrapped
from planlens.exports.text_tree import WIDTH
from planlens.model import Op, Plan, Role, Span

TREE = """\
青川市数字经济发展规划
来源：plan.txt

一、发展目标 〔发展目标〕
  ◆ 数字经济核心产业增加值占比不低于12%（2027年，预期性）

二、重点任务 〔重点任务〕
  （一）建设信息网络
    [1] 新建基站3000个以上。
        时限：2026年
        单位：牵头 市通信局；配合 市财政局、市住建局
        目标：新建基站不低于3000个（2026年）
    [2] 推进千兆光网进村入户。
        时限：2026年6月30日
        单位：责任 市通信局、市农业农村局
  （二）优化政务服务
    [3] 推动高频事项一网通办。
        时限：长期坚持
        单位：牵头 市政务局（建议）；配合 市数据局（建议）
    [4] 开展全民数字素养提升行动。

合计：章节 4 个，任务 4 条，目标 2 个，责任单位 4 个，另有建议单位 2 个。
"""


def text_of(plan: Plan) -> str:
    return render(plan, "text").decode("utf-8")


def test_tree(plan: Plan) -> None:
    goals = replace(plan.sections[0], role=Role.GOAL)
    assert text_of(replace(plan, sections=(goals, *plan.sections[1:]))) == TREE


def test_ending_chooses_the_tree(plan: Plan, tmp_path: Path) -> None:
    assert export_plan(plan, tmp_path / "任务.txt").read_text("utf-8") == text_of(plan)


def test_empty_plan() -> None:
    lines = text_of(PlanBuilder(title=None).build()).splitlines()
    assert lines[0] == "（未识别到标题）"
    assert lines[-1] == "合计：章节 0 个，任务 0 条，目标 0 个，责任单位 0 个。"


def test_tasks_before_the_first_heading_come_first() -> None:
    builder = PlanBuilder()
    builder.task("先做这件事。")
    builder.section("一、|重点任务")
    assert text_of(builder.build()).index("[1] 先做") < text_of(builder.build()).index("一、重点任务")


def test_targets_stand_among_the_tasks_in_reading_order() -> None:
    builder = PlanBuilder()
    builder.task("办好第一件事。")
    builder.target("覆盖率", Op.AT_LEAST, "90")
    builder.task("办好第二件事。")
    plan = builder.build()
    first, second = (replace(task, span=Span(at, at + 1)) for task, at in zip(plan.tasks, (0, 20), strict=True))
    target = replace(plan.targets[0], span=Span(10, 12))
    lines = text_of(replace(plan, tasks=(first, second), targets=(target,))).splitlines()
    assert [line[:3] for line in lines if line[:1] in "[◆"][:3] == ["[1]", "◆ 覆", "[2]"]


def test_unit_is_told_once_as_stated_though_suggested_elsewhere() -> None:
    builder = PlanBuilder()
    builder.task("办好第一件事。", units="牵头:市财政局")
    builder.task("办好第二件事。", units="建议牵头:市财政局")
    assert text_of(builder.build()).endswith("责任单位 1 个。\n")


def test_very_deep_headings_leave_room_for_text() -> None:
    builder = PlanBuilder()
    under = None
    for _ in range(60):
        under = builder.section("很深的标题", under)
    builder.task("推进各项工作。" * 20, under)
    assert max(map(display_width, text_of(builder.build()).splitlines())) <= WIDTH


def test_samples_fit_the_terminal(sample: Path, plan_of: Callable[[Path], Plan]) -> None:
    plan = plan_of(sample)
    lines = text_of(plan).splitlines()
    assert max(map(display_width, lines)) <= WIDTH
    assert sum(line.lstrip().startswith("[") for line in lines) >= len(plan.tasks)
    assert f"任务 {len(plan.tasks)} 条" in lines[-1]


def test_control_characters_do_not_reach_the_terminal() -> None:
    builder = PlanBuilder(title="标题\x1b[31m")
    builder.task("推进\x07工作。", units="牵头:市\x1b局")
    assert "\x1b" not in text_of(builder.build())
    assert "\x07" not in text_of(builder.build())


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("任务", 4), ("“引号”", 8), ("①", 2), ("e\u0301", 1)])
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_padded_to_columns() -> None:
    assert padded("文件", 6) == "文件  "


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六", ["一二三四五", "六"]),
        ("一二三四五。六", ["一二三四", "五。六"]),  # no mark begins a line
        ("一二三四（五）", ["一二三四", "（五）"]),  # no opening mark ends one
        ("新建基站3000个", ["新建基站", "3000个"]),  # no number is parted
        ("one two three", ["one two", "three"]),
        ("一\n二  三", ["一 二 三"]),
        ("", [""]),
    ],
)
def test_wrapped(text: str, lines: list[str]) -> None:
    assert wrapped(text, 10).split("\n") == lines


def test_wrapped_with_a_hanging_indent() -> None:
    assert wrapped("一二三四五六", 10, first="甲：") == "甲：一二三\n    四五六"
