"""Opening, scrolling, widening and enlarging a plan of 100,000 characters: the window answers within 50 milliseconds.

Run with ``pytest tests/benchmarks --benchmark-enable``. The project is open already: opening it is not the
panel's work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from planlens.analysis import analyse
from planlens.gui.app.jobs import Jobs
from planlens.gui.app.parts import Tools
from planlens.gui.app.session import Session
from planlens.gui.app.settings import Settings
from planlens.gui.source.panel import SourcePanel
from planlens.project.edits import AdoptDocument, SetText
from planlens.project.files import new_project
from planlens.project.project import Project
from tests.analysis.pictures import document_of
from tests.benchmarks.stalls import settle, watched
from tests.benchmarks.test_words_speed import plan_of_length

LONG, SHORT = 100_000, 2_000
ALLOWED = 50


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


def worst(qtbot: QtBot, act: Callable[[], object], done: Callable[[], bool]) -> float:
    """Return the longest stall in milliseconds while *act* works, until *done*."""
    with watched() as stalls:
        QTimer.singleShot(0, act)
        settle(50)
        qtbot.waitUntil(done, timeout=60_000)
    return stalls.worst


def test_a_long_plan_never_stalls_the_window(benchmark: Any, tools: Tools, project: Project, qtbot: QtBot) -> None:
    tools.session.take(project)
    panel = SourcePanel(tools)
    tools.window.setCentralWidget(panel)
    tools.window.resize(430, 600)
    view, bar = panel.view, panel.view.verticalScrollBar()

    def made() -> bool:
        return not panel.contents.busy and not view._measuring.busy

    def whole() -> bool:
        return made() and not panel.legend.coverage.text().endswith("—")

    def scroll() -> None:
        QTimer.singleShot(20, lambda: bar.setValue(bar.maximum() // 2))
        QTimer.singleShot(80, lambda: bar.setValue(bar.maximum()))

    stalls: dict[str, float] = {"idle": worst(qtbot, lambda: None, lambda: True)}

    def all_of_it() -> None:
        stalls["open"] = worst(qtbot, tools.window.show, whole)
        stalls["scroll"] = worst(qtbot, scroll, made)
        stalls["narrow"] = worst(qtbot, lambda: tools.window.resize(330, 600), made)
        stalls["enlarge"] = worst(qtbot, view.zoom_in, made)
        tasks = [task.id for task in tools.session.state.tasks()]
        stalls["choose"] = worst(qtbot, lambda: tools.session.select(tasks[-1:]), made)
        stalls["edit"] = worst(qtbot, lambda: tools.session.apply(SetText(tasks[0], "改")), made)

    benchmark.pedantic(all_of_it, rounds=1)
    assert len(view.sheet) > 10
    if benchmark.enabled:
        benchmark.extra_info.update({name: round(stall) for name, stall in stalls.items()})
        assert {name: stall for name, stall in stalls.items() if stall > ALLOWED} == {}
