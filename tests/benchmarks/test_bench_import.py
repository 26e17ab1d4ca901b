"""Importing a plan of 100,000 characters: the window answers within 50 milliseconds from the file to the open project.

Run with ``pytest tests/benchmarks --benchmark-enable``.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.app.parts import all_panels
from planlens.gui.app.settings import Settings
from planlens.gui.app.window import Window
from planlens.gui.importing import importing
from tests.benchmarks.stalls import settle, watched
from tests.benchmarks.test_words_speed import plan_of_length

LONG, SHORT = 100_000, 2_000
ALLOWED = 50


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The window as it is some seconds after the start."""
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path / "home"))
    window = Window()
    qtbot.addWidget(window)
    found = Desk(window, Settings(tmp_path / "settings.ini"))
    window.show()
    for panel in all_panels():
        found.prepare(panel)
    found.furnish()
    with qtbot.waitSignal(found.jobs.warm_up().ended, timeout=60000):
        pass
    gc.freeze()  # as the program does
    yield found
    gc.unfreeze()
    found.close()


def worst(act: Callable[[], object], done: Callable[[], bool]) -> float:
    """Return the longest stall in milliseconds while *act* works, until *done*."""
    with watched() as stalls:
        act()
        while not done():
            settle(20)
        settle(200)
    return round(stalls.worst, 1)


def test_import(benchmark: Any, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "规划.txt"
    path.write_text(plan_of_length(LONG if benchmark.enabled else SHORT).document.text, "utf-8")
    dialog = importing.start(desk.tools, [])
    stalls = {"read": worst(lambda: dialog.reading.add([path]), lambda: not dialog.reading.running)}
    assert dialog.make.isEnabled()
    opened: list[bool] = []
    desk.session.opened.connect(lambda: opened.append(True))

    def make() -> None:
        stalls["make"] = worst(dialog.make.click, lambda: bool(opened))

    benchmark.pedantic(make, rounds=1)
    assert desk.session.state.tasks()
    benchmark.extra_info["worst stalls in ms"] = stalls
    if benchmark.enabled:
        assert max(stalls.values()) < ALLOWED, stalls
