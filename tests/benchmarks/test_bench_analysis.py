"""The analysis beside what cutting the same text with jieba costs, and beside a document a tenth as long.

Run with ``pytest tests/benchmarks --benchmark-enable``. What the analysis remembers of a text is forgotten before each
round, so that a round costs what it costs a user who opens a document for the first time.
"""

import gc
import importlib
import time
from functools import _lru_cache_wrapper
from typing import Any

import pytest

from planlens.analysis import analyse
from planlens.paths import samples
from planlens.readers import read_document
from tests.analysis.pictures import document_of
from tests.benchmarks.test_words_speed import plan_of_length

ROUNDS = 5


def forget() -> None:
    """Empty the bounded caches of planlens, but not what is loaded once (dictionary, word lists, duties)."""
    for cached in gc.get_objects():
        ours = isinstance(cached, _lru_cache_wrapper) and getattr(cached, "__module__", "").startswith("planlens")
        if ours and cached.cache_parameters()["maxsize"] is not None:
            cached.cache_clear()


def seconds(function: Any, *args: Any) -> float:
    """Return the least time of a few calls."""
    times = []
    for _ in range(ROUNDS):
        forget()
        start = time.perf_counter()
        function(*args)
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.fixture
def no_collection():
    """Keep Python from searching the test runner's own objects for garbage while the clock runs."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collection")
def test_analysis_of_the_samples(benchmark: Any) -> None:
    paths = sorted(path for path in samples().glob("*.*") if path.suffix in (".docx", ".txt"))
    documents = [read_document(path) for path in paths]
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    jieba.lcut("加载")

    def all_of_them() -> int:
        return sum(len(analyse(document).tasks) for document in documents)

    all_of_them()
    assert benchmark.pedantic(all_of_them, setup=forget, rounds=ROUNDS) > 100
    if benchmark.enabled:
        yardstick = sum(seconds(jieba.lcut, document.text) for document in documents)
        benchmark.extra_info["ratio"] = benchmark.stats.stats.min / yardstick
        assert benchmark.extra_info["ratio"] < 4.5


@pytest.mark.usefixtures("no_collection")
def test_ten_times_the_text_takes_ten_times_as_long(benchmark: Any) -> None:
    small, large = (document_of(plan_of_length(length).document.text) for length in (30_000, 300_000))
    analyse(small)
    if not benchmark.enabled:
        benchmark(analyse, small)
        return
    benchmark.pedantic(analyse, (large,), setup=forget, rounds=2)
    benchmark.extra_info["ratio"] = benchmark.stats.stats.min / seconds(analyse, small)
    assert benchmark.extra_info["ratio"] < 12
