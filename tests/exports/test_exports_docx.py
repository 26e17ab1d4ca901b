"""Word documents, read back with python-docx and as XML."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from exports_builder import PlanBuilder
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planlens.exports.docx import EXPORTER
from planlens.exports.table import SUGGESTED_NOTE
from planlens.model import Plan

MILLIMETRE = Mm(1)


@pytest.fixture
def word(plan: Plan) -> Document:
    return read(plan)


def read(plan: Plan, columns: list[str] | None = None) -> Document:
    return docx.Document(io.BytesIO(EXPORTER.write(plan, columns)))


def style_fonts(word: Document) -> dict[str, str]:
    """The East Asian font of each paragraph style."""
    fonts = {style.name: style.element.find(f".//{qn('w:rFonts')}") for style in word.styles}
    return {name: font.get(qn("w:eastAsia")) for name, font in fonts.items() if font is not None}


def test_title_note_and_table(word: Document) -> None:
    assert [paragraph.text for paragraph in word.paragraphs[:2]] == [
        "《青川市数字经济发展规划》任务分解表",
        SUGGESTED_NOTE,
    ]
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[0] == [
        "序号",
        "重点任务",
        "具体举措",
        "目标指标",
        "牵头单位",
        "配合单位",
        "完成时限",
        "进展情况",
        "备注",
    ]
    assert rows[1][:3] == ["1", "二、重点任务\n（一）建设信息网络", "新建基站3000个以上。"]
    assert len(rows) == 5


def test_page_is_that_of_the_standard_turned(word: Document) -> None:
    """GB/T 9704-2012 §5.2.1: A4, type area 156 × 225 mm, binding edge 28 mm, the upright page's head 37 mm."""
    page = word.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    sizes = [page.page_width, page.page_height, page.top_margin, page.right_margin]
    assert sizes == pytest.approx([Mm(297), Mm(210), Mm(28), Mm(37)], abs=MILLIMETRE / 10)
    assert page.page_width - page.left_margin - page.right_margin == pytest.approx(Mm(225), abs=MILLIMETRE / 10)
    assert page.page_height - page.top_margin - page.bottom_margin == pytest.approx(Mm(156), abs=MILLIMETRE / 10)


def test_official_fonts_are_named(word: Document) -> None:
    assert style_fonts(word) == {
        "Title": "方正小标宋简体",
        "表注": "楷体_GB2312",
        "表头": "黑体",
        "表格正文": "仿宋_GB2312",
        "表格正文居中": "仿宋_GB2312",
        "表后": "仿宋_GB2312",
        "页码": "宋体",
    }
    assert word.styles["Title"].font.size == Pt(22)


def test_header_repeats_and_rows_stay_whole(word: Document) -> None:
    rows = word.tables[0]._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_headings_are_merged_over_the_rows_of_their_section(word: Document) -> None:
    merges = [[cell.vMerge for cell in row.tc_lst[:3]] for row in word.tables[0]._tbl.tr_lst]
    assert merges == [
        [None, None, None],
        [None, "restart", None],
        [None, "continue", None],
        [None, "restart", None],
        [None, "continue", None],
    ]


def test_merged_cells_begin_anew_on_each_page(builder: PlanBuilder) -> None:
    section = builder.section("一、|重点任务")
    for _ in range(40):
        builder.task("推进重点领域改革，" * 6, section)
    cells = [row.tc_lst[1] for row in read(builder.build()).tables[0]._tbl.tr_lst[1:]]
    labels = [index for index, cell in enumerate(cells) if cell.vMerge != "continue"]
    gaps = {after - before for before, after in pairwise(labels)}
    assert len(labels) > 3
    assert max(gaps) < 10  # rows on a page


def test_suggested_units_look_different(word: Document) -> None:
    stated = word.tables[0].rows[1].cells[4].paragraphs[0].runs[0]
    suggested = word.tables[0].rows[3].cells[4].paragraphs[0].runs[0]
    assert (stated.text, stated._r.style) == ("市通信局", None)
    assert (suggested.text, suggested.style.name) == ("市政务局（建议）", "建议单位")
    assert suggested.style.font.italic
    assert str(suggested.style.font.color.rgb) == "7F7F7F"


def test_page_numbers_stand_outside(word: Document) -> None:
    page = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.find(f".//{qn('w:jc')}").get(qn("w:val")) == side
        assert paragraph.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"


def test_goals_have_a_second_table_on_a_new_page(word: Document) -> None:
    assert [cell.text for cell in word.tables[1].rows[1].cells][1:5] == [
        "数字经济核心产业增加值占比", "不低于12", "%", "2027年",
    ]  # fmt: skip
    titles = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "Title"]
    assert [bool(title.paragraph_format.page_break_before) for title in titles] == [False, True]


def test_plan_without_tasks_still_makes_a_document(builder: PlanBuilder) -> None:
    word = read(builder.build())
    assert word.paragraphs[1].text == "注：本文件中未发现任务。"
    assert len(word.tables[0].rows) == 1


def test_document_names_its_title(word: Document) -> None:
    assert word.core_properties.title == "《青川市数字经济发展规划》任务分解表"


def test_same_plan_gives_same_bytes(plan: Plan) -> None:
    assert EXPORTER.write(plan, None) == EXPORTER.write(plan, None)


@settings(deadline=None, max_examples=50)
@given(st.text())
@example("<w:p>&amp;]]>")
@example("控制\x00字符\x0b\x1f")
@example(" 前后空格 ")
def test_any_text_gives_a_readable_document(text: str) -> None:
    builder = PlanBuilder(title=text)
    builder.task(f"甲{text}乙")
    data = EXPORTER.write(builder.build(), ["measure"])
    found = docx.Document(io.BytesIO(data)).tables[0].rows[1].cells[0].text
    assert (found[0], found[-1]) == ("甲", "乙")
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
