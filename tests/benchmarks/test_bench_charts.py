"""The timeline and the overview of 5,000 tasks: drawn within 100 ms, no stall over 50 ms while they are moved."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from planlens.gui.timeline.view import TimelineView
from planlens.model.tracking import Status
from planlens.project.rows import DocumentRow, Row, SectionRow, TaskRow, UnitRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.chart_data import facts
from planlens.views.lanes import Grouping, lanes
from planlens.views.overview import Overview
from tests.benchmarks.stalls import settle, watched

TODAY = date(2026, 11, 25)
DEADLINES = ("2025", "2026-12", "2027-06-30", "ongoing", None)
STATUSES = ("done", "behind", "in-progress", "not-started")


@pytest.fixture(scope="module")
def overview() -> Overview:
    """A hundred sections with fifty tasks each, of 47 units."""
    chance = random.Random(5)
    rows: list[Row] = [DocumentRow("d1", "", 1, "n", "txt", "x", "规划（2024—2027年）", "", "[]", "{}", "[]", "2024")]
    for number in range(5000):
        if number % 50 == 0:
            head = (f"s{number}", "d1", float(number), "（一）", f"第{number}节", "task", "d1", None, None)
            rows.append(SectionRow(*head, "by-hand", 1.0, ""))
        text = "推动高频事项一网通办，完善协同推进机制。" * 2
        head = (f"t{number}", f"s{number // 50 * 50}", float(number), "", text, "d1", None, None)
        marks = {"deadline": chance.choice(DEADLINES), "status": chance.choice(STATUSES)}
        rows.append(TaskRow(*head, "by-hand", 1.0, "", **marks))
        unit = (f"u{number}", f"t{number}", 1.0, f"单位{number % 47}", "lead", "stated")
        rows.append(UnitRow(*unit, 1.0, "by-hand", 1.0, None, None))
    return Overview(State(rows), TODAY)


def test_timeline(benchmark: Any, overview: Overview, qtbot: QtBot) -> None:
    view = TimelineView(TODAY)
    qtbot.addWidget(view)
    view.resize(1300, 600)
    view.show()

    def draw() -> None:
        view.show_lanes(lanes(overview.state, overview, Grouping.SECTION))
        view.repaint()

    benchmark(draw)
    with watched() as stalls:
        for step in range(40):
            view.zoom(1.15 if step % 2 else 0.9)
            view.verticalScrollBar().setValue(step * 400)
            settle(5)
    benchmark.extra_info["worst stall in ms"] = stalls.worst
    if benchmark.enabled:
        assert benchmark.stats["median"] < 0.1
        assert stalls.worst < 50


def test_overview(benchmark: Any, overview: Overview, qtbot: QtBot) -> None:
    from planlens.gui.overview.board import Board  # noqa: PLC0415 (pyqtgraph only where it is measured)

    board = Board()
    qtbot.addWidget(board)
    board.resize(1300, 800)
    board.show()
    shown, names = facts(overview), status_names(overview.state)

    def draw() -> None:
        board.show_facts(shown, names, [], TODAY)
        while board.drawing:
            settle(0)
            board._draw_next()
        board.repaint()

    benchmark(draw)
    with watched() as stalls:
        board.show_facts(shown, {status: status.label for status in Status}, [], TODAY)
        settle(400)
    benchmark.extra_info["worst stall in ms"] = stalls.worst
    if benchmark.enabled:
        assert benchmark.stats["median"] < 0.1
        assert stalls.worst < 50
