"""What is measured, what is quoted, and numbers that look like targets and are none."""

import pytest

from tests.analysis.pictures import TITLE, aims, figures, plan_of


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
