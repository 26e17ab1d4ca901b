"""A worker's path without a mouse: open, review ten findings, mark three tasks, export. Nothing but keys is used."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from project_builder import plan_of_text
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.exporting.exported import Exported
from planlens.model import Evidence
from planlens.project.edits import AdoptDocument
from planlens.project.files import new_project

TEXT = "云山市工作要点\n一、重点任务\n" + "".join(
    f"完善第{n}类事项的办理机制，推动第{n}类事项落地。\n" for n in range(12)
)


def unsure_project(path: Path) -> Path:
    """A project whose twelve tasks all wait for review."""
    plan, data = plan_of_text(TEXT)
    tasks = tuple(replace(task, evidence=Evidence("sentence", 0.5), assignments=()) for task in plan.tasks)
    with closing(new_project(path, "张三")) as project:
        project.apply(AdoptDocument(replace(plan, tasks=tasks), data))
    return path


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)


def typed_into_dialog(qtbot: QtBot, path: Path) -> None:
    """In the export dialog: type where to save, and press Enter."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    QTimer.singleShot(20000, dialog, dialog.reject)  # whatever goes wrong here, the test goes on
    qtbot.waitUntil(dialog.isActiveWindow)
    field = next(edit for edit in dialog.findChildren(QLineEdit) if "位置" in edit.accessibleName())
    for _ in range(60):
        if QApplication.focusWidget() is field:
            break
        press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, str(path))
    press(qtbot, Qt.Key.Key_Return)


@pytest.mark.usefixtures("work_nearby")
def test_without_a_mouse(desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    path = unsure_project(tmp_path / "督办.planlens")
    monkeypatch.setattr("planlens.gui.app.dialogs.choose_project", lambda tools: [path])  # the system's own dialog
    monkeypatch.setattr(Exported, "exec", lambda self: 0)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    session = desk.session

    with qtbot.waitSignal(session.opened):
        press(qtbot, Qt.Key.Key_O, control)
    press(qtbot, Qt.Key.Key_F7)
    for _ in range(10):
        press(qtbot, Qt.Key.Key_Return)
    assert [task.reviewed for task in session.state.tasks()].count(True) == 10

    press(qtbot, Qt.Key.Key_1, alt)
    press(qtbot, Qt.Key.Key_Home, control)
    marked = 0
    while marked < 3:
        press(qtbot, Qt.Key.Key_Down)
        if session.current.startswith("t"):
            press(qtbot, Qt.Key.Key_3, control)
            marked += 1
    assert [task.status for task in session.state.tasks()].count("done") == 3

    target = tmp_path / "table.csv"  # QTest types no Chinese
    QTimer.singleShot(0, lambda: typed_into_dialog(qtbot, target))
    press(qtbot, Qt.Key.Key_E, control)
    qtbot.waitUntil(target.is_file)
    assert target.read_text("utf-8-sig").count("已完成") == 3
