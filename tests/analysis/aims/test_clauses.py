"""Which words of a sentence belong to which number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.analysis.aims.clauses import boundary, clause_end, clause_start, in_brackets, pieces, trim
from planlens.language.quantities import quantities
from planlens.language.sentences import depths


def test_pieces_lie_between_marks_outside_brackets():
    text = "到2027年，产值达到100亿元；培育企业（含A，B）：20家。"
    assert [text[start:end] for start, end in pieces(text, depths(text))] == [
        "到2027年",
        "产值达到100亿元",
        "培育企业（含A，B）",
        "20家",
    ]


@pytest.mark.parametrize(
    "parted",
    [
        "龙头企业20家、|专精特新企业60家",
        "培育20家龙头企业、|60家专精特新企业",
        "产值100亿元，|利润10亿元",
        "产值100亿元（|利润10亿元）",
        "绿地率42%和|35%",
        "培育企业20家和|建成平台5个",
        "完成65条、|总长度57.9公里的道路改造",
    ],
)
def test_the_boundary_between_two_quantities(parted):
    first, second = parted.split("|")
    text = first + second
    assert text[: boundary(text, *quantities(text))] == first


def test_the_clause_around_a_place():
    text = "到2027年，产值达到100亿元，利润10亿元。"
    place = text.index("达到")
    assert text[clause_start(text, place) : clause_end(text, place)] == "产值达到100亿元"


def test_the_brackets_around_a_quantity():
    text = "培育企业20家（其中龙头企业5家）和机构"
    start, end = in_brackets(text, quantities(text)[1], 0, len(text))
    assert text[start:end] == "其中龙头企业5家"


@pytest.mark.parametrize(
    ("text", "bare"), [("、产值达到和", "产值达到"), ("，培育企业，", "培育企业"), ("和", "和"), ("产值", "产值")]
)
def test_ends_without_separators(text, bare):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == bare


@given(st.text(st.sampled_from("产值和以及，、；（）20家%。")))
def test_pieces_are_in_order_and_never_empty(text):
    edges = [edge for piece in pieces(text, depths(text)) for edge in piece]
    assert edges == sorted(edges)
    assert all(start < end for start, end in pieces(text, depths(text)))
