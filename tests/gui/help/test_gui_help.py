"""The help: its pages, the search, and the shortcuts that there really are."""

from __future__ import annotations

import re
from importlib import metadata

from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.help.pages import LIBRARIES, about, found, shipped_pages
from planlens.gui.help.window import AboutDialog, HelpWindow


def opened(desk: Desk) -> HelpWindow:
    desk.commands["help"][1].trigger()
    window = desk.window.findChild(HelpWindow)
    assert isinstance(window, HelpWindow)
    return window


def test_pages_and_shortcuts(open_desk: Desk) -> None:
    window = opened(open_desk)
    titles = [window.titles.item(row).text() for row in range(window.titles.count())]
    assert (titles[0], titles[-1]) == ("十分钟上手", "快捷键")
    window.titles.setCurrentRow(len(titles) - 1)
    text = window.text.toPlainText()
    assert "Ctrl+Z" in text
    assert "打开项目" in text
    desk_again = opened(open_desk)
    assert desk_again is window


def test_search(open_desk: Desk, qtbot: QtBot) -> None:
    window = opened(open_desk)
    window.search.setText("序时进度")
    assert [window.titles.item(row).text() for row in range(window.titles.count())] == ["跟踪与预警", "督办台账"]
    assert window.text.textCursor().selectedText() == "序时进度"
    window.search.setText("没有这个词吧")
    assert window.text.toPlainText() == "没有找到，请换一个词。"


def test_titles_come_first() -> None:
    assert found(shipped_pages(), "备份")[0].title == "新版本与备份"


def test_every_page_begins_with_its_title() -> None:
    for page in shipped_pages():
        assert page.text.startswith(f"# {page.title}\n")


def test_about_names_every_library_and_its_licence(desk: Desk, qtbot: QtBot) -> None:
    text = about()
    assert all(f"| {name} |" in text for name in LIBRARIES)
    assert all("LGPL" in line for line in text.splitlines() if "PySide6" in line or "psycopg" in line)
    assert "| psycopg |" in text
    dialog = AboutDialog(desk.window)
    qtbot.addWidget(dialog)


def test_every_dependency_is_named() -> None:
    required = [line for line in metadata.requires("planlens") or () if "extra ==" not in line]
    names = {re.split(r"[<>=!~ ;\[]", line)[0].lower() for line in required}  # pandas>=2.2,<4
    assert names == {name.lower() for name in LIBRARIES}
