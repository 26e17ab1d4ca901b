"""Which sentences are tasks."""

import pytest

from tests.analysis.pictures import aims, tasks, work

TITLE = "云山市产业发展行动方案（2024—2026年）\n"


def is_task(sentence: str) -> bool:
    return tasks(TITLE + work("（一）推进工作", sentence)) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "建设公共服务平台，为企业提供一站式服务。",
        "要加强统筹协调，压实工作责任。",
        "各区要制定实施细则，明确责任分工。",
        "鼓励企业开展技术改造。",
        "支持高校院所设立研究院。",
        "研究制定配套政策。",
        "修订《云山市科技奖励办法》。",
        "每季度召开一次调度会议。",
        "把园区建设摆在突出位置。",
        "为中小企业提供融资服务。",
        "推进云山大桥项目。",
        "严禁在保护区内新建工业项目。",
        "任何单位不得擅自改变土地用途。",
        "对获评单位给予50万元奖励。",
        "各市政府实现政务系统与省级平台对接。",
        "到2026年，建成服务平台10个。",
        "到2026年，培育龙头企业20家。",
        "到2026年，推广应用场景50个。",
        "到2026年，完成企业数字化改造300家。",
        "园区是产业发展的重要载体，要加快建设步伐。",
        "新建标准厂房12万平方米，产值达到100亿元。",
        "建设公共服务平台（以下简称平台）。",
        "建设平台。",
        "成立专班。",
        "凡2024年以后开工、年产值达到3亿元的项目，由区级财政补助。",
        "统筹利用已建成的站点和仓库，优化运行方案，提高效率。",
        "到2028年，结合道路改造分批修建停车楼15座，并入管理系统，缓解停车难。",
        "到2026年，汇编30个企业实例。",
        "启动雨水管网建设。",
    ],
)
def test_what_commits_somebody_to_act(sentence):
    assert is_task(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "目前，全市有产业园区12个。",
        "近年来，园区建设取得明显成效。",
        "2020年，园区产值达到100亿元。",
        "数字经济是高质量发展的重要引擎。",
        "本方案所称园区，是指省级以上开发区。",
        "到2026年，产值达到100亿元。",
        "到2026年，实现产业规模大幅提升。",
        "到2026年，具备规模化供给能力。",
        "到2026年，企业竞争力全面提升。",
        "产业竞争力显著增强。",
        "市场活力持续释放。",
        "在以下领域率先突破：",
        "重点任务如下：",
        "本方案自印发之日起施行。",
        "有效期至2027年12月31日。",
        "平台能够提供数据汇聚、分析和预警功能。",
        "组长：王甲",
        "附：云山市重点任务清单",
    ],
)
def test_what_does_not(sentence):
    assert not is_task(sentence)


@pytest.mark.parametrize("title", ["发展基础", "指导思想", "基本原则", "发展目标"])
def test_outside_task_and_safeguard_sections_nothing_is_a_task(title):
    assert tasks(f"一、{title}\n加快建设公共服务平台，完善配套设施。\n二、主要任务\n引进龙头企业，延伸产业链条。") == [
        "引进龙头企业，延伸产业链条。"
    ]


def test_safeguards_hold_tasks():
    assert tasks("一、保障措施\n（一）加强领导\n成立领导小组，统筹推进各项工作。") == [
        "成立领导小组，统筹推进各项工作。"
    ]


def test_every_part_of_a_list_is_a_task():
    assert tasks(work("一是建设服务平台；二是引进青年人才；三是完善配套政策。")) == [
        "一是建设服务平台；",
        "二是引进青年人才；",
        "三是完善配套政策。",
    ]


def test_headings_are_no_tasks():
    assert tasks(work("（一）建设服务平台", "（二）引进青年人才")) == []


def test_a_target_in_a_goal_section_is_no_task():
    assert tasks(aims("到2026年，建成服务平台10个。")) == []


def test_who_takes_part_is_no_task():
    text = work("（一）试点单位", "云山大学。", "（二）试点内容", "开展智慧公交试点，完善调度平台。")
    assert tasks(text) == ["开展智慧公交试点，完善调度平台。"]
    signed = work("建设产业园区，完善配套设施。", "云山市云溪区科技和工业信息化局办公室")
    assert tasks(signed) == ["建设产业园区，完善配套设施。"]


def test_the_caption_of_a_figure_is_no_task():
    assert tasks(work("建设生态廊道，完善绿道网络。", "云山市综合生态安全格局示意图")) == [
        "建设生态廊道，完善绿道网络。"
    ]


def test_sentences_without_any_heading_are_looked_at_as_well():
    assert tasks("建设产业园区，完善配套设施。\n引进龙头企业，延伸产业链条。") == [
        "建设产业园区，完善配套设施。",
        "引进龙头企业，延伸产业链条。",
    ]


def test_the_items_of_a_list_of_projects_are_tasks():
    assert tasks(
        work("（一）重大项目", "重点建设以下项目：", "1.云山市数据中心二期工程；", "2.云山市算力调度平台。")
    ) == [
        "1.云山市数据中心二期工程；",
        "2.云山市算力调度平台。",
    ]


def test_what_is_past_of_a_thing_makes_no_fact_of_what_is_done_with_it():
    assert tasks(work("盘活已建成的厂房和仓库，规范出租流程。", "细化已发布的用水定额，完善计量办法。")) == [
        "盘活已建成的厂房和仓库，规范出租流程。",
        "细化已发布的用水定额，完善计量办法。",
    ]
    assert tasks(work("建设产业园区，完善配套设施。", "产业园区已建成厂房12栋。")) == ["建设产业园区，完善配套设施。"]


def test_outcomes_of_one_year_behind_semicolons_are_no_tasks_and_deeds_are():
    text = work(
        "支持企业研制传感器，建设检测中心。",
        "到2027年，国产传感器基本替代进口，误差小于2%；预报准确率高于95%，漏报明显减少；建成三条自动产线。",
    )
    assert tasks(text) == ["支持企业研制传感器，建设检测中心。", "建成三条自动产线。 〔2027〕"]


def test_the_words_above_the_parts_of_a_chapter_tell_what_is_meant_and_the_parts_what_is_done():
    text = f"""云山市政府工作报告
一、2025年工作回顾
过去一年，全市经济平稳增长，城乡面貌不断改善。
二、2026年重点工作
2026年是新五年规划的开局之年，机遇前所未有，责任重于泰山。
（一）抓好项目建设
{"推进云山新城建设，开工桥梁工程。" * 2}
（二）办好民生实事
{"新建幼儿园，改造老旧小区。" * 2}
"""
    assert tasks(text) == ["推进云山新城建设，开工桥梁工程。"] * 2 + ["新建幼儿园，改造老旧小区。"] * 2
