"""How much one text is about another: what counts, and what is chance."""

from __future__ import annotations

from planlens.language.relevance import Relevance, spoken

TEXTS = ["改造老旧小区26个，加装电梯40台。", "新建公路3条。", "举办“春风行动”招聘活动100场。"]


def about(text: str, least: float = 0.2) -> list[int]:
    return [number for number, _ in Relevance(TEXTS, [text]).about(text, least)]


def test_a_clause_of_another_text_is_enough() -> None:
    assert about("今年以来各项工作有序开展，电梯加装了43台") == [0]
    assert about("县志续修稿通过终审") == []


def test_one_text_can_be_about_several() -> None:
    assert sorted(about("26个老旧小区改造完工，新建公路3条")) == [0, 1]


def test_numbers_with_units_and_names_are_words() -> None:
    assert {"26个", "“春风行动”"} <= spoken("“春风行动”走进26个小区")
    assert not {"2025年", "6月"} & spoken("2025年6月底前")


def test_no_text_has_no_relation() -> None:
    assert Relevance([]).about("改造老旧小区", 0.2) == []
    assert Relevance([""]).about("", 0.2) == []
