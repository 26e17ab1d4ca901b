"""What units return, in the window: read in the background, decided on by keys, taken as one action."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.returning.dialog import ReturningDialog
from planlens.model import Status, UnitRole
from planlens.project.edits import Assign, SetStatus
from planlens.project.project import Project
from planlens.project.rows import NoteRow, TaskRow
from planlens.workflow import circle

HEAD = 5
"""The row of the heads in a packet, from 1."""


@pytest.fixture
def packets(project: Project, tmp_path: Path) -> dict[str, Path]:
    """The workbooks that were sent for 30 November, by unit."""
    sent = circle.send_packets(project, tmp_path / "发出", circle.Wanted(date(2026, 11, 30)))
    return {unit: path for unit, (path, _) in sent.files.items()}


def fill(path: Path, start: str, **cells: Any) -> Path:
    """Write answers beside the task that begins so, and return the workbook."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    for row in range(HEAD + 1, sheet.max_row + 1):
        if str(sheet.cell(row, heads["具体举措"]).value).startswith(start):
            for head, value in cells.items():
                sheet.cell(row, heads[head]).value = value
    book.save(path)
    return path


def read(desk: Desk, qtbot: QtBot, *paths: Path) -> ReturningDialog:
    dialog = ReturningDialog(desk.tools)
    tester = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(dialog.view.model, tester, dialog)
    dialog.open()
    dialog.read(paths)
    qtbot.waitUntil(lambda: not dialog.reading.busy)
    return dialog


def drawn(dialog: ReturningDialog) -> str:
    """The rows of the table as they are shown, without the reasons."""
    model = dialog.view.model
    rows = range(model.rowCount())
    return "\n".join(" | ".join(str(model.index(row, column).data()) for column in range(7)) for row in rows)


def told(dialog: ReturningDialog) -> str:
    """Everything in the tab of problems."""
    found, lines = QTreeWidgetItemIterator(dialog.view.problems), []
    while found.value() is not None:
        lines.append(f"{found.value().text(0)} {found.value().text(1)}".strip())
        found += 1
    return "\n".join(lines)


def test_sent_standing_and_returned_side_by_side_and_nothing_is_decided(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, qtbot: QtBot
) -> None:
    answer = fill(packets["市教育局"], "开展全民", 状态="进行中", 进度=40, 进展情况="印发方案。")
    dialog = read(open_desk, qtbot, answer)
    assert drawn(dialog) == (
        "市教育局 | 开展全民数字素养提升行动。 | 状态 | 未启动 | 未启动 | 进行中 | 未定\n"
        "市教育局 | 开展全民数字素养提升行动。 | 进度 |  |  | 40 | 未定\n"
        "市教育局 | 开展全民数字素养提升行动。 | 进展情况 |  |  | 印发方案。 | 未定"
    )
    assert dialog.summary.text() == "读取 1 份文件，1 个单位，还有 4 个单位没有收到。可采纳 3 处。"
    assert not dialog.take.isEnabled()


def test_decided_by_keys_and_taken_as_one_action(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, project: Project, qtbot: QtBot
) -> None:
    answer = fill(packets["市教育局"], "开展全民", 状态="进行中", 进度=40, 进展情况="印发方案。")
    dialog = read(open_desk, qtbot, answer)
    for pressed in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_A):
        qtbot.keyClick(dialog.view.table, pressed)
    assert [line.rpartition(" | ")[2] for line in drawn(dialog).splitlines()] == ["✓ 采纳", "✗ 不采纳", "✓ 采纳"]
    assert dialog.take.text() == "收取已采纳的 2 处"
    dialog.take.click()
    task = key(project, "开展全民")
    row = project.state.get(task, TaskRow)
    assert (row.status, row.progress) == ("in-progress", None)
    assert [note.done for note in project.state.children(task, NoteRow)] == ["印发方案。"]
    open_desk.session.undo()
    assert project.state.get(task, TaskRow).status == "not-started"
    assert not project.state.children(task, NoteRow)


def test_a_conflict_is_never_chosen_by_all_and_one_answer_shuts_out_the_other(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, project: Project, qtbot: QtBot
) -> None:
    task = key(project, "开展全民")
    project.apply(SetStatus((task,), Status.PAUSED))
    conflict = fill(packets["市教育局"], "开展全民", 状态="进行中")
    sound = fill(packets["市政务服务局"], "推动高频", 状态="进行中")
    dialog = read(open_desk, qtbot, conflict, sound)
    dialog.view.all.click()
    assert [change.unit for change in dialog.view.decisions.accepted] == ["市政务服务局"]
    assert "有冲突，请选" in drawn(dialog)
    dialog.view.units.setCurrentText("市教育局")
    assert drawn(dialog).count("\n") == 0
    qtbot.keyClick(dialog.view.table, Qt.Key.Key_A)
    dialog.take.click()
    assert project.state.get(task, TaskRow).status == "in-progress"


def test_what_is_not_understood_cannot_be_accepted(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, qtbot: QtBot
) -> None:
    dialog = read(open_desk, qtbot, fill(packets["市教育局"], "开展全民", 进度=0.4))
    assert "待核实" in drawn(dialog)
    qtbot.keyClick(dialog.view.table, Qt.Key.Key_A)
    dialog.view.all.click()
    assert not dialog.take.isEnabled()


def test_broken_files_are_told_and_the_others_go_on(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "报回"
    folder.mkdir()
    (folder / "坏了.xlsx").write_bytes(b"PK\x03\x04 broken")
    with zipfile.ZipFile(folder / "两份.zip", "w") as archive:
        archive.write(fill(packets["市教育局"], "开展全民", 状态="进行中"), "市教育局.xlsx")
        archive.writestr("空.xlsx", b"")
    dialog = read(open_desk, qtbot, folder)
    assert "进行中" in drawn(dialog)
    assert "坏了.xlsx" in told(dialog)
    assert "两份.zip/空.xlsx" in told(dialog)


def test_what_units_have_not_filled_in_is_listed(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, qtbot: QtBot
) -> None:
    dialog = read(open_desk, qtbot, packets["市教育局"])
    assert told(dialog).endswith("未填报：市教育局 1 处\n开展全民数字素养提升行动。")
    assert dialog.view.tabs.currentIndex() == 1


def test_units_of_which_nothing_came_back_are_listed_until_they_have_answered(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, project: Project, qtbot: QtBot
) -> None:
    dialog = read(open_desk, qtbot, fill(packets["市教育局"], "开展全民", 进展情况="印发方案。"))
    missing = "没有收到 4 处\n市通信管理局 发出了填报表，没有收到能读取的答复，请催报。"
    assert missing in told(dialog)
    dialog.view.all.click()
    dialog.take.click()
    again = read(open_desk, qtbot, fill(packets["市政务服务局"], "推动高频", 进展情况="上线十项。"))
    assert "还有 3 个单位没有收到" in again.summary.text()  # 市教育局 has answered before


def test_two_units_that_say_the_same_are_both_accepted(
    open_desk: Desk, packets: dict[str, Path], work_nearby: None, project: Project, qtbot: QtBot
) -> None:
    lead = key(project, "开展全民")
    project.apply(Assign((lead,), "市政务服务局", UnitRole.LEAD))
    sent = circle.send_packets(project, packets["市教育局"].parent / "再发", circle.Wanted(date(2026, 11, 30)))
    files = [fill(sent.files[unit][0], "开展全民", 状态="进行中") for unit in ("市教育局", "市政务服务局")]
    dialog = read(open_desk, qtbot, *files)
    dialog.view.all.click()
    assert drawn(dialog).count("✓ 采纳") == 2
    dialog.take.click()
    assert project.state.get(lead, TaskRow).status == "in-progress"


def test_it_is_read_in_the_background_process(open_desk: Desk, packets: dict[str, Path], qtbot: QtBot) -> None:
    dialog = read(open_desk, qtbot, fill(packets["市教育局"], "开展全民", 状态="进行中"))
    assert "进行中" in drawn(dialog)
