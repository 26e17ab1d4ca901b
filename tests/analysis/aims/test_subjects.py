"""Subjects that share a predicate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.analysis.aims.subjects import subjects


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("绿地率和湿地保护率", ["绿地率", "湿地保护率"]),
        ("绿地率、湿地率以及覆盖率", ["绿地率", "湿地率", "覆盖率"]),
        ("基本养老保险、基本医疗保险参保率", ["基本养老保险参保率", "基本医疗保险参保率"]),
        ("城镇、农村居民人均可支配收入", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("东区、西区空气优良率", ["东区空气优良率", "西区空气优良率"]),
        ("果园除草、施肥机械化率", ["果园除草机械化率", "果园施肥机械化率"]),
        ("锂电新材料、先进装备、生物医药产业规模", ["锂电新材料产业规模", "先进装备产业规模", "生物医药产业规模"]),
        ("市级优质均衡示范乡镇、现代化学校创建比例", ["市级优质均衡示范乡镇创建比例", "现代化学校创建比例"]),
        ("发展水平", ["发展水平"]),
    ],
)
def test_each_subject_is_whole(text, parts):
    assert subjects(text) == parts


@given(st.text("甲乙区率和与及、，收入绿地", max_size=20))
def test_any_text_is_parted(text):
    assert subjects(text)
