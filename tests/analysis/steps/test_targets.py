"""The numbers that a plan wants to reach."""

import pytest

from tests.analysis.pictures import aims, plan_of, targets, work

TITLE = "云山市产业发展规划（2024—2027年）\n"


def figures(sentence: str) -> list[str]:
    """Return the targets of a goal sentence without their indicators: >= 160 家 2025."""
    plan = plan_of(TITLE + aims(sentence))
    found = ((target.op.value, target.value, target.unit, target.year) for target in plan.targets)
    return [" ".join(part for part in parts if part) for parts in found]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("到2027年，规上工业企业达到160家。", "= 160 家 2027"),
        ("到2027年，规上工业企业为160家。", "= 160 家 2027"),
        ("到2027年，规上工业企业力争达到160家。", "= 160 家 2027"),
        ("到2027年，规上工业企业达到160家以上。", ">= 160 家 2027"),
        ("到2027年，规上工业企业超过160家。", ">= 160 家 2027"),
        ("到2027年，规上工业企业不少于160家。", ">= 160 家 2027"),
        ("到2027年，工业总产值突破800亿元。", ">= 800 亿元 2027"),
        ("到2027年，森林覆盖率不低于42%。", ">= 42 % 2027"),
        ("到2027年，失业率控制在5.5%以内。", "<= 5.5 % 2027"),
        ("到2027年，失业率低于5.5%。", "<= 5.5 % 2027"),
        ("到2027年，平均浓度控制在29微克/立方米以下。", "<= 29 微克/立方米 2027"),
        ("到2027年，工业总产值达到800亿元左右。", "~ 800 亿元 2027"),
        ("到2027年，工业总产值约800亿元。", "~ 800 亿元 2027"),
        ("到2027年，工业总产值年均增长6%。", "+ 6 % 2027"),
        ("到2027年，工业总产值年均增长6%以上。", ">= 6 % 2027"),
        ("到2027年，工业总产值年均增长6%左右。", "~ 6 % 2027"),
        ("到2027年，城镇化率提高2个百分点。", "+ 2 个百分点 2027"),
        ("到2027年，城镇化率提高到65%。", "= 65 % 2027"),
        ("到2027年，单位产值能耗下降13.5%。", "- 13.5 % 2027"),
        ("到2027年，单位产值能耗降低13.5%。", "- 13.5 % 2027"),
        ("到2027年，事故起数每年降低不少于1个百分点。", ">= 1 个百分点 2027"),
        ("到2027年，工业总产值翻一番。", "= 2 倍 2027"),
        ("到2027年，行政村光纤网络全覆盖。", "= 100 % 2027"),
        ("到2027年，城市黑臭水体清零。", "= 0 2027"),
        ("到2027年，综合排名进入全国前三。", "<= 3 2027"),
        ("到2027年，综合排名进入全省前10位。", "<= 10 2027"),
        ("到2027年，优质校占学校总数的三分之一。", "= 1/3 2027"),
        ("到2027年，车桩比达到3:1。", "= 3:1 2027"),
        ("到2027年，粮食产量增长5%-6%。", "+ 5~6 % 2027"),
        ("到2027年，网上办件率达到百分之九十。", "= 90 % 2027"),
        ("到2027年，工业总产值达到3千亿元。", "= 3000 亿元 2027"),
        ("到2027年，打造千亿级绿色食品产业集群。", "= 1000 亿 2027"),
        ("到2027年，打造千亿元级绿色食品产业集群。", "= 1000 亿元 2027"),
        ("到2027年，培训技能人才1.2万人。", "= 12000 人 2027"),
        ("到2027年，培育龙头企业20家。", "= 20 家 2027"),
        ("到2027年，突破关键技术20项。", "= 20 项 2027"),
        ("“十四五”期间，培育龙头企业20家。", "= 20 家 2025"),
        ("力争到2027年，工业总产值达到800亿元。", "= 800 亿元 2027"),
        ("每年培育龙头企业20家。", "= 20 家"),
        ("推动74项事项落地。", "= 74 项"),
    ],
)
def test_every_kind_of_figure(sentence, figure):
    assert figures(sentence) == [figure]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("到2027年，规模以上工业总产值达到800亿元。", "规模以上工业总产值"),
        ("到2027年，力争森林覆盖率达到42%以上。", "森林覆盖率"),
        ("到2027年，地区生产总值年均增长6%。", "地区生产总值年均增长"),
        ("到2027年，失业率控制在5.5%以内。", "失业率"),
        ("到2027年，城镇新增就业5万人以上。", "城镇新增就业"),
        ("每年新增专利500件以上。", "每年新增专利"),
        ("到2027年，营业收入超10亿元的企业达到8家。", "营业收入超10亿元的企业"),
        ("到2027年，居民人均可支配收入突破5万元。", "居民人均可支配收入"),
        ("到2027年，行政村光纤网络全覆盖。", "行政村光纤网络"),
        ("到2027年，打造千亿级绿色食品产业集群。", "绿色食品产业集群"),
        ("到2027年，服务业增加值占地区生产总值比重达到55%。", "服务业增加值占地区生产总值比重"),
        ("到2027年，研发经费投入强度提高0.5个百分点。", "研发经费投入强度"),
        ("到2027年，新能源汽车产量翻两番。", "新能源汽车产量"),
    ],
)
def test_the_thing_measured_in_the_documents_words(sentence, indicator):
    assert [target.indicator for target in plan_of(TITLE + aims(sentence)).targets] == [indicator]


@pytest.mark.parametrize(
    "sentence",
    [
        "截至目前，全市已建成产业园区12个。",
        "建设一个中心、一批基地。",
        "围绕四大产业和8个领域发力。",
        "坚持“2112工程”引领，形成“一核三区”格局。",
        "深入实施《云山市“1234”行动计划》。",
        "到2027年，产业规模迈上新台阶。",
        "到2027年，产业规模达到千亿元量级。",
        "到2027年，行政村光纤网络基本实现全覆盖。",
        "2022年，全市规上工业企业达到120家。",
        "加快云计算、大数据、物联网等6个领域发展。",
        "按照云政发〔2024〕3号文件执行。",
    ],
)
def test_what_is_no_target(sentence):
    assert figures(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "对新认定的高新技术企业给予50万元奖励。",
        "对获评单位给予最高100万元一次性奖补。",
        "按投资额的10%给予补助，单个项目最高不超过200万元。",
    ],
)
def test_sums_that_a_rule_pays_are_no_targets(sentence):
    assert targets(TITLE + work(sentence)) == []


def test_figures_of_a_background_section_are_facts():
    assert targets(TITLE + "一、发展基础\n规上工业企业达到160家。\n二、主要任务\n建设产业园区，完善配套。") == []


def test_no_target_is_taken_from_a_heading():
    assert targets(TITLE + work("（一）培育龙头企业20家", "引进总部企业，延伸产业链条。")) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "到2027年，港口吞吐量、集装箱量分别达到500万吨和20万标箱。",
            ["港口吞吐量 = 5000000 吨 2027", "集装箱量 = 200000 标箱 2027"],
        ),
        (
            "到2025年，工业总产值达到120亿元，到2027年突破300亿元。",
            ["工业总产值 = 120 亿元 2025", "工业总产值 >= 300 亿元 2027"],
        ),
        (
            "到2027年，森林覆盖率达到42%，失业率控制在5%以内。",
            ["森林覆盖率 = 42 % 2027", "失业率 <= 5 % 2027"],
        ),
        (
            "力争到2027年，旅游收入达到56亿元，年接待游客700万—750万人次。",
            ["旅游收入 = 56 亿元 2027", "年接待游客 = 7000000~7500000 人次 2027"],
        ),
        (
            "到2027年，旅游收入比2022年翻一番，达到56亿元以上。",
            ["旅游收入 = 2 倍 2027", "旅游收入 >= 56 亿元 2027"],
        ),
        (
            "到2027年，绿地率和湿地保护率分别超过70%和50%。",
            ["绿地率 >= 70 % 2027", "湿地保护率 >= 50 % 2027"],
        ),
        (
            "到2027年，打造1个千亿级、1个八百亿级产业集群。",
            ["产业集群 = 1000 亿 2027", "产业集群 = 800 亿 2027"],
        ),
        (
            "2024年、2025年分别完成改造300户和400户。",
            ["完成改造 = 300 户 2024", "完成改造 = 400 户 2025"],
        ),
    ],
)
def test_several_targets_in_a_sentence(sentence, found):
    assert targets(TITLE + aims(sentence)) == found


def test_the_parts_of_a_paragraph_inherit_the_year_of_its_lead():
    found = targets(TITLE + aims("到2027年，森林覆盖率达到42%；失业率控制在5%以内。工业总产值突破800亿元。"))
    assert [line.rsplit(" ", 1)[1] for line in found] == ["2027"] * 3


def test_the_paragraphs_of_a_section_inherit_the_year_of_its_lead_paragraph():
    found = targets(
        TITLE
        + aims(
            "到2027年，产业发展实现以下目标：",
            "——规模更大。工业总产值突破800亿元。",
            "——结构更优。森林覆盖率达到42%。",
        )
    )
    assert found == ["工业总产值 >= 800 亿元 2027", "森林覆盖率 = 42 % 2027"]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("到2027年，单位产值能耗较2020年下降13.5%。", "- 13.5 % 2027"),
        ("到2027年，数字经济规模比2020年翻一番。", "= 2 倍 2027"),
        ("数字经济规模比2022年翻一番。", "= 2 倍"),
        ("到2027年，营业收入由2023年的1860亿元增加到2600亿元。", "= 2600 亿元 2027"),
    ],
)
def test_the_year_of_a_comparison_is_not_the_year_of_the_target(sentence, figure):
    assert figures(sentence) == [figure]


def test_the_year_of_the_title_is_nobodys_year():
    assert targets(TITLE + aims("森林覆盖率达到42%。")) == ["森林覆盖率 = 42 %"]


def test_tasks_hold_targets():
    plan = plan_of(TITLE + work("培育龙头企业20家，建设产业园区。", "引进龙头企业。"))
    assert [task.targets for task in plan.tasks] == [("g1",), ()]
    assert plan.targets[0].span.of(plan.document.text) == "培育龙头企业20家"


def test_the_text_of_a_target_is_the_clause_with_indicator_and_number():
    plan = plan_of(TITLE + aims("到2027年，全市森林覆盖率达到42%，失业率控制在5%以内。"))
    assert [target.text for target in plan.targets] == ["全市森林覆盖率达到42%", "失业率控制在5%以内"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("到2027年，服务业增加值占地区生产总值比重达到55%左右。", "服务业增加值占地区生产总值比重 ~ 55 % 2027"),
        ("到2027年，研发投入强度达到3%。", "研发投入强度 = 3 % 2027"),
        ("到2027年，服务业增加值占比达到55%。", "服务业增加值占比 = 55 % 2027"),
        ("到2027年，综合实力进入全省前10位。", "综合实力 <= 10 2027"),
        ("到2027年，综合竞争力进入全国前三。", "综合竞争力 <= 3 2027"),
        ("到2027年，失业率不超过5.5%。", "失业率 <= 5.5 % 2027"),
        ("到2027年，平均等候时间不超过20分钟。", "平均等候时间 <= 20 分钟 2027"),
        ("到2027年，创新能力显著增强，产值达到100亿元。", "产值 = 100 亿元 2027"),
        ("——产业规模持续壮大，到2027年，产值达到100亿元。", "产值 = 100 亿元 2027"),
        ("到2027年，每千人口拥有执业医师3.2人。", "每千人口拥有执业医师 = 3.2 人 2027"),
        ("到2027年，每千人口托位数达到5个。", "每千人口托位数 = 5 个 2027"),
        ("到2027年，过夜游客占比提高到40%。", "过夜游客占比 = 40 % 2027"),
        ("到2027年，绿色建筑占比由38%提高到55%。", "绿色建筑占比 = 55 % 2027"),
        ("到2027年，网上办件率达到百分之九十点五。", "网上办件率 = 90.5 % 2027"),
        ("到2027年，百亿级企业达到6家。", "百亿级企业 = 6 家 2027"),
        ("到2027年，新建公园12个。", "新建公园 = 12 个 2027"),
        ("到2027年，新增市场主体1万户。", "新增市场主体 = 10000 户 2027"),
    ],
)
def test_whole_targets(sentence, found):
    assert targets(TITLE + aims(sentence)) == [found]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [("到2027年，事故起数每年降低不少于1个百分点。", "降低"), ("到2027年，办件时间压缩30%以上。", "压缩")],
)
def test_a_bounded_fall_keeps_its_verb(sentence, kept):
    (target,) = plan_of(TITLE + aims(sentence)).targets
    assert target.op.value == ">="
    assert kept in target.indicator


def test_counts_that_a_plan_acts_on():
    assert targets(TITLE + work("为600户家庭实施改造。"))[0].endswith("= 600 户")
    assert targets(TITLE + work("完成65条、总长度57.9公里的道路改造。"))[0] == "道路改造 = 65 条"


def test_the_last_year_of_the_lead_paragraph_counts():
    lead = "到2025年，融合发展格局基本形成；到2027年，建成示范区。具体目标是："
    assert targets(TITLE + aims(lead, "——服务更好。森林覆盖率达到42%。")) == ["森林覆盖率 = 42 % 2027"]


def test_subjects_that_share_the_last_ones_measure():
    plan = plan_of(TITLE + aims("到2027年，基本养老保险、基本医疗保险参保率分别达到97%、95%以上。"))
    assert [(target.indicator, target.value) for target in plan.targets] == [
        ("基本养老保险参保率", "97"),
        ("基本医疗保险参保率", "95"),
    ]
