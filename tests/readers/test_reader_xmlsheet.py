"""Workbooks in one XML file: what their cells print, as from an .xlsx."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet_builder import xlsx
from test_reader_sheets import LEDGER
from xmlsheet_seeds import book, cell, formats, ledger, sheet

from planlens.model import Document, PlanlensError
from planlens.readers import limits, read_document
from planlens.readers.sheets import xml_book
from planlens.readers.xlsx import READER as XLSX
from planlens.readers.xmlsheet import READER


def read(rows: str, **parts: str) -> Document:
    return READER.read(book(sheet(rows), **parts), "台账.xls")


def cells(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span, b.span.of(document.text))
        for b in document.blocks
        if b.cell
    ]


def test_a_ledger_is_that_of_an_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    path.write_bytes(book(sheet(ledger()), styles=formats()))
    document, same = read_document(path), XLSX.read(xlsx({"台账": LEDGER}), "x.xlsx")
    assert (document.text, document.blocks) == (same.text, same.blocks)
    assert document.source.format == "xmlsheet"


def test_hidden_rows_and_columns_are_left_out() -> None:
    columns = '<Column/><Column ss:Hidden="1" ss:Span="1"/>'
    rows = "".join(f"<Row{hides}>{''.join(map(cell, texts))}</Row>" for hides, texts in (
        ("", "甲乙丙丁"), (' ss:Hidden="1"', "子丑寅卯"), ("", "天地玄黄"),
    ))  # fmt: skip
    document = read(columns + rows)
    assert cells(document) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "丁"), (1, 0, 1, 1, "天"), (1, 1, 1, 1, "黄")]
    assert "1 行、2 列" in document.warnings[0]


def test_merged_cells_and_places() -> None:
    first = cell("任务", attributes='ss:MergeDown="1"') + cell("单位", attributes='ss:MergeAcross="1"') + cell("时限")
    second = cell("牵头", attributes='ss:Index="2"') + cell("配合") + cell("年底", attributes='ss:Index="4"')
    expected = [(0, 0, 2, 1, "任务"), (0, 1, 1, 2, "单位"), (0, 3, 1, 1, "时限")]
    expected += [(1, 1, 1, 1, "牵头"), (1, 2, 1, 1, "配合"), (1, 3, 1, 1, "年底")]
    assert cells(read(f"<Row>{first}</Row><Row>{second}</Row>")) == expected


@pytest.mark.parametrize(
    ("text", "kind", "code", "shown"),
    [
        ("0.35", "Number", "Percent", "35.00%"),
        ("0.35", "Number", "0%", "35%"),
        ("1.5", "Number", "General", "1.5"),
        ("45838", "Number", "Short Date", "2025/6/30"),
        ("2025-06-30T00:00:00.000", "DateTime", "yyyy&quot;年&quot;m&quot;月&quot;;@", "2025年6月"),
        ("2025-06-30T00:00:00.000", "DateTime", "General", "2025/6/30"),
        ("年底前", "DateTime", "Short Date", "年底前"),
        ("1", "Boolean", "", "TRUE"),
        ("市<B>住建</B>局&#10;市水利局", "String", "", "市住建局\n市水利局"),
    ],
)
def test_cells_are_read_as_they_print(text: str, kind: str, code: str, shown: str) -> None:
    style = f'<Style ss:ID="s9"><NumberFormat ss:Format="{code}"/></Style>'
    row = cell("甲") + cell(text, kind, 'ss:StyleID="s9"')
    document = read(f"<Row>{row}</Row><Row>{row}</Row>", styles=style)
    assert "\n".join(found[4] for found in cells(document) if found[:2] == (0, 1)) == shown


def test_hidden_sheets_errors_and_formulas_are_told() -> None:
    row = f"<Row>{cell('甲')}{cell('#REF!', 'Error')}<Cell ss:Formula='=A1'/></Row>"
    data = book(sheet(row * 2), sheet(row, "字典", "<Visible>SheetHidden</Visible>"))
    warnings = READER.read(data, "x.xls").warnings
    assert ["字典" in warnings[0], "2 个单元格" in warnings[1], "2 个公式" in warnings[2]] == [True] * 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (book(sheet(ledger()))[:-50], "broken-file"),
        (book().replace(b"<?mso", b'<!DOCTYPE x [<!ENTITY a "b">]><?mso'), "broken-file"),
        (book(sheet("")), "no-text"),
    ],
    ids=["cut", "entities", "empty"],
)
def test_unusable_files_are_refused_with_advice(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    path.write_bytes(data)
    with pytest.raises(PlanlensError, match="另存为") as caught:
        read_document(path)
    assert caught.value.code == code


def test_places_far_away_and_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    far = cell("甲", attributes='ss:Index="999999999"') + cell("乙", attributes='ss:MergeAcross="999999999"')
    assert cells(read(f"<Row>{cell('丙')}{far}</Row><Row ss:Index='-7'>{cell('丁')}{cell('戊')}</Row>"))
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    with pytest.raises(PlanlensError, match="拆分"):
        read(ledger())
    monkeypatch.setattr(xml_book, "MAX_PART", 30)
    with pytest.raises(PlanlensError, match="拆分"):
        read("")
