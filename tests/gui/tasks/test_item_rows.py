"""The task page by item (条): one row for several sentences, everywhere in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from project_builder import project_in
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.detail.panel import DetailPanel
from planlens.gui.detail.words import WordsSection
from planlens.gui.review.panel import ReviewPanel
from planlens.gui.tasks.cells import TEXT
from planlens.gui.tasks.editors import TextEditor
from planlens.gui.tasks.panel import TasksPanel
from planlens.model import Status
from planlens.model.granularity import Granularity
from planlens.project.edits import AddNote, SetDeadline
from planlens.project.files import open_project
from planlens.project.project import Project
from planlens.project.rows import NoteRow, TaskRow, UnitRow
from planlens.project.state import Draft
from planlens.views.task_filter import TaskFilter
from tests.views.item_plan import ITEM_PLAN

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
KEY = Qt.Key


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path, ITEM_PLAN) as found:
        yield found


@pytest.fixture
def panel(open_desk: Desk, qtbot: QtBot) -> TasksPanel:
    open_desk.window.resize(1600, 800)
    open_desk.window.activateWindow()
    open_desk.show_panel("tasks")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Warning, found)
    found.tree.setFocus()
    qtbot.waitUntil(found.tree.hasFocus)
    QTest.keyClick(found.tree, KEY.Key_2, CTRL | ALT)
    return found


@dataclass(frozen=True)
class Propose:
    """Propose a unit for a task, as the analysis does."""

    task: str

    def run(self, draft: Draft) -> str:
        what = ("市统计局", "support", "suggested", 0.5, "duties", 0.5, None, None)
        draft.put(UnitRow(draft.new_id(UnitRow), self.task, 9.0, *what))
        return "推荐"


def texts(panel: TasksPanel) -> list[str]:
    state = panel.model.session.state
    return [state.get(task, TaskRow).text for task in panel.model.shown_tasks()]


def said(desk: Desk) -> str:
    return desk.window.statusBar().currentMessage()


def test_the_choice_is_undone_like_any_other(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    assert texts(panel) == [
        "1.2026年底前新建学校3所，扩大学位供给。开展教师培训。提高待遇。",
        "2.推进校园安全建设。",
        "3.完善招生制度，优化学区划分。",
        "推进园区建设。完善扶持政策。",
        "改造农村公路100公里。",
        "建设养老院5所。",
    ]
    assert panel.bar.count.text() == "共 6 条（9 句）"
    assert panel.actions_.fineness[Granularity.ITEM].isChecked()
    second = session.sentences.tasks()[1].id
    session.undo()
    assert len(texts(panel)) == 9
    assert panel.bar.count.text() == "共 9 项"
    assert panel.actions_.fineness[Granularity.SENTENCE].isChecked()
    session.select([second])
    session.redo()
    assert session.selected == (session.state.tasks()[0].id,)  # the item of the sentence that was chosen
    panel.actions_.fineness[Granularity.ITEM].trigger()
    assert said(open_desk) == "已经是按条显示。"
    assert panel.actions_.fineness[Granularity.ITEM].isChecked()


def test_keys_do_it_to_all_sentences_of_what_is_shown(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    panel.show_filtered(TaskFilter(units=frozenset({"市教育局"})))
    assert len(texts(panel)) == 2
    assert panel.bar.count.text() == "显示 2 / 6 条"
    QTest.keyClick(panel.tree, KEY.Key_A, CTRL)
    QTest.keyClick(panel.tree, KEY.Key_4, CTRL)
    done = [row.text for row in session.sentences.tasks() if row.status != Status.NOT_STARTED]
    behind = ("新建学校", "教师培训", "提高待遇", "园区建设", "扶持政策")
    assert done == [row.text for row in session.sentences.tasks() if any(word in row.text for word in behind)]
    assert [panel.model.cells.text(row, 6) for row in session.state.tasks()].count("未启动") == 4


def test_words_are_those_of_its_sentences(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    session = open_desk.session
    item = session.state.tasks()[0].id
    session.select([item])
    panel.actions_.split.trigger()
    assert "3句话" in said(open_desk)
    panel.tree.edit_cell(TEXT)
    editor = panel.tree.findChild(TextEditor)
    assert editor is not None
    assert editor.button.isHidden()
    editor.set_text(editor.text.replace("3所", "5所"))
    QTest.keyClick(editor.edit, KEY.Key_Return)
    assert [row.text for row in session.sentences.tasks()][:2] == [
        "1.2026年底前新建学校5所，扩大学位供给。",
        "开展教师培训。",
    ]
    open_desk.show_panel("detail")
    assert open_desk.workspace is not None
    detail = open_desk.workspace.widgets["detail"]
    assert isinstance(detail, DetailPanel)
    words = next(part for part in detail.sections if isinstance(part, WordsSection))
    qtbot.waitUntil(lambda: words.text.toPlainText().count("\n") == 2)
    words.text.setPlainText(words.text.toPlainText().replace("教师培训", "校长培训"))
    words.settle()
    assert session.sentences.tasks()[1].text == "开展校长培训。"


def test_an_item_is_dragged_with_all_its_sentences(
    panel: TasksPanel, open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, model, told = open_desk.session, panel.model, []
    monkeypatch.setattr(dialogs, "show_problem", lambda _window, error: told.append(error.message))
    schools, safety, _, parks = (row.id for row in session.state.tasks()[:4])
    data, move = model.mimeData([model.index_of(schools)]), Qt.DropAction.MoveAction
    section = session.state.get(parks, TaskRow).owner
    assert model.dropMimeData(data, move, 1, 0, model.index_of(section, "number"))
    assert [row.text for row in session.sentences.tasks()][2:7] == [
        "推进园区建设。",
        "完善扶持政策。",
        "1.2026年底前新建学校3所，扩大学位供给。",
        "开展教师培训。",
        "提高待遇。",
    ]
    session.undo()
    before = [row.text for row in session.sentences.tasks()]
    model.dropMimeData(data, move, -1, 0, model.index_of(safety, "number"))
    assert told == ["按条显示时，一条不能放到另一条之下。请先在“视图”菜单中改为“按句显示”。"]
    assert [row.text for row in session.sentences.tasks()] == before


def test_progress_is_filled_in_for_the_whole_item(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    session.select([session.state.tasks()[0].id])
    panel.report()
    QTest.keyClicks(panel.reporting.form.percent, "40")
    panel.reporting.form.texts["done"].setPlainText("已开工")
    panel.reporting.keep_and_go_on()
    assert {row.progress for row in session.sentences.tasks()[:3]} == {40}
    notes = [(row.owner, row.done) for row in session.sentences.all(NoteRow)]
    assert notes == [(session.sentences.tasks()[0].id, "已开工")]
    assert panel.reporting.form.head.whole.startswith("第 2 / 6 项：2.推进校园安全")


def test_the_review_counts_items(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.session.undo()
    for task in open_desk.session.sentences.tasks()[:3]:  # of one item
        open_desk.session.apply(Propose(task.id))
    open_desk.show_panel("review")
    assert open_desk.workspace is not None
    review = open_desk.workspace.widgets["review"]
    assert isinstance(review, ReviewPanel)
    qtbot.waitUntil(lambda: not review.follower.busy)
    qtbot.waitUntil(lambda: len(review.queue.all) >= 3)
    decided, whole = review.follower.count()
    panel.actions_.fineness[Granularity.ITEM].trigger()
    qtbot.waitUntil(lambda: len(review.queue.all) == whole - decided - 2)
    assert review.follower.count() == (decided, whole - 2)  # nothing was decided by that


def test_what_cannot_be_done_to_an_item_is_said(
    panel: TasksPanel, open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, told = open_desk.session, []
    monkeypatch.setattr(dialogs, "show_problem", lambda _window, error: told.append(error.message))
    session.select([session.state.tasks()[1].id])
    panel.actions_.indent.trigger()
    assert told == ["按条显示时，一条不能放到另一条之下。请先在“视图”菜单中改为“按句显示”。"]
    before = len(session.sentences.tasks())
    session.select([session.state.tasks()[3].id])
    monkeypatch.setattr(dialogs, "ask", lambda *_: True)
    panel.actions_.delete.trigger()
    assert len(session.sentences.tasks()) == before - 2
    session.undo()
    assert len(session.state.tasks()) == 6


def test_a_project_opens_as_it_was_left(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    session.apply(AddNote(session.state.tasks()[3].id, "已完成"))
    path = session.path
    assert path is not None
    session.close()
    session.take(open_project(path, "李四"))
    assert len(texts(panel)) == 6
    assert session.state.children(session.state.tasks()[3].id, NoteRow)[0].done == "已完成"


@pytest.mark.parametrize(("width", "words"), [(300, "2026年12月31日"), (80, "2026-12-31")])
def test_a_day_is_written_shortly_where_its_column_is_narrow(
    panel: TasksPanel, open_desk: Desk, width: int, words: str
) -> None:
    session, delegate = open_desk.session, panel.tree.itemDelegate()
    task = session.state.tasks()[0].id
    session.apply(SetDeadline((task,), "2026-12-31"))
    option = QStyleOptionViewItem()
    option.rect, option.fontMetrics = QRect(0, 0, width, 30), panel.tree.fontMetrics()
    delegate.initStyleOption(option, panel.model.index_of(task, "deadline"))
    assert option.text == words
