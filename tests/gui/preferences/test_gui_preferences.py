"""The settings dialog: nothing before 确定, then everything at once, and a way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shown_windows import ShownWindows

from planlens.analysis.notes.gazetteer import offices
from planlens.analysis.notes.places import Level
from planlens.gui.app import theme
from planlens.gui.app.desk import Desk
from planlens.gui.importing.making import make_project
from planlens.gui.preferences.columns import ColumnsPage
from planlens.gui.preferences.dialog import PreferencesDialog
from planlens.gui.preferences.general import GeneralPage
from planlens.gui.preferences.ledger import LedgerPage
from planlens.gui.preferences.lights import LightsPage
from planlens.gui.preferences.statuses import StatusesPage
from planlens.gui.preferences.word_lists import WordListsPage
from planlens.gui.tasks.column_choice import CHOICE, LINES, USUAL_LINES, chosen, lines_of, usual
from planlens.gui.tasks.panel import TasksPanel
from planlens.language.lexicon import table
from planlens.model import Light, LightRules
from planlens.model.tracking import Status
from planlens.paths import own_resources, resource, shipped_resource
from planlens.project import defaults
from planlens.project.edits import SetStatus
from planlens.project.ledger import own_fields
from planlens.project.settings import LIGHTS, STAGES, light_rules, near_of, pace_band, setting, start_of, status_names
from planlens.views.fields.field import Use
from planlens.views.fields.tasks import TASKS

KEYS = tuple(field.key for field in TASKS.of(Use.TREE))


def page_of(dialog: PreferencesDialog, kind: type) -> object:
    return next(page for page in dialog.pages if isinstance(page, kind))


def opened(desk: Desk, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(desk.tools)
    qtbot.addWidget(dialog)
    return dialog


def test_general(desk: Desk, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dialog = opened(desk, qtbot)
    page = page_of(dialog, GeneralPage)
    assert isinstance(page, GeneralPage)
    usual = app.font().pointSizeF()
    page.who.setText(" 王五 ")
    page.scheme.setCurrentText("深色")
    page.points.setCurrentText("14 磅")
    assert desk.tools.settings.who != "王五"
    dialog.accept()
    assert desk.tools.settings.who == "王五"
    assert app.palette().color(QPalette.ColorRole.Base).name() == theme.DARK.base
    assert app.font().pointSizeF() == 14
    again = opened(desk, qtbot)
    page = page_of(again, GeneralPage)
    assert isinstance(page, GeneralPage)
    page.scheme.setCurrentText("浅色")
    page.points.setCurrentText("默认")
    again.accept()
    assert app.font().pointSizeF() == usual
    assert app.palette().color(QPalette.ColorRole.Base).name() == theme.LIGHT.base


def test_columns_of_the_task_tree(open_desk: Desk, qtbot: QtBot) -> None:
    panel = open_desk.furnish().widgets["tasks"]
    assert isinstance(panel, TasksPanel)

    def columns() -> str:
        return " ".join(KEYS[place] for place in panel.tree.shown_columns())

    usual = columns()
    dialog = opened(open_desk, qtbot)
    page = page_of(dialog, ColumnsPage)
    assert isinstance(page, ColumnsPage)
    rows = {page.columns.list.item(row).text(): page.columns.list.item(row) for row in range(page.columns.list.count())}
    rows["目标"].setCheckState(Qt.CheckState.Unchecked)
    rows["最新进展"].setCheckState(Qt.CheckState.Checked)
    page.columns.list.setCurrentItem(rows["状态"])
    for _ in range(4):
        page.columns.up.click()
    page.lines.setCurrentText("三行")
    assert columns() == usual
    dialog.accept()
    assert columns() == "number text status lead support deadline progress light source note"
    assert panel.delegate.lines == 3
    again = opened(open_desk, qtbot)
    page = page_of(again, ColumnsPage)
    assert isinstance(page, ColumnsPage)
    assert [page.columns.list.item(row).text() for row in range(3)] == ["编号", "任务/举措", "状态"]
    page.columns.reset.click()
    again.accept()
    assert (columns(), panel.delegate.lines) == (usual, 2)


def test_no_part_of_it_flashes_up_as_a_window(open_desk: Desk, qtbot: QtBot) -> None:
    watch, app = ShownWindows(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    opened(open_desk, qtbot)
    app.removeEventFilter(watch)
    assert watch.names == []


@pytest.mark.parametrize("kept", [5, "x", [1], [["text", False, None], ["nothing", True, 3], ["lead", 1, 2]]])
def test_columns_that_cannot_be_understood_are_as_usual(desk: Desk, kept: object) -> None:
    desk.tools.settings.set(CHOICE, kept)
    desk.tools.settings.set(LINES, "三")
    assert sorted(chosen(desk.tools.settings, TASKS), key=usual(TASKS).index) == usual(TASKS)
    assert lines_of(desk.tools.settings) == USUAL_LINES


def test_columns_move_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    page = page_of(dialog, ColumnsPage)
    assert isinstance(page, ColumnsPage)
    dialog.show_page(ColumnsPage)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    page.columns.list.setFocus()
    page.columns.list.setCurrentRow(2)
    qtbot.keyClick(page.columns.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.columns.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.columns.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # it is the first already
    assert [choice.key for choice in page.choices()[:3]] == ["lead", "number", "text"]
    qtbot.keyClick(page.columns.list, Qt.Key.Key_Space)
    assert not page.choices()[0].shown


def test_rules_for_lights_are_an_edit(open_desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(open_desk, qtbot)
    page = page_of(dialog, LightsPage)
    assert isinstance(page, LightsPage)
    assert page.rules() == LightRules()
    page.yellow.setValue(3)
    page.behind.setChecked(False)
    page.near.setCurrentText("蓝灯")
    page.band.setValue(10)
    dialog.accept()
    state = open_desk.session.state
    assert light_rules(state) == LightRules(yellow_days=3, tolerance=None, near=Light.BLUE)
    assert near_of(state) == 0.1
    open_desk.session.undo()
    assert (light_rules(state), near_of(state)) == (LightRules(), 0.05)


def test_names_of_states(open_desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(open_desk, qtbot)
    page = page_of(dialog, StatusesPage)
    assert isinstance(page, StatusesPage)
    page.words[Status.BEHIND].setText("未达时序")
    dialog.accept()
    names = status_names(open_desk.session.state)
    assert (names[Status.BEHIND], names[Status.DONE]) == ("未达时序", "已完成")
    changes = open_desk.session.apply(SetStatus(("t1",), Status.BEHIND))
    assert changes is not None
    assert changes.label.endswith("为“未达时序”")


def test_without_a_project_they_are_what_new_ones_begin_with(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    lights, words = page_of(dialog, LightsPage), page_of(dialog, StatusesPage)
    assert isinstance(lights, LightsPage)
    assert isinstance(words, StatusesPage)
    assert lights.kept.scope.text() == "没有打开项目：这里设置新项目的默认值。"
    lights.yellow.setValue(15)
    words.words[Status.BEHIND].setText("未达时序")
    dialog.accept()
    with make_project(tmp_path / "新.planlens", "张三", [], lambda *_: None) as project:
        assert light_rules(project.state).yellow_days == 15
        assert status_names(project.state)[Status.BEHIND] == "未达时序"
        assert project.undo_label == "采用本机的默认设置"


def test_a_projects_rules_become_those_of_new_ones(open_desk: Desk, qtbot: QtBot) -> None:
    for also, settled in ((False, {}), (True, {LIGHTS: LightRules(yellow_days=7).as_dict()})):
        dialog = opened(open_desk, qtbot)
        page = page_of(dialog, LightsPage)
        assert isinstance(page, LightsPage)
        page.yellow.setValue(7)
        page.kept.also.setChecked(also)
        dialog.accept()
        assert defaults.load() == settled


def test_the_start_of_the_planned_progress(open_desk: Desk, qtbot: QtBot) -> None:
    state = open_desk.session.state
    assert start_of(state, "d1") == date(2024, 1, 1)  # of the title
    dialog = opened(open_desk, qtbot)
    page = page_of(dialog, LightsPage)
    assert isinstance(page, LightsPage)
    page.dated.setChecked(True)
    page.start.setDate(QDate(2025, 3, 1))
    dialog.accept()
    assert start_of(state, "d1") == date(2025, 3, 1)
    again = opened(open_desk, qtbot)
    page = page_of(again, LightsPage)
    assert isinstance(page, LightsPage)
    assert page.start.date() == QDate(2025, 3, 1)
    page.dated.setChecked(False)
    again.accept()
    assert start_of(state, "d1") == date(2024, 1, 1)


def test_own_word_list_and_back(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    renewed: list[bool] = []
    monkeypatch.setattr(desk.jobs, "renew", lambda: renewed.append(True))
    name = "words/terms.txt"

    def edit(text: str | None) -> None:
        dialog = opened(desk, qtbot)
        page = page_of(dialog, WordListsPage)
        assert isinstance(page, WordListsPage)
        rows = range(page.files.count())
        paths = [page.files.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]
        page.files.setCurrentRow(paths.index(name))
        if text is None:
            page.back.click()
        else:
            page.text.setPlainText(text)
        page.files.setCurrentRow(0)
        dialog.accept()

    edit("智慧云屏\n")
    assert resource(name) == own_resources() / name
    assert resource(name).read_text("utf-8") == "智慧云屏\n"
    assert renewed == [True]
    edit(None)
    assert resource(name) == shipped_resource(name)
    assert not (own_resources() / name).exists()


def test_own_office_in_the_table_of_offices(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.jobs, "renew", lambda: None)
    dialog = opened(desk, qtbot)
    page = page_of(dialog, WordListsPage)
    assert isinstance(page, WordListsPage)
    assert page.editors.currentWidget() is page.sheet  # the offices come first
    page.sheet.added.click()
    model = page.sheet.model
    model.setData(model.index(model.rowCount() - 1, 3), "市低空经济局")
    dialog.accept()
    try:
        offices.cache_clear()
        assert offices()[-1].names == {Level.CITY: ("市低空经济局",)}
    finally:
        offices.cache_clear()
        table.cache_clear()


def test_every_resource_for_people_is_listed() -> None:
    root = shipped_resource(".")
    files = {path.relative_to(root).as_posix() for path in Path(root).rglob("*") if path.suffix in {".txt", ".tsv"}}
    learnt = {name for name in files if name.startswith("weights/")}  # made by a program, not written by people
    assert {row[0] for row in table("index.tsv")} == files - {"index.tsv"} - learnt


# The ledger


def ledger(desk: Desk, qtbot: QtBot) -> tuple[PreferencesDialog, LedgerPage]:
    dialog = opened(desk, qtbot)
    page = dialog.show_page(LedgerPage)
    assert isinstance(page, LedgerPage)
    return dialog, page


def add_field(page: LedgerPage, text: str) -> None:
    page.fields.field.setPlainText(text)
    page.fields.settle()


def test_own_fields_band_and_stages_are_kept_in_the_project_by_one_press(open_desk: Desk, qtbot: QtBot) -> None:
    dialog, page = ledger(open_desk, qtbot)
    add_field(page, "投资额（数字）")
    add_field(page, "类别（选项：甲、乙）")
    page.fields.lines[1].up.click()
    page.fields.lines[0].field.setPlainText("项目类别（选项：甲、乙、丙）")
    page.fields.settle()
    page.band.setValue(10)
    page.stages.setChecked(True)
    state = open_desk.session.state
    assert own_fields(state) == []
    dialog.accept()
    assert [(row.title, row.kind, row.options) for row in own_fields(state)] == [
        ("项目类别", "choice", ("甲", "乙", "丙")),
        ("投资额", "number", ()),
    ]
    assert (pace_band(state), setting(state, STAGES)) == (10, True)
    assert defaults.load() == {}
    assert "项目类别" in open_desk.session.fields


def test_a_field_that_cannot_be_is_told_and_the_dialog_stays(open_desk: Desk, qtbot: QtBot) -> None:
    dialog, page = ledger(open_desk, qtbot)
    add_field(page, "投资额")
    add_field(page, "投资额")
    assert "已有名为“投资额”的字段" in page.fields.problem.text()
    dialog.accept()
    assert dialog.result() == 0
    page.fields.field.setPlainText("（数字）")
    page.fields.settle()
    assert page.fields.problem.text().startswith("无法识别的字段：（数字）")


def test_new_projects_begin_with_the_fields_that_are_settled(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog, page = ledger(desk, qtbot)
    add_field(page, "建设地点")
    dialog.accept()
    assert defaults.load()["fields"] == [{"title": "建设地点", "kind": "text", "choices": []}]
    with make_project(tmp_path / "新.planlens", "张三", [], lambda *_: None) as project:
        assert [row.title for row in own_fields(project.state)] == ["建设地点"]
