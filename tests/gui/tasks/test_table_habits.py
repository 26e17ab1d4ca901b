"""Habits of tables: filters in the header, filling down, copying a column."""

from __future__ import annotations

import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import TasksPanel
from planlens.model import UnitRole
from planlens.project.edits import SetDeadline, SetProgress
from planlens.project.rows import TaskRow, UnitRow

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(open_desk: Desk, qtbot: QtBot) -> TasksPanel:
    open_desk.window.resize(1600, 800)
    open_desk.window.activateWindow()
    open_desk.show_panel("tasks")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    qtbot.waitUntil(found.tree.hasFocus)
    return found


def choose(desk: Desk, panel: TasksPanel, column: str, *starts: str) -> list[str]:
    """Select tasks, the keyboard in a column."""
    assert desk.session.project is not None
    keys = [key(desk.session.project, start) for start in starts]
    panel.tree.setCurrentIndex(panel.model.index_of(keys[0], column))
    desk.session.select(keys)
    return keys


def test_a_funnel_offers_the_values_with_their_counts(panel: TasksPanel, open_desk: Desk) -> None:
    column = panel.model.column_of("lead")
    funnels = panel.tree.funnels
    QTest.mouseClick(funnels.viewport(), LEFT, pos=funnels.mark_of(column).center())
    popup = panel.bar.popup
    assert popup is not None
    assert popup.isVisible()
    assert [popup.list.item(row).text() for row in range(2)] == ["市通信管理局（2）", "市财政局（1）"]
    popup.list.itemClicked.emit(popup.list.item(0))
    popup.close()
    assert panel.bar.count.text() == "显示 2 / 5 项"
    assert column in funnels.on
    assert panel.model.order == ""  # it did not sort


def test_filling_down_is_one_action(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    first, *others = choose(open_desk, panel, "deadline", "新建5G", "推进千兆", "推动高频")
    session.apply(SetDeadline((first,), "2026-09"))
    QTest.keyClick(panel.tree, Qt.Key.Key_D, CTRL)
    assert [session.state.get(task, TaskRow).deadline for task in others] == ["2026-09", "2026-09"]
    assert session.project is not None
    assert session.project.undo_label == "向下填充2项任务的“完成时限”"
    session.undo()
    assert [session.state.get(task, TaskRow).deadline for task in others] == [None, None]


def test_filling_down_progress_and_units(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    first, other = choose(open_desk, panel, "progress", "新建5G", "推动高频")
    session.apply(SetProgress((first,), 40))
    QTest.keyClick(panel.tree, Qt.Key.Key_D, CTRL)
    assert session.state.get(other, TaskRow).progress == 40
    choose(open_desk, panel, "support", "新建5G", "推动高频")
    QTest.keyClick(panel.tree, Qt.Key.Key_D, CTRL)
    support = [unit.name for unit in session.state.children(other, UnitRow) if unit.role == UnitRole.SUPPORT]
    assert support == ["市财政局", "市住房城乡建设局"]


def test_filling_down_touches_nothing_that_a_filter_hides(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    panel.bar.search.setText("推")
    panel.tree.setFocus()
    panel.tree.setCurrentIndex(panel.model.index_of(key(session.project, "推进千兆"), "progress"))  # type: ignore[arg-type]
    panel.tree.selectAll()
    session.apply(SetProgress((key(session.project, "推进千兆"),), 70))  # type: ignore[arg-type]
    QTest.keyClick(panel.tree, Qt.Key.Key_D, CTRL)
    assert [row.progress for row in session.state.tasks()] == [None, 70, 70, None, None]


def test_what_cannot_be_filled_down_is_told(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    choose(open_desk, panel, "text", "新建5G", "推动高频")
    with qtbot.waitSignal(open_desk.session.notice) as told:
        QTest.keyClick(panel.tree, Qt.Key.Key_D, CTRL)
    assert told.args == ["“任务/举措”列不能向下填充。请用 Ctrl+← 或 Ctrl+→ 移到要填充的列。"]


def test_a_column_is_copied_alone(panel: TasksPanel, open_desk: Desk) -> None:
    choose(open_desk, panel, "lead", "新建5G", "推动高频")
    QTest.keyClick(panel.tree, Qt.Key.Key_C, CTRL | ALT)
    assert QGuiApplication.clipboard().text().split() == ["市通信管理局", "责任：市政务服务局"]
