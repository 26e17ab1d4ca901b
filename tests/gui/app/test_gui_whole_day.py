"""A day of an office worker from beginning to end: sample, review, mark, close, open again, export, compare."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from project_builder import picture
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.app.settings import Settings
from planlens.gui.app.window import Window
from planlens.gui.exporting.dialog import ExportDialog
from planlens.gui.exporting.exported import Exported
from planlens.gui.review.panel import ReviewPanel
from planlens.model.tracking import Status
from planlens.project.edits import AddNote, SetStatus
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.state import State

TODAY = date(2026, 11, 25)


def opened(folder: Path, qtbot: QtBot) -> Desk:
    """The window as it is after a start."""
    window = Window()
    qtbot.addWidget(window)
    desk = Desk(window, Settings(folder / "settings.ini"), lambda: TODAY)
    window.show()
    return desk


def reviewed(desk: Desk) -> UnitRow:
    """Accept the first units in the review that wait there (the sample has accepted ones), and return one of them."""
    assert desk.workspace is not None
    panel = desk.workspace.widgets["review"]
    assert isinstance(panel, ReviewPanel)
    desk.show_panel("review")
    before = {row.id for row in desk.session.state.all(UnitRow) if row.decision == "accepted"}
    while not (accepted := [u for u in desk.session.state.all(UnitRow) if _is_new(u, before)]):
        panel.catch_up()
        assert panel.queue.current is not None
        panel.accept_step()
    return accepted[0]


def _is_new(unit: UnitRow, before: set[str]) -> bool:
    return unit.decision == "accepted" and unit.id not in before


def units_of(state: State, task: TaskRow) -> set[str]:
    return {unit.name for unit in state.children(task.id, UnitRow) if unit.stands}


@pytest.mark.usefixtures("work_nearby")
def test_from_a_sample_to_a_table(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Exported, "open", lambda self: None)
    desk = opened(tmp_path, qtbot)
    with qtbot.waitSignal(desk.session.opened, timeout=60000):
        desk.window.start.sample_wanted.emit()

    accepted = reviewed(desk)
    task = desk.session.state.get(accepted.owner, TaskRow)
    desk.session.apply(SetStatus((task.id,), Status.DONE))
    desk.session.apply(AddNote(task.id, "已印发实施方案。"))
    kept = picture(desk.session.state)
    desk.window.close()
    assert desk.session.project is None

    again = opened(tmp_path, qtbot)
    (recent,) = again.tools.settings.recent
    with qtbot.waitSignal(again.session.opened):
        again.window.start.recent_wanted.emit(recent)
    state = again.session.state
    assert picture(state) == kept

    dialog = ExportDialog(again.tools)
    dialog.path.setText(str(tmp_path / "任务分解表.xlsx"))
    with qtbot.waitSignal(dialog.accepted, timeout=60000):
        dialog.go.click()
    rows = table(tmp_path / "任务分解表.xlsx")
    tasks = state.tasks()
    assert [row["具体举措"] for row in rows] == [item.text for item in tasks]
    for row, item in zip(rows, tasks, strict=True):
        named = f"{row['牵头单位']}、{row['配合单位']}".replace("（建议）", "")
        assert units_of(state, item) <= set(named.replace("责任单位：", "").replace("\n", "、").split("、"))
        assert row["状态"] == Status(item.status).label
    row = rows[[item.id for item in tasks].index(task.id)]
    assert (row["状态"], row["进展情况"]) == ("已完成", "已印发实施方案。")
    named = f"{row['牵头单位']}、{row['配合单位']}".split("、")
    assert accepted.name in [name.removeprefix("责任单位：") for name in named]
    again.close()


def table(path: Path) -> list[dict[str, str]]:
    """The rows of the task table by their column titles."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(rows) if "具体举措" in row)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :] if any(row)]
