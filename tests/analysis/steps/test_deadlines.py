"""Until when a task must be done."""

import pytest

from planlens.analysis.steps.deadlines import limit_in
from tests.analysis.pictures import plan_of, work

TITLE = "云山市2025年工作要点\n"


def limits(*lines: str, title: str = TITLE) -> list[str | None]:
    plan = plan_of(title + work("（一）推进工作", *lines))
    return [task.deadline.value if task.deadline is not None else None for task in plan.tasks]


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("到2027年，建成综合服务中心。", "2027"),
        ("2027年底前，建成综合服务中心。", "2027"),
        ("到2027年底前，建成综合服务中心。", "2027"),
        ("建设综合服务中心，2026年6月底前建成投用。", "2026-06"),
        ("建设综合服务中心，2026年6月30日前建成投用。", "2026-06-30"),
        ("建设综合服务中心，2026年第三季度建成投用。", "2026-09"),
        ("建设综合服务中心，2026年上半年建成投用。", "2026-06"),
        ("“十四五”期间，建设综合服务中心。", "2025"),
        ("“十五五”期间，建设综合服务中心。", "2030"),
        ("2026年6月底前完成改造任务。", "2026-06"),
        ("2026年6月30日前完成改造任务。", "2026-06-30"),
        ("2026年第三季度完成改造任务。", "2026-09"),
        ("2026年上半年完成改造任务。", "2026-06"),
        ("2026年启动建设，2027年建成综合服务中心。", "2027"),
        ("建设综合服务中心，2026-2027年完成。", "2027"),
        ("第三季度完成改造任务。", "2025-09"),
        ("到二〇二七年，建成综合服务中心。", "2027"),
        ("年底前完成改造任务。", "2025"),
        ("今年年底前完成改造任务。", "2025"),
        ("6月底前完成改造任务。", "2025-06"),
        ("12月20日前完成改造任务。", "2025-12-20"),
        ("2026年底前完成方案编制，2027年6月底前建成投用。", "2027-06"),
        ("2026年内建成综合服务中心。", "2026"),
        ("2026年9月—12月，开展专项整治。", "2026-12"),
        ("国庆节前完成改造任务。", "2025-09-30"),
        ("“五一”前完成改造任务。", "2025-04-30"),
        ("上半年完成招标，年底完成主体工程。", "2025"),
        ("第一、二季度完成改造任务。", "2025-06"),
        ("6月20日、12月20日前分别报送半年和全年总结。", "2025-12-20"),
        ("2.今年底前完成改造任务。", "2025"),
        ("3.5-6月份，开展专项整治。", "2025-06"),
        ("上半年各区组织的评比于7月中旬前完成。", "2025-07"),
        ("原定于4月份的验收推迟到6月份进行。", "2025-06"),
        ("开展专项整治，长期坚持。", "ongoing"),
        ("完善工作机制，持续推进。", "ongoing"),
        ("开展专项整治，长期坚持，2026年底前取得阶段成果。", "2026"),
    ],
)
def test_a_time_limit_in_the_sentence(sentence, limit):
    assert limits(sentence) == [limit]


@pytest.mark.parametrize(
    "sentence",
    [
        "建设公共服务平台。",
        "持续优化营商环境。",
        "每年举办推介活动10场。",
        "每年年底前开展评估工作。",
        "落实《云山市产业规划（2021—2027年）》。",
        "落实《云山市2027年行动计划》各项任务。",
        "按照云政发〔2026〕3号文件推进改革。",
        "巩固2019年试点成果，扩大试点范围。",
        "自2026年起，实施人才奖励政策。",
        "完成2024年度涉农资金清算工作。",
        "加快实施“十四五”规划重大工程。",
        "对2026年3月1日以后获评省级称号的企业，奖励8万元。",
        "对2026年6月30日前竣工的改造项目，按投资额的5%给予补助。",
        "每季度末报送工作进展。",
        "每月10日前报送工作进展。",
        "各区上半年的续证工作，请相应推迟。",
        "自本方案印发之日起30日内报送实施细则。",
    ],
)
def test_what_is_no_time_limit(sentence):
    assert limits(sentence) == [None]


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("“十五五”中期完成改造任务。", "2028"),
        ("2026.10.31前完成改造任务。", "2026-10-31"),
        ("巩固2024年10月的整治成果，12月份组织验收。", "2025-12"),
        ("2026年全省新增托位3万个。", "2026"),
        ("今年我们要办好民生实事。", "2025"),
        ("2026年底前兑现奖励资金。", "2026"),
        ("2026年底前达到标准的，奖励5万元。", None),
        ("支持2026年底前竣工的改造项目，每个给予补助5万元。", None),
        ("2026年市级课题立项申报", None),
        ("办好2026年冬季运动会。", None),
        ("为实现2030年目标打下基础。", None),
        ("完成到2024年底的清算工作。", None),
        ("对重大项目每月调度、半年小结、年末评比。", None),
    ],
)
def test_whether_a_time_limits_the_work(sentence, limit):
    found = limit_in(sentence, "2025")
    assert (found[0] if found is not None else None) == limit


def test_the_parts_behind_a_semicolon_inherit_the_year():
    assert limits("到2027年，建成服务中心；培育服务机构；引进专家团队。") == ["2027"] * 3


def test_a_new_sentence_inherits_nothing():
    assert limits("到2027年，建成服务中心。培育服务机构。") == ["2027", None]


def test_a_part_with_a_date_of_its_own_keeps_it():
    assert limits("到2027年，建成服务中心；2026年底前，引进专家团队。") == ["2027", "2026"]


def test_the_date_below_the_document_gives_the_year():
    text = (
        "云山市产业发展行动方案\n" + work("（一）推进工作", "年底前完成改造任务。") + "\n云山市人民政府\n2026年3月5日"
    )
    deadline = plan_of(text).tasks[0].deadline
    assert deadline is not None
    assert deadline.value == "2026"


def test_without_any_year_the_end_of_the_year_says_nothing():
    assert limits("年底前完成改造任务。", title="云山市产业发展行动方案\n") == [None]


@pytest.mark.parametrize(
    ("note", "limit"),
    [
        ("（牵头单位：市科技局；完成时限：2026年6月底前）", "2026-06"),
        ("（市科技局牵头，2026年12月底前完成）", "2026-12"),
        ("（责任单位：市科技局；完成时限：长期坚持）", "ongoing"),
        ("（责任单位：市科技局）", None),
    ],
)
def test_a_time_limit_in_the_note(note, limit):
    assert limits(f"建设公共服务平台。{note}") == [limit]


def test_the_sentences_own_date_wins_over_the_notes():
    assert limits("建设公共平台，2026年9月底前投用。培育服务机构。（责任单位：市科技局；完成时限：2027年底前）") == [
        "2026-09",
        "2027",
    ]


def test_a_deadline_knows_its_place():
    plan = plan_of(TITLE + work("建设综合服务中心，2026年6月底前建成投用。"))
    deadline = plan.tasks[0].deadline
    assert deadline is not None
    assert deadline.span is not None
    assert deadline.span.of(plan.document.text).startswith("2026年6月底")


def test_a_heading_that_is_a_month_dates_its_items():
    text = (
        "云山市2025年工作计划\n一、重点任务\n（一）三月份\n制定培训方案。\n开展2025年上半年审核工作。\n3月15日前完成申报。\n"
        "（二）十一月\n建立服务站点。"
    )
    dates = [task.deadline.value for task in plan_of(text).tasks if task.deadline is not None]
    assert dates == ["2025-03", "2025-03", "2025-03-15", "2025-11"]


def test_the_title_tells_the_year_also_where_the_document_is_older():
    text = (
        "云山市2026年工作要点\n" + work("（一）推进工作", "6月底前完成改造任务。") + "\n云山市人民政府\n2025年12月5日"
    )
    deadline = plan_of(text).tasks[0].deadline
    assert deadline is not None
    assert deadline.value == "2026-06"
