"""Headings and their tree, from every style of number and from none."""

from textwrap import dedent

import pytest

from tests.analysis.pictures import headings, plan_of, tree

LONG = "建设产业园区，完善配套设施，提升承载能力，吸引企业集聚发展，延伸产业链条。"


def check(text: str, picture: str) -> None:
    assert headings(dedent(text).strip()) == dedent(picture).strip()


def test_every_style_of_number_has_its_level():
    check(
        """
        第一章 重点任务
        第一节 产业升级
        一、壮大产业集群
        （一）建设园区
        1. 完善配套
        （1）道路工程
        ①主干道
        新建道路12公里，改造道路8公里。
        ②次干道
        改造道路8公里，完善人行设施。
        （2）管网工程
        铺设雨污管网30公里，更换老旧阀门。
        第二章 保障措施
        第一节 加强组织领导
        成立领导小组，统筹推进工作。
        """,
        """
        第一章 重点任务
          第一节 产业升级
            一、 壮大产业集群
              （一） 建设园区
                1. 完善配套
                  （1） 道路工程
                    ① 主干道
                    ② 次干道
                  （2） 管网工程
        第二章 保障措施
          第一节 加强组织领导
        """,
    )


def test_levels_are_depths_whatever_the_style():
    check(
        f"""
        1.总体要求
        （1）指导思想
        {LONG}
        （2）基本原则
        {LONG}
        2.主要任务
        （1）建设园区
        {LONG}
        """,
        """
        1. 总体要求
          （1） 指导思想
          （2） 基本原则
        2. 主要任务
          （1） 建设园区
        """,
    )


def test_a_level_may_be_left_out():
    check(
        f"""
        一、总体要求
        {LONG}
        二、主要任务
        1.建设园区
        {LONG}
        2.引进企业
        {LONG}
        """,
        """
        一、 总体要求
        二、 主要任务
          1. 建设园区
          2. 引进企业
        """,
    )


def test_decimal_numbers_count_their_parts():
    check(
        f"""
        1.1 建设园区
        {LONG}
        1.1.1 道路工程
        {LONG}
        1.1.2 管网工程
        {LONG}
        1.2 引进企业
        {LONG}
        """,
        """
        1.1 建设园区
          1.1.1 道路工程
          1.1.2 管网工程
        1.2 引进企业
        """,
    )


def test_a_heading_may_run_into_its_text():
    text = """
        一、重点任务
        （一）强化组织领导。建立健全工作机制，定期会商调度。
        （二）强化资金保障。统筹用好各类资金，优先支持重点项目。"""
    assert tree(dedent(text).strip()) == dedent("""\
        一、 重点任务 [task]
          （一） 强化组织领导 [task]
            - 建立健全工作机制，定期会商调度。
          （二） 强化资金保障 [task]
            - 统筹用好各类资金，优先支持重点项目。""")


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("第一章　总体要求", "第一章", "总体要求"),
        ("一、总体要求", "一、", "总体要求"),
        ("一、总体要求。", "一、", "总体要求"),
        ("一、 总体要求：", "一、", "总体要求"),
        ("（一）总体要求", "（一）", "总体要求"),
        ("(一)总体要求", "(一)", "总体要求"),
        ("1．总体要求", "1．", "总体要求"),
        ("前言", "", "前言"),
    ],
)
def test_number_and_title_are_told_apart(line, number, title):
    section = plan_of(f"{line}\n{LONG}").sections[0]
    assert (section.number, section.title) == (number, title)


def test_numbered_sentences_are_tasks():
    text = """
        一、重点任务
        1．建设综合服务平台，为企业提供一站式服务。（市科技局）
        2．开展数字化诊断，覆盖全部重点企业。（市工业和信息化局）
        3．举办供需对接活动，帮助企业开拓市场。（市商务局）"""
    assert tree(dedent(text).strip()) == dedent("""\
        一、 重点任务 [task]
          - 1．建设综合服务平台，为企业提供一站式服务。 〔责任 市科技局〕
          - 2．开展数字化诊断，覆盖全部重点企业。 〔责任 市工业和信息化局〕
          - 3．举办供需对接活动，帮助企业开拓市场。 〔责任 市商务局〕""")


def test_ordinals_in_running_text_are_no_headings():
    check(
        """
        一、主要任务
        一是建设园区，完善配套；二是引进企业，延伸链条；三是培育人才，提高技能。
        """,
        "一、 主要任务",
    )


def test_phrases_behind_a_dash_name_their_paragraphs():
    check(
        """
        一、发展目标
        ——结构更优。服务业增加值占比达到55%。
        ——活力更足。新增市场主体1万户。
        """,
        """
        一、 发展目标
          结构更优
          活力更足
        """,
    )


@pytest.mark.parametrize(
    "line", ["——形成大中小企业融通发展的良好局面，企业活力明显增强。", "——到2025年，产值达到100亿元。"]
)
def test_whole_sentences_behind_a_dash_are_no_headings(line):
    check(f"一、发展目标\n{line}\n——结构更优。服务业增加值占比达到55%。", "一、 发展目标\n  结构更优")


def test_runs_of_phrases_name_their_paragraphs():
    check(
        """
        一、发展目标
        产业规模稳步提升。到2025年，规上工业企业达到160家。
        创新能力显著增强。到2025年，高新技术企业达到90家。
        二、主要任务
        智慧教育。建设智慧校园20所，推动优质课程资源共享。
        智慧医疗。建设健康信息平台，推进检验结果互认。
        智慧养老。建设养老服务平台，为老年人安装监测设备。
        """,
        """
        一、 发展目标
          产业规模稳步提升
          创新能力显著增强
        二、 主要任务
          智慧教育
          智慧医疗
          智慧养老
        """,
    )


def test_pairs_of_slogans_name_their_paragraphs():
    check(
        """
        一、基本原则
        创新引领，应用牵引。把创新作为第一动力，推动技术和应用相互促进。
        融合发展，重点突破。发挥制造业的基础优势，集中力量培育特色集群。
        政府引导，市场主导。发挥市场在资源配置中的作用，激发主体的活力。
        """,
        """
        一、 基本原则
          创新引领，应用牵引
          融合发展，重点突破
          政府引导，市场主导
        """,
    )


def test_a_number_lost_in_the_middle_of_a_series():
    check(
        f"""
        一、重点任务
        （一）建设园区
        {LONG}
        强化人才支撑
        引进青年人才和团队，完善住房、教育、医疗等方面的服务保障措施。
        （三）优化营商环境
        深化审批制度改革，推行一窗受理，压缩办理时间，提升服务的水平。
        """,
        """
        一、 重点任务
          （一） 建设园区
          强化人才支撑
          （三） 优化营商环境
        """,
    )


def test_chapters_that_lost_their_numbers_open_a_series():
    check(
        f"""
        云山市产业发展规划
        总体要求
        （一）指导思想
        {LONG}
        （二）基本原则
        {LONG}
        主要任务
        （一）建设园区
        {LONG}
        （二）引进企业
        {LONG}
        """,
        """
        总体要求
          （一） 指导思想
          （二） 基本原则
        主要任务
          （一） 建设园区
          （二） 引进企业
        """,
    )


def test_a_line_alone_over_its_text_is_a_heading():
    check(
        f"""
        一、保障措施
        加强组织领导
        成立领导小组，统筹推进各项工作，定期研究解决重大问题和困难。
        严格督查考核
        建立通报制度，定期开展督查，将结果纳入年度综合考核评价体系。
        二、附则
        {LONG}
        """,
        """
        一、 保障措施
          加强组织领导
          严格督查考核
        二、 附则
        """,
    )


def test_a_mark_glued_to_a_title_stays():
    check("一、重点任务\n（一）建设园区2\n建设产业园区，完善配套设施。", "一、 重点任务\n  （一） 建设园区2")


def test_headings_may_hold_a_comma():
    check(
        f"一、聚焦重点领域，培育壮大新兴产业\n{LONG}\n二、坚持创新驱动，建设高水平平台\n{LONG}",
        "一、 聚焦重点领域，培育壮大新兴产业\n二、 坚持创新驱动，建设高水平平台",
    )


def test_nothing_and_plain_text_have_no_headings():
    assert plan_of("").sections == ()
    assert plan_of("建设产业园区，完善配套设施。引进龙头企业，延伸产业链条。").sections == ()
