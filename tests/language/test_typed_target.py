"""Targets as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.language.typed_target import typed_target, typed_value


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("森林覆盖率达到42%", "森林覆盖率 >= 42 % None"),
        ("到2027年，森林覆盖率不低于42.5%", "森林覆盖率 >= 42.5 % 2027"),
        ("单位GDP能耗下降13.5%", "单位GDP能耗下降 - 13.5 % None"),
        ("地区生产总值年均增长6%左右", "地区生产总值年均增长 ~ 6 % None"),
        ("PM2.5浓度控制在30微克以内", "PM2.5浓度 <= 30 微克 None"),
        ("资产负债率不超过60%", "资产负债率 <= 60 % None"),
        ("办理时间不多于3天", "办理时间 <= 3 天 None"),
        ("满意度高于95%", "满意度 >= 95 % None"),
        ("水耗低于40立方米", "水耗 <= 40 立方米 None"),
        ("新建5G基站3000个以上", "新建5G基站 >= 3000 个 None"),
        ("2030年底前建成公园20个", "建成公园 >= 20 个 2030"),
        ("群众满意度", "群众满意度 >=   None"),
    ],
)
def test_a_line_becomes_a_target(text, picture):
    found = typed_target(text)
    assert f"{found.indicator} {found.op} {found.value} {found.unit} {found.year}" == picture
    assert found.text == text


@given(st.text("到2027年，森林覆盖率达不低于增长4.%万个以上 ", min_size=1, max_size=20).filter(str.strip))
def test_any_line_keeps_its_words(text):
    found = typed_target(text)
    assert found.text == " ".join(text.split())
    assert found.indicator or found.year


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("4.2万", "人", 42000),
        ("4.2万", "", 42000),
        ("4.2万人", "万人", 4.2),
        ("4.2", "亿元", 4.2),
        ("500万元", "亿元", 0.05),
        ("1.5万亿", "亿元", 15000),
        ("1，200.5亿元", "亿元", 1200.5),
        ("４２％", "%", 42),
        ("百分之四十二", "%", 42),
        ("四十二", "%", 42),
        ("0.5%", "个百分点", 0.5),
        ("−1.2", "%", -1.2),
        ("12度", "度", 12),
        ("10 家", "家", 10),
    ],
)
def test_a_value_is_reckoned_in_the_unit_of_its_target(text, unit, value):
    assert typed_value(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "人"),
        ("很多", ""),
        ("5~6", "%"),
        ("约5", "%"),
        ("5吨", "人"),
        ("5万", "%"),
        ("十余家", "家"),
        ("12 34", ""),
        ("1.2.3", ""),
    ],
)
def test_what_is_no_value_is_refused(text, unit):
    assert typed_value(text, unit) is None


@given(st.text("0123456789.,万亿元%十百点-~ 家"), st.sampled_from(["", "亿元", "人", "%"]))
def test_any_text_is_a_number_or_refused(text, unit):
    value = typed_value(text, unit)
    assert value is None or isinstance(value, float)
