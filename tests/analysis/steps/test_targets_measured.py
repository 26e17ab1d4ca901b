"""What is measured, what is quoted, and numbers that look like targets and are none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.pictures import TITLE, aims, figures, plan_of, targets
from tests.growing import LINEAR, exponent


@pytest.mark.parametrize(
    "sentence",
    [
        "租赁办公场所面积超过300平方米（含）的，给予补贴。",
        "对年应纳税所得额100万元至300万元部分，再减半征收企业所得税。",
        "所需资金由市、区两级按照1：1比例负担。",
        "以8个国家枢纽和10个数据中心集群为抓手，优化算力布局。",
        "我区初步安排的重点项目有66个。",
    ],
)
def test_cases_shares_means_and_counts_are_no_targets(sentence):
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("师生比达到1：15。", ("师生比", "=", "1:15", "师生比达到1：15")),
        ("居民医保财政补助标准提高30元。", ("居民医保财政补助标准", "+", "30", "居民医保财政补助标准提高30元")),
        ("全力完成今年800户改造任务。", ("改造任务", "=", "800", "全力完成今年800户改造任务")),
        ("到2027年底前，再生资源回收率达到80%。", ("再生资源回收率", "=", "80", "再生资源回收率达到80%")),
        ("面向3万名技术人才开展培训。", ("面向技术人才开展培训", "=", "30000", "面向3万名技术人才开展培训")),
    ],
)
def test_what_is_measured_and_quoted(sentence, found):
    (target,) = plan_of(TITLE + aims(sentence)).targets
    assert (target.indicator, target.op.value, target.value, target.text) == found


def test_one_bound_behind_all_values():
    assert figures("参保率、覆盖率分别达到97%、95%以上。") == [">= 97 %", ">= 95 %"]


def test_a_sentence_of_several_years_leads_nothing():
    text = "2024年启动试点，2025年扩大范围，2026年全面推开。三年计划培育20家企业。"
    assert figures(text) == ["= 20 家"]


def test_a_change_alone_is_of_what_stood_before():
    text = "赤字规模4000亿元，比上年增加300亿元。"
    assert [target.indicator for target in plan_of(TITLE + aims(text)).targets] == ["赤字规模", "赤字规模"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("东区、西区空气优良率均达到90%以上。", ["东区空气优良率 >= 90 %", "西区空气优良率 >= 90 %"]),
        ("绿地率和湿地率都超过70%。", ["绿地率 >= 70 %", "湿地率 >= 70 %"]),
        ("家政服务业跃升至百亿级，康养业达到二十亿级。", ["家政服务业 = 100 亿", "康养业 = 20 亿"]),
        ("实现质量指标全市领先和师生满意度进市直学校前五两大目标。", ["师生满意度 <= 5"]),
        ("力争实现“零伤亡”、“零触电”的目标。", ["伤亡 = 0", "触电 = 0"]),
        ("人均预期寿命提高2岁，达到83岁。", ["人均预期寿命 + 2 岁", "人均预期寿命 = 83 岁"]),
        ("保证蔬菜产量达到6万吨。", ["蔬菜产量 = 60000 吨"]),
    ],
)
def test_subjects_grades_ranks_and_nothing(sentence, found):
    assert targets(TITLE + aims(sentence)) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("培育应用型人才300人。", "应用型人才 = 300 人"),
        ("服务器达到600台。", "服务器 = 600 台"),
        ("建设服务区12个。", "服务区 = 12 个"),
        ("开发区达到9个。", "开发区 = 9 个"),
        ("（一）新建中学4所。", "新建中学 = 4 所"),
        ("④开通公交线路7条。", "公交线路 = 7 条"),
        ("可再生能源占比达到25%。", "可再生能源占比 = 25 %"),
        ("共享单车达到6000辆。", "共享单车 = 6000 辆"),
    ],
)
def test_an_indicator_is_made_of_whole_words(sentence, found):
    assert targets(TITLE + aims(sentence)) == [found]


def test_the_year_that_a_heading_names():
    text = "一、2026年工作安排\n（一）壮大产业\n培育龙头企业30家。\n二、重点任务\n（一）完善服务\n新建公园5个。"
    assert targets("云山市政府工作报告\n" + text) == ["龙头企业 = 30 家 2026", "新建公园 = 5 个"]


def test_a_lead_between_phrases_leads_the_phrases_after_it():
    text = aims(
        "——坚持创新。突出创新引领，推动技术应用。",
        "到2027年，产业迈上新台阶。",
        "——规模更大。工业总产值突破800亿元。",
        "——结构更优。绿地率达到42%。",
    )
    assert [line.rsplit(" ", 1)[1] for line in targets(TITLE + text)] == ["2027", "2027"]


def test_aims_under_a_title_of_their_own_words():
    text = "一、总体要求\n（一）指导思想\n坚持创新引领，推动绿色发展。\n（二）建设目标\n到2027年，培育骨干企业30家。"
    assert targets(TITLE + text) == ["骨干企业 = 30 家 2027"]


def test_one_bound_behind_two_values():
    assert figures("参保率保持在90%和98%以上。") == [">= 90 %", ">= 98 %"]


STARTS = [
    "到2027年，",
    "培育",
    "企业",
    "20家",
    "达到",
    "百分之二十",
    "以上",
    "零死亡",
    "前三",
    "千亿级",
    "（一）",
    "①",
    "万",
]
OTHERS = [
    "、",
    "，",
    "。",
    "；",
    "（",
    "）",
    "“",
    "”",
    "分别",
    "均",
    "和",
    "1/3",
    "全覆盖",
    "翻一番",
    "3.5%",
    "服务器",
    "5—6",
    "的",
]
PIECES = st.sampled_from([*STARTS, *OTHERS])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_whatever_the_text_quotes_are_of_it_and_values_are_numbers(text):
    source = TITLE + aims(text)
    for target in plan_of(source).targets:
        assert target.text in "".join(source.split())
        assert target.indicator
        assert re.fullmatch(r"\d+(\.\d+)?(~\d+(\.\d+)?)?|\d+/\d+|\d+:\d+", target.value)


@pytest.mark.parametrize(
    "piece", ["1", "培育企业20家、", "培育企业20家，", "1:", "到2027年", "达到20%和", "（20家", "并将20家"]
)
def test_the_time_is_linear(piece):
    assert exponent(lambda count: plan_of(TITLE + aims(piece * count + "。")), 100) < LINEAR


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增600处监控联网、累计达4000处。", ["新增监控联网", "累计监控联网"]),
        ("全部设置便民菜店，年内完成30个。", ["全部设置便民菜店"]),
        ("办理数量超20万人次。", ["办理数量"]),
        ("年内计划投资6亿元。", ["计划投资"]),
        ("办公工具普及率和设备完好率分别达到70%、60%。", ["办公工具普及率", "设备完好率"]),
    ],
)
def test_what_is_measured_where_the_words_stand_elsewhere(sentence, expected):
    assert [target.indicator for target in plan_of(TITLE + aims(sentence)).targets] == expected


def test_a_period_that_is_over_gives_way_to_the_next_one():
    plan = plan_of(
        "云山市2026年政府工作报告\n一、“十四五”时期成就和“十五五”时期目标\n"
        "“十四五”时期，我们克服困难，各项事业不断前进。\n"
        "“十五五”时期是关键时期。\n围绕上述目标，设置了主要指标，包括：劳动生产率达到58万元/人，绿化率达到45%。\n"
    )
    assert {target.year for target in plan.targets} == {"2030"}
