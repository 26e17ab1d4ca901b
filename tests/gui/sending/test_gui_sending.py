"""Workbooks for the units, in the window: which units, written in the background, remembered."""

from __future__ import annotations

from pathlib import Path

import docx
from project_builder import key
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.sending.dialog import SendingDialog
from planlens.model import Status
from planlens.project.edits import SetSetting, SetStatus
from planlens.project.project import Project
from planlens.workflow import circle


def shown(dialog: SendingDialog) -> list[str]:
    return [dialog.units.item(row).text() for row in range(dialog.units.count())]


def test_units_are_listed_with_what_they_owe(open_desk: Desk, project: Project, qtbot: QtBot) -> None:
    open_desk.session.apply(SetStatus((key(project, "开展全民"),), Status.DONE))
    dialog = SendingDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    assert "市通信管理局（牵头 2 项，配合 0 项）" in shown(dialog)
    assert not any(line.startswith("市教育局") for line in shown(dialog))
    assert "市教育局" in dialog.told.text()
    dialog.ended.setChecked(True)
    assert any(line.startswith("市教育局") for line in shown(dialog))


def test_they_are_written_and_remembered(
    open_desk: Desk, project: Project, tmp_path: Path, work_nearby: None, qtbot: QtBot
) -> None:
    dialog = SendingDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    dialog.day.setDate(QDate(2026, 11, 30))
    assert dialog.period.text() == "2026年11月"
    dialog.units.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.folder.setText(str(tmp_path / "发出"))
    count = len(dialog.chosen())
    assert dialog.send.text() == f"生成 {count} 份填报表"
    dialog.send.click()
    qtbot.waitUntil(lambda: not dialog.open_folder.isHidden())
    written = {path.name for path in (tmp_path / "发出").iterdir()}
    assert len(written) == count + 1
    assert "关于报送2026年11月进展情况的通知.docx" in written
    assert circle.last_sent(project) == "2026年11月"


def test_nothing_is_written_without_a_folder_or_a_unit(open_desk: Desk, qtbot: QtBot) -> None:
    dialog = SendingDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    dialog.folder.setText("")
    dialog.send.click()
    assert "请先选择" in dialog.told.text()
    for row in range(dialog.units.count()):
        dialog.units.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.send.isEnabled()


def test_the_time_limit_follows_the_rhythm_until_another_one_is_typed(
    open_desk: Desk, tmp_path: Path, work_nearby: None, qtbot: QtBot
) -> None:
    open_desk.session.apply(SetSetting("reporting", {"every": "month", "by": 5, "following": True, "workdays": False}))
    dialog = SendingDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    dialog.day.setDate(QDate(2099, 11, 30))
    assert dialog.due.line.text() == "2099-12-05"
    dialog.due.line.selectAll()
    qtbot.keyClicks(dialog.due.line, "2099-12-08")
    dialog.day.setDate(QDate(2099, 10, 31))
    assert dialog.due.line.text() == "2099-12-08"
    dialog.folder.setText(str(tmp_path / "发出"))
    dialog.signed.setText("市政府督查室")
    dialog.send.click()
    qtbot.waitUntil(lambda: not dialog.open_folder.isHidden())
    notice = docx.Document(str(tmp_path / "发出" / "关于报送2099年10月进展情况的通知.docx"))
    assert any("于2099年12月8日前以原文件报回" in line.text for line in notice.paragraphs)


def test_a_time_limit_that_is_no_day_is_refused_in_words(open_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = SendingDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "发出"))
    qtbot.keyClicks(dialog.due.line, "soon")
    dialog.send.click()
    assert dialog.told.text().endswith("。")
    assert not (tmp_path / "发出").exists()
