"""The lines of a file: their width, and what the page added."""

import pytest

from planlens.analysis.outline.contents import DOTTED, contents_of
from planlens.analysis.outline.lines import PAGE_NUMBER, Line, display_width, mark_noise, wrap_width
from planlens.model import Block, BlockKind, Span

FULL = "围绕数据采集、存储、加工、流通和应用建设平台，提"
SHORT = "供一站式的服务。"


def lines(*texts: str) -> list[Line]:
    return [Line(Block(Span(0, 0), BlockKind.BODY), text, indented=False) for text in texts]


def noise(*texts: str) -> list[str]:
    marked = lines(*texts)
    mark_noise(marked, wrap_width(marked), contents_of(texts))
    return [line.text for line in marked if line.noise]


@pytest.mark.parametrize(("text", "width"), [("", 0), ("ab", 2), ("中文", 4), ("—“", 4), ("建设12个", 8)])
def test_columns_in_a_chinese_font(text, width):
    assert display_width(text) == width


def test_the_width_at_which_lines_are_broken():
    assert wrap_width(lines(*[FULL, FULL, SHORT] * 6)) == 2 * len(FULL)


@pytest.mark.parametrize("texts", [[], [FULL] * 4, [FULL[:-2] + "完善。"] * 20])
def test_lines_that_are_paragraphs_have_no_such_width(texts):
    assert wrap_width(lines(*texts)) is None


@pytest.mark.parametrize("text", ["- 3 -", "— 3 —", "3", "第 3 页 共 10 页", "3/10", "Ⅳ"])
def test_page_numbers(text):
    assert PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["2027年", "3.", "第三章", "（3）"])
def test_what_is_no_page_number(text):
    assert not PAGE_NUMBER.fullmatch(text)


def test_lines_of_a_table_of_contents():
    assert DOTTED.fullmatch("一、总体要求........1")
    assert DOTTED.fullmatch("一、总体要求……………… - 1 -")
    assert not DOTTED.fullmatch("一、总体要求")


def test_a_table_of_contents_ends_where_its_first_entry_comes_again():
    assert noise("目录", "总体要求", "主要任务", "总体要求", "坚持创新。") == ["目录", "总体要求", "主要任务"]


def test_running_heads_stand_beside_page_numbers_and_repeat():
    texts: list[str] = []
    for number, signs in enumerate(("甲乙丙丁", "戊己庚辛", "壬癸子丑"), start=1):
        texts += [*(sign + FULL[1:] for sign in signs), "云山市发展规划", f"- {number} -"]
    assert noise(*texts) == ["云山市发展规划", "- 1 -", "云山市发展规划", "- 2 -", "云山市发展规划", "- 3 -"]


def test_a_number_between_table_cells_is_no_page_number():
    assert noise("指标", "12", "产值") == []
