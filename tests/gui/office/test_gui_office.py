"""The window at an office's ledger: others at work, a lost server, opening and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from project_builder import TEXT, plan_of_text
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.office.dialog import LedgerDialog
from planlens.gui.searching.page import SearchPage
from planlens.model import PlanlensError
from planlens.project import edits
from planlens.project.office.address import Address
from planlens.project.rows import TaskRow
from planlens.workflow import assigning, habits, memory, searching

if TYPE_CHECKING:
    from office_server import Proxy, Server

    from planlens.project.project import Project


@pytest.fixture(scope="module")
def ledger(office_server: Server) -> str:
    name = office_server.ledger()
    office_server.open(name, "boss").apply(edits.AdoptDocument(*plan_of_text(TEXT)))
    return name


@pytest.fixture
def proxy(office_server: Server) -> Iterator[Proxy]:
    from office_server import Proxy  # noqa: PLC0415 (only where there is a server)

    made = Proxy(office_server.folder, 5434)
    yield made
    made.close()


@pytest.fixture
def zhang(desk: Desk, qtbot: QtBot, office_server: Server, ledger: str, proxy: Proxy) -> Desk:
    """The window of 张三, who has opened the ledger."""
    desk.open_paths([office_server.address(ledger, "zhang", proxy.port)])
    qtbot.waitUntil(lambda: desk.session.project is not None)
    qtbot.waitUntil(lambda: "张三" in said(desk))
    return desk


@pytest.fixture
def li(office_server: Server, ledger: str) -> Project:
    return office_server.open(ledger, "li")


def said(desk: Desk) -> str:
    """Return what the status bar says of others."""
    assert desk.company is not None
    return desk.company.label.text()


def progress(desk: Desk, key: str) -> float | None:
    return desk.session.state.get(key, TaskRow).progress


def test_the_window_shows_others_changes_and_whose_they_are(zhang: Desk, qtbot: QtBot, li: Project) -> None:
    with qtbot.waitSignal(zhang.session.others_acted) as heard:
        li.apply(edits.SetProgress(("t1",), 35))
    assert progress(zhang, "t1") == 35
    assert "李四：设置" in heard.args[0][0]
    qtbot.waitUntil(lambda: "李四：设置" in zhang.company.label.toolTip())  # type: ignore[union-attr]
    assert zhang.session.overview["t1"].completion == 35


def test_what_the_window_does_is_seen_by_others(zhang: Desk, li: Project) -> None:
    assert zhang.session.apply(edits.SetProgress(("t2",), 25))
    li.catch_up()
    assert li.state == zhang.session.state
    assert zhang.undo.isEnabled()


def test_a_clash_shows_both_values_and_may_be_insisted_on(
    zhang: Desk, qtbot: QtBot, li: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def insist(parent: object, title: str, question: str, yes: str, no: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(dialogs, "ask", insist)
    line = QLineEdit(zhang.window)  # what is half typed is not disturbed by what others do
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "60")
    li.apply(edits.SetProgress(("t3",), 45))
    qtbot.waitUntil(lambda: "您输入完后显示" in said(zhang))
    assert progress(zhang, "t3") is None
    zhang.session.apply(edits.SetProgress(("t3",), 60))
    line.deleteLater()
    assert len(asked) == 1
    assert "45%" in asked[0]
    assert "60%" in asked[0]
    assert progress(zhang, "t3") == 60
    li.catch_up()
    assert li.state == zhang.session.state


def test_a_lost_server_is_told_and_comes_back_by_itself(
    zhang: Desk, qtbot: QtBot, li: Project, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[PlanlensError] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda parent, error: told.append(error))
    before = zhang.session.state.copy()
    proxy.cut()
    qtbot.waitUntil(lambda: "只能查看" in said(zhang))
    assert zhang.session.read_only
    assert not zhang.undo.isEnabled()
    assert zhang.session.apply(edits.SetProgress(("t4",), 50)) is None
    assert [error.code for error in told] == ["office-lost"]
    assert zhang.session.state == before
    li.apply(edits.SetProgress(("t5",), 15))
    proxy.open = True
    qtbot.waitUntil(lambda: progress(zhang, "t5") == 15)
    qtbot.waitUntil(lambda: not zhang.session.read_only)
    assert "在线" in said(zhang)
    assert zhang.session.apply(edits.SetProgress(("t4",), 50))


def test_closing_the_ledger_ends_all_that_followed_it(zhang: Desk, qtbot: QtBot, proxy: Proxy) -> None:
    zhang.session.close()
    assert zhang.company is not None
    assert zhang.company.label.isHidden()
    qtbot.waitUntil(lambda: proxy.connections == 0)


def test_the_recent_ones_hold_the_address_and_no_password(
    zhang: Desk, tmp_path: Path, office_server: Server, ledger: str
) -> None:
    address = office_server.address(ledger, "zhang", 5434)
    assert zhang.session.place == address
    assert zhang.tools.settings.recent[0] == address.text
    assert ledger in zhang.window.windowTitle()
    secret = Address(address.text, "很长的口令")
    zhang.tools.settings.add_recent(secret)
    zhang.tools.settings.sync()
    assert "很长的口令" not in (tmp_path / "settings.ini").read_text("utf-8")
    assert "很长的口令" not in repr(secret) + str(secret)


def test_a_ledger_that_cannot_be_reached_is_told(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[PlanlensError] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda parent, error: told.append(error))
    desk.open_paths(["postgresql:///x?host=/nowhere"])
    qtbot.waitUntil(lambda: bool(told))
    assert "连不上办公台账" in told[0].message
    assert not desk.session.busy
    desk.open_paths(["postgresql://a:b@/x"])
    assert told[1].code == "password-in-address"


def test_a_password_is_asked_for_where_the_server_wants_one(
    desk: Desk, qtbot: QtBot, office_server: Server, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office_server import SECRET, SECRET_ACCOUNT  # noqa: PLC0415 (only where there is a server)

    from planlens.project.office.members import admit  # noqa: PLC0415
    from planlens.project.office.reading import Member  # noqa: PLC0415

    admit(office_server.link(ledger, "boss"), Member(SECRET_ACCOUNT, "有口令的人", "office"), SECRET)
    answers = iter(["错的", SECRET])
    asked: list[bool] = []

    def answer(parent: object, address: Address, *, again: bool) -> str:
        asked.append(again)
        return next(answers)

    monkeypatch.setattr(dialogs, "ask_password", answer)
    desk.open_paths([office_server.address(ledger, SECRET_ACCOUNT)])
    qtbot.waitUntil(lambda: desk.session.project is not None)
    assert asked == [False, True]
    assert desk.session.project is not None
    assert desk.session.project.who == "有口令的人"


def test_the_dialog_makes_an_address_or_says_what_is_missing(desk: Desk, qtbot: QtBot) -> None:
    dialog = LedgerDialog(desk.tools)
    qtbot.addWidget(dialog)
    dialog.go.click()
    assert "请填写服务器和台账名称" in dialog.told.text()
    dialog.server.setText("10.1.1.5:5433")
    dialog.ledger.setText("督办")
    dialog.account.setText("张三")
    dialog.go.click()
    assert dialog.address is not None
    assert (dialog.address.name, dialog.address.account) == ("督办", "张三")
    again = LedgerDialog(desk.tools)
    qtbot.addWidget(again)
    assert again.account.text() == "张三"


def test_the_questions_of_insight_are_asked_of_the_ledger_and_nothing_of_it_is_kept(
    zhang: Desk, office_server: Server, ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path / "home"))
    place = zhang.session.place
    assert isinstance(place, Address)
    (tmp_path / "plans").mkdir()
    folder = tmp_path / "plans"
    asked = zhang.session.state.get("t1", TaskRow).text
    stamp = searching.index_folder(folder).stamp
    assert searching.find_in(folder, asked, stamp).hits == ()
    hit = searching.find_in(folder, asked, stamp, ledger=place).hits[0]
    assert (hit.found.source, hit.found.item) == (str(place), "t1")
    assert searching.source_name(hit.found.source) == ledger
    assert searching.find_in(folder, asked, stamp).hits == ()
    assert assigning.suggest_file(place).words
    memory.begin()
    habits.remember_file(place)
    assert set(memory.projects()) <= {ledger}


def test_the_search_window_says_that_it_searches_the_ledger_and_goes_to_its_rows(
    zhang: Desk, ledger: str, qtbot: QtBot, tmp_path: Path
) -> None:
    page = SearchPage(zhang.tools)
    qtbot.addWidget(page)
    (tmp_path / "plans").mkdir()
    page.search_in(tmp_path / "plans")
    qtbot.waitUntil(lambda: f"和台账“{ledger}”中检索：共 0 份文件" in page.state.text())
    page.line.setText(zhang.session.state.get("t2", TaskRow).text[:8])
    qtbot.waitUntil(lambda: bool(page.found and page.found.hits))
    page.go.click()
    assert zhang.session.current == "t2"
