"""Breaks inside a sentence in files that do not wrap their lines."""

import pytest

from tests.analysis.pictures import draft_of

WHOLE = "（一）更新管网。支持企业研制漏损监测和智能控制的装备，推动新型管材在老旧小区和工业园区规模化应用。"


def paragraphs(*lines: str) -> int:
    return len(draft_of("\n".join(lines)).paragraphs)


@pytest.mark.parametrize("place", [20, 27, 33, 39, 46])
def test_a_sentence_that_was_broken_goes_on(place):
    assert paragraphs(WHOLE[:place], WHOLE[place:]) == 1


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("（一）更新老旧管网，推动漏损监测装备规模化应用", "支持企业研制智能控制的装备。"),
        ("更新城区老旧管网，推动漏损监测装备规模化应用", "支持企业研制智能控制的装备，建设检测中心。"),
        (WHOLE.rstrip("。"), "（二）建设平台。建设检测中心。"),
        (WHOLE.rstrip("。"), "工作目标：建成检测中心。"),
        (WHOLE, "支持企业研制智能控制的装备。"),
        (WHOLE.replace("，推动", "。推动").rstrip("。"), "建设骨干水网"),
    ],
)
def test_a_title_a_mark_a_label_or_a_full_stop_end_a_paragraph(above, below):
    assert paragraphs(above, below) == 2


def test_a_file_that_leaves_out_full_stops_has_no_broken_sentences():
    items = [f"（{number}）{WHOLE[3:].rstrip('。')}" for number in "一二三四"]
    assert paragraphs(*items, "继续做好各项日常工作，确保平稳运行") == 5


def test_a_single_character_on_a_line_begins_the_line_below():
    assert paragraphs("三、重点任务", "到", "2031年，改造农村公路三百公里。") == 2
