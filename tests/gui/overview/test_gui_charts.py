"""The overview: its numbers, what a click picks, an earlier day, and pictures of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyqtgraph as pg
import pytest
from project_builder import TEXT, plan_of_text
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from planlens.gui.app import theme
from planlens.gui.app.desk import Desk
from planlens.gui.app.jobs import Job
from planlens.gui.overview.bars import StackedBars, drawn_to
from planlens.gui.overview.burn import BurnUp
from planlens.gui.overview.months import DueMonths
from planlens.gui.overview.panel import OverviewPanel
from planlens.gui.overview.picture import write_picture
from planlens.gui.overview.style import Whole
from planlens.gui.printing.printing import paint_widget, write_pdf
from planlens.model import Light, LightRules, Op, PlanlensError
from planlens.model.tracking import Status
from planlens.project.edits import (
    AddSection,
    AddTask,
    AdoptDocument,
    Delete,
    SetActual,
    SetDeadline,
    SetSetting,
    SetStatus,
    SetTarget,
)
from planlens.project.files import new_project
from planlens.project.settings import LIGHTS
from planlens.views.burnup import Point
from planlens.views.chart_data import MOST, Bar, facts
from planlens.views.overview import Overview

TODAY = date(2026, 11, 25)


@pytest.fixture
def panel(open_desk: Desk, qtbot: QtBot) -> OverviewPanel:
    session = open_desk.session
    session.apply(SetStatus(("t1",), Status.DONE))
    session.apply(SetStatus(("t2",), Status.BEHIND))
    session.apply(SetDeadline(("t2",), "2026-06"))
    open_desk.show_panel("overview")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["overview"]
    assert isinstance(found, OverviewPanel)
    qtbot.waitUntil(lambda: found.board is not None and found.board.tiles["tasks"].accessibleName() != "任务总数 –")
    return found


def drawn(bars: list[Bar]) -> list[str]:
    return [f"{b.label}: " + " ".join(f"{status.label}{len(ids)}" for status, ids in b.parts.items()) for b in bars]


def test_facts(open_desk: Desk) -> None:
    session = open_desk.session
    session.apply(SetStatus(("t1",), Status.DONE))
    session.apply(SetDeadline(("t2",), "2026-06"))
    session.apply(SetTarget("g1", "base", 200.0))
    session.apply(SetTarget("g1", "base_year", 2023))
    session.apply(SetActual("g1", 2025, 260.0))
    found = facts(Overview(session.state, TODAY))
    assert drawn(list(found.sections)) == [
        "（一）建设信息网络: 未启动1 已完成1",
        "（二）优化政务服务: 未启动2",
        "三、保障措施: 未启动1",
    ]
    assert drawn(list(found.units))[0] == "市通信管理局: 未启动1 已完成1"
    assert found.overdue == {"t2"}
    assert [(month.month, list(month.ids), month.late) for month in found.months] == [("2026-06", ["t2"], {"t2"})]
    assert found.lights[Light.RED] == {"t2"}
    (first, *_) = found.bullets
    assert (first.label, round(first.way or 0), round(first.plan or 0)) == ("数字经济核心产业增加值", 60, 50)


def test_tiles_and_bars_pick_their_tasks(panel: OverviewPanel, open_desk: Desk, qtbot: QtBot) -> None:
    assert panel.board.tiles["tasks"].accessibleName() == "任务总数 5"
    assert panel.board.tiles["red"].accessibleName() == "▲ 红灯 1"
    with qtbot.waitSignal(open_desk.session.filter_requested) as told:
        panel.board.tiles["red"].click()
    assert told.args is not None
    assert (told.args[0].name, told.args[0].ids) == ("红灯", {"t2"})
    qtbot.waitUntil(lambda: not panel.board.drawing)
    with qtbot.waitSignal(open_desk.session.filter_requested) as told:
        panel.board.sections.click_at(1.5, 0.1)
    assert told.args is not None
    assert (told.args[0].name, told.args[0].ids) == ("（一）建设信息网络：滞后", {"t2"})
    with qtbot.waitSignal(open_desk.session.filter_requested) as told:
        panel.board.months.click_at(0.2, 0.5)
    assert told.args is not None
    assert told.args[0].name == "2026年6月到期"
    assert "已完成 1、滞后 1" in panel.board.sections.tip(1, 0)


def test_the_month_that_is_under_way_shows_what_of_it_is_overdue(open_desk: Desk) -> None:
    session = open_desk.session
    session.apply(SetDeadline(("t2",), "2026-11-10"))
    session.apply(SetDeadline(("t3", "t4"), "2026-11"))
    months = {month.month: month for month in facts(Overview(session.state, TODAY)).months}
    assert (set(months["2026-11"].ids), months["2026-11"].late) == ({"t2", "t3", "t4"}, {"t2"})
    chart = DueMonths()
    chart.show_months(list(months.values()))
    assert "3 项未完成，其中 1 项已超期" in chart.tip(list(months).index("2026-11"), 1)


def test_sections_that_have_no_room_stand_in_one_bar(open_desk: Desk) -> None:
    session = open_desk.session
    for place in range(20):
        session.apply(AddSection("s2", f"第{place}章"))
        session.apply(AddTask(session.state.items("s2")[0].id, "推进事项。"))
    found = facts(Overview(session.state, TODAY))
    assert len(found.sections) == MOST
    assert found.sections[-1].label.startswith("其余")
    assert sum(bar.total for bar in found.sections) == len(found.tasks) == 25


def test_bars_of_nothing_are_not_drawn(qtbot: QtBot) -> None:
    chart = StackedBars("各章节", "")
    qtbot.addWidget(chart)
    names = {status: status.label for status in Status}
    chart.show_bars([Bar("甲", {Status.DONE: ["t1"]}), Bar("乙", {Status.BEHIND: ["t2"]})], names)
    drawn = [item for item in chart.getPlotItem().items if isinstance(item, pg.BarGraphItem)]
    assert [(list(item.opts["y"]), list(item.opts["width"])) for item in drawn] == [([0], [1.0]), ([1], [1.0])]


@pytest.mark.parametrize("most", [1, 2, 3, 7, 40, 900])
def test_axes_of_tasks_have_whole_numbers_only(most: int, qtbot: QtBot) -> None:
    values = [value for _, row in Whole("bottom").tickValues(0, most, 400) for value in row]
    assert values
    assert all(value % 1 == 0 for value in values)


@pytest.mark.parametrize(
    ("op", "base", "value", "actual", "way"),
    [
        (Op.AT_MOST, None, "3", 2, 100),
        (Op.AT_MOST, None, "3", 3, 100),
        (Op.AT_MOST, None, "3", 6, 50),
        (Op.AT_MOST, 2.0, "3", 1, 100),
        (Op.AT_MOST, 40.0, "28", 34, 50),
        (Op.AT_LEAST, None, "300", 240, 80),
        (Op.AT_LEAST, 200.0, "300", 250, 50),
    ],
)
def test_the_way_to_a_target(
    op: Op, base: float | None, value: str, actual: float, way: float, open_desk: Desk
) -> None:
    session = open_desk.session
    for field, given in (("op", op.value), ("value", value), ("base", base), ("base_year", 2023), ("year", "2027")):
        session.apply(SetTarget("g1", field, given))
    session.apply(SetActual("g1", 2025, actual))
    (first, *_) = facts(Overview(session.state, TODAY)).bullets
    assert round(first.way or 0) == way


def test_no_day_to_come_stands_below_the_burn_up(qtbot: QtBot) -> None:
    chart = BurnUp()
    qtbot.addWidget(chart)
    chart.show_points([Point("2026-11-24", 5, 0), Point("2026-11-25", 5, 2)], TODAY)
    axis = chart.getAxis("bottom")
    days = [TODAY.toordinal() + ahead for ahead in range(-3, 4)]
    assert axis.tickStrings(days, 1, 1) == ["26.11.22", "26.11.23", "26.11.24", "26.11.25", "", "", ""]
    assert chart.getPlotItem().viewRange()[0][1] <= TODAY.toordinal() + 2


def test_four_colours(panel: OverviewPanel, open_desk: Desk, qtbot: QtBot) -> None:
    assert panel.board.tiles["blue"].isHidden()
    open_desk.session.apply(SetSetting(LIGHTS, LightRules(near=Light.BLUE, tolerance=None, yellow_days=60).as_dict()))
    open_desk.session.apply(SetDeadline(("t3",), "2026-12-01"))
    qtbot.waitUntil(lambda: panel.board.tiles["blue"].accessibleName() == "■ 蓝灯 1")
    assert not panel.board.tiles["blue"].isHidden()


def test_changes_are_shown(panel: OverviewPanel, open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.session.apply(SetStatus(("t2",), Status.DONE))
    qtbot.waitUntil(lambda: panel.board.tiles["red"].accessibleName() == "▲ 红灯 0")


def test_a_day_before_the_project_was_there(panel: OverviewPanel, qtbot: QtBot) -> None:
    panel.day.setDate(QDate(2020, 1, 1))
    qtbot.waitUntil(lambda: panel.board.tiles["tasks"].accessibleName() == "任务总数 0")


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_pictures(ending: str, panel: OverviewPanel, tmp_path: Path) -> None:
    path = tmp_path / f"总览{ending}"
    write_picture(panel.board, path)
    if ending == ".png":
        assert QImage(str(path)).width() == panel.board.width() * 2
    else:
        assert "<svg" in path.read_text("utf-8")
    next(button for button in panel.findChildren(QPushButton) if button.text() == "复制图片").click()
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_picture_that_cannot_be_written(panel: OverviewPanel, tmp_path: Path) -> None:
    with pytest.raises(PlanlensError) as error:
        write_picture(panel.board, tmp_path / "没有" / "总览.png")
    assert error.value.code == "not-written"


def test_figures_of_another_project_are_not_shown(panel: OverviewPanel, open_desk: Desk, tmp_path: Path) -> None:
    jobs = []
    open_desk.jobs.run = lambda work: jobs.append((work, Job(panel))) or jobs[-1][1]  # held back until it is wanted
    panel.refresh()
    ((work, job),) = jobs
    late = work(lambda _fraction, _text: None)
    open_desk.take(new_project(tmp_path / "另一个.planlens", "张三"))
    panel.board.tiles["tasks"].show_number("–")
    job.done.emit(late)
    assert panel.board.tiles["tasks"].accessibleName() == "任务总数 –"


def test_what_had_no_room_does_not_shrink_the_other_bars(qtbot: QtBot) -> None:
    names = {status: status.label for status in Status}
    few, many = Bar("甲", {Status.DONE: ["t1"] * 10}), Bar("其余9个章节", {Status.DONE: ["t2"] * 400}, rest=True)
    assert drawn_to([few, few]) == pytest.approx(11.3)
    assert drawn_to([few, many]) == pytest.approx(15.5)
    chart = StackedBars("各章节", "")
    qtbot.addWidget(chart)
    chart.show_bars([few, many], names)
    texts = [item.toPlainText() for item in chart.getPlotItem().items if isinstance(item, pg.TextItem)]
    assert texts == ["10", "共400 ⋯"]
    assert "400 项" in chart.tip(1, 1)


def test_several_documents_have_a_bar_each(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    session = open_desk.session
    for place in range(3):
        plan, data = plan_of_text(f"{TEXT}\n{place}", f"规划{place}.txt")
        session.apply(AdoptDocument(replace(plan, title=f"规划{place}"), data))
    found = facts(Overview(session.state, TODAY))
    assert found.level == "文件"
    assert [bar.label for bar in found.sections][1:] == ["规划0", "规划1", "规划2"]
    assert sum(bar.total for bar in found.sections) == len(found.tasks) == 20


def test_one_document_is_chosen_and_stays_chosen(panel: OverviewPanel, open_desk: Desk, qtbot: QtBot) -> None:
    session, tiles = open_desk.session, panel.board.tiles
    count = len(session.state.tasks())
    assert panel.document.isHidden()  # of one document nothing is to be chosen
    plan, data = plan_of_text(f"{TEXT}\n", "另一份.txt")
    session.apply(AdoptDocument(replace(plan, title="另一份规划"), data))
    qtbot.waitUntil(lambda: panel.document.count() == 3)
    assert not panel.document.isHidden()
    qtbot.waitUntil(lambda: tiles["tasks"].accessibleName() == f"任务总数 {2 * count}")
    panel.document.setCurrentIndex(panel.document.findText("另一份规划"))
    qtbot.waitUntil(lambda: tiles["tasks"].accessibleName() == f"任务总数 {count}")
    session.apply(Delete(tuple(row.id for row in session.state.tasks()[-3:])))
    session.apply(Delete(("t1", "t2")))  # of the other one
    qtbot.waitUntil(lambda: tiles["tasks"].accessibleName() == f"任务总数 {count - 3}")
    assert panel.document.currentText() == "另一份规划"


def test_pictures_are_as_on_white_paper(panel: OverviewPanel, qapp: QApplication, tmp_path: Path) -> None:
    """Whatever the window wears; hatches, lamps and plan lines are there, on one page below a megabyte."""
    theme.wear(qapp, theme.Scheme.DARK)
    try:
        paper = panel.paper()
        assert qapp.palette().color(QPalette.ColorRole.Base).name() == theme.DARK.base
        write_picture(paper, tmp_path / "总览.png")
        write_pdf(tmp_path / "总览.pdf", paint_widget(paper, "督办总览", "截至2026年11月25日"))
    finally:
        theme.wear(qapp, theme.Scheme.LIGHT)
    picture = QImage(str(tmp_path / "总览.png"))
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(picture.height())}
    assert {theme.LIGHT.base, theme.LIGHT.status[Status.DONE], theme.LIGHT.status[Status.BEHIND]} <= colours
    assert theme.DARK.base not in colours
    assert (tmp_path / "总览.pdf").stat().st_size < 1_000_000
