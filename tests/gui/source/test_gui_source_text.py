"""What the source shows of a document: paragraphs, tables, marks; and places beyond the basic plane (𠮷, emoji)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_builder import TEXT
from source_builder import drawn, qt_text, shown, state_of, texts

from planlens.gui.source.painting import Showing
from planlens.gui.source.sheet import Sheet
from planlens.gui.source.words import find, sentence_around
from planlens.model import Block, BlockKind, CellPlace, Document, Reading, Source, Span
from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow
from planlens.views.source.grid import TALLEST, Rows, rows_of
from planlens.views.source.marks import Kind, Mark, Marks, item_of, marks_of
from planlens.views.source.page import LONGEST, pieces_of
from planlens.views.source.text import Look, Text
from planlens.views.source.tips import tip_of
from tests.analysis.pictures import plan_of

CHARACTERS = st.text(st.sampled_from("建设平台，。；（）一二、1.3家年到𠮷😀𝟙ab \n　"), max_size=120)


def document(*blocks: Block | str) -> Document:
    """A document of these blocks; texts become body blocks, cells have their text in ``number``."""
    text, found = "", []
    for block in blocks:
        words = block if isinstance(block, str) else block.number
        span = Span(len(text), len(text) + len(words))
        kept = Block(span) if isinstance(block, str) else Block(span, block.kind, cell=block.cell)
        found.append(kept)
        text += f"{words}\n"
    return Document(Source("a.docx", "docx", ""), text, tuple(found))


def cell(words: str, row: int, column: int, row_span: int = 1, column_span: int = 1, table: int = 0) -> Block:
    return Block(Span(0, 0), BlockKind.CELL, number=words, cell=CellPlace(table, row, column, row_span, column_span))


# What is marked


def test_every_finding_is_marked() -> None:
    plan = plan_of(TEXT)
    state = state_of(plan)
    pieces, marks, _ = shown(state, plan.document)
    assert (
        drawn(pieces, Showing(marks))
        == """= 云山市数字经济发展规划（2024—2027年）
# [章节:一、发展目标]
到2027年，[目标:数字经济核心产业增加值达到300亿元]。
# [章节:二、重点任务]
## [章节:（一）建设信息网络]
[任务:[目标:新建5G基站3000个以上]，[时限:2026年底前]完成。][单位:（牵头单位：市通信管理局；配合单位：市财政局、市住房城乡建设局）]
[任务:推进千兆光网进村入户。][单位:（牵头单位：市通信管理局）]
## [章节:（二）优化政务服务]
[任务:推动高频事项一网通办。][单位:（责任单位：市政务服务局）]
[任务:开展全民数字素养提升行动。][单位:（责任单位：市教育局）]
# [章节:三、保障措施]
[任务:建立联席会议制度，定期研究重大事项。]"""
    )


def test_what_became_nothing_is_marked_too_and_kinds_can_be_switched_off() -> None:
    text = f"{TEXT}四、重点工程\n数据平台𠮷是全市数字经济😀的重要基础。建设数据平台。\n"
    plan = plan_of(text)
    pieces, marks, _ = shown(state_of(plan), plan.document)
    last = drawn(pieces, Showing(marks)).splitlines()[-1]
    assert last == "[未识别:数据平台𠮷是全市数字经济😀的重要基础。][任务:建设数据平台。]"
    kinds = frozenset({Kind.SECTION, Kind.MISSED})
    assert drawn(pieces, Showing(marks, kinds)).splitlines()[-2:] == [
        "# [章节:四、重点工程]",
        "[未识别:数据平台𠮷是全市数字经济😀的重要基础。]建设数据平台。",
    ]
    assert marks.counts()[Kind.MISSED] == 1


def test_suggested_units_have_no_place_and_rejected_ones_no_mark() -> None:
    plan = plan_of(TEXT)
    state = state_of(plan)
    unit = next(row for row in state if isinstance(row, UnitRow) and row.name == "市教育局")
    before = marks_of(state, "d1").counts()[Kind.UNIT]
    state.put(replace(unit, decision="rejected"))
    assert marks_of(state, "d1").counts()[Kind.UNIT] == before - 1
    assert marks_of(state, "d2").all == []


@settings(deadline=None)  # same
@given(CHARACTERS)
def test_every_mark_shows_the_text_of_its_row(text: str) -> None:
    plan = plan_of(
        f"云山市规划（2024—2027年）\n一、重点任务\n{text}\n建设𠮷平台😀，新建学校3所。（责任单位：市教育局）\n"
    )
    state = state_of(plan)
    pieces, marks, _ = shown(state, plan.document)
    paragraphs = texts(pieces)
    for row in state:
        if isinstance(row, SectionRow | TaskRow | TargetRow) and row.start is not None and row.end is not None:
            mark = marks.of(row.id)
            assert mark is not None
            assert (mark.start, mark.end) == (row.start, row.end)
            places = [(each, each.range_of(mark.start, mark.end)) for each in paragraphs]
            painted = "".join(qt_text(each.shown, *place) for each, place in places if place is not None)
            # a page number between the lines of a paragraph is shown behind it
            assert sorted(bare(painted)) == sorted(bare(plan.document.text[row.start : row.end]))


def bare(text: str) -> str:
    return "".join(text.split())


def test_a_click_chooses_the_task_of_what_stands_there() -> None:
    plan = plan_of(TEXT)
    state, text = state_of(plan), plan.document.text
    marks = marks_of(state, "d1")
    assert [
        item_of(state, marks.at(text.index(words)))
        for words in ("新建5G", "2026年底", "牵头单位：市通信管理局）", "数字经济核心", "（二）优化", "到2027年")
    ] == ["t1", "t1", "t2", "s1", "s4", ""]


def test_tips_say_what_why_and_how_sure() -> None:
    plan = plan_of(TEXT)
    state, text = state_of(plan), plan.document.text
    marks = marks_of(state, "d1", [Span(0, 4)])
    assert tip_of(state, marks.at(text.index("2026年底"))).splitlines() == [
        "完成时限：2026年",
        "依据：句子中写明的日期",
        "",
        "任务：新建5G基站3000个以上，2026年底前完成。",
        "依据：任务、保障类章节中部署工作的一句话；把握大（100%）",
    ]
    assert tip_of(state, marks.at(text.index("牵头单位：市通信"))).splitlines()[0] == (
        "单位　牵头：市通信管理局；配合：市财政局、市住房城乡建设局"
    )
    assert tip_of(state, marks.at(text.index("数字经济核心"))).startswith(
        "目标：数字经济核心产业增加值 300亿元（2027年）"
    )
    assert tip_of(state, marks.at(0)).startswith("未识别")
    assert tip_of(state, marks.at(text.index("到2027年"))) == ""


MARKS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(Kind)), max_size=12)


@given(MARKS, st.integers(0, 35), st.integers(1, 9))
def test_marks_are_found_by_place(made: list[tuple[int, int, Kind]], start: int, length: int) -> None:
    every = [Mark(kind, first, first + size) for first, size, kind in made]
    found = Marks(every).within(start, start + length)
    assert sorted(map(repr, found)) == sorted(
        repr(mark) for mark in every if mark.start < start + length and start < mark.end
    )
    orders = [list(Kind).index(mark.kind) for mark in found]
    assert orders == sorted(orders)


# Paragraphs


@given(CHARACTERS, st.lists(st.integers(1, 20), max_size=8))
def test_places_and_positions_of_qt_go_both_ways(source: str, cuts: list[int]) -> None:
    parts, at = [], 0
    for size in cuts:
        if at + size > len(source):
            break
        parts.append(Span(at, at + size))
        at += size + 1
    if not parts:
        return
    text = Text(source, parts)
    length = len(text.shown.encode("utf-16-le")) // 2
    assert text.to_qt(len(text.shown)) == length
    for part in parts:
        for place in range(part.start, part.end):
            position = text.position_of(place)
            assert text.place_of(position) == place
            one = text.range_of(place, place + 1)
            assert one is not None
            assert bare(qt_text(text.shown, *one)) == bare(source[place])
            assert text.place_of(one[1], end=True) == place + 1
        assert bare(text.words(part.start, part.end)) == bare(part.of(source))


def test_lines_are_joined_letters_by_a_blank() -> None:
    text = Text("建设AI\nlab平\n台", [Span(0, 4), Span(5, 9), Span(10, 11)])
    assert text.shown == "建设AI lab平台"
    assert text.words(2, 8) == "AI lab"


def test_line_breaks_of_qt_are_never_shown() -> None:
    assert Text("甲\u2028乙\ufffc丙\t丁", [Span(0, 7)]).shown == "甲 乙 丙 丁"


def test_lines_before_and_after_the_paragraphs_are_known() -> None:
    lines = document("云山市规划", "一、重点任务", "建设平台，", "推进应用。", "- 2 -", "甲 乙 丙")
    spans = [block.span for block in lines.blocks]
    heading = (spans[1].start, spans[1].end, 1)
    assert (
        drawn(pieces_of(lines, None, [heading], "云山市规划"))
        == "= 云山市规划\n# 一、重点任务\n建设平台，\n推进应用。\n- 2 -\n甲 乙 丙"
    )
    reading = Reading(((spans[0],), (spans[1],), (spans[2], spans[3])))
    assert (
        drawn(pieces_of(lines, reading, [heading], "云山市规划"))
        == "= 云山市规划\n# 一、重点任务\n建设平台，推进应用。\n- - 2 -\n: 甲 乙 丙"
    )


def test_a_heading_before_other_text_is_no_line_of_its_own() -> None:
    lines = document("（一）建设平台。推进应用。")
    (text,) = texts(list(pieces_of(lines, None, [(0, 7, 2)])))
    assert (text.look, text.strong) == (Look.BODY, (Span(0, 7),))


def test_a_very_long_paragraph_goes_on_in_others() -> None:
    words = "推动数字经济和实体经济深度融合。" * 400
    pieces = texts(list(pieces_of(document(words), None, [])))
    assert len(pieces) > 3
    assert "".join(text.shown for text in pieces) == words
    assert all(len(text.shown) <= LONGEST and text.shown.endswith("。") for text in pieces)
    assert [text.goes_on for text in pieces] == [False, *[True] * (len(pieces) - 1)]


@settings(deadline=None)  # the first analysis loads word lists
@given(CHARACTERS)
def test_everything_is_shown_once(text: str) -> None:
    plan = plan_of(f"云山市规划\n{text}\n一、重点任务\n建设平台。")
    pieces, _, _ = shown(state_of(plan), plan.document)
    parts = sorted(part for each in texts(pieces) for part in each.parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    assert bare("".join(part.of(plan.document.text) for part in parts)) == bare(plan.document.text)


# Tables


def test_tables_keep_their_merged_cells_and_paragraphs() -> None:
    blocks = [
        "表1",
        cell("序号", 0, 0),
        cell("指标", 0, 1, 1, 2),
        cell("1", 1, 0, 2),
        cell("产值", 1, 1),
        cell("300", 1, 2),
        cell("亿元", 1, 2),
        cell("税收", 2, 1),
        cell("30", 2, 2),
        cell("2", 3, 0),
        "正文。",
    ]
    pieces = list(pieces_of(document(*blocks), None, []))
    assert (
        drawn(pieces)
        == """表1
| 0:序号 | 1:1x2 指标 |
| 0:2x1 1 | 1:产值 | 2:300/亿元 |
| 1:税收 | 2:30 |
| 0:2 |
正文。"""
    )
    assert [piece.rows for piece in pieces if isinstance(piece, Rows)] == [1, 2, 1]


def test_tables_side_by_side_are_two() -> None:
    pieces = list(pieces_of(document(cell("甲", 0, 0), cell("乙", 0, 0, table=1)), None, []))
    assert [piece.first for piece in pieces if isinstance(piece, Rows)] == [True, True]


def test_a_cell_merged_over_very_many_rows_is_cut() -> None:
    text = Text("长", [Span(0, 1)])
    cells = {CellPlace(0, 0, 0, 100): [text]} | {CellPlace(0, row, 1): [text] for row in range(100)}
    groups = rows_of(cells)
    assert [group.rows for group in groups] == [TALLEST, TALLEST, 100 - 2 * TALLEST]
    assert groups[0].cells[0].row_span == TALLEST


def test_columns_get_room_for_what_they_hold() -> None:
    cells = {
        CellPlace(0, row, column): [Text(words, [Span(0, len(words))])]
        for row in range(3)
        for column, words in enumerate(("1", "建设覆盖全市的工业互联网公共服务平台", "市科技局"))
    }
    number, words, unit = rows_of(cells)[0].wants
    assert number.good < unit.good < words.good
    assert number.least < 1 < unit.least


# Words


@pytest.mark.parametrize(
    ("words", "found"),
    [("平台", ["平台", "平台"]), ("ａ", []), ("ai", ["AI", "ai"]), ("5%", ["５％"]), ("台推", ["台\n推"]), ("", [])],
)
def test_finding(words: str, found: list[str]) -> None:
    text = "建设AI平台\n推进ai应用，𠮷占５％。平台"
    source = Document(Source("a.txt", "txt", ""), text, (Block(Span(0, 6)), Block(Span(7, len(text)))))
    pieces = list(pieces_of(source, Reading(((Span(0, 6), Span(7, len(text))),)), []))
    assert [span.of(text) for span in find(pieces, words)] == found


def test_the_sentence_around_a_place() -> None:
    text = "建设𠮷平台。　推进应用；完成"
    shown_text = Text(text, [Span(0, len(text))])
    assert [span.of(text) for place in (0, 3, 8, 13) if (span := sentence_around(shown_text, place)) is not None] == [
        "建设𠮷平台。",
        "建设𠮷平台。",
        "推进应用；",
        "完成",
    ]


def test_an_empty_document_is_empty(qapp: object) -> None:
    del qapp
    from source_builder import typesetter  # noqa: PLC0415 (it needs the application)

    sheet = Sheet(list(pieces_of(document(), None, [])), typesetter())
    assert (len(sheet), sheet.height, sheet.measure(1)) == (0, 0, True)
