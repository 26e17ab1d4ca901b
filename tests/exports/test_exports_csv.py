"""CSV files, read back with the standard library."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from exports_builder import PlanBuilder
from hypothesis import given
from hypothesis import strategies as st

from planlens.exports.csv_table import as_text
from planlens.model import Plan

Export = Callable[..., Path]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_one_row_a_task_with_the_headings_in_every_row(plan: Plan, export: Export) -> None:
    rows = rows_of(export(plan, ".csv"))
    assert rows[0][:4] == ["序号", "重点任务", "具体举措", "目标指标"]
    assert rows[2][:3] == ["2", "二、重点任务／（一）建设信息网络", "推进千兆光网进村入户。"]
    assert len(rows) == 5


def test_suggested_units_are_marked_in_words(plan: Plan, export: Export) -> None:
    assert rows_of(export(plan, ".csv"))[3][4:6] == ["市政务局（建议）", "市数据局（建议）"]


def test_excel_can_tell_the_encoding(plan: Plan, export: Export) -> None:
    data = export(plan, ".csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 5


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n", " =", "\u3000@"])
def test_no_field_can_be_taken_for_a_formula(builder: PlanBuilder, export: Export, start: str) -> None:
    builder.task(f"{start}1+1")
    assert rows_of(export(builder.build(), ".csv", columns=["measure"]))[1] == [f"'{start}1+1"]


@pytest.mark.parametrize("start", ["\x00=", "\u200b+", "'="])
def test_what_is_not_seen_hides_no_formula(start: str) -> None:
    assert as_text(f"{start}1+1") == f"'{start}1+1"


@given(st.text())
def test_every_other_text_stays_as_it_is(text: str) -> None:
    written = as_text(text)
    assert written in (text, f"'{text}")
    assert not written.lstrip().startswith(tuple("=+-@"))
