"""The marks that open a numbered paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.analysis.outline.markers import Style, marker_of


@pytest.mark.parametrize(
    ("text", "style", "value", "mark"),
    [
        ("第一编 总则", Style.PART, 1, "第一编"),
        ("第一章 总体要求", Style.CHAPTER, 1, "第一章"),
        ("第十二章 保障措施", Style.CHAPTER, 12, "第十二章"),
        ("第二节 发展目标", Style.SECTION, 2, "第二节"),
        ("一、总体要求", Style.CHINESE, 1, "一、"),
        ("二十一、其他", Style.CHINESE, 21, "二十一、"),
        ("（三）建设平台", Style.CHINESE_PAREN, 3, "（三）"),
        ("(三)建设平台", Style.CHINESE_PAREN, 3, "(三)"),
        ("（二十九）强化考核", Style.CHINESE_PAREN, 29, "（二十九）"),
        ("2.2032年示范点评选", Style.ARABIC, 2, "2."),
        ("11.5-6月份开展督查", Style.ARABIC, 11, "11."),
        ("3.5月底前完成评选", Style.ARABIC, 3, "3."),
        ("1.建设平台", Style.ARABIC, 1, "1."),
        ("12．建设平台", Style.ARABIC, 12, "12．"),
        ("3、建设平台", Style.ARABIC, 3, "3、"),
        ("（4）建设平台", Style.ARABIC_PAREN, 4, "（4）"),
        ("⑷建设平台", Style.ARABIC_PAREN, 4, "⑷"),
        ("5）建设平台", Style.HALF_PAREN, 5, "5）"),
        ("①建设平台", Style.CIRCLED, 1, "①"),
        ("⑫建设平台", Style.CIRCLED, 12, "⑫"),
        ("a.建设平台", Style.LETTER, 1, "a."),
        ("专栏1 重点工程", Style.BOX, 1, "专栏1"),
        ("专栏二：重点工程", Style.BOX, 2, "专栏二："),
        ("附件1", Style.ATTACHMENT, 1, "附件1"),
        ("附件3：名词解释", Style.ATTACHMENT, 3, "附件3："),
        ("——结构更优。", Style.BULLET, 0, "——"),
        ("●结构更优。", Style.BULLET, 0, "●"),
    ],
)
def test_marks(text, style, value, mark):
    found = marker_of(text)
    assert found is not None
    assert (found.style, found.value, text[: found.end].strip()) == (style, value, mark)


def test_the_parts_of_a_decimal_mark():
    found = marker_of("1.2.3 建设平台")
    assert found is not None
    assert (found.style, found.path) == (Style.DECIMAL, (1, 2, 3))


@pytest.mark.parametrize(
    "text",
    ["", "一是，建设平台", "2025年建成", "3.5万家企业", "12家企业", "第一，建设平台", "一带一路", "“十四五”规划"],
)
def test_what_is_no_mark(text):
    assert marker_of(text) is None


def test_the_usual_order_of_styles():
    lines = ["第一编", "第一章", "第一节", "一、", "（一）", "1.", "（1）", "①"]
    styles = [marker_of(f"{line}建设").style for line in lines]
    assert styles == sorted(styles)
    assert len(set(styles)) == len(styles)


@given(st.text(st.sampled_from("第一二十百章节编、.．（）()12①⑴a专栏附件——●建设 　")))
def test_a_mark_lies_inside_the_text(text):
    found = marker_of(text)
    assert found is None or 0 < found.end <= len(text)
