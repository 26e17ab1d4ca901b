"""How a paragraph that may be a heading reads."""

import pytest

from planlens.analysis.outline.candidates import gap_of, rank_of, shape_of
from planlens.analysis.outline.markers import marker_of
from tests.analysis.pictures import draft_of


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("建设园区。完善配套设施。", "建设园区", "完善配套设施。"),
        ("建设园区：完善道路和管网，覆盖园区。", "建设园区", "完善道路和管网，覆盖园区。"),
        ("格局构建：切实筑牢屏障", "格局构建：切实筑牢屏障", ""),
        ("建设园区（一期。二期）。完善设施。", "建设园区（一期。二期）", "完善设施。"),
        ("建设园区", "建设园区", ""),
        ("建设园区，完善配套；", "建设园区，完善配套", ""),
        ("每日下午2：00开会。通报排名。", "每日下午2：00开会", "通报排名。"),
        ("更新1：500地形图。组织测绘。", "更新1：500地形图", "组织测绘。"),
        ("建设园区。（市科技局）", "建设园区", "（市科技局）"),
    ],
)
def test_the_first_sentence_and_the_rest(text, title, body):
    shape = shape_of(text, 0)
    assert (text[slice(*shape.title)], text[shape.body :]) == (title, body)


@pytest.mark.parametrize(
    ("text", "alone", "stopped", "colon"),
    [
        ("建设园区", True, False, False),
        ("建设园区。", True, True, False),
        ("建设园区。（市科技局）", True, True, False),
        ("建设园区。完善配套设施。", False, True, False),
        ("建设园区：", True, False, True),
    ],
)
def test_how_it_ends(text, alone, stopped, colon):
    shape = shape_of(text, 0)
    assert (shape.alone, shape.stopped, shape.colon) == (alone, stopped, colon)


def test_a_gap_may_stand_for_the_stop_behind_a_title():
    (paragraph,) = draft_of(
        "（一）建设产业园区　完善配套设施，提升承载能力，吸引企业集聚发展，延伸产业链条。"
    ).paragraphs
    gap = gap_of(paragraph)
    assert gap is not None
    assert paragraph.text[:gap] == "（一）建设产业园区"


def test_longer_decimal_marks_stand_deeper():
    ranks = [rank_of(marker_of(text)) for text in ("一、建设", "1.建设", "1.2 建设", "1.2.3 建设", "（1）建设")]
    assert ranks == sorted(set(ranks))
