"""Tables that a text file lost the lines of."""

import pytest

from planlens.analysis.tables.loose import loose_tables


def read(lines: list[str]) -> list[list[str]]:
    """Return header and rows of the only table in these lines."""
    (found,) = loose_tables(lines)
    return [
        ["".join(lines[line][start:end] for line, start, end in cell or ()) for cell in row]
        for row in (found.header, *found.rows)
    ]


@pytest.mark.parametrize("gap", ["\t", "  ", " ", "　", " | "])
def test_a_row_a_line(gap):
    lines = ["序号|指标|单位|2027年", "1|产值|亿元|100", "2|产量|吨|20"]
    assert read([line.replace("|", gap) for line in lines]) == [line.split("|") for line in lines]


def test_cells_parted_by_tabs_need_no_known_heads_and_keep_blanks_inside():
    lines = ["号\t事\t谁", "1\t建设园区，完善配套。\t办公室 人事处", "2\t引进企业，延伸链条。\t规划处"]
    assert read(lines) == [line.split("\t") for line in lines]


def test_a_table_without_heads():
    lines = ["1\t建设园区，完善配套。\t市工信局\t年底", "2\t引进团队。\t市科技局\t9月底", "3\t培训。\t市人社局\t6月底"]
    assert read(lines) == [["", "", "", ""], *(line.split("\t") for line in lines)]


def test_a_title_between_rows_is_a_band():
    lines = ["序号\t任务\t单位", "1\t建设园区\t市工信局", "二、民生", "2\t新建学校\t市教育局", "正文到此。"]
    (found,) = loose_tables(lines)
    assert (found.end, found.bands) == (4, {1})


def test_empty_cells_between_bars():
    lines = ["| 序号 | 任务 | 单位 |", "|---|:--:|---|", "| 1 | 建设园区 |  |", "| 2 |  | 市局 |"]
    assert read(lines) == [["序号", "任务", "单位"], ["1", "建设园区", ""], ["2", "", "市局"]]


def test_a_cell_a_line():
    lines = ["序号", "指标", "单位", "2027年", "1", "产值", "亿元", "100", "2", "产量", "吨", "20"]
    assert read(lines) == [lines[:4], lines[4:8], lines[8:]]


def test_rows_of_unequal_length_begin_with_the_next_number():
    lines = ["序号", "类别", "指标", "2027年", "1", "产业", "产值", "100", "2", "产量", "20", "3", "用水", "30"]
    assert read(lines)[1:] == [["1", "产业", "产值", "100"], ["2", "产量", "20"], ["3", "用水", "30"]]


def test_the_table_ends_where_the_text_goes_on():
    lines = ["表1 主要指标", "序号 指标 2027年", "1 产值 100", "2 产量 20", "二、主要任务", "建设园区，完善配套。"]
    (found,) = loose_tables(lines)
    assert (found.caption, found.first, found.end) == (0, 1, 4)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["一、主要任务", "建设园区，完善配套。", "引进企业，延伸链条。"],
        ["1.建设园区", "2.引进企业", "3.培育人才"],
        ["序号", "一、主要任务"],
        ["主要指标", "建设园区，完善配套。"],
        ["第一节\t电影\t（402）", "正文从这里开始，没有表格。"],
        ["联系人：某某\t电话：123\t传真：456", "建设园区，完善配套。"],
    ],
)
def test_what_is_no_table(lines):
    assert loose_tables(lines) == []
