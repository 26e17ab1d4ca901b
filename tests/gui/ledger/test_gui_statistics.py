"""Statistics in a window: groups with figures, compared with an earlier day, a way to the tasks, a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from project_builder import key
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.ledger.statistics import StatisticsPage
from planlens.gui.ledger.window import LedgerWindow
from planlens.model.tracking import Status
from planlens.project.edits import SetStatus
from planlens.views.ledger.measures import FigureBar, Measure
from planlens.views.ledger.statistics import By


@pytest.fixture
def page(open_desk: Desk) -> StatisticsPage:
    """The page in its window, as the menu opens it; one of the five tasks is done today."""
    project = open_desk.session.project
    assert project is not None
    project.clock = lambda: "2026-11-25T10:00:00+08:00"
    open_desk.session.apply(SetStatus((key(project, "推进千兆"),), Status.DONE))
    return opened(open_desk)


def opened(desk: Desk) -> StatisticsPage:
    action = next(action for action in desk.menus["督办(&S)"].actions() if action.text() == "统计(&T)…")
    action.trigger()
    window = desk.window.findChild(LedgerWindow, "统计")
    assert isinstance(window, LedgerWindow)
    assert isinstance(window.page, StatisticsPage)
    window.page.refresh_now()
    return window.page


def lines(page: StatisticsPage, *titles: str) -> list[str]:
    """The rows as they are shown, only these columns."""
    model = page.answers.model
    places = [place for place, column in enumerate(model.columns) if column.title in titles]
    return [" ".join(line.words[place] for place in places) for line in model.lines]


def choose(page: StatisticsPage, by: By) -> None:
    page.by.setCurrentIndex(page.by.findData(by.value))
    page.refresh_now()


def test_groups_with_their_figures_and_all_together_below(page: StatisticsPage) -> None:
    assert lines(page, "牵头单位", "任务", "已完成", "办结率") == [
        "市通信管理局 2 1 50.0%",
        "市政务服务局 1 0 0.0%",
        "市教育局 1 0 0.0%",
        "（未明确） 1 0 0.0%",
    ]
    assert "合计：任务 5，已完成 1，办结率 20.0%" in page.answers.notes.text()
    choose(page, By.STATUS)
    assert lines(page, "状态", "任务") == ["未启动 4", "已完成 1"]


def test_numbers_are_sorted_as_numbers(page: StatisticsPage) -> None:
    column = page.answers.model.column_of("rate")
    page.answers.model.sort(column, Qt.SortOrder.DescendingOrder)
    assert lines(page, "牵头单位")[0] == "市通信管理局"
    page.answers.model.sort(column, Qt.SortOrder.AscendingOrder)
    assert lines(page, "牵头单位")[-1] == "市通信管理局"


def test_beside_an_earlier_day(page: StatisticsPage, qtbot: QtBot) -> None:
    place = next(place for place in range(page.before.count()) if page.before.itemText(place).startswith("上月末"))
    page.before.setCurrentIndex(place)
    page.mark_stale()
    page.refresh_now()
    qtbot.waitUntil(lambda: bool(page.found and page.found.before))
    assert lines(page, "牵头单位", "已完成")[0] == "市通信管理局 1（+1）"


def test_an_edit_is_followed(page: StatisticsPage, open_desk: Desk) -> None:
    open_desk.session.undo()
    page.refresh_now()
    assert lines(page, "牵头单位", "已完成")[0] == "市通信管理局 0"


def test_a_group_is_shown_in_the_tree(page: StatisticsPage, open_desk: Desk) -> None:
    wanted: list[object] = []
    open_desk.session.filter_requested.connect(wanted.append)
    page.answers.wanted.emit("市教育局")
    (found,) = wanted
    assert found.ids == {key(open_desk.session.project, "开展全民")}  # type: ignore[attr-defined, arg-type]
    assert found.name == "牵头单位：市教育局"  # type: ignore[attr-defined]


def test_it_becomes_a_file(page: StatisticsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "统计.xlsx"
    monkeypatch.setattr("planlens.gui.app.dialogs.choose_new_file", lambda *_: path)
    page.export.click()
    qtbot.waitUntil(path.exists)
    cells = [str(cell.value) for row in load_workbook(path).active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert {"市通信管理局", "合计"} <= set(cells)


def test_the_window_goes_with_the_project(page: StatisticsPage, open_desk: Desk) -> None:
    assert page.isVisible()
    open_desk.session.close()
    assert not page.isVisible()


def test_a_chart_of_a_figure_beside_that_of_an_earlier_day(page: StatisticsPage, qtbot: QtBot) -> None:
    page.view.setCurrentIndex(page.view.findData(Measure.DONE.value))
    page.view.activated.emit(page.view.currentIndex())
    assert page.stack.currentWidget() is page.area
    assert page.bars.bars[0] == FigureBar("市通信管理局", 1)
    page.before.setCurrentIndex(page.before.findText("上月末", Qt.MatchFlag.MatchStartsWith))
    page.before.activated.emit(page.before.currentIndex())
    page.refresh_now()
    qtbot.waitUntil(lambda: page.bars.bars[0].before is not None)
    assert page.bars.bars[0] == FigureBar("市通信管理局", 1, 0)
    assert not page.bars.grab().isNull()
    wanted: list[object] = []
    page.bars.wanted.connect(wanted.append)
    qtbot.mouseDClick(page.bars, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert wanted == ["市通信管理局"]
