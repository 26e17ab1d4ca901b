"""Ledgers in the layouts that offices use, in every format that has tables: the same sections, tasks and progress."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_files import FILES
from sheet_builder import xlsx

from planlens.model import Plan, Status
from planlens.project.stated import stated
from planlens.readers import read_document
from tests.analysis.pictures import plan_of, tree

SUPERVISION = """
| 云屏市2025年重点工作督办台账 | < | < | < | < | < | < | < | < | < | < |
| 填报单位：市政府督查室 | < | < | < | < | < | < | 截至2025年6月30日 | < | < | < |
| 序号 | 工作任务 | 责任单位 | < | 完成时限 | 进展情况 | 存在问题 | 下一步措施 | 办理状态 | 完成率 | 备注 |
| ^ | ^ | 牵头单位 | 配合单位 | ^ | ^ | ^ | ^ | ^ | ^ | ^ |
| 一、工业经济（2项） | < | < | < | < | < | < | < | < | < | < |
| 1 | 建成智能装备产业园一期 | 市工业和信息化局 | 市发展改革委/市财政局 | 2025-06-30 | 主体已封顶/正在安装 | 土地指标不足 | 对接省自然资源厅 | 正常推进 | 65% | |
| 2 | 新增规上工业企业20家 | 市工业和信息化局 | 市统计局、各县（市、区） | 2025-12-31 | 已新增12家 | 无 | 继续培育 | 正常推进 | 60% | 重点 |
| 二、民生保障（1项） | < | < | < | < | < | < | < | < | < | < |
| 3 | 新改扩建公办幼儿园5所 | 市教育局 | 市住房城乡建设局 | 2025年8月底前 | 已开工4所 | | 加快建设 | 滞后 | 40% | 民生实事 |
| 合计 | < | < | < | < | < | < | < | < | 55% | |
"""  # noqa: E501 (a row is a line)

DIVISION = """
| 石屏县2025年重点任务分工方案 | < | < | < | < | < |
| 任务类别 | 序号 | 主要举措 | 牵头部门 | 责任部门 | 时间节点 |
| 创新驱动 | 1 | 建设县域创新服务中心 | 县科技局 | 县财政局、教育局 | 6月底前 |
| ^ | 2 | 引进科技特派员30名 | 县科技局 | 县委组织部 | 长期坚持 |
| 乡村振兴 | 3 | 改造农村厕所1500户 | 县农业农村局 | 各乡镇（街道） | 10月 |
| ^ | 4 | 新改建农村公路80公里 | 县交通运输局 | | 四季度 |
"""

PROJECTS = """
| 序号 | 项目名称 | 建设内容及规模 | 主责单位 | 责任处室 | 完成时间 | 目前进度 |
| 1 | 云屏水厂扩建工程 | 新建日处理3万吨净水设施及配套管网 | 市水务局 | 建管处 | 2025.10 | 80% |
| 2 | 石屏大道改造 | 改造道路5.2公里，更新雨污水管网 | 市城管局 | 设施处 | 2026年底 | 已完工 |
"""

RECTIFICATION = """
| 巡察反馈问题整改台账 | < | < | < | < | < | < | < | < |
| 序号 | 问题类别 | 存在问题 | 整改措施 | 责任单位 | 责任人 | 整改时限 | 整改情况 | 是否完成 |
| 1 | 基层党建 | 支部活动不规范 | 制定活动清单，按月开展主题党日 | 市直机关工委 | 某某 | 立行立改 | 已制定清单 | 是 |
| 2 | | 台账不健全 | 补齐近三年台账 | 市档案馆 | 某某 | 2025年3月 | 已补齐2年 | 否 |
"""

REPORT = """
| 附件1 | < | < | < | < | < | < | < |
| 云屏市政府工作报告目标任务分解表 | < | < | < | < | < | < | < |
| 一级任务 | 二级任务 | 年度目标 | 分管领导 | 责任单位 | 一季度进展 | 二季度进展 | 亮灯 |
| 一、经济发展 | 1.加快培育新质生产力 | 规上工业增加值增长8%以上 | 甲副市长 | 市工业和信息化局牵头，市科技局、市财政局配合 | 增长7.5% | 增长8.1% | 绿灯 |
| ^ | 2.扩大有效投资 | 固定资产投资增长6% | 乙副市长 | 市发展改革委 | 增长5% | 增长6.2% | 绿灯 |
| 二、生态环境 | 3.打好蓝天保卫战 | 空气质量优良天数比例达到85% | 丙副市长 | 市生态环境局 | 84% | 83% | 黄灯 |
"""  # noqa: E501 (same)

STACKED = """
| 云山区2025年主要指标和重点任务 | < | < | < | < |
| 序号 | 指标名称 | 单位 | 2025年目标 | 属性 |
| 1 | 地区生产总值 | 亿元 | 1200 | 预期性 |
| 2 | 森林覆盖率 | % | 43 | 约束性 |
| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |
| 1 | 建设区级数据中心 | 区数据局 | 区财政局 | 2025-09-30 |
| 2 | 推进老旧小区改造 | 区住建局 | 各街道 | 2025年底 |
"""

UNITLESS = """
| 市数据局2025年工作台账 | < | < | < |
| 工作任务 | 完成时限 | 工作进展 | 下步打算 |
| 印发数据资源目录 | 2025年3月 | 已印发 | 组织培训 |
| 建成公共数据平台 | 2025年9月 | 正在招标 | 6月底前开工 |
"""

CELLS = """
| 序号 | 任务内容 | 责任单位及责任人 | 完成期限 |
| 1 | 1.修编国土空间规划；/2.完成专项规划5项。 | 市自然资源局（某某）/市住建局/某某某 | 2025年12月底前 |
| 2 | 优化营商环境 | 市政务服务局、市市场监管局 | 2025-06-30 |
| ^ | ^ | 市商务局 | 2025-09-30 |
| 3 | 推进城市更新 | 牵头单位：市住建局/配合单位：市园林局、财政局 | 长期 |
"""

CHAPTERS = """
| 工作任务 | 责任科室 | 时限 | 是否完成 |
| 一、党的建设 | | | |
| 开展主题教育 | 机关党委 | 2025年6月 | 是 |
| 二、业务工作 | | | |
| （一）统计 | | | |
| 完成数据普查 | 统计科 | 2025年12月 | 否 |
| （二）调查 | | | |
| 开展入户调查 | 调查科/统计科 | 2025年10月 | |
"""

SUB_ITEMS = """
| 序号 | 工程名称 | 工程概述和总体要求 | 子工程名称 | < | 落实办法和措施 | 办完时间 | 主责科室 | 协助科室 | 联系人 |
| 1 | 完善园区治理 | 完善议事规则，规范各类会议。 | 1—1 | 会议制度 | 制定会议办法，开展检查4次。 | 2032年3月底前 | 党政办 | | 周一鸣 |
| ^ | ^ | ^ | 1—2 | 值班制度 | 修订值班办法。 | 2032年7月底前 | 总务科 | 各科室 | 林晓 |
| 2 | 建设智慧园区 | 推进数字应用，提升效能。 | 2—1 | 改造网络 | 更新交换机30台。 | 全年 | 信息科 | 总务科 | 何安 |
"""  # noqa: E501 (same)

OUTLINE = """
| 序号 | 工作任务 | 牵头单位 | 完成时限 |
| 1 | 数据要素流通 | | |
| 1.1 | 建设公共数据平台 | 市数据局 | 2032年6月 |
| 1.2 | 制定交易规则 | 市数据局 | 2032年9月 |
| 2 | 产业数字转型 | | |
| 2.1 | 推动企业上云 | 市工信局 | 2032年10月 |
| 3 | 开展年度评估 | 市统计局 | 2032年12月 |
"""

MATRIX = """
| 一级指标 | 二级指标 | 2032年 | 2033年 |
| 1.师资（10分） | 1-1 带头人（4分） | （1）培养/工作目标：/制定培养方案。/验收要点：/1.方案；/2.名册 | （1）培养/工作目标：/完善考核办法。/验收要点：/1.办法 |
| ^ | 1-2 团队（6分） | （1）机制/工作目标：/成立建设委员会。/验收要点：/1.文件 | （1）机制/工作目标：/健全管理制度。/验收要点：/1.制度 |
"""  # noqa: E501 (a row is a line)

MEASURES = """
| 序号 | 重点任务 | 具体举措 | 责任单位 | 完成时限 |
| 1 | 推进教育优质均衡发展 | 新建学校3所 | 市教育局 | 2032年8月 |
| 2 | 加快县域医疗服务能力提升 | 建成次中心5个 | 市卫生健康委 | 46357 |
"""

UNKNOWN_HEADS = """
| 号 | 咱们干啥 | 谁来干 | 谁帮忙 | 啥时干完 | 对口人 |
| 1 | 建设农贸市场，配套停车场。 | 市商务局 | 市城管局 | 2032年6月底前 | 周一鸣 |
| 2 | 改造供水管网，更换老旧水表。 | 市水务局 | 各镇（街道） | 2032年底 | 林晓 |
"""

PICTURES = {
    SUB_ITEMS: """\
1 完善园区治理 [task]
  1—1 会议制度 [task]
    - 制定会议办法，开展检查4次。 〔牵头 党政办〕 〔2032-03〕
    * 开展检查 = 4 次
  1—2 值班制度 [task]
    - 修订值班办法。 〔牵头 总务科；配合 各科室〕 〔2032-07〕
2 建设智慧园区 [task]
  2—1 改造网络 [task]
    - 更新交换机30台。 〔牵头 信息科；配合 总务科〕
    * 交换机 = 30 台""",
    OUTLINE: """\
- 开展年度评估 〔牵头 市统计局〕 〔2032-12〕
1 数据要素流通 [task]
  - 建设公共数据平台 〔牵头 市数据局〕 〔2032-06〕
  - 制定交易规则 〔牵头 市数据局〕 〔2032-09〕
2 产业数字转型 [task]
  - 推动企业上云 〔牵头 市工信局〕 〔2032-10〕""",
    MATRIX: """\
1. 师资（10分） [task]
  1-1 带头人（4分） [task]
    - 制定培养方案。 〔2032〕
    - 完善考核办法。 〔2033〕
  1-2 团队（6分） [task]
    - 成立建设委员会。 〔2032〕
    - 健全管理制度。 〔2033〕""",
    MEASURES: """\
1 推进教育优质均衡发展 [task]
  - 新建学校3所 〔责任 市教育局〕 〔2032-08〕
  * 新建学校 = 3 所
2 加快县域医疗服务能力提升 [task]
  - 建成次中心5个 〔责任 市卫生健康委〕 〔2026-12-01〕
  * 次中心 = 5 个""",
    UNKNOWN_HEADS: """\
- 建设农贸市场，配套停车场。 〔责任 市商务局、市城管局〕 〔2032-06〕
- 改造供水管网，更换老旧水表。 〔责任 市水务局、各镇（街道）〕 〔2032〕""",
    SUPERVISION: """\
一、 工业经济（2项） [task]
  - 建成智能装备产业园一期 〔牵头 市工业和信息化局；配合 市发展改革委、市财政局〕 〔2025-06-30〕
  - 新增规上工业企业20家 〔牵头 市工业和信息化局；配合 市统计局、各县（市、区）〕 〔2025-12-31〕
  * 新增规上工业企业 = 20 家
二、 民生保障（1项） [task]
  - 新改扩建公办幼儿园5所 〔牵头 市教育局；配合 市住房城乡建设局〕 〔2025-08〕
  * 新改扩建公办幼儿园 = 5 所""",
    DIVISION: """\
创新驱动 [task]
  - 建设县域创新服务中心 〔牵头 县科技局；责任 县财政局、县教育局〕 〔2025-06〕
  - 引进科技特派员30名 〔牵头 县科技局；责任 县委组织部〕 〔ongoing〕
  * 科技特派员 = 30 名
乡村振兴 [task]
  - 改造农村厕所1500户 〔牵头 县农业农村局；责任 各乡镇（街道）〕 〔2025-10〕
  * 农村厕所 = 1500 户
  - 新改建农村公路80公里 〔牵头 县交通运输局〕 〔2025-12〕
  * 新改建农村公路 = 80 公里""",
    PROJECTS: """\
1 云屏水厂扩建工程 [task]
  - 新建日处理3万吨净水设施及配套管网 〔牵头 市水务局；责任 建管处〕 〔2025-10〕
2 石屏大道改造 [task]
  - 改造道路5.2公里，更新雨污水管网 〔牵头 市城管局；责任 设施处〕 〔2026〕
  * 改造道路 = 5.2 公里""",
    RECTIFICATION: """\
基层党建 [task]
  - 制定活动清单，按月开展主题党日 〔责任 市直机关工委〕
  - 补齐近三年台账 〔责任 市档案馆〕 〔2025-03〕""",
    REPORT: """\
一、 经济发展 [task]
  - 1.加快培育新质生产力 〔牵头 市工业和信息化局；配合 市科技局、市财政局〕
  * 规上工业增加值 >= 8 %
  - 2.扩大有效投资 〔责任 市发展改革委〕
  * 固定资产投资 + 6 %
二、 生态环境 [task]
  - 3.打好蓝天保卫战 〔责任 市生态环境局〕
  * 空气质量优良天数比例 = 85 %""",
    STACKED: """\
* 地区生产总值 = 1200 亿元 2025 预期性
* 森林覆盖率 = 43 % 2025 约束性
- 建设区级数据中心 〔牵头 区数据局；配合 区财政局〕 〔2025-09-30〕
- 推进老旧小区改造 〔牵头 区住建局；配合 各街道〕 〔2025〕""",
    UNITLESS: """\
- 印发数据资源目录 〔2025-03〕
- 建成公共数据平台 〔2025-09〕""",
    CELLS: """\
- 1.修编国土空间规划； 〔责任 市自然资源局、市住建局〕 〔2025-12〕
- 2.完成专项规划5项。 〔责任 市自然资源局、市住建局〕 〔2025-12〕
* 专项规划 = 5 项
- 优化营商环境 〔责任 市政务服务局、市市场监管局、市商务局〕 〔2025-09-30〕
- 推进城市更新 〔牵头 市住建局；配合 市园林局、市财政局〕 〔ongoing〕""",
    CHAPTERS: """\
一、 党的建设 [task]
  - 开展主题教育 〔责任 机关党委〕 〔2025-06〕
二、 业务工作 [task]
  （一） 统计 [task]
    - 完成数据普查 〔责任 统计科〕 〔2025-12〕
  （二） 调查 [task]
    - 开展入户调查 〔责任 调查科、统计科〕 〔2025-10〕""",
}
NAMES = ["sub-items", "outline", "matrix", "measures", "unknown-heads"]
NAMES += ["supervision", "division", "projects", "rectification", "report", "stacked", "unitless", "cells", "chapters"]

TITLES = {
    **dict.fromkeys((SUB_ITEMS, OUTLINE, MATRIX, MEASURES, UNKNOWN_HEADS)),
    SUPERVISION: "云屏市2025年重点工作督办台账",
    DIVISION: "石屏县2025年重点任务分工方案",
    PROJECTS: None,
    RECTIFICATION: "巡察反馈问题整改台账",
    REPORT: "云屏市政府工作报告目标任务分解表",
    STACKED: "云山区2025年主要指标和重点任务",
    UNITLESS: "市数据局2025年工作台账",
    CELLS: None,
    CHAPTERS: None,
}


def plan_in(drawn: str, file_format: str, folder: Path) -> Plan:
    """Write a ledger, and read it."""
    path = folder / f"台账.{file_format}"
    path.write_bytes(FILES[file_format](drawn))
    document = read_document(path)
    assert document.source.format == file_format
    return plan_of(document)


@pytest.mark.parametrize("file_format", FILES)
@pytest.mark.parametrize("drawn", PICTURES, ids=NAMES)
def test_a_ledger(drawn: str, file_format: str, tmp_path: Path) -> None:
    path = tmp_path / "台账"
    path.write_bytes(FILES[file_format](drawn))
    assert tree(read_document(path)) == PICTURES[drawn]
    assert plan_in(drawn, file_format, tmp_path).title == TITLES[drawn]


@pytest.mark.parametrize("file_format", FILES)
def test_progress(file_format: str, tmp_path: Path) -> None:
    stated = [task.progress for task in plan_in(SUPERVISION, file_format, tmp_path).tasks]
    assert [(item.status, item.percent, item.done, item.problems, item.next_steps) for item in stated if item] == [
        ("正常推进", 65, "主体已封顶\n正在安装", "土地指标不足", "对接省自然资源厅"),
        ("正常推进", 60, "已新增12家", "", "继续培育"),
        ("滞后", 40, "已开工4所", "", "加快建设"),
    ]


def test_progress_in_other_words(tmp_path: Path) -> None:
    def told(drawn: str) -> list[tuple[str, float | None, str]]:
        tasks = plan_in(drawn, "xlsx", tmp_path).tasks
        return [(item.status, item.percent, item.done) for task in tasks if (item := task.progress) is not None]

    assert told(PROJECTS) == [("", 80, ""), ("已完工", None, "")]
    assert told(RECTIFICATION) == [("已完成", None, "已制定清单"), ("未完成", None, "已补齐2年")]
    assert told(REPORT)[0] == ("绿灯", None, "一季度进展：增长7.5%\n二季度进展：增长8.1%")
    assert told(DIVISION) == []


FINISHED = """
| 序号 | 重点任务 | 牵头单位 | 完成时限 | 完成率 | 进展情况 |
| 1 | 建成市级公共数据平台 | 市数据局 | 2026年11月底前 | 60% | 已完成选址 |
| 2 | 建设云屏数据中心一期工程 | 市发展改革委 | 2026年9月底前 | 100% | 已完工 |
| 3 | 制定数据交易规则 | 市数据局 | 2026年三季度 | 80% | 已完工 |
"""


def test_words_of_progress_that_say_it_is_finished(tmp_path: Path) -> None:
    """已完工 under 进展情况 finishes the task and stays as the words; 已完成选址 finishes a part only."""
    found = [task.progress for task in plan_in(FINISHED, "xlsx", tmp_path).tasks]
    assert [stated(item) for item in found] == [
        (Status.IN_PROGRESS, 60),
        (Status.DONE, 100),
        (Status.DONE, 100),
    ]
    assert [item.done for item in found if item] == ["已完成选址", "已完工", "已完工"]


COMMON = """
| 序号 | 项目名称 | 总体要求 | 子项目名称 | 具体措施 | 完成时间 | 负责处室 |
| 1 | 完善内部治理 | 完善议事规则，规范程序。 | 规范会议管理 | 制定会议办法，编制架构图。 | 2026年1月底前 | 党政办 |
| ^ | ^ | ^ | 优化值班制度 | 制定值班管理办法，开展检查4次。 | 2026年7月底前 | 总务处 |
| 2 | 建设智慧校园 | 推进数字化，提升效能。 | 升级校园网络 | 改造机房2个，更新交换机30台。 | 2026年8月底前 | 信息处 |
| ^ | ^ | ^ | 建设资源平台 | 上线校本资源平台，培训教师100人次。 | 2026年底前 | 信息处 |
"""


def test_what_several_rows_have_in_common_is_kept_with_each(tmp_path: Path) -> None:
    rules, digital = "完善议事规则，规范程序。", "推进数字化，提升效能。"
    extra = [dict(task.extra) for task in plan_in(COMMON, "xlsx", tmp_path).tasks]
    assert extra == [{"总体要求": words} for words in (rules, rules, digital, digital)]


def test_aims_beside_a_task_are_its_targets(tmp_path: Path) -> None:
    plan = plan_in(REPORT, "xlsx", tmp_path)
    assert [[target.indicator for target in plan.targets if target.id in task.targets] for task in plan.tasks] == [
        ["规上工业增加值"],
        ["固定资产投资"],
        ["空气质量优良天数比例"],
    ]


def test_several_sheets_are_sections(tmp_path: Path) -> None:
    head = ["序号", "工作任务", "责任单位", "完成时限"]
    sheets = {
        "工业组": [["云屏市2025年重点工作台账"], head, [1, "建设产业园区", "市工信局", "6月底"]],
        "民生组": [["云屏市2025年重点工作台账"], head, [1, "新建学校3所", "市教育局", "年底"], ["注：按月调度。"]],
        "填报说明": [["本台账每月28日前报送。"], ["各单位要如实填写。"]],
    }
    path = tmp_path / "台账.xlsx"
    path.write_bytes(xlsx(sheets))
    assert tree(read_document(path)).splitlines()[:5] == [
        "工业组 [task]",
        "  - 建设产业园区 〔责任 市工信局〕 〔2025-06〕",
        "民生组 [task]",
        "  - 新建学校3所 〔责任 市教育局〕 〔2025〕",
        "  * 新建学校 = 3 所",
    ]
    assert plan_of(read_document(path)).title == "云屏市2025年重点工作台账"


@pytest.mark.parametrize(
    "drawn",
    [
        "| 通讯录 | < | < |\n| 姓名 | 电话 | 单位 |\n| 某某 | 123 | 市财政局 |\n| 某某 | 456 | 市教育局 |",
        "| 会议日程 | < | < |\n| 时间 | 内容 | 地点 |\n| 9:00 | 开幕式致辞 | 一号厅 |\n| 10:00 | 工作部署 | 二号厅 |",
        "| 年份 | 产值 | 增速 |\n| 2021 | 100 | 5% |\n| 2022 | 110 | 6% |",
        "| 项目名称 | 智慧园区建设项目 |\n| 学校性质 | 公办 |\n| 邮编 | 234567 |\n| 负责人 | 张某 |",
        "| 组长 | 某某 | 市政府市长 |\n| 副组长 | 某某 | 市政府副市长 |\n| 成员 | 某某 | 市财政局局长 |",
    ],
    ids=["addresses", "timetable", "figures", "form", "roster"],
)
def test_other_tables_hold_no_tasks(drawn: str, tmp_path: Path) -> None:
    plan = plan_in(drawn, "xlsx", tmp_path)
    assert (plan.tasks, plan.sections) == ((), ())
