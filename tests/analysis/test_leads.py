"""Paragraphs that lost the line breaks before their slogans."""

from tests.analysis.pictures import draft_of

FIRST = "创新引领，应用牵引。把创新作为第一动力，推动技术和应用相互促进。"
SECOND = "融合发展，重点突破。发挥制造业的基础优势，集中力量培育特色集群。"


def paragraphs(text: str) -> list[str]:
    return [paragraph.text for paragraph in draft_of(text).paragraphs]


def test_each_slogan_opens_a_paragraph():
    assert paragraphs("一、基本原则\n" + FIRST + SECOND) == ["一、基本原则", FIRST, SECOND]


def test_a_single_slogan_stays_where_it_is():
    assert paragraphs("一、基本原则\n" + FIRST) == ["一、基本原则", FIRST]


def test_clauses_of_unequal_length_are_no_slogan():
    text = FIRST + "建设平台，吸引企业集聚发展。发挥优势。"
    assert paragraphs("一、基本原则\n" + text) == ["一、基本原则", text]
