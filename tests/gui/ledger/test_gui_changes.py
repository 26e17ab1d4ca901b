"""What changed between two days in a window: old → new by kind, a way to the task, a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from project_builder import key
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.ledger.changes import ChangesPage
from planlens.gui.ledger.window import LedgerWindow
from planlens.model.tracking import Status
from planlens.project.edits import Delete, MoveLimit, SetStatus
from planlens.project.project import Project


@pytest.fixture
def page(open_desk: Desk, qtbot: QtBot) -> ChangesPage:
    """The page in its window after a month's work, from the end of October to today."""
    session = open_desk.session
    project = session.project
    assert project is not None
    project.clock = lambda: "2026-11-10T10:00:00+08:00"
    session.apply(SetStatus((key(project, "推进千兆"),), Status.DONE))
    session.apply(MoveLimit((key(project, "新建5G"),), "2027-06", "征地推迟", "市政府常务会议"))
    action = next(action for action in open_desk.menus["督办(&S)"].actions() if action.text() == "变化情况(&C)…")
    action.trigger()
    window = open_desk.window.findChild(LedgerWindow, "变化情况")
    assert isinstance(window, LedgerWindow)
    found = window.page
    assert isinstance(found, ChangesPage)
    assert found.usual.currentText().startswith("上月末")
    found.refresh_now()
    qtbot.waitUntil(lambda: found.found is not None)
    return found


def lines(page: ChangesPage) -> list[str]:
    return [" ".join(filter(None, line.words)) for line in page.answers.model.lines]


def test_what_was_and_what_is(page: ChangesPage) -> None:
    assert lines(page) == [
        "时限调整 新建5G基站3000个以上，2026年底前完成。 市通信管理局 2026年 2027年6月 征地推迟，市政府常务会议批准",
        "新完成 推进千兆光网进村入户。 市通信管理局 未启动 已完成",
    ]


def test_one_kind_of_it(page: ChangesPage) -> None:
    kinds = [page.kind.itemText(place) for place in range(page.kind.count())]
    assert kinds == ["全部变化（2）", "新完成（1）", "时限调整（1）"]
    page.kind.setCurrentIndex(1)
    page.kind.activated.emit(1)
    assert [line.partition(" ")[0] for line in lines(page)] == ["新完成"]


def test_other_days(page: ChangesPage, qtbot: QtBot) -> None:
    page.first.setDate(QDate(2026, 11, 11))
    page.refresh_now()
    qtbot.waitUntil(lambda: lines(page) == [])
    assert page.answers.notes.text() == "没有变化。"


def test_a_row_leads_to_its_task(page: ChangesPage, open_desk: Desk) -> None:
    session = open_desk.session
    page.answers.wanted.emit(page.answers.model.lines[1].id)
    assert session.current == key(session.project, "推进千兆")  # type: ignore[arg-type]
    told: list[str] = []
    session.notice.connect(told.append)
    gone = session.current
    session.apply(Delete((gone,)))
    page.answers.wanted.emit(gone)
    assert told[-1] == "这项任务已经删除。"


def test_it_becomes_a_file(page: ChangesPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "变化.docx"
    monkeypatch.setattr("planlens.gui.app.dialogs.choose_new_file", lambda *_: path)
    page.export.click()
    qtbot.waitUntil(path.exists)
    words = [cell.text for table in Document(str(path)).tables for row in table.rows for cell in row.cells]
    assert "征地推迟，市政府常务会议批准" in words


def test_asking_twice_shows_the_last_answer(page: ChangesPage, open_desk: Desk, qtbot: QtBot, project: Project) -> None:
    open_desk.session.apply(SetStatus((key(project, "开展全民"),), Status.IN_PROGRESS))
    page.refresh_now()
    qtbot.waitUntil(lambda: len(lines(page)) == 3)
    assert lines(page)[-1].startswith("新启动 开展全民")
