"""Filling in progress by keys alone: from task to task, several together, and nothing typed is lost."""

from __future__ import annotations

import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import TasksPanel
from planlens.gui.tasks.report_form import ReportForm
from planlens.project.edits import AddNote
from planlens.project.rows import NoteRow, TaskRow

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(open_desk: Desk, qtbot: QtBot) -> TasksPanel:
    open_desk.window.activateWindow()
    open_desk.show_panel("tasks")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    qtbot.waitUntil(found.tree.hasFocus)
    return found


def form(panel: TasksPanel) -> ReportForm:
    return panel.reporting.form


def press(pressed: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), pressed, modifiers)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def choose(desk: Desk, *starts: str) -> list[str]:
    project = desk.session.project
    assert project is not None
    keys = [key(project, start) for start in starts]
    desk.session.select(keys)
    return keys


def ledger(desk: Desk) -> str:
    """Draw each task: its status, its progress, and its notes."""
    state = desk.session.state
    lines = []
    for task in state.tasks():
        notes = [f"{note.date} {note.done}|{note.problems}" for note in state.children(task.id, NoteRow)]
        progress = "" if task.progress is None else f"{task.progress:g}%"
        lines.append(" ".join(filter(None, (task.text[:4], task.status, progress, *notes))))
    return "\n".join(lines)


def test_thirty_tasks_without_the_mouse(panel: TasksPanel, open_desk: Desk) -> None:
    choose(open_desk, "新建5G")
    press(KEY.Key_F9)
    assert form(panel).isVisible()
    assert form(panel).head.whole == "第 1 / 5 项：新建5G基站3000个以上，2026年底前完成。"
    for number in range(4):
        assert focus() is form(panel).texts["done"]
        QTest.keyClicks(focus(), f"no {number}")
        if number == 1:
            press(KEY.Key_3, CTRL)
        press(KEY.Key_Return)
    press(KEY.Key_Escape)
    assert form(panel).isHidden()
    assert focus() is panel.tree
    assert ledger(open_desk) == (
        "新建5G not-started 2026-11-25 no 0|\n"
        "推进千兆 done 100% 2026-11-25 no 1|\n"
        "推动高频 not-started 2026-11-25 no 2|\n"
        "开展全民 not-started 2026-11-25 no 3|\n"
        "建立联席 not-started"
    )
    assert open_desk.session.selected == (open_desk.session.state.tasks()[4].id,)  # the tree has gone along


def test_a_column_of_figures_keeps_its_field(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    choose(open_desk, "新建5G")
    press(KEY.Key_F9)
    form(panel).percent.setFocus()
    for typed in ("10", "20"):
        assert focus() is form(panel).percent
        form(panel).percent.selectAll()
        QTest.keyClicks(focus(), typed)
        press(KEY.Key_Return)
    form(panel).percent.selectAll()
    QTest.keyClicks(focus(), "120")
    with qtbot.waitSignal(open_desk.session.notice) as told:
        press(KEY.Key_Return)
    assert told.args == ["无法识别的进度“120”，应为 0 到 100 的数字，清空表示未填报。"]
    assert form(panel).head.whole.startswith("第 3 / 5 项")
    assert ledger(open_desk).splitlines()[:3] == [
        "新建5G in-progress 10%",
        "推进千兆 in-progress 20%",
        "推动高频 not-started",
    ]


def test_several_tasks_at_once(panel: TasksPanel, open_desk: Desk) -> None:
    choose(open_desk, "新建5G", "推动高频", "建设信息网络")  # the heading adds nothing: one of its tasks is chosen
    press(KEY.Key_F9)
    assert form(panel).head.whole == "同时填写已选的 2 项任务"
    QTest.keyClicks(focus(), "together")
    press(KEY.Key_2, CTRL)
    press(KEY.Key_Return)
    assert [line.split(" ", 1)[1] for line in ledger(open_desk).splitlines()] == [
        "in-progress 2026-11-25 together|",
        "not-started",
        "in-progress 2026-11-25 together|",
        "not-started",
        "not-started",
    ]
    assert form(panel).head.whole.startswith("第 4 / 5 项")
    open_desk.session.undo()
    assert ledger(open_desk).count("not-started") == 5


def test_a_heading_means_its_tasks_one_by_one(panel: TasksPanel, open_desk: Desk) -> None:
    choose(open_desk, "优化政务服务")
    press(KEY.Key_F9)
    assert form(panel).head.whole == "第 3 / 5 项：推动高频事项一网通办。"


def test_the_last_note_is_at_hand(panel: TasksPanel, open_desk: Desk) -> None:
    (task,) = choose(open_desk, "推进千兆")
    open_desk.session.apply(AddNote(task, "完成选址", "用地未批", date="2026-10-30"))
    press(KEY.Key_F9)
    assert form(panel).last.whole == "上次 2026-10-30 张三：完成选址；问题：用地未批"
    press(KEY.Key_D, CTRL)
    press(KEY.Key_Return)
    assert ledger(open_desk).splitlines()[1].endswith("2026-10-30 完成选址|用地未批 2026-11-25 完成选址|用地未批")


def test_only_what_the_filter_shows_is_gone_through(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    panel.bar.search.setText("推")
    choose(open_desk, "推进千兆")
    panel.tree.setFocus()
    press(KEY.Key_F9)
    press(KEY.Key_Return)
    assert form(panel).head.whole == "第 2 / 2 项：推动高频事项一网通办。"
    with qtbot.waitSignal(open_desk.session.notice) as told:
        press(KEY.Key_Return)
    assert told.args == ["已是最后一项。"]


def test_what_is_typed_is_kept_when_another_task_is_chosen(panel: TasksPanel, open_desk: Desk) -> None:
    choose(open_desk, "新建5G")
    press(KEY.Key_F9)
    QTest.keyClicks(focus(), "first")
    press(KEY.Key_Return, SHIFT)
    QTest.keyClicks(focus(), "second")
    choose(open_desk, "推动高频")
    assert ledger(open_desk).startswith("新建5G not-started 2026-11-25 first\nsecond|")
    assert form(panel).head.whole == "第 3 / 5 项：推动高频事项一网通办。"
    assert form(panel).texts["done"].text() == ""
    row = open_desk.session.state.tasks()[0]
    assert isinstance(row, TaskRow)
    (note,) = open_desk.session.state.children(row.id, NoteRow)
    assert note.done == "first\nsecond"


def test_escape_takes_back_before_it_closes(panel: TasksPanel, open_desk: Desk) -> None:
    choose(open_desk, "新建5G")
    press(KEY.Key_F9)
    QTest.keyClicks(focus(), "nothing")
    press(KEY.Key_4, CTRL)
    press(KEY.Key_Escape)
    assert form(panel).isVisible()
    assert not form(panel).dirty
    press(KEY.Key_Escape)
    assert form(panel).isHidden()
    assert ledger(open_desk).count("not-started") == 5


def test_the_form_makes_no_window_wider(panel: TasksPanel, open_desk: Desk) -> None:
    choose(open_desk, "新建5G")
    press(KEY.Key_F9)
    QApplication.processEvents()
    em = form(panel).fontMetrics().horizontalAdvance("国")
    assert form(panel).minimumSizeHint().width() < 24 * em
