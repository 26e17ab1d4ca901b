"""Hearing of others: woken up by the server, or asking where it cannot; and a ledger brought back by pg_dump."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator

import pytest
from office_server import OWNER, Server, programs
from project_builder import TEXT, plan_of_text

from planlens.model import PlanlensError
from planlens.project import edits
from planlens.project.office import postgres_store, tables
from planlens.project.office.members import init
from planlens.project.office.watching import Watch
from planlens.project.project import Project


@pytest.fixture
def ledger(office_server: Server) -> str:
    name = office_server.ledger()
    office_server.open(name, OWNER).apply(edits.AdoptDocument(*plan_of_text(TEXT)))
    return name


@pytest.fixture
def li(office_server: Server, ledger: str) -> Project:
    return office_server.open(ledger, "li")


@pytest.fixture
def watch(li: Project) -> Iterator[Watch]:
    found = Watch(li.store)  # type: ignore[arg-type]
    yield found
    found.close()


def until_heard(watch: Watch, li: Project) -> None:
    """Take in what is heard within five seconds."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        heard = watch.hear(li.seen)
        if heard.news is not None:
            assert li.catch_up(heard.news)
            return
    raise AssertionError("nothing was heard")


def test_an_action_is_heard_of(office_server: Server, ledger: str, li: Project, watch: Watch) -> None:
    assert watch.hear(li.seen).news is None
    zhang = office_server.open(ledger, "zhang")
    zhang.apply(edits.SetProgress(("t1",), 12))
    until_heard(watch, li)
    assert li.state == zhang.state


def test_an_action_is_heard_of_where_the_server_wakes_nobody_up(
    office_server: Server, ledger: str, li: Project, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_store, "can_notify", lambda connection: False)
    watch._can_listen = False
    zhang = office_server.open(ledger, "zhang")
    assert watch.hear(li.seen).news is None
    zhang.apply(edits.SetProgress(("t1",), 13))
    until_heard(watch, li)
    assert li.state == zhang.state


def test_who_is_here_is_told(office_server: Server, ledger: str, li: Project, watch: Watch) -> None:
    office_server.open(ledger, "net")
    assert {"李四", "通信局小王"} <= set(watch.hear(li.seen).present)


def test_news_that_is_known_already_changes_nothing(office_server: Server, ledger: str, li: Project) -> None:
    zhang = office_server.open(ledger, "zhang")
    zhang.apply(edits.SetProgress(("t1",), 14))
    news = li.store.since(li.seen)
    assert news is not None
    assert li.catch_up(news)
    assert not li.catch_up(news)
    zhang.apply(edits.SetProgress(("t1",), 15))
    zhang.apply(edits.SetProgress(("t2",), 16))
    later = li.store.since(li.seen + 1)  # begins behind what has been seen: asked for anew
    assert li.catch_up(later)
    assert li.state == zhang.state


def test_a_ledger_comes_back_from_pg_dump(office_server: Server, ledger: str) -> None:
    boss = office_server.open(ledger, OWNER)
    boss.apply(edits.Attach("t1", "证明.txt", os.urandom(300_000)))
    bin_folder = programs()
    assert bin_folder is not None
    where = ["-h", str(office_server.folder), "-U", OWNER]
    dump = subprocess.run([bin_folder / "pg_dump", *where, "-Fc", ledger], capture_output=True, check=True).stdout
    back = f"{ledger}back"
    subprocess.run([bin_folder / "createdb", *where, "-T", "template0", back], check=True)
    subprocess.run([bin_folder / "pg_restore", *where, "-d", back], input=dump, check=True)
    restored = office_server.open(back, OWNER)
    assert restored.state == boss.state
    assert list(restored.history()) == list(boss.history())
    assert restored.store.verify().problems == ()
    unit = office_server.open(back, "net")
    assert {task.id for task in unit.state.tasks()} == {"t1", "t2"}
    unit.apply(edits.SetProgress(("t1",), 50))


def test_a_ledger_of_a_newer_program_is_refused_and_one_of_an_older_upgraded(
    office_server: Server, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = "ALTER TABLE planlens.members ADD COLUMN post TEXT NOT NULL DEFAULT ''"
    monkeypatch.setattr(tables, "UPGRADES", (*tables.UPGRADES, step))
    monkeypatch.setattr(tables, "VERSION", tables.VERSION + 1)
    with pytest.raises(PlanlensError, match="旧版本"):
        office_server.open(ledger, "li")
    assert init(office_server.address(ledger, OWNER), "主任")
    assert not init(office_server.address(ledger, OWNER), "主任")
    office_server.open(ledger, "li").apply(edits.SetProgress(("t1",), 17))
    monkeypatch.undo()
    with pytest.raises(PlanlensError, match="更新版本"):
        office_server.open(ledger, "li")
