"""Whole .doc files for the damage tests."""

from __future__ import annotations

import struct

from doc_builder import (
    DELETED,
    HIDDEN,
    SPECIAL,
    Cut,
    Run,
    doc,
    fonts,
    item,
    level,
    lists,
    par,
    plc,
    row,
    sprm,
    style,
    styles,
)

FORMAT = "doc"


def seeds() -> list[bytes]:
    """Return a file with a bit of everything, in one piece and in many."""
    return [everything(), everything(cut=True)]


def everything(*, cut: bool = False) -> bytes:
    """Return a small .doc with styles, lists, tables, notes, a text box, a field and tracked changes.

    Args:
        cut: whether its text stands in many pieces.
    """
    mark, anchor = Run("\x02", SPECIAL), Run("\x08", SPECIAL)
    wide = sprm(0xD62B, bytes([2, 0, 3]))
    body = [
        item("总则", 1),
        item("目标", 1, 1),
        par("任务", style=1),
        par("云屏河", mark, "治理", anchor, Run("删去", DELETED), Run("隐藏", HIDDEN)),
        par('见\x13 HYPERLINK "a" \x14附件\x15。', Run("(", SPECIAL + sprm(0x6A09, struct.pack("<HH", 1, 0xF0FC)))),
        *row("甲", "乙", "丙", extra=wide),
        *row("", "丁", flags=[1 << 5, 0], edges=[0, 1000, 3000]),
        par("完成"),
    ]
    length = sum(len(run.text) for one in body for run in one.runs) + len("\x02说明\r专栏1\r重点项目\r\r")
    cuts = [Cut(7)] * (length // 7) + [Cut(length % 7, modifiers=sprm(0x2640, 1))] if cut else None
    box = struct.pack("<8xH4xI4x", 0, 1026)
    return doc(
        *body,
        footnotes=[par(mark, "说明")],
        boxes=[par("专栏1"), par("重点项目"), par("")],
        cuts=cuts,
        parts={
            **lists([level("第%1章", 39), level("%1.%2", 37), level("（%3）", 18)]),
            "styles": styles(style("Normal", 0), style("heading 1", 1, base=0, par=sprm(0x2640, 0))),
            "fonts": fonts("仿宋", "Wingdings"),
            "footnote_marks": plc([12, 60], [b"\x01\x00"]),
            "footnote_texts": plc([0, 4, 4]),
            "anchors": plc([15, 60], [struct.pack("<I22x", 1026)]),
            "box_texts": plc([0, 9, 10], [box, bytes(22)]),
            "sections": plc([0, 60], [bytes(12)]),
            "settings": bytes(500),
        },
        data=bytes(100),
    )
