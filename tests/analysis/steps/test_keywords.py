"""Keywords of tasks and sections."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.analysis.steps import keywords
from tests.analysis.plan_builder import build

PLAN = build(
    "云山市工作要点",
    ("学前教育", ["新建公办幼儿园12所，新增幼儿园学位3000个。", "加强幼儿园保育员培训。", "规范幼儿园收费管理。"]),
    (
        "污水治理",
        ["全面推进雨污管网改造。", "新建雨污管网80公里。", "开展雨污管网排查，由市水务局牵头。", "整治黑臭水体6条。"],
    ),
)


def test_keywords_are_topics_not_officialese_numbers_or_offices():
    plan = keywords.run(PLAN)
    found = {word for item in (*plan.tasks, *plan.sections) for word in item.keywords}
    assert {"幼儿园", "黑臭水体"} <= found
    assert not found & {"推进", "加强", "全面", "3000", "12", "80", "新建", "市水务局", "水务局"}


def test_words_that_stand_together_are_one_term():
    assert any("雨污管网" in task.keywords for task in keywords.run(PLAN).tasks)


def test_a_section_has_the_words_of_its_own_tasks():
    school, water = keywords.run(PLAN).sections
    assert "幼儿园" in school.keywords
    assert "幼儿园" not in water.keywords


def test_no_more_than_five_and_eight():
    plan = keywords.run(PLAN)
    assert all(len(task.keywords) <= 5 for task in plan.tasks)
    assert all(len(section.keywords) <= 8 for section in plan.sections)


def test_an_empty_plan_stays_empty():
    assert keywords.run(build(None)) == build(None)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=12), st.lists(st.text(max_size=40), max_size=4)), max_size=4))
def test_nothing_but_keywords_changes(chapters):
    before = build("标题", *chapters)
    after = keywords.run(before)
    bare = replace(
        after,
        tasks=tuple(replace(task, keywords=()) for task in after.tasks),
        sections=tuple(replace(section, keywords=()) for section in after.sections),
    )
    assert bare == before
