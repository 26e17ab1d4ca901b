"""The units page: counts by role and light, renaming, merging, and a way to their tasks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import TasksPanel
from planlens.gui.units.panel import UnitsPanel
from planlens.model import UnitRole
from planlens.model.tracking import Status
from planlens.project.edits import Assign, SetStatus
from planlens.project.rows import PersonRow, UnitRow


@pytest.fixture
def panel(open_desk: Desk) -> UnitsPanel:
    open_desk.session.apply(SetStatus(("t1",), Status.DONE))
    open_desk.session.apply(Assign(("t5",), "市通信局", UnitRole.SUPPORT))
    open_desk.show_panel("units")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["units"]
    assert isinstance(found, UnitsPanel)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    return found


def drawn(panel: UnitsPanel) -> list[str]:
    """A line a unit, without empty cells."""
    cells = ([(c.title, c.words(line)) for c in panel.model.columns[1:]] for line in panel.model.lines)
    texts = [" ".join(f"{title}{value}" for title, value in row if value) for row in cells]
    return [f"{line.id}: {text}" for line, text in zip(panel.model.lines, texts, strict=True)]


def test_counts(panel: UnitsPanel) -> None:
    assert drawn(panel)[0] == "市通信管理局: 任务2 牵头2 已完成1 完成率50% ◆黄灯1"
    assert "市财政局: 任务1 配合1 已完成1 完成率100%" in drawn(panel)


def test_renaming_to_a_known_name_merges(panel: UnitsPanel, open_desk: Desk) -> None:
    rows = [line.id for line in panel.model.lines]
    index = panel.model.index(rows.index("市通信局"), 0)
    assert panel.model.setData(index, "市通信管理局", Qt.ItemDataRole.EditRole)
    panel.refresh()
    assert drawn(panel)[0] == "市通信管理局: 任务3 牵头2 配合1 已完成1 完成率33% ◆黄灯2"
    assert "市通信局" not in {unit.name for unit in open_desk.session.state.all(UnitRow)}
    open_desk.session.undo()
    panel.refresh()
    assert "市通信局" in [line.id for line in panel.model.lines]


def test_merging_several_is_one_step(panel: UnitsPanel, open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getItem", lambda *args: ("市通信发展局", True))
    panel.search.setText("通信")
    panel.table.selectAll()
    panel.merge.trigger()
    panel.search.clear()
    assert drawn(panel)[0].startswith("市通信发展局: 任务3")
    open_desk.session.undo()
    panel.refresh()
    assert drawn(panel)[0].startswith("市通信管理局: 任务2")


def test_tasks_of_a_unit(panel: UnitsPanel, open_desk: Desk, qtbot: QtBot) -> None:
    panel.table.selectRow(0)
    with qtbot.waitSignal(open_desk.session.filter_requested) as told:
        panel.show_tasks.trigger()
    assert told.args is not None
    assert told.args[0].units == {"市通信管理局"}


def test_enter_in_a_name_renames_and_stays(panel: UnitsPanel, open_desk: Desk, qtbot: QtBot) -> None:
    """Enter ends the typing: the page stays, and nothing is filtered by the old name."""
    asked: list[object] = []
    open_desk.session.filter_requested.connect(asked.append)
    index = panel.model.index([line.id for line in panel.model.lines].index("市通信局"), 0)
    panel.table.setCurrentIndex(index)
    panel.table.edit(index)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("市通信发展局")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "市通信发展局" in {unit.name for unit in open_desk.session.state.all(UnitRow)})
    assert asked == []
    panel.refresh()
    panel.table.selectRow(0)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_ctrl_f_goes_to_the_search_of_the_page(panel: UnitsPanel, open_desk: Desk, qtbot: QtBot) -> None:
    assert open_desk.workspace is not None
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel.search.hasFocus()
    open_desk.show_panel("timeline")
    open_desk.workspace.widgets["timeline"].setFocus()
    qtbot.keyClick(QApplication.focusWidget() or open_desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    tasks = open_desk.workspace.widgets["tasks"]
    assert isinstance(tasks, TasksPanel)
    assert tasks.bar.search.hasFocus()


def test_ctrl_e_in_a_search_is_the_window_s(panel: UnitsPanel, open_desk: Desk, qtbot: QtBot) -> None:
    """On X11 a line would take it for its own: the end of the line."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(panel.search, event)
    assert not event.isAccepted()


def test_sorting_by_a_column(panel: UnitsPanel) -> None:
    panel.table.sortByColumn(6, Qt.SortOrder.DescendingOrder)
    assert drawn(panel)[0].startswith("市住房城乡建设局")
    panel.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert drawn(panel)[-1].startswith("市通信管理局")


def test_a_range_of_cells_is_copied_and_names_are_never_filled_down(
    panel: UnitsPanel, open_desk: Desk, qtbot: QtBot
) -> None:
    flag = QItemSelectionModel.SelectionFlag.Select
    for row in (0, 1):
        for column in (0, 1):
            panel.table.selectionModel().select(panel.model.index(row, column), flag)
    panel.table.copy_cells()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "市通信管理局\t2"
    assert len(lines) == 2
    assert panel.chosen() == [line.id for line in panel.model.lines[:2]]
    with qtbot.waitSignal(open_desk.session.notice) as told:
        panel.table.fill_down()
    assert told.args == ["这一列不能向下填充。"]


def test_the_people_of_a_unit_are_typed_where_it_is_chosen(panel: UnitsPanel, open_desk: Desk) -> None:
    assert panel.fold.isHidden()
    panel.table.selectRow([line.id for line in panel.model.lines].index("市财政局"))
    assert not panel.fold.isHidden()
    assert panel.fold.button.text() == "市财政局的人员"
    panel.people.field.setPlainText("林晓（科长，0871-1234567）")
    panel.people.settle()
    (row,) = open_desk.session.state.children("", PersonRow)
    assert (row.unit, row.kind, row.name, row.telephone) == ("市财政局", "contact", "林晓", "0871-1234567")
    panel.refresh()
    line = next(line for line in panel.model.lines if line.id == "市财政局")
    assert line.people == ("联系人 林晓（科长，0871-1234567）",)
    panel.people.field.setPlainText("林晓")
    panel.people.settle()
    assert "已有联系人“林晓”" in panel.people.problem.text()
    panel.table.selectAll()
    assert panel.fold.isHidden()
