"""The task page, as a user works in it: the tree as a picture before and after each action."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from project_builder import key, picture, project_in
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from planlens import workflow
from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.app.theme import DARK, palette_of
from planlens.gui.detail.section import Chosen, chosen
from planlens.gui.tasks.cells import DEADLINE
from planlens.gui.tasks.editors import TextEditor
from planlens.gui.tasks.panel import TasksPanel
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.widgets.deadline_edit import DeadlineEdit
from planlens.gui.widgets.units_edit import UnitsEdit
from planlens.model import Status, UnitRole
from planlens.project.edits import AdoptDocument, Assign, Flag, SetDeadline, SetStatus, SetText
from planlens.project.rows import TaskRow
from planlens.views.fields.field import Use
from planlens.views.fields.tasks import TASKS
from planlens.views.task_filter import TaskFilter

KEYS = tuple(field.key for field in TASKS.of(Use.TREE))

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def panel(open_desk: Desk, qtbot: QtBot) -> TasksPanel:
    open_desk.window.resize(1600, 800)  # all columns have room, whatever font there is
    open_desk.window.activateWindow()
    open_desk.show_panel("tasks")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Warning, found)
    found.tree.setFocus()
    qtbot.waitUntil(found.tree.hasFocus)
    return found


def shown(model: TreeModel, *columns: str) -> str:
    """Draw the rows of the tree, indented, with the given columns."""
    return "\n".join(lines(model, columns or ("number", "text"), QModelIndex(), 0))


def lines(model: TreeModel, columns: tuple[str, ...], parent: QModelIndex, depth: int) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        cells = [model.index(row, KEYS.index(column), parent).data() for column in columns]
        yield "  " * depth + " ".join(str(cell) for cell in cells if cell)
        yield from lines(model, columns, model.index(row, 0, parent), depth + 1)


def choose(panel: TasksPanel, *starts: str) -> list[str]:
    """Select the items whose texts begin so, the first of them current."""
    project = panel.session.project
    assert project is not None
    keys = [key(project, start) for start in starts]
    panel.session.select(keys)
    return keys


def press(panel: TasksPanel, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the tree."""
    QTest.keyClick(panel.tree, pressed, modifiers)


def tree_of(panel: TasksPanel) -> str:
    return picture(panel.session.state)


def row(panel: TasksPanel, task: str) -> TaskRow:
    return panel.session.state.get(task, TaskRow)


def editor(panel: TasksPanel) -> QWidget:
    """The editor that is open in the tree."""
    found = [
        child
        for child in panel.tree.viewport().children()
        if isinstance(child, TextEditor | DeadlineEdit | QLineEdit) and not child.property("over")
    ]
    assert len(found) == 1
    return found[0]


def test_tree_and_columns(panel: TasksPanel) -> None:
    columns = ("number", "text", "lead", "support", "deadline", "targets", "status", "progress", "light")
    assert shown(panel.model, *columns) == (
        "一、 发展目标 数字经济核心产业增加值达到300亿元（2027年）\n"
        "二、 重点任务 未启动 0% 黄灯\n"
        "  （一） 建设信息网络 未启动 0% 黄灯\n"
        "    1 新建5G基站3000个以上，2026年底前完成。 市通信管理局 市财政局、市住房城乡建设局 2026年"
        " 新建5G基站3000个以上 未启动 黄灯\n"
        "    2 推进千兆光网进村入户。 市通信管理局 规划期末 未启动 黄灯\n"
        "  （二） 优化政务服务 未启动 0% 黄灯\n"
        "    3 推动高频事项一网通办。 责任：市政务服务局 规划期末 未启动 黄灯\n"
        "    4 开展全民数字素养提升行动。 责任：市教育局 规划期末 未启动 黄灯\n"
        "三、 保障措施 未启动 0% 黄灯\n"
        "  5 建立联席会议制度，定期研究重大事项。 规划期末 未启动 黄灯"
    )
    assert panel.bar.count.text() == "共 5 项"


def test_search_and_filters_combine_and_one_click_clears(panel: TasksPanel, qtbot: QtBot) -> None:
    panel.bar.search.setText("通信 千兆")
    assert shown(panel.model) == "二、 重点任务\n  （一） 建设信息网络\n    2 推进千兆光网进村入户。"
    assert panel.bar.count.text() == "显示 1 / 5 项"
    panel.bar.search.setText("信息网络")  # the tasks below a heading are found by it
    assert panel.bar.count.text() == "显示 2 / 5 项"
    panel.session.filter_requested.emit(TaskFilter(units=frozenset({"市教育局"}), unfinished=True))
    assert panel.bar.search.text() == ""
    assert panel.bar.chips["units"].button.text() == "单位：市教育局"
    assert shown(panel.model, "text") == "重点任务\n  优化政务服务\n    开展全民数字素养提升行动。"
    panel.bar.chips["units"].cleared.emit()
    assert panel.bar.count.text() == "显示 5 / 5 项"
    panel.bar.clear.click()
    assert panel.bar.count.text() == "共 5 项"
    assert not panel.bar.clear.isVisible()


def test_nothing_found_says_so_and_helps(panel: TasksPanel) -> None:
    panel.bar.search.setText("没有这样的任务")
    assert panel.stack.currentWidget() is panel.empty
    assert panel.empty.label.text() == "没有符合条件的任务。"
    panel.empty.button.click()
    assert panel.stack.currentWidget() is panel.tree
    assert panel.bar.count.text() == "共 5 项"


def test_status_by_keys_for_all_that_are_selected(panel: TasksPanel) -> None:
    tasks = choose(panel, "新建5G", "推进千兆")
    press(panel, KEY.Key_3, CTRL)
    assert [row(panel, task).status for task in tasks] == ["done", "done"]
    assert panel.session.project is not None
    assert panel.session.project.undo_label == "标记“新建5G基站3000个以上…”等2项为“已完成”"
    panel.session.undo()
    assert [row(panel, task).status for task in tasks] == ["not-started", "not-started"]
    choose(panel, "优化政务服务")  # a heading stands for all tasks in it
    press(panel, KEY.Key_2, CTRL)
    assert shown(panel.model, "text", "status").count("进行中") == 4


def test_what_an_edit_changes_stays_while_the_filter_is_on(panel: TasksPanel) -> None:
    panel.bar.search.setText("千兆")
    (task,) = choose(panel, "推进千兆")
    panel.session.apply(SetText(task, "推进万兆光网入户。"))
    assert "推进万兆光网入户。" in shown(panel.model)
    panel.bar.search.setText("千")
    assert panel.bar.count.text() == "显示 0 / 5 项"


def test_keys_act_on_nothing_that_a_filter_hides(panel: TasksPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda parent, title, question, yes: bool(asked.append(question)))
    before = {task.id: task for task in panel.session.state.tasks()}
    panel.bar.search.setText("千兆")
    (task,) = choose(panel, "推进千兆")
    panel.tree.selectAll()
    assert chosen(panel.session) == (Chosen.MANY, (task,))
    assert panel.session.tasks_meant() == [task]
    press(panel, KEY.Key_3, CTRL)
    press(panel, KEY.Key_B, CTRL)
    assert {key for key, was in before.items() if panel.session.state.find(key) != was} == {task}
    panel.tree.selectAll()
    press(panel, KEY.Key_Delete)
    assert asked == ["将删除 1 项任务，1 项已有进展或佐证。删除后可以撤销。"]
    assert set(before) == {task.id for task in panel.session.state.tasks()}


def test_deleting_much_is_asked_with_the_number(panel: TasksPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda parent, title, question, yes: not asked.append(question))
    panel.tree.selectAll()
    press(panel, KEY.Key_Delete)
    assert asked == ["将删除 5 项任务。删除后可以撤销。"]
    assert panel.session.state.tasks() == []


def test_tab_changes_nothing(panel: TasksPanel) -> None:
    before = tree_of(panel)
    choose(panel, "推进千兆")
    press(panel, KEY.Key_Tab)
    panel.tree.setFocus()
    press(panel, KEY.Key_Backtab, SHIFT)
    assert tree_of(panel) == before


def test_text_edited_in_place(panel: TasksPanel, qtbot: QtBot) -> None:
    (task,) = choose(panel, "推进千兆")
    press(panel, KEY.Key_F2)
    field = editor(panel)
    assert isinstance(field, TextEditor)
    field.edit.setPlainText("推进千兆光网\n进村入户到企。")
    qtbot.keyClick(field.edit, KEY.Key_Return)
    assert row(panel, task).text == "推进千兆光网进村入户到企。"
    press(panel, KEY.Key_F2)
    field = editor(panel)
    assert isinstance(field, TextEditor)
    field.edit.setPlainText("不要的")
    qtbot.keyClick(field.edit, KEY.Key_Escape)
    assert row(panel, task).text == "推进千兆光网进村入户到企。"


def test_closing_the_project_keeps_what_is_typed(panel: TasksPanel, open_desk: Desk) -> None:
    (task,) = choose(panel, "推进千兆")
    project = open_desk.session.project
    assert project is not None
    press(panel, KEY.Key_F2)
    field = editor(panel)
    assert isinstance(field, TextEditor)
    field.edit.setPlainText("推进万兆光网。")
    open_desk.session.close()
    assert project.state.get(task, TaskRow).text == "推进万兆光网。"


def test_split_at_the_cursor(panel: TasksPanel, qtbot: QtBot) -> None:
    choose(panel, "建立联席会议")
    press(panel, KEY.Key_F2)
    field = editor(panel)
    assert isinstance(field, TextEditor)
    cursor = field.edit.textCursor()
    cursor.setPosition(len("建立联席会议制度，"))
    field.edit.setTextCursor(cursor)
    qtbot.keyClick(field.edit, KEY.Key_Return, CTRL | SHIFT)
    assert tree_of(panel).endswith("三、保障措施\n  - 建立联席会议制度，\n  - 定期研究重大事项。")
    panel.session.undo()
    assert tree_of(panel).endswith("三、保障措施\n  - 建立联席会议制度，定期研究重大事项。")


def test_text_changed_and_split_is_one_action(panel: TasksPanel) -> None:
    (task,) = choose(panel, "建立联席会议")
    before = tree_of(panel)
    panel.actions_.places.split_at(task, "建立会议制度。定期研究。", len("建立会议制度。"))
    assert tree_of(panel).endswith("- 建立会议制度。\n  - 定期研究。")
    panel.session.undo()
    assert tree_of(panel) == before


def test_units_typed_as_a_list(panel: TasksPanel, qtbot: QtBot) -> None:
    choose(panel, "新建5G")
    press(panel, KEY.Key_L, CTRL | SHIFT)
    field = editor(panel)
    assert isinstance(field, UnitsEdit)
    assert field.text() == "市财政局、市住房城乡建设局"
    field.setText("市财政局，市数据局")
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: "市数据局" in tree_of(panel))
    assert shown(panel.model, "support").strip().startswith("市财政局、市数据局")
    panel.session.undo()
    assert shown(panel.model, "support").strip().startswith("市财政局、市住房城乡建设局")


def test_the_first_of_units_without_roles_is_made_to_lead(panel: TasksPanel) -> None:
    panel.tree.selectAll()
    panel.actions_.lead_first.trigger()
    assert "责任：" not in shown(panel.model, "lead")
    assert panel.session.project is not None
    assert panel.session.project.undo_label == "把“推动高频事项一网通办。”等2项的首位单位设为牵头单位"
    said: list[str] = []
    panel.session.notice.connect(said.append)
    panel.actions_.lead_first.trigger()
    assert said == ["所选任务没有需要区分牵头、配合的并列单位。可先按 Ctrl+A 全选。"]


def test_who_is_only_responsible_can_be_made_to_lead(panel: TasksPanel, qtbot: QtBot) -> None:
    choose(panel, "开展全民")
    press(panel, KEY.Key_L, CTRL)
    field = editor(panel)
    assert isinstance(field, UnitsEdit)
    assert field.text() == "责任：市教育局"
    field.setText("市教育局")
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: "责任：市教育局" not in shown(panel.model, "lead"))
    assert "市教育局" in shown(panel.model, "lead")


def test_deadline_typed_and_for_all_selected(panel: TasksPanel, qtbot: QtBot) -> None:
    tasks = choose(panel, "推进千兆", "推动高频")
    press(panel, KEY.Key_T, CTRL)
    field = editor(panel)
    assert isinstance(field, DeadlineEdit)
    field.line.setText("明年6月底")
    qtbot.keyClick(field.line, KEY.Key_Return)
    assert [row(panel, task).deadline for task in tasks] == ["2027-06", "2027-06"]
    press(panel, KEY.Key_T, CTRL)
    field = editor(panel)
    assert isinstance(field, DeadlineEdit)
    assert field.line.text() == "2027年6月"
    field.line.setText("不知道")
    qtbot.keyClick(field.line, KEY.Key_Return)  # it says why, and stays open
    assert editor(panel) is field
    qtbot.keyClick(field.line, KEY.Key_Escape)
    assert row(panel, tasks[0]).deadline == "2027-06"


def test_progress_begins_with_its_first_digit(panel: TasksPanel, qtbot: QtBot) -> None:
    (task,) = choose(panel, "推进千兆")
    panel.tree.setCurrentIndex(panel.model.index_of(task, "progress"))
    press(panel, KEY.Key_4)
    field = editor(panel)
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, "5")
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: row(panel, task).progress == 45)
    assert row(panel, task).status == "in-progress"


@pytest.mark.parametrize(
    ("start", "pressed", "modifiers", "picture_after"),
    [
        ("推进千兆", KEY.Key_Right, ALT | SHIFT, "    - 新建|      - 推进"),
        ("推进千兆", KEY.Key_Up, ALT, "    - 推进|    - 新建"),
        ("新建5G", KEY.Key_Down, ALT, "    - 推进|    - 新建"),
        ("新建5G", KEY.Key_Left, ALT | SHIFT, "  （一）建设信息网络|    - 推进|  - 新建"),
    ],
)
def test_moving_with_keys(
    panel: TasksPanel, start: str, pressed: Qt.Key, modifiers: Qt.KeyboardModifier, picture_after: str
) -> None:
    before = tree_of(panel)
    (task,) = choose(panel, start)
    press(panel, pressed, modifiers)
    texts = tree_of(panel).splitlines()
    short = "|".join(text[: text.index("-") + 4] if "-" in text else text for text in texts)
    assert picture_after in short
    assert panel.session.selected == (task,)
    assert panel.tree.selected() == [task]
    panel.session.undo()
    assert tree_of(panel) == before


def test_what_cannot_be_moved_is_told_without_a_dialog(panel: TasksPanel, qtbot: QtBot) -> None:
    before = tree_of(panel)
    choose(panel, "新建5G")
    with qtbot.waitSignal(panel.session.notice) as told:
        press(panel, KEY.Key_Right, ALT | SHIFT)
    assert told.args == ["前面没有可以作为上级的条目，不能再降级。"]
    assert panel.tree.hasFocus()
    assert tree_of(panel) == before


def test_new_task_is_typed_into_an_empty_row(panel: TasksPanel, qtbot: QtBot) -> None:
    choose(panel, "新建5G")
    press(panel, KEY.Key_Return, CTRL)
    field = editor(panel)
    assert isinstance(field, TextEditor)
    field.edit.setPlainText("新建算力中心。")
    qtbot.keyClick(field.edit, KEY.Key_Return)
    assert shown(panel.model).splitlines()[3:6] == [
        "    1 新建5G基站3000个以上，2026年底前完成。",
        "    2 新建算力中心。",
        "    3 推进千兆光网进村入户。",
    ]
    assert panel.tree.selected() == ["t6"]
    assert panel.tree.hasFocus()
    before = shown(panel.model)
    press(panel, KEY.Key_Return, CTRL)
    field = editor(panel)
    assert isinstance(field, TextEditor)
    qtbot.keyClick(field.edit, KEY.Key_Escape)
    qtbot.waitUntil(lambda: shown(panel.model) == before)
    assert panel.session.project is not None
    assert panel.session.project.undo_label == "新增任务“新建算力中心。”"


def test_merge_and_delete(panel: TasksPanel) -> None:
    choose(panel, "推动高频", "开展全民")
    press(panel, KEY.Key_M, CTRL)
    assert "    - 推动高频事项一网通办。开展全民数字素养提升行动。 〔市政务服务局、市教育局〕" in tree_of(panel)
    press(panel, KEY.Key_Delete)
    assert "推动高频" not in tree_of(panel)
    assert panel.tree.selected() == [key(panel.session.project, "保障措施")]  # type: ignore[arg-type]
    panel.session.undo()
    panel.session.undo()
    assert shown(panel.model).count("\n") == 9


def test_the_tasks_of_a_section_become_one(panel: TasksPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda *words: asked.append(words[2]) or True)
    choose(panel, "推动高频")
    press(panel, KEY.Key_M, CTRL | SHIFT)
    assert "2 项任务合并为 1 项" in asked[0]
    assert "    - 推动高频事项一网通办。开展全民数字素养提升行动。 〔市政务服务局、市教育局〕" in tree_of(panel)
    panel.session.undo()
    assert shown(panel.model).count("\n") == 9


def test_copy_pastes_as_a_table_without_formulas(panel: TasksPanel) -> None:
    (task, _) = choose(panel, "推进千兆", "推动高频")
    panel.session.apply(SetText(task, "=SUM(A1)<b>"))
    for column in KEYS:
        panel.tree.setColumnHidden(KEYS.index(column), column not in {"number", "text", "lead"})
    press(panel, KEY.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == (
        "编号\t任务/举措\t牵头单位\r\n2\t'=SUM(A1)<b>\t市通信管理局\r\n3\t推动高频事项一网通办。\t责任：市政务服务局"
    )
    assert "=SUM(A1)&lt;b&gt;</td>" in data.html()
    assert data.html().count("mso-number-format:'\\@'") == 9


def test_dropping_moves_and_refuses(panel: TasksPanel) -> None:
    model = panel.model
    task, section = (key(panel.session.project, start) for start in ("推进千兆", "优化政务服务"))  # type: ignore[arg-type]
    data = model.mimeData([model.index_of(task)])
    move = Qt.DropAction.MoveAction
    assert model.canDropMimeData(data, move, 0, 0, model.index_of(section, "number"))
    assert not model.canDropMimeData(data, move, -1, 0, model.index_of(task, "number"))
    heading = model.mimeData([model.index_of(section)])
    assert not model.canDropMimeData(heading, move, -1, 0, model.index_of(task, "number"))
    assert model.dropMimeData(data, move, 1, 0, model.index_of(section, "number"))
    assert shown(model).splitlines()[4:8] == [
        "  （二） 优化政务服务",
        "    2 推动高频事项一网通办。",
        "    3 推进千兆光网进村入户。",
        "    4 开展全民数字素养提升行动。",
    ]
    panel.header.sort_by("text")
    assert not model.canDropMimeData(data, move, -1, 0, QModelIndex())


def test_sorting_shows_a_plain_list_and_goes_back(panel: TasksPanel) -> None:
    before = shown(panel.model)
    panel.tree.header().sectionClicked.emit(KEYS.index("lead"))
    assert shown(panel.model, "lead").split("\n") == [
        "责任：市教育局",
        "市通信管理局",
        "市通信管理局",
        "责任：市政务服务局",
        "",
    ]
    panel.tree.header().sectionClicked.emit(KEYS.index("lead"))
    assert shown(panel.model, "lead").split("\n") == [
        "责任：市政务服务局",
        "市通信管理局",
        "市通信管理局",
        "责任：市教育局",
        "",
    ]
    panel.tree.header().sectionClicked.emit(KEYS.index("lead"))
    assert shown(panel.model) == before


def test_columns_are_remembered(panel: TasksPanel, open_desk: Desk) -> None:
    menu = panel.header.make_menu()
    by_text = {action.text(): action for action in menu.actions()}
    by_text["所在章节"].trigger()
    by_text["目标"].trigger()
    panel.tree.header().moveSection(panel.tree.header().visualIndex(KEYS.index("status")), 1)
    shown_then = panel.tree.shown_columns()
    other = TasksPanel(open_desk.tools)
    other.resize(1200, 600)
    other.show()
    assert other.tree.shown_columns() == shown_then
    assert KEYS.index("targets") not in shown_then
    assert KEYS.index("path") in shown_then
    other.header.reset()
    assert [KEYS[column] for column in other.tree.shown_columns()] == list(KEYS[:10])
    other.deleteLater()


def test_selection_is_everybodys(panel: TasksPanel) -> None:
    (task,) = choose(panel, "推进千兆")
    assert panel.session.selected == (task,)
    unit = next(unit.id for unit in panel.session.state if unit.owner == "t1" and unit.id.startswith("u"))
    panel.session.select([unit])
    assert panel.tree.selected() == ["t1"]
    assert panel.session.selected == (unit,)
    panel.bar.search.setText("千兆")
    panel.session.select(["t5"])  # chosen elsewhere: shown in spite of the filter
    assert panel.tree.selected() == ["t5"]
    assert "建立联席会议制度" in shown(panel.model)


def test_source_is_asked_for(panel: TasksPanel, qtbot: QtBot) -> None:
    (task,) = choose(panel, "推进千兆")
    with qtbot.waitSignal(panel.session.source_requested) as asked:
        press(panel, KEY.Key_Space, CTRL)
    assert asked.args == ["d1", row(panel, task).start, row(panel, task).end]


def test_open_rows_selection_and_undo_survive_every_edit(panel: TasksPanel) -> None:
    (task,) = choose(panel, "推动高频")
    closed = panel.model.index_of("s3", "number")
    panel.tree.collapse(closed)
    panel.session.apply(SetStatus((task,), Status.DONE))
    panel.session.apply(Assign((task,), "市数据局", UnitRole.SUPPORT))
    panel.session.apply(Flag((task,)))
    panel.session.apply(SetDeadline((task,), "2026-12"))
    assert panel.tree.selected() == [task]
    assert not panel.tree.isExpanded(panel.model.index_of("s3", "number"))
    assert panel.tree.isExpanded(panel.model.index_of("s4", "number"))
    panel.bar.search.setText("千兆")
    assert panel.tree.isExpanded(panel.model.index_of("s3", "number"))
    panel.bar.search.setText("")
    assert not panel.tree.isExpanded(panel.model.index_of("s3", "number"))
    assert panel.tree.selected() == [task]


def test_pinyin_is_loaded_with_the_first_search(panel: TasksPanel, qtbot: QtBot, work_nearby: None) -> None:
    del work_nearby
    panel.bar.search_begun.emit()
    qtbot.waitUntil(lambda: panel.model.facts.initials is not None)
    panel.bar.search.setText("qzgw")
    assert shown(panel.model, "text") == "重点任务\n  建设信息网络\n    推进千兆光网进村入户。"


def test_every_action_is_in_a_menu_with_its_key(panel: TasksPanel) -> None:
    actions = [action for found in panel.menu_actions().values() for action in found if action is not None]
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys)) > 20
    assert all(isinstance(action, QAction) and action.text() for action in actions)


def test_status_menu_offers_the_states(panel: TasksPanel) -> None:
    (task,) = choose(panel, "推进千兆")
    panel.tree.status_wanted.emit(panel.model.index_of(task, "status"))
    menu = panel.actions_.status_menu
    assert menu.isVisible()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["未启动"]
    menu.actions()[4].trigger()
    menu.close()
    assert row(panel, task).status == "behind"


def test_read_only_project_can_be_looked_at(panel: TasksPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(panel.session), "read_only", property(lambda _: True))
    panel.model.reload()
    panel.actions_.refresh()
    choose(panel, "推进千兆")
    press(panel, KEY.Key_F2)
    press(panel, KEY.Key_3, CTRL)
    press(panel, KEY.Key_Delete)
    assert not [child for child in panel.tree.viewport().children() if isinstance(child, TextEditor)]
    assert "推进千兆光网进村入户。 〔市通信管理局〕" in tree_of(panel)
    press(panel, KEY.Key_C, CTRL)
    assert "推进千兆" in QGuiApplication.clipboard().text()


def test_colours_of_a_dark_window(panel: TasksPanel, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.palette()
    app.setPalette(palette_of(DARK))
    try:
        qtbot.waitUntil(lambda: panel.model.cells.looks.colours is DARK)
    finally:
        app.setPalette(before)


def marked(panel: TasksPanel, column: str) -> str:
    """Draw where the colour of what is found can be seen in a column: one mark a row, - for none."""
    panel.tree.viewport().repaint()
    image = panel.tree.viewport().grab().toImage()
    wanted = QColor(panel.model.cells.looks.colours.hit).rgb()
    found = []
    index = panel.model.index(0, KEYS.index(column))
    while index.isValid():
        rect = panel.tree.visualRect(index)
        ys = range(rect.top(), rect.bottom(), 3)
        seen = {image.pixel(x, y) for x in range(rect.left(), rect.right(), 2) for y in ys}
        found.append("+" if wanted in seen else "-")
        index = panel.tree.indexBelow(index)
    return "".join(found)


def test_what_a_search_finds_is_marked(panel: TasksPanel) -> None:
    panel.tree.setColumnWidth(KEYS.index("lead"), 200)
    assert marked(panel, "text") == "-" * 10
    panel.bar.search.setText("网")
    assert shown(panel.model) == (
        "二、 重点任务\n"
        "  （一） 建设信息网络\n"
        "    1 新建5G基站3000个以上，2026年底前完成。\n"
        "    2 推进千兆光网进村入户。\n"
        "  （二） 优化政务服务\n"
        "    3 推动高频事项一网通办。"
    )
    assert marked(panel, "text") == "-+-+-+"
    choose(panel, "推进千兆")
    assert marked(panel, "text") == "-+-+-+"  # on the ground of a chosen row too
    panel.bar.search.setText("通信管理")
    assert marked(panel, "lead") == "--++"
    assert marked(panel, "text") == "----"
    panel.bar.search.setText("2026")
    panel.tree.setColumnWidth(KEYS.index("text"), 130)
    assert marked(panel, "text") == "--+"  # what is cut off marks the dots
    panel.bar.search.setText("1")
    assert "+" not in marked(panel, "number")  # running numbers are not searched


def test_a_click_on_a_status_offers_the_states_to_all_selected(panel: TasksPanel, qtbot: QtBot) -> None:
    tasks = choose(panel, "推进千兆", "新建5G")
    panel.tree.scrollTo(panel.model.index_of(tasks[0], "status"))
    place = panel.tree.visualRect(panel.model.index_of(tasks[0], "status")).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = panel.actions_.status_menu
    assert menu.isVisible()
    qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)
    assert {row(panel, task).status for task in tasks} == {"not-started"}
    assert not menu.isVisible()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu.actions()[2].trigger()
    menu.close()
    assert {row(panel, task).status for task in tasks} == {"done"}


def test_a_click_on_the_source_mark_asks_for_the_source(panel: TasksPanel, qtbot: QtBot) -> None:
    panel.tree.scrollTo(panel.model.index_of("t2", "source"))
    place = panel.tree.visualRect(panel.model.index_of("t2", "source")).center()
    with qtbot.waitSignal(panel.session.source_requested):
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.session.current == "t2"


BACKGROUND_FIRST = """\
望澜市数字经济发展规划

一、发展基础
（一）主要成效
数字经济核心产业增加值占比达到9%。

（二）存在问题
数据要素市场尚未形成。

二、重点任务
（一）建设信息网络
推进千兆光网进村入户。
"""


def open_rows(panel: TasksPanel) -> str:
    """Draw what can be seen of the tree, the selected row starred."""
    found = []
    index = panel.model.index(0, KEYS.index("text"))
    while index.isValid():
        chosen = "*" if panel.tree.selectionModel().isSelected(index) else ""
        found.append("  " * len(panel.model.line_of(index)[1:]) + chosen + index.data())
        index = panel.tree.indexBelow(index)
    return "\n".join(found)


def test_a_plan_opens_at_its_first_task(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with project_in(tmp_path, BACKGROUND_FIRST) as project:
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        desk.take(project)
        panel = desk.furnish().widgets["tasks"]
        assert isinstance(panel, TasksPanel)
        qtbot.waitUntil(lambda: bool(desk.session.selected))
        assert panel.tree.hasFocus()
        assert open_rows(panel) == "发展基础\n重点任务\n  建设信息网络\n    *推进千兆光网进村入户。"
        panel.tree.expand(panel.model.index(0, 0))
        panel.bar.search.setText("没有")
        panel.bar.search.setText("")  # what is open stays so
        assert open_rows(panel) == (
            "发展基础\n  主要成效\n  存在问题\n重点任务\n  建设信息网络\n    *推进千兆光网进村入户。"
        )


def test_a_second_document_opens_beside_the_first(panel: TasksPanel, tmp_path: Path) -> None:
    path = tmp_path / "规划.txt"
    path.write_text(BACKGROUND_FIRST, "utf-8")
    panel.session.select()
    panel.tree.collapse(panel.model.index_of(key(panel.session.project, "重点任务"), "number"))  # type: ignore[arg-type]
    panel.session.apply(AdoptDocument(workflow.read_plan(path), path.read_bytes()))
    assert open_rows(panel) == (
        "云山市数字经济发展规划（2024—2027年）\n"
        "  发展目标\n"
        "  重点任务\n"
        "  保障措施\n"
        "    建立联席会议制度，定期研究重大事项。\n"
        "望澜市数字经济发展规划\n"
        "  发展基础\n"
        "  重点任务\n"
        "    建设信息网络\n"
        "      推进千兆光网进村入户。"
    )


def test_a_project_without_tasks_shows_all_headings(desk: Desk, tmp_path: Path) -> None:
    with project_in(tmp_path, "一、发展基础\n（一）主要成效\n全市共有12个镇。\n") as project:
        desk.take(project)
        panel = desk.furnish().widgets["tasks"]
        assert isinstance(panel, TasksPanel)
        assert open_rows(panel) == "发展基础\n  主要成效"


def test_pasting_asks_and_is_one_action(panel: TasksPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda *words: asked.append(words[2]) or True)
    QApplication.clipboard().setText("2026年6月\t好\n某天\t\n")
    panel.tree.select(["t1"])
    panel.tree.setCurrentIndex(panel.model.index_of("t1", "deadline"))
    panel.header.sort_by("number")  # without headings between them
    panel.tree.setColumnHidden(KEYS.index("targets"), True)
    panel.tree.setCurrentIndex(panel.model.index_of("t1", "deadline"))
    panel.actions_.paste.trigger()
    assert [line.partition("：")[0] for line in asked[0].splitlines()] == [
        "将修改1个单元格",
        "另有2个不能粘贴，保持原样",
        "“好”",
        "“某天”",
    ]
    assert panel.model.index_of("t1", "deadline").data() == "2026年6月"
    asked.clear()
    QApplication.clipboard().setText("未启动")
    panel.tree.setCurrentIndex(panel.model.index_of("t2", "status"))
    panel.actions_.paste.trigger()
    assert asked == []


def test_what_a_heading_does_not_have_is_told(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    """Neither a key nor a double click is silently nothing."""
    heading = next(row.id for _, row in open_desk.session.state.walk() if row.id.startswith("s"))
    panel.tree.select([heading])
    panel.tree.setFocus()
    told: list[str] = []
    open_desk.session.notice.connect(told.append)
    for action in (panel.actions_.deadline, panel.actions_.lead):
        action.trigger()
    where = panel.tree.visualRect(panel.tree.currentIndex().siblingAtColumn(DEADLINE)).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [text.partition("”")[0] for text in told] == ["这一行的“完成时限", "这一行的“牵头单位", "这一行的“完成时限"]
