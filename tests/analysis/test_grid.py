"""Tables as rows of cells."""

from planlens.analysis.grid import block_cells, grids_of, is_box, table_of
from planlens.model import Document
from tests.analysis.pictures import table


def cells(document: Document) -> list[list[str]]:
    grid = grids_of(table_of(document.text, block_cells(document.blocks)[0]), "", 0)[0]
    return [[cell.text if cell is not None else "" for cell in row] for row in (grid.header, *grid.rows)]


def test_header_and_rows():
    document = table(["上文"], ["指标|2025年", "产值|100", "产量|20"], ["下文"])
    assert cells(document) == [["指标", "2025年"], ["产值", "100"], ["产量", "20"]]


def test_a_cell_merged_downwards_stands_in_each_of_its_rows():
    document = table([], ["类别|指标", "生态|绿地率", "^|水质", "产业|产值"])
    assert [row[0] for row in cells(document)] == ["类别", "生态", "生态", "产业"]


def test_empty_cells():
    assert cells(table([], ["指标|2025年", "产值|", "|20"])) == [["指标", "2025年"], ["产值", ""], ["", "20"]]


def test_a_header_of_two_rows_is_one():
    document = table([], ["指标|2025年|2027年", "^|目标|目标", "产值|100|120"])
    assert cells(document) == [["指标", "2025年目标", "2027年目标"], ["产值", "100", "120"]]


def test_one_column_is_no_table():
    document = table([], ["专栏1", "建设园区"])
    assert is_box(block_cells(document.blocks)[0])


def test_a_document_without_tables_has_none():
    assert block_cells(table(["上文"], []).blocks) == []
