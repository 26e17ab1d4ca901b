"""A month of an office, in the window: twelve units are asked, three return broken files, the report is written."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFileDialog, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from planlens import workflow
from planlens.gui.app.desk import Desk
from planlens.gui.monthly.panel import ReportPanel
from planlens.gui.returning.dialog import ReturningDialog
from planlens.gui.sending.dialog import SendingDialog
from planlens.gui.slips.dialog import SlipsDialog
from planlens.model import FieldKind
from planlens.project.edits import AddField, SetDeadline
from planlens.project.project import Project
from planlens.project.rows import NoteRow, SlipRow, TaskRow

pytestmark = pytest.mark.usefixtures("work_nearby")

UNITS = [
    *("市发展改革委", "市教育局", "市科技局", "市工业和信息化局", "市民政局", "市财政局"),
    *("市自然资源局", "市生态环境局", "市交通运输局", "市水务局", "市农业农村局", "市文化和旅游局"),
]
HEAD = 5
"""The row of the heads in a packet, from 1."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    lines = [
        f"{place}.建成第{place}批项目{place * 10}个。完善第{place}项工作制度。（牵头单位：{unit}）"
        for place, unit in enumerate(UNITS, start=1)
    ]
    plan = tmp_path / "方案.txt"
    plan.write_text("望澜市2026年重点工作分工方案\n一、重点任务\n" + "\n".join(lines), "utf-8")
    with workflow.new_project(tmp_path / "督办.planlens", [plan], "张三") as found:
        found.apply(AddField("投资完成额", FieldKind.NUMBER))
        found.apply(SetDeadline(tuple(row.id for row in found.state.tasks())[:4], "2026-10-31"))
        yield found


def answer(path: Path, **cells: Any) -> None:
    """Write the same answers beside each task of a workbook."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    for row in range(HEAD + 1, sheet.max_row + 1):
        for head, value in cells.items():
            sheet.cell(row, heads[head]).value = value
    book.save(path)


def problems(dialog: ReturningDialog) -> str:
    found, lines = QTreeWidgetItemIterator(dialog.view.problems), []
    while found.value() is not None:
        lines.append(f"{found.value().text(0)} {found.value().text(1)}".strip())
        found += 1
    return "\n".join(lines)


def collect(desk: Desk, qtbot: QtBot, folder: Path) -> ReturningDialog:
    dialog = ReturningDialog(desk.tools)
    dialog.open()
    dialog.read([folder])
    qtbot.waitUntil(lambda: not dialog.reading.busy)
    return dialog


def send(desk: Desk, qtbot: QtBot, folder: Path) -> dict[str, Path]:
    dialog = SendingDialog(desk.tools)
    qtbot.addWidget(dialog)
    dialog.day.setDate(QDate(2026, 11, 25))
    dialog.filled.choose([*dialog.filled.chosen, next(key for key, _ in dialog.filled.rows if "投资完成额" in key)])
    dialog.folder.setText(str(folder))
    assert dialog.send.text() == "生成 12 份填报表"
    dialog.send.click()
    qtbot.waitUntil(lambda: not dialog.open_folder.isHidden())
    dialog.close()
    return {unit: next(folder.glob(f"{unit}_*.xlsx")) for unit in UNITS}


def returned(files: dict[str, Path], folder: Path) -> None:
    """Let nine units answer, in their own ways, and three return what cannot be read."""
    folder.mkdir()
    for place, unit in enumerate(UNITS[:9]):
        answer(files[unit], 状态="进行中", 进展情况=f"{unit}已完成前期工作{place}。", 投资完成额=place + 0.5)
        shutil.copy(files[unit], folder / f"报送{place}.xlsx")
    (folder / f"{UNITS[9]}.xlsx").write_bytes(files[UNITS[9]].read_bytes()[:900])
    (folder / f"{UNITS[10]}.xlsx").write_bytes(b"")
    with zipfile.ZipFile(folder / f"{UNITS[11]}.zip", "w") as archive:
        archive.writestr("说明.txt", "请查收")


def test_a_month_with_twelve_units(
    open_desk: Desk, project: Project, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = send(open_desk, qtbot, tmp_path / "发出")
    back = tmp_path / "报回"
    returned(files, back)

    dialog = collect(open_desk, qtbot, back)
    told = problems(dialog)
    assert all(f"{unit}." in told for unit in UNITS[9:])
    assert "9 个单位" in dialog.summary.text()
    dialog.view.all.click()
    dialog.take.click()
    notes = list(project.state.all(NoteRow))
    assert {note.author for note in notes} == {*UNITS[:9]}
    done = {row.status for row in project.state.all(TaskRow)}
    assert done == {"in-progress", "not-started"}

    again = collect(open_desk, qtbot, back)
    assert again.view.model.rowCount() == 0
    again.close()

    answer(files[UNITS[11]], 状态="已完成", 进展情况="已全部建成。")
    shutil.copy(files[UNITS[11]], back / "补报.xlsx")
    late = collect(open_desk, qtbot, back)
    late.view.all.click()
    assert {change.unit for change in late.view.decisions.accepted} == {UNITS[11]}
    late.take.click()

    page = ReportPanel(open_desk.tools)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.passages))
    assert "共有重点任务12项" in page.passages["whole"].field.toPlainText()
    target = tmp_path / "月报.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.write.click()
    qtbot.waitUntil(target.exists)
    text = "\n".join(line.text for line in docx.Document(str(target)).paragraphs)
    assert "市文化和旅游局，已全部建成。" in text
    assert "已完成1项" in text

    slips = SlipsDialog(open_desk.tools)
    qtbot.addWidget(slips)
    slips.kind.setCurrentText("催办单")
    slips.which.setCurrentText("全部红灯任务")
    slips.folder.setText(str(tmp_path / "催办"))
    assert [slips.units.item(row).text() for row in range(slips.units.count())] == [
        f"{unit}（1 项）" for unit in UNITS[:4]
    ]
    slips.go.click()
    qtbot.waitUntil(lambda: not slips.open_folder.isHidden())
    assert [row.unit for row in project.state.children("", SlipRow)] == UNITS[:4]
