"""The quicker search for the best cut finds what jieba's own finds."""

import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.language.route import speed_up

TEXT = st.text(
    st.sampled_from("推进数字经济创新发展，建设12个AI产业园区。幼儿园研究生命起源的中国人民和ab 龘"), max_size=40
)


@pytest.fixture(scope="module")
def tokenizers():
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    usual, quick = jieba.Tokenizer(), jieba.Tokenizer()
    for tokenizer in (usual, quick):
        tokenizer.initialize()
    speed_up(quick)
    return usual, quick


@given(TEXT)
def test_the_same_words(tokenizers, text):
    usual, quick = tokenizers
    assert quick.lcut(text) == usual.lcut(text)
    assert quick.lcut(text, HMM=False) == usual.lcut(text, HMM=False)
