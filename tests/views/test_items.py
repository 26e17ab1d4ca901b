"""Items (条): which sentences are one row, and what that row says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import key, plan_of_text, project_in

from planlens.model import Light, PlanlensError, Status
from planlens.model.granularity import Granularity
from planlens.project import edits
from planlens.project.project import Project
from planlens.views.fields.seen import InProject, view_of
from planlens.views.items import as_shown, items_in, joined
from planlens.views.overview import Overview
from planlens.workflow import export_project

TODAY = date(2026, 7, 1)
TEXT = """云溪市2026年重点工作分工方案
一、教育
（一）建设学校
1.2026年底前新建学校3所，扩大学位供给。开展教师培训。（牵头单位：市教育局）
2.推进校园安全建设。（牵头单位：市公安局）
3.完善招生制度，优化学区划分。
（二）发展产业
推进园区建设。（牵头单位：市工信局；配合单位：市教育局）
完善扶持政策。（牵头单位：市财政局；配合单位：市工信局）
二、民生
改造农村公路100公里。
（一）养老
建设养老院5所。
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path, TEXT) as found:
        yield found


def rows(project: Project, by: Granularity | None = Granularity.ITEM) -> list[InProject]:
    return list(view_of(Overview(as_shown(project.state, by), TODAY)).tasks())


def test_sentences_of_one_number_or_one_section_are_an_item() -> None:
    plan = plan_of_text(TEXT)[0]
    texts = {task.id: task.text for task in plan.tasks}
    assert [[texts[key] for key in members] for members in items_in(plan).values()] == [
        ["1.2026年底前新建学校3所，扩大学位供给。", "开展教师培训。"],
        ["2.推进校园安全建设。"],
        ["3.完善招生制度，优化学区划分。"],
        ["推进园区建设。", "完善扶持政策。"],
        ["改造农村公路100公里。"],
        ["建设养老院5所。"],
    ]


def test_a_row_of_a_table_is_an_item() -> None:
    table = "云溪市重点任务表\n\n序号\t任务\t牵头单位\n1\t改善园区环境；建设标准厂房\t市工信局\n2\t建设医院\t市卫健委\n"
    plan = joined((found := plan_of_text(table)[0]), items_in(found))
    assert [task.text for task in plan.tasks] == ["改善园区环境；建设标准厂房", "建设医院"]


def test_the_plan_of_items_says_all_once() -> None:
    plan = joined((found := plan_of_text(TEXT)[0]), items_in(found))
    school, _, _, parks = plan.tasks[:4]
    assert school.span.of(plan.document.text).startswith("1.2026年底前新建学校3所")
    assert school.deadline is not None
    assert school.deadline.value == "2026"
    assert [(unit.name, unit.role.value) for unit in parks.assignments] == [
        ("市工信局", "lead"),
        ("市财政局", "lead"),
        ("市教育局", "support"),
    ]
    in_sentences = [key for task in found.tasks for key in task.targets]
    assert [key for task in plan.tasks for key in task.targets] == in_sentences


def test_an_item_of_a_project_is_rolled_up(project: Project) -> None:
    parks, policy = key(project, "推进园区"), key(project, "完善扶持")
    project.apply(edits.SetStatus((parks,), Status.DONE))
    project.apply(edits.AddNote(parks, "园区已建成", date="2026-06-30"))
    project.apply(edits.AddNote(policy, "园区已建成", date="2026-06-30"))
    project.apply(edits.SetDeadline((policy,), "2026-03"))
    item = rows(project)[3]
    assert (item.text, item.id, item.ordinal) == ("推进园区建设。完善扶持政策。", parks, 4)
    assert (item.status, item.percent, item.deadline, item.light) == (Status.IN_PROGRESS, 50, "2026-03", Light.RED)
    assert item.work is not None
    assert item.work.signal.reason == "已超期92天"
    assert item.team.lead == ["市工信局", "市财政局"]
    assert item.team.support == ["市教育局"]
    assert [note.done for note in item.notes] == ["园区已建成"]
    assert rows(project)[1].percent is None


def test_the_setting_of_a_document_decides(project: Project, tmp_path: Path) -> None:
    sentences = len(rows(project, None))
    project.apply(edits.SetSetting("granularity:d1", "item"))
    assert (sentences, len(rows(project, None))) == (8, 6)
    path = export_project(project, tmp_path / "表.csv", columns=["measure"], today=TODAY)
    assert path.read_text("utf-8-sig").splitlines()[4] == "推进园区建设。完善扶持政策。"
    fine = export_project(project, tmp_path / "句.csv", columns=["measure"], today=TODAY, by=Granularity.SENTENCE)
    assert len(fine.read_text("utf-8-sig").splitlines()) == 1 + 8
    project.undo()
    assert len(rows(project, None)) == 8
    with pytest.raises(PlanlensError, match="按句"):
        project.apply(edits.SetSetting("granularity:d1", "word"))


def test_what_a_user_adds_is_an_item_and_sub_tasks_belong_to_theirs(project: Project) -> None:
    parks, policy = key(project, "推进园区"), key(project, "完善扶持")
    project.apply(edits.AddTask(parks, "编制园区规划"))
    project.apply(edits.AddTask(project.state.item(parks).owner, "设立产业基金", policy))
    assert [row.text for row in rows(project)[3:5]] == ["推进园区建设。编制园区规划。完善扶持政策。", "设立产业基金"]
    project.apply(edits.SetStatus((key(project, "编制园区"),), Status.DONE))
    assert rows(project)[3].percent == 50  # the task above is as far as the one below it


def test_only_the_chosen_sentences_are_exported(project: Project, tmp_path: Path) -> None:
    policy = key(project, "完善扶持")
    path = export_project(project, tmp_path / "表.json", tasks={policy}, today=TODAY, by=Granularity.ITEM)
    assert [task["text"] for task in json.loads(path.read_text("utf-8"))["tasks"]] == ["完善扶持政策。"]
