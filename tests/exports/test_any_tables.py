"""Tables that are no plan's (what changed, statistics …) in every format that can hold them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import openpyxl
import pytest

from planlens.exports import export_tables
from planlens.model import PlanlensError
from planlens.views.cells import Column, Row, Table, lines

TABLES = [
    Table("变化", "变化情况", ("注：一项。",), (Column("kind", "变化", 20), Column("new", "现在", 60)), ()),
    Table("统计", "统计表", (), (Column("name", "单位", 40),), (Row("1", None, (lines(["=市水务局", "第二行"]),)),)),
]


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv", ".json"])
def test_all_that_tables_say_is_written(ending: str, tmp_path: Path) -> None:
    path = export_tables(TABLES, tmp_path / f"表{ending}")
    match ending:
        case ".xlsx":
            book = openpyxl.load_workbook(path)
            found = [[[cell for cell in row if cell] for row in sheet.values] for sheet in book]
            assert book.sheetnames == ["变化", "统计"]
            assert found == [
                [["变化情况"], ["注：一项。"], ["变化", "现在"]],
                [["统计表"], ["单位"], ["=市水务局\n第二行"]],
            ]
        case ".docx":
            found = docx.Document(str(path)).tables
            assert [[cell.text for cell in table.rows[0].cells] for table in found] == [["变化", "现在"], ["单位"]]
            assert found[1].rows[1].cells[0].text.split() == ["=市水务局", "第二行"]
        case ".csv":
            found = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
            assert found == [["变化", "现在"], [], ["单位"], ["'=市水务局；第二行"]]
        case _:
            found = json.loads(path.read_text("utf-8"))
            assert found["统计"]["rows"] == [{"id": "1", "name": "=市水务局\n第二行"}]


def test_a_format_that_only_tells_plans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanlensError) as error:
        export_tables(TABLES, tmp_path / "表.txt")
    assert ".csv、.docx、.json、.xlsx" in error.value.message
    assert list(tmp_path.iterdir()) == []
