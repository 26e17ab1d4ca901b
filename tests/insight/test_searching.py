"""Searching sentences, and the words that set plans apart."""

from __future__ import annotations

import random

from planlens.insight.searching import Findable, Index, topics
from tests.analysis.plan_builder import build
from tests.growing import seconds

SENTENCES = ["改造老旧小区26个", "新建公路3条，惠及小区居民", "培育专精特新企业30家", "老旧厂房改造为公园"]


def found(asked: str) -> list[str]:
    return [hit.found.text for hit in Index(Findable("甲", text) for text in SENTENCES).search(asked)]


def test_what_is_asked_for_comes_first() -> None:
    assert found("老旧小区")[0] == "改造老旧小区26个"
    assert found("老旧 公园")[0] == "老旧厂房改造为公园"
    assert found("专精") == ["培育专精特新企业30家"]  # a part of a word
    assert found("航天") == []


def test_words_that_set_a_plan_apart() -> None:
    one = build("甲", ("产业", ["培育芯片企业。", "建设芯片工厂。", "加强组织领导。"]))
    other = build("乙", ("教育", ["新建幼儿园。", "扩建幼儿园。", "加强组织领导。"]))
    first, second = topics([one, other])
    assert first[0] == "芯片"
    assert second[0] == "幼儿园"
    assert "组织领导" not in first + second


def test_two_hundred_thousand_sentences_answer_at_once() -> None:
    chance = random.Random(1)
    texts = [
        f"{a}{b}{n}个" for a in ("新建", "改造", "整治") for b in ("公路", "小区", "学校", "医院") for n in range(400)
    ]
    index = Index(Findable("甲", chance.choice(texts)) for _ in range(200_000))
    looked_at = texts * (200_000 // len(texts))
    bare = min(seconds(lambda _: sum("改造小区" in text for text in looked_at), 0) for _ in range(3))
    assert index.search("改造小区 39个")
    assert min(seconds(lambda _: index.search("改造小区 39个"), 0) for _ in range(3)) < 20 * bare
