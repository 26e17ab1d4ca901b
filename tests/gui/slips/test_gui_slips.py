"""Papers on tasks, in the window: which tasks and units, written in the background, remembered."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.slips.dialog import SlipsDialog
from planlens.project.edits import SetDeadline
from planlens.project.project import Project
from planlens.project.rows import SlipRow

pytestmark = pytest.mark.usefixtures("work_nearby")


@pytest.fixture
def dialog(open_desk: Desk, project: Project, qtbot: QtBot) -> SlipsDialog:
    for task in ("新建5G", "推进千兆"):
        open_desk.session.apply(SetDeadline((key(project, task),), "2026-01-31"))
    open_desk.session.select([])
    found = SlipsDialog(open_desk.tools)
    qtbot.addWidget(found)
    return found


def shown(dialog: SlipsDialog) -> list[str]:
    return [dialog.units.item(row).text() for row in range(dialog.units.count())]


def test_tasks_with_a_red_light_go_to_their_leading_units(
    dialog: SlipsDialog, project: Project, tmp_path: Path, qtbot: QtBot
) -> None:
    assert dialog.which.currentText() == "全部红灯任务"
    assert shown(dialog) == ["市通信管理局（2 项）"]
    assert (dialog.go.text(), dialog.told.text()) == ("开出 1 份", "编号 2026-001。")
    dialog.number.setText("督〔2026〕7号")
    dialog.due.line.setText("12月15日")
    dialog.signed.setText("市政府督查室")
    dialog.folder.setText(str(tmp_path / "单据"))
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.open_folder.isHidden())
    (row,) = project.state.children("", SlipRow)
    assert (row.number, row.unit, row.due) == ("督〔2026〕7号", "市通信管理局", "2026-12-15")
    (written,) = (tmp_path / "单据").iterdir()
    assert written.name == "督办单_督〔2026〕7号_市通信管理局.docx"
    assert project.undo()
    assert not project.state.children("", SlipRow)


def test_a_unit_can_be_left_out(dialog: SlipsDialog) -> None:
    dialog.which.setCurrentText("一个单位牵头的任务")
    dialog.unit.setCurrentText("市通信管理局")
    assert shown(dialog) == ["市通信管理局（2 项）"]
    dialog.units.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert (dialog.go.isEnabled(), dialog.told.text()) == (False, "请至少勾选一个单位。")


def test_nothing_is_written_where_nothing_is_meant_or_the_limit_is_none(dialog: SlipsDialog, tmp_path: Path) -> None:
    dialog.due.line.setText("猴年马月")
    dialog.folder.setText(str(tmp_path / "单据"))
    dialog.go.click()
    assert "猴年马月" in dialog.told.text()
    assert not (tmp_path / "单据").exists()
    dialog.which.setCurrentText("一个单位牵头的任务")
    dialog.unit.setCurrentText("市财政局")
    assert (dialog.go.isEnabled(), dialog.told.text()) == (False, "没有符合条件的任务。")


def test_the_sample_is_a_template_that_is_filled(
    dialog: SlipsDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "模板.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(sample), ""))
    dialog.sample.click()
    qtbot.waitUntil(sample.exists)
    dialog.template.setText(str(sample))
    dialog.folder.setText(str(tmp_path / "单据"))
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.open_folder.isHidden())
    (written,) = (tmp_path / "单据").iterdir()
    cells = [cell.text for row in docx.Document(str(written)).tables[0].rows for cell in row.cells]
    assert {"市通信管理局", "2026-001"} <= {*cells}
    assert not any("{" in cell for cell in cells)
