"""The sentences of the body."""

import pytest

from tests.analysis.pictures import draft_of, work


def sentences(*lines: str) -> list[str]:
    draft = draft_of(work("（一）搭建平台", *lines))
    return [draft.printed(sentence.flow) for sentence in draft.sentences]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("建设平台。引进人才。", ["建设平台。", "引进人才。"]),
        ("建设平台；引进人才。", ["建设平台；", "引进人才。"]),
        ("建设平台;引进人才!", ["建设平台;", "引进人才!"]),
        ("落实“先建设。后验收”要求。", ["落实“先建设。后验收”要求。"]),
        ("建设平台（含一期；二期）。", ["建设平台（含一期；二期）。"]),
        ("建设平台，引进人才", ["建设平台，引进人才"]),
    ],
)
def test_a_sentence_ends_after_a_stop_at_depth_0_or_with_its_paragraph(line, parts):
    assert sentences(line) == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("建设平台。（市科技局）", ["建设平台。"]),
        ("建设平台（市科技局）。", ["建设平台"]),
        ("建设平台。（责任单位：市科技局）引进人才。（责任单位：市教育局）", ["建设平台。", "引进人才。"]),
        ("建设平台。【责任单位：市科技局】", ["建设平台。"]),
    ],
)
def test_a_closing_note_is_no_part_of_the_sentence_before_or_after_it(line, parts):
    assert [text.rstrip("。") for text in sentences(line)] == [text.rstrip("。") for text in parts]


def test_a_note_alone_on_its_line_is_no_sentence():
    assert sentences("建设平台。", "责任单位：市科技局", "完成时限：2025年底前") == ["建设平台。"]


def test_a_run_in_heading_is_no_sentence():
    draft = draft_of(work("（一）搭建平台。建设公共服务平台。", "（二）引进人才。引进青年人才。"))
    assert [sentence.flow.text for sentence in draft.sentences] == ["建设公共服务平台。", "引进青年人才。"]


def test_marks_alone_are_no_sentence():
    assert sentences("……", "建设平台。") == ["建设平台。"]


def test_a_numbered_item_that_is_no_heading_stands_beside_the_one_before_it():
    draft = draft_of(
        work(
            "（一）搭建平台。建设公共服务平台。",
            "（二）引进人才。（责任单位：市科技局）",
            "（三）修订办法。修订管理办法。",
        )
    )
    under = {sentence.flow.text: draft.headings[sentence.heading].title for sentence in draft.sentences}
    assert under == {"建设公共服务平台。": "搭建平台", "（二）引进人才。": "重点任务", "修订管理办法。": "修订办法"}
