"""The timeline: its lines as a picture, choosing, dragging, and the keyboard."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import TasksPanel
from planlens.gui.timeline.painting import tip_of
from planlens.gui.timeline.panel import TimelinePanel
from planlens.model import Node, UnitRole
from planlens.model.tracking import Status
from planlens.project.edits import AddNode, Assign, MarkNodes, SetDeadline, SetSetting, SetStatus
from planlens.project.ledger import nodes_of
from planlens.project.settings import PLAN_END
from planlens.views.lanes import FAR, Grouping, Lane, Until, deadline_at, lanes, span_of, ticks

TODAY = date(2026, 11, 25)


@pytest.fixture
def panel(open_desk: Desk) -> Iterator[TimelinePanel]:
    session = open_desk.session
    session.apply(SetDeadline(("t2",), "2026-06"))
    session.apply(SetDeadline(("t3",), "ongoing"))
    session.apply(SetStatus(("t4",), Status.DONE))
    session.apply(SetDeadline(("t4",), "2026-12-20"))
    open_desk.show_panel("timeline")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["timeline"]
    assert isinstance(found, TimelinePanel)
    return found


def drawn(found: list[Lane]) -> str:
    """A heading, or a task with its time and light."""
    return "\n".join(_line(lane) for lane in found)


def _line(lane: Lane) -> str:
    if not lane.id:
        return lane.text
    end = "……" if lane.end == FAR.toordinal() else date.fromordinal(lane.end).isoformat()
    return f"  {date.fromordinal(lane.start).isoformat()} {end} {lane.light.label} {lane.text[:8]}"


def test_by_section(panel: TimelinePanel) -> None:
    assert (
        drawn(panel.view.lanes)
        == """（一）建设信息网络（2项）
  2024-01-01 2026-06-30 红灯 推进千兆光网进村
  2024-01-01 2026-12-31 黄灯 新建5G基站30
（二）优化政务服务（2项）
  2024-01-01 2026-12-20 绿灯 开展全民数字素养
  2024-01-01 …… 绿灯 推动高频事项一网
三、保障措施（1项）
  2024-01-01 2027-12-31 黄灯 建立联席会议制度"""
    )
    (assumed,) = [lane for lane in panel.view.lanes if lane.until is Until.PLAN]
    assert "规划期末：2027-12-31" in tip_of(assumed, TODAY)


def test_groups_without_a_line_do_not_stand_there(panel: TimelinePanel, open_desk: Desk) -> None:
    open_desk.session.apply(SetSetting(f"{PLAN_END}:d1", False))
    open_desk.session.apply(SetDeadline(("t4",), None))
    panel.refresh()
    assert [lane.text for lane in panel.view.lanes if not lane.id] == [
        "（一）建设信息网络（2项）",
        "（二）优化政务服务（2项，其中1项未定时限）",
        "未定时限的任务共2项，不在时间轴上",
    ]


def test_the_legend_is_seen_whole_on_a_small_screen(panel: TimelinePanel, open_desk: Desk) -> None:
    open_desk.window.resize(910, 480)
    panel.refresh()
    QApplication.processEvents()
    assert panel.legend.width() >= panel.legend.sizeHint().width()
    assert panel.rect().contains(panel.legend.geometry())
    assert "蓝灯" not in panel.legend.text()  # the office has none


def test_nodes_stand_on_their_bars(panel: TimelinePanel, open_desk: Desk) -> None:
    session = open_desk.session
    for due, text in (("2026-03", "完成选址"), ("2026-12", "全部建成")):
        session.apply(AddNode(("t2", "t5"), Node(due, text)))
    first = nodes_of(session.state, "t2")[0].id
    session.apply(MarkNodes((first,), "2026-04-02"))
    panel.refresh()
    found = {lane.id: lane for lane in panel.view.lanes}
    points = [(date.fromordinal(point.day).isoformat(), point.done, point.late) for point in found["t2"].points]
    assert points == [("2026-03-31", True, True), ("2026-12-31", False, False)]
    tip = tip_of(found["t5"], TODAY)
    assert "最后节点：2026-12-31" in tip
    assert tip.endswith("△ 2026年3月：完成选址\n○ 2026年12月：全部建成")
    image = panel.view.grab().toImage()
    session.apply(MarkNodes((first,), None))
    panel.refresh()
    assert panel.view.grab().toImage() != image  # hollow now, and red


def test_by_unit_without_what_is_done(panel: TimelinePanel, open_desk: Desk) -> None:
    open_desk.session.apply(Assign(("t5",), "市政府办", UnitRole.LEAD))
    panel.grouping.setCurrentIndex(1)
    panel.done.setChecked(False)
    panel.refresh_now()
    assert [lane.text for lane in panel.view.lanes if not lane.id] == [
        "市通信管理局（2项）",
        "市政务服务局（1项）",
        "市政府办（1项）",
    ]


def test_dragging_an_end_sets_the_deadline(panel: TimelinePanel, open_desk: Desk, qtbot: QtBot) -> None:
    view = panel.view
    view.fit_all()
    lane = next(lane for lane in view.lanes if lane.id == "t2")
    row = view.lanes.index(lane)
    end = QPoint(view.x_of(lane.end + 1), view.bar_of(lane, row).center().y())
    later = QPoint(view.x_of(date(2027, 3, 15).toordinal()), end.y())
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    qtbot.mouseMove(view.viewport(), later)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=later)
    assert open_desk.session.state.item("t2").deadline == "2027-03"  # type: ignore[union-attr]
    assert open_desk.session.current == "t2"
    open_desk.session.undo()
    assert open_desk.session.state.item("t2").deadline == "2026-06"  # type: ignore[union-attr]


def test_escape_lets_go(panel: TimelinePanel, open_desk: Desk, qtbot: QtBot) -> None:
    view = panel.view
    lane = next(lane for lane in view.lanes if lane.id == "t2")
    end = QPoint(view.x_of(lane.end + 1), view.bar_of(lane, view.lanes.index(lane)).center().y())
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    qtbot.mouseMove(view.viewport(), end + QPoint(80, 0))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end + QPoint(80, 0))
    assert open_desk.session.state.item("t2").deadline == "2026-06"  # type: ignore[union-attr]


def test_keyboard_moves_and_shows_the_task(panel: TimelinePanel, open_desk: Desk, qtbot: QtBot) -> None:
    view = panel.view
    open_desk.session.select()
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert open_desk.session.current == "t4"
    assert "开展全民数字素养" in view.accessibleDescription()
    with qtbot.waitSignal(view.wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_a_heading_shows_its_tasks(panel: TimelinePanel, open_desk: Desk, qtbot: QtBot) -> None:
    view = panel.view
    heading = next(lane for lane in view.lanes if lane.text.startswith("（二）优化政务服务"))
    y = next(y for y in range(view.viewport().height()) if view.lane_at(y) is heading)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, y + 2))
    assert open_desk.workspace is not None
    tasks = open_desk.workspace.widgets["tasks"]
    assert isinstance(tasks, TasksPanel)
    assert tasks.isVisible()
    assert sorted(tasks.model.shown_tasks()) == ["t3", "t4"]
    assert "时间轴：（二）优化政务服务" in tasks.model.filter.name


def test_zoom_keeps_the_day_under_the_mouse(panel: TimelinePanel) -> None:
    view = panel.view
    view.zoom(6.0)
    before = view.day_at(700)
    view.zoom(1.5, 700)
    assert view.day_at(700) == pytest.approx(before, abs=2)


@pytest.mark.parametrize(
    ("per_day", "names"),
    [
        (0.05, ["", "2025年", "", ""]),
        (0.3, ["2024年", "2025年", "2026年", "2027年"]),
        (1.0, ["2024年", "4月", "7月", "10月", "2025年"]),
        (2.0, ["2024年", "2月", "3月", "4月"]),
        (8.0, ["2024年", "10日", "20日", "2月"]),
    ],
)
def test_ticks(per_day: float, names: list[str]) -> None:
    first = date(2024, 1, 15).toordinal()
    found = ticks(first, first + 1400, per_day)
    assert [name for _, name, _ in found][: len(names)] == names


@pytest.mark.parametrize(
    ("first", "last", "per_day", "axis"),
    [
        (date(2025, 5, 20), date(2025, 10, 1), 1.0, "04-01 4月, 07-01 7月, 10-01 10月"),
        (date(2025, 5, 20), date(2026, 1, 1), 0.3, "01-01 |2025年, 01-01 |2026年"),
        (date(2025, 11, 3), date(2026, 2, 1), 2.0, "11-01 11月, 12-01 12月, 01-01 |2026年, 02-01 2月"),
        (date(2025, 5, 2), date(2025, 5, 9), 7.0, "05-01 5月, 05-10 10日, 05-20 20日"),
        (date(9999, 11, 5), date.max, 2.0, "11-01 11月, 12-01 12月"),
    ],
)
def test_where_the_names_of_the_axis_stand(first: date, last: date, per_day: float, axis: str) -> None:
    found = ticks(first.toordinal(), last.toordinal(), per_day)
    days = [(date.fromordinal(day).strftime("%m-%d"), "|" * begins + name) for day, name, begins in found]
    assert ", ".join(f"{day} {name}" for day, name in days) == axis


def test_what_a_drag_means() -> None:
    day = date(2026, 5, 17).toordinal()
    assert [deadline_at(day, scale) for scale in (0.5, 6.0)] == ["2026-05", "2026-05-17"]


def test_without_a_project(desk: Desk) -> None:
    assert lanes(desk.session.state, desk.session.overview, Grouping.SECTION) == []
    assert span_of([], TODAY) == (date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal())


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_touched_that_is_not_shown(seed: int, panel: TimelinePanel, open_desk: Desk, qtbot: QtBot) -> None:
    """For random groups, what is chosen elsewhere, and drags to anywhere."""
    session, chance, view = open_desk.session, random.Random(seed), panel.view
    session.apply(SetSetting(f"{PLAN_END}:d1", False))
    changed: list[str] = []
    session.changed.connect(lambda changes: changed.extend(change.row.id for change in changes.rows))
    for _ in range(12):
        panel.grouping.setCurrentIndex(chance.randrange(2))
        panel.done.setChecked(chance.random() < 0.5)
        session.select([chance.choice(["t1", "t2", "t3", "t4", "t5"])])
        panel.refresh_now()
        view.fit_all()
        row, lane = chance.choice(list(enumerate(view.lanes)))
        y = view.sizes.header + row * view.sizes.row - view.verticalScrollBar().value() + view.sizes.row // 2
        end = QPoint(view.x_of(lane.end + 1) if lane.id else 500, y)
        shown = {found.id for found in view.lanes}
        changed.clear()
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
        qtbot.mouseMove(view.viewport(), QPoint(chance.randint(320, 700), chance.randint(0, 400)))
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(600, 300))
        qtbot.keyClick(view, chance.choice([Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Plus, Qt.Key.Key_Delete]))
        assert set(changed) <= shown
