"""Rows of unit tables as tasks."""

import pytest

from tests.analysis.pictures import document_of, plan_of, table, tasks, tree

ROWS = [
    "序号|任务|牵头单位|配合单位|完成时限",
    "1|建设公共服务平台，完善服务功能|市科技局|市财政局、市教育局|2025年6月底前",
    "2|引进青年人才和创新团队|市教育局|市科技局|2026年底前",
    "3|培育科技服务机构|市科技局|市商务局|长期坚持",
]
FOUND = [
    "建设公共服务平台，完善服务功能 〔牵头 市科技局；配合 市财政局、市教育局〕 〔2025-06〕",
    "引进青年人才和创新团队 〔牵头 市教育局；配合 市科技局〕 〔2026〕",
    "培育科技服务机构 〔牵头 市科技局；配合 市商务局〕 〔ongoing〕",
]
BEFORE = ["云山市科技创新行动方案", "一、主要任务", "附件1", "云山市科技创新重点任务分工表"]


def test_a_table_of_a_word_file():
    assert tasks(table(BEFORE, ROWS)) == FOUND


def test_a_table_whose_cells_are_parted_by_tabs():
    assert tasks(document_of("\n".join([*BEFORE, *(row.replace("|", "\t") for row in ROWS)]))) == FOUND


def test_a_table_whose_cells_are_parted_by_bars():
    assert tasks("\n".join([*BEFORE, *(f"| {row.replace('|', ' | ')} |" for row in ROWS)])) == FOUND


def test_merged_cells_above_the_tasks():
    rows = [
        "序号|行动|任务|责任单位",
        "1|创新行动|建设公共服务平台|市科技局",
        "2|^|引进青年人才|市教育局",
        "3|服务行动|培育服务机构|市财政局",
    ]
    assert tasks(table(BEFORE, rows)) == [
        "建设公共服务平台 〔责任 市科技局〕",
        "引进青年人才 〔责任 市教育局〕",
        "培育服务机构 〔责任 市财政局〕",
    ]


def test_a_unit_merged_over_several_rows_is_responsible_for_each():
    rows = ["序号|任务|责任单位", "1|建设公共服务平台|市科技局", "2|引进青年人才|^", "3|培育服务机构|市财政局"]
    assert tasks(table(BEFORE, rows)) == [
        "建设公共服务平台 〔责任 市科技局〕",
        "引进青年人才 〔责任 市科技局〕",
        "培育服务机构 〔责任 市财政局〕",
    ]


@pytest.mark.parametrize(
    ("head", "units"),
    [
        ("牵头单位", "牵头 市科技局"),
        ("责任单位", "责任 市科技局"),
        ("责任部门", "责任 市科技局"),
        ("主办单位", "牵头 市科技局"),
    ],
)
def test_the_head_of_the_column_says_the_part(head, units):
    rows = [f"序号|重点任务|{head}", "1|建设公共服务平台|市科技局", "2|引进青年人才|市科技局"]
    assert tasks(table(BEFORE, rows))[0] == f"建设公共服务平台 〔{units}〕"


def test_a_row_that_adds_up_is_no_task():
    rows = [*ROWS[:2], "合计|<|市科技局|<|<"]
    assert len(tasks(table(BEFORE, rows))) == 1


def test_tasks_of_a_table_stand_between_those_of_the_text():
    before = ["一、主要任务", "建设产业园区，完善配套设施。", "表1 云山市重点任务分工表"]
    after = ["引进龙头企业，延伸产业链条。"]
    found = tasks(table(before, ROWS, after))
    assert found == ["建设产业园区，完善配套设施。", *FOUND, "引进龙头企业，延伸产业链条。"]


def test_a_task_of_a_table_is_its_cell():
    plan = plan_of(table(BEFORE, ROWS))
    assert [task.span.of(plan.document.text) for task in plan.tasks] == [line.split(" 〔")[0] for line in FOUND]


def test_the_projects_of_a_section_of_tasks_are_tasks_without_units():
    rows = [
        "项目名称|建设内容|投资（亿元）",
        "云山古镇保护利用|立面整治、消防改造|6.8",
        "石屏康养度假区|酒店、营地|15.0",
    ]
    plan = plan_of(table(["一、主要任务", "（一）打造旅游产品", "专栏1 旅游重点项目"], rows))
    assert len(plan.tasks) == 2
    assert all(task.assignments == () for task in plan.tasks)


def test_an_indicator_table_holds_no_tasks():
    rows = ["序号|指标|单位|2022年|2027年|属性", "1|森林覆盖率|%|40|42|约束性", "2|旅游收入|亿元|28|56|预期性"]
    assert tasks(table(["一、主要任务"], rows)) == []


def test_the_caption_of_a_table_is_no_task():
    rows = ["序号|任务|牵头单位", "1|建设公共服务平台|市科技局", "2|引进青年人才|市教育局"]
    before = ["一、主要任务", "建设产业园区，完善配套设施。", "云山市重点任务分工表"]
    assert tasks(table(before, rows)) == [
        "建设产业园区，完善配套设施。",
        "建设公共服务平台 〔牵头 市科技局〕",
        "引进青年人才 〔牵头 市教育局〕",
    ]


HEAD = ["序号", "工作事项", "主要内容", "牵头单位", "配合单位"]
FIRST = ["1", "搭建平台", "建设公共服务平台。", "市科技局", "市财政局、市教育局"]
SECOND = ["2", "引进人才", "引进青年人才和团队。", "市教育局", "/"]


def test_a_table_laid_out_one_cell_a_line():
    assert tasks(
        "\n".join(["一、重点任务", *HEAD, *FIRST, *SECOND, "二、保障措施", "成立领导小组，统筹推进工作。"])
    ) == [
        "建设公共服务平台。 〔牵头 市科技局；配合 市财政局、市教育局〕",
        "引进青年人才和团队。 〔牵头 市教育局〕",
        "成立领导小组，统筹推进工作。",
    ]


def test_two_contents_under_one_number_of_such_a_table():
    more = ["完善平台的服务功能。", "市数据局", "市科技局"]
    assert tasks("\n".join(["一、重点任务", *HEAD, *FIRST, *more, *SECOND])) == [
        "建设公共服务平台。 〔牵头 市科技局；配合 市财政局、市教育局〕",
        "完善平台的服务功能。 〔牵头 市数据局；配合 市科技局〕",
        "引进青年人才和团队。 〔牵头 市教育局〕",
    ]


WORK = """\
序号|大项|细分项|推进路径和抓手|何时办结|承办科组|协办科组|经手人
1|完善治理|1—1|会议制度|制定会议办法，编制清单。|2032年3月底前|党政办||周一鸣
1—2|值班制度|修订值班办法。公布名单。|2032年7月底前|党政办 总务科|各科室各年级组|林晓
2|建设园区|2—1|网络改造|更新老旧交换机|全年|信息科|各科室|何安
2—2|平台应用|上线资源平台|每月|信息科|各科室|林晓"""
WORK_TREE = """\
1 完善治理 [task]
  1—1 会议制度 [task]
    - 制定会议办法，编制清单。 〔责任 党政办〕 〔2032-03〕
  1—2 值班制度 [task]
    - 修订值班办法。 〔责任 党政办、总务科；配合 各科室、各年级组〕 〔2032-07〕
    - 公布名单。 〔责任 党政办、总务科；配合 各科室、各年级组〕 〔2032-07〕
2 建设园区 [task]
  2—1 网络改造 [task]
    - 更新老旧交换机 〔责任 信息科；配合 各科室〕 〔2032〕
  2—2 平台应用 [task]
    - 上线资源平台 〔责任 信息科；配合 各科室〕"""


@pytest.mark.parametrize("border", ["\t", " | ", "|"])
def test_a_text_that_lost_its_merged_cells(border):
    text = "云山中学2032年重点工作清单\n" + WORK.replace("|", border)
    assert tree(text) == WORK_TREE


def test_cells_parted_by_gaps():
    text = "云山中学2032年重点工作清单\n" + WORK.replace("||", "|").replace(" ", "、").replace("|", "  ")
    assert tree(text) == WORK_TREE


def test_a_line_break_within_a_cell():
    text = "云山中学2032年重点工作清单\n" + WORK.replace("会议办法，", "会议办法，\n").replace("|", "\t")
    assert tree(text) == WORK_TREE


def test_blank_cells_instead_of_merged_ones():
    rows = ["序号|项目|子项|怎么干|啥时候|责任科室", "1|治理|会议|制定会议办法，编制清单。|3月底前|党政办"]
    rows += ["||值班|修订值班办法，公布名单。|7月底前|总务科", "2|园区|网络|更新老旧交换机，改造机房。|全年|信息科"]
    assert tree(table(["云山中学2032年工作清单"], rows)) == (
        """\
1 治理 [task]
  会议 [task]
    - 制定会议办法，编制清单。 〔责任 党政办〕 〔2032-03〕
  值班 [task]
    - 修订值班办法，公布名单。 〔责任 总务科〕 〔2032-07〕
2 园区 [task]
  网络 [task]
    - 更新老旧交换机，改造机房。 〔责任 信息科〕 〔2032〕"""
    )


def test_times_over_what_has_been_done_make_no_matrix():
    rows = [
        "序号|任务|责任单位|一季度|二季度",
        "1|建设园区平台|市工信局|已完成选址|正在招标",
        "2|新建学校3所|市教育局|已立项|已开工",
    ]
    assert tasks(table(["云山市2032年台账"], rows)) == [
        "建设园区平台 〔责任 市工信局〕", "新建学校3所 〔责任 市教育局〕"
    ]  # fmt: skip


def test_a_form_of_labels_and_values_holds_no_task():
    rows = ["项目名称|智慧水务项目", "建设地点|云山市", "联系电话|1390000", "建设内容|更新机房2个，铺设管网3公里"]
    assert tasks(table(["一、重点任务"], rows)) == []


def test_persons_are_no_units():
    rows = ["序号|任务|责任|配合", "1|建设园区平台|市工信局|周一鸣", "2|新建学校3所|市教育局|林晓"]
    assert tasks(table([], rows)) == ["建设园区平台 〔责任 市工信局〕", "新建学校3所 〔责任 市教育局〕"]
