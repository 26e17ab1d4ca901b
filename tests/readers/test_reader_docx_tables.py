"""Tables: places of cells, merged cells, nested tables, dropped rows."""

from __future__ import annotations

from docx_builder import cell, p, read, row, table

from planlens.model import BlockKind, CellPlace, Document

RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def places(document: Document) -> list[tuple[str, CellPlace | None]]:
    return [(block.span.of(document.text), block.cell) for block in document.blocks]


def test_cells_are_read_in_place_and_joined_by_tabs() -> None:
    document = read(p("前") + table(row("序号", "任务"), row("1", "建路")) + p("后"))
    assert document.text == "前\n序号\t任务\n1\t建路\n后"
    assert places(document)[1:5] == [
        ("序号", CellPlace(0, 0, 0)),
        ("任务", CellPlace(0, 0, 1)),
        ("1", CellPlace(0, 1, 0)),
        ("建路", CellPlace(0, 1, 1)),
    ]
    assert [block.kind for block in document.blocks] == [BlockKind.BODY, *[BlockKind.CELL] * 4, BlockKind.BODY]


def test_paragraphs_of_one_cell_share_its_place() -> None:
    document = read(table(row(cell(p("甲") + p("乙")), "丙")))
    assert document.text == "甲\n乙\t丙"
    assert [place for _, place in places(document)] == [CellPlace(0, 0, 0), CellPlace(0, 0, 0), CellPlace(0, 0, 1)]


def test_merged_cells_appear_once() -> None:
    document = read(
        table(
            row(cell("跨列", '<w:gridSpan w:val="2"/>'), cell("跨行", RESTART)),
            row("a", "b", cell("", CONTINUE)),
            row("c", "d", cell(p(""), CONTINUE)),
            row("e", "f", "g"),
        )
    )
    assert dict(places(document)) == {
        "跨列": CellPlace(0, 0, 0, 1, 2),
        "跨行": CellPlace(0, 0, 2, 3, 1),
        "a": CellPlace(0, 1, 0),
        "b": CellPlace(0, 1, 1),
        "c": CellPlace(0, 2, 0),
        "d": CellPlace(0, 2, 1),
        "e": CellPlace(0, 3, 0),
        "f": CellPlace(0, 3, 1),
        "g": CellPlace(0, 3, 2),
    }


def test_second_vertical_merge_in_the_same_column() -> None:
    document = read(
        table(
            row(cell("甲", RESTART), "1"),
            row(cell("", CONTINUE), "2"),
            row(cell("乙", RESTART), "3"),
            row(cell("", CONTINUE), "4"),
        )
    )
    found = dict(places(document))
    assert found["甲"] == CellPlace(0, 0, 0, 2, 1)
    assert found["乙"] == CellPlace(0, 2, 0, 2, 1)


def test_continuation_without_a_start_is_a_cell_of_its_own() -> None:
    assert places(read(table(row(cell("甲", CONTINUE), "乙")))) == [
        ("甲", CellPlace(0, 0, 0)),
        ("乙", CellPlace(0, 0, 1)),
    ]


def test_merge_in_both_directions() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    document = read(table(row(cell("甲", wide + RESTART), "1"), row(cell("", wide + CONTINUE), "2")))
    assert dict(places(document)) == {
        "甲": CellPlace(0, 0, 0, 2, 2),
        "1": CellPlace(0, 0, 2),
        "2": CellPlace(0, 1, 2),
    }


def test_old_horizontal_merge() -> None:
    document = read(table(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "乙")))
    assert places(document) == [("甲", CellPlace(0, 0, 0, 1, 2)), ("乙", CellPlace(0, 0, 2))]


def test_row_that_begins_later_in_the_grid() -> None:
    document = read(table(row("甲", properties='<w:gridBefore w:val="2"/>')))
    assert places(document) == [("甲", CellPlace(0, 0, 2))]


def test_nested_table_is_read_in_place_with_a_number_of_its_own() -> None:
    inner = table(row("x", "y"))
    document = read(table(row(cell(p("前") + inner + p("后")), "乙")) + table(row("丙")))
    assert places(document) == [
        ("前", CellPlace(0, 0, 0)),
        ("x", CellPlace(1, 0, 0)),
        ("y", CellPlace(1, 0, 1)),
        ("后", CellPlace(0, 0, 0)),
        ("乙", CellPlace(0, 0, 1)),
        ("丙", CellPlace(2, 0, 0)),
    ]
    assert document.text == "前\nx\ty\n后\t乙\n丙"


def test_deleted_and_hidden_rows_are_left_out() -> None:
    document = read(
        table(
            row(cell("甲", RESTART), "1"),
            row(cell("", CONTINUE), "删", properties="<w:del/>"),
            row(cell("", CONTINUE), "藏", properties="<w:hidden/>"),
            row(cell("", CONTINUE), "2", properties="<w:ins/>"),
        )
    )
    assert dict(places(document)) == {
        "甲": CellPlace(0, 0, 0, 2, 1),
        "1": CellPlace(0, 0, 1),
        "2": CellPlace(0, 1, 1),
    }


def test_deleted_cell_is_left_out() -> None:
    assert [text for text, _ in places(read(table(row("甲", cell("删", "<w:cellDel/>"), "乙"))))] == ["甲", "乙"]


def test_rows_and_cells_in_content_controls() -> None:
    wrapped_cell = f"<w:sdt><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt>"
    wrapped_row = f"<w:sdt><w:sdtContent>{row('甲', wrapped_cell)}</w:sdtContent></w:sdt>"
    assert places(read(table(wrapped_row))) == [("甲", CellPlace(0, 0, 0)), ("乙", CellPlace(0, 0, 1))]


def test_text_box_in_a_cell_belongs_to_the_cell() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></w:pict></w:r>"
    document = read(table(row(cell(f"<w:p>{box}</w:p>"), "乙")))
    assert places(document) == [("框", CellPlace(0, 0, 0)), ("乙", CellPlace(0, 0, 1))]


def test_absurd_spans_are_bounded() -> None:
    document = read(table(row(cell("甲", '<w:gridSpan w:val="999999999"/>'), cell("乙", '<w:gridSpan w:val="-3"/>'))))
    assert places(document) == [("甲", CellPlace(0, 0, 0, 1, 1000)), ("乙", CellPlace(0, 0, 1000))]
