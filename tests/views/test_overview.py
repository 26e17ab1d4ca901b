"""Where the work stands: pictures of the tree with completion, state and light, and the counts of tasks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import key, project_in

from planlens.model import PlanlensError, UnitRole
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.project import Project
from planlens.project.rows import UnitRow
from planlens.views.overview import WHOLE, Overview, Standing
from planlens.views.tallies import Tally, responsible, tallies

TODAY = date(2026, 7, 1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def shown(overview: Overview) -> list[str]:
    """Draw the tree with where everything stands."""
    lines = [f"全部 {_words(overview[WHOLE])}"]
    for depth, item in overview.state.walk():
        name = getattr(item, "title", "") or getattr(item, "text", "")
        lines.append(f"{'  ' * depth}{name[:6]} {_words(overview[item.id])}")
    return lines


def _words(found: Standing) -> str:
    return (
        f"{found.completion:.0f}% {found.status.label} {found.light.label}（{found.reason}）{found.done}/{found.tasks}"
    )


def test_tree(project: Project) -> None:
    hall, skills = key(project, "推动高频"), key(project, "开展全民")
    project.apply(edits.SetStatus((hall,), Status.DONE))
    project.apply(edits.SetStatus((skills,), Status.CANCELLED))
    project.apply(edits.SetDeadline((key(project, "推进千兆"),), "2026-06-30"))
    project.apply(edits.SetWeight((key(project, "推进千兆"),), 3))
    project.apply(edits.SetProgress((key(project, "推进千兆"),), 80))
    assert shown(Overview(project.state, TODAY)) == [
        "全部 57% 进行中 红灯（红灯1项、黄灯2项）1/4",
        "发展目标 0% 未启动 无灯（没有任务）0/0",
        "重点任务 68% 进行中 红灯（红灯1项、黄灯1项）1/3",
        "  建设信息网络 60% 进行中 红灯（红灯1项、黄灯1项）0/2",
        "    新建5G基站 0% 未启动 黄灯（进度0%，序时进度83%）0/1",
        "    推进千兆光网 80% 进行中 红灯（已超期1天）0/1",
        "  优化政务服务 100% 已完成 绿灯（没有预警）1/1",
        "    推动高频事项 100% 已完成 绿灯（已完成）1/1",
        "    开展全民数字 0% 已取消 无灯（已取消）0/0",
        "保障措施 0% 未启动 黄灯（黄灯1项）0/1",
        "  建立联席会议 0% 未启动 黄灯（进度0%，序时进度62%）0/1",  # without a deadline: until the end of 2027
    ]


def test_tasks_with_sub_tasks(project: Project) -> None:
    hall, skills = key(project, "推动高频"), key(project, "开展全民")
    project.apply(edits.Indent((skills,)))
    project.apply(edits.SetProgress((skills,), 30))
    project.apply(edits.SetDeadline((skills,), "2026-06"))
    lines = shown(Overview(project.state, TODAY))
    assert lines[7:9] == [
        "    推动高频事项 30% 进行中 红灯（下级任务红灯1项）0/2",
        "      开展全民数字 30% 进行中 红灯（已超期1天）0/1",
    ]
    project.apply(edits.SetStatus((hall,), Status.DONE))
    assert shown(Overview(project.state, TODAY))[7] == "    推动高频事项 100% 已完成 绿灯（已完成）1/2"


def test_settings_of_the_office(project: Project) -> None:
    net = key(project, "推进千兆")
    project.apply(edits.SetDeadline((net,), "2026-07-20"))
    project.apply(edits.SetProgress((net,), 75))
    overview = Overview(project.state, TODAY)
    assert overview[net].reason == "距完成时限19天；进度75%，序时进度98%"
    overview.update(project.apply(edits.SetSetting("lights", {"yellow_days": 7, "tolerance": 20})))
    assert overview[net].reason == "进度75%，序时进度98%"
    overview.update(project.apply(edits.SetSetting("start:d1", "2026-06-20")))
    assert overview[net].reason == "按期推进"
    overview.update(project.apply(edits.SetSetting("start:d1", None)))
    assert overview[net].reason == "进度75%，序时进度98%"


def test_end_of_the_plan_can_be_left_out_of_account(project: Project) -> None:
    task = key(project, "建立联席会议")
    overview = Overview(project.state, TODAY)
    assert overview[task].light == "yellow"
    overview.update(project.apply(edits.SetSetting("plan-end:d1", False)))
    assert (overview[task].light, overview[task].reason) == ("none", "没有完成时限")


def test_tallies(project: Project) -> None:
    hall, net, base = key(project, "推动高频"), key(project, "推进千兆"), key(project, "新建5G")
    project.apply(edits.SetStatus((hall,), Status.DONE))
    project.apply(edits.SetDeadline((hall, net), "2026-06-30"))
    counts = tallies(Overview(project.state, TODAY))
    assert (counts.whole.tasks, counts.whole.overdue) == (5, 1)
    assert counts.whole.statuses == {"not-started": 4, "done": 1}
    assert counts.whole.lights == {"green": 1, "yellow": 3, "red": 1}
    assert next(iter(counts.units)) == "市通信管理局"
    assert counts.units["市通信管理局"] == Tally(
        2,
        1,
        {Status.NOT_STARTED: 2},
        {"yellow": 1, "red": 1},
        {UnitRole.LEAD: 2},  # type: ignore[dict-item]
    )
    assert counts.units["市财政局"].roles == {"support": 1}
    assert counts.unassigned == (key(project, "建立联席"),)
    assert counts.overdue == (net,)
    assert counts.due == {"2026-06": (net,), "2026-12": (base,)}


def test_suggested_units_are_not_responsible_yet(tmp_path: Path) -> None:
    with project_in(tmp_path, "一、重点任务\n规范婚姻登记和殡葬服务。\n加强中小学校园安全管理。\n") as project:
        task, other = project.state.tasks()
        (first, *_), (second, *_) = (project.state.children(each.id, UnitRow) for each in (task, other))
        assert not responsible(project.state, task.id)
        project.apply(edits.Accept((first.id,)))
        project.apply(edits.Reject((second.id,)))
        assert [unit.name for unit in responsible(project.state, task.id)] == [first.name]
        assert not responsible(project.state, other.id)
        assert list(tallies(Overview(project.state, TODAY)).units) == [first.name]


def test_updates_are_the_same_as_reckoning_anew(project: Project) -> None:
    chance = random.Random(5)
    overview = Overview(project.state, TODAY)
    for step in range(120):
        keys = [item.id for _, item in project.state.walk()]
        one, two = chance.choice(keys), chance.choice(keys)
        edit = chance.choice(
            [
                edits.SetStatus((one,), chance.choice(list(Status))),
                edits.SetProgress((one,), chance.randrange(101)),
                edits.SetWeight((one,), chance.randrange(1, 4)),
                edits.Move((one,), two),
                edits.Indent((one,)),
                edits.AddTask(one, f"任务{step}"),
                edits.Delete((one,)) if step % 9 == 0 else edits.SetDeadline((one,), "2026-06"),
            ]
        )
        try:
            changes = project.apply(edit)
        except PlanlensError:
            continue
        before = {each: overview[each] for each in overview}
        told = overview.update(changes)
        if step % 5 == 0:
            told |= overview.update(project.undo())
            told |= overview.update(project.redo())
        fresh = Overview(project.state, TODAY)
        now = {each: fresh[each] for each in fresh}
        assert {each: overview[each] for each in overview} == now
        assert told >= {each for each in before.keys() | now.keys() if before.get(each) != now.get(each)}
