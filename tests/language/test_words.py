"""Words of Chinese text."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.language import words as module
from planlens.language.words import conjunctions, cut, frequency, is_content, is_nominal, words, words_and_parts
from tests.growing import LINEAR, exponent


def test_a_text_without_stops_is_cut_whole_and_in_pieces():
    text = "建" * 30_000 + "。推进改革。"
    assert "".join(cut(text)) == text
    assert exponent(lambda times: list(cut("建" * times))) < LINEAR  # all at once it took minutes


def test_function_words_officialese_and_numbers_are_left_out():
    assert words("进一步加快推进幼儿园建设，到2025年新增学位3000个。") == ["幼儿园", "学位"]


def test_terms_of_plans_stay_whole():
    assert "工业互联网" in words("推进工业互联网平台建设")
    assert "新质生产力" in words("发展新质生产力")


def test_latin_words_count_in_lower_case():
    assert words("推广AI应用") == ["ai"]


def test_parts_are_added_for_comparing():
    assert {"人工智能", "人工", "智能"} <= set(words_and_parts("人工智能"))


@pytest.mark.parametrize("word", ["的", "推进", "一百二十", "2025", "，", "", "充分发挥"])
def test_no_content(word):
    assert not is_content(word)


def test_verbs_name_nothing_but_our_own_terms_do():
    assert not is_nominal("依靠")
    assert is_nominal("幼儿园")
    assert is_nominal("招生")  # a verb in the dictionary, a term in resources/words/terms.txt


def test_everyday_words_are_frequent():
    assert frequency("经济") > frequency("幼儿园") > frequency("没有这个词语") == 0


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="的推进工业互联网。；\n \t，A1（）“\u3000🙂", max_size=80) | st.text(max_size=60))
def test_cutting_loses_nothing(text):
    assert "".join(cut(text)) == text


def test_a_broken_dictionary_cache_is_built_anew(tmp_path, monkeypatch):
    (tmp_path / module._CACHE_NAME).write_bytes(b"broken")
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path)
    tokenizer = module._tokenizer.__wrapped__()
    assert "".join(tokenizer.cut("推进工业互联网")) == "推进工业互联网"
    assert (tmp_path / module._CACHE_NAME).stat().st_size > 1_000_000


def test_without_a_cache_folder_words_are_cut_all_the_same(monkeypatch):
    monkeypatch.setattr(module, "cache_folder", lambda: None)
    assert list(module._tokenizer.__wrapped__().cut("幼儿园")) == ["幼儿园"]


@pytest.mark.parametrize("package", ["planlens.language", "planlens.language.words", "planlens.language.similarity"])
def test_importing_loads_no_heavy_library(package):
    assert _heavy_after(f"import {package}") == "[]"


def test_importing_the_analysis_steps_loads_no_heavy_library():
    steps = "import planlens.analysis.steps.keywords, planlens.analysis.steps.suggest"
    assert _heavy_after(steps) == "[]"


def _heavy_after(statement: str) -> str:
    """Run *statement* in a fresh interpreter and return which of the slow libraries it loaded."""
    code = (
        f"import sys; {statement}; print(sorted({{'jieba', 'sklearn', 'scipy', 'pandas', 'numpy'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("text", "joined"),
    [("设计工具普及率和覆盖率", "和"), ("参与人数与增加值", "与"), ("社会和谐度", ""), ("道路以及桥梁", "以及")],
)
def test_conjunctions_are_words_of_their_own(text: str, joined: str) -> None:
    assert "".join(text[start:end] for start, end in conjunctions(text)) == joined
