"""The check-up in the window: a way to each place, mended there or said to be fine, told before an export."""

from __future__ import annotations

import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.checking.page import CheckupPage
from planlens.gui.exporting.dialog import ExportDialog
from planlens.gui.ledger.window import LedgerWindow
from planlens.model import UnitRole
from planlens.project.edits import Assign
from planlens.project.project import Project
from planlens.project.rows import TaskRow, UnitRow, WaivedRow


@pytest.fixture
def page(open_desk: Desk, work_nearby: None, qtbot: QtBot) -> CheckupPage:
    """The page in its window; nobody is named for 建立联席, and 开展全民 has a unit of before 2018."""
    session = open_desk.session
    project = session.project
    assert project is not None
    session.apply(Assign((key(project, "开展全民"),), "市环保局", UnitRole.LEAD))
    action = next(action for action in open_desk.menus["督办(&S)"].actions() if action.text() == "交办前体检(&J)…")
    action.trigger()
    window = open_desk.window.findChild(LedgerWindow, "交办前体检")
    assert isinstance(window, LedgerWindow)
    assert isinstance(window.page, CheckupPage)
    settle(window.page, qtbot)
    return window.page


def settle(page: CheckupPage, qtbot: QtBot) -> None:
    page.refresh_now()
    qtbot.waitUntil(lambda: page.found is not None and not page.asking.busy)


def told(page: CheckupPage) -> list[str]:
    return [f"{finding.rule} {finding.unit}".strip() for finding in page.shown]


def choose(page: CheckupPage, rule: str) -> None:
    rows = [line.id for line in page.answers.model.lines]
    place = next(place for place, finding in enumerate(page.shown) if finding.rule == rule)
    page.answers.table.selectRow(rows.index(str(place)))


def test_what_is_found_is_counted_and_shown_rule_by_rule(page: CheckupPage) -> None:
    assert told(page) == ["no-unit", "no-limit", "renamed-unit 市环保局"]
    assert page.answers.notes.text() == "体检发现 3 处问题：没有责任单位 1，没有完成时限 1，单位已更名或撤并 1。"
    page.rules.setCurrentIndex(page.rules.findData("no-unit"))
    page.rules.activated.emit(page.rules.currentIndex())
    assert told(page) == ["no-unit"]


def test_a_finding_leads_to_its_task(page: CheckupPage, open_desk: Desk, project: Project) -> None:
    choose(page, "no-unit")
    page.go.click()
    assert open_desk.session.current == key(project, "建立联席")


def test_what_is_said_of_the_whole_plan_leads_to_all_its_tasks(page: CheckupPage, open_desk: Desk) -> None:
    choose(page, "no-limit")
    page.go.click()
    shown = open_desk.session.tasks_in_filter()
    texts = [open_desk.session.state.get(item, TaskRow).text[:4] for item in shown or []]
    assert texts == ["推进千兆", "推动高频", "开展全民", "建立联席"]


def test_mending_begins_where_the_fault_stands(page: CheckupPage, open_desk: Desk, qtbot: QtBot) -> None:
    choose(page, "no-unit")
    qtbot.keyClick(page.answers.table, Qt.Key.Key_E)
    tree = open_desk.workspace.widgets["tasks"].tree  # type: ignore[union-attr]
    assert tree.state() == tree.State.EditingState
    assert QApplication.focusWidget() is not None


def test_a_renamed_unit_gets_its_name_in_all_tasks(
    page: CheckupPage, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask", lambda *_: True)
    choose(page, "renamed-unit")
    page.mend.click()
    assert "市生态环境局" in {row.name for row in project.state.all(UnitRow)}
    settle(page, qtbot)
    assert told(page) == ["no-unit", "no-limit"]


def test_what_is_fine_is_no_longer_told_and_can_be_brought_back(
    page: CheckupPage, project: Project, qtbot: QtBot
) -> None:
    choose(page, "no-unit")
    qtbot.keyClick(page.answers.table, Qt.Key.Key_R)
    settle(page, qtbot)
    assert told(page) == ["no-limit", "renamed-unit 市环保局"]
    assert "已忽略 1 处" in page.answers.notes.text()
    page.waived.setChecked(True)
    assert told(page) == ["no-unit"]
    page.waive.click()
    assert list(project.state.all(WaivedRow)) == []


def test_several_are_waived_as_one_action(page: CheckupPage, open_desk: Desk, project: Project) -> None:
    page.answers.table.selectAll()
    page.waive.click()
    assert len(list(project.state.all(WaivedRow))) == 3
    open_desk.session.undo()
    assert list(project.state.all(WaivedRow)) == []


def test_an_export_tells_what_was_found_and_leads_there(page: CheckupPage, open_desk: Desk, qtbot: QtBot) -> None:
    page.window().close()
    dialog = ExportDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: "查看" in dialog.checkup.text())
    assert "体检发现 3 处问题" in dialog.checkup.text()
    dialog.checkup.linkActivated.emit("checkup")
    assert not dialog.isVisible()
    assert page.window().isVisible()
