"""Linear models read from tables of text."""

import math

import pytest

from planlens.language import weights as module
from planlens.language.weights import Weights, chance, softmax, weights

FRUIT = Weights(("apple", "pear"), {"(always)": (0.0, 1.0), "colour:red": (2.0, 0.0), "heavy": (0.5, 1.0)})


def test_the_weights_of_what_holds_are_added_up():
    assert FRUIT.scores({}) == [0.0, 1.0]
    assert FRUIT.scores({"colour:red": 1, "heavy": 2}) == [3.0, 3.0]
    assert FRUIT.scores({"never seen": 1}) == FRUIT.scores({})


def test_the_sums_become_probabilities():
    chances = FRUIT.chances({"colour:red": 1, "heavy": 2})
    assert chances == {"apple": 0.5, "pear": 0.5}
    assert FRUIT.chances({"colour:red": 1})["apple"] == pytest.approx(1 / (1 + math.exp(-1)))


def test_a_model_with_one_answer_says_how_likely_it_is():
    ripe = Weights(("ripe",), {"(always)": (-1.0,), "soft": (1.0,)})
    assert ripe.chance({"soft": 1}) == 0.5
    assert ripe.chance({}) < 0.5 < ripe.chance({"soft": 2})


def test_the_reasons_of_a_decision_are_told_the_strongest_first():
    told = FRUIT.reasons({"heavy": 1, "colour:red": 1, "never seen": 1}, "apple")
    assert told == [("colour:red", 2.0), ("heavy", 0.5)]


def test_numbers_of_any_size_stay_probabilities():
    assert softmax([1e6, 0.0]) == [1.0, 0.0]
    assert 0 < chance(-1e9) < chance(1e9) <= 1


def test_a_table_is_read(monkeypatch):
    rows = (("evidence", "yes"), ("(always)", "-0.5"), ("opens:建设", "1.25"))
    monkeypatch.setattr(module, "table", lambda path: rows)
    read = weights.__wrapped__("any")
    assert read == Weights(("yes",), {"(always)": (-0.5,), "opens:建设": (1.25,)})


def test_a_table_with_a_short_row_is_refused(monkeypatch):
    monkeypatch.setattr(module, "table", lambda path: (("evidence", "a", "b"), ("word", "1")))
    with pytest.raises(ValueError, match="every row needs 2 weights"):
        weights.__wrapped__("any")
