"""TF-IDF similarity."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.language.similarity import Similarity

DUTIES = ["管理幼儿园和中小学", "规划公路和港口", "防治大气和水污染"]


def test_the_nearest_text_has_the_highest_score():
    (row,) = Similarity(DUTIES).scores(["整治水污染"])
    assert max(range(3), key=row.__getitem__) == 2


def test_the_same_text_scores_one_and_a_stranger_zero():
    (same,), (stranger,) = Similarity(DUTIES).scores([DUTIES[0]]), Similarity(DUTIES).scores(["量子"])
    assert same[0] == pytest.approx(1.0)
    assert stranger == [0.0, 0.0, 0.0]


def test_the_score_is_the_cosine_of_the_weights():
    similarity = Similarity(["a b", "a c"], analyzer=str.split)
    rare = math.log(3 / 2) + 1  # ln((1 + n) / (1 + df)) + 1 with n = 2, df = 1; for "a" it is 1
    assert similarity.scores(["b"])[0][0] == pytest.approx(rare / math.hypot(1, rare))


def test_a_text_of_little_weight_moves_the_score_less():
    similarity = Similarity(DUTIES)
    light, heavy = (similarity.weighted_scores([[("公路", 1.0), ("幼儿园", w)]])[0][0] for w in (0.2, 0.9))
    assert 0 < light < heavy


@pytest.mark.parametrize("texts", [[], [""], ["的", "2025"]])
def test_texts_without_words_are_like_nothing(texts):
    assert Similarity(texts).scores(["幼儿园"]) == [[0.0] * len(texts)]


def test_no_query_has_no_row():
    assert Similarity(DUTIES).scores([]) == []
    assert Similarity(DUTIES).weighted_scores([[]]) == [[0.0, 0.0, 0.0]]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(alphabet="幼儿园公路污染。A1的 ", max_size=20), max_size=5))
def test_scores_lie_between_zero_and_one(queries):
    rows = Similarity(DUTIES).scores(queries)
    assert len(rows) == len(queries)
    assert all(0.0 <= score <= 1.0 for row in rows for score in row)
