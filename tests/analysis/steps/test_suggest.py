"""Suggested units."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.analysis.steps import suggest
from planlens.model import Assignment, Evidence, Origin, UnitRole
from tests.analysis.plan_builder import build


def first(title: str, task: str, heading: str = "重点任务") -> str:
    """Return the name of the best suggestion for a task of a plan with this title."""
    plan = suggest.run(build(title, (heading, [task])))
    return plan.tasks[0].assignments[0].name


@pytest.mark.parametrize(
    ("title", "task", "unit"),
    [
        ("广州市天河区工作要点", "新建公办幼儿园12所。", "区教育局"),
        ("浙江省工作要点", "推进高标准农田建设，保障粮食生产。", "省农业农村厅"),
        ("云山县工作要点", "打通农村公路断头路。", "县交通运输局"),
        ("国务院工作安排", "完善分级诊疗，推动公立医院改革。", "国家卫生健康委"),
        ("云山市工作要点", "开展危险化学品安全隐患排查。", "市应急局"),
        ("内蒙古自治区工作要点", "推进国土绿化和草原保护。", "自治区林业局"),
    ],
)
def test_the_office_whose_duty_it_is_leads_at_the_level_of_the_plan(title, task, unit):
    assert first(title, task) == unit


def test_the_first_leads_and_the_others_support():
    plan = suggest.run(build("云山市工作要点", ("人才", ["引进高层次人才，开展职业技能培训，促进高校毕业生就业。"])))
    roles = [unit.role for unit in plan.tasks[0].assignments]
    assert roles[0] is UnitRole.LEAD
    assert set(roles[1:]) <= {UnitRole.SUPPORT}


def test_the_section_title_helps_a_task_that_says_little():
    plain, titled = (
        suggest.run(build("云山市工作要点", (heading, ["优化布局，提升质量。"]))).tasks[0].assignments
        for heading in ("其他", "幼儿园和义务教育学校")
    )
    assert "市教育局" in {unit.name for unit in titled} - {unit.name for unit in plain}


def test_a_task_like_no_duty_gets_no_unit():
    plan = suggest.run(build("云山市工作要点", ("其他", ["切实抓好上述工作。"])))
    assert plan.tasks[0].assignments == ()


def test_a_document_that_names_a_unit_is_left_alone():
    stated = Assignment("市教育局", UnitRole.LEAD, Origin.STATED, 1.0, Evidence("note"))
    plan = build("云山市工作要点", ("教育", ["新建幼儿园。", "扩建小学。"]), assigned=(stated,))
    assert suggest.run(plan) is plan


def test_an_empty_plan_stays_empty():
    assert suggest.run(build(None)) == build(None)


@settings(deadline=None, max_examples=60)
@given(
    st.none() | st.text(max_size=12),
    st.lists(
        st.tuples(st.text(max_size=12), st.lists(st.text(alphabet="新建幼儿园公路污水整治。\n🙂a1", max_size=30))),
        max_size=3,
    ),
)
def test_only_suggestions_are_added_with_scores_above_zero_up_to_one(title, chapters):
    before = build(title, *chapters)
    after = suggest.run(before)
    assert replace(after, tasks=tuple(replace(task, assignments=()) for task in after.tasks)) == before
    for unit in (unit for task in after.tasks for unit in task.assignments):
        assert unit.origin is Origin.SUGGESTED
        assert 0 < unit.score <= 1
        assert unit.evidence == Evidence(suggest.RULE, unit.score)


MIXED = [
    "新建公办幼儿园12所。",
    "建设智能工厂和数字化车间。",
    "打通农村公路断头路。",
    "开展家庭医生签约服务。",
    "发展3D打印、增材制造等先进制造业。",
    "切实抓好上述工作。",
]


def test_a_list_of_unlike_tasks_gives_each_its_own_office():
    plan = suggest.run(build("云山区工作要点", ("民生实事", MIXED)))
    firsts = [task.assignments[0].name if task.assignments else "" for task in plan.tasks]
    assert firsts == ["区教育局", "区工业和信息化局", "区交通运输局", "区卫生健康局", "区工业和信息化局", ""]


def test_the_section_speaks_for_its_tasks_where_they_are_about_one_thing():
    tasks = ["新建公办幼儿园12所。", "扩建义务教育学校。", "优化布局，提升质量。"]
    plan = suggest.run(build("云山区工作要点", ("基本公共服务", tasks)))
    assert [[unit.name for unit in task.assignments][:1] for task in plan.tasks] == [["区教育局"]] * 3


@pytest.mark.parametrize("task", ["发展3D打印产业。", "加强无人机应用。", "推广三维打印技术。"])
def test_no_office_is_made_up_for_words_that_no_duty_has(task):
    plan = suggest.run(build("云山区工作要点", ("其他", [task])))
    assert not {unit.name for unit in plan.tasks[0].assignments} & {"区疾控局", "区委政法委"}


def test_where_two_offices_fit_alike_nothing_is_said(monkeypatch):
    monkeypatch.setattr(suggest, "MARGIN", 1.0)
    plan = suggest.run(build("云山区工作要点", ("其他", ["推进数据共享，完善智慧教育。"])))
    assert plan.tasks[0].assignments == ()
