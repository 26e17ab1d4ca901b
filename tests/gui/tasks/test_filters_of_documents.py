"""Filters that tell documents apart, tasks that a new version lacks, and what an undo brings back into view."""

from __future__ import annotations

import pytest
from project_builder import key, plan_of_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.tasks import choosing
from planlens.gui.tasks.panel import TasksPanel
from planlens.project.edits import AdoptDocument, Delete
from planlens.project.rows import TaskRow, UnitRow
from planlens.views.task_filter import TaskFilter

OTHER = "云山市交通规划（2024—2027年）\n二、重点任务\n新建公路300公里，2026年底前完成。\n"


@pytest.fixture
def panel(open_desk: Desk) -> TasksPanel:
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    return found


def task(desk: Desk, start: str) -> str:
    assert desk.session.project is not None
    return key(desk.session.project, start)


def test_documents_are_a_filter_once_there_are_two(panel: TasksPanel, open_desk: Desk) -> None:
    chip = panel.bar.chips["documents"]
    assert not chip.isVisible()
    open_desk.session.apply(AdoptDocument(*plan_of_text(OTHER, "交通.txt")))
    assert chip.isVisible()
    offers = choosing.documents(panel.count_in_reach())
    assert [(offer.label, offer.count) for offer in offers] == [
        ("云山市数字经济发展规划（202…", 5),
        ("云山市交通规划（2024—20…", 1),
    ]
    open_desk.session.filter_requested.emit(TaskFilter(documents=frozenset({offers[1].value[1]})))
    assert panel.bar.count.text() == "显示 1 / 6 项"
    assert chip.button.text() == "文件：云山市交通规划（2024—20…"


def test_equal_chapters_of_two_plans_are_told_apart(panel: TasksPanel, open_desk: Desk) -> None:
    open_desk.session.apply(AdoptDocument(*plan_of_text(OTHER, "交通.txt")))
    chapters = [row.id for _, row in open_desk.session.state.walk() if getattr(row, "title", "") == "重点任务"]
    open_desk.session.filter_requested.emit(TaskFilter(within=frozenset(chapters[1:])))
    assert panel.bar.chips["within"].chosen == "二、重点任务（云山市交通规划（2024—20…）"


def test_what_a_new_version_lacks_can_be_filtered(panel: TasksPanel, open_desk: Desk) -> None:
    assert not panel.bar.chips["orphan"].isVisible()
    (first, *_) = open_desk.session.state.tasks()
    open_desk.session.apply(MarkOrphan(first.id))
    chip = panel.bar.chips["orphan"]
    assert chip.isVisible()
    chip.pressed.emit()
    assert panel.bar.count.text() == "显示 1 / 5 项"


class MarkOrphan:
    """What adopting a new version does to a task that it lacks."""

    def __init__(self, key: str) -> None:
        self.key = key

    def run(self, draft: object) -> str:
        draft.update(draft.state.get(self.key, TaskRow), orphan=True)  # type: ignore[attr-defined]
        return "采用新版本"


def test_what_an_undo_brings_back_is_chosen_and_in_view(panel: TasksPanel, open_desk: Desk) -> None:
    last = task(open_desk, "建立联席")
    first = task(open_desk, "新建5G")
    open_desk.session.apply(Delete((last,)))
    open_desk.session.select([first])
    panel.bar.search.setText("千兆")  # even where a filter would hide it
    open_desk.session.undo()
    assert open_desk.session.selected == (last,)
    assert panel.tree.selected() == [last]
    rect = panel.tree.visualRect(panel.model.index_of(last))
    assert panel.tree.viewport().rect().contains(rect.center())


@pytest.mark.parametrize(("agreed", "name"), [(True, "市云数局"), (False, "云数局")])
def test_a_unit_that_nobody_knows_is_asked_about(
    panel: TasksPanel,
    open_desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,
    name: str,
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, question: str, _yes: str, _no: str = "") -> bool:
        asked.append(question)
        return agreed

    monkeypatch.setattr(dialogs, "ask", ask)
    open_desk.window.activateWindow()
    open_desk.show_panel("tasks")
    qtbot.waitUntil(panel.tree.hasFocus)
    row = task(open_desk, "推进千兆")
    open_desk.session.select([row])
    panel.actions_.lead.trigger()
    editor = panel.tree.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("云数局")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["没有叫“云数局”的单位。是“市云数局”吗？"]
    assert [unit.name for unit in open_desk.session.state.children(row, UnitRow)] == [name]
