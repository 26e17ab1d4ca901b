"""The overview: its numbers, what a click picks, an earlier day, and pictures of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.overview.panel import OverviewPanel
from planlens.gui.overview.picture import write_picture
from planlens.model import Light, PlanlensError
from planlens.model.tracking import Status
from planlens.project.edits import SetActual, SetDeadline, SetStatus, SetTarget
from planlens.views.chart_data import Bar, facts
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
    qtbot.waitUntil(
        lambda: found.board is not None and found.board.tiles["tasks"].accessibleName() != "任务总数 –", timeout=20000
    )
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
        panel.board.sections._click(1.5, 0.1)
    assert told.args is not None
    assert (told.args[0].name, told.args[0].ids) == ("（一）建设信息网络：滞后", {"t2"})
    with qtbot.waitSignal(open_desk.session.filter_requested) as told:
        panel.board.months._click(0.2, 0.5)
    assert told.args is not None
    assert told.args[0].name == "2026年6月到期"
    assert "已完成 1、滞后 1" in panel.board.sections.tip(1, 0)


def test_changes_are_shown(panel: OverviewPanel, open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.session.apply(SetStatus(("t2",), Status.DONE))
    qtbot.waitUntil(lambda: panel.board.tiles["red"].accessibleName() == "▲ 红灯 0", timeout=5000)


def test_a_day_before_the_project_was_there(panel: OverviewPanel, qtbot: QtBot) -> None:
    panel.day.setDate(QDate(2020, 1, 1))
    qtbot.waitUntil(lambda: panel.board.tiles["tasks"].accessibleName() == "任务总数 0", timeout=5000)


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_pictures(ending: str, panel: OverviewPanel, tmp_path: Path) -> None:
    path = tmp_path / f"总览{ending}"
    write_picture(panel.board, path)
    if ending == ".png":
        assert QImage(str(path)).width() == panel.board.width() * 2
    else:
        assert "<svg" in path.read_text("utf-8")
    panel._copy()
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_picture_that_cannot_be_written(panel: OverviewPanel, tmp_path: Path) -> None:
    with pytest.raises(PlanlensError) as error:
        write_picture(panel.board, tmp_path / "没有" / "总览.png")
    assert error.value.code == "not-written"
