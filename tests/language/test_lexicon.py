"""Word lists and tables."""

import pytest

from planlens import paths
from planlens.language import lexicon


@pytest.fixture
def resources(tmp_path, monkeypatch):
    (tmp_path / "words").mkdir()
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path / name)
    lexicon.word_list.cache_clear()
    lexicon.table.cache_clear()
    yield tmp_path
    lexicon.word_list.cache_clear()
    lexicon.table.cache_clear()


def test_a_word_list_skips_comments_blank_lines_and_repetitions(resources):
    (resources / "words/verbs.txt").write_text("# 动词\n建设 # 常用\n\n推进\n建设\n", encoding="utf-8-sig")
    assert lexicon.word_list("verbs") == ("建设", "推进")


def test_a_table_keeps_its_columns(resources):
    (resources / "t.tsv").write_text("# 表\n甲\t 乙 \t-\n丙\t丁\n", encoding="utf-8")
    assert lexicon.table("t.tsv") == (("甲", "乙", "-"), ("丙", "丁"))


def test_a_missing_list_is_an_error(resources):
    with pytest.raises(FileNotFoundError):
        lexicon.word_list("nothing")
