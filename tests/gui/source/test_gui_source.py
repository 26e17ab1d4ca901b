"""The source panel: selecting, making tasks, targets, units and time limits of words, search, coverage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from project_builder import key, picture
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from source_builder import drawn

from planlens.gui.app import theme
from planlens.gui.app.desk import Desk
from planlens.gui.app.jobs import Job, Jobs
from planlens.gui.source.panel import SourcePanel
from planlens.gui.tasks.panel import TasksPanel
from planlens.model import PlanlensError, Span
from planlens.project.edits import AddTask, AdoptDocument, Delete, Together, UnsettleSentences
from planlens.project.project import Project
from planlens.project.rows import TargetRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.source.marks import Kind
from tests.analysis.pictures import plan_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _jobs_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the background process's work in this one."""

    def process(self: Jobs, function: Callable[..., object], *arguments: Any) -> Job:
        job = Job(self)
        try:
            job.post("done", function(*arguments))
        except PlanlensError as error:
            job.post("failed", error)
        job.post("ended")
        return job

    monkeypatch.setattr(Jobs, "process", process)


@pytest.fixture
def panel(desk: Desk, project: Project, qtbot: QtBot) -> SourcePanel:
    desk.take(project)
    return shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot) -> SourcePanel:
    desk.show_panel("source")
    assert desk.workspace is not None
    found = desk.workspace.widgets["source"]
    assert isinstance(found, SourcePanel)
    settle(found, qtbot)
    return found


def settle(panel: SourcePanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.contents.busy and not panel.legend.coverage.text().endswith("—"))


def miss(panel: SourcePanel, *tasks: str) -> None:
    """Let sentences be as if no task had been found in them."""
    texts = tuple(state_of(panel).get(task, TaskRow).text for task in tasks)
    panel.session.apply(Together((Delete(tasks), UnsettleSentences("d1", texts)), "漏掉"))


def state_of(panel: SourcePanel) -> State:
    return panel.session.state


def text_of(panel: SourcePanel) -> str:
    assert panel.contents.document is not None
    return panel.contents.document.text


def place(panel: SourcePanel, words: str) -> Span:
    start = text_of(panel).index(words)
    return Span(start, start + len(words))


def point(panel: SourcePanel, at: int) -> QPoint:
    rect = panel.view.rect_of(at)
    return QPoint(round(rect.left()) + 2, round(rect.center().y()))


def select(panel: SourcePanel, words: str) -> None:
    panel.view.select(place(panel, words))


def picture_of(panel: SourcePanel) -> str:
    return drawn(panel.view.sheet.pieces, panel.view.showing)


# What is shown


def test_opens_with_everything_marked(panel: SourcePanel) -> None:
    assert picture_of(panel).splitlines()[5] == (
        "[任务:[目标:新建5G基站3000个以上]，[时限:2026年底前]完成。]"
        "[单位:（牵头单位：市通信管理局；配合单位：市财政局、市住房城乡建设局）]"
    )
    assert [box.text() for box in panel.legend.boxes.values()] == [
        "章节 5",
        "任务 5",
        "目标 2",
        "单位 4",
        "时限 1",
        "未识别 0",
        "非任务 0",
    ]
    assert panel.legend.coverage.text() == "覆盖率 100%"
    assert "共5句，其中5句" in panel.legend.coverage.toolTip()
    assert not panel.chooser.isVisible()
    assert not panel.missed.isEnabled()


def test_edits_and_undo_change_the_marks(panel: SourcePanel, qtbot: QtBot) -> None:
    session = panel.session
    before = picture_of(panel)
    session.apply(Delete(("t2", "s4")))
    settle(panel, qtbot)
    assert picture_of(panel) == before.replace(
        "[任务:推进千兆光网进村入户。][单位:（牵头单位：市通信管理局）]",
        "[非任务:推进千兆光网进村入户。]（牵头单位：市通信管理局）",
    ).replace("## [章节:（二）优化政务服务]", "（二）优化政务服务").replace(
        "[任务:推动高频事项一网通办。][单位:（责任单位：市政务服务局）]",
        "[非任务:推动高频事项一网通办。]（责任单位：市政务服务局）",
    ).replace(
        "[任务:开展全民数字素养提升行动。][单位:（责任单位：市教育局）]",
        "[非任务:开展全民数字素养提升行动。]（责任单位：市教育局）",
    )
    assert panel.legend.coverage.text() == "覆盖率 40%，已处理 100%"
    session.undo()
    settle(panel, qtbot)
    assert picture_of(panel) == before


def test_kinds_are_switched_off_and_that_is_remembered(panel: SourcePanel) -> None:
    panel.legend.boxes[Kind.UNIT].setChecked(False)
    assert "[单位" not in picture_of(panel)
    again = SourcePanel(panel.tools)
    assert not again.legend.boxes[Kind.UNIT].isChecked()
    assert Kind.UNIT not in again.view.showing.kinds
    again.deleteLater()


def test_nothing_is_made_while_the_panel_is_hidden(desk: Desk, project: Project, qtbot: QtBot) -> None:
    desk.take(project)
    panel = shown(desk, qtbot)
    assert desk.workspace is not None
    desk.workspace.docks["source"].hide()
    before = picture_of(panel)
    desk.session.apply(Delete(("t2",)))
    assert not panel.contents.busy
    assert picture_of(panel) == before
    desk.workspace.docks["source"].show()
    desk.workspace.docks["source"].raise_()
    qtbot.waitUntil(lambda: "[任务:推进千兆" not in picture_of(panel))


def test_several_documents_have_a_chooser(panel: SourcePanel, qtbot: QtBot) -> None:
    second = plan_of("云山市教育要点\n一、重点任务\n新建学校3所。\n")
    panel.session.apply(AdoptDocument(second, b"second"))
    settle(panel, qtbot)
    assert [panel.chooser.itemText(k) for k in range(2)] == ["云山市数字经济发展规划（2024—2027年）", "云山市教育要点"]
    assert panel.chooser.isVisible()
    task = key(panel.session.project, "新建学校")  # type: ignore[arg-type]
    panel.session.select([task])
    qtbot.waitUntil(lambda: panel.view.showing.framed == place(panel, "新建学校3所。"))
    assert panel.chooser.currentText() == "云山市教育要点"
    assert picture_of(panel).splitlines()[-1] == "[任务:[目标:新建学校3所]。]"
    panel.chooser.setCurrentIndex(0)
    panel.chooser.activated.emit(0)
    qtbot.waitUntil(lambda: "数字经济" in picture_of(panel) and not panel.contents.busy)
    panel.session.undo()
    assert not panel.chooser.isVisible()


def test_the_document_goes_with_the_project(panel: SourcePanel, desk: Desk) -> None:
    desk.session.close()
    assert len(panel.view.sheet) == 0
    assert panel.contents.document is None
    panel.view.select_all()
    panel.view.copy()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)


def test_a_project_without_documents_shows_nothing(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.session.undo()
    assert len(panel.view.sheet) == 0
    assert not panel.missed.isEnabled()
    panel.session.redo()
    qtbot.waitUntil(lambda: len(panel.view.sheet) > 5)


# Tree and source


def test_the_chosen_task_is_framed_without_taking_the_keyboard(panel: SourcePanel, qtbot: QtBot) -> None:
    other = panel.find_bar.words
    panel.begin_find()
    panel.session.select(["t3"])
    assert panel.view.showing.framed == place(panel, "推动高频事项一网通办。")
    assert other.hasFocus() or not QApplication.activeWindow()
    target = next(row for row in state_of(panel) if isinstance(row, TargetRow) and row.owner == "s1")
    panel.session.select([target.id])
    assert panel.view.showing.framed == place(panel, "数字经济核心产业增加值达到300亿元")
    panel.session.select()
    assert panel.view.showing.framed is None
    panel.session.apply(AddTask("s2", "另建平台"))
    panel.session.select(["t6"])
    assert panel.view.showing.framed is None


def test_a_click_on_a_sentence_chooses_its_task(panel: SourcePanel, qtbot: QtBot) -> None:
    view = panel.view.viewport()
    for words, chosen in (
        ("推进千兆", "t2"),
        ("2026年底", "t1"),
        ("（责任单位：市教育局）", "t4"),
        ("（一）建设", "s3"),
    ):
        at = place(panel, words)
        panel.session.source_requested.emit("d1", at.start, at.end)  # it may lie below what is seen
        settle(panel, qtbot)
        QApplication.processEvents()
        qtbot.mouseClick(view, LEFT, pos=point(panel, at.start + 1))
        assert panel.session.current == chosen
    qtbot.mouseClick(view, LEFT, pos=point(panel, place(panel, "到2027年").start + 1))
    assert panel.session.current == "s3"


def test_a_place_asked_for_elsewhere_is_framed(panel: SourcePanel, desk: Desk) -> None:
    desk.show_panel("timeline")
    span = place(panel, "市政务服务局")
    desk.session.source_requested.emit("d1", span.start, span.end)
    assert panel.view.showing.framed == span
    desk.session.source_requested.emit("d9", 0, 5)
    assert panel.view.showing.framed == span


def test_tool_tips(panel: SourcePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("planlens.gui.source.view.QToolTip.showText", lambda point, text, widget: told.append(text))
    for at in (point(panel, place(panel, "推进千兆").start), QPoint(5, 2)):
        event = QHelpEvent(QEvent.Type.ToolTip, at, panel.view.viewport().mapToGlobal(at))
        QApplication.sendEvent(panel.view.viewport(), event)
    panel.legend.boxes[Kind.TASK].setChecked(False)
    at = point(panel, place(panel, "推进千兆").start)
    QApplication.sendEvent(panel.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, at))
    assert [text.splitlines()[:1] for text in told] == [["任务：推进千兆光网进村入户。"], [], []]


# What can be made of words


def test_words_become_a_task_at_their_place(panel: SourcePanel, qtbot: QtBot) -> None:
    select(panel, "推动高频事项一网通办。（责任单位：市政务服务局）")
    assert panel.bar.isVisible()
    panel.session.apply(Delete(("t3",)))
    settle(panel, qtbot)
    select(panel, "推动高频事项一网通办")
    panel.view.setFocus()
    panel.actions_.task.trigger()
    settle(panel, qtbot)
    assert "（二）优化政务服务\n    - 推动高频事项一网通办\n    - 开展全民" in picture(state_of(panel))
    task = state_of(panel).get(panel.session.current, TaskRow)
    assert (task.document, Span(task.start or 0, task.end or 0)) == ("d1", place(panel, "推动高频事项一网通办"))
    assert "[任务:推动高频事项一网通办]。" in picture_of(panel)
    assert panel.view.showing.framed == place(panel, "推动高频事项一网通办")
    panel.session.undo()
    assert task.id not in state_of(panel)


def test_a_task_is_not_made_twice(panel: SourcePanel) -> None:
    before = picture(state_of(panel))
    panel.view.select_sentence(place(panel, "推进千兆").start)
    panel.actions_.task.trigger()
    assert picture(state_of(panel)) == before
    assert panel.session.current == "t2"


def test_words_before_every_heading_become_a_task_of_the_document(panel: SourcePanel) -> None:
    select(panel, "云山市数字经济发展规划")
    panel.actions_.task.trigger()
    assert picture(state_of(panel)).startswith("- 云山市数字经济发展规划\n一、发展目标")


def test_words_become_targets(panel: SourcePanel, qtbot: QtBot) -> None:
    select(panel, "2026年底前完成")
    panel.actions_.target.trigger()
    qtbot.waitUntil(lambda: len(state_of(panel).all(TargetRow)) == 3)
    new = state_of(panel).get("g3", TargetRow)
    assert (new.owner, new.text, new.value) == ("t1", "2026年底前完成", "")
    panel.session.apply(Delete(("g3", "g2", "g1")))
    select(panel, "新建5G基站3000个以上，2026年底前完成")
    panel.actions_.target.trigger()
    qtbot.waitUntil(lambda: len(state_of(panel).all(TargetRow)) == 1)
    (new,) = state_of(panel).all(TargetRow)
    assert (new.owner, new.op, new.value, new.unit, new.year) == ("t1", ">=", "3000", "个", None)
    assert Span(new.start or 0, new.end or 0) == place(panel, "新建5G基站3000个以上")
    with qtbot.waitSignal(panel.session.notice) as told:
        panel.actions_.target.trigger()
    assert told.args == ["选中的目标已经识别过了。"]


def test_a_note_becomes_the_units_of_the_chosen_tasks(panel: SourcePanel, qtbot: QtBot) -> None:
    assert not panel.actions_.units.isEnabled()
    panel.session.select(["t5"])
    select(panel, "牵头单位：市通信管理局；配合单位：市财政局、市住房城乡建设局")
    assert panel.actions_.units.isEnabled()
    panel.actions_.units.trigger()
    qtbot.waitUntil(lambda: bool(state_of(panel).children("t5", UnitRow)))
    units = state_of(panel).children("t5", UnitRow)
    assert [(unit.name, unit.role) for unit in units] == [
        ("市通信管理局", "lead"),
        ("市财政局", "support"),
        ("市住房城乡建设局", "support"),
    ]
    assert {(unit.start, unit.end) for unit in units} == {(panel.view.selection.start, panel.view.selection.end)}  # type: ignore[union-attr]
    assert panel.session.project is not None
    assert panel.session.project.undo_label == "按原文设置责任单位“市通信管理局”等3家"


def test_a_sentence_is_no_list_of_units(panel: SourcePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A double click selects a whole sentence: none of its phrases becomes a unit, and the user is told."""
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    panel.session.select(["t5"])
    select(panel, "建立联席会议制度，定期研究重大事项。")
    with qtbot.waitSignal(panel.session.problem):
        panel.actions_.units.trigger()
    assert state_of(panel).children("t5", UnitRow) == []


@pytest.mark.parametrize("meant", [True, False])
def test_words_like_no_unit_are_asked_about(
    panel: SourcePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, meant: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda parent, title, text, *_: asked.append(text) or meant)
    panel.session.select(["t5"])
    select(panel, "千兆光网")
    panel.actions_.units.trigger()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["“千兆光网”不像单位名称，仍然设为责任单位吗？"]
    assert [unit.name for unit in state_of(panel).children("t5", UnitRow)] == (["千兆光网"] if meant else [])


def test_the_bar_goes_away_once_something_is_made(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.session.select(["t5"])
    select(panel, "2026年底前")
    panel.view.selecting_ended.emit()
    assert panel.bar.isVisible()
    panel.actions_.deadline.trigger()
    qtbot.waitUntil(lambda: state_of(panel).get("t5", TaskRow).deadline is not None)
    settle(panel, qtbot)
    assert not panel.bar.isVisible()
    select(panel, "推进千兆")
    panel.view.selecting_ended.emit()
    assert panel.bar.isVisible()


def test_words_become_the_time_limit(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.session.select(["t2", "t4"])
    select(panel, "2026年底前")
    panel.actions_.deadline.trigger()
    qtbot.waitUntil(lambda: state_of(panel).get("t4", TaskRow).deadline is not None)
    assert [state_of(panel).get(task, TaskRow).deadline for task in ("t2", "t4")] == ["2026", "2026"]
    assert state_of(panel).get("t2", TaskRow).deadline_start == place(panel, "2026年底").start


@pytest.mark.parametrize(("action", "code"), [("units", "no-units"), ("deadline", "no-deadline")])
def test_words_that_say_nothing_are_told(
    panel: SourcePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, action: str, code: str
) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    panel.session.select(["t1"])
    select(panel, "，")
    before = picture(state_of(panel))
    with qtbot.waitSignal(panel.session.problem) as told:
        getattr(panel.actions_, action).trigger()
    assert told.args is not None
    assert told.args[0].code == code
    assert picture(state_of(panel)) == before


def test_words_become_the_text_of_the_chosen_task(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.session.select(["t2"])
    select(panel, "定期研究重大事项")
    panel.actions_.text.trigger()
    settle(panel, qtbot)
    task = state_of(panel).get("t2", TaskRow)
    assert (task.text, Span(task.start or 0, task.end or 0)) == ("定期研究重大事项", place(panel, "定期研究重大事项"))
    assert panel.view.showing.framed == place(panel, "定期研究重大事项")
    panel.session.undo()
    assert state_of(panel).get("t2", TaskRow).text == "推进千兆光网进村入户。"


def test_nothing_is_made_of_a_project_that_is_only_read(panel: SourcePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(panel.session), "read_only", property(lambda session: True))
    panel.session.select(["t1"])
    select(panel, "推进千兆")
    assert not any(action.isEnabled() for action in panel.actions_.makers)
    assert not panel.bar.isVisible()
    assert panel.actions_.copy.isEnabled()


def test_an_answer_for_a_task_that_is_gone_is_told(
    panel: SourcePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    panel.session.select(["t2"])
    select(panel, "市财政局")
    with qtbot.waitSignal(panel.session.problem) as told:
        panel.actions_.units.trigger()
        panel.session.apply(Delete(("t2",)))
    assert told.args is not None
    assert told.args[0].code == "no-item"


# Selecting


def test_dragging_selects_and_leaves_the_chosen_task(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.session.select(["t1"])
    span = place(panel, "千兆光网")
    view = panel.view.viewport()
    qtbot.mousePress(view, LEFT, pos=point(panel, span.start) - QPoint(2, 0))
    qtbot.mouseMove(view, point(panel, span.end) - QPoint(2, 0))
    qtbot.mouseRelease(view, LEFT, pos=point(panel, span.end) - QPoint(2, 0))
    assert panel.view.selected_text() == "千兆光网"
    assert panel.session.current == "t1"
    assert panel.bar.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.view.selection is None
    assert not panel.bar.isVisible()


def test_two_clicks_select_the_sentence_three_the_paragraph(panel: SourcePanel, qtbot: QtBot) -> None:
    view = panel.view.viewport()
    at = point(panel, place(panel, "千兆光网").start)
    qtbot.mouseDClick(view, LEFT, pos=at)
    assert panel.view.selected_text() == "推进千兆光网进村入户。"
    qtbot.mousePress(view, LEFT, pos=at)
    assert panel.view.selected_text() == "推进千兆光网进村入户。（牵头单位：市通信管理局）"
    panel.view.select_sentence(place(panel, "到2027年").start)
    assert panel.view.selected_text() == "到2027年，数字经济核心产业增加值达到300亿元。"


def test_the_keyboard_selects_and_copies(panel: SourcePanel, qtbot: QtBot) -> None:
    view, shift, control = panel.view, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home, control)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, shift)
    assert view.selected_text() == "云山市"
    qtbot.keyClick(view, Qt.Key.Key_Left, shift)
    qtbot.keyClick(view, Qt.Key.Key_C, control)
    assert QApplication.clipboard().text() == "云山"
    view.select(place(panel, "一、发展目标"))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selection is None
    qtbot.keyClick(view, Qt.Key.Key_End, shift)
    assert text_of(panel)[: view.caret].endswith("一、发展目标\n" + view.selected_text())
    assert view.selected_text().startswith("到2027年，")
    qtbot.keyClick(view, Qt.Key.Key_A, control)
    assert view.selected_text().splitlines()[::11] == [
        "云山市数字经济发展规划（2024—2027年）",
        "建立联席会议制度，定期研究重大事项。",
    ]


def test_arrows_reach_the_end_and_the_beginning(panel: SourcePanel, qtbot: QtBot) -> None:
    view = panel.view
    panel.resize(300, 300)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    places = [view.caret]
    for _ in range(60):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        places.append(view.caret)
    assert places == sorted(places)
    assert places[-1] > place(panel, "建立联席会议制度").start
    for _ in range(60):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.caret < place(panel, "一、发展目标").start
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.caret > place(panel, "一、发展目标").start
    qtbot.keyClick(view, Qt.Key.Key_Return)


# Finding


def test_find_goes_round(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = panel.find_bar
    assert bar.isVisible()
    bar.words.setText("数字")
    assert [span.of(text_of(panel)) for span in panel.view.showing.hits] == ["数字"] * 3
    seen = [bar.count.text()]
    for keys in (Qt.Key.Key_Return, Qt.Key.Key_F3, Qt.Key.Key_F3):
        qtbot.keyClick(bar.words, keys)
        seen.append(bar.count.text())
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    seen.append(bar.count.text())
    assert seen == ["1/3", "2/3", "3/3", "1/3", "3/3"]
    assert panel.view.selection == Span(*[text_of(panel).index("数字素养") + k for k in (0, 2)])
    bar.words.setText("没有的话")
    assert bar.count.text() == "没有找到"
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert list(panel.view.showing.hits) == []


def test_find_begins_with_the_selection(panel: SourcePanel) -> None:
    select(panel, "市通信管理局")
    panel.begin_find()
    assert (panel.find_bar.words.text(), panel.find_bar.count.text()) == ("市通信管理局", "1/2")


# Coverage


def test_f8_goes_from_one_missed_sentence_to_the_next(panel: SourcePanel, qtbot: QtBot) -> None:
    miss(panel, "t2", "t4")
    settle(panel, qtbot)
    found = []
    for _ in range(3):
        panel.missed.trigger()
        found.append(panel.view.selected_text())
    assert found == ["推进千兆光网进村入户。", "开展全民数字素养提升行动。", "推进千兆光网进村入户。"]
    qtbot.keyClick(panel.view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert panel.view.selected_text() == "开展全民数字素养提升行动。"
    qtbot.keyClick(panel.view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settle(panel, qtbot)
    assert panel.legend.boxes[Kind.MISSED].text() == "未识别 1"
    assert panel.legend.coverage.text() == "覆盖率 80%"


def test_a_missed_sentence_is_confirmed_to_be_no_task(panel: SourcePanel, qtbot: QtBot) -> None:
    miss(panel, "t2", "t4")
    settle(panel, qtbot)
    settling = panel.actions_.settle
    select(panel, "新建5G基站")
    assert not settling.isEnabled()  # it is a task
    panel.missed.trigger()
    assert (settling.text(), settling.isEnabled()) == ("不是任务", True)
    qtbot.keyClick(panel.view, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    settle(panel, qtbot)
    assert "[非任务:推进千兆光网进村入户。]" in picture_of(panel)
    assert [panel.legend.boxes[kind].text() for kind in (Kind.MISSED, Kind.SETTLED)] == ["未识别 1", "非任务 1"]
    assert panel.legend.coverage.text() == "覆盖率 60%，已处理 80%"
    assert "另有1句已确认不是任务；还有1句未识别。" in panel.legend.coverage.toolTip()
    assert panel.session.project.undo_label == "确认不是任务：“推进千兆光网进村入户。”"  # type: ignore[union-attr]
    panel.missed.trigger()
    panel.missed.trigger()
    assert panel.view.selected_text() == "开展全民数字素养提升行动。"  # the other one is not asked about again
    select(panel, "推进千兆光网进村入户。")
    assert settling.text() == "恢复未识别"
    settling.trigger()
    settle(panel, qtbot)
    assert panel.legend.coverage.text() == "覆盖率 60%"
    panel.session.undo()
    settle(panel, qtbot)
    assert panel.legend.boxes[Kind.SETTLED].isVisible()


def test_the_menu_is_for_the_sentence_under_the_mouse(panel: SourcePanel, qtbot: QtBot) -> None:
    miss(panel, "t2", "t4")
    settle(panel, qtbot)
    sentence = place(panel, "开展全民数字素养")
    panel.view.reveal(sentence.start, sentence.end)
    spot = point(panel, sentence.start + 3)
    qtbot.mousePress(panel.view.viewport(), Qt.MouseButton.RightButton, pos=spot)
    assert panel.actions_.settle.isEnabled()
    panel.actions_.settle.trigger()
    settle(panel, qtbot)
    assert "[非任务:开展全民数字素养提升行动。]" in picture_of(panel)


def test_many_missed_sentences_are_confirmed_at_once(panel: SourcePanel, qtbot: QtBot) -> None:
    miss(panel, "t2", "t4")
    settle(panel, qtbot)
    panel.view.select_all()
    panel.actions_.settle.trigger()
    settle(panel, qtbot)
    assert panel.legend.coverage.text() == "覆盖率 60%，已处理 100%"
    assert not panel.missed.isEnabled()
    assert panel.session.project.undo_label == "确认不是任务：2句"  # type: ignore[union-attr]


# Size and colours


def wheel(panel: SourcePanel, steps: int) -> None:
    event = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120 * steps), LEFT & ~LEFT,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.view.viewport(), event)


def test_zoom_keeps_the_place_and_is_remembered(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.resize(300, 200)
    before = panel.view.sheet.height
    wheel(panel, 1)
    assert panel.view.zoom == pytest.approx(1.1)
    assert panel.view.sheet.height > before
    qtbot.keyClick(panel.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert SourcePanel(panel.tools).view.zoom == pytest.approx(1.25)
    qtbot.keyClick(panel.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    wheel(panel, -1)
    assert panel.view.zoom == pytest.approx(0.9)
    for _ in range(20):
        panel.view.zoom_in()
    assert panel.view.zoom == pytest.approx(3.0)


def test_everything_is_painted_in_light_and_dark(panel: SourcePanel, qapp: QApplication) -> None:
    panel.session.select(["t1"])
    select(panel, "千兆光网")
    panel.begin_find()
    light = panel.grab().toImage()
    before = qapp.palette()
    try:
        qapp.setPalette(theme.palette_of(theme.DARK))
        QApplication.processEvents()
        dark = panel.grab().toImage()
    finally:
        qapp.setPalette(before)
    corner = panel.view.mapTo(panel, QPoint(panel.view.viewport().width() - 3, panel.view.viewport().height() - 3))
    ratio = light.devicePixelRatio()
    at = QPointF(corner) * ratio
    assert light.pixelColor(at.toPoint()).lightness() > 200
    assert dark.pixelColor(at.toPoint()).lightness() < 60


def test_an_import_taken_back_leaves_no_words_and_a_way_back(desk: Desk, panel: SourcePanel, qtbot: QtBot) -> None:
    """The document that is shown goes: the panel closes it instead of looking for its paragraphs."""
    desk.session.undo()
    QTest.qWait(0)
    assert picture_of(panel) == ""
    assert desk.workspace is not None
    tasks = desk.workspace.widgets["tasks"]
    assert isinstance(tasks, TasksPanel)
    assert "刚才撤销了：导入" in tasks.empty.label.text()
    tasks.empty.button.click()
    settle(panel, qtbot)
    assert "新建5G基站" in picture_of(panel)
