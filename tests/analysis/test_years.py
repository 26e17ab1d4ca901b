"""Which years a document is about."""

import pytest

from planlens.analysis.years import ADVERBIAL_YEAR, own_year, stated_year, year_in
from tests.analysis.pictures import draft_of

BODY = "\n一、重点任务\n建设产业园区，完善配套设施。\n"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025年", "2025"),
        ("到2025年、2027年", "2027"),
        ("二〇二七年", "2027"),
        ("“十四五”期间", "2025"),
        ("三年", None),
        ("", None),
    ],
)
def test_the_last_year_of_a_text(text, year):
    assert year_in(text) == year


@pytest.mark.parametrize(
    "text", ["到2027年，产值", "2027年，", "其中2027年", "力争2027年", "建设，2027年完成", "产值2027年底前"]
)
def test_years_that_say_when(text):
    assert [found["y"] or found["y2"] for found in ADVERBIAL_YEAR.finditer(text)] == ["2027"]


@pytest.mark.parametrize("text", ["比2022年翻一番", "较2020年下降", "2027年度", "2027年的任务"])
def test_years_that_do_not(text):
    assert ADVERBIAL_YEAR.search(text) is None


@pytest.mark.parametrize(
    ("title", "own", "stated"),
    [
        ("云山市产业发展规划（2024—2027年）", "2024", None),
        ("云山市2025年工作要点", "2025", "2025"),
        ("云山市“十四五”产业发展规划", "2021", None),
        ("云山市产业发展规划", None, None),
    ],
)
def test_the_years_of_a_title(title, own, stated):
    draft = draft_of(title + BODY)
    assert (own_year(draft), stated_year(draft)) == (own, stated)


def test_the_date_below_a_document_is_its_year():
    draft = draft_of("云山市产业发展规划" + BODY + "云山市人民政府\n2026年3月5日")
    assert (own_year(draft), stated_year(draft)) == ("2026", "2026")
