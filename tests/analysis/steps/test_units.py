"""Who is responsible for a task."""

from textwrap import dedent

import pytest

from planlens.model import Origin
from tests.analysis.pictures import plan_of, tasks, tree, units, work


def of(note: str) -> str:
    """Return the units of a task that this note closes."""
    plan = plan_of(work("（一）搭建平台", f"建设公共服务平台。{note}"))
    assert len(plan.tasks) == 1
    return units(plan.tasks[0].assignments)


def check(text: str, picture: str) -> None:
    assert tree(work(dedent(text).strip())) == dedent(picture).strip()


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("（责任单位：市科技局）", "责任 市科技局"),
        ("（市科技局）", "责任 市科技局"),
        ("（市科技局、市财政局）", "责任 市科技局、市财政局"),
        ("（责任单位：市科技局、财政局）", "责任 市科技局、市财政局"),
        ("（牵头单位：市科技局；配合单位：市财政局、市教育局）", "牵头 市科技局；配合 市财政局、市教育局"),
        ("（市科技局牵头，市财政局、市教育局配合）", "牵头 市科技局；配合 市财政局、市教育局"),
        ("（市科技局、市财政局按职责分工负责）", "责任 市科技局、市财政局"),
        ("（市发展改革委、财政局，各区人民政府）", "责任 市发展改革委、市财政局、各区人民政府"),
        ("（市科技局、市财政局等相关部门负责）", "责任 市科技局、市财政局"),
        ("（责任领导：分管副市长；责任单位：市科技局）", "责任 市科技局"),
        ("（责任单位：各镇（街道）、县农业农村局）", "责任 各镇（街道）、县农业农村局"),
        ("（责任单位：市有关部门）", "责任 市有关部门"),
        ("【责任单位：市科技局】", "责任 市科技局"),
        ("(责任单位:市科技局;配合单位:市财政局)", "责任 市科技局；配合 市财政局"),
        ("（市科技局具体实施）", "责任 市科技局"),
        ("（市财政局负责，各区政府配合）", "责任 市财政局；配合 各区政府"),
        ("（市财政局、各区、市政府负责）", "责任 市财政局、各区、市政府"),
        ("（区科技局、各街道办事处）", "责任 区科技局、各街道办事处"),
        ("（区商务局、各产业链牵头部门）", "责任 区商务局、各产业链牵头部门"),
        ("（区政府督查室）", "责任 区政府督查室"),
        ("（分管副市长，市科技局）", "责任 市科技局"),
        ("（基教处、教科院、各区市）", "责任 基教处、教科院、各区市"),
        ("（人事处）", "责任 人事处"),
        ("（牵头单位：市科技局；配合单位：市财政局（排在第一位的为牵头单位））", "牵头 市科技局；配合 市财政局"),
        ("（市科技局、市财政局；列第一位的为牵头单位，下同）", "牵头 市科技局；责任 市财政局"),
        ("（市科技局牵头，市财政局配合；列第一位的为牵头单位，下同）", "牵头 市科技局；配合 市财政局"),
        ("", ""),
    ],
)
def test_a_note_in_brackets(note, found):
    assert of(note) == found


def test_a_stated_unit_is_sure_and_knows_its_note():
    plan = plan_of(work("（一）搭建平台", "建设公共服务平台。（责任单位：市科技局）"))
    unit = plan.tasks[0].assignments[0]
    assert (unit.origin, unit.score) == (Origin.STATED, 1.0)
    assert unit.span is not None
    assert unit.span.of(plan.document.text) == "（责任单位：市科技局）"


def test_a_note_covers_the_sentences_since_the_note_before():
    check(
        "（一）搭建平台。建设公共服务平台。完善服务功能。（市科技局）培育服务机构。（市财政局）",
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。 〔责任 市科技局〕
            - 完善服务功能。 〔责任 市科技局〕
            - 培育服务机构。 〔责任 市财政局〕
        """,
    )


def test_a_note_covers_no_other_item():
    check(
        """
        （一）搭建平台。建设公共服务平台。
        （二）引进人才。引进青年人才。（市教育局）
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。
          （二） 引进人才 [task]
            - 引进青年人才。 〔责任 市教育局〕
        """,
    )


def test_a_line_of_its_own_covers_the_whole_item():
    check(
        """
        （一）搭建平台
        建设公共服务平台。
        培育服务机构。
        责任单位：市科技局
        （二）引进人才
        引进青年人才。
        （责任单位：市教育局）
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。 〔责任 市科技局〕
            - 培育服务机构。 〔责任 市科技局〕
          （二） 引进人才 [task]
            - 引进青年人才。 〔责任 市教育局〕
        """,
    )


def test_lines_for_leading_and_supporting_units_add_up():
    check(
        """
        （一）搭建平台
        建设公共服务平台。
        牵头单位：市科技局
        配合单位：市财政局、市教育局
        完成时限：2025年12月底前
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。 〔牵头 市科技局；配合 市财政局、市教育局〕 〔2025-12〕
        """,
    )


def test_a_note_that_closes_an_item_of_several_paragraphs_covers_them_all():
    check(
        """
        （一）搭建平台
        建设公共服务平台。
        培育服务机构。（市科技局）
        （二）引进人才
        引进青年人才。
        制定人才政策。（市教育局）
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。 〔责任 市科技局〕
            - 培育服务机构。 〔责任 市科技局〕
          （二） 引进人才 [task]
            - 引进青年人才。 〔责任 市教育局〕
            - 制定人才政策。 〔责任 市教育局〕
        """,
    )


def test_a_note_in_a_run_in_item_covers_the_parts_between_semicolons():
    assert tasks(work("（一）搭建平台。建设公共平台；培育服务机构；引进专家团队。（市科技局）")) == [
        "建设公共平台； 〔责任 市科技局〕",
        "培育服务机构； 〔责任 市科技局〕",
        "引进专家团队。 〔责任 市科技局〕",
    ]


def test_the_first_unit_leads_where_the_document_says_so():
    check(
        """
        以下各项任务中，列第一位的为牵头单位，下同。
        （一）搭建平台。建设公共服务平台。（市科技局、市财政局）
        （二）引进人才。引进青年人才。（市教育局）
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。 〔牵头 市科技局；责任 市财政局〕
          （二） 引进人才 [task]
            - 引进青年人才。 〔牵头 市教育局〕
        """,
    )


def test_units_that_a_sentence_names_win_over_the_note_that_closes_the_item():
    check(
        """
        （一）搭建平台。由市科技局牵头，会同市财政局建设公共平台。培育服务机构。（市教育局）
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 由市科技局牵头，会同市财政局建设公共平台。 〔牵头 市科技局；配合 市财政局〕
            - 培育服务机构。 〔责任 市教育局〕
        """,
    )


def test_a_unit_that_is_the_subject_is_not_responsible():
    assert tasks(work("（一）搭建平台。各行业协会要培育服务机构。")) == ["各行业协会要培育服务机构。"]


@pytest.mark.parametrize("others", ["其他", "其余"])
def test_all_but_the_first_unit_support_where_the_document_says_so(others):
    check(
        f"""
        以下任务中，列第一位的为牵头单位，{others}为配合单位。
        （一）搭建平台。建设公共服务平台。（市科技局、市财政局）
        （二）引进人才。引进青年人才。（市教育局、市科技局、市财政局）
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。 〔牵头 市科技局；配合 市财政局〕
          （二） 引进人才 [task]
            - 引进青年人才。 〔牵头 市教育局；配合 市科技局、市财政局〕
        """,
    )


def test_a_line_of_units_that_says_itself_that_the_first_one_leads():
    assert of("\n责任单位：市统计局、市科技局，各区政府（排在第一位的为牵头单位）") == (
        "牵头 市统计局；责任 市科技局、各区政府"
    )


def test_a_note_in_a_heading_covers_its_section():
    check(
        """
        （一）搭建平台（市科技局牵头，市财政局配合）
        建设公共服务平台。
        （二）引进人才（市教育局）
        引进青年人才。
        """,
        """
        一、 重点任务 [task]
          （一） 搭建平台 [task]
            - 建设公共服务平台。 〔牵头 市科技局；配合 市财政局〕
          （二） 引进人才 [task]
            - 引进青年人才。 〔责任 市教育局〕
        """,
    )


def test_a_unit_that_the_sentence_says_is_responsible():
    assert tasks(work("（一）搭建平台。由市科技局负责制定管理办法。")) == [
        "由市科技局负责制定管理办法。 〔责任 市科技局〕"
    ]


def test_lead_phrases_below_one_item_share_its_closing_note():
    text = work(
        "（一）推广新模式",
        "智能制造。鼓励企业改造生产线。",
        "网络协同。支持企业共享数据。（责任单位：市科技局）",
        "（二）培育服务机构",
        "引进专家团队。（责任单位：市财政局）",
    )
    assert [[a.name for a in task.assignments] for task in plan_of(text).tasks] == [
        ["市科技局"],
        ["市科技局"],
        ["市财政局"],
    ]


def test_blanks_of_the_file_part_units():
    plan = plan_of(work("（一）整治河道", "治理河道3条。（责任单位：市水利局 市财政局）"))
    assert [a.name for a in plan.tasks[0].assignments] == ["市水利局", "市财政局"]
