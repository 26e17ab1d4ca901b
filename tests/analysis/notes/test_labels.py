"""Numbers behind a word of the document's own."""

from textwrap import dedent

import pytest

from planlens.analysis.notes.labels import label_of, label_words
from tests.analysis.pictures import headings

TEXT = "对等级低、路况差的农村公路分批改造，完善安全设施，建立管养的长效机制。"


def check(text: str, picture: str) -> None:
    assert headings(dedent(text).strip()) == dedent(picture).strip()


@pytest.mark.parametrize("form", ["【重点任务{}】", "行动{}：", "专项工程（{}）", "举措{}、", "任务{}："])
@pytest.mark.parametrize("numbers", ["123", "一二三"])
def test_a_word_behind_which_lines_count_up_is_a_mark(form, numbers):
    lines = [form.format(number) + "改造农村公路" for number in numbers]
    words = label_words(lines)
    assert [label_of(line, words).value for line in lines] == [1, 2, 3]
    assert lines[0][label_of(lines[0], words).end :] == "改造农村公路"


def test_a_number_that_is_left_out_does_not_end_a_series():
    assert label_words(f"行动{number}：改造农村公路" for number in "一二三五六") == {"行动"}


@pytest.mark.parametrize(
    "lines",
    [
        ["过去一年是很不平凡的一年。", "过去一年取得重大进展。", "过去五年成绩显著。"],
        ["附图1 路网现状图", "附图2 路网规划图"],
        ["完成1.2亿元", "完成2.3亿元", "完成3.1亿元"],
        ["行动三：改造农村公路", "行动四：建设客运站"],
        ["任务1：改造农村公路"],
    ],
)
def test_words_behind_which_nothing_counts_up_are_none(lines):
    assert label_words(lines) == frozenset()


def test_labels_numbered_through_stand_below_what_holds_them():
    check(
        f"""
        一、建设路网
        【重点行动1】改造农村公路。{TEXT}
        【重点行动2】建设客运站。{TEXT}
        二、改善服务
        （一）提升客运
        【重点行动3】延伸公交线路。{TEXT}
        （二）发展货运
        【重点行动4】建设物流园。{TEXT}
        """,
        """
        一、 建设路网
          【重点行动1】 改造农村公路
          【重点行动2】 建设客运站
        二、 改善服务
          （一） 提升客运
            【重点行动3】 延伸公交线路
          （二） 发展货运
            【重点行动4】 建设物流园
        """,
    )


def test_labels_stand_above_the_numbers_that_begin_in_each():
    check(
        f"""
        一、总体要求
        {TEXT}
        二、重点任务
        任务一：建设路网
        1.改造农村公路
        {TEXT}
        2.新建高速公路
        {TEXT}
        任务二：改善服务
        1.延伸公交线路
        {TEXT}
        2.建设物流园
        {TEXT}
        """,
        """
        一、 总体要求
        二、 重点任务
          任务一： 建设路网
            1. 改造农村公路
            2. 新建高速公路
          任务二： 改善服务
            1. 延伸公交线路
            2. 建设物流园
        """,
    )


def test_a_label_alone_on_a_line_has_its_title_on_the_next():
    check(
        f"""
        一、重点任务
        行动一
        建设路网
        {TEXT}
        行动二
        改善服务
        {TEXT}
        行动三
        发展货运
        {TEXT}
        """,
        """
        一、 重点任务
          行动一 建设路网
          行动二 改善服务
          行动三 发展货运
        """,
    )
