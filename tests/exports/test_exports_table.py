"""What stands in the tables."""

from __future__ import annotations

import pytest
from exports_builder import PlanBuilder

from planlens.exports.table import (
    NO_TASKS_NOTE,
    SUGGESTED_NOTE,
    all_tables,
    target_table,
    task_table,
)
from planlens.model import Op, Plan, PlanlensError
from planlens.views.cells import Table
from planlens.views.fields.tasks import SUGGESTED_REMARK


def picture(table: Table) -> list[list[str]]:
    """The cells as text: lines joined by ``|``, suggested ones in square brackets."""
    return [
        ["|".join(f"[{line.text}]" if line.suggested else line.text for line in cell) for cell in row.cells]
        for row in table.rows
    ]


def units(builder: PlanBuilder, written: str) -> list[str]:
    """The cells for lead, support and remark of a task with these units."""
    builder.task("推进改革。", None, written)
    return picture(task_table(builder.build(), ["lead", "support", "remark"]))[0]


def test_usual_columns_are_those_offices_use() -> None:
    titles = [column.title for column in task_table(PlanBuilder().build()).columns]
    assert titles == [
        "序号",
        "重点任务",
        "具体举措",
        "目标指标",
        "牵头单位",
        "配合单位",
        "完成时限",
        "进展情况",
        "备注",
    ]


def test_a_whole_plan(plan: Plan) -> None:
    network = "二、重点任务|（一）建设信息网络"
    stations = "新建基站不低于3000个（2026年）"
    services = "二、重点任务|（二）优化政务服务"
    lead, support = "[市政务局（建议）]", "[市数据局（建议）]"
    assert picture(task_table(plan)) == [
        ["1", network, "新建基站3000个以上。", stations, "市通信局", "市财政局、市住建局", "2026年", "", ""],
        ["2", network, "推进千兆光网进村入户。", "", "责任单位：市通信局、市农业农村局", "", "2026年6月30日", "", ""],
        ["3", services, "推动高频事项一网通办。", "", lead, support, "长期坚持", "", SUGGESTED_REMARK],
        ["4", services, "开展全民数字素养提升行动。", "", "", "", "", "", ""],
    ]  # fmt: skip


def test_rows_know_their_task_and_section(plan: Plan) -> None:
    table = task_table(plan)
    assert [(row.key, row.group) for row in table.rows] == [("t1", "s3"), ("t2", "s3"), ("t3", "s4"), ("t4", "s4")]
    assert list(table.groups()) == [range(2), range(2, 4)]


def test_responsible_units_are_nobodys_lead(builder: PlanBuilder) -> None:
    assert units(builder, "责任:甲局 责任:乙局") == ["责任单位：甲局、乙局", "", ""]


def test_responsible_units_stand_beside_a_lead(builder: PlanBuilder) -> None:
    assert units(builder, "责任:乙局 牵头:甲局 配合:丙局") == ["甲局", "丙局|责任单位：乙局", ""]


def test_first_suggestion_leads_where_nobody_is_named(builder: PlanBuilder) -> None:
    assert units(builder, "建议配合:甲局 建议牵头:乙局 建议配合:丙局") == [
        "[乙局（建议）]",
        "[甲局（建议）、丙局（建议）]",
        SUGGESTED_REMARK,
    ]


def test_suggestions_never_replace_a_stated_lead(builder: PlanBuilder) -> None:
    assert units(builder, "牵头:甲局 建议牵头:乙局") == ["甲局", "[乙局（建议）]", SUGGESTED_REMARK]


def test_a_stated_unit_is_not_suggested_again(builder: PlanBuilder) -> None:
    assert units(builder, "牵头:甲局 牵头:甲局 建议配合:甲局") == ["甲局", "", ""]


def test_stated_support_with_a_suggested_lead(builder: PlanBuilder) -> None:
    assert units(builder, "配合:甲局 建议牵头:乙局") == ["[乙局（建议）]", "甲局", SUGGESTED_REMARK]


def test_note_explains_suggestions_only_where_there_are_some(plan: Plan, builder: PlanBuilder) -> None:
    builder.task("推进改革。")
    assert task_table(plan).notes == (SUGGESTED_NOTE,)
    assert task_table(plan, ["number", "measure"]).notes == ()
    assert task_table(builder.build()).notes == ()


def test_plan_without_tasks_says_so(builder: PlanBuilder) -> None:
    table = task_table(builder.build())
    assert (table.rows, table.notes) == ((), (NO_TASKS_NOTE,))


def test_task_before_the_first_heading_has_no_path(builder: PlanBuilder) -> None:
    builder.task("推进改革。")
    assert picture(task_table(builder.build(), ["path", "measure"])) == [["", "推进改革。"]]


def test_columns_in_the_wanted_order_and_once(plan: Plan) -> None:
    table = task_table(plan, ["measure", "number", "measure"])
    assert [column.key for column in table.columns] == ["measure", "number"]
    assert picture(table)[1] == ["推进千兆光网进村入户。", "2"]


@pytest.mark.parametrize(("columns", "says"), [(["mesure"], "没有这样的列：mesure"), ([], "没有选择任何列")])
def test_unknown_columns_are_named(plan: Plan, columns: list[str], says: str) -> None:
    with pytest.raises(PlanlensError, match=says) as caught:
        task_table(plan, columns)
    assert caught.value.code == "unknown-column"
    assert "measure（具体举措）" in caught.value.message


def test_targets_of_the_goals_have_a_table_of_their_own(plan: Plan) -> None:
    table = target_table(plan)
    assert table is not None
    assert table.title == "《青川市数字经济发展规划》目标指标表"
    assert picture(table) == [
        ["1", "数字经济核心产业增加值占比", "不低于12", "%", "2027年", "预期性", "一、发展目标"],
    ]


def test_no_second_table_without_goals(builder: PlanBuilder) -> None:
    builder.task("新建学校5所。", targets=(builder.target("新建学校", Op.EQUAL, "5", "所"),))
    assert [table.name for table in all_tables(builder.build())] == ["任务分解表"]


def test_text_is_cleaned(builder: PlanBuilder) -> None:
    builder.title = "规\x07划"
    builder.task("一\r\n二\x00\x1f\ufffe三\ud800")
    table = task_table(builder.build(), ["measure"])
    assert table.title == "《规划》任务分解表"
    assert table.rows[0].cells[0][0].text == "一\n二三"


def test_lines_without_visible_characters_are_left_out(builder: PlanBuilder) -> None:
    builder.task("\x00")
    assert task_table(builder.build(), ["measure"]).rows[0].cells == ((),)
