"""Tables of contents: which lines they take."""

import pytest

from planlens.analysis.outline.contents import contents_of

BODY = ["一、总体要求", "坚持节水优先。", "二、建设管网", "更换老旧管网。", "三、保障措施", "成立工作专班。"]
ENTRIES = ["一、总体要求", "二、建设管网", "三、保障措施"]


def left(*lines: str) -> list[str]:
    """Return the lines without the table of contents."""
    found = contents_of(lines)
    parts = [line[slice(*found.kept[k])] if k in found.kept else line for k, line in enumerate(lines)]
    return [part for k, part in enumerate(parts) if k in found.kept or not found.first <= k < found.end]


@pytest.mark.parametrize(
    "above",
    [
        ["目录", *ENTRIES],
        ["目  录", *[entry + "……3" for entry in ENTRIES]],
        ["目次：", *[entry + " 3" for entry in ENTRIES]],
        ["目录一、总体要求", *ENTRIES[1:]],
        ["目录", *[entry + "........3" for entry in ENTRIES], "附件1：项目表…………12"],
    ],
)
def test_the_lines_above_the_first_chapter_that_list_the_chapters(above):
    assert left("霁川市节水规划", *above, *BODY) == ["霁川市节水规划", *BODY]


def test_a_title_glued_to_the_word_stays():
    assert left("霁川市节水规划目录", *ENTRIES, *BODY) == ["霁川市节水规划", *BODY]
    assert left("霁川市节水规划目录", *ENTRIES, "霁川市节水规划", *BODY) == ["霁川市节水规划", *BODY]


def test_a_title_that_stands_above_and_before_the_word_is_not_doubled():
    assert left("霁川市节水规划", "霁川市节水规划目录", *ENTRIES, *BODY) == ["霁川市节水规划", *BODY]


def test_a_title_glued_to_the_last_entry_stays():
    lines = ["目录", *[entry + "……3" for entry in ENTRIES], "附件：项目表……9霁川市节水规划", *BODY]
    assert left(*lines) == ["霁川市节水规划", *BODY]


@pytest.mark.parametrize("line", ["建立政务数据目录", "编制权责目录", "目录"])
def test_a_line_that_opens_none(line):
    assert left("一、主要任务", line, "更换老旧管网。", "二、保障措施") in (
        ["一、主要任务", line, "更换老旧管网。", "二、保障措施"],
        ["一、主要任务", "更换老旧管网。", "二、保障措施"],
    )


def test_the_listed_titles_are_known_with_their_numbers():
    found = contents_of(["目录", *ENTRIES, *BODY])
    assert {title: mark.value for title, mark in found.titles.items() if mark} == {
        "总体要求": 1,
        "建设管网": 2,
        "保障措施": 3,
    }
