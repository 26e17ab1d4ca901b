"""Automatic numbers of binary Word documents."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest
from doc_builder import fonts, item, level, lines, lists, overrides, par, read, sprm, style, styles

CHAPTERS = [level("第%1章", 39), level("第%2节", 39), level("%3、", 37), level("（%4）", 37)]


def test_levels_count_and_start_anew() -> None:
    assert lines(
        item("总则", 1),
        item("目标", 1, 1),
        item("原则", 1, 1),
        item("任务", 1),
        item("产业", 1, 1),
        item("甲", 1, 2),
        item("乙", 1, 3),
        parts=lists(CHAPTERS),
    ) == ["第一章 总则", "第一节 目标", "第二节 原则", "第二章 任务", "第一节 产业", "一、甲", "（一）乙"]


def test_the_number_is_told() -> None:
    document = read(item("总则", 1), par("正文"), parts=lists(CHAPTERS))
    assert [block.number for block in document.blocks] == ["第一章", ""]


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        (0, ["1.", "2.", "3."]),
        (1, ["I.", "II.", "III."]),
        (4, ["a.", "b.", "c."]),
        (11, ["一.", "二.", "三."]),
        (18, ["①.", "②.", "③."]),
        (22, ["01.", "02.", "03."]),
        (30, ["甲.", "乙.", "丙."]),
        (37, ["一.", "二.", "三."]),
        (38, ["壹.", "贰.", "叁."]),
        (99, ["1.", "2.", "3."]),
        (255, [".", ".", "."]),
    ],
)
def test_number_formats(code: int, numbers: Sequence[str]) -> None:
    document = read(*[item("文", 1)] * 3, parts=lists([level("%1.", code)]))
    assert [block.number for block in document.blocks] == numbers


def test_text_between_numbers_and_legal_numbers() -> None:
    levels = [level("第%1条", 37), level("%1.%2", 37), level("%1.%2.%3", 37, flags=4)]
    assert lines(item("甲", 1), item("乙", 1, 1), item("丙", 1, 2), parts=lists(levels)) == [
        "第一条 甲",
        "一.一 乙",
        "1.1.1 丙",
    ]


def test_digits_in_a_levels_text_are_no_places() -> None:
    tricky = struct.pack("<iBB9sB8xBBBB", 1, 0, 0, b"\x02", 0, 0, 0, 0, 0) + struct.pack("<HHHH", 3, 0x31, 0, 0x29)
    assert lines(item("甲", 1), item("乙", 1), parts=lists([tricky])) == ["11) 甲", "12) 乙"]


def test_nothing_behind_the_number() -> None:
    assert lines(item("甲", 1), parts=lists([level("%1)", follow=2)])) == ["1)甲"]


def test_levels_that_never_start_anew() -> None:
    levels = [level("%1、", 37), level("%2.", flags=8), level("%3)", flags=8, limit=1)]
    order = [0, 1, 2, 0, 1, 2, 1, 2]
    numbers = [block.number for block in read(*[item("文", 1, one) for one in order], parts=lists(levels)).blocks]
    assert numbers == ["一、", "1.", "1)", "二、", "2.", "1)", "3.", "2)"]


def test_two_uses_of_a_list_count_together_unless_one_starts_anew() -> None:
    start = struct.pack("<iI", 5, 0x10)
    parts = {**lists([level("%1.")]), "overrides": overrides((1, b"", 0), (1, b"", 0), (1, start, 1))}
    used = [1, 2, 1, 3, 3]
    numbers = [block.number for block in read(*[item("文", one) for one in used], parts=parts).blocks]
    assert numbers == ["1.", "2.", "3.", "5.", "6."]


def test_override_with_a_level_of_its_own() -> None:
    change = struct.pack("<iI", 0, 0x30) + level("（%1）", 37, 3)
    parts = {**lists([level("%1."), level("%2.")]), "overrides": overrides((1, change, 1))}
    assert lines(item("甲", 1), item("乙", 1), parts=parts) == ["（三）甲", "（四）乙"]


def test_level_by_the_style_that_is_linked_to_it() -> None:
    sheet = styles(style("Normal", 0), style("heading 1", 1, par=sprm(0x460B, 1)), style("heading 2", 2, base=1))
    parts = {**lists(CHAPTERS, linked=[1, 2]), "styles": sheet}
    assert lines(par("总则", style=1), par("目标", style=2), par("原则", style=2), parts=parts) == [
        "第一章 总则",
        "第一节 目标",
        "第二节 原则",
    ]


@pytest.mark.parametrize("number", [0, -1, 0xF801 - 0x10000, 9])
def test_number_taken_away(number: int) -> None:
    sheet = styles(style("Normal", 0), style("heading 1", 1, par=sprm(0x460B, 1)))
    parts = {**lists(CHAPTERS), "styles": sheet}
    assert lines(par("总则", style=1, modifiers=sprm(0x460B, number)), parts=parts) == ["总则"]


def test_level_of_no_number() -> None:
    assert lines(item("甲", 1, 12), parts=lists(CHAPTERS)) == ["第一章 甲"]


def test_bullets() -> None:
    dot = struct.pack("<iBB9sB8xBBBB", 1, 23, 0, bytes(9), 0, 4, 0, 0, 0) + sprm(0x4A4F, 1)
    dot += struct.pack("<HH", 1, 0xF06C)
    parts = {**lists([dot], [level("—", 23)]), "fonts": fonts("仿宋", "Wingdings")}
    assert lines(item("甲", 1), item("乙", 2), parts=parts) == ["• 甲", "— 乙"]


def test_counting_goes_on_in_cells_and_anew_in_notes() -> None:
    parts = lists([level("%1.")])
    assert lines(item("甲", 1), item("", 1), item("丙", 1), parts=parts) == ["1. 甲", "2.", "3. 丙"]
