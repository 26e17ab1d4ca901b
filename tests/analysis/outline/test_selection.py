"""How a document reads, and what selected parts of it say."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.analysis.outline.selection import deadline_in, reading_of, targets_in, units_in
from planlens.model import Document, Span
from tests.analysis.pictures import TITLE, WORDS, document_of
from tests.analysis.steps.test_layout import SENTENCES


def place(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def units(text: str, words: str) -> str:
    document = document_of(text)
    return "；".join(f"{WORDS[role]} {name}" for name, role in units_in(document, place(document, words)))


def targets(text: str, words: str) -> str:
    document = document_of(text)
    found = targets_in(document, place(document, words))
    assert all(target.span.of(document.text) for target in found)
    return "；".join(f"{item.indicator} {item.op.value} {item.value} {item.unit} {item.year or ''}" for item in found)


def test_paragraphs_are_put_together_and_page_numbers_left_out() -> None:
    lines = wrap("　　" + SENTENCES[0] + SENTENCES[1], 24, drop_whitespace=False)
    rest = [line for sentence in SENTENCES[2:] for line in wrap("　　" + sentence * 2, 24, drop_whitespace=False)]
    document = document_of("\n".join([TITLE.strip(), "一、重点任务", *lines[:2], "- 2 -", *lines[2:], *rest]))
    reading = reading_of(document)
    joined = ["".join(part.of(document.text) for part in parts) for parts in reading.paragraphs]
    assert joined[:4] == [TITLE.strip(), "一、重点任务", SENTENCES[0] + SENTENCES[1], SENTENCES[2] * 2]
    assert len(reading.paragraphs[2]) == len(lines)
    sentences = [span.of(document.text) for span in reading.sentences]
    assert [text[:4] for text in sentences[:3]] == [SENTENCES[k][:4] for k in (0, 1, 2)]


@given(st.text(st.sampled_from("建设平台，。；（）一、1.\n　𠮷😀ab "), max_size=80))
def test_parts_lie_in_blocks_and_never_overlap(text: str) -> None:
    document = document_of(text)
    reading = reading_of(document)
    parts = [part for parts in reading.paragraphs for part in parts]
    assert all(any(block.span.covers(part) for block in document.blocks) for part in parts)
    assert not any(one.overlaps(other) for k, one in enumerate(parts) for other in parts[:k])
    assert all(any(part.overlaps(sentence) for part in parts) for sentence in reading.sentences)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("牵头单位：市科技局；配合单位：市财政局、教育局", "牵头 市科技局；配合 市财政局；配合 市教育局"),
        ("（市科技局牵头，市财政局配合）", "牵头 市科技局；配合 市财政局"),
        ("市科技局、市财政局", "责任 市科技局；责任 市财政局"),
        ("云山实验室", "责任 云山实验室"),
        ("由云山低空运营中心负责", "责任 云山低空运营中心"),
        ("，。", ""),
        ("市科技局、市财政局、滨湖专班", "责任 市科技局；责任 市财政局；责任 滨湖专班"),
        ("加快建设算力平台，培育数据产业，完善服务体系，推进标准互认、场景开放、人才引进", ""),
        ("围绕制造、文旅、农业等领域，打造一批样板，形成可复制经验", ""),
    ],
)
def test_units_of_a_selection(words: str, said: str) -> None:
    assert units(f"{TITLE}一、重点任务\n建设平台{words}。\n", words) == said


def test_units_follow_the_document_s_convention() -> None:
    text = f"{TITLE}一、重点任务\n建设平台。（市科技局、市财政局）\n（列第一位的为牵头单位，其他为配合单位）\n"
    assert units(text, "市科技局、市财政局") == "牵头 市科技局；配合 市财政局"


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("到2026年，建成平台，培育企业50家以上。", "培育企业50家以上", "培育企业 >= 50 家 2026"),
        ("到2026年，建成平台，培育企业50家以上。", "建成平台", ""),
        ("培育企业50家，新建园区3个。", "培育企业50家，新建园区3个", "培育企业 = 50 家 ；新建园区 = 3 个 "),
    ],
)
def test_targets_of_a_selection(text: str, words: str, said: str) -> None:
    assert targets(f"{TITLE}一、重点任务\n{text}\n", words) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2026年6月底前", "2026-06 2026年6月底"),
        ("长期坚持", "ongoing 长期坚持"),
        ("“十五五”期间", "2030"),
        ("建成平台", ""),
    ],
)
def test_deadline_of_a_selection(words: str, said: str) -> None:
    document = document_of(f"{TITLE}一、重点任务\n{words}，完善制度。\n")
    found = deadline_in(document, place(document, words))
    assert (f"{found[0]} {found[1].of(document.text)}" if found else "").startswith(said)
