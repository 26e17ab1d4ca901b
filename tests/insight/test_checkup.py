"""The check-up before tasks are sent out: what each rule finds, and what it rightly leaves alone."""

from __future__ import annotations

import pytest

from planlens.analysis import analyse
from planlens.insight.checkup import RULES, check
from planlens.model import Plan
from planlens.readers.txt import READER

HEAD = "云山市数字经济行动方案（2024—2026年）\n一、重点任务\n（一）基础设施\n"
GOOD = "建成数据中心3个，2025年底前完成。（牵头单位：市数据局；配合单位：市财政局）\n"


def plan(text: str, title: str = HEAD) -> Plan:
    return analyse(READER.read((title + text).encode(), "方案.txt"))


def found(*texts: str) -> list[str]:
    """The rules that find something, each with the beginning of what it says."""
    return [f"{finding.rule}: {finding.words}" for finding in check([plan(text) for text in texts])]


def rules(*texts: str) -> set[str]:
    return {line.partition(":")[0] for line in found(*texts)}


def test_a_sound_plan_has_no_finding() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ("no-unit", "新建基站300个，2025年底前完成。\n", "新建基站300个，2025年底前完成。（责任单位：市通信管理局）\n"),
        (
            "no-lead",
            "新建基站300个，2025年完成。（责任单位：市财政局、市教育局）\n",
            "新建基站300个，2025年完成。（责任单位：市财政局）\n",
        ),
        (
            "two-leads",
            "新建基站300个，2025年完成。（牵头单位：市财政局、市教育局）\n",
            "新建基站300个，2025年完成。（牵头单位：市财政局）\n",
        ),
        ("no-limit", "新建基站300个。（牵头单位：市财政局）\n", "新建基站300个，2025年完成。（牵头单位：市财政局）\n"),
        (
            "after-end",
            "新建基站300个，2028年完成。（牵头单位：市财政局）\n",
            "新建基站300个，2026年完成。（牵头单位：市财政局）\n",
        ),
        (
            "vague",
            "进一步加强网络安全保障。（牵头单位：市公安局）\n",
            "进一步加强网络安全保障，检查单位200家。（牵头单位：市公安局）\n",
        ),
        (
            "renamed-unit",
            "新建基站300个，2025年完成。（牵头单位：市环境保护局）\n",
            "新建基站300个，2025年完成。（牵头单位：市生态环境局）\n",
        ),
        (
            "duplicate",
            "推动高频政务服务事项一网通办，2025年完成。（牵头单位：市数据局）\n"
            "推动高频政务服务事项一网通办，2025年完成。（牵头单位：市财政局）\n",
            "推动高频政务服务事项一网通办，2025年完成。（牵头单位：市数据局）\n"
            "推动农村公路提档升级，2025年完成。（牵头单位：市交通运输局）\n",
        ),
    ],
)
def test_what_a_rule_finds_and_what_it_leaves_alone(rule: str, bad: str, good: str) -> None:
    assert rule in rules(GOOD + bad)
    assert rule not in rules(GOOD + good)


def test_what_a_whole_plan_lacks_is_one_finding() -> None:
    text = "".join(f"建设{name}示范项目3个，2025年完成。\n" for name in "甲乙丙丁戊己")
    assert found(text) == ["no-unit: 6项任务中有6项没有责任单位，交办前请先核定。"]


def test_targets_that_contradict_each_other_across_plans() -> None:
    one = "到2026年，数字经济核心产业增加值达到300亿元。（牵头单位：市数据局）\n"
    other = "到2026年，数字经济核心产业增加值达到350亿元。（牵头单位：市发展改革委）\n"
    assert any("目标前后不一致：300亿元、350亿元" in line for line in found(one, other))
    assert "contradiction" not in rules(one, one.replace("市数据局", "市统计局"))


def test_the_same_task_in_two_plans() -> None:
    assert any("另一份文件的1项任务几乎相同" in line for line in found(GOOD, GOOD))


def test_one_unit_with_far_more_than_the_others() -> None:
    units = ["市数据局"] * 20 + [
        f"市{name}局" for name in ("财政", "教育", "民政", "水利", "商务", "统计", "审计", "司法")
    ]
    units += ["市体育局", "市林业局", "市信访局", "市医保局"]
    text = "".join(
        f"建设第{place}批示范项目{place + 2}个，2025年完成。（牵头单位：{unit}）\n" for place, unit in enumerate(units)
    )
    assert any(line.startswith("overload: 市数据局承担20项") for line in found(text))


def test_every_rule_has_a_name() -> None:
    assert {finding.title for finding in check([plan(GOOD + "推进有关工作。\n")])} <= set(RULES.values())


def test_everybody_needs_no_lead() -> None:
    led = "建成数据中心3个，2025年底前完成。（牵头单位：市数据局；配合单位：市财政局）\n"
    shared = "建成车站3座，2025年底前完成。（责任单位：市交通运输局、市财政局）\n"
    everybody = "各县（市、区）、各部门组织排查隐患2次，2025年底前完成。（责任单位：各县（市、区）、各有关部门）\n"
    assert "no-lead" in rules(led + shared)
    assert "no-lead" not in rules(led + everybody)


def test_an_indicator_with_many_values_is_of_several_things() -> None:
    lines = [f"{what}项目计划投资{value}亿元，2025年底前完成。（牵头单位：市数据局）\n" for what, value in
             (("机场", 3), ("港口", 64), ("车站", 9))]  # fmt: skip
    assert "contradiction" not in rules("".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "各县区要制定实施细则。",
        "望澜区依托算力优势，建设数据产业园2个。",
        "霁川县加快建设数据中心2个。",
        "市教育局会同有关单位制定实施细则。",
        "历城区推动建设数据产业园2个。",
    ],
)
def test_a_sentence_that_begins_with_who_acts_needs_no_unit(text: str) -> None:
    assert "no-unit" not in rules(GOOD + f"{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "推动老城区加快更新改造3处。",
        "示范区加快建设数据中心2个。",
        "在望澜区建设数据中心2个。",
        "全市要建设数据中心2个。",
        "鼓励有条件的县区建设数据中心2个。",
    ],
)
def test_a_place_that_does_nothing_itself_is_nobody(text: str) -> None:
    assert "no-unit" in rules(GOOD + f"{text}\n")


def test_the_same_at_other_times_is_another_task() -> None:
    line = "组织开展全市教师信息技术应用能力研修，{}完成。（牵头单位：市教育局）\n"
    assert "duplicate" in rules(line.format("2025年5月") * 2)
    assert "duplicate" not in rules(line.format("2025年5月") + line.format("2025年9月"))


def test_the_new_name_has_the_place_where_it_belongs() -> None:
    text = "新建网点3个，2025年完成。（牵头单位：云山银保监局；配合单位：省地方金融监管局）\n"
    remedies = {finding.unit: finding.remedy for finding in check([plan(text)]) if finding.rule == "renamed-unit"}
    assert remedies == {
        "云山银保监局": "国家金融监督管理总局云山监管局",
        "省地方金融监管局": "省地方金融管理局",
    }


def test_a_size_in_words_is_something_to_be_measured_by() -> None:
    lead = "（牵头单位：市数据局）\n"
    assert "vague" in rules(GOOD + f"大力推进算力中心建设。{lead}")
    assert "vague" not in rules(GOOD + f"大力推进算力中心建设，形成万卡级规模。{lead}")
