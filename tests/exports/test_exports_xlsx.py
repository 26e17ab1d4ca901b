"""Workbooks, read back with openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from exports_builder import PlanBuilder
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from planlens.exports.choice import Look
from planlens.exports.table import SUGGESTED_NOTE
from planlens.exports.xlsx import CUT_MARK, EXPORTER, MAX_CELL, MAX_ROW_HEIGHT
from planlens.model import Light, Plan, Signal, Status
from planlens.views.cells import clean
from planlens.views.fields.work import Tracked, Tracking

Export = Callable[..., Path]


@pytest.fixture
def sheet(plan: Plan) -> Worksheet:
    """The sheet of tasks: title, note, header, then the tasks from row 4."""
    return tasks_sheet(plan)


def cells_of(sheet: Worksheet, place: str) -> list[Cell]:
    """The cells of a range, merged ones once."""
    return [cell for row in sheet[place] for cell in row if isinstance(cell, Cell)]


def tasks_sheet(plan: Plan, columns: list[str] | None = None, *, rich_text: bool = False) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(EXPORTER.write(plan, columns)), rich_text=rich_text).worksheets[0]


def test_title_note_header_and_tasks(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "《青川市数字经济发展规划》任务分解表"
    assert sheet["A2"].value == SUGGESTED_NOTE
    assert [cell.value for cell in sheet[3]][:3] == ["序号", "重点任务", "具体举措"]
    assert [cell.value for cell in sheet[4]][:3] == [1, "二、重点任务\n（一）建设信息网络", "新建基站3000个以上。"]


def test_headings_are_merged_over_the_rows_of_their_section(sheet: Worksheet) -> None:
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:I1", "A2:I2", "B4:B5", "B6:B7"}


def test_official_fonts_are_named(sheet: Worksheet) -> None:
    assert (sheet["A1"].font.name, sheet["A1"].font.size) == ("方正小标宋简体", 22)
    assert sheet["A2"].font.name == "楷体_GB2312"
    assert (sheet["A3"].font.name, sheet["A3"].font.bold) == ("黑体", True)
    assert {cell.font.name for cell in cells_of(sheet, "A4:I7")} == {"仿宋_GB2312"}


def test_suggested_units_look_different(sheet: Worksheet) -> None:
    stated, suggested = sheet["E4"], sheet["E6"]
    assert (stated.value, stated.font.italic) == ("市通信局", False)
    assert (suggested.value, suggested.font.italic, suggested.font.color.rgb) == ("市政务局（建议）", True, "FF7F7F7F")


def test_stated_and_suggested_units_in_one_cell(builder: PlanBuilder) -> None:
    builder.task("推进改革。", None, "牵头:甲局 配合:乙局 建议配合:丙局")
    cell = tasks_sheet(builder.build(), rich_text=True)["F4"].value
    assert isinstance(cell, CellRichText)
    assert [(part.text, bool(part.font.i)) for part in cell] == [("乙局", False), ("\n丙局（建议）", True)]


def test_page_is_ready_to_print(sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    # One page wide is what a file without fitToWidth means.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert "第 &P 页  共 &N 页" in str(sheet.oddFooter.center.text)
    assert sheet.print_area == "'任务分解表'!$A$1:$I$7"


def test_every_column_can_be_filtered(sheet: Worksheet) -> None:
    assert sheet.auto_filter.ref == "A3:I7"


def test_time_limits_are_days_that_read_as_they_are_written(sheet: Worksheet) -> None:
    shown = [(cell.value, cell.number_format) for cell in (sheet["G4"], sheet["G5"], sheet["G6"])]
    assert shown == [
        (datetime(2026, 12, 31), 'yyyy"年"'),
        (datetime(2026, 6, 30), 'yyyy"年"m"月"d"日"'),
        ("长期坚持", "General"),
    ]


@pytest.mark.parametrize(("percent", "shown"), [(40, (0.4, "0%")), (12.5, (0.125, "0.0%")), (None, (None, "General"))])
def test_progress_is_a_percentage(plan: Plan, percent: float | None, shown: tuple[float | None, str]) -> None:
    work = Tracked(Status.IN_PROGRESS, "进行中", percent, Signal(Light.NONE, ""))
    data = EXPORTER.write(plan, ["measure", "percent"], Tracking("2026-07-01", {"t1": work}))
    cell = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["B4"]
    assert (cell.value, cell.number_format) == shown


def test_title_and_paper_are_chosen(plan: Plan) -> None:
    data = EXPORTER.write(plan, None, None, Look("2026年督查台账", "A3"))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert (sheet["A1"].value, sheet.page_setup.paperSize) == ("2026年督查台账", 8)


def test_all_cells_wrap_and_have_borders(sheet: Worksheet) -> None:
    cells = cells_of(sheet, "A3:I7")
    assert all(cell.alignment.wrap_text and cell.alignment.vertical == "center" for cell in cells)
    assert all(cell.border.left.style == cell.border.bottom.style == "thin" for cell in cells)


def test_longer_text_makes_higher_rows(builder: PlanBuilder) -> None:
    for count in (1, 5, 10):
        builder.task("推进重点领域改革，" * count)
    sheet = tasks_sheet(builder.build())
    heights = [sheet.row_dimensions[row].height for row in (3, 4, 5)]
    assert heights == sorted(heights)
    assert heights[0] < heights[2]


def test_row_higher_than_excel_allows_takes_several_sheet_rows(builder: PlanBuilder) -> None:
    text = "推进重点领域改革，" * 200
    builder.task(text)
    builder.task("完善机制。")
    sheet = tasks_sheet(builder.build(), ["number", "measure"])
    heights = [dimension.height for dimension in sheet.row_dimensions.values()]
    assert max(heights) <= MAX_ROW_HEIGHT
    assert sheet["B3"].value == text
    assert {str(merged) for merged in sheet.merged_cells.ranges} >= {"A3:A4", "B3:B4"}
    assert sheet["B5"].value == "完善机制。"


def test_very_long_title_keeps_within_the_highest_row(builder: PlanBuilder) -> None:
    builder.title = "很长的标题" * 200
    builder.task("推进改革。")
    assert 400 < tasks_sheet(builder.build()).row_dimensions[1].height <= MAX_ROW_HEIGHT


def test_text_longer_than_a_cell_is_cut_visibly(builder: PlanBuilder) -> None:
    builder.task("长" * (MAX_CELL + 1))
    value = tasks_sheet(builder.build(), ["measure"])["A3"].value
    assert len(value) == MAX_CELL
    assert value.endswith(CUT_MARK)


def test_goals_have_a_second_sheet(plan: Plan) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(EXPORTER.write(plan, None)))
    assert workbook.sheetnames == ["任务分解表", "目标指标"]
    assert [cell.value for cell in workbook["目标指标"][3]] == [
        1, "数字经济核心产业增加值占比", "不低于12", "%", "2027年", "预期性", "一、发展目标",
    ]  # fmt: skip


def test_plan_without_tasks_still_makes_a_workbook(builder: PlanBuilder) -> None:
    sheet = tasks_sheet(builder.build())
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "《青川市数字经济发展规划》任务分解表",
        "注：本文件中未发现任务。",
        "序号",
    ]


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])).filter(clean))
@example('=HYPERLINK("http://example.com")')
@example("+1")
@example("-1")
@example("@SUM(A1)")
@example("\t=1")
@example("\r=1")
@example("https://example.com")
@example("{=1+1}")
@example("007")
@example(" 前后空格 ")
@example("第_x0041_条")
def test_any_text_stays_that_text_and_never_a_formula(text: str) -> None:
    builder = PlanBuilder(title=None)
    builder.task(text)
    data = EXPORTER.write(builder.build(), ["measure"])
    cell = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A3"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (clean(text), "s", None)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")
