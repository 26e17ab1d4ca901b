"""An upper plan and one's own in the window: pairs are kept as links one by one, gaps and disputes are listed."""

from __future__ import annotations

import pytest
from project_builder import key, plan_of_text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.comparing.alignment import AlignPage
from planlens.gui.ledger.window import LedgerWindow
from planlens.project.edits import AdoptDocument
from planlens.project.project import Project
from planlens.project.rows import LinkRow

OWN = """云山市2026年数字经济工作要点
一、网络建设
推进千兆光网进村入户全覆盖。
二、数字素养
组织开展全民数字素养提升行动50场。
三、其他
举办龙舟赛一次。
"""


@pytest.fixture
def page(open_desk: Desk, project: Project, work_nearby: None, qtbot: QtBot) -> AlignPage:
    """The page with both plans of the project compared."""
    open_desk.session.apply(AdoptDocument(*plan_of_text(OWN, "要点.txt")))
    action = next(action for action in open_desk.menus["工具(&O)"].actions() if action.text() == "规划衔接(&A)…")
    action.trigger()
    window = open_desk.window.findChild(LedgerWindow, "规划衔接")
    assert isinstance(window, LedgerWindow)
    found = window.page
    assert isinstance(found, AlignPage)
    compare(found, qtbot)
    return found


def compare(page: AlignPage, qtbot: QtBot) -> None:
    for place, chooser in enumerate(page.two.choosers, start=1):
        chooser.setCurrentIndex(place)
    page.two.begin()
    qtbot.waitUntil(lambda: not page.two.busy)


def drawn(page: AlignPage) -> list[str]:
    model = page.model
    return [
        " | ".join(str(model.index(row, column).data())[:6] for column in (0, 1, 3)) for row in range(model.rowCount())
    ]


def links(project: Project) -> set[tuple[str, str]]:
    return {(row.owner, row.to) for row in project.state.all(LinkRow)}


def test_pairs_gaps_and_tasks_without_basis(page: AlignPage) -> None:
    assert drawn(page) == ["推进千兆光网 | 推进千兆光网 | 未定", "开展全民数字 | 组织开展全民 | 未定"]
    uncovered = [page.uncovered.item(row).text()[:4] for row in range(page.uncovered.count())]
    assert uncovered == [
        "新建5G",
        "推动高频",
        "建立联席",
    ]
    assert [page.unbased.item(row).text()[:4] for row in range(page.unbased.count())] == ["举办龙舟"]


def test_accepted_pairs_are_kept_and_taken_back(
    page: AlignPage, open_desk: Desk, project: Project, qtbot: QtBot
) -> None:
    for pressed in (Qt.Key.Key_A, Qt.Key.Key_A):
        qtbot.keyClick(page.table, pressed)
    assert page.keep.text() == "记入台账（2 处）"
    page.keep.click()
    ours, upper = key(project, "推进千兆光网进村入户全"), key(project, "推进千兆光网进村入户。")
    assert links(project) == {(ours, upper), (key(project, "组织开展"), key(project, "开展全民"))}
    assert "台账：1 项本级任务落实，已完成 0 项，平均进度 0%" in page.words.text()
    compare(page, qtbot)
    assert [line.rpartition(" | ")[2] for line in drawn(page)] == ["✓ 采纳", "✓ 采纳"]
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    page.keep.click()
    assert (ours, upper) not in links(project)
    open_desk.session.undo_some(2)
    assert links(project) == set()


def test_a_square_of_the_map_narrows_to_its_pairs_and_decisions_stay(page: AlignPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    page.heat.picked.emit(0, 1)
    assert [line[:6] for line in drawn(page)] == ["开展全民数字"]
    page.whole.click()
    assert [line.rpartition(" | ")[2] for line in drawn(page)] == ["✓ 采纳", "未定"]


def test_the_map_tells_its_squares(page: AlignPage) -> None:
    assert page.heat.tip(0, 0) == "上级：二、重点任务\n本级：一、网络建设\n对应 1 处\n单击只看这些对应"
    assert page.heat.tip(2, 0) == "上级：二、重点任务\n本级：三、其他\n对应 0 处"


def test_a_gap_leads_to_its_task(page: AlignPage, open_desk: Desk, project: Project) -> None:
    page.uncovered.itemActivated.emit(page.uncovered.item(1))
    assert open_desk.session.current == key(project, "推动高频")
