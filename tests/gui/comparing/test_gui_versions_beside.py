"""Two versions side by side in the window: the whole tree, the words that changed, a file for the leader."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_builder import TEXT, key
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.comparing.versions import ComparePage
from planlens.gui.ledger.window import LedgerWindow
from planlens.project.project import Project

NEW = (
    TEXT.replace("3000个", "3600个")
    .replace("推进千兆光网进村入户。", "推进万兆光网进村入户。")
    .replace("开展全民数字素养提升行动。（责任单位：市教育局）\n", "")
)


@pytest.fixture
def page(open_desk: Desk, work_nearby: None, qtbot: QtBot, tmp_path: Path) -> ComparePage:
    """The page with the project's document and a newer file of it."""
    action = next(action for action in open_desk.menus["工具(&O)"].actions() if action.text() == "版本对照(&V)…")
    action.trigger()
    window = open_desk.window.findChild(LedgerWindow, "版本对照")
    assert isinstance(window, LedgerWindow)
    found = window.page
    assert isinstance(found, ComparePage)
    path = tmp_path / "规划（送审稿）.txt"
    path.write_text(NEW, "utf-8")
    found.two.choosers[0].setCurrentIndex(1)
    found.two.choosers[1].choose_file(path)
    qtbot.waitUntil(lambda: not found.two.busy)
    return found


def lines(page: ComparePage) -> list[str]:
    return [" | ".join(word.strip("\u3000") for word in line.words) for line in page.answers.model.lines]


def test_what_differs_stands_side_by_side(page: ComparePage) -> None:
    assert lines(page) == [
        "改写 | 任务 | 新建5G基站3000个以上，2026年底前完成。 | 新建5G基站3600个以上，2026年底前完成。"
        " | 目标提高：5G基站 3000个 → 3600个",
        "改写 | 任务 | 推进千兆光网进村入户。 | 推进万兆光网进村入户。 | ",
        "删除 | 任务 | 开展全民数字素养提升行动。 |  | ",
    ]


def test_the_whole_tree_and_one_kind_of_change(page: ComparePage) -> None:
    kinds = [page.kinds.itemText(row) for row in range(page.kinds.count())]
    assert kinds == ["全部变化（3）", "删除（1）", "改写（2）", "整份对照（11）"]
    page.kinds.setCurrentIndex(1)
    page.kinds.activated.emit(1)
    assert len(lines(page)) == 1
    page.kinds.setCurrentIndex(3)
    page.kinds.activated.emit(3)
    assert lines(page)[0].startswith("未变 | 章节 | 一、发展目标")


def test_the_words_that_changed_are_marked(page: ComparePage) -> None:
    page.answers.table.selectRow(1)
    assert page.old.toPlainText() == "推进千兆光网进村入户。"
    assert "line-through" in page.old.toHtml()
    assert "underline" in page.new.toHtml()


def test_a_row_leads_to_the_task_of_the_project(page: ComparePage, open_desk: Desk, project: Project) -> None:
    page.answers.table.selectRow(2)
    page.answers.wanted.emit(page.answers.current)
    assert open_desk.session.current == key(project, "开展全民")


def test_both_sides_can_be_swapped(page: ComparePage, qtbot: QtBot) -> None:
    page.two.swap.click()
    qtbot.waitUntil(lambda: not page.two.busy)
    assert lines(page)[-1].startswith("新增 | 任务 |  | 开展全民")


def test_the_same_file_twice_is_told(page: ComparePage) -> None:
    page.two.choosers[1].setCurrentIndex(1)
    page.two.begin()
    assert page.two.words.text() == "两边是同一份文件，请为其中一边另选一份。"
    assert page.body.isHidden()
