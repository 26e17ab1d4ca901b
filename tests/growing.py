"""How the work of a function grows with what it is given, whatever else the computer does meanwhile."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable
from time import thread_time

FACTOR = 8
"""How much more the larger input has."""
ROUNDS = 6
LEAST = 0.004
"""Seconds of processor time that the smaller input must take at least, to be measured at all."""
LINEAR = 1.5
"""Half the way from linear (1) to quadratic (2), three times off either: a busy computer does not reach it."""
LARGEST = 1 << 20


def exponent(work: Callable[[int], object], size: int = 500) -> float:
    """Return by which power of its size the processor time of *work* grows: 1 where it is linear, 2 quadratic.

    The shortest of several measurements counts for each size, for others can only be made longer by what else runs;
    there are no more of them than are needed to be below :data:`LINEAR`.

    Args:
        work: called with a size.
        size: the smallest size that is tried; it is doubled until it takes long enough to be measured.
    """
    work(size)  # whatever is loaded at the first call
    while (small := seconds(work, size)) < LEAST and size < LARGEST:
        size *= 2
    large = math.inf
    for _ in range(ROUNDS):
        large = min(large, seconds(work, size * FACTOR))
        found = math.log(large / small) / math.log(FACTOR)
        if found < LINEAR:
            break
        small = min(small, seconds(work, size))
    return found


def seconds(work: Callable[[int], object], size: int) -> float:
    """Return the processor time of this thread that a call takes, in seconds."""
    gc.collect()
    start = thread_time()
    work(size)
    return max(thread_time() - start, 1e-9)
