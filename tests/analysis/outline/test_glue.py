"""Paragraphs that a lost line break glued to the one before."""

import pytest

from planlens.analysis.outline.glue import tail_of
from tests.analysis.pictures import draft_of


@pytest.mark.parametrize(
    "parts",
    [
        ["（一）建设园区。完善配套设施。", "（二）引进企业。引进龙头企业。", "（三）培育人才。"],
        ["一、建设园区。完善配套设施。", "二、引进企业。引进龙头企业。"],
        ["1.建设园区。完善配套设施。（市科技局）", "2.引进企业。引进龙头企业。"],
        ["建设园区，完善配套设施。", "专栏1园区工程"],
        ["建设园区，完善配套设施。", "——结构更优。服务业占比提高。", "——活力更足。市场主体增加。"],
    ],
)
def test_marks_that_open_a_paragraph_of_their_own(parts):
    assert [paragraph.text for paragraph in draft_of("".join(parts)).paragraphs] == parts


@pytest.mark.parametrize(
    "text",
    [
        "建设园区。（二）之外的事项另行规定。",
        "（一）建设园区。完善配套设施。（四）之外的事项另行规定。",
        "（一）建设园区，按照（二）的要求完善配套设施。",
        "1.建设园区，面积2.5平方公里。",
    ],
)
def test_marks_that_open_none(text):
    assert [paragraph.text for paragraph in draft_of(text).paragraphs] == [text]


@pytest.mark.parametrize(
    ("text", "tail"), [("完善配套设施。（二）引进企业", "（二）引进企业"), ("完善配套设施", "完善配套设施")]
)
def test_the_end_of_a_line_is_the_title_glued_to_it(text, tail):
    assert tail_of(text) == tail
