"""HTML in the words of documents and people is shown as it stands: no page, tool tip or box formats or loads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from project_builder import plan_of_text
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.exporting.exported import Exported
from planlens.gui.history.window import HistoryWindow
from planlens.model import PlanlensError, UnitRole
from planlens.project.edits import AdoptDocument, Assign, Flag, SetText
from planlens.project.files import new_project

HTML = '<img src="file:///tmp/x.png"><b>粗</b>'
TEXT = f"""云山市{HTML}行动方案
一、建设{HTML}平台
（一）推进{HTML}工程
推进{HTML}建设，到2026年建成{HTML}基站300个。（牵头单位：市通信管理局）
完善{HTML}机制。（牵头单位：市{HTML}局）
"""


def hostile_project(path: Path) -> Path:
    plan, data = plan_of_text(TEXT, f"{HTML.replace('/', '_')}.txt")
    with closing(new_project(path, f"张{HTML}")) as project:
        project.apply(AdoptDocument(replace(plan, title=f"云山{HTML}"), data))
        for task in project.state.tasks():
            project.apply(Assign((task.id,), f"市{HTML}局", UnitRole.LEAD))
            project.apply(SetText(task.id, f"{HTML}{task.text}"))
            project.apply(Flag((task.id,), on=True))
    return path


def formatted(root: QWidget) -> Iterator[str]:
    """Yield what would show, or ask for, a picture that words name: labels, tool tips of widgets, actions and cells."""
    for label in [*root.findChildren(QLabel), *([root] if isinstance(root, QLabel) else [])]:
        rich = label.textFormat() is Qt.TextFormat.RichText
        guessed = label.textFormat() is Qt.TextFormat.AutoText and GuiQt.mightBeRichText(label.text())
        if (rich or guessed) and "<img" in label.text():
            yield f"label {label.text()}"
    for owner in [*root.findChildren(QWidget), *root.findChildren(QAction), root]:
        if is_loaded(owner.toolTip()):
            yield f"tip of {type(owner).__name__}: {owner.toolTip()}"
    for view in root.findChildren(QAbstractItemView):
        if view.model() is not None:
            yield from (f"tip in {type(view).__name__}: {tip}" for tip in tips(view.model()) if is_loaded(tip))


def is_loaded(tip: object) -> bool:
    return isinstance(tip, str) and GuiQt.mightBeRichText(tip) and "<img" in tip


def tips(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[object]:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        for column in range(model.columnCount(above)):
            yield model.index(row, column, above).data(Qt.ItemDataRole.ToolTipRole)
        yield from tips(model, model.index(row, 0, above))


@pytest.fixture
def hostile(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Desk:
    with qtbot.waitSignal(desk.session.opened):
        desk.open_paths([hostile_project(tmp_path / "督办.planlens")])
    return desk


def test_pages_show_html_as_it_stands(hostile: Desk, qtbot: QtBot) -> None:
    assert hostile.workspace is not None
    tasks = [task.id for task in hostile.session.state.tasks()]
    for key in hostile.workspace.widgets:
        hostile.show_panel(key)
        for chosen in ([tasks[0]], tasks, [hostile.session.state.documents()[0].id]):
            hostile.session.select(chosen)
            QApplication.processEvents()
            assert list(formatted(hostile.window)) == [], key
    assert hostile.undo.toolTip()


def test_dialogs_show_html_as_it_stands(hostile: Desk, qtbot: QtBot) -> None:
    window = HistoryWindow(hostile.tools)
    window.show()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: window.model.rowCount() > 3)
    assert list(formatted(window)) == []
    window.close()


def test_boxes_show_html_as_it_stands(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shown: list[list[str]] = []

    def look(box: QMessageBox) -> int:
        box.show()
        QApplication.processEvents()
        shown.append(list(formatted(box)))
        box.done(0)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    dialogs.show_problem(None, PlanlensError("x", f"没有{HTML}"))
    dialogs.ask(None, "问", f"删除{HTML}吗？", "删除")
    dialogs.choose(None, "问", f"删除{HTML}吗？", ["删除"])
    Exported(tmp_path / "<img src=x>" / "<b>粗.xlsx").exec()
    assert shown == [[], [], [], []]


def test_a_label_that_guesses_is_found(qtbot: QtBot) -> None:
    """The search itself: a label that takes its words for HTML is found."""
    label = QLabel(HTML)
    qtbot.addWidget(label)
    label.setToolTip(HTML)
    assert len(list(formatted(label))) == 2
