"""Workbooks: what their cells print, which are merged, and files that are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlrd
from docx_builder import docx, p, zipped
from ole_builder import ole
from sheet_builder import Shown, picture, printed, raw_xlsx, read, xls, xlsx

from planlens.model import PlanlensError
from planlens.readers import limits, read_document
from planlens.readers.docx import READER as DOCX
from planlens.readers.sheets import model, ooxml_book
from planlens.readers.xls import READER as XLS
from planlens.readers.xlsx import READER as XLSX

LEDGER = [
    ["云屏市2025年督办台账"],
    ["序号", "类别", "任务", "时限", "完成率"],
    [1, "工业", "建设园区", Shown(date(2025, 6, 1), 'yyyy"年"m"月"'), Shown(0.5, "0%")],
    [2, None, "引进企业\n培育企业", Shown(date(2025, 12, 31), "yyyy/m/d"), Shown(1, "0.0%")],
    ["注：完成率按投资计算。"],
]
READ = [
    "云屏市2025年督办台账",
    "0 0.0 序号",
    "0 0.1 类别",
    "0 0.2 任务",
    "0 0.3 时限",
    "0 0.4 完成率",
    "0 1.0 1",
    "0 1.1 2x1 工业",
    "0 1.2 建设园区",
    "0 1.3 2025年6月",
    "0 1.4 50%",
    "0 2.0 2",
    "0 2.2 引进企业",
    "0 2.2 培育企业",
    "0 2.3 2025/12/31",
    "0 2.4 100.0%",
    "*注：完成率按投资计算。",
]


@pytest.mark.parametrize(
    ("data", "file_format"),
    [(xlsx({"台账": LEDGER}, "A1:E1", "B3:B4"), "xlsx"), (xls({"台账": LEDGER}, (0, 0, 0, 4), (2, 3, 1, 1)), "xls")],
    ids=["xlsx", "xls"],
)
def test_a_ledger(data: bytes, file_format: str) -> None:
    document = read(data)
    assert picture(document) == READ
    assert document.source.format == file_format
    assert document.warnings == ()
    assert document.text.splitlines()[1] == "序号\t类别\t任务\t时限\t完成率"
    assert document.blocks[0].centered


@pytest.mark.parametrize("build", [xlsx, xls])
def test_sheets_are_headings_where_they_have_names(build: Callable[..., bytes]) -> None:
    rows = [["序号", "任务"], [1, "甲"]]
    assert picture(read(build({"工业组": [["台账"], *rows], "民生组": rows}))) == [
        "台账", "#工业组", "0 0.0 序号", "0 0.1 任务", "0 1.0 1", "0 1.1 甲",
        "#民生组", "1 0.0 序号", "1 0.1 任务", "1 1.0 1", "1 1.1 甲",
    ]  # fmt: skip
    assert picture(read(build({"Sheet1": rows, "Sheet2": [["序号", "任务"], [2, "乙"]]})))[0] == "0 0.0 序号"
    assert picture(read(build({"工业组": rows, "空表": []})))[0] == "0 0.0 序号"


@pytest.mark.parametrize("build", [xlsx, xls])
def test_hidden_sheets_are_told_and_left_out(build: Callable[..., bytes]) -> None:
    document = read(build({"台账": [["序号", "任务"]], "字典": [["甲", "乙"]]}, hidden=["字典"]))
    assert "甲" not in document.text
    assert document.warnings == ("隐藏的工作表没有读：字典。需要时请取消隐藏，保存后再读。",)


@pytest.mark.parametrize("build", [xlsx, xls])
def test_hidden_rows_and_columns_are_told_and_left_out(build: Callable[..., bytes]) -> None:
    rows = [["任务", "原单位", "单位"], ["甲", "旧一", "新一"], ["乙", "旧二", "新二"], ["丙", "旧三", "新三"]]
    document = read(build({"台账": rows}, hidden_rows=[2], hidden_columns=[1]))
    assert picture(document) == ["0 0.0 任务", "0 0.1 单位", "0 1.0 甲", "0 1.1 新一", "0 2.0 丙", "0 2.1 新三"]
    warning = "工作表“台账”中隐藏的 1 行、1 列没有读。需要时请取消隐藏（筛选的请清除筛选），保存后再读。"
    assert document.warnings == (warning,)


def test_a_merged_cell_that_begins_in_a_hidden_row_shows_its_text_below_it() -> None:
    rows = [["类别", "任务"], ["工业", "甲"], [None, "乙"], [None, "丙"]]
    document = read(xlsx({"台账": rows}, "A2:A4", hidden_rows=[1]))
    assert picture(document) == ["0 0.0 类别", "0 0.1 任务", "0 1.0 2x1 工业", "0 1.1 乙", "0 2.1 丙"]


def test_a_workbook_whose_text_is_all_hidden_says_so() -> None:
    with pytest.raises(PlanlensError, match="都在隐藏的行或列中"):
        read(xlsx({"台账": [["甲", "乙"]]}, hidden_columns=[0, 1]))


@pytest.mark.parametrize("cols", ['<col min="2" max="16384" hidden="1"/>', '<col min="2" max="3" width="0"/>'])
def test_columns_without_width_are_hidden(cols: str) -> None:
    row = "".join(f'<c r="{place}" t="str"><v>{text}</v></c>' for place, text in (("A1", "甲"), ("C1", "乙")))
    assert "乙" not in read(raw_xlsx(f"<cols>{cols}</cols><sheetData><row r='1'>{row}</row></sheetData>")).text


def test_a_sheet_of_one_column_is_text() -> None:
    assert picture(read(xlsx({"正文": [["一、总体要求"], ["坚持创新。"], [None], ["二、重点任务"]]}))) == [
        "一、总体要求", "坚持创新。", "二、重点任务",
    ]  # fmt: skip


def test_empty_rows_and_columns_take_no_place() -> None:
    rows = [[None] * 3, [None, "序号", None, "任务"], [], [None, 1, None, "甲"]]
    assert picture(read(xlsx({"表": rows}, "D2:E3"))) == ["0 0.0 序号", "0 0.1 任务", "0 1.0 1", "0 1.1 甲"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12, "12"),
        (0.1 + 0.2, "0.3"),
        (-3.5, "-3.5"),
        (1e20, "1e+20"),
        (True, "TRUE"),
        ("　文字 ", "文字"),
        (date(2025, 6, 30), "2025-06-30"),
        (datetime(2025, 6, 30, 0, 0), "2025-06-30"),
        (datetime(2025, 6, 30, 14, 5), "2025-06-30 14:05:00"),
        (Shown(45838, '[$-804]yyyy"年"m"月"d"日";@'), "2025年6月30日"),
        (Shown(45838, 'm"月"d"日"'), "6月30日"),
        (Shown(45838, "aaaa"), "星期一"),
        (Shown(45838.25, "h:mm AM/PM"), "6:00 上午"),
        (Shown(45838.25, 'yyyy-mm-dd hh"时"mm"分"'), "2025-06-30 06时00分"),
        (Shown(0.1234, "0.0%"), "12.3%"),
        (Shown(1234567.891, "#,##0.00"), "1,234,567.89"),
        (Shown(1234567, '#,##0,"千"'), "1,235千"),
        (Shown(12, '0"亿元"'), "12亿元"),
        (Shown(3, "000"), "003"),
        (Shown(12.5, "0.##"), "12.5"),
        (Shown(-5, "0;(0)"), "(5)"),
        (Shown(0, '0;-0;"无"'), "无"),
        (Shown(5, '[<10]"低";"高"'), "低"),
        (Shown(12, '[<10]"低";"高"'), "高"),
        (Shown(1200, "0.0E+00"), "1.2E+03"),
        (Shown(0.5, "# ?/?"), "0.5"),
        (Shown(8, "￥#,##0.00"), "￥8.00"),
        (Shown(8, '_ * #,##0.00_ ;_ * "-"??_ ;_ @_ '), "8.00"),
        (Shown(-45838, "yyyy-m-d"), "-45838"),
    ],
)
def test_what_cells_print(cell: Any, text: str) -> None:
    assert printed(cell) == [text]


def test_dates_in_an_xls_and_of_1904() -> None:
    rows = [["甲", Shown(date(2025, 6, 30), "yyyy-mm-dd")], ["乙", Shown(0.25, "0%")]]
    assert [line.rpartition(" ")[2] for line in picture(read(xls({"表": rows})))] == ["甲", "2025-06-30", "乙", "25%"]
    assert ooxml_book.printed(44376, "yyyy-m-d", since_1904=True) == "2025-6-30"


def test_formats_by_number() -> None:
    styles = "<cellXfs>" + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 9, 14, 31, 57)) + "</cellXfs>"
    cells = "".join(f'<c s="{style}"><v>45838</v></c>' for style in range(5))
    document = read(raw_xlsx(f"<sheetData><row>{cells}</row></sheetData>", styles=styles))
    assert [line.rpartition(" ")[2] for line in picture(document)] == [
        "45838", "4583800%", "2025/6/30", "2025年6月30日", "2025年6月",
    ]  # fmt: skip


def test_strings_of_all_kinds() -> None:
    strings = (
        "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>注音</t></rPh></si><si><t>丁_x000D_戊</t></si>"
    )
    cells = (
        '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>9</v></c>'
        '<c t="inlineStr"><is><t>己</t></is></c><c t="str"><f>A1</f><v>庚</v></c><c t="d"><v>2025-06-30</v></c>'
    )
    document = read(raw_xlsx(f"<sheetData><row>{cells}</row></sheetData>", sharedStrings=strings))
    assert [line.rpartition(" ")[2] for line in picture(document)] == ["甲", "乙丙", "丁", "戊", "己", "庚", "45838"]


def test_formulas_show_their_stored_results_and_errors_are_told() -> None:
    cells = (
        '<c><f>1+1</f><v>2</v></c><c t="e"><v>#REF!</v></c><c><f>A1</f></c>'
        '<c t="str"><f>B1</f><v></v></c><c><v>3</v></c>'
    )
    document = read(raw_xlsx(f"<sheetData><row>{cells}</row></sheetData>"))
    assert picture(document) == ["0 0.0 2", "0 0.1 3"]
    assert [warning[:12] for warning in document.warnings] == ["有 1 个单元格显示为错", "有 1 个公式没有保存结"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (xlsx({"表": LEDGER})[:-60], "broken-file"),
        (xls({"表": LEDGER})[:3000], "broken-file"),
        (zipped({"xl/workbook.xml": b"<workbook"}), "broken-file"),
        (zipped({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'}), "broken-file"),
        (raw_xlsx("<sheetData/>"), "no-text"),
        (xls({"表": []}), "no-text"),
    ],
)
def test_unusable_files_are_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(data)
    with pytest.raises(PlanlensError) as caught:
        read_document(path)
    assert caught.value.code == code
    assert caught.value.message.endswith("。")


def test_a_workbook_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(**_: object) -> None:
        raise xlrd.XLRDError("Workbook is encrypted")

    monkeypatch.setattr(xlrd, "open_workbook", locked)
    assert _code(lambda: read(xls({"表": LEDGER}))) == "encrypted"


def test_an_xls_whose_formats_are_damaged_is_read_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = xlrd.open_workbook

    def damaged(**options: Any) -> Any:
        if options["formatting_info"]:
            raise IndexError
        return whole(**options)

    monkeypatch.setattr(xlrd, "open_workbook", damaged)
    document = read(xls({"表": LEDGER}))
    assert picture(document)[4] == "0 0.3 时限"
    assert document.warnings == ("单元格格式已损坏，合并的单元格、日期和百分比可能与原表不同。",)


def test_a_damaged_sheet_does_not_hide_the_others() -> None:
    whole = xlsx({"甲": [["序号", "任务"]], "乙": [["序号", "事项"]]})
    data = zipped({**_members(whole), "xl/worksheets/sheet1.xml": b"<worksheet"})
    document = read(data)
    assert "事项" in document.text
    assert document.warnings == ("工作表“甲”未能读出（XML 格式错误）。",)


def test_a_workbook_with_lost_relations() -> None:
    members = _members(xlsx({"表": [["序号", "任务"]]}))
    del members["xl/_rels/workbook.xml.rels"]
    assert picture(read(zipped(members))) == ["0 0.0 序号", "0 0.1 任务"]


def test_sizes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    far = xlsx({"表": [["甲"]]})
    monkeypatch.setattr(model, "MAX_AREA", 50)
    monkeypatch.setattr("planlens.readers.sheets.story.MAX_AREA", 50)
    diagonal = [[None] * place + ["甲"] for place in range(10)]
    assert _code(lambda: read(xlsx({"表": diagonal}))) == "too-large"
    monkeypatch.setattr(limits, "MAX_CELLS", 5)
    assert _code(lambda: read(xlsx({"表": [["甲"] * 6]}))) == "too-large"
    assert _code(lambda: read(xls({"表": [["甲"] * 6]}))) == "too-large"
    monkeypatch.setattr("planlens.readers.ooxml.package.MAX_UNPACKED", 100)
    assert _code(lambda: read(far)) == "too-large"


def test_a_far_cell_takes_no_memory() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:A9"/><mergeCell ref="B"/></mergeCells>'
    assert picture(read(raw_xlsx(f"<sheetData>{cells}</sheetData>{merged}"))) == ["1", "2"]


def test_what_a_workbook_is() -> None:
    book = xls({"表": LEDGER})
    assert XLS.accepts(book)
    assert not XLSX.accepts(book)
    assert not XLS.accepts(xlsx({"表": LEDGER}))
    assert XLS.accepts(book[:4096]) or b"W\x00o\x00r\x00k" not in book[:4096]
    assert not XLS.accepts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))


def _code(work: Callable[[], object]) -> str:
    with pytest.raises(PlanlensError) as caught:
        work()
    return caught.value.code


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def embedding(book: bytes, **files: bytes) -> bytes:
    """The workbook with files embedded in it, and their types, as Excel writes them."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Default ", b'<Default Extension="docx" ContentType="' + kind + b'"/><Default ', 1
    )
    return zipped(parts | {f"xl/embeddings/{name}.docx": data for name, data in files.items()})


def test_workbook_that_holds_a_word_file_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(embedding(xlsx({"台账": LEDGER}, "A1:E1", "B3:B4"), 附件=docx(p("附件的正文"))))
    assert picture(read_document(path)) == READ


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook"])
def test_names_of_streams_have_no_case(name: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    book = xls({"台账": LEDGER}, (0, 0, 0, 4), (2, 3, 1, 1))
    path.write_bytes(book.replace("Workbook".encode("utf-16-le"), name.encode("utf-16-le")))
    assert picture(read_document(path)) == READ


def test_workbook_that_mentions_a_password_is_not_locked() -> None:
    """The name of the stream of an encrypted file may stand in one that is embedded, or in the text."""
    data = ole({"Workbook": "EncryptedPackage".encode("utf-16-le")})
    assert XLS.accepts(data)
    assert not DOCX.accepts(data)


def test_half_a_character_is_none() -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = f"<row>{cell.format('甲_xD83D_')}{cell.format('_xD83D__xDE00_')}</row>"
    document = read(raw_xlsx(f"<sheetData>{rows * 2}</sheetData>"))
    assert document.text.splitlines()[0] == "甲\ufffd\t😀"
