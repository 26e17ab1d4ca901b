"""Tables of binary Word documents: rows, merged cells, nesting."""

from __future__ import annotations

import struct

from doc_builder import DELETED, IN_TABLE, Par, Run, cell, lines, par, read, row, shape, sprm
from pictures import drawn

FIRST, NEXT = 3 << 5, 1 << 5


def picture(*paragraphs: Par | list[Par], **more: object) -> list[str]:
    return drawn(read(*paragraphs, **more))


def test_rows_and_cells() -> None:
    assert picture(par("前"), row("序号", "任务"), row("1", "建设"), par("后")) == [
        "前",
        "0:0,0 序号",
        "0:0,1 任务",
        "0:1,0 1",
        "0:1,1 建设",
        "后",
    ]
    assert lines(row("序号", "任务"), row("1", "建设"), par("后")) == ["序号", "任务", "1", "建设", "后"]
    assert read(row("序号", "任务"), row("1", "建设")).text == "序号\t任务\n1\t建设"


def test_paragraphs_of_a_cell() -> None:
    inner = par("一段", modifiers=IN_TABLE)
    assert picture([inner, *row("二段", "右")]) == ["0:0,0 一段", "0:0,0 二段", "0:0,1 右"]


def test_wide_cells_span_the_columns_of_other_rows() -> None:
    assert picture(row("跨", "右", edges=[0, 2000, 3000]), row("a", "b", "c")) == [
        "0:0,0+1x2 跨",
        "0:0,2 右",
        "0:1,0 a",
        "0:1,1 b",
        "0:1,2 c",
    ]


def test_edges_that_differ_by_rounding_are_one() -> None:
    assert picture(row("a", "b", edges=[-108, 2000, 4003]), row("c", "d", edges=[-105, 1996, 4000])) == [
        "0:0,0 a",
        "0:0,1 b",
        "0:1,0 c",
        "0:1,1 d",
    ]


def test_row_that_begins_further_right() -> None:
    assert picture(row("a", "b"), row("c", edges=[1000, 2000])) == ["0:0,0 a", "0:0,1 b", "0:1,1 c"]


def test_cells_merged_vertically() -> None:
    assert picture(row("竖", "b", flags=[FIRST, 0]), row("", "d", flags=[NEXT, 0]), row("", "f", flags=[NEXT, 0])) == [
        "0:0,0+3x1 竖",
        "0:0,1 b",
        "0:1,1 d",
        "0:2,1 f",
    ]


def test_cells_merged_horizontally_by_either_description_of_the_flags() -> None:
    for first, others in ((2, 1), (1, 2), (3, 1)):
        merged = row("横", "", "", "新", "", flags=[first, others, others, first, others])
        assert picture(merged) == ["0:0,0+1x3 横", "0:0,3+1x2 新"]


def test_modifiers_that_change_a_row() -> None:
    merge, split = sprm(0x5624, b"\x00\x02"), sprm(0x5625, b"\x00\x02")
    assert picture(row("a", "b", "c", extra=merge)) == ["0:0,0+1x2 a", "0:0,2 c"]
    assert picture(row("a", "b", "c", extra=merge + split)) == ["0:0,0 a", "0:0,1 b", "0:0,2 c"]
    vertical = [sprm(0xD62B, bytes([2, 0, flag])) for flag in (3, 1)]
    assert picture(row("a", "b", extra=vertical[0]), row("c", "", extra=vertical[1]))[0] == "0:0,0+2x1 a"


def test_modifiers_that_change_the_edges() -> None:
    plain = row("a", "b", "c")
    wider = row("d", "e", edges=[0, 1000, 2000], extra=sprm(0x7623, struct.pack("<BBH", 0, 1, 2000)))
    assert picture(plain, wider) == ["0:0,0 a", "0:0,1 b", "0:0,2 c", "0:1,0+1x2 d", "0:1,2 e"]
    fewer = row("d", "e", edges=[0, 1000, 2000, 3000], extra=sprm(0x5622, b"\x00\x01"))
    assert picture(plain, fewer)[3:] == ["0:1,0 d", "0:1,1 e"]
    more = row("d", "e", edges=[0, 1000], extra=sprm(0x7621, struct.pack("<BBH", 1, 1, 2000)))
    assert picture(plain, more)[3:] == ["0:1,0 d", "0:1,1+1x2 e"]


def nested(text: str, end: bytes) -> Par:
    return par(text, modifiers=IN_TABLE + sprm(0x6649, 2) + end)


def test_tables_in_cells() -> None:
    inner_cell, inner_row = sprm(0x244B, 1), sprm(0x244B, 1) + sprm(0x244C, 1) + shape([0, 500, 900])
    inner = [nested("内1", inner_cell), nested("内2", inner_cell), nested("", inner_row)]
    outer = row("左", "前")
    first = par("前段", modifiers=IN_TABLE + sprm(0x6649, 1))
    assert picture([outer[0], first, *inner, *row("后段")], par("完")) == [
        "0:0,0 左",
        "0:0,1 前段",
        "1:0,0 内1",
        "1:0,1 内2",
        "0:0,1 后段",
        "完",
    ]


def test_deleted_row_is_left_out() -> None:
    gone = row("删", "去")
    gone[-1] = Par((Run("\x07", DELETED),), gone[-1].modifiers)
    assert picture(row("a", "b"), gone, row("c", "d")) == ["0:0,0 a", "0:0,1 b", "0:1,0 c", "0:1,1 d"]


def test_row_without_a_shape_and_without_an_end() -> None:
    bare = [cell("a"), cell("b"), par(end="\x07", modifiers=IN_TABLE + sprm(0x2417, 1))]
    assert picture(bare, par("后")) == ["0:0,0 a", "0:0,1 b", "后"]
    assert picture([cell("a"), cell("b")], par("后")) == ["0:0,0 a", "0:0,1 b", "后"]


def test_more_cells_than_the_row_says() -> None:
    assert picture(row("a", "b", "c", edges=[0, 1000])) == ["0:0,0 a", "0:0,1 b", "0:0,2 c"]


def test_row_of_many_columns_stands_in_the_data_stream() -> None:
    wide = shape([500 * place for place in range(41)])
    data = struct.pack("<H", len(wide)) + wide
    cells = [cell(str(place)) for place in range(40)]
    end = par(end="\x07", modifiers=IN_TABLE + sprm(0x2417, 1) + sprm(0x6646, 0))
    plain = row("合计", edges=[0, 20000])
    assert picture([*cells, end], plain, data=data)[-1] == "0:1,0+1x40 合计"


def test_cell_marks_without_any_properties() -> None:
    assert picture(par("a", end="\x07"), par("b", end="\x07"), par("后")) == ["0:0,0 a", "0:0,1 b", "后"]
