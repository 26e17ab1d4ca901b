"""Search across files in the window: live, ranked, with a way to each sentence; and tasks that are alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_builder import key
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.searching import page as searching_page
from planlens.gui.searching.page import SearchPage, show_search
from planlens.project.files import new_project
from planlens.project.project import Project

OTHER = """霁川县教育规划
一、重点任务
新建公办幼儿园12所。
开展中小学生数字素养提升行动，建设数字校园30所。
"""


@pytest.fixture
def page(open_desk: Desk, work_nearby: None, qtbot: QtBot, tmp_path: Path) -> SearchPage:
    """The page; beside the project stand another plan, another project and a broken file."""
    (tmp_path / "教育.txt").write_text(OTHER, "utf-8")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    new_project(tmp_path / "另一个.planlens", "张三").close()
    found = show_search(open_desk.tools)
    found.refresh_now()
    settle(found, qtbot)
    return found


def settle(page: SearchPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.reading.busy and not page.asking.busy, timeout=60000)
    qtbot.waitUntil(lambda: "正在" not in page.state.text() and not page.asking.busy, timeout=60000)


def search(page: SearchPage, qtbot: QtBot, words: str) -> list[str]:
    page.line.setText(words)
    qtbot.waitUntil(lambda: page.found is not None and page.found.asked == words)
    return [line.words[0] for line in page.answers.model.lines]


def test_the_best_sentence_of_all_files_stands_first_while_typing(page: SearchPage, qtbot: QtBot) -> None:
    assert search(page, qtbot, "幼儿园") == ["新建公办幼儿园12所。"]
    both = search(page, qtbot, "数字素养")
    assert {text[:4] for text in both[:2]} == {"开展全民", "开展中小"}
    assert "共 4 份文件，1 份不能读取" in page.state.text()
    assert "坏.docx" in page.state.toolTip()


def test_nothing_found_is_told(page: SearchPage, qtbot: QtBot) -> None:
    assert search(page, qtbot, "航天") == []
    assert page.answers.notes.text() == "没有找到“航天”。"


def test_a_sentence_of_the_project_leads_to_its_task(
    page: SearchPage, open_desk: Desk, project: Project, qtbot: QtBot
) -> None:
    search(page, qtbot, "一网通办")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    qtbot.keyClick(page.answers.table, Qt.Key.Key_Return)
    assert open_desk.session.current == key(project, "推动高频")


def test_a_sentence_of_a_file_opens_it(page: SearchPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(searching_page, "open_with_system", opened.append)
    search(page, qtbot, "幼儿园")
    page.go.click()
    assert [path.name for path in opened] == ["教育.txt"]


def test_what_changes_is_read_again_and_what_is_gone_is_forgotten(
    page: SearchPage, qtbot: QtBot, tmp_path: Path
) -> None:
    search(page, qtbot, "幼儿园")
    (tmp_path / "教育.txt").write_text(OTHER.replace("幼儿园", "托育园"), "utf-8")
    page.refresh()
    settle(page, qtbot)
    assert page.answers.model.lines == []
    (tmp_path / "教育.txt").unlink()
    page.refresh()
    settle(page, qtbot)
    assert search(page, qtbot, "托育园") == []


def test_tasks_like_the_chosen_one(page: SearchPage, open_desk: Desk, project: Project, qtbot: QtBot) -> None:
    open_desk.session.select([key(project, "开展全民")])
    page.find_similar()
    qtbot.waitUntil(lambda: not page.asking.busy)
    (line,) = page.answers.model.lines
    assert line.words[0].startswith("开展中小学生数字素养")
    assert {"素养", "数字"} <= set(line.words[3].split("、"))


def test_another_folder(page: SearchPage, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "别处"
    folder.mkdir()
    (folder / "方案.txt").write_text("方案\n一、任务\n建设航天产业园1个。\n", "utf-8")
    page.search_in(folder)
    settle(page, qtbot)
    assert search(page, qtbot, "航天") == ["建设航天产业园1个。"]


def test_another_project_is_opened_once_that_is_agreed_to(
    page: SearchPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda parent, title, question, yes: bool(asked.append(question)))
    search(page, qtbot, "幼儿园")
    assert page.found is not None
    hit = page.found.hits[0].found
    object.__setattr__(hit, "source", hit.source.replace("教育.txt", "另一个.planlens"))
    page.go.click()
    assert asked == ["这句话在项目“另一个”中。"]
