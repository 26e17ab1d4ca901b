"""A window for every test, offscreen, with its own settings; whatever Qt warns of fails the test."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent / "project"))

from project_builder import TEXT, project_in
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.app.jobs import Job, Jobs
from planlens.gui.app.settings import Settings
from planlens.gui.app.window import Window
from planlens.project.project import Project

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
    _wait.__kwdefaults__["timeout"] = 30_000  # it ends as soon as it can; a machine with much to do may need long

TODAY = date(2026, 11, 25)
"""The day on which every test of the window takes place."""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _usual_font(qapp: QApplication) -> Iterator[None]:
    """Give the application its font back: a test that changes the settings must not change what the next one prints."""
    font = qapp.font()
    yield
    qapp.setFont(font)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """An empty window."""
    window = Window()
    qtbot.addWidget(window)
    found = Desk(window, Settings(tmp_path / "settings.ini"), lambda: TODAY)
    window.show()
    yield found
    found.close()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The small project of the project room's tests."""
    with project_in(tmp_path, TEXT) as found:
        yield found


@pytest.fixture
def open_desk(desk: Desk, project: Project) -> Desk:
    """A window with the small project open in it."""
    desk.take(project)
    return desk


@pytest.fixture
def work_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the background process's work in the job thread: its two seconds of loading are spent once for all tests."""

    def process(jobs: Jobs, function: Callable[..., object], *arguments: object, **named: object) -> Job:
        return jobs.run(lambda report: function(*arguments, **named, report=report))

    monkeypatch.setattr(Jobs, "process", process)
