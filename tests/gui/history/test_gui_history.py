"""The history browser: what was done, and back to any point of it."""

from __future__ import annotations

import pytest
from project_builder import picture
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.history.window import HistoryWindow
from planlens.model import UnitRole
from planlens.model.tracking import Status
from planlens.project.edits import AddNote, Delete, SetStatus, SetText, SetUnitRole
from planlens.views.history_lines import standing


@pytest.fixture
def window(open_desk: Desk, qtbot: QtBot) -> HistoryWindow:
    """The browser, after three actions."""
    session = open_desk.session
    session.apply(SetStatus(("t1",), Status.DONE))
    session.apply(SetText("t2", "推进千兆光网进村。"))
    session.apply(Delete(("t3",)))
    found = HistoryWindow(open_desk.tools)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    qtbot.waitUntil(lambda: bool(found.model.lines))
    return found


def drawn(window: HistoryWindow) -> list[str]:
    return [line.text for line in window.model.lines]


def choose(window: HistoryWindow, row: int) -> None:
    window.table.setCurrentIndex(window.model.index(row, 0))


def test_what_was_done_the_newest_first(window: HistoryWindow, open_desk: Desk) -> None:
    assert [text.partition("“")[0] for text in drawn(window)] == ["删除", "修改", "标记", "导入文件"]
    assert {line.who for line in window.model.lines} == {"张三"}
    open_desk.session.undo()
    assert drawn(window)[0].startswith("撤销：删除")
    assert len(drawn(window)) == 5


def test_words_and_the_current_item_narrow_it(window: HistoryWindow, open_desk: Desk) -> None:
    window.search.setText("张三 千兆")
    assert [text[:2] for text in drawn(window)] == ["修改"]
    window.search.setText("没有")
    assert drawn(window) == []
    assert not window.back.isEnabled()
    window.search.clear()
    open_desk.session.select(["t1"])
    window.only_current.setChecked(True)
    assert [text[:2] for text in drawn(window)] == ["标记", "导入"]
    open_desk.session.select(["t2"])
    assert [text[:2] for text in drawn(window)] == ["修改", "导入"]


def test_back_to_a_point_is_so_many_undos(
    window: HistoryWindow, open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda *texts: bool(asked.append(texts[-1])) or True)
    session = open_desk.session
    after = picture(session.state)
    session.undo()
    session.undo()
    before = picture(session.state)
    session.redo()
    session.redo()
    assert picture(session.state) == after
    choose(window, next(row for row, text in enumerate(drawn(window)) if text.startswith("标记")))
    assert window.back.text().startswith("撤销到这里（2 步）")
    window.back.click()
    assert picture(session.state) == before
    assert asked == ["撤销 2 步"]
    assert not window.back.isEnabled()
    session.redo()
    session.redo()
    assert picture(session.state) == after


def test_many_actions_are_taken_back_in_parts(
    window: HistoryWindow, open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda *_: True)
    session = open_desk.session
    before = picture(session.state)
    for number in range(20):
        session.apply(SetText("t1", f"新建5G基站{number}个。"))
    told: list[object] = []
    session.changed.connect(told.append)
    choose(window, 20)
    window.back.click()
    qtbot.waitUntil(lambda: picture(session.state) == before)
    assert len(told) == 3


def test_jump_to_the_task_of_an_action(window: HistoryWindow, open_desk: Desk) -> None:
    choose(window, 1)
    window.jump.click()
    assert open_desk.session.current == "t2"
    choose(window, 0)  # t3 is gone: the section that it was in
    window.jump.click()
    assert open_desk.session.current == "s4"


def test_which_actions_stand(open_desk: Desk) -> None:
    session = open_desk.session
    for status in (Status.IN_PROGRESS, Status.DONE, Status.PAUSED):
        session.apply(SetStatus(("t1",), status))
    session.undo()
    session.undo()
    session.redo()
    assert session.project is not None
    entries = list(session.project.history())
    # 1 import, 2–4 states, 5 and 6 undo 4 and 3, 7 does 3 again
    assert standing(entries) == [7, 2, 1]


def test_the_browser_closes_with_the_project(window: HistoryWindow, open_desk: Desk) -> None:
    window.show()
    open_desk.session.close()
    assert not window.isVisible()


def test_what_an_action_changed_is_told_old_and_new(window: HistoryWindow, open_desk: Desk) -> None:
    choose(window, 2)
    assert window.told.toPlainText().splitlines() == [
        "“新建5G基站3000个以上…”状态：未启动 → 已完成",
        "“新建5G基站3000个以上…”进度：无 → 100%",
    ]
    choose(window, 1)
    assert "推进千兆光网进村入户。 → 推进千兆光网进村。" in window.told.toPlainText()
    open_desk.session.apply(SetUnitRole("u1", UnitRole.SUPPORT))
    choose(window, 0)
    assert window.told.toPlainText() == "“新建5G基站3000个以上…”“市通信管理局”分工：牵头 → 配合"
    open_desk.session.apply(AddNote("t1", "已开工", date="2026-11-20"))
    choose(window, 0)
    assert window.told.toPlainText() == "新增进展：2026-11-20 已开工"
