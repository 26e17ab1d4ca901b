"""A laptop of 1366 × 768 pixels at 150 percent has 910 × 512 left: whatever a menu opens has to fit there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from project_builder import TEXT
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.detail.panel import DetailPanel
from planlens.paths import PACKAGE

ROOM = QSize(910, 448)
"""What a window without its frame may take, the bar of the desktop aside."""

OUT = {"退出(&X)", "关闭项目(&C)"}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, QSize]:
    """The smallest size of every dialog that is run, by its title; all of them are left at once."""
    document = tmp_path / "另一份规划.txt"
    document.write_text(TEXT.replace("云山", "清河"), "utf-8")
    found: dict[str, QSize] = {}

    def run(dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        found[dialog.windowTitle()] = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        dialog.close()
        return 0

    def answer(value: object) -> Callable[..., object]:
        return lambda *_args, **_more: value

    monkeypatch.setattr(QDialog, "exec", run)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer(([str(document)], "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer((str(document), "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer(("", "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer(""))
    for name in ("getText", "getItem", "getMultiLineText", "getInt"):
        monkeypatch.setattr(QInputDialog, name, answer(("", False)))
    return found


def entries(menu: QMenu) -> list[Any]:
    found = []
    for action in menu.actions():
        below = action.menu()
        found += entries(below) if isinstance(below, QMenu) else [action]
    return found


@pytest.mark.usefixtures("work_nearby")
def test_whatever_a_menu_opens_fits(open_desk: Desk, opened: dict[str, QSize], qtbot: QtBot) -> None:
    for title in list(open_desk.menus):
        for action in entries(open_desk.menus[title]):
            if action.isSeparator() or action.text() in OUT or not action.isEnabled():
                continue
            open_desk.show_panel("tasks")
            open_desk.session.select(["t1"])
            if (focus := QApplication.focusWidget()) is not None:
                QTest.keyClick(focus, Qt.Key.Key_Escape)  # leaves an editor that an action has opened
            action.trigger()
            qtbot.waitUntil(lambda: not open_desk.session.busy)
            for window in QApplication.topLevelWidgets():
                if isinstance(window, QDialog) and window.isVisible():
                    opened[window.windowTitle()] = window.minimumSizeHint().expandedTo(window.minimumSize())
                    window.close()
    big = {name: size for name, size in opened.items() if ROOM.expandedTo(size) != ROOM}
    assert big == {}
    assert len(opened) > 15


def test_windows_take_no_more_than_the_screen_has() -> None:
    """A title bar above the screen cannot be reached; :func:`planlens.gui.widgets.sizes.fit` sees to that."""
    fixed = re.compile(r"\.resize\(\d+, \d+\)")  # self.resize(860, 600)
    gui = PACKAGE / "gui"
    found = [path.name for path in gui.rglob("*.py") if fixed.search(path.read_text("utf-8"))]
    assert found == []


def test_the_start_page_takes_no_room_from_the_work(open_desk: Desk) -> None:
    window = open_desk.window
    assert window.stack.minimumSizeHint().width() < window.start.minimumSizeHint().width()
    open_desk.session.close()
    assert window.stack.minimumSizeHint().width() >= window.start.minimumSizeHint().width()


@pytest.mark.parametrize("width", [910, 700])
def test_nothing_of_the_details_is_cut(open_desk: Desk, qtbot: QtBot, width: int) -> None:
    """However narrow the panel is dragged: there is a bar to bring the rest into view."""
    window, session = open_desk.window, open_desk.session
    window.resize(width, ROOM.height())
    open_desk.show_panel("detail")
    assert open_desk.workspace is not None
    panel = open_desk.workspace.widgets["detail"]
    assert isinstance(panel, DetailPanel)
    task = session.state.tasks()[0]
    for chosen in (task.owner, task.id):  # a heading needs less room than a task
        session.select([chosen])
        qtbot.waitUntil(lambda: any(section.isVisible() for section in panel.sections))
        window.resizeDocks([open_desk.workspace.docks["detail"]], [100], Qt.Orientation.Horizontal)
        QApplication.processEvents()
    bar = panel.area.horizontalScrollBar()
    cut = panel.area.widget().width() - panel.area.viewport().width()
    assert cut > 0
    assert (bar.isVisible(), bar.maximum()) == (True, cut)
    assert window.width() <= width
