"""How findings are put into words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planlens.model import Deadline, Evidence, Op, Span, Target
from planlens.views.wording import deadline_text, heading_text, table_title, target_text, target_unit, target_value

SURE = Evidence("by-hand")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2025", "2025年"),
        ("2025-06", "2025年6月"),
        ("2025-06-30", "2025年6月30日"),
        ("2025-12-01", "2025年12月1日"),
        ("ongoing", "长期坚持"),
        ("开工后两年内", "开工后两年内"),
    ],
)
def test_deadline(value: str, text: str) -> None:
    assert deadline_text(Deadline(value, SURE)) == text


def test_no_deadline_is_empty() -> None:
    assert deadline_text(None) == ""


def target(indicator: str, op: str, amount: str, year: str | None = None, nature: str | None = None) -> Target:
    """A target; *amount* is value and unit with a blank between."""
    value, unit = amount.split()
    return Target("g1", None, Span(0, 0), indicator, indicator, Op(op), value, unit, year, nature, SURE)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (target("森林覆盖率", ">=", "42 %", "2025"), "森林覆盖率不低于42%（2025年）"),
        (target("森林覆盖率达到", ">=", "42 %"), "森林覆盖率不低于42%"),
        (target("城镇调查失业率", "<=", "5.5 %"), "城镇调查失业率不超过5.5%"),
        (target("城镇调查失业率控制在", "<=", "5.5 %"), "城镇调查失业率控制在5.5%以内"),
        (target("新建学校", "=", "12 所"), "新建学校12所"),
        (target("PM2.5", "=", "35 微克/立方米"), "PM2.5为35微克/立方米"),
        (target("研发经费投入强度", "~", "3 %"), "研发经费投入强度3%左右"),
        (target("地区生产总值年均", "+", "6 %"), "地区生产总值年均增长6%"),
        (target("地区生产总值年均增长", "+", "6 %"), "地区生产总值年均增长6%"),
        (target("工业增加值", "+", "7 %"), "工业增加值增长7%"),
        (target("城镇化率", "+", "1.5 个百分点"), "城镇化率提高1.5个百分点"),
        (target("床位", "+", "300 张"), "床位增加300张"),
        (target("单位能耗", "-", "13.5 %"), "单位能耗下降13.5%"),
        (target("单位能耗降低", "-", "13.5 %"), "单位能耗降低13.5%"),
        (target("失业率", "<=", "5~5.5 %"), "失业率不超过5%～5.5%"),
        (target("新建公园", "=", "5~6 个"), "新建公园5～6个"),
        (target("湿地保护率", ">=", "60 %", "2030", "约束性"), "湿地保护率不低于60%（2030年，约束性）"),
        (target("2030年湿地保护率", ">=", "60 %", "2030"), "2030年湿地保护率不低于60%"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_target_reads_as_one_phrase_without_doubled_words(found: Target, text: str) -> None:
    assert target_text(found) == text


def test_a_clause_that_says_all_is_shown_as_it_stands() -> None:
    found = replace(target("生产效率", ">=", "20 %", "2025"), text="生产效率提高20%以上")
    assert target_text(found) == "生产效率提高20%以上（2025年）"
    rest = replace(target("高端纺织集群", "=", "800 亿元", "2026"), text="800亿元")
    assert target_text(rest) == "高端纺织集群800亿元（2026年）"


def test_large_round_numbers_are_written_with_ten_thousands() -> None:
    assert target_text(target("年接待游客", "=", "1800000 人次")) == "年接待游客180万人次"
    assert target_value(target("年接待游客", "=", "7000000~7500000 人次")) == "700万～750万"
    assert target_value(target("管网", "=", "82530 公里")) == "82530"


@pytest.mark.parametrize(
    ("rule", "value", "unit", "shown"),
    [
        ("quantity:cover", "100", "%", ("全覆盖", "")),
        ("quantity:zero", "0", "", ("清零", "")),
        ("quantity:fold", "2", "倍", ("翻一番", "")),
        ("quantity:rank", "3", "", ("前3位", "")),
        ("quantity:number", "100", "%", ("100", "%")),
    ],
)
def test_values_that_documents_put_into_words(rule: str, value: str, unit: str, shown: tuple[str, str]) -> None:
    found = Target("g1", None, Span(0, 0), "", "甲", Op.EQUAL, value, unit, None, None, Evidence(rule))
    assert (target_value(found), target_unit(found)) == shown


def test_value_alone_has_its_word_but_no_unit() -> None:
    assert target_value(target("森林覆盖率", ">=", "42 %")) == "不低于42"
    assert target_value(target("PM2.5", "=", "35 微克/立方米")) == "35"
    assert target_value(target("失业率", "<=", "5~5.5 %")) == "不超过5～5.5"


@pytest.mark.parametrize(
    ("number", "title", "text"),
    [
        ("（三）", "优化布局", "（三）优化布局"),
        ("一、", "总体要求", "一、总体要求"),
        ("第一章", "总则", "第一章 总则"),
        ("1.2", "补链强链", "1.2 补链强链"),
        ("", "附则", "附则"),
        ("二、", "", "二、"),
    ],
)
def test_heading(number: str, title: str, text: str) -> None:
    assert heading_text(number, title) == text


@pytest.mark.parametrize(
    ("plan_title", "title"),
    [
        ("青川市规划", "《青川市规划》任务分解表"),
        ("《青川市规划》", "《青川市规划》任务分解表"),
        ("落实《规划》和《纲要》的意见", "《落实〈规划〉和〈纲要〉的意见》任务分解表"),
        ("《规划》和《纲要》", "《〈规划〉和〈纲要〉》任务分解表"),
        ("青川市规划任务分解表", "青川市规划任务分解表"),
        ("青川市\n规划", "《青川市 规划》任务分解表"),
        (None, "任务分解表"),
        ("", "任务分解表"),
    ],
)
def test_title(plan_title: str | None, title: str) -> None:
    assert table_title(plan_title, "任务分解表") == title
