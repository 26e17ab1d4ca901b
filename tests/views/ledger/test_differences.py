"""What changed between two days, each old → new, and statistics compared with an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import key, project_in

from planlens.model import Node, Person, PersonKind, Status, UnitRole
from planlens.project.edits import (
    AddNode,
    AddNote,
    AddPerson,
    AddTask,
    Assign,
    Delete,
    MarkNodes,
    MoveLimit,
    SetActual,
    SetProgress,
    SetStatus,
    SetTarget,
)
from planlens.project.ledger import nodes_of
from planlens.project.project import Edit, Project
from planlens.views.ledger.differences import Happening, between
from planlens.views.ledger.statistics import By, statistics
from planlens.views.ledger.tables import differences_table, statistics_table
from planlens.views.overview import overview_on

TEXT = """云山市2026年工作要点
一、重点任务
（一）信息网络
年内建成基站3000个，2026年6月底前完成。（牵头单位：市通信管理局；配合单位：市财政局）
加快光网进村入户，2026年底前完成。（牵头单位：市通信管理局）
（二）政务服务
推动事项一网通办，2026年底前完成。（责任单位：市政务服务局）
"""
FIRST, LAST = date(2026, 6, 20), date(2026, 7, 5)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path, TEXT) as opened:
        yield opened


def do(project: Project, day: str, *edits: Edit) -> None:
    project.clock = lambda: f"{day}T10:00:00+08:00"
    for edit in edits:
        project.apply(edit)


def shown(project: Project) -> list[str]:
    return [
        f"{it.kind.label} {it.text[:6]}：{it.old} → {it.new} {it.why}".rstrip()
        for it in between(project, FIRST, LAST).all
    ]


def test_each_change_with_old_and_new(project: Project) -> None:
    base, net, hall = key(project, "年内建成"), key(project, "加快光网"), key(project, "推动事项")
    do(project, "2026-06-01", SetProgress((base,), 60), AddNode((net,), Node("2026-06", "完成选址")))
    do(project, "2026-06-25", MarkNodes((nodes_of(project.state, net)[0].id,), "2026-06-24"))
    do(project, "2026-06-26", SetStatus((hall,), Status.DONE), SetStatus((net,), Status.IN_PROGRESS))
    do(project, "2026-06-27", Assign((net,), "市财政局", UnitRole.SUPPORT), SetProgress((base,), 80))
    do(project, "2026-06-28", MoveLimit((hall,), "2027-03", "系统升级", "张副市长"))
    do(project, "2026-06-29", AddNote(base, "已建成2400个", "选址难", date="2026-06-28"))
    do(project, "2026-06-30", AddTask(project.state.get(base, type(project.state.tasks()[0])).owner, "新增机房。"))
    assert shown(project) == [
        "新增任务 新增机房。： → 新增机房。",
        "新亮红灯 年内建成基站：黄灯 → 红灯 已超期5天",
        "进度变动 年内建成基站：60% → 80%",
        "新增进展 年内建成基站： → 2026-06-28 已建成2400个；存在问题：选址难 张三",
        "新启动 加快光网进村：未启动 → 进行中",
        "节点完成 加快光网进村：2026年6月 完成选址 → 2026年6月24日完成",
        "单位调整 加快光网进村：牵头：市通信管理局 → 牵头：市通信管理局；配合：市财政局",
        "新完成 推动事项一网：未启动 → 已完成",
        "时限调整 推动事项一网：2026年 → 2027年3月 系统升级，张副市长批准",
    ]


def test_falling_behind_and_red_no_longer(project: Project) -> None:
    base, net = key(project, "年内建成"), key(project, "加快光网")
    do(project, "2026-06-10", MoveLimit((base,), "2026-06-01", "提前"), SetProgress((net,), 45))
    do(project, "2026-07-01", MoveLimit((base,), "2026-12", "延期"))
    assert [text for text in shown(project) if "红灯" in text] == ["红灯解除 年内建成基站：红灯 → 黄灯"]
    do(project, "2026-07-02", SetProgress((net,), 20))
    assert "新落后 加快光网进村：达进度 → 欠进度 计划50.96%，实际20%" in shown(project)


def test_targets_and_gone_tasks(project: Project) -> None:
    target = next(row.id for row in project.state if row.table == "targets")
    do(project, "2026-06-21", SetTarget(target, "value", "3500"), SetActual(target, 2026, 2400))
    do(project, "2026-06-22", Delete((key(project, "推动事项"),)))
    found = shown(project)
    assert "删除任务 推动事项一网：推动事项一网通办，2026年底前完成。 →" in [text.split(" （")[0] for text in found]
    assert [text for text in found if text.startswith("目标数值")][-1].endswith("： → 2400个 2026年实际值")


def test_the_same_day_and_turned_days(project: Project) -> None:
    do(project, "2026-06-25", SetStatus((key(project, "加快光网"),), Status.DONE))
    assert between(project, LAST, LAST).all == ()
    assert between(project, LAST, FIRST) == between(project, FIRST, LAST)
    table = differences_table(between(project, FIRST, LAST))
    assert table.title == "2026年6月20日至2026年7月5日变化情况"
    assert table.notes[0].startswith("注：新完成1项")
    nothing = differences_table(between(project, LAST, LAST))
    assert (nothing.notes, nothing.rows) == (("注：没有变化。",), ())


def groups(project: Project, by: By) -> dict[str, tuple[int, int, int]]:
    """By group: tasks, done, overdue."""
    found = statistics(overview_on(project, LAST), by)
    return {item.name: (item.tasks, item.done, item.overdue) for item in (*found.groups, found.whole)}


def test_statistics(project: Project) -> None:
    base, net, hall = key(project, "年内建成"), key(project, "加快光网"), key(project, "推动事项")
    do(project, "2026-06-01", AddPerson((base, net), Person("李副市长", PersonKind.LEADER)))
    do(project, "2026-06-25", SetStatus((hall,), Status.DONE))
    whole = {"合计": (3, 1, 1)}
    expected = {
        By.LEAD: {"市通信管理局": (2, 0, 1), "市政务服务局": (1, 1, 0)},
        By.SUPPORT: {"市财政局": (1, 0, 1), "（未明确）": (2, 1, 0)},
        By.LEADER: {"李副市长": (2, 0, 1), "（未明确）": (1, 1, 0)},
        By.CHAPTER: {"一、重点任务": (3, 1, 1)},
        By.DOCUMENT: {"云山市2026年工作要点": (3, 1, 1)},
        By.STATUS: {"未启动": (2, 0, 1), "已完成": (1, 1, 0)},
        By.PACE: {"已完成": (1, 1, 0), "欠进度": (2, 0, 1)},
        By.LIGHT: {"红灯": (1, 0, 1), "黄灯": (1, 0, 0), "绿灯": (1, 1, 0)},
    }
    assert {by: groups(project, by) for by in expected} == {by: found | whole for by, found in expected.items()}


def test_statistics_beside_those_of_an_earlier_day(project: Project) -> None:
    do(project, "2026-06-25", SetStatus((key(project, "推动事项"),), Status.DONE))
    found = statistics(overview_on(project, LAST), By.LEAD, before=overview_on(project, FIRST))
    table = statistics_table(found, project.state, LAST.isoformat())
    rows = [[cell[0].text for cell in row.cells] for row in table.rows]
    heads = [column.title for column in table.columns]
    assert heads == ["牵头单位", "任务", "已完成", "办结率", "完成率", "欠进度", "红灯", "黄灯", "逾期"]
    assert rows[1] == ["市政务服务局", "1", "1（+1）", "100.0%", "100.0%", "0（-1）", "0", "0（-1）", "0"]
    assert rows[-1][:3] == ["合计", "3", "1（+1）"]


def test_every_kind_of_change_has_its_words() -> None:
    assert len({kind.label for kind in Happening}) == len(Happening)
