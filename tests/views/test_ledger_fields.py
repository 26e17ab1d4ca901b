"""Fields of the ledger: people, nodes, pace, and those of a project's own, as every table and every typing has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import key, project_in

from planlens.exports import render
from planlens.exports.table import task_table
from planlens.model import FieldKind, Node, Person, PersonKind, PlanlensError
from planlens.project.edits import AddField, AddNode, AddPerson, MoveLimit, SetDeadline, SetProgress, SetSetting
from planlens.project.project import Project
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Use
from planlens.views.fields.ledger import fields_in
from planlens.views.fields.ledger_words import person_words, typed_nodes, typed_people
from planlens.views.fields.seen import InProject, view_of
from planlens.views.fields.tasks import TASKS
from planlens.views.frames import tasks_frame
from planlens.views.overview import Overview
from planlens.views.records.limits import LimitRecords, put_off
from planlens.views.records.nodes import NodeRecords
from planlens.views.tracking import plan_to_export, tracking_of

TODAY = date(2026, 6, 30)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def told(project: Project, task: str, field: str) -> str:
    overview = Overview(project.state, TODAY)
    row = project.state.item(task)
    return fields_in(project.state, TASKS)[field].words(InProject(view_of(overview), row))


def type_in(project: Project, task: str, field: str, text: str) -> str:
    """Type into a field and return what it says then."""
    edit = fields_in(project.state, TASKS)[field].edit
    assert edit is not None
    made = edit(Desk(project.state, TODAY), (task,), text)
    if made is not None:
        project.apply(made)
    return told(project, task, field)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三", "张三"),
        ("张三（科长，0871-1234567）、李四", "张三（科长，0871-1234567）|李四"),
        ("张三(13800000000)，李四（局长、党组书记）", "张三（13800000000）|李四（局长、党组书记）"),
        ("张三；李四\n王五", "张三|李四|王五"),
        ("", ""),
    ],
)
def test_people_are_typed_as_they_read(text: str, expected: str) -> None:
    assert "|".join(map(person_words, typed_people(PersonKind.CONTACT, text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年3月：完成选址", "2026-03 完成选址"),
        ("6月底完成选址；年底前全部建成", "2026-06 完成选址|2026 全部建成"),
        ("2026年3月20日前开工\n三季度：主体封顶", "2026-03-20 开工|2026-09 主体封顶"),
        ("3月：完成选址（2026年3月20日完成）", "2026-03 完成选址 2026-03-20"),
        ("每季度末：报送进展", "2026-06 报送进展|2026-09 报送进展|2026-12 报送进展"),
        ("每半年", "2026-06 按计划推进|2026-12 按计划推进"),
    ],
)
def test_nodes_are_typed_quickly(text: str, expected: str) -> None:
    found = [f"{node.due} {node.text} {node.done or ''}".rstrip() for node in typed_nodes(text, TODAY)]
    assert "|".join(found) == expected


def test_repeated_nodes_reach_to_the_task_s_limit() -> None:
    assert [node.due for node in typed_nodes("每季度末验收", TODAY, "2027-04")] == [
        *("2026-06", "2026-09", "2026-12", "2027-03"),
    ]


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("nodes", "完成选址", "无法识别的节点：完成选址"),
        ("nodes", "2月30日：开工", "无法识别的节点"),
        ("leader", "张三、（局长）", "无法识别的姓名：（局长）"),
        ("person", "张三、张三", "责任人中“张三”写了两次"),
    ],
)
def test_what_is_no_node_and_no_person(project: Project, field: str, text: str, message: str) -> None:
    with pytest.raises(PlanlensError) as caught:
        type_in(project, key(project, "新建5G"), field, text)
    assert message in caught.value.message


def test_typing_and_reading_go_together(project: Project) -> None:
    task = key(project, "新建5G")
    assert type_in(project, task, "leader", "李副市长") == "李副市长"
    assert type_in(project, task, "contact", "周七（13800000000）") == "周七（13800000000）"
    nodes = "2026年3月：完成选址（2026年3月20日完成）；2026年：全部建成"
    assert type_in(project, task, "nodes", nodes) == nodes
    assert (told(project, task, "planned"), told(project, task, "pace")) == ("50%", "达进度")
    project.apply(SetProgress((task,), 20))
    assert told(project, task, "pace") == "欠进度"
    assert Overview(project.state, TODAY)[task].reason == "进度20%，节点计划50%"
    project.apply(SetSetting("pace-band", 40))
    assert told(project, task, "pace") == "达进度"
    project.apply(MoveLimit((task,), "2027-06", "用地未批"))
    assert told(project, task, "extensions") == "1"
    assert type_in(project, task, "leader", "") == ""


def test_a_node_is_typed_as_reached_today(project: Project) -> None:
    task = key(project, "新建5G")
    typed = type_in(project, task, "nodes", "2026年3月：完成选址（已完成）；2026年：全部建成")
    assert typed == "2026年3月：完成选址（2026年6月30日完成）；2026年：全部建成"


def test_fields_of_the_project_s_own_are_in_every_table(project: Project) -> None:
    task = key(project, "新建5G")
    for title, kind in (("总投资", FieldKind.NUMBER), ("专班", FieldKind.CHOICE), ("开工日", FieldKind.DATE)):
        project.apply(AddField(title, kind, ("数字", "政务") if kind is FieldKind.CHOICE else ()))
    project.apply(AddPerson((task,), Person("李四", PersonKind.RESPONSIBLE)))
    project.apply(AddNode((task,), Node("2026", "全部建成")))
    assert type_in(project, task, "总投资", "1,200.5") == "1200.5"
    assert type_in(project, task, "专班", "政务") == "政务"
    assert type_in(project, task, "开工日", "3月20日") == "2026年3月20日"
    overview = Overview(project.state, TODAY)
    tracking, plan = tracking_of(overview), plan_to_export(project.state)
    table = task_table(plan, None, tracking)
    cells = dict(zip((column.title for column in table.columns), table.rows[0].cells, strict=True))
    shown = {title: "".join(line.text for line in cells[title]) for title in ("责任人", "节点计划", "总投资", "专班")}
    assert shown == {"责任人": "李四", "节点计划": "2026年：全部建成", "总投资": "1200.5", "专班": "政务"}
    assert tasks_frame(project, TODAY).iloc[0][["总投资", "专班", "person"]].tolist() == [1200.5, "政务", "李四"]
    told_json = json.loads(render(plan, "json"))["tasks"][0]
    assert told_json["people"][0]["name"] == "李四"
    assert told_json["nodes"][0]["due"] == "2026"
    assert told_json["extra"] == {"总投资": "1200.5", "专班": "政务", "开工日": "2026-03-20"}


def test_a_project_without_a_ledger_s_content_has_the_usual_columns(project: Project) -> None:
    assert fields_in(project.state, TASKS) is TASKS
    assert "leader" not in TASKS.usual[Use.LEDGER]


def form(**values: str) -> dict[str, str]:
    return {"new": "", "reason": "征地推迟", "approved": "", "day": "2026-06-30", **values}


def test_a_limit_is_put_off_to_a_later_day_only(project: Project) -> None:
    """The button says 延期: an earlier day is most likely a mistyped month, and is refused with a way out."""
    tasks = tuple(task.id for task in project.state.tasks()[:2])
    project.apply(SetDeadline(tasks, "2026-09"))
    desk, limits = Desk(project.state, TODAY), LimitRecords()
    with pytest.raises(PlanlensError, match=r"2026年5月早于原来的2026年9月，不是延期。.*直接修改“完成时限”"):
        limits.filled(desk, tasks, None, form(new="2026年5月底"))
    edit = limits.filled(desk, tasks[:1], None, form(new="2026年12月底"))
    assert edit is not None
    project.apply(edit)
    assert put_off(project.state, tasks[:1]) == "已延期1次"
    assert put_off(project.state, tasks) == "1项已延期"
    assert put_off(project.state, tasks[1:]) == ""
    assert limits.filled(desk, tasks, None, form(new="长期")) is not None


def test_many_nodes_typed_at_once_are_told_as_many(project: Project) -> None:
    tasks = tuple(task.id for task in project.state.tasks()[:2])
    edit = NodeRecords().added(Desk(project.state, TODAY), tasks, "9月底完成选址；12月底开工", "")
    assert edit is not None
    assert project.apply(edit).label.endswith("等2项添加4个节点")
