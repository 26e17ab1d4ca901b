"""Heights and pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from exports_builder import PlanBuilder

from planlens.exports.layout import Layout
from planlens.exports.table import task_table
from planlens.views.cells import Table


def layout(table: Table, height: float = 450.0) -> Layout:
    return Layout(table, width=640.0, height=height)


def table_of(*sizes: int, text: str = "推进重点领域改革，") -> Table:
    """A table of sections with so many tasks."""
    builder = PlanBuilder()
    for number, size in enumerate(sizes):
        section = builder.section(f"{number}.|第{number}节")
        for _ in range(size):
            builder.task(text * 5, section)
    return task_table(builder.build())


def test_columns_fill_the_width() -> None:
    assert sum(layout(table_of(1)).column_widths()) == pytest.approx(640)


def test_chunks_begin_with_each_section() -> None:
    blocks = layout(table_of(2, 1, 3), height=5000).blocks()
    assert [block.starts_chunk for block in blocks] == [True, False, True, True, False, False]


def test_no_chunk_is_higher_than_a_page() -> None:
    pages = layout(table_of(30))
    blocks = pages.blocks()
    room = pages.height - pages.header_height()
    chunk = 0.0
    for block in blocks:
        chunk = block.height if block.starts_chunk else chunk + block.height
        assert chunk <= room


def test_pages_are_filled_before_a_new_one_begins() -> None:
    pages = layout(table_of(30))
    blocks = pages.blocks()
    starts = [block.row for block in blocks if block.starts_chunk]
    rows_on_a_page = int((pages.height - pages.header_height()) // blocks[0].height)
    assert {after - before for before, after in pairwise(starts[1:])} == {rows_on_a_page}


def test_long_heading_makes_its_rows_higher() -> None:
    builder = PlanBuilder()
    section = builder.section("一、|" + "很长的标题" * 12)
    builder.task("短。", section)
    builder.task("短。", section)
    first, second = layout(task_table(builder.build()), height=5000).blocks()
    assert second.height > first.height
    assert first.height + second.height > 100


def test_row_higher_than_a_page_gets_all_its_height() -> None:
    pages = layout(table_of(1, text="推进重点领域改革，" * 100))
    assert pages.blocks()[0].height > 2 * pages.height
