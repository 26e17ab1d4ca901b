"""Exporting: what is chosen reaches the file, and the choices are remembered."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from planlens.exports import all_exporters
from planlens.exports.choice import Look
from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.exporting.dialog import ExportDialog
from planlens.gui.exporting.exported import Exported
from planlens.model import PlanlensError
from planlens.model.granularity import Granularity
from planlens.model.tracking import Status
from planlens.project.edits import SetStatus
from planlens.views.task_filter import TaskFilter

pytestmark = pytest.mark.usefixtures("work_nearby")


def choose(dialog: ExportDialog, which: str) -> None:
    """Choose a scope whose name begins with *which*."""
    box = dialog.scope.which
    box.setCurrentIndex(next(row for row in range(box.count()) if box.itemText(row).startswith(which)))


def exported(dialog: ExportDialog, qtbot: QtBot, path: Path) -> list[list[str]]:
    """Export as CSV and return the rows."""
    dialog.format.setCurrentIndex(dialog.format.findData("csv"))
    dialog.path.setText(str(path))
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    with dialog.target().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_exporter_is_offered(open_desk: Desk) -> None:
    dialog = ExportDialog(open_desk.tools)
    offered = {dialog.format.itemData(row) for row in range(dialog.format.count())}
    assert offered == {exporter.format for exporter in all_exporters()}
    assert dialog.format.currentData() == "xlsx"
    dialog.format.setCurrentIndex(dialog.format.findData("json"))
    assert dialog.path.text().endswith("督办任务分解表.json")
    assert not dialog.columns.isEnabled()


def test_rows_title_and_paper_are_chosen_and_remembered(open_desk: Desk) -> None:
    dialog = ExportDialog(open_desk.tools)
    dialog.by.setCurrentIndex(dialog.by.findData("item"))
    dialog.paper.setCurrentIndex(dialog.paper.findData("A3"))
    dialog.title.setText(" 督查台账 ")
    chosen = dialog.choice()
    assert (chosen.by, chosen.look) == (Granularity.ITEM, Look("督查台账", "A3"))
    dialog.format.setCurrentIndex(dialog.format.findData("csv"))
    assert not dialog.paper.isEnabled()
    assert dialog.choice().look == Look()


def test_items_are_exported(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(open_desk.tools)
    dialog.by.setCurrentIndex(dialog.by.findData("item"))
    rows = exported(dialog, qtbot, tmp_path / "表")
    texts = [row[rows[0].index("具体举措")] for row in rows[1:]]
    assert "推动高频事项一网通办。开展全民数字素养提升行动。" in texts
    assert ExportDialog(open_desk.tools).by.currentData() == "item"


def test_a_typed_ending_chooses_the_format(open_desk: Desk, tmp_path: Path) -> None:
    dialog = ExportDialog(open_desk.tools)
    dialog.path.textEdited.emit(str(tmp_path / "表.docx"))
    assert dialog.format.currentData() == "docx"
    dialog.path.setText(str(tmp_path / "表.2026"))
    assert dialog.target() == tmp_path / "表.2026.docx"


def test_chosen_columns_in_the_chosen_order(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    open_desk.session.apply(SetStatus(("t2",), Status.DONE))
    dialog = ExportDialog(open_desk.tools)
    dialog.columns.choose(["measure", "status"])
    dialog.columns.list.setCurrentRow(1)
    dialog.columns.up.click()
    rows = exported(dialog, qtbot, tmp_path / "表")
    head = rows.index(["状态", "具体举措"])
    assert rows[head + 1 : head + 3] == [
        ["未启动", "新建5G基站3000个以上，2026年底前完成。"],
        ["已完成", "推进千兆光网进村入户。"],
    ]
    again = ExportDialog(open_desk.tools)
    assert again.columns.chosen == ("status", "measure")
    assert again.format.currentData() == "csv"
    assert again.path.text() == str(tmp_path / "督办任务分解表.csv")


@pytest.mark.parametrize(
    ("which", "prepare", "ids"),
    [
        ("全部任务", lambda desk: None, ["t1", "t2", "t3", "t4", "t5"]),
        ("选中的任务（2 项）", lambda desk: desk.session.select(["t4", "t1"]), ["t1", "t4"]),
        ("选中的任务（2 项）", lambda desk: desk.session.select(["s4"]), ["t3", "t4"]),
        (
            "任务页筛选出的任务（2 项）",
            lambda desk: desk.session.filter_requested.emit(TaskFilter(units=frozenset({"市通信管理局"}))),
            ["t1", "t2"],
        ),
        ("一个单位的任务", lambda desk: None, ["t1", "t2"]),
    ],
)
def test_which_tasks(which: str, prepare: Callable[[Desk], None], ids: list[str], open_desk: Desk) -> None:
    prepare(open_desk)
    dialog = ExportDialog(open_desk.tools)
    choose(dialog, which)
    state = open_desk.session.state
    found = dialog.scope.tasks
    assert ([task.id for task in state.tasks()] if found is None else found) == ids


def test_only_the_chosen_tasks_are_in_the_file(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    open_desk.session.select(["t3"])
    dialog = ExportDialog(open_desk.tools)
    dialog.columns.choose(["measure"])
    choose(dialog, "选中的任务")
    rows = exported(dialog, qtbot, tmp_path / "表.csv")
    assert rows[rows.index(["具体举措"]) + 1 :] == [["推动高频事项一网通办。"]]


@pytest.mark.parametrize(
    ("columns", "path", "problem"),
    [
        ([], "表.xlsx", "请至少选择一列。"),
        (["measure"], "", "请填写文件的位置和名称。"),
        (["measure"], "没有/表.xlsx", "文件夹不存在，请先建好，或换一个位置。"),
        (["measure"], "表.xlsx", ""),
    ],
)
def test_what_keeps_from_exporting(
    columns: list[str], path: str, problem: str, open_desk: Desk, tmp_path: Path
) -> None:
    dialog = ExportDialog(open_desk.tools)
    dialog.columns.choose(columns)
    dialog.path.setText(str(tmp_path / path) if path else "")
    assert dialog.warning.text() == problem
    assert dialog.go.isEnabled() == (not problem)


def test_an_older_file_is_replaced_only_when_the_user_agrees(
    open_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda parent, title, text, yes: asked.append(text))
    path = tmp_path / "表.xlsx"
    path.write_text("旧", "utf-8")
    dialog = ExportDialog(open_desk.tools)
    dialog.path.setText(str(path))
    dialog.go.click()
    assert asked == ["表.xlsx 已存在，要替换它吗？"]
    assert path.read_text("utf-8") == "旧"


def test_a_failure_is_told_and_the_dialog_stays(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[PlanlensError] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: told.append(error))
    dialog = ExportDialog(open_desk.tools)
    dialog.show()
    (tmp_path / "表.xlsx").mkdir()
    dialog.path.setText(str(tmp_path / "表.xlsx"))
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda *_: True)
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(told))
    assert dialog.isVisible()
    assert dialog.go.isEnabled()


def test_what_was_written_can_be_opened(open_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("planlens.gui.exporting.exported.open_with_system", opened.append)
    box = Exported(tmp_path / "表.xlsx", open_desk.window)
    assert isinstance(box, QMessageBox)
    box.open_file.click()
    box.open_folder.click()
    assert opened == [tmp_path / "表.xlsx", tmp_path]


def test_an_offices_own_table_is_filled(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["序号", "工作任务", "责任单位", "办结时限", "资金来源"])
    book.save(tmp_path / "空表.xlsx")
    dialog = ExportDialog(open_desk.tools)
    dialog.path.setText(str(tmp_path / "报送.docx"))
    dialog.template.setText(str(tmp_path / "空表.xlsx"))
    assert (dialog.target().name, dialog.columns.isEnabled()) == ("报送.xlsx", False)
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    told = open_desk.window.findChild(Exported)
    assert told is not None
    assert "留空的列：资金来源" in told.informativeText()
    sheet = openpyxl.load_workbook(tmp_path / "报送.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][1] == "新建5G基站3000个以上，2026年底前完成。"
    dialog.path.setText(str(tmp_path / "空表.xlsx"))
    assert dialog.problem() == "导出会覆盖模板，请换一个文件名。"


def test_a_file_for_each_unit(open_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = ExportDialog(open_desk.tools)
    dialog.path.setText(str(tmp_path / "台账.xlsx"))
    dialog.each.setCurrentIndex(dialog.each.findData("单位"))
    (tmp_path / "台账_市教育局.xlsx").write_bytes(b"older")
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda *words: asked.append(words[2]) or True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    assert "同名的要替换吗" in asked[0]
    assert not (tmp_path / "台账.xlsx").exists()
    assert openpyxl.load_workbook(tmp_path / "台账_市教育局.xlsx").worksheets
    assert (tmp_path / "台账_市通信管理局.xlsx").exists()
