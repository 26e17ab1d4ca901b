"""What an office's ledger holds beside the plan: people, nodes, fields of its own, decisions, periods, papers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from build_fixture import SECOND
from project_builder import key, plan_of_text, project_in

from planlens.model import FieldKind, LifeStage, LinkKind, Node, Person, PersonKind, PlanlensError, SlipKind, Status
from planlens.project import edits
from planlens.project.edits.papers import is_waived
from planlens.project.ledger import (
    closed_periods,
    extensions,
    limits_of,
    links_of,
    nodes_of,
    own_fields,
    people_of,
    people_of_units,
    slips_of,
    stages_of,
    values_of,
)
from planlens.project.project import Edit, Project
from planlens.project.rows import NoteRow, PeriodRow, PersonRow, TaskRow, ValueRow

Open = Callable[[], AbstractContextManager[Project]]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    return partial(project_in, tmp_path)


def refused(project: Project, edit: Edit) -> str:
    """The message of an edit that is refused, and changes nothing."""
    before = project.state.copy()
    with pytest.raises(PlanlensError) as error:
        project.apply(edit)
    assert project.state == before
    return error.value.message


def person(name: str, kind: PersonKind = PersonKind.RESPONSIBLE, **more: str) -> Person:
    return Person(name, kind, **more)


def people(project: Project, task: str, kind: PersonKind = PersonKind.RESPONSIBLE) -> list[str]:
    return [" ".join(filter(None, (row.name, row.post, row.telephone))) for row in people_of(project.state, task, kind)]


def test_people_of_tasks(opened: Open) -> None:
    with opened() as project:
        base, net = key(project, "新建5G"), key(project, "推进千兆")
        project.apply(edits.AddPerson((base,), person(" 李四 ", post="科长", telephone="0871-123")))
        project.apply(edits.AddPerson((base, net), person("李四")))  # who has him already keeps him as he is
        assert (people(project, base), people(project, net)) == (["李四 科长 0871-123"], ["李四"])
        assert "已有责任人“李四”，不用重复添加" in refused(project, edits.AddPerson((base,), person("李四")))
        changed = project.apply(edits.SetPeople((base,), PersonKind.RESPONSIBLE, (person("王五"), person("李四"))))
        assert changed.label == "设置“新建5G基站3000个以上…”的责任人"
        assert people(project, base) == ["王五", "李四 科长 0871-123"]
        twice = edits.SetPeople((base,), PersonKind.CONTACT, (person("赵六"), person("赵六")))
        assert "联系人中“赵六”写了两次" in refused(project, twice)
        wang = people_of(project.state, base, PersonKind.RESPONSIBLE)[0].id
        assert "不用重复添加" in refused(project, edits.EditPerson(wang, name="李四"))
        project.apply(edits.EditPerson(wang, kind=PersonKind.LEADER, post="副市长"))
        assert people(project, base, PersonKind.LEADER) == ["王五 副市长"]
        assert "姓名不能为空" in refused(project, edits.AddPerson((base,), person("  ")))


def test_people_of_units_follow_the_unit_s_name(opened: Open) -> None:
    with opened() as project:
        project.apply(edits.AddPerson((), person("周七", PersonKind.CONTACT, unit="市通信管理局", telephone="1391")))
        assert "请填写单位名称" in refused(project, edits.AddPerson((), person("周七")))
        project.apply(edits.RenameUnit("市通信管理局", "市数据局"))
        found = people_of_units(project.state)
        assert {unit: [row.name for row in rows] for unit, rows in found.items()} == {"市数据局": ["周七"]}


def test_nodes_stand_in_the_order_of_their_days(opened: Open) -> None:
    with opened() as project:
        base = key(project, "新建5G")
        for due, text in [("2026", "全部建成"), ("2026-03", "完成选址"), ("2026-06-15", "建成1500个")]:
            project.apply(edits.AddNode((base,), Node(due, text)))
        assert [row.text for row in nodes_of(project.state, base)] == ["完成选址", "建成1500个", "全部建成"]
        first = nodes_of(project.state, base)[0].id
        assert project.apply(edits.MarkNodes((first,), "2026-03-20", "提前")).label == "标记节点“完成选址”为已完成"
        assert (nodes_of(project.state, base)[0].done, nodes_of(project.state, base)[0].note) == ("2026-03-20", "提前")
        assert "无法识别的节点日期：下个月" in refused(project, edits.AddNode((base,), Node("下个月", "开工")))
        assert "已有节点“2026年3月 完成选址”" in refused(project, edits.AddNode((base,), Node("2026-03", "完成选址")))
        assert "无法识别的日期" in refused(project, edits.MarkNodes((first,), "2026-02-30"))


def test_fields_of_the_office_s_own(opened: Open) -> None:
    with opened() as project:
        base = key(project, "新建5G")
        project.apply(edits.AddField("总投资（万元）", FieldKind.NUMBER))
        project.apply(edits.AddField("专班", FieldKind.CHOICE, ("数字", "政务", "数字")))
        money, team = (row.id for row in own_fields(project.state))
        project.apply(edits.SetValue((base,), money, "1,200"))
        project.apply(edits.SetValue((base,), team, "政务"))
        assert values_of(project.state, base) == {money: "1200", team: "政务"}
        assert "应为数字，现在是“很多”" in refused(project, edits.SetValue((base,), money, "很多"))
        assert "可选：数字、政务" in refused(project, edits.SetValue((base,), team, "别的"))
        assert "已有名为“专班”的字段" in refused(project, edits.AddField("专 班"))
        assert "没有“政务”这一项" in refused(project, edits.EditField(team, choices=("数字",)))
        project.apply(edits.EditField(team, title="专项工作组", kind=FieldKind.TEXT, after=""))
        assert [row.title for row in own_fields(project.state)] == ["专项工作组", "总投资（万元）"]
        project.apply(edits.Delete((money,)))
        assert [row.value for row in project.state.all(ValueRow)] == ["政务"]
        project.undo()
        assert values_of(project.state, base) == {money: "1200", team: "政务"}


def test_a_limit_is_moved_by_a_decision_and_counted(opened: Open) -> None:
    with opened() as project:
        base = key(project, "新建5G")
        label = project.apply(edits.MoveLimit((base,), "2027-06", "用地未批", "张副市长", "2026-11-01")).label
        assert label == "调整“新建5G基站3000个以上…”的完成时限：2026年 → 2027年6月"
        project.apply(edits.MoveLimit((base,), "2027-03", "用地已批"))
        project.apply(edits.MoveLimit((base,), None, "改为长期"))
        assert [(row.day, row.old, row.new) for row in limits_of(project.state, base)] == [
            ("2020-01-05", "2027-06", "2027-03"),
            ("2020-01-05", "2027-03", None),
            ("2026-11-01", "2026", "2027-06"),
        ]
        assert extensions(project.state, base) == 2
        assert "理由" in refused(project, edits.MoveLimit((base,), "2028", " "))
        assert "与原来相同" in refused(project, edits.MoveLimit((base,), None, "再改"))
        project.apply(edits.SetDeadline((base,), "2026"))  # mends what was read wrong: no decision
        assert extensions(project.state, base) == 2


def test_the_steps_of_a_task_s_life_follow_each_other(opened: Open) -> None:
    with opened() as project:
        base = key(project, "新建5G")
        project.apply(edits.SetStage((base,), LifeStage.RECEIVED, "2026-02-10"))
        message = refused(project, edits.SetStage((base,), LifeStage.ASSIGNED, "2026-02-11"))
        assert "签收（2026-02-10）不能早于交办（2026-02-11）" in message
        project.apply(edits.SetStage((base,), LifeStage.ASSIGNED, "2026-02-09"))
        assert "还没有完成，不能销号" in refused(project, edits.SetStage((base,), LifeStage.CLOSED, "2026-12-01"))
        project.apply(edits.SetStatus((base,), Status.DONE))
        project.apply(edits.SetStage((base,), LifeStage.CLOSED, "2026-12-01"))
        project.apply(edits.SetStage((base,), LifeStage.RECEIVED, None))
        assert [stage.label for stage in stages_of(project.state, base)] == ["交办", "销号"]


MARCH = edits.ClosePeriod("2026年3月", "2026-03-01", "2026-03-31", "2026-03-25", "2026-03-27")


def test_what_was_reported_for_a_closed_period_stays(opened: Open) -> None:
    with opened() as project:
        base = key(project, "新建5G")
        project.apply(edits.SetProgress((base,), 20))
        project.apply(edits.AddNote(base, "完成选址", date="2026-03-20"))
        project.apply(MARCH)
        note = project.state.all(NoteRow)[0].id
        assert "在“2026年3月”封存以前填写，不能再改" in refused(project, edits.EditNote(note, done="未完成选址"))
        assert "封存以前填写" in refused(project, edits.Delete((note,)))
        assert "不能补填 2026-03-26 的进展" in refused(project, edits.AddNote(base, "补填", date="2026-03-26"))
        project.apply(edits.AddNote(base, "开工", date="2026-03-27"))
        project.apply(edits.SetProgress((base,), 30))
        (period,) = closed_periods(project.state)
        then = project.as_of_action(period.seq)
        assert (then.get(base, TaskRow).progress, len(then.all(NoteRow))) == (20, 1)
        project.apply(edits.Delete((base,)))  # what was reported is not lost with the task
        assert project.as_of_action(period.seq).get(base, TaskRow).progress == 20


def test_closed_periods_follow_each_other(opened: Open) -> None:
    with opened() as project:
        project.apply(MARCH)
        overlap = edits.ClosePeriod("2026年第1季度", "2026-01-01", "2026-03-31", "2026-03-31", "2026-04-02")
        assert "与已封存的“2026年3月”（2026-03-01 至 2026-03-31）重叠" in refused(project, overlap)
        early = edits.ClosePeriod("2026年2月", "2026-02-01", "2026-02-28", "2026-02-25", "2026-03-28")
        assert "不能再封存它以前的" in refused(project, early)
        turned = edits.ClosePeriod("2026年5月", "2026-05-31", "2026-05-01", "2026-05-25")
        assert "前后颠倒" in refused(project, turned)
        project.apply(edits.ClosePeriod("2026年4月", "2026-04-01", "2026-04-30", "2026-04-24", "2026-04-27"))
        march, april = (row.id for row in closed_periods(project.state))
        assert "请先解除“2026年4月”" in refused(project, edits.ReopenPeriod(march))
        assert "请先解除“2026年4月”" in refused(project, edits.Delete((march,)))
        project.apply(edits.ReopenPeriod(april))
        assert len(project.state.all(PeriodRow)) == 1


def test_slips_links_and_waived_findings(opened: Open) -> None:
    with opened() as project:
        project.apply(edits.AdoptDocument(*plan_of_text(SECOND, "要点.txt")))
        base, net, year = key(project, "新建5G"), key(project, "推进千兆"), key(project, "年内建成")
        project.apply(edits.MakeSlip((base, net), SlipKind.URGE, "云督〔2026〕3号", "2026-07-05", "2026-07-15"))
        again = edits.MakeSlip((net,), SlipKind.URGE, "云督〔2026〕3号")
        assert "已有编号为“云督〔2026〕3号”的催办单" in refused(project, again)
        assert [row.number for row in slips_of(project.state, net)] == ["云督〔2026〕3号"]
        project.apply(edits.LinkTasks(year, base))
        project.apply(edits.LinkTasks(year, base, LinkKind.SAME))
        assert [(row.to, row.kind) for row in links_of(project.state, year)] == [(base, "same")]
        assert "在同一份文件中" in refused(project, edits.LinkTasks(net, base))
        project.apply(edits.Delete((base,)))
        assert links_of(project.state, year) == []
        project.apply(edits.WaiveFinding("no-limit", (net, year)))
        assert not project.apply(edits.WaiveFinding("no-limit", (year, net)))
        assert is_waived(project.state, "no-limit", (year, net))
        project.apply(edits.UnwaiveFinding("no-limit", (net, year)))
        assert not is_waived(project.state, "no-limit", (year, net))


def test_merging_and_splitting_keep_what_belongs_to_tasks(opened: Open) -> None:
    with opened() as project:
        base, net = key(project, "新建5G"), key(project, "推进千兆")
        project.apply(edits.AddField("专班"))
        for task in (base, net):
            project.apply(edits.AddPerson((task,), person("李四")))
            project.apply(edits.AddNode((task,), Node("2026-06", f"{task}开工")))
        project.apply(edits.SetValue((net,), "f1", "数字"))
        project.apply(edits.SetDeadline((net,), "2026"))
        project.apply(edits.MoveLimit((net,), "2027", "调整"))
        project.apply(edits.Merge((base, net)))
        assert people(project, base) == ["李四"]
        assert [row.text for row in nodes_of(project.state, base)] == [f"{base}开工", f"{net}开工"]
        assert (values_of(project.state, base), extensions(project.state, base)) == ({"f1": "数字"}, 1)
        project.apply(edits.Split(base, 5))
        second = project.state.tasks()[1].id
        assert (people(project, second), values_of(project.state, second)) == (["李四"], {"f1": "数字"})
        assert nodes_of(project.state, second) == []
        assert len(project.state.all(PersonRow)) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reporting", {"every": "sometimes"}),
        ("reporting:d1", {"by": 40}),
        ("reporting", {"every": "week", "by": 8}),
        ("holidays", {"off": ["2026-02-30"]}),
        ("holidays", ["2026-01-01"]),
        ("pace-band", 60),
        ("stages", "yes"),
        ("granularity:d1", "chapter"),
    ],
)
def test_settings_of_the_ledger_are_checked(name: str, value: object, opened: Open) -> None:
    with opened() as project:
        assert refused(project, edits.SetSetting(name, value))
