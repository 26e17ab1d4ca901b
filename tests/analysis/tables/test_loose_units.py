"""Unit tables that a plain text laid out one cell a line."""

import pytest

from planlens.analysis.tables.loose_units import unit_rows

HEAD = ["序号", "工作事项", "主要内容", "牵头单位", "配合单位"]
FIRST = ["1", "搭建平台", "建设公共服务平台。", "市科技局", "市财政局、市教育局"]
SECOND = ["2", "引进人才", "引进青年人才和团队。", "市教育局", "市科技局"]


def rows(*lines: str) -> list[list[str]]:
    """Return the rows of the table that begins at the first line; - for a cell that is not there."""
    found = unit_rows(lines, 0)
    assert found is not None
    return [["-" if place is None else lines[place] for place in row] for row in found[1]]


def test_a_row_begins_with_the_next_number():
    assert rows(*HEAD, *FIRST, *SECOND) == [FIRST, SECOND]


@pytest.mark.parametrize("sign", ["/", "—", "-", "无"])
def test_signs_for_an_empty_cell(sign):
    assert rows(*HEAD, *FIRST[:4], sign, *SECOND[:3], sign, SECOND[4]) == [
        [*FIRST[:4], "-"],
        [*SECOND[:3], "-", SECOND[4]],
    ]


def test_two_contents_under_one_number():
    more = ["完善平台的服务功能。", "市数据局", "市科技局"]
    assert rows(*HEAD, *FIRST, *more, *SECOND) == [FIRST, ["1", "-", *more], SECOND]


def test_a_column_of_time_limits():
    head = ["序号", "重点任务", "责任单位", "完成时限"]
    first, second = ["1", "建设公共服务平台", "市科技局", "2025年6月底前"], ["2", "引进人才", "市教育局", "长期坚持"]
    assert rows(*head, *first, *second) == [first, second]


@pytest.mark.parametrize("line", ["二、保障措施", "（二）培育企业", "附件2", "注：牵头单位列第一位。"])
def test_the_table_ends_where_the_text_goes_on(line):
    lines = [*HEAD, *FIRST, *SECOND, line, "成立领导小组，统筹推进。"]
    found = unit_rows(lines, 0)
    assert found is not None
    assert lines[found[2]] == line


@pytest.mark.parametrize(
    "lines",
    [
        ["一、主要任务", "建设园区，完善配套。"],
        HEAD,
        [*HEAD, *FIRST],
        ["序号", "指标", "单位", "2027年", "1", "产值", "亿元", "100", "2", "产量", "吨", "20"],
        ["序号", "牵头单位", "任务", "1", "市科技局", "建设平台", "2", "市教育局", "引进人才"],
        [*HEAD, "1", "搭建平台", "建设平台。", "2", "引进人才", "引进团队。"],
    ],
)
def test_what_is_no_such_table(lines):
    assert unit_rows(lines, 0) is None
