"""Headings with a number and their tree, from every style of number."""

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
        （一）培育龙头企业。建立梯度培育库，支持企业技术改造。
        （二）建设公共平台。新建检验检测中心，开放共享仪器设备。"""
    assert tree(dedent(text).strip()) == dedent("""\
        一、 重点任务 [task]
          （一） 培育龙头企业 [task]
            - 建立梯度培育库，支持企业技术改造。
          （二） 建设公共平台 [task]
            - 新建检验检测中心，开放共享仪器设备。""")


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


def test_ordinals_alone_over_their_paragraphs_are_titles():
    check(
        f"""
        一、重点任务
        （一）壮大产业
        一是培育主体。
        {LONG}
        二是建设园区。
        {LONG}
        （二）优化服务
        推行一窗受理，压缩办理时间。
        """,
        """
        一、 重点任务
          （一） 壮大产业
            一是培育主体
            二是建设园区
          （二） 优化服务
        """,
    )


@pytest.mark.parametrize(
    "lines",
    [
        "一是建设园区，完善配套；\n二是引进企业，延伸链条；\n三是培育人才，提高技能。",
        "一是建设园区，完善配套设施。\n二是引进企业，延伸产业链条。",
        "一是培育主体。引进龙头企业，扶持中小企业。\n二是建设园区。完善配套设施，提升承载能力。",
        "一是建设园区，完善配套；二是引进企业，延伸链条。\n首先，加强领导。其次，保障资金。",
    ],
)
def test_ordinals_of_whole_sentences_are_no_headings(lines):
    check(f"一、主要任务\n{lines}", "一、 主要任务")


def test_numbers_glued_behind_full_stops_open_headings():
    check(
        """
        一、重点任务
        （一）建设园区。完善配套设施，提升承载能力。（二）引进企业。引进龙头企业，延伸产业链条。（三）培育人才。培训技能人才。
        """,
        """
        一、 重点任务
          （一） 建设园区
          （二） 引进企业
          （三） 培育人才
        """,
    )


def test_a_title_broken_into_fragments_is_one_heading():
    text = """
        一、重点任务
        　　1.建设医院。完善配套设施，提升服务能力。
        　　2
        .不断优化
        签约
        服务团队。
        　　组建家庭医生团队，开展健康管理。
        　　3.培育人才。培训医护人员，提高技能水平。"""
    check(
        text,
        """
        一、 重点任务
          1. 建设医院
          2. 不断优化签约服务团队
          3. 培育人才
        """,
    )


def test_a_title_may_hold_a_colon():
    check(
        f"第一章 总体要求\n{LONG}\n第二章 格局构建：切实筑牢屏障\n{LONG}\n第三章 能力提升：着力完善设施\n{LONG}",
        """
        第一章 总体要求
        第二章 格局构建：切实筑牢屏障
        第三章 能力提升：着力完善设施
        """,
    )


def test_the_items_of_an_attached_list_are_no_headings():
    check(
        f"""
        一、重点任务
        {LONG}
        附件1
        重点项目清单
        1.建设云山数据中心。
        2.建设云山算力平台。
        附件2
        名词解释
        1.算力：是指处理数据的能力。
        """,
        """
        一、 重点任务
        附件1 重点项目清单
        附件2 名词解释
        """,
    )


def test_items_numbered_through_several_sections_are_judged_together():
    check(
        f"""
        一、夯实基础
        1.摸清底数，做好设计。{LONG}
        2.理顺关系，打牢根基。{LONG}
        二、拓展应用
        3.建设全区统一的企业服务信息平台，实现惠企服务横向和纵向贯通。{LONG}
        4.以申报材料随案同步归集为基础推动深度应用，为各部门网上办理各类事项提供智能化手段。{LONG}
        三、强化保障
        5.充实队伍，提升能力。{LONG}
        """,
        """
        一、 夯实基础
          1. 摸清底数，做好设计
          2. 理顺关系，打牢根基
        二、 拓展应用
          3. 建设全区统一的企业服务信息平台，实现惠企服务横向和纵向贯通
          4. 以申报材料随案同步归集为基础推动深度应用，为各部门网上办理各类事项提供智能化手段
        三、 强化保障
          5. 充实队伍，提升能力
        """,
    )


def test_items_numbered_anew_in_each_section_are_judged_each_for_itself():
    check(
        f"""
        一、夯实基础
        1.摸清底数。{LONG}
        2.理顺关系。{LONG}
        二、拓展应用
        1.建设全区统一的企业服务信息平台，实现惠企服务横向和纵向贯通，惠及更多市场主体。{LONG}
        2.建设全区统一的项目管理信息平台，实现项目服务横向和纵向贯通，惠及更多市场主体。{LONG}
        """,
        """
        一、 夯实基础
          1. 摸清底数
          2. 理顺关系
        二、 拓展应用
        """,
    )


def test_a_long_title_among_clear_ones_on_a_line_above_its_text():
    check(
        f"""
        （一）推动产业发展，加快建设现代化产业体系。
        {LONG}
        （二）推动供需高水平动态适配，在建设强大市场中努力扩大有潜能的消费、有需求的生产、有效益的投资。
        {LONG}
        （三）深化改革开放，充分激发创新创造活力。
        {LONG}
        （四）改善城乡面貌，建设宜居城市。
        {LONG}
        （五）守牢安全底线，维护社会稳定。
        {LONG}
        """,
        """
        （一） 推动产业发展，加快建设现代化产业体系
        （二） 推动供需高水平动态适配，在建设强大市场中努力扩大有潜能的消费、有需求的生产、有效益的投资
        （三） 深化改革开放，充分激发创新创造活力
        （四） 改善城乡面貌，建设宜居城市
        （五） 守牢安全底线，维护社会稳定
        """,
    )


def test_the_articles_of_measures():
    check(
        f"""
        第一条 为促进产业发展，制定本办法。
        第二条 本办法所称企业，是指在本区依法登记的企业。
        第三条 载体建设。{LONG}
        第四条 企业培育。按以下标准给予支持。
        （一）落户补贴
        {LONG}
        （二）租金补贴
        {LONG}
        第五条 交流合作。{LONG}
        第六条 本办法自印发之日起施行，有效期3年。
        """,
        """
        第三条 载体建设
        第四条 企业培育
          （一） 落户补贴
          （二） 租金补贴
        第五条 交流合作
        """,
    )


@pytest.mark.parametrize(("first", "second"), [("（{}）", "{}."), ("{}.", "（{}）"), ("（{}）", "①")])
def test_styles_of_numbers_stand_as_the_document_uses_them(first, second):
    lines = ["一、重点任务"]
    for number in range(1, 6):
        lines.append(first.format(number) + f"保障第{'一二三四五'[number - 1]}片供水")
        for item, sign in enumerate(("①", "②"), start=1):
            lines.append((sign if second == "①" else second.format(item)) + f"更换管网。{LONG}")
    found = headings("\n".join(lines)).splitlines()
    assert [len(line) - len(line.lstrip()) for line in found] == [0, *[2, 4, 4] * 5]
