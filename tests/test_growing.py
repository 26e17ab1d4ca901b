"""The measure itself: it tells work that grows with its input from work that grows with its square."""

import re

from tests.growing import LINEAR, exponent


def test_linear_work_is_told_from_quadratic() -> None:
    assert exponent(lambda size: sum(range(size))) < LINEAR
    assert exponent(lambda size: [other for one in range(size) for other in range(size)], 50) > LINEAR
    assert exponent(lambda size: re.search("a*b", "a" * size), 100) > LINEAR
    assert exponent(lambda size: re.search("a*+b|c", "b" * size), 100) < LINEAR
