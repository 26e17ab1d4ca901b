"""Paragraphs that lost the line breaks before their lead phrases."""

import pytest

from tests.analysis.pictures import draft_of

FIRST = "创新引领，应用牵引。把创新作为第一动力，推动技术和应用相互促进。"
SECOND = "融合发展，重点突破。发挥制造业的基础优势，集中力量培育特色集群。"

DRIVEN = "坚持创新驱动。把创新作为第一动力，推动技术和应用相互促进。"
BALANCED = "坚持统筹协调。发挥各方面的积极性，形成推动工作的合力。"
SAFE = "坚持安全可控。守住安全的底线，健全风险防范的机制。"

EAST = "云山园区：建设标准厂房，完善道路和管网，引进龙头企业。"
WEST = "青岭园区：建设冷链仓库，配套分拣和加工设施，引进物流企业。"


def paragraphs(*lines: str) -> list[str]:
    """Return the paragraphs below a heading that these lines give."""
    return [paragraph.text for paragraph in draft_of("\n".join(["一、基本原则", *lines])).paragraphs][1:]


def test_each_slogan_opens_a_paragraph():
    assert paragraphs(FIRST + SECOND) == [FIRST, SECOND]


def test_a_single_slogan_stays_where_it_is():
    assert paragraphs(FIRST) == [FIRST]


def test_clauses_of_unequal_length_are_no_slogan():
    text = FIRST + "建设平台，吸引企业集聚发展。发挥优势。"
    assert paragraphs(text) == [text]


@pytest.mark.parametrize("lines", [(DRIVEN + BALANCED, SAFE), (DRIVEN, BALANCED + SAFE)])
def test_leads_that_begin_like_the_paragraph_beside_them(lines):
    assert paragraphs(*lines) == [DRIVEN, BALANCED, SAFE]


def test_leads_that_begin_alike_in_a_paragraph_alone_stay():
    assert paragraphs(DRIVEN + BALANCED) == [DRIVEN + BALANCED]


def test_each_label_opens_a_paragraph():
    assert paragraphs(EAST + WEST) == [EAST, WEST]


def test_labels_that_lead_in_to_a_list_open_none():
    text = "重点任务如下：建设标准厂房，完善道路和管网设施。" + WEST
    assert paragraphs(text) == [text]


def test_short_sentences_open_paragraphs_in_a_box_only():
    east, west = EAST.replace("：", "。"), WEST.replace("：", "。")
    assert paragraphs("专栏1园区工程", east + west) == ["专栏1园区工程", east, west]
    assert paragraphs(east + west) == [east + west]
