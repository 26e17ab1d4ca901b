"""The heads of columns in the words of many offices."""

import pytest

from planlens.analysis.tables.heads import is_header, kind_of, opens_table


@pytest.mark.parametrize(
    ("kind", "heads"),
    [
        ("number", "序号 序 编号 项次"),
        ("section", "一级任务 任务类别 类别 工作领域 所属板块 一级指标"),
        ("task", "工作任务 主要举措 目标任务 重点任务 具体措施 督办事项"),
        ("task", "工作内容 项目名称 建设内容及规模 工作要点 整改措施 二级任务 提案内容"),
        ("lead", "牵头单位 牵头部门 主责单位 主办单位 牵头处室 主要责任单位 第一责任单位 责任单位牵头 牵头"),
        ("support", "配合单位 协办单位 参与部门 会办单位 配合处室 责任单位配合单位 协同单位"),
        ("responsible", "责任单位 责任部门 责任主体 责任处室 承办单位"),
        ("responsible", "落实单位 实施主体 责任分工 主管部门 责任单位及责任人"),
        ("shared", "牵头单位及配合单位 牵头（配合）单位 主办单位、协办单位"),
        ("time", "完成时限 完成时间 时间节点 办结时限 整改期限 完成日期 进度安排 时限要求 时间 截止日期 年限"),
        ("target", "年度目标 目标值 工作目标 预期目标 目标指标 完成标准 指标名称 目标"),
        ("status", "状态 办理状态 是否完成 进度状态 亮灯情况 办结情况 红黄绿灯"),
        ("percent", "完成率 完成比例 进度（%） 进度 工作进度 完成进度 总体进度"),
        ("done", "进展情况 工作进展 完成情况 落实情况 推进情况 整改情况 截至6月底进展 形象进度 工作成效"),
        ("problems", "存在问题 存在的困难和问题 问题 需协调解决事项 未完成原因 堵点难点"),
        ("next", "下一步措施 下步打算 下一步工作计划 后续安排 下月计划"),
        ("other", "备注 责任领导 责任人 联系电话 总投资（万元）"),
        ("other", "任务来源 开工时间 实际完成时间 单位 年度计划形象进度 序时进度"),
        (None, "一号厅 2025年 姓 张三"),
    ],
)
def test_kinds(kind, heads):
    assert {head: kind_of(head) for head in heads.split()} == dict.fromkeys(heads.split(), kind)


def test_blanks_in_heads_do_not_matter():
    assert kind_of("完 成\n时 限") == "time"


@pytest.mark.parametrize(
    ("row", "header"),
    [
        ("序号|工作任务|责任单位|完成时限", True),
        ("任务|单位", True),
        ("序号|备注", False),  # says nothing
        ("填报单位：市财政局|填报时间：2025年6月", False),
        ("1|建设工作平台|重点项目办|年底", False),  # a row of the table
        ("姓名|电话|单位|住址", False),
        ("建设公共服务平台，完善服务功能|市科技局|市财政局|2025年6月", False),
    ],
)
def test_headers(row, header):
    assert is_header(row.split("|")) == header


def test_headers_further_down_need_more_than_the_words_of_tasks():
    assert opens_table(["序号", "重点任务", "牵头单位", "完成时限"])
    assert not opens_table(["创新行动", "建设工作平台", "重点项目"])
