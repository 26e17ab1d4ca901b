"""The log and the diagnosis: they say what went wrong, and never a word of a document."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_builder import TEXT
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app import log
from planlens.gui.app.desk import Desk
from planlens.gui.help.diagnosis import diagnosis
from planlens.model.tracking import Status
from planlens.project.edits import AddNote, SetStatus, SetText


@pytest.fixture
def written() -> Iterator[Callable[[], str]]:
    """A log that is being written, and a function that returns what is in it."""
    before, hook = list(log.LOG.handlers), sys.excepthook
    path = log.start()
    assert path is not None
    yield lambda: path.read_text("utf-8")
    sys.excepthook = hook
    for handler in set(log.LOG.handlers) - set(before):
        log.LOG.removeHandler(handler)
        handler.close()


def raised(action: Callable[[], object]) -> str:
    try:
        action()
    except Exception:
        return traceback.format_exc()
    raise AssertionError("nothing was raised")


def quotes(text: str, source: str = TEXT) -> list[str]:
    """Every run of three characters of a document's Chinese that a text holds."""
    runs = re.findall(r"[一-鿿]{3,}", source)
    return sorted(
        {run[k : k + 3] for run in runs for k in range(len(run) - 2)} & {text[k : k + 3] for k in range(len(text))}
    )


def test_a_traceback_keeps_places_and_kinds_only() -> None:
    text = raised(lambda: {"任务": 1}["新建5G基站3000个以上"])
    kept = log.scrubbed(text).splitlines()
    assert kept[-1] == "KeyError"
    assert re.fullmatch(r"  .*test_gui_log\.py:\d+ <lambda>", kept[-2])


def test_errors_of_the_program_keep_their_message() -> None:
    assert log.scrubbed(raised(lambda: None.nothing)).endswith(  # type: ignore[attr-defined]
        "AttributeError: 'NoneType' object has no attribute 'nothing'"
    )


@given(st.text(alphabet="建设基站、。：\n ", min_size=1))
def test_no_message_gets_through(text: str) -> None:
    kept = log.scrubbed(raised(lambda: (_ for _ in ()).throw(ValueError(text))))
    assert re.search(r"[一-鿿]", kept) is None
    assert "ValueError" in kept


def test_errors_that_nobody_catches_are_logged_and_told_once(written: Callable[[], str], capsys) -> None:
    told: list[bool] = []
    log.watch(lambda: told.append(True))
    qInstallMessageHandler(None)
    for _ in range(2):
        try:
            raise ValueError(TEXT)
        except ValueError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert told == [True]
    assert written().count("uncaught") == 2
    assert quotes(written()) == []


def test_qt_warnings_are_logged_without_file_names(written: Callable[[], str]) -> None:
    before = qInstallMessageHandler(log.from_qt)
    qWarning("cannot open /home/云山市数字经济发展规划.docx")
    qInstallMessageHandler(before)
    assert "Qt: cannot open /home/….docx" in written()


def test_crashes_of_jobs_are_logged(open_desk: Desk, written: Callable[[], str], qtbot: QtBot) -> None:
    def crash(report: object) -> None:
        raise KeyError(TEXT)

    job = open_desk.jobs.run(crash)
    with qtbot.waitSignal(job.ended):
        pass
    qtbot.waitUntil(lambda: "KeyError" in written())
    assert quotes(written()) == []


def test_the_diagnosis_holds_no_text_of_the_project(
    open_desk: Desk, written: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    session = open_desk.session
    session.select(["t1"])
    session.apply(SetStatus(("t1",), Status.DONE))
    session.apply(AddNote("t2", "千兆光网已进村入户"))
    session.apply(SetText("t3", ""))  # refused
    open_desk.tools.settings.set("filters/市通信管理局", 1)
    logging.getLogger("planlens.gui").warning("a label that carries text: 推动高频事项一网通办")
    open_desk.commands["diagnose"][1].trigger()
    text = QGuiApplication.clipboard().text()
    assert text == diagnosis(open_desk.tools)
    assert quotes(text) == []
    assert re.search(r"[一-鿿]", text) is None
    for known in ("planlens 0.", "PySide6 6.", "tasks=5", "formats: txt=1", "refused: empty-text", "AddNote"):
        assert known in text


def test_the_diagnosis_without_a_project(desk: Desk) -> None:
    assert "project: none" in diagnosis(desk.tools)


def test_no_log_where_none_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "log_folder", lambda: None)
    assert log.start() is None
    assert log.last_lines(Path("nowhere"), 5) == []
