"""Rows of indicator tables as targets, however the file wrote the table."""

import pytest

from tests.analysis.pictures import plan_of, table, targets

BEFORE = ["云山市发展规划", "一、发展目标", "表1 云山市发展主要指标"]
AFTER = ["二、主要任务", "建设产业园区，完善配套设施。"]
ROWS = [
    "序号|指标名称|单位|2022年|2025年|2027年|属性",
    "1|旅游综合收入|亿元|28.3|43|56|预期性",
    "2|森林覆盖率|%|38.4|40|≥42|约束性",
    "3|接待游客人次|万人次|412.6|560|700—750|预期性",
    "4|违建数量|处|6|0|0|约束性",
]
FOUND = [
    "旅游综合收入 = 56 亿元 2027 预期性",
    "森林覆盖率 >= 42 % 2027 约束性",
    "接待游客人次 = 700~750 万人次 2027 预期性",
    "违建数量 = 0 处 2027 约束性",
]


def test_a_table_of_a_word_file():
    assert targets(table(BEFORE, ROWS, AFTER)) == FOUND


@pytest.mark.parametrize("gap", ["\t", " ", "　", " | "])
def test_a_row_a_line(gap):
    assert targets("\n".join([*BEFORE, *(row.replace("|", gap) for row in ROWS), *AFTER])) == FOUND


def test_a_cell_a_line():
    cells = [cell for row in ROWS for cell in row.split("|")]
    assert targets("\n".join([*BEFORE, *cells, *AFTER])) == FOUND


def test_a_category_merged_over_several_rows():
    rows = [
        "类别|指标名称|单位|2022年|2027年|属性",
        "旅游|旅游综合收入|亿元|28.3|56|预期性",
        "^|接待游客人次|万人次|412.6|700|预期性",
        "生态|森林覆盖率|%|38.4|42|约束性",
    ]
    assert targets(table(BEFORE, rows, AFTER)) == [
        "旅游综合收入 = 56 亿元 2027 预期性",
        "接待游客人次 = 700 万人次 2027 预期性",
        "森林覆盖率 = 42 % 2027 约束性",
    ]


def test_base_and_interim_years_are_left_alone():
    rows = ["指标|2022年实际|2025年目标|2027年目标", "森林覆盖率（%）|38.4|40|42", "旅游收入（亿元）|28|43|56"]
    assert targets(table(BEFORE, rows, AFTER)) == ["森林覆盖率 = 42 % 2027", "旅游收入 = 56 亿元 2027"]


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("≥42", ">= 42 %"),
        ("＞42", ">= 42 %"),
        ("42以上", ">= 42 %"),
        ("≤42", "<= 42 %"),
        ("不低于42", ">= 42 %"),
        ("42以下", "<= 42 %"),
        ("42左右", "~ 42 %"),
        ("9—10", "= 9~10 %"),
        ("1,200", "= 1200 %"),
        ("４２", "= 42 %"),
    ],
)
def test_ways_of_writing_a_value(cell, figure):
    rows = ["指标|单位|2022年|2027年", f"森林覆盖率|%|38.4|{cell}", "旅游收入|亿元|28|56"]
    assert targets(table(BEFORE, rows, AFTER))[0] == f"森林覆盖率 {figure} 2027"


@pytest.mark.parametrize("cell", ["—", "-", "", "完成上级任务"])
def test_a_row_without_a_figure_gives_none(cell):
    rows = ["指标|单位|2022年|2027年", f"森林覆盖率|%|38.4|{cell}", "旅游收入|亿元|28|56"]
    assert targets(table(BEFORE, rows, AFTER)) == ["旅游收入 = 56 亿元 2027"]


def test_a_value_for_each_scope():
    rows = ["指标|单位|2022年|2027年", "绿地率|%|20|重点城市≥30，一般城市≥15", "旅游收入|亿元|28|56"]
    assert targets(table(BEFORE, rows, AFTER)) == [
        "重点城市绿地率 >= 30 % 2027",
        "一般城市绿地率 >= 15 % 2027",
        "旅游收入 = 56 亿元 2027",
    ]


def test_a_rate_of_growth_is_a_change():
    rows = ["指标|单位|2022年|2027年", "旅游收入年均增长率|%|8|10", "单位能耗下降率|%|3|13.5"]
    assert targets(table(BEFORE, rows, AFTER)) == ["旅游收入年均增长率 + 10 % 2027", "单位能耗下降率 - 13.5 % 2027"]


def test_a_target_of_a_table_lies_in_its_row_and_in_the_section_above():
    plan = plan_of(table(BEFORE, ROWS, AFTER))
    assert [target.section for target in plan.targets] == ["s1"] * 4
    assert [target.span.of(plan.document.text) for target in plan.targets] == ["56", "≥42", "700—750", "0"]


def test_a_table_that_is_about_something_else_gives_no_targets():
    rows = ["序号|园区名称|面积（平方公里）|位置", "1|云山园区|12.5|东部", "2|青岭园区|8.6|西部"]
    assert targets(table(BEFORE[:2], rows, AFTER)) == []


def test_a_header_cell_over_two_years():
    rows = ["指标|单位|规划目标|<", "^|^|2025年|2027年", "旅游收入|亿元|43|56"]
    assert targets(table(BEFORE, rows, AFTER)) == ["旅游收入 = 56 亿元 2027"]


def test_a_dash_instead_of_a_unit():
    rows = ["指标|单位|2022年|2027年", "能源利用效率|—|1.5|≤1.3", "旅游收入|亿元|28|56"]
    assert targets(table(BEFORE, rows, AFTER))[0] == "能源利用效率 <= 1.3 2027"


def test_a_table_behind_a_page_break():
    rows = (row.replace("|", " ") for row in ROWS)
    assert targets("\n".join([*BEFORE, "- 3 -", "云山市发展规划", *rows, *AFTER])) == FOUND


@pytest.mark.parametrize("gap", ["\t", "  ", " ", " | "])
def test_scopes_below_an_indicator_and_two_indicators_in_a_row(gap):
    rows = [
        "一级|二级|十六五期间|2040目标",
        "宜居|绿地覆盖率（%）|38|42",
        "医师持证率差异系数|城区|0.40|0.36",
        "乡村|0.35|0.30",
        "每千人床位数或机构使用率（张/%）|40/62.6|45/66.5",
        "人均支出（元）|132|只增不减",
    ]
    before = [*BEFORE[:2], "（一）核心指标"]
    assert targets("\n".join([*before, *(row.replace("|", gap) for row in rows), *AFTER])) == [
        "绿地覆盖率 = 42 % 2040",
        "城区医师持证率差异系数 = 0.36 2040",
        "乡村医师持证率差异系数 = 0.30 2040",
        "每千人床位数 = 45 张 2040",
        "机构使用率 = 66.5 % 2040",
    ]


@pytest.mark.parametrize("head", ["预期值", "目标值", "期末值", "规划值", "指标值"])
def test_heads_of_the_values_aimed_at(head):
    rows = [f"名称|单位|基期值|{head}|性质", "绿地率|%|38.4|42|约束性", "旅游收入|亿元|28|56|预期性"]
    before = [*BEFORE[:2], "云山市2027年发展主要指标"]
    assert targets(table(before, rows, AFTER))[0].startswith("绿地率 = 42 %")


def test_the_yearly_value_of_a_row_without_a_final_one():
    rows = ["指标|单位|2027年|年均[累计]|属性", "旅游收入|亿元|56|-|预期性", "产值增长|%|-|6左右|预期性"]
    rows += ["新增企业数|家|-|[五年累计达到30]|预期性", "空气质量|/|二级标准，部分指标优于1级|-|约束性"]
    assert targets(table(BEFORE, rows, AFTER)) == [
        "旅游收入 = 56 亿元 2027 预期性", "产值增长 ~ 6 % 2027 预期性", "新增企业数 = 30 家 2027 预期性"
    ]  # fmt: skip


FLAT = """\
云山市水利主要指标
序
指标 单位 属性 2027年目标
号
1 供水保证率 % 预期性 97左右
亿立
2 年供水能力 预期性 12左右
方米
3 管网漏损率2 % 约束性 <8
农村自来水普及率
4 % 预期性 96
（不含散居户）
单位产值生产
5 人/亿元 约束性 <0.01
事故死亡率"""


def test_a_table_whose_lines_a_page_has_flattened():
    text = "\n".join([*BEFORE[:2], "到2027年，成效明显，主要指标见下表。", FLAT, *AFTER])
    assert targets(text) == [
        "供水保证率 ~ 97 % 2027 预期性",
        "年供水能力 ~ 12 亿立方米 2027 预期性",
        "管网漏损率 <= 8 % 2027 约束性",
        "农村自来水普及率（不含散居户） = 96 % 2027 预期性",
        "单位产值生产事故死亡率 <= 0.01 人/亿元 2027 约束性",
    ]
    assert [section.title for section in plan_of(text).sections] == ["发展目标", "主要任务"]


def test_numbered_lines_of_prose_are_no_table():
    lines = ["主要指标 2027年目标", "1 建设供水工程", "完善配套管网", "2 改造老旧管道", "3 建设调蓄池"]
    assert targets("\n".join([*BEFORE[:2], *lines, *AFTER])) == []
