"""Opening, scrolling, widening and enlarging a plan of 100,000 characters: the window answers within 50 milliseconds.

Run with ``pytest tests/benchmarks --benchmark-enable``. A timer of 10 ms runs meanwhile; a stall is the longest time
between two of its ticks, beside that of an idle window.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from planlens.analysis import analyse
from planlens.gui.jobs import Jobs
from planlens.gui.panel import Tools
from planlens.gui.panels.source import SourcePanel
from planlens.gui.session import Session
from planlens.gui.settings import Settings
from planlens.project.edits import AdoptDocument, SetText
from planlens.project.files import new_project
from planlens.project.project import Project
from tests.analysis.pictures import document_of
from tests.benchmarks.test_words_speed import plan_of_length

LONG, SHORT = 100_000, 2_000
ALLOWED = 0.050


@pytest.fixture
def project(tmp_path: Path, benchmark: Any) -> Iterator[Project]:
    text = plan_of_length(LONG if benchmark.enabled else SHORT).document.text
    with new_project(tmp_path / "长.planlens", "张三") as made:
        made.apply(AdoptDocument(analyse(document_of(text)), b"plan"))
        yield made


@pytest.fixture
def tools(tmp_path: Path, qtbot: QtBot) -> Iterator[Tools]:
    window = QMainWindow()
    qtbot.addWidget(window)
    session, jobs = Session(), Jobs()
    settings = Settings(tmp_path / "s.ini")
    yield Tools(session, jobs, settings, window, *[lambda *given: None] * (len(fields(Tools)) - 4))
    jobs.stop()


def ticks(qtbot: QtBot, act: Callable[[], None], done: Callable[[], bool]) -> float:
    """Return the longest time between two ticks of a 10 ms timer while *act* works, until *done*."""
    times = [time.perf_counter()]
    timer = QTimer()
    timer.timeout.connect(lambda: times.append(time.perf_counter()))
    timer.start(10)
    qtbot.wait(60)
    QTimer.singleShot(0, act)
    qtbot.wait(40)
    qtbot.waitUntil(done, timeout=60_000)
    qtbot.wait(60)
    timer.stop()
    return max(later - earlier for earlier, later in pairwise(times))


@pytest.fixture
def _no_collection() -> Iterator[None]:
    """Keep Python from searching the test runner's own objects for garbage while the clock runs."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_no_collection")
def test_a_long_plan_never_stalls_the_window(benchmark: Any, tools: Tools, project: Project, qtbot: QtBot) -> None:
    panel = SourcePanel(tools)
    tools.window.setCentralWidget(panel)
    tools.window.resize(430, 600)
    tools.window.show()
    qtbot.waitUntil(tools.window.isVisible)
    view, bar = panel.view, panel.view.verticalScrollBar()

    def made() -> bool:
        return not panel.contents.busy and not view._measuring.isActive() and not view._rest.isActive()

    def whole() -> bool:
        return made() and not panel.legend.coverage.text().endswith("—")

    def scroll() -> None:
        QTimer.singleShot(20, lambda: bar.setValue(bar.maximum() // 2))
        QTimer.singleShot(80, lambda: bar.setValue(bar.maximum()))

    stalls: dict[str, float] = {"idle": ticks(qtbot, lambda: None, lambda: True)}

    def all_of_it() -> None:
        stalls["open"] = ticks(qtbot, lambda: tools.session.take(project), whole)
        stalls["scroll"] = ticks(qtbot, scroll, made)
        stalls["narrow"] = ticks(qtbot, lambda: tools.window.resize(330, 600), made)
        stalls["enlarge"] = ticks(qtbot, view.zoom_in, made)
        tasks = [task.id for task in tools.session.state.tasks()]
        stalls["choose"] = ticks(qtbot, lambda: tools.session.select(tasks[-1:]), made)
        stalls["edit"] = ticks(qtbot, lambda: tools.session.apply(SetText(tasks[0], "改")) and None, made)  # type: ignore[func-returns-value]

    benchmark.pedantic(all_of_it, rounds=1)
    assert len(view.sheet) > 10
    if benchmark.enabled:
        benchmark.extra_info.update({name: round(1000 * stall) for name, stall in stalls.items()})
        assert {name: stall for name, stall in stalls.items() if stall > ALLOWED} == {}
