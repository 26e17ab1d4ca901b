"""No key is silently nothing: on every page, whatever is chosen, each does something that is seen or says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from project_builder import plan_of_text, project_in
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from planlens.gui.app import desk as desk_module
from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.app.keys import sequences
from planlens.gui.app.parts import all_commands
from planlens.gui.app.settings import Settings
from planlens.gui.app.window import Window
from planlens.model import Evidence
from planlens.project.edits import AdoptDocument
from planlens.project.files import open_project
from planlens.project.project import Project
from planlens.views.keys import KEYS

TEXT = """云山市数字经济发展规划（2024—2027年）
一、发展目标
到2027年，数字经济核心产业增加值达到300亿元。
二、重点任务
（一）建设信息网络
新建5G基站3000个以上，2026年底前完成。（牵头单位：市通信管理局；配合单位：市财政局、市住房城乡建设局）
推进千兆光网进村入户。（牵头单位：市通信管理局）
三、保障措施
建立联席会议制度，定期研究重大事项。
"""

ELSEWHERE = {"columns", "sheet", "words", "deadline", "report", "returning", "checking", "choices"}
"""Dialogs and fields, whose keys have tests of their own."""


@pytest.fixture
def dialogs_said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked, by dialogs that answer no."""
    said: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda parent, title, question, yes: bool(said.append(question)))
    monkeypatch.setattr(dialogs, "show_problem", lambda parent, error: said.append(error.message))
    monkeypatch.setattr(QDialog, "exec", lambda self: said.append(self.windowTitle()) or 0)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a: (said.append("item") or "", False))
    monkeypatch.setattr(QInputDialog, "getText", lambda *a: (said.append("text") or "", False))
    return said


@pytest.fixture
def two_plans(tmp_path: Path) -> Iterator[Project]:
    """A project of two documents whose tasks wait for review, so that every kind of row is there."""
    with project_in(tmp_path, None) as found:
        for name in ("甲.txt", "乙.txt"):
            plan, data = plan_of_text(TEXT.replace("云山", name[0] * 2), name)
            tasks = tuple(replace(task, evidence=Evidence("sentence", 0.5)) for task in plan.tasks)
            found.apply(AdoptDocument(replace(plan, tasks=tasks), data))
        yield found


class Keyboard:
    """Presses keys in a page and tells of those that nothing came of."""

    def __init__(self, desk: Desk, said: list[str], qtbot: QtBot) -> None:
        self.desk, self.session, self.said, self.qtbot = desk, desk.session, said, qtbot
        self.session.notice.connect(said.append)
        self.session.problem.connect(lambda error: said.append(error.message))

    def seen(self) -> tuple[object, ...]:
        """Everything that a user may see change."""
        QApplication.processEvents()
        popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
        clip = QGuiApplication.clipboard().text()
        return (len(self.said), id(popup), id(focus), clip, self.desk.window.grab().toImage())

    def silent(self, names: list[str], ready: Callable[[], QWidget]) -> list[str]:
        """Press the keys of actions, each after *ready* has chosen something, and return those that did nothing."""
        found = []
        for name in names:
            for key in sequences(name)[:1]:
                widget = ready()
                self.desk.window.activateWindow()  # an editor or a list that goes takes the window's turn along
                self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
                self.desk.window.statusBar().clearMessage()
                before = self.seen()
                QTest.keySequence(widget, key)
                if self.seen() == before:
                    found.append(name)
                self.put_back()
        return found

    def put_back(self) -> None:
        """Close what was opened, take back what was done."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        focus = QApplication.focusWidget()
        if focus is not None and not isinstance(focus, QTabBar):
            QTest.keyClick(focus, Qt.Key.Key_Escape)
        project = self.session.project
        while project is not None and project.undo_label and "导入" not in project.undo_label:
            self.session.undo()
        QGuiApplication.clipboard().clear()


def names_of(page: str) -> list[str]:
    return [name for name, key in KEYS.items() if name.startswith(f"{page}.") and key]


def page_of(desk: Desk, page: str, qtbot: QtBot) -> QWidget:
    """Bring a page to the front; return the widget in it that has the keyboard."""
    desk.window.activateWindow()
    desk.show_panel(page)
    assert desk.workspace is not None
    panel = desk.workspace.widgets[page]
    qtbot.waitUntil(lambda: panel.isVisible() and QApplication.focusWidget() is not None)
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def item(desk: Desk, kind: str) -> list[str]:
    return [row.id for row in desk.session.state if row.id[0] == kind][:1] if kind else []


@pytest.mark.parametrize("chosen", ["", "d", "s", "t"], ids=["nothing", "document", "heading", "task"])
def test_every_key_of_the_tree(
    chosen: str, desk: Desk, two_plans: Project, dialogs_said: list[str], qtbot: QtBot
) -> None:
    desk.take(two_plans)
    keyboard = Keyboard(desk, dialogs_said, qtbot)
    page_of(desk, "tasks", qtbot)
    assert desk.workspace is not None
    tree = desk.workspace.widgets["tasks"].tree  # type: ignore[attr-defined]

    def ready() -> QWidget:
        desk.show_panel("tasks")
        desk.session.select(item(desk, chosen))
        tree.select(item(desk, chosen))
        tree.setFocus()
        return tree

    assert " ".join(keyboard.silent(names_of("tasks"), ready)) == ""


def test_every_key_of_a_tree_that_cannot_be_written(
    desk: Desk, two_plans: Project, dialogs_said: list[str], qtbot: QtBot
) -> None:
    path = two_plans.store.path  # type: ignore[attr-defined]
    with open_project(path, "李四", read_only=True) as reader:
        desk.take(reader)
        keyboard = Keyboard(desk, dialogs_said, qtbot)
        tree = page_of(desk, "tasks", qtbot)

        def ready() -> QWidget:
            desk.show_panel("tasks")
            desk.session.select(item(desk, "t"))
            tree.setFocus()
            return tree

        assert " ".join(keyboard.silent(names_of("tasks"), ready)) == ""
        desk.session.close()


@pytest.mark.parametrize("page", ["source", "review", "units", "targets"])
@pytest.mark.parametrize("chosen", ["", "s", "t"], ids=["nothing", "heading", "task"])
def test_every_key_of_a_page(
    page: str, chosen: str, desk: Desk, two_plans: Project, dialogs_said: list[str], qtbot: QtBot
) -> None:
    desk.take(two_plans)
    keyboard = Keyboard(desk, dialogs_said, qtbot)

    def ready() -> QWidget:
        desk.session.select(item(desk, chosen))
        return page_of(desk, page, qtbot)

    ready()
    names = names_of(page) + (names_of("table") if page in {"units", "targets"} else [])
    assert desk.workspace is not None
    contents = getattr(desk.workspace.widgets[page], "contents", None)
    qtbot.waitUntil(lambda: contents is None or not contents.busy)
    assert " ".join(keyboard.silent(names, ready)) == ""


@pytest.mark.parametrize(
    "page", ["tasks", "overview", "targets", "units", "timeline", "monthly", "detail", "source", "review"]
)
def test_the_windows_keys_work_on_every_page(
    page: str, two_plans: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """In the widget of a page that has the keyboard at first, and in every line that can be typed into."""
    run: list[str] = []

    def told(key: str) -> Callable[[object], None]:
        return lambda _tools: run.append(key)

    commands = tuple(replace(command, run=told(command.key)) for command in all_commands())
    monkeypatch.setattr(desk_module, "all_commands", lambda: commands)
    window = Window()
    qtbot.addWidget(window)
    desk = Desk(window, Settings(tmp_path / "settings.ini"), lambda: date(2026, 11, 25))
    window.show()
    desk.take(two_plans)
    desk.session.select(item(desk, "t"))
    first = page_of(desk, page, qtbot)
    assert desk.workspace is not None
    lines = [line for line in desk.workspace.widgets[page].findChildren(QLineEdit) if line.isVisible()]
    silent = []
    for widget in (first, *lines):
        for command in commands:
            if not KEYS[f"window.{command.key}"]:
                continue
            widget.setFocus()
            run.clear()
            QTest.keySequence(widget, QKeySequence(KEYS[f"window.{command.key}"]))
            if run != [command.key]:
                silent.append((widget.accessibleName(), command.key))
        desk.show_panel(page)
        widget.setFocus()
        QTest.keySequence(widget, QKeySequence(KEYS["tasks.find"]))
        focus = QApplication.focusWidget()
        if not isinstance(focus, QLineEdit):
            silent.append((widget.accessibleName(), "find"))
        desk.show_panel(page)
    desk.close()
    assert silent == []


def test_every_key_belongs_to_a_page_that_is_tested() -> None:
    pages = {name.partition(".")[0] for name in KEYS}
    assert pages == {"window", "tasks", "source", "review", "units", "targets", "table"} | ELSEWHERE


def test_what_has_no_key_answers_to_none() -> None:
    """Input methods send words as a key without a code, which would be that of every entry without one."""
    assert not any(key.isEmpty() for name in KEYS for key in sequences(name))
    assert any(not keys for keys in KEYS.values())
