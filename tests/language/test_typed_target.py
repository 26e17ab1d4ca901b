"""Targets as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.language.typed_target import typed_target


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("森林覆盖率达到42%", "森林覆盖率 >= 42 % None"),
        ("到2027年，森林覆盖率不低于42.5%", "森林覆盖率 >= 42.5 % 2027"),
        ("单位GDP能耗下降13.5%", "单位GDP能耗下降 - 13.5 % None"),
        ("地区生产总值年均增长6%左右", "地区生产总值年均增长 ~ 6 % None"),
        ("PM2.5浓度控制在30微克以内", "PM2.5浓度 <= 30 微克 None"),
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
