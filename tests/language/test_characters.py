"""Characters that only look like others, or are typed half or full width."""

import pytest

from planlens.language.characters import plain, seen


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("⼀、重点任务", "一、重点任务"),
        ("（⼆）市⼯业和信息化局", "（二）市工业和信息化局"),
        ("市⺠政局、⻋管所，⻓期坚持", "市民政局、车管所，长期坚持"),
        ("建设平台", "建设平台"),
    ],
)
def test_radicals_are_the_characters_they_look_like(written, read):
    assert seen(written) == read


@pytest.mark.parametrize("mark", ["\ufe00", "\u0301", "\U000e0100", "\u20dd"])
def test_marks_on_characters_take_no_part(mark):
    assert plain(f"平{mark}台") == "平\u200b台"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("(一)建设平台,完善设施;", "（一）建设平台，完善设施；"),
        ("责任单位:市财政局", "责任单位：市财政局"),
        ("１２．建设３０％", "12.建设30%"),
        ("目标(2025年):\n到2025年,覆盖率90%", "目标（2025年）：\n到2025年，覆盖率90%"),
    ],
)
def test_marks_are_as_wide_and_digits_as_narrow_as_chinese_text_has_them(typed, meant):
    assert plain(typed) == meant


@pytest.mark.parametrize("kept", ["1,200亩", "下午14:30", "比例1:4000", "http://a.cn/b?c=1;d", "DNA;RNA", "3.5"])
def test_what_is_no_mark_of_a_chinese_sentence_stays(kept):
    assert plain(kept) == kept


@pytest.mark.parametrize("text", ["⻊⻛⺠", "葛\U000e0100城", "(a):b,中;", "ﬁ㎡", "乐"])
def test_the_length_never_changes(text):
    assert len(plain(text)) == len(text)
