"""Reviewing the suggestions of 10,000 tasks: neither showing the queue nor deciding ever stalls the window over 50 ms.

Times are those of the window's own thread, so that other programs on the machine do not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from planlens.gui.app.jobs import Jobs
from planlens.gui.app.parts import Tools
from planlens.gui.app.session import Session
from planlens.gui.app.settings import Settings
from planlens.gui.app.unit_book import unit_book
from planlens.gui.review.panel import ReviewPanel
from planlens.project.files import new_project
from planlens.project.project import Project
from planlens.project.rows import UnitRow
from planlens.views.overview import Overview
from planlens.views.review.bulk import choices
from tests.benchmarks.stalls import settle, watched
from tests.benchmarks.test_bench_tree import TODAY, Rows, rows

ALLOWED = 50


@pytest.fixture
def project(tmp_path: Path, benchmark: Any) -> Iterator[Project]:
    """A plan that names no unit: two are suggested for every task."""
    tasks = 10_000 if benchmark.enabled else 200
    made = (replace(row, origin="suggested") if isinstance(row, UnitRow) else row for row in rows(tasks))
    with new_project(tmp_path / "大.planlens", "张三") as found:
        found.apply(Rows(tuple(made)))
        yield found


@pytest.fixture
def tools(tmp_path: Path, qtbot: QtBot) -> Iterator[Tools]:
    window = QMainWindow()
    qtbot.addWidget(window)
    session, jobs = Session(None, lambda: TODAY), Jobs()
    settings = Settings(tmp_path / "s.ini")
    yield Tools(session, jobs, settings, window, *[lambda *given: None] * (len(fields(Tools)) - 4))
    jobs.stop()


def worst(qtbot: QtBot, act: Callable[[], object], done: Callable[[], bool]) -> float:
    """Return the longest stall in milliseconds while *act* works, until *done*."""
    with watched(time.thread_time) as stalls:
        QTimer.singleShot(0, act)
        settle(50)
        qtbot.waitUntil(done, timeout=60_000)
    return stalls.worst


def test_a_long_queue_never_stalls_the_window(benchmark: Any, tools: Tools, project: Project, qtbot: QtBot) -> None:
    unit_book(tools).prepare = lambda: None  # type: ignore[method-assign]
    session = tools.session
    panel = ReviewPanel(tools)
    tools.window.setCentralWidget(panel)
    tools.window.resize(430, 600)
    count = len(project.state.tasks())
    stalls: dict[str, float] = {"idle": worst(qtbot, lambda: None, lambda: True)}

    def key(code: Qt.Key) -> Callable[[], None]:
        return lambda: QTest.keyClick(panel, code)

    def left(number: int) -> Callable[[], bool]:
        return lambda: len(panel.queue) == number

    def all_of_it() -> None:
        session.take(project, overview=Overview(project.state, TODAY))
        stalls["show"] = worst(qtbot, tools.window.show, left(count))
        stalls["go on"] = worst(qtbot, key(Qt.Key.Key_Space), left(count))
        stalls["accept"] = worst(qtbot, key(Qt.Key.Key_Return), left(count - 1))
        stalls["reject"] = worst(qtbot, key(Qt.Key.Key_R), left(count - 2))
        stalls["undo"] = worst(qtbot, session.undo, left(count - 1))
        stalls["many"] = worst(
            qtbot, lambda: choices(session.state, panel.queue.all, panel.queue.current), left(count - 1)
        )

    benchmark.pedantic(all_of_it, rounds=1)
    if benchmark.enabled:
        benchmark.extra_info.update({name: round(stall) for name, stall in stalls.items()})
        assert {name: stall for name, stall in stalls.items() if stall > ALLOWED} == {}
