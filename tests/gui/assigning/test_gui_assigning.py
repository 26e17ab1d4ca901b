"""Proposed units in the window: beside their tasks with the reasons, decided one by one, remembered once asked."""

from __future__ import annotations

import pytest
from project_builder import key, plan_of_text, project_in
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.assigning.page import AssigningPage
from planlens.gui.ledger.window import LedgerWindow
from planlens.gui.preferences.dialog import PreferencesDialog
from planlens.gui.preferences.memory import MemoryPage
from planlens.gui.review.remembering import Remembering
from planlens.project.edits import AdoptDocument, Delete
from planlens.project.project import Project
from planlens.project.rows import UnitRow
from planlens.workflow import habits, memory

MORE = """云山市教育工作要点
一、学校建设
新建公办幼儿园12所，扩大普惠学位供给。（责任单位：市教育体育局）
新建公办小学3所，扩大优质学位供给。（责任单位：市教育体育局）
新建公办幼儿园20所，扩大普惠学位供给，补充教师。
"""


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; the answer is yes."""
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda parent, title, *_: asked.append(title) or True)
    return asked


@pytest.fixture
def page(open_desk: Desk, project: Project, work_nearby: None, qtbot: QtBot) -> AssigningPage:
    """The page; a task is much like one whose unit is known."""
    open_desk.session.apply(AdoptDocument(*plan_of_text(MORE, "教育.txt")))
    name = "推荐责任单位(&U)…"
    next(action for action in open_desk.menus["工具(&O)"].actions() if action.text() == name).trigger()
    window = open_desk.window.findChild(LedgerWindow, "推荐责任单位")
    assert isinstance(window, LedgerWindow)
    found = window.page
    assert isinstance(found, AssigningPage)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    settle(found, qtbot)
    return found


def settle(page: AssigningPage, qtbot: QtBot) -> None:
    page.refresh_now()
    qtbot.waitUntil(lambda: page.found is not None and not page.asking.busy)


def units(project: Project, start: str) -> list[tuple[str, str]]:
    rows = project.state.children(key(project, start), UnitRow)
    return [(row.name, row.role) for row in rows if row.is_responsible]


def test_a_unit_is_proposed_with_the_tasks_that_led_to_it(page: AssigningPage) -> None:
    first = page.model.rows[0]
    assert first[:3] == ("新建公办幼儿园20所，扩大普惠学位供给，补充教师。", "市教育体育局", "牵头")
    assert first[3] in {"很匹配", "较匹配"}
    assert "“新建公办幼儿园12所" in first[4]
    assert "相同的词：" in first[4]
    assert "幼儿园" in first[4]
    assert page.summary.text().startswith("为 1 项没有责任单位的任务提出建议")
    assert "另有 1 项没有把握" in page.summary.text()


def test_what_is_accepted_is_assigned_as_one_action_and_remembered(
    page: AssigningPage, open_desk: Desk, project: Project, answers: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    page.take.click()
    assert units(project, "新建公办幼儿园20所") == [("市教育体育局", "lead")]
    assert answers == ["记住分工？"]
    assert any("新建公办幼儿园20所" in item.text for item in memory.remembered())
    open_desk.session.undo()
    assert units(project, "新建公办幼儿园20所") == []


def test_whether_to_remember_is_asked_once(
    page: AssigningPage, project: Project, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda parent, title, *_: bool(asked.append(title)))
    for _ in range(2):
        page.table.accept()
        page.take.click()
        project.undo()
        page.mark_stale()
        settle(page, qtbot)
    assert asked == ["记住分工？"]
    assert not memory.remembers()


def test_settings_tell_what_is_remembered_and_forget_it(
    page: AssigningPage, open_desk: Desk, answers: list[str], qtbot: QtBot
) -> None:
    memory.begin()
    dialog = PreferencesDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    shown = dialog.show_page(MemoryPage)
    assert isinstance(shown, MemoryPage)
    assert shown.count.text() == "还没有记住任何分工。"
    qtbot.waitUntil(lambda: shown.taught.text() == "还没有记住对识别结果的更正。")
    shown.learn.click()
    qtbot.waitUntil(lambda: shown.projects.count() == 1)
    assert shown.projects.item(0).text() == "督办（6 项）"
    shown.on.setChecked(False)
    assert shown.save()
    assert not memory.remembers()
    assert answers == ["清空推荐记忆？"]


def test_another_project_learns_from_what_is_remembered(tmp_path_factory: pytest.TempPathFactory) -> None:
    with project_in(tmp_path_factory.mktemp("甲"), MORE) as first:
        memory.begin()
        memory.remember("甲", first.state)
    assert [item.units for item in memory.remembered()] == [("市教育体育局",)] * 2
    assert memory.remembered(without="甲") == []
    assert memory.projects() == {"甲": 2}


def test_settings_tell_what_corrections_have_taught_and_take_it_back(
    page: AssigningPage, open_desk: Desk, qtbot: QtBot
) -> None:
    memory.begin()
    memory.write([("判断", "甲", f"{name}.txt", "tasks", "task", "", "5", "introduces") for name in "一二三"])
    dialog = PreferencesDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    shown = dialog.show_page(MemoryPage)
    assert isinstance(shown, MemoryPage)
    qtbot.waitUntil(lambda: shown.habits.count() == 1)
    assert shown.taught.text().startswith("已记住 3 份文件的 15 处更正")
    item = shown.habits.item(0)
    assert item.text() == "在小标题之前总起的句子：不算任务（15句中有15句这样更正）"
    assert habits.known_habits()
    item.setCheckState(Qt.CheckState.Unchecked)
    assert habits.known_habits() == ()
    item.setCheckState(Qt.CheckState.Checked)
    assert habits.known_habits()


def test_corrections_are_remembered_some_time_after_an_edit(
    page: AssigningPage, open_desk: Desk, project: Project, qtbot: QtBot
) -> None:
    memory.begin()
    watch = Remembering(open_desk.tools, pause=1)
    open_desk.session.apply(Delete((key(project, "新建公办小学3所"),)))
    qtbot.waitUntil(lambda: habits.learnt().corrections == 1)
    assert not watch.timer.isActive()
    assert memory.projects() == {"督办": 5}


def test_nothing_is_remembered_that_nobody_agreed_to(page: AssigningPage, open_desk: Desk, project: Project) -> None:
    watch = Remembering(open_desk.tools, pause=1)
    open_desk.session.apply(Delete((key(project, "新建公办小学3所"),)))
    assert not watch.timer.isActive()
