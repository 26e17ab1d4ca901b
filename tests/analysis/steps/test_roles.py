"""What each section is for."""

from textwrap import dedent

import pytest

from planlens.analysis.judging.section_evidence import evidence
from planlens.model import Role
from tests.analysis.pictures import draft_of, outline, plan_of

LONG = "建设产业园区，完善配套设施，提升承载能力，吸引企业集聚发展。"


def check(text: str, picture: str) -> None:
    assert outline(dedent(text).strip()) == dedent(picture).strip()


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("前言", Role.PREFACE),
        ("发展基础", Role.BACKGROUND),
        ("发展现状", Role.BACKGROUND),
        ("现状与形势", Role.BACKGROUND),
        ("发展基础与面临形势", Role.BACKGROUND),
        ("存在问题", Role.BACKGROUND),
        ("指导思想", Role.PRINCIPLE),
        ("基本原则", Role.PRINCIPLE),
        ("总体要求", Role.PRINCIPLE),
        ("总体思路", Role.PRINCIPLE),
        ("发展目标", Role.GOAL),
        ("明确总体目标", Role.GOAL),
        ("坚持和完善党对农村工作的领导", Role.SAFEGUARD),
        ("主要目标", Role.GOAL),
        ("工作目标", Role.GOAL),
        ("主要指标", Role.GOAL),
        ("重点任务", Role.TASK),
        ("主要任务", Role.TASK),
        ("主要举措", Role.TASK),
        ("重大工程", Role.TASK),
        ("空间布局", Role.TASK),
        ("优化发展布局", Role.TASK),
        ("做大做强数字经济核心产业", Role.TASK),
        ("夯实产业基础", Role.TASK),
        ("保障措施", Role.SAFEGUARD),
        ("组织实施", Role.SAFEGUARD),
    ],
)
def test_a_chapter_is_what_its_title_says(title, role):
    chapters = {
        section.title: section.role for section in plan_of(f"一、{title}\n{LONG}\n二、其他事项\n{LONG}").sections
    }
    assert chapters[title] is role


def test_a_whole_plan():
    check(
        f"""
        前言
        产业是发展的根基，为加快产业发展，特制定本规划。
        一、现状与形势
        （一）发展基础
        产业规模不断扩大。
        （二）存在问题
        创新能力不强。
        二、总体思路
        （一）指导思想
        坚持创新驱动发展。
        （二）基本原则
        坚持统筹推进。
        （三）发展目标
        到2027年，产值达到100亿元。
        三、主要任务
        （一）建设载体
        {LONG}
        四、支撑体系
        （一）完善创新平台
        {LONG}
        五、保障措施
        （一）加强领导
        {LONG}
        附件1
        名词解释
        1.算力券：是指面向企业发放的电子凭证。
        """,
        """
        前言 [preface]
        一、 现状与形势 [background]
          （一） 发展基础 [background]
          （二） 存在问题 [background]
        二、 总体思路 [principle]
          （一） 指导思想 [principle]
          （二） 基本原则 [principle]
          （三） 发展目标 [goal]
        三、 主要任务 [task]
          （一） 建设载体 [task]
        四、 支撑体系 [task]
          （一） 完善创新平台 [task]
        五、 保障措施 [safeguard]
          （一） 加强领导 [safeguard]
        附件1 名词解释 [appendix]
        """,
    )


def test_a_chapter_that_mixes_principles_and_goals_is_a_principle():
    check(
        f"""
        一、总体要求和发展目标
        （一）指导思想
        {LONG}
        （二）主要目标
        到2027年，产值达到100亿元。
        二、主要任务
        {LONG}
        """,
        """
        一、 总体要求和发展目标 [principle]
          （一） 指导思想 [principle]
          （二） 主要目标 [goal]
        二、 主要任务 [task]
        """,
    )


def test_a_last_chapter_with_a_vague_title_is_what_its_sections_are():
    check(
        f"""
        一、工作目标
        到2027年，产值达到100亿元。
        二、重点任务
        （一）建设载体
        {LONG}
        三、推进措施
        （一）加强组织领导
        {LONG}
        （二）强化资金保障
        {LONG}
        （三）严格督查考核
        {LONG}
        """,
        """
        一、 工作目标 [goal]
        二、 重点任务 [task]
          （一） 建设载体 [task]
        三、 推进措施 [safeguard]
          （一） 加强组织领导 [safeguard]
          （二） 强化资金保障 [safeguard]
          （三） 严格督查考核 [safeguard]
        """,
    )


def test_a_chapter_of_tasks_with_the_same_vague_title_is_a_task():
    check(
        f"""
        一、工作目标
        到2027年，产值达到100亿元。
        二、推进措施
        （一）建设产业园区
        {LONG}
        （二）引进龙头企业
        {LONG}
        """,
        """
        一、 工作目标 [goal]
        二、 推进措施 [task]
          （一） 建设产业园区 [task]
          （二） 引进龙头企业 [task]
        """,
    )


def test_what_stands_below_keeps_the_role():
    check(
        f"""
        一、主要任务
        （一）夯实发展基础
        1.建设园区
        {LONG}
        （二）明确发展方向
        {LONG}
        二、保障措施
        （一）落实主体责任
        1.明确目标
        各单位细化年度目标，落实专人负责，定期报送进展情况。
        """,
        """
        一、 主要任务 [task]
          （一） 夯实发展基础 [task]
            1. 建设园区 [task]
          （二） 明确发展方向 [task]
        二、 保障措施 [safeguard]
          （一） 落实主体责任 [safeguard]
            1. 明确目标 [safeguard]
        """,
    )


@pytest.mark.parametrize(
    ("title", "role"),
    [("名词解释", Role.APPENDIX), ("云山市重点任务清单", Role.TASK), ("云山市重点项目清单", Role.TASK)],
)
def test_an_attachment_is_an_appendix_unless_it_lists_the_tasks(title, role):
    text = f"一、主要任务\n{LONG}\n附件1\n{title}\n1.建设园区，完善配套设施。\n2.引进企业，延伸产业链条。"
    assert plan_of(text).sections[1].role is role


def test_titles_inside_a_chapter_of_tasks_stay_tasks():
    check(
        f"""
        一、重点任务
        （一）塑强产业主体优势
        {LONG}
        （二）抢抓数字经济新机遇
        {LONG}
        （三）面临的形势和挑战
        目前，产业规模仍然不大，高端人才短缺的问题比较突出，区域竞争日益激烈。
        """,
        """
        一、 重点任务 [task]
          （一） 塑强产业主体优势 [task]
          （二） 抢抓数字经济新机遇 [task]
          （三） 面临的形势和挑战 [background]
        """,
    )


def test_the_last_chapter_of_each_plan_in_a_file():
    check(
        f"""
        云山市工业互联网若干政策
        一、支持平台建设
        {LONG}
        二、建立齐抓共管的机制
        （一）加强组织协调
        成立领导小组，统筹推进各项工作，定期研究解决重大问题。
        （二）加大资金支持
        统筹用好各类专项资金，引导金融机构加大支持力度。
        （三）营造良好氛围
        加强政策宣传解读，及时总结推广典型经验，营造良好社会氛围。
        云山市工业互联网行动计划（2024—2026年）
        为深入实施工业互联网战略，推动产业升级，特制定本行动计划。
        一、总体要求
        {LONG}
        二、重点任务
        {LONG}
        """,
        """
        一、 支持平台建设 [task]
        二、 建立齐抓共管的机制 [safeguard]
          （一） 加强组织协调 [safeguard]
          （二） 加大资金支持 [safeguard]
          （三） 营造良好氛围 [safeguard]
        一、 总体要求 [principle]
        二、 重点任务 [task]
        """,
    )


def test_a_verb_or_a_second_clause_outweighs_a_word_named_by_the_way():
    check(
        """
        一、发展目标
        到2028年，公交服务能力明显增强。
        二、围绕全县发展定位，建设现代公交
        （一）建设公交场站。新建城南公交首末站，改造候车亭。
        （二）补齐车辆短板。购置新能源公交车，更新调度系统。
        三、保障措施
        （一）加强组织领导。建立联席会议制度。
        """,
        """
        一、 发展目标 [goal]
        二、 围绕全县发展定位，建设现代公交 [task]
          （一） 建设公交场站 [task]
          （二） 补齐车辆短板 [task]
        三、 保障措施 [safeguard]
          （一） 加强组织领导 [safeguard]
        """,
    )


def test_a_last_chapter_that_builds_is_a_task_whatever_words_it_has():
    check(
        """
        一、完善公交线网
        1.优化线路。调整重复线路，开通社区微公交。
        二、夯实公交安全保障根基
        2.建设监控平台。安装车载终端，建立预警模型。
        3.统一维修标准。制定检修规程，轮训维修人员。
        """,
        """
        一、 完善公交线网 [task]
          1. 优化线路 [task]
        二、 夯实公交安全保障根基 [task]
          2. 建设监控平台 [task]
          3. 统一维修标准 [task]
        """,
    )


def test_an_attachment_is_what_stands_in_it():
    check(
        """
        云山市2027年公交服务考核办法
        一、考核程序
        市交通运输局每季度组织一次考核，结果在全市通报。
        附件
        云山市2027年公交服务评分细则
        一、场站建设（30分）
        1.新建首末站，改造候车亭。（牵头单位：市交通运输局）
        二、车辆更新（20分）
        2.购置新能源车辆，更新调度系统。（牵头单位：市公交集团）
        """,
        """
        一、 考核程序 [task]
        附件 云山市2027年公交服务评分细则 [task]
          一、 场站建设（30分） [task]
          二、 车辆更新（20分） [task]
        """,
    )


def test_the_report_of_last_year_is_background_and_this_year_is_tasks():
    check(
        """
        云山市2027年政府工作报告
        一、2026年工作回顾
        （一）产业结构不断优化。新增规上企业16家，规上工业增加值增长7.2%。
        （二）民生福祉持续增进。新增公办学位2400个，3所学校投入使用。
        二、2027年工作安排
        （一）壮大实体经济。新增规上企业10家，建成标准厂房5万平方米。
        （二）增进民生福祉。新建小学2所，改造老旧小区30个。
        """,
        """
        一、 2026年工作回顾 [background]
          （一） 产业结构不断优化 [background]
          （二） 民生福祉持续增进 [background]
        二、 2027年工作安排 [task]
          （一） 壮大实体经济 [task]
          （二） 增进民生福祉 [task]
        """,
    )


@pytest.mark.parametrize("title", ["其他事项", "有关说明", "发展基础", "指导思想", "保障措施", "附则"])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_one_more_section_never_turns_the_tasks_off(title, place):
    chapters = [
        "重点任务\n（一）建设载体\n建设产业园区，完善配套设施。\n（二）引进企业\n引进龙头企业，延伸产业链条。",
        "重大工程\n（一）数字工程\n建设数据中心，开发服务平台。\n（二）交通工程\n新建公交场站，改造城区道路。",
        "组织实施\n成立领导小组，定期研究重大问题。",
    ]
    before = len(plan_of(numbered(chapters)).tasks)
    chapters.insert(place, f"{title}\n相关内容另行通知。")
    assert len(plan_of(numbered(chapters)).tasks) >= before


def numbered(chapters: list[str]) -> str:
    return "\n".join(f"{number}、{chapter}" for number, chapter in zip("一二三四五", chapters, strict=False))


def test_a_lost_chapter_below_one_without_a_number_whose_text_opens_with_leads():
    check(
        f"""
        云山市场景创新方案
        总体要求-、
        围绕产业发展布局场景，坚持应用导向。
        ——加强统筹。坚持统一规划，分级负责，有序推进场景建设。
        ——企业为主。坚持企业主体地位，发挥市场的决定性作用。
        （一）布局一批成长场景
        {LONG}
        （二）培育一批应用场景
        {LONG}
        三、实施引领行动
        {LONG}
        四、组织保障
        成立工作专班，定期调度，落实专人负责。
        """,
        """
        总体要求 [principle]
          加强统筹 [principle]
          企业为主 [principle]
          （一） 布局一批成长场景 [task]
          （二） 培育一批应用场景 [task]
        三、 实施引领行动 [task]
        四、 组织保障 [safeguard]
        """,
    )


def test_a_section_that_holds_a_table_of_indicators_alone_holds_aims():
    text = """云山市养老服务规划（2024—2027年）
一、主要目标
到2027年，养老服务体系更加完善。
（一）核心数据
指标\t单位\t2023年\t2027年
护理型床位占比\t%\t58\t65
助餐点覆盖面\t%\t73\t95
二、主要任务
建设社区养老服务站，完善助餐网络。
"""
    assert {section.title: section.role for section in plan_of(text).sections}["核心数据"] is Role.GOAL


def test_a_chapter_of_aims_and_tasks_holds_tasks():
    text = f"""云山市政府工作报告
一、2025年工作回顾
过去一年，我们坚持稳中求进，全市生产总值增长6%。
二、“十五五”时期的主要目标任务
到2030年，综合实力显著增强，人民生活更加幸福。
（一）聚焦实体经济，提升产业能级。{LONG}
（二）聚焦城乡融合，缩小发展差距。{LONG}
三、2026年重点工作
（一）扩大有效投资。{LONG}
（二）激发消费潜力。{LONG}
"""
    roles = {section.title: section.role for section in plan_of(text).sections}
    assert roles["聚焦实体经济，提升产业能级"] is Role.TASK
    assert roles["聚焦城乡融合，缩小发展差距"] is Role.TASK


def test_a_line_that_says_what_its_paragraph_is_has_that_role_among_tasks():
    check(
        f"""
        云山市2031年政府工作报告
        一、2031年主要工作
        今年是新一轮发展的起步之年。
        今年政府工作的总体要求是：
        坚持节水优先，统筹供水和排水，守住水安全底线。
        （一）更新老旧管网
        {LONG}
        （二）改造加压泵站
        {LONG}
        二、加强政府自身建设
        {LONG}
        """,
        """
        一、 2031年主要工作 [task]
          今年政府工作的总体要求是 [principle]
          （一） 更新老旧管网 [task]
          （二） 改造加压泵站 [task]
        二、 加强政府自身建设 [task]
        """,
    )


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("“十四五”供水回顾", "year:past"),
        ("奋力实现“十五五”良好开局", "year:own"),
        ("2031年工作", "year:future"),
        ("十五项实事", ""),
    ],
)
def test_periods_of_five_years_are_times_too(title, told):
    found = evidence(draft_of(f"云山市2026年政府工作报告\n一、{title}\n{LONG}"))[0]
    assert [name for name in found if name.startswith("year:")] == ([told] if told else [])
