"""Tables that go on over pages: which ones do, what is the header again, which rows and cells a page's end has cut."""

from __future__ import annotations

import pytest

from planlens.readers.pages.joining import CellPart, GrowingTable, TableCell, follows, join_tables
from planlens.readers.pages.lines import Line

HEAD = ["序号", "任务", "单位"]
WALLS = [80.0, 130.0, 400.0, 500.0]


def table(rows: list[list[str]], page: int = 0, xs: list[float] | None = None) -> GrowingTable:
    """A table on a page: texts, "" for an empty cell, "^" for what belongs to the cell above, "<" to the one before."""
    cells: dict[tuple[int, int], TableCell] = {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text == "^":
                owner = cells[row, column] = cells[row - 1, column]
                owner.row_span = row - owner.row + 1
            elif text == "<":
                owner = cells[row, column] = cells[row, column - 1]
                owner.column_span = column - owner.column + 1
            else:
                lines = [Line(text, 0.0, 10.0, 0.0, 12.0, page=page)] if text else []
                cells[row, column] = TableCell(row, column, 1, 1, [CellPart(lines, 10.0)])
    walls = xs or [80.0 + 100 * place for place in range(len(rows[0]) + 1)]
    return GrowingTable(walls, len(rows), list({id(cell): cell for cell in cells.values()}.values()), page)


def joined(*pages: list[list[str]]) -> list[str]:
    """The cells of pages as one table, row by row; ``×3`` and ``→2`` for cells over several rows and columns."""
    whole = table(pages[0])
    for page, rows in enumerate(pages[1:], 1):
        join_tables(whole, table(rows, page))
    assert whole.page == len(pages) - 1
    assert whole.rows == max(cell.row + cell.row_span for cell in whole.cells)
    found: dict[int, list[str]] = {}
    for cell in whole.in_order():
        down = f"×{cell.row_span}" if cell.row_span > 1 else ""
        right = f"→{cell.column_span}" if cell.column_span > 1 else ""
        found.setdefault(cell.row, []).append(f"{cell.text}{down}{right}")
    return ["|".join(found.get(row, [])) for row in range(whole.rows)]


# Which table goes on


@pytest.mark.parametrize(
    ("page", "xs", "goes_on"),
    [
        (1, WALLS, True),
        (2, WALLS, False),
        (0, WALLS, False),
        (1, [x + 30 for x in WALLS], True),  # the margins of an even page
        (0, [x + 430 for x in WALLS], True),  # the next column of the page
        (0, [x - 430 for x in WALLS], False),
        (0, [x + 420 for x in WALLS], False),  # it would touch the first: one table, seen as two
        (2, [x + 430 for x in WALLS], False),
        (1, WALLS[:3], False),
        (1, [*WALLS, 560.0], False),
        (1, [80.0, 133.0, 403.0, 497.0], True),  # drawn a little inexactly
        (1, [80.0, 134.0, 400.0, 500.0], False),
        (1, [80.0, 130.0, 400.0, 540.0], False),
    ],
)
def test_a_table_goes_on_where_one_of_its_shape_stands_next(page: int, xs: list[float], goes_on: bool) -> None:
    first, other = table([HEAD], 0, WALLS), table([["" for _ in xs[1:]]], page, xs)
    assert follows(first, other) is goes_on


# Headers


def test_a_repeated_header_is_taken_once() -> None:
    pages = [HEAD, ["1", "甲项。", "一局"]], [HEAD, ["2", "乙项。", "二局"]], [HEAD, ["3", "丙项。", "三局"]]
    assert joined(*pages) == ["序号|任务|单位", "1|甲项。|一局", "2|乙项。|二局", "3|丙项。|三局"]


def test_a_header_may_have_three_rows_and_a_page_less_of_it() -> None:
    head = [["指标", "目标", "<"], ["^", "2025年", "2030年"], ["（一）", "（二）", "（三）"]]
    first = [*head, ["产值", "1", "2"]]
    assert joined(first, [*head, ["人口", "3", "4"]])[3:] == ["产值|1|2", "人口|3|4"]
    assert joined(first, [*head[:2], ["人口", "3", "4"]])[3:] == ["产值|1|2", "人口|3|4"]


def test_a_fourth_row_that_comes_again_is_none_of_the_header() -> None:
    rows = [HEAD, ["一", "二", "三"], ["四", "五", "六"], ["七", "八", "九"]]
    assert joined(rows, rows)[3:] == ["七|八|九", "七|八|九"]


def test_rows_that_differ_or_say_nothing_are_no_header() -> None:
    assert joined([HEAD, ["1", "甲。", "一局"]], [["1", "甲。", "二局"]])[1:] == ["1|甲。|一局", "1|甲。|二局"]
    blank = ["", "", ""]
    assert len(joined([blank, ["1", "甲。", "一局"]], [blank, ["2", "乙。", "二局"]])) == 4


# What the end of a page cuts


@pytest.mark.parametrize(
    ("last", "first", "rows"),
    [
        (["1", "建设公园，", "一局"], ["", "新建三座。", ""], ["1|建设公园，新建三座。|一局"]),
        (["1", "建设", "市住建"], ["", "公园。", "局"], ["1|建设公园。|市住建局"]),
        (["1", "建设公园。", "一局"], ["", "新建三座。", ""], ["1×2|建设公园。|一局", "新建三座。|"]),  # it had ended
        (["1", "建设公园，", "一局"], ["2", "修路。", ""], ["1|建设公园，|一局", "2|修路。|"]),  # it has a number
        (["1", "建设公园，", "一局"], ["2", "修路。", "二局"], ["1|建设公园，|一局", "2|修路。|二局"]),
        (["1", "", "一局"], ["", "修路。", ""], ["1×2||一局", "修路。|"]),  # nothing that could go on
    ],
)
def test_a_row_goes_on_where_some_cells_go_on_in_mid_sentence(
    last: list[str], first: list[str], rows: list[str]
) -> None:
    assert joined([HEAD, last], [first, ["9", "末项。", "九局"]])[1:] == [*rows, "9|末项。|九局"]


def test_a_box_of_one_column_always_goes_on() -> None:
    assert joined([["专栏1"], ["建设公园。"]], [["修路。"]], [["架桥。"], ["完"]]) == [
        "专栏1",
        "建设公园。修路。架桥。",
        "完",
    ]


def test_what_is_merged_over_rows_goes_on_below() -> None:
    """An empty cell at a page's top is the rest of a merged one: in the first column, or where it spans rows."""
    before = [["民生", "建学校。", "一局"], ["^", "建医院。", "一局"]]
    assert joined(before, [["", "建公园。", "二局"], ["交通", "修路。", "三局"]]) == [
        "民生×3|建学校。|一局",
        "建医院。|一局",
        "建公园。|二局",
        "交通|修路。|三局",
    ]
    assert joined([["1", "建学校。", "一局"]], [["2", "建医院。", ""]]) == ["1|建学校。|一局", "2|建医院。|"]
    spans = joined([["1", "建学校。", "一局"]], [["2", "建医院。", ""], ["3", "建公园。", "^"]])
    assert spans == ["1|建学校。|一局×3", "2|建医院。", "3|建公园。"]


def test_an_empty_row_as_wide_as_the_table_is_a_row() -> None:
    assert joined([["甲。", "<"]], [["", "<"], ["乙", "丙"]]) == ["甲。→2", "→2", "乙|丙"]


def test_cells_of_another_width_are_not_the_same_cell() -> None:
    rows = joined([["甲", "乙", "<"]], [["", "丙。", "丁。"]])
    assert rows == ["甲×2|乙→2", "丙。|丁。"]


def test_only_what_reaches_the_last_row_goes_on() -> None:
    """After three pages, too: a row in the middle of the table is never made longer."""
    pages = [["类", "甲，", "一局"], ["类", "乙。", "二局"]], [["类", "丙，", "三局"]], [["", "丁。", ""]]
    assert joined(*pages) == ["类|甲，|一局", "类|乙。|二局", "类|丙，丁。|三局"]
