"""Tables as rows of cells."""

from planlens.analysis.tables.grid import CellTable, above_header, block_cells, grids_of, is_box, table_of
from planlens.model import Document
from tests.analysis.pictures import table


def grid_cells(document: Document) -> CellTable:
    return table_of(document.text, block_cells(document.blocks)[0])


def cells(document: Document) -> list[list[str]]:
    grid = grids_of(grid_cells(document), "", 0)[0]
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


def test_heads_below_others_without_merged_cells_around():
    document = table([], ["序号|责任单位|<|时限", "|牵头单位|配合单位|", "1|市科技局|市财政局|年底"])
    assert cells(document)[0] == ["序号", "责任单位牵头单位", "责任单位配合单位", "时限"]


def test_rows_above_the_header_are_no_part_of_the_grid():
    document = table([], ["督办台账|<|<", "填报：市科技局||6月", "序号|任务|责任单位", "1|建设平台|市科技局"])
    assert cells(document) == [["序号", "任务", "责任单位"], ["1", "建设平台", "市科技局"]]
    assert [block.span.of(document.text) for block in above_header(grid_cells(document))] == [
        "督办台账",
        "填报：市科技局",
        "6月",
    ]


def test_a_header_that_comes_again_is_left_out_and_another_one_begins_a_grid():
    rows = ["序号|任务|责任单位", "1|建设平台|市科技局", "序号|任务|责任单位", "2|引进人才|市教育局"]
    assert len(cells(table([], rows))) == 3
    found = grids_of(grid_cells(table([], [*rows, "序号|项目|完成时限", "1|水厂|年底"])), "", 0)
    assert [len(grid.rows) for grid in found] == [2, 1]


def test_rows_of_one_wide_cell_are_bands():
    document = table([], ["序号|任务|责任单位", "一、工业|<|<", "1|建设平台|市科技局", "二、农业||"])
    assert grids_of(grid_cells(document), "", 0)[0].bands == {0}


def test_one_column_is_no_table():
    document = table([], ["专栏1", "建设园区"])
    assert is_box(block_cells(document.blocks)[0])


def test_a_document_without_tables_has_none():
    assert block_cells(table(["上文"], []).blocks) == []
