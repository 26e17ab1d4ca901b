"""Which years a document is about."""

import pytest

from planlens.analysis import analyse
from planlens.analysis.judging.years import ADVERBIAL_YEAR, own_year, stated_year, year_in
from planlens.readers.txt import READER
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


def test_a_lead_at_the_end_of_a_paragraph_leads_the_phrases_below_it() -> None:
    text = (
        "望澜市行动方案\n一、总体要求\n以产业融合为主线，加快培育新业态。到2031年，产业水平居全省前列。\n"
        "——创新能力。建成开放平台3个以上。\n——集群发展。培育企业20家左右。\n二、重点任务\n新建园区5个。\n"
    )
    plan = analyse(READER.read(text.encode(), "方案.txt"))
    assert [(target.value, target.year) for target in plan.targets] == [("3", "2031"), ("20", "2031"), ("5", None)]
