"""Cutting text into sentences and clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.language.sentences import clauses, depths, split

MARKED = st.text(st.sampled_from("建设平台。；，！？（）“”《》()[]【】;!? \n"))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("建设平台。引进人才。", ["建设平台。", "引进人才。"]),
        ("建设平台；引进人才", ["建设平台；", "引进人才"]),
        ("能不能？能！", ["能不能？", "能！"]),
        ("建设平台;引进人才!", ["建设平台;", "引进人才!"]),
        ("落实“先建设。后验收；再拨付”的要求。完成改造。", ["落实“先建设。后验收；再拨付”的要求。", "完成改造。"]),
        ("建设平台（含一期；二期）。引进人才。", ["建设平台（含一期；二期）。", "引进人才。"]),
        ("学习《规划。解读》一书；引进人才", ["学习《规划。解读》一书；", "引进人才"]),
        ("建设平台（未完。引进人才。", ["建设平台（未完。", "引进人才。"]),
        ("建设平台”。引进人才。", ["建设平台”。", "引进人才。"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_a_sentence_ends_after_a_stop_outside_brackets_and_quotes(text, parts):
    assert sentences(text) == parts


def test_brackets_inside_quotes_count_too():
    assert depths("“（一）”") == (1, 2, 2, 2, 1)


def test_a_bracket_without_a_partner_is_an_ordinary_character():
    assert depths("（一") == (0, 0)
    assert depths("一）") == (0, 0)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("到2025年，建成平台，引进人才。", ["到2025年", "建成平台", "引进人才"]),
        ("建设“一核，两带”格局，引进人才", ["建设“一核，两带”格局", "引进人才"]),
        ("，，。", []),
    ],
)
def test_clauses_leave_out_the_marks_between_them(text, parts):
    assert [text[start:end] for start, end in clauses(text)] == parts


@given(MARKED)
def test_the_sentences_together_are_the_text(text):
    assert "".join(sentences(text)) == text


@given(MARKED)
def test_no_depth_is_negative(text):
    assert len(depths(text)) == len(text)
    assert min(depths(text), default=0) >= 0


@given(MARKED)
def test_clauses_are_in_order_and_never_empty(text):
    end = 0
    for start, stop in clauses(text):
        assert end <= start < stop
        end = stop
