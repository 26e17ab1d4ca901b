"""The table of offices."""

import pytest

from planlens.analysis.notes import gazetteer
from planlens.analysis.notes.gazetteer import bare_names, known_units, offices
from planlens.analysis.notes.places import NATION, Level, Place
from planlens.language.unit_names import completions
from planlens.model import PlanlensError

BY_KEY = {office.key: office for office in offices()}


@pytest.mark.parametrize(
    ("key", "place", "name"),
    [
        ("发展改革", Place(Level.DISTRICT, "区"), "区发展改革局"),
        ("发展改革", NATION, "国家发展改革委"),
        ("教育", Place(Level.PROVINCE, "自治区"), "自治区教育厅"),
        ("组织部", Place(Level.PROVINCE, "自治区"), "自治区党委组织部"),
        ("财政", Place(Level.CITY, "州"), "州财政局"),
        ("财政", Place(Level.COUNTY, "旗"), "旗财政局"),
        ("市场监管", Place(Level.CITY, "市"), "市市场监管局"),
        ("共青团", Place(Level.CITY, "市"), "团市委"),
        ("城市管理", NATION, None),
    ],
)
def test_names_at_a_level(key, place, name):
    assert BY_KEY[key].name_at(place) == name


def test_bare_names_hold_names_without_prefix_and_aliases():
    assert {"发展改革委", "发展改革局", "发改委", "财政局", "市场监管局", "工信局"} <= bare_names()
    assert "市财政局" not in bare_names()


def test_duties_are_long_enough_to_compare():
    short = {office.key for office in offices() if office.duties and len(office.duties) < 15}
    assert short == set()


def test_a_name_of_a_level_begins_with_its_word():
    for office in offices():
        for level, word in ((Level.PROVINCE, "省"), (Level.CITY, "市")):
            for name in office.names.get(level, ())[:1]:
                assert name.startswith((word, "团", "各", "海关", "开发区", "证监", "民航", "军分区", "人民银行")), name


def test_a_row_with_a_missing_column_is_reported(monkeypatch):
    monkeypatch.setattr(gazetteer, "table", lambda _: (("教育", "教育部"),))
    with pytest.raises(PlanlensError, match="教育") as error:
        gazetteer.offices.__wrapped__()
    assert error.value.code == "duties-table"


@pytest.mark.parametrize(
    ("place", "typed", "name"),
    [
        (Place(Level.CITY, "市"), "发改委", "市发展改革委"),
        (Place(Level.DISTRICT, "区"), "工信局", "区工业和信息化局"),
        (Place(Level.PROVINCE, "省"), "住建厅", "省住房城乡建设厅"),
        (Place(Level.COUNTY, "县"), "人社局", "县人力资源社会保障局"),
        (Place(Level.CITY, "市"), "卫健委", "市卫生健康委"),
        (NATION, "财政部", "财政部"),
        (Place(Level.CITY, "市"), "省财政", "省财政厅"),
        (Place(Level.CITY, "市"), "财政", "市财政局"),
    ],
)
def test_an_abbreviation_finds_the_office_of_the_place(place, typed, name):
    assert completions(typed, {}, known_units(place))[0] == name
