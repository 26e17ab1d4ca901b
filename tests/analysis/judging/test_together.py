"""Answers of a tree's nodes, decided together: the same as by counting all that may be answered."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.analysis.judging.together import Bonds, chances

SCORE = st.floats(-3, 3)
ALIKE = Bonds([[2.0, 0.0], [0.0, 2.0]], [0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]])


@st.composite
def trees(draw):
    size = draw(st.integers(1, 3))
    nodes = draw(st.integers(1, 5))
    parents = [draw(st.sampled_from([None, *range(node)])) for node in range(nodes)]

    def table(rows):
        return [[draw(SCORE) for _ in range(size)] for _ in range(rows)]

    return parents, table(nodes), Bonds(table(size), table(1)[0], table(size))


def weight(parents, scores, bonds, answers):
    """How likely a whole set of answers is, by the definition."""
    total, last = 0.0, {}
    for node, parent in enumerate(parents):
        total += scores[node][answers[node]]
        total += bonds.top[answers[node]] if parent is None else bonds.above[answers[parent]][answers[node]]
        if parent in last:
            total += bonds.beside[answers[last[parent]]][answers[node]]
        last[parent] = node
    return math.exp(total)


@settings(max_examples=60, deadline=None)
@given(trees())
def test_chances_are_sums_over_all_answers(tree):
    parents, scores, bonds = tree
    every = {answers: weight(*tree, answers) for answers in product(range(len(bonds.top)), repeat=len(parents))}
    for node, row in enumerate(chances(parents, scores, bonds)):
        for answer, chance in enumerate(row):
            share = sum(value for answers, value in every.items() if answers[node] == answer)
            assert chance == pytest.approx(share / sum(every.values()), abs=1e-6)


def test_no_nodes_no_answers():
    assert chances([], [], Bonds([[0.0]], [0.0], [[0.0]])) == []


def test_a_long_row_and_a_deep_tree_stay_numbers():
    row = chances([None] * 3000, [[1.0, 0.0]] * 3000, ALIKE)
    deep = chances([None, *range(2999)], [[1.0, 0.0]] * 3000, ALIKE)
    assert all(0.5 < first <= 1 for first, _ in (*row, *deep))


def test_scores_far_apart_stay_numbers():
    found = chances([None, 0, 0], [[500.0, -500.0], [-500.0, 500.0], [0.0, 0.0]], ALIKE)
    assert found[0] == [1.0, 0.0]
    assert found[1] == [0.0, 1.0]


def test_one_weak_node_follows_its_clear_siblings():
    scores = [[0.0, 0.0], *[[2.0, 0.0]] * 4, [0.0, 0.5], *[[2.0, 0.0]] * 4]
    assert all(first > 0.8 for first, _ in chances([None, *[0] * 9], scores, ALIKE))
