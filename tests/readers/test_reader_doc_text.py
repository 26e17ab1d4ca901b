"""The text of binary Word documents: pieces, hidden and deleted text, fields, notes, boxes, styles."""

from __future__ import annotations

import struct

import pytest
from doc_builder import (
    DELETED,
    HIDDEN,
    SPECIAL,
    Cut,
    Run,
    character_style,
    fonts,
    lines,
    par,
    plc,
    read,
    sprm,
    style,
    styles,
)

from planlens.model import BlockKind


def test_text_in_one_piece() -> None:
    assert lines(par("第一段"), par(""), par("第二段")) == ["第一段", "第二段"]


def test_pieces_of_one_and_two_bytes_in_any_order_of_the_file() -> None:
    cuts = [Cut(3), Cut(8, compressed=True), Cut(5), Cut(1, compressed=True)]
    assert lines(par("规划 GDP “5”"), par("二、目标。"), cuts=cuts) == ["规划 GDP “5”", "二、目标。"]


def test_properties_stay_with_their_text_whatever_the_pieces() -> None:
    cuts = [Cut(2), Cut(2), Cut(2), Cut(1)]
    document = read(par("甲乙丙"), par("丁戊", modifiers=sprm(0x2403, 1)), cuts=cuts)
    assert [block.centered for block in document.blocks] == [False, True]


@pytest.mark.parametrize("cut", [Cut(3, modifiers=sprm(0x2640, 1)), Cut(3, short=(0x78, 1))])
def test_modifiers_of_a_piece(cut: Cut) -> None:
    document = read(par("甲乙"), par("丙丁"), cuts=[cut, Cut(3)])
    assert [block.style_level for block in document.blocks] == [2, None]


@pytest.mark.parametrize("cut", [Cut(2, modifiers=DELETED), Cut(2, short=(0x41, 1)), Cut(2, short=(0x5C, 1))])
def test_piece_that_is_deleted_or_hidden(cut: Cut) -> None:
    assert lines(par("留下删去完"), cuts=[Cut(2), cut, Cut(2)]) == ["留下完"]


def test_characters_beyond_the_first_plane_count_as_two() -> None:
    text = "𠮷村，" + "道路"
    units = len(text.encode("utf-16-le")) // 2
    assert lines(par(_units(text)), par("完"), cuts=[Cut(units + 3)]) == ["𠮷村，道路", "完"]


def _units(text: str) -> str:
    return "".join(map(chr, struct.unpack(f"<{len(text.encode('utf-16-le')) // 2}H", text.encode("utf-16-le"))))


def test_hidden_and_deleted_text_is_left_out() -> None:
    assert lines(par("前", Run("删", DELETED), Run("隐", HIDDEN), Run("增", sprm(0x0801, 1)), "后")) == ["前增后"]


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    assert lines(par("甲", Run("", DELETED)), par("乙"), par("丙")) == ["甲乙", "丙"]


def test_hidden_by_style() -> None:
    sheet = styles(style("Normal", 0), style("批注", char=HIDDEN), character_style("隐", HIDDEN))
    of_character = sprm(0x4A30, 2)
    assert lines(
        par("甲", Run("藏", of_character), Run("显", of_character + sprm(0x083C, 0)), "乙"),
        par("整段", Run("显", sprm(0x083C, 0)), Run("反", sprm(0x083C, 0x81)), Run("反", of_character), style=1),
        par("丙"),
        parts={"styles": sheet},
    ) == ["甲显乙", "显反反丙"]


def test_breaks_hyphens_and_pictures() -> None:
    text = par("甲\x0b乙\x1e丙\x1f丁", Run("\x01", SPECIAL), "戊\x0e己\x0c庚")
    assert lines(text) == ["甲", "乙-丙丁戊", "己", "庚"]


def test_section_ends_a_paragraph_and_an_empty_one_has_no_number() -> None:
    sections = plc([0, 2, 5], [bytes(12)] * 2)
    assert lines(par("甲", end="\x0c"), par("乙丙"), parts={"sections": sections}) == ["甲", "乙丙"]


def test_symbols() -> None:
    tick = Run("(", SPECIAL + sprm(0x6A09, struct.pack("<HH", 1, 0xF0FC)))
    private = Run("\uf0fc", sprm(0x4A4F, 1))
    table = fonts("仿宋", "Wingdings")
    assert lines(par("完成", tick, private, Run("\uf0fc"), "(注)"), parts={"fonts": table}) == ["完成✓✓\uf0fc(注)"]


def test_fields_show_their_result() -> None:
    inner = "\x13 PAGEREF _Toc1 \x1412\x15"
    assert lines(par(f'见\x13 HYPERLINK "http://a.cn" \x14附件{inner}\x15。')) == ["见附件12。"]


def test_field_over_paragraphs() -> None:
    assert lines(par('\x13 TOC \\o "1-3" \x14一、总则'), par("二、目标"), par("\x15"), par("正文")) == [
        "一、总则",
        "二、目标",
        "正文",
    ]


@pytest.mark.parametrize("text", ["甲\x13 HYPERLINK 乙", "甲\x14乙", "甲\x15乙"])
def test_broken_field_swallows_nothing(text: str) -> None:
    assert lines(par(text), par("后"))[-1] == "后"
    assert "乙" in lines(par(text), par("后"))[0]


def test_deleted_field_marks_do_not_count() -> None:
    assert lines(par("甲", Run("\x13", DELETED), "乙", Run("\x14丙\x15", DELETED), "丁")) == ["甲乙丁"]


MARK = Run("\x02", SPECIAL)


def test_footnotes_and_endnotes() -> None:
    document = read(
        par("甲", MARK, "乙", MARK, "丙", MARK),
        footnotes=[par(MARK, " 第一注"), par(MARK, " 第二注"), par("")],
        endnotes=[par(MARK, "尾注"), par("")],
        parts={
            "footnote_marks": plc([1, 3, 7], [b"\x01\x00"] * 2),
            "footnote_texts": plc([0, 6, 12, 13]),
            "endnote_marks": plc([5, 7], [b"\x01\x00"]),
            "endnote_texts": plc([0, 4, 5]),
        },
    )
    texts = [block.span.of(document.text) for block in document.blocks]
    assert texts == ["甲1乙2丙i", "1 第一注", "2 第二注", "i 尾注"]
    assert [mark.of(document.text) for mark in document.blocks[0].marks] == ["1", "2", "i"]
    assert [block.kind for block in document.blocks[1:]] == [BlockKind.FOOTNOTE] * 3


def test_own_note_mark() -> None:
    document = read(
        par("甲", Run("※", sprm(0x2A48, 1)), "乙"),
        footnotes=[par("※注")],
        parts={"footnote_marks": plc([1, 4], [bytes(2)]), "footnote_texts": plc([0, 3, 3])},
    )
    assert [block.span.of(document.text) for block in document.blocks] == ["甲※乙", "※注"]
    assert [mark.of(document.text) for mark in document.blocks[0].marks] == ["※"]


def test_number_format_of_notes() -> None:
    settings = bytearray(500)
    struct.pack_into("<H", settings, 2, 3 << 2)
    struct.pack_into("<H", settings, 492, 18)
    parts = {"footnote_marks": plc([1, 3], [b"\x01\x00"]), "footnote_texts": plc([0, 3, 3])}
    assert lines(par("甲", MARK), footnotes=[par(MARK, "注")], parts={**parts, "settings": bytes(settings)}) == [
        "甲③",
        "③ 注",
    ]


def anchor(shape: int) -> bytes:
    return struct.pack("<I22x", shape)


def box(shape: int, reusable: int = 0) -> bytes:
    return struct.pack("<8xH4xI4x", reusable, shape)


ANCHOR = Run("\x08", SPECIAL)


def test_text_boxes_follow_their_paragraph() -> None:
    assert lines(
        par("甲", ANCHOR, "乙"),
        par("丙"),
        boxes=[par("专栏1"), par("第二行"), par("另一个"), par("")],
        parts={
            "anchors": plc([1, 5], [anchor(1026)]),
            "box_texts": plc([0, 8, 12, 13], [box(1026), box(77), box(0, 1)]),
        },
    ) == ["甲乙", "专栏1", "第二行", "丙", "另一个"]


def test_text_box_in_a_group_of_shapes() -> None:
    def record(kind: int, body: bytes, version: int = 0) -> bytes:
        return struct.pack("<HHI", version, kind, len(body)) + body

    def shape(number: int, *, group: bool = False) -> bytes:
        head = record(0xF009, bytes(16)) if group else b""
        return record(0xF004, head + record(0xF00A, struct.pack("<II", number, 0)), 15)

    inner = record(0xF003, shape(20, group=True) + shape(21) + shape(22), 15)
    drawing = record(0xF002, record(0xF008, bytes(8)) + record(0xF003, shape(1, group=True) + inner, 15), 15)
    assert lines(
        par("甲", ANCHOR),
        par("乙"),
        boxes=[par("组内"), par("")],
        parts={
            "anchors": plc([1, 5], [anchor(20)]),
            "box_texts": plc([0, 3, 4], [box(22), box(0, 1)]),
            "drawings": record(0xF000, bytes(12), 15) + b"\x00" + drawing,
        },
    ) == ["甲", "组内", "乙"]


def test_box_of_deleted_anchor_is_left_out() -> None:
    parts = {"anchors": plc([1, 3], [anchor(5)]), "box_texts": plc([0, 2, 2], [box(5), box(0, 1)])}
    assert lines(par("甲", Run("\x08", DELETED)), boxes=[par("删")], parts=parts) == ["甲"]


def test_styles_give_title_levels_and_alignment() -> None:
    sheet = styles(
        style("Normal", 0),
        style("heading 1", 1, base=0, par=sprm(0x2640, 0) + sprm(0x2403, 1)),
        style("标题", 62, base=0),
        style("我的标题", base=1),
        style("不算标题", base=1, par=sprm(0x2640, 9)),
    )
    document = read(
        par("大标题", style=2),
        par("一级", style=1),
        par("继承", style=3, modifiers=sprm(0x2461, 0)),
        par("正文", style=4),
        par("直接", modifiers=sprm(0x2640, 2)),
        par("改为正文", style=1, modifiers=sprm(0x2640, 9)),
        parts={"styles": sheet},
    )
    assert [(block.style_level, block.is_title, block.centered) for block in document.blocks] == [
        (None, True, False),
        (1, False, True),
        (1, False, False),
        (None, False, True),
        (3, False, False),
        (None, False, True),
    ]


def test_styles_based_on_each_other() -> None:
    sheet = styles(style("甲", base=1), style("乙", base=0))
    assert lines(par("文", style=1), parts={"styles": sheet}) == ["文"]


def test_large_modifiers_stand_in_the_data_stream() -> None:
    large = sprm(0x2640, 1)
    data = bytes(8) + struct.pack("<H", len(large)) + large
    assert read(par("甲", modifiers=sprm(0x6646, 8)), data=data).blocks[0].style_level == 2
