"""The units page: counts by role and light, renaming, merging, and a way to their tasks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.units.panel import UnitsPanel
from planlens.gui.units.table import COLUMNS
from planlens.model import UnitRole
from planlens.model.tracking import Status
from planlens.project.edits import Assign, SetStatus
from planlens.project.rows import UnitRow


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
    cells = ([(c.title, c.value(line)) for c in COLUMNS[1:]] for line in panel.model.lines)
    texts = [" ".join(f"{title}{value}" for title, value in row if value) for row in cells]
    return [f"{line.name}: {text}" for line, text in zip(panel.model.lines, texts, strict=True)]


def test_counts(panel: UnitsPanel) -> None:
    assert drawn(panel)[0] == "市通信管理局: 任务2 牵头2 已完成1 完成率50% ◆黄灯1"
    assert "市财政局: 任务1 配合1 已完成1 完成率100%" in drawn(panel)


def test_renaming_to_a_known_name_merges(panel: UnitsPanel, open_desk: Desk) -> None:
    rows = [line.name for line in panel.model.lines]
    index = panel.model.index(rows.index("市通信局"), 0)
    assert panel.model.setData(index, "市通信管理局", Qt.ItemDataRole.EditRole)
    panel.refresh()
    assert drawn(panel)[0] == "市通信管理局: 任务3 牵头2 配合1 已完成1 完成率33% ◆黄灯2"
    assert "市通信局" not in {unit.name for unit in open_desk.session.state.all(UnitRow)}
    open_desk.session.undo()
    panel.refresh()
    assert "市通信局" in [line.name for line in panel.model.lines]


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


def test_sorting_by_a_column(panel: UnitsPanel) -> None:
    panel.table.sortByColumn(6, Qt.SortOrder.DescendingOrder)
    assert drawn(panel)[0].startswith("市住房城乡建设局")
    panel.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert drawn(panel)[-1].startswith("市通信管理局")
