"""A report against the ledger in the window: sentences beside tasks, accepted one by one, taken as one action."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.ledger.window import LedgerWindow
from planlens.gui.mentions.page import MentionsPage
from planlens.project.project import Project
from planlens.project.rows import NoteRow, TaskRow

REPORT = """云山市2026年数字经济工作总结
一、网络建设
全市新建5G基站2100个，建设进度达到70%。
千兆光网已通达全部行政村，进村入户基本完成。
二、队伍建设
机关党建工作取得新的成绩。
"""


@pytest.fixture
def page(open_desk: Desk, work_nearby: None, qtbot: QtBot, tmp_path: Path) -> MentionsPage:
    """The page in its window with the report read."""
    action = next(action for action in open_desk.menus["督办(&S)"].actions() if action.text() == "对照报告(&M)…")
    action.trigger()
    window = open_desk.window.findChild(LedgerWindow, "对照报告")
    assert isinstance(window, LedgerWindow)
    found = window.page
    assert isinstance(found, MentionsPage)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    path = tmp_path / "总结.txt"
    path.write_text(REPORT, "utf-8")
    found.read(path)
    qtbot.waitUntil(lambda: not found.busy)
    return found


def drawn(page: MentionsPage) -> list[str]:
    model = page.model
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [" | ".join(str(model.index(row, column).data()) for column in columns) for row in rows]


def listed(page: MentionsPage) -> list[str]:
    return [page.unmentioned.item(row).text() for row in range(page.unmentioned.count())]


def test_sentences_stand_beside_their_tasks_and_nothing_is_decided(page: MentionsPage) -> None:
    assert drawn(page) == [
        "新建5G基站3000个以上，2026年底前完成。 | 全市新建5G基站2100个，建设进度达到70%。"
        " | 推进中 | 70% | 5G基站 2100个 | 未定",
        "推进千兆光网进村入户。 | 千兆光网已通达全部行政村，进村入户基本完成。 | 已完成 |  |  | 未定",
    ]
    assert page.summary.text() == "“总结.txt”共 3 句，2 句说到 2 项任务，3 项任务没有提到。"
    assert not page.take.isEnabled()


def test_what_is_left_out_on_either_side_is_listed(page: MentionsPage, open_desk: Desk, project: Project) -> None:
    assert [text[:4] for text in listed(page)] == ["推动高频", "开展全民", "建立联席"]
    assert page.others.item(0).text() == "机关党建工作取得新的成绩。"
    page.unmentioned.itemActivated.emit(page.unmentioned.item(1))
    assert open_desk.session.current == key(project, "开展全民")


def test_accepted_by_keys_and_taken_as_one_action(
    page: MentionsPage, open_desk: Desk, project: Project, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    assert [line.rpartition(" | ")[2] for line in drawn(page)] == ["✓ 采纳", "✗ 不采纳"]
    page.progress.setChecked(True)
    page.take.click()
    task = key(project, "新建5G")
    notes = [note.done for note in project.state.children(task, NoteRow)]
    assert notes == ["全市新建5G基站2100个，建设进度达到70%。（据“总结.txt”）"]
    assert project.state.get(task, TaskRow).progress == 70
    assert [line.rpartition(" | ")[2] for line in drawn(page)] == ["✗ 不采纳"]
    open_desk.session.undo()
    assert not project.state.children(task, NoteRow)
    assert project.state.get(task, TaskRow).progress is None


def test_progress_is_not_touched_unless_that_is_asked_for(page: MentionsPage, project: Project) -> None:
    page.table.accept_all()
    page.take.click()
    assert project.state.get(key(project, "新建5G"), TaskRow).progress is None
    assert drawn(page) == []


def test_what_was_noted_already_is_not_noted_again(
    page: MentionsPage, project: Project, tmp_path: Path, qtbot: QtBot
) -> None:
    page.table.accept_all()
    page.take.click()
    page.read(tmp_path / "总结.txt")
    qtbot.waitUntil(lambda: not page.busy)
    page.table.accept_all()
    page.take.click()
    assert len(list(project.state.all(NoteRow))) == 2


def test_a_row_leads_to_its_task(page: MentionsPage, open_desk: Desk, project: Project, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert page.sentence.toPlainText() == "网络建设\n千兆光网已通达全部行政村，进村入户基本完成。"
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert open_desk.session.current == key(project, "推进千兆")


def test_a_report_that_cannot_be_read_is_told(page: MentionsPage, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    page.read(bad)
    qtbot.waitUntil(lambda: not page.busy)
    assert "坏.docx" in page.summary.text() or "损坏" in page.summary.text()
    assert page.bar.isHidden()
