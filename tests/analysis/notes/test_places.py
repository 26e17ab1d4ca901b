"""Whose plan it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.analysis.notes.places import Level, Place, place_of
from planlens.model import Document, Plan, Source


def place(title: str | None, text: str = "") -> tuple[Level, str]:
    found = place_of(Plan(Document(Source("a", "txt", "0"), text, ()), title))
    return found.level, found.word


@pytest.mark.parametrize(
    ("title", "level", "word"),
    [
        ("广州市天河区现代都市工业发展规划", Level.DISTRICT, "区"),
        ("浙江省防汛规划", Level.PROVINCE, "省"),
        ("山东智慧海洋行动方案", Level.PROVINCE, "省"),
        ("内蒙古自治区林草规划", Level.PROVINCE, "自治区"),
        ("上海市防灾规划", Level.CITY, "市"),
        ("2026年天津市滨海新区工作要点", Level.DISTRICT, "区"),
        ("大理白族自治州规划", Level.CITY, "州"),
        ("政和县工作要点", Level.COUNTY, "县"),
        ("鄂温克族自治旗规划", Level.COUNTY, "旗"),
        ("江苏省盐城市规划", Level.CITY, "市"),
        ("成都市智慧城市规划", Level.CITY, "市"),
        ("佛山市工作要点", Level.CITY, "市"),
        ("深圳市宝山区工作要点", Level.DISTRICT, "区"),
        ("山东省智慧城市建设规划", Level.PROVINCE, "省"),
        ("智慧城市和现代都市工业规划", Level.NATION, ""),
        ("国务院关于城市更新的意见", Level.NATION, ""),
        ("关于推进城市更新、社区治理和示范区建设的方案", Level.NATION, ""),
        (None, Level.NATION, ""),
    ],
)
def test_the_title_tells(title, level, word):
    assert place(title) == (level, word)


def test_the_first_lines_tell_where_the_title_does_not():
    assert place("政府工作报告", "——在云山县第十届人民代表大会上\n各位代表：") == (Level.COUNTY, "县")


def test_what_the_text_calls_its_own_place_tells_last():
    assert place(None, "推动我市港口发展，全市统一部署。各县配合。") == (Level.CITY, "市")
    assert place(None, "我国经济向好，我国外贸增长，全省作出部署。") == (Level.NATION, "")


@given(st.none() | st.text(max_size=30), st.text(alphabet="我全省市区县自治国人民政府第一届\n，", max_size=60))
def test_any_text_has_a_place(title, text):
    found = place_of(Plan(Document(Source("a", "txt", "0"), text, ()), title))
    assert isinstance(found, Place)
