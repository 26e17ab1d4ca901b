"""An office's own empty table: learnt by its heads, filled, everything else as it was; what nobody has is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl.styles import Alignment, Border, Font, Side
from project_builder import key, project_in

from planlens.exports.choice import ExportChoice
from planlens.model import PlanlensError, Status
from planlens.model.granularity import Granularity
from planlens.project.edits import AddNote, SetStatus, SetText
from planlens.project.project import Project
from planlens.workflow.templates import FilledTemplate, fill_template

THIN = Border(*(Side(style="thin") for _ in range(4)))
FANGSONG = Font(name="仿宋_GB2312", size=14)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        found.apply(SetStatus((key(found, "新建5G"),), Status.DONE))
        found.apply(AddNote(key(found, "新建5G"), "建成3100个。", date="2026-11-08"))
        yield found


def fill(project: Project, template: Path, **choice: Any) -> FilledTemplate:
    return fill_template(project, template, template.with_name("填好"), ExportChoice("", **choice))


def office_workbook(path: Path, blank: int = 2) -> Path:
    """Return a table of an office: a title, heads in two rows, some empty rows, and who fills it in below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "云山市重点工作任务清单"
    sheet.merge_cells("A1:G1")
    sheet["A1"].font = Font(name="方正小标宋简体", size=22)
    for column, (above, below) in enumerate(
        [
            ("序号", ""),
            ("工作任务", ""),
            ("责任分工", "牵头部门"),
            ("", "协办部门"),
            ("办结时限", ""),
            ("落实情况", ""),
        ],
        start=1,
    ):
        sheet.cell(2, column, above or None)
        sheet.cell(3, column, below or None)
        if not below:
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    sheet["G2"] = "资金来源"
    sheet.merge_cells("G2:G3")
    sheet.merge_cells("C2:D2")
    sheet.column_dimensions["B"].width = 41.5
    for row in range(4, 4 + blank):
        for column in range(1, 8):
            cell = sheet.cell(row, column)
            cell.font, cell.border, cell.alignment = FANGSONG, THIN, Alignment(vertical="center")
    below = 4 + blank
    sheet.cell(below, 1, "填报人：　　　　联系电话：")
    sheet.merge_cells(start_row=below, end_row=below, start_column=1, end_column=7)
    sheet.row_dimensions[below].height = 33
    book.save(path)
    return path


def test_a_workbook_is_filled_by_its_heads(project: Project, tmp_path: Path) -> None:
    filled = fill(project, office_workbook(tmp_path / "清单.xlsx"))
    assert (filled.path.name, filled.count, filled.lacking) == ("填好.xlsx", 5, ("资金来源",))
    assert "台账中没有、因而留空的列：资金来源。" in filled.words
    sheet = openpyxl.load_workbook(filled.path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, 8)]
    assert rows[0][:2] == [1, "新建5G基站3000个以上，2026年底前完成。"]
    assert rows[0][2:6] == ["市通信管理局", "市财政局、市住房城乡建设局", "2026年", "建成3100个。"]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert {row[6] for row in rows} == {None}
    assert (sheet["A1"].value, sheet["A1"].font.size) == ("云山市重点工作任务清单", 22)
    assert {(cell.font.name, cell.border.top.style) for row in sheet["A4:G8"] for cell in row} == {
        ("仿宋_GB2312", "thin")
    }
    assert sheet.column_dimensions["B"].width == 41.5
    assert (sheet["A9"].value, sheet.row_dimensions[9].height) == ("填报人：　　　　联系电话：", 33)
    assert {"A1:G1", "C2:D2", "A9:G9"} <= {area.coord for area in sheet.merged_cells.ranges}


def test_rows_that_are_left_over_stay_empty(project: Project, tmp_path: Path) -> None:
    filled = fill(project, office_workbook(tmp_path / "清单.xlsx", blank=9), by=Granularity.ITEM)
    sheet = openpyxl.load_workbook(filled.path).active
    assert sheet is not None
    assert (sheet.cell(4 + filled.count, 2).value, sheet["A13"].value) == (None, "填报人：　　　　联系电话：")


def test_words_are_never_formulas(project: Project, tmp_path: Path) -> None:
    project.apply(SetText(key(project, "新建5G"), "=HYPERLINK(1)"))
    filled = fill(project, office_workbook(tmp_path / "清单.xlsx"))
    sheet = openpyxl.load_workbook(filled.path).active
    assert sheet is not None
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=HYPERLINK(1)", "s")


def office_document(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("云山市重点工作任务清单")
    table = document.add_table(rows=2, cols=5, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("序号", "重点任务", "具体措施", "责任单位", "联系电话"), strict=True):
        cell.text = text
        cell.width = Mm(31)
    for cell in table.rows[1].cells:
        cell.width = Mm(31)
        looks = OxmlElement("w:rPr")
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), "28")
        looks.append(size)
        cell.paragraphs[0]._p.get_or_add_pPr().append(looks)
    document.save(str(path))
    return path


def test_a_word_table_is_filled_in_its_own_looks(project: Project, tmp_path: Path) -> None:
    filled = fill(project, office_document(tmp_path / "清单.docx"))
    assert (filled.count, filled.lacking) == (5, ("联系电话",))
    document = docx.Document(str(filled.path))
    table = document.tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["序号", "重点任务", "具体措施", "责任单位", "联系电话"]
    assert len(cells) == 6
    assert cells[1][2] == "新建5G基站3000个以上，2026年底前完成。"
    assert "市通信管理局" in cells[1][3]
    assert table.rows[1].cells[2].paragraphs[0].runs[0].font.size == Pt(14)
    assert document.paragraphs[0].text == "云山市重点工作任务清单"


@pytest.mark.parametrize("name", ["坏.xlsx", "坏.docx", "坏.pdf", "没有.xlsx"])
def test_what_is_no_table_is_refused_in_words(project: Project, tmp_path: Path, name: str) -> None:
    if not name.startswith("没有"):
        (tmp_path / name).write_bytes(b"no file of its kind")
    with pytest.raises(PlanlensError) as error:
        fill(project, tmp_path / name)
    assert name in error.value.message


def test_a_table_without_tasks_is_refused(project: Project, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["姓名", "电话", "邮箱"])
    book.save(tmp_path / "通讯录.xlsx")
    with pytest.raises(PlanlensError, match="没有找到任务表的表头"):
        fill(project, tmp_path / "通讯录.xlsx")
    assert not (tmp_path / "填好.xlsx").exists()
