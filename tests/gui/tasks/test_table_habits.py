"""Habits of tables: filters in the header, filling down, copying a column."""

from __future__ import annotations

import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import TasksPanel
from planlens.model import Status, UnitRole
from planlens.project.edits import SetDeadline, SetProgress, SetStatus
from planlens.project.rows import TaskRow, UnitRow

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


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


def test_a_range_of_cells_is_copied_filled_and_pasted_over(
    panel: TasksPanel, open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, tree = open_desk.session, panel.tree
    first, *others = choose(open_desk, panel, "deadline", "新建5G", "推进千兆", "推动高频")
    session.apply(SetDeadline((first,), "2026-09"))
    session.apply(SetStatus((first,), Status.BEHIND))
    for _ in range(2):  # over 目标 to 状态
        QTest.keyClick(tree, Qt.Key.Key_Right, CTRL | SHIFT)
    assert [panel.model.column_key(column) for column in tree.range_columns()] == ["deadline", "targets", "status"]
    QTest.keyClick(tree, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t")[::2] == ["2026年9月", "滞后"]
    QTest.keyClick(tree, Qt.Key.Key_D, CTRL)
    rows = [session.state.get(task, TaskRow) for task in others]
    assert [(row.deadline, row.status) for row in rows] == [("2026-09", Status.BEHIND)] * 2
    assert session.project is not None
    assert session.project.undo_label == "向下填充2项任务的“完成时限”“状态”"
    session.undo()

    choose(open_desk, panel, "deadline", "新建5G", "推进千兆")
    QTest.keyClick(tree, Qt.Key.Key_Right, CTRL)  # the keyboard goes on alone: rows are chosen again
    assert tree.range_columns() == []
    choose(open_desk, panel, "deadline", "新建5G", "推进千兆")
    QGuiApplication.clipboard().setText("2027年")
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda *words: asked.append(words[2]) or True)
    QTest.keyClick(tree, Qt.Key.Key_V, CTRL)
    assert asked == ["将修改2个单元格：完成时限2个"]
    assert [row.deadline for row in session.state.tasks()] == ["2027", "2027", None, None, None]
    session.undo()
    assert [row.deadline for row in session.state.tasks()][:2] == ["2026-09", None]


def test_the_mouse_chooses_a_range_with_shift(panel: TasksPanel, open_desk: Desk) -> None:
    tree, model = panel.tree, panel.model
    first, last = choose(open_desk, panel, "lead", "新建5G", "推进千兆")
    open_desk.session.select([first])
    tree.setCurrentIndex(model.index_of(first, "lead"))
    place = tree.visualRect(model.index_of(last, "deadline")).center()
    QTest.mouseClick(tree.viewport(), LEFT, SHIFT, place)
    assert [model.column_key(column) for column in tree.range_columns()] == ["lead", "support", "deadline"]
    assert tree.selected() == [first, last]
    QTest.mouseClick(tree.viewport(), LEFT, pos=place)
    assert tree.range_columns() == []
