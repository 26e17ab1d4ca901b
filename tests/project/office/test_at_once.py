"""Several writers at once, killed ones, a server that goes away: nothing acknowledged is lost or there twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator

import office_writer
import pytest
from office_server import OWNER, Proxy, Server, server
from project_builder import TEXT, plan_of_text

from planlens.model import PlanlensError
from planlens.project import edits
from planlens.project.project import Project
from planlens.project.rows import NoteRow

EDITS = int(os.environ.get("PLANLENS_OFFICE_EDITS", "96"))
"""How many edits all writers make together; 10,000 by hand."""

ACCOUNTS = ("zhang", "li")


@pytest.fixture
def ledger(office_server: Server) -> str:
    return filled(office_server)


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that may be killed."""
    with server() as made:
        yield made


def filled(office: Server) -> str:
    """Make a ledger with a plan in it."""
    name = office.ledger()
    office.open(name, OWNER).apply(edits.AdoptDocument(*plan_of_text(TEXT)))
    return name


def start(office: Server, name: str, writer: int, count: int) -> subprocess.Popen[str]:
    """Start a writer."""
    address = office.address(name, ACCOUNTS[writer % 2]).text
    command = [sys.executable, office_writer.__file__, address, f"w{writer}", str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def acknowledged(writer: subprocess.Popen[str], into: list[str] | None = None) -> list[str]:
    """Read what a writer has been told is kept, until it has written all or has gone."""
    assert writer.stdout is not None
    found: list[str] = [] if into is None else into
    for line in writer.stdout:
        if line == "written\n":
            break
        found.append(line.strip())
    return found


def end(writer: subprocess.Popen[str]) -> str:
    """Let a writer catch up and end; return the digest of what it sees."""
    seen, _ = writer.communicate("\n")
    assert writer.returncode == 0
    return seen.strip()


def notes(project: Project) -> Counter[str]:
    return Counter(note.done for note in project.state.all(NoteRow))


@pytest.mark.parametrize("writers", [2, 8])
def test_nothing_that_several_writers_wrote_is_lost(office_server: Server, ledger: str, writers: int) -> None:
    running = [start(office_server, ledger, number, EDITS // writers) for number in range(writers)]
    told = [text for writer in running for text in acknowledged(writer)]
    digests = {end(writer) for writer in running}
    project = office_server.open(ledger, OWNER)
    assert notes(project) == Counter(told)
    assert len(told) == EDITS // writers * writers
    assert digests == {office_writer.digest(project)}
    entries = list(project.history())
    assert [entry.seq for entry in entries] == list(range(len(entries), 0, -1))
    assert project.store.verify().problems == ()


def test_a_writer_that_is_killed_leaves_whole_actions_and_no_lock(office_server: Server, ledger: str) -> None:
    told: list[str] = []
    for number in range(4):
        writer = start(office_server, ledger, number, 10_000)
        assert writer.stdout is not None
        told.append(writer.stdout.readline().strip())
        time.sleep(0.05 * number)
        writer.kill()
        told += writer.communicate()[0].split()
    project = office_server.open(ledger, OWNER)
    began = time.monotonic()
    project.apply(edits.AddNote("t1", "接着写"))
    assert time.monotonic() - began < 8  # the lock of the killed one is gone: it would be given up after 10 s
    found = notes(project)
    assert set(found.values()) == {1}
    assert set(told) <= set(found)
    assert len(found) <= len(told) + 4 + 1  # one may have been kept of which the killed writer did not hear
    assert project.store.verify().problems == ()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "restarted"])
def test_a_server_that_goes_away_in_mid_write_loses_nothing(own_server: Server, how: int) -> None:
    name = filled(own_server)
    running = [start(own_server, name, number, 40) for number in range(2)]
    heard: list[list[str]] = [[], []]
    threads = [threading.Thread(target=lambda n=n: acknowledged(running[n], heard[n])) for n in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        until = [len(told) + 3 for told in heard]
        while any(len(told) < min(count, 40) for told, count in zip(heard, until, strict=True)):
            time.sleep(0.01)
        own_server.stop(how=how)
        own_server.start()
    for thread in threads:
        thread.join(60)
    digests = {end(writer) for writer in running}
    project = own_server.open(name, OWNER)
    assert notes(project) == Counter(heard[0] + heard[1])
    assert len(heard[0]) == len(heard[1]) == 40
    assert digests == {office_writer.digest(project)}
    assert project.store.verify().problems == ()


@pytest.fixture
def proxy(office_server: Server, ledger: str) -> Iterator[Proxy]:
    made = Proxy(office_server.folder)
    yield made
    made.close()


def test_who_is_cut_off_reads_on_and_comes_back(office_server: Server, ledger: str, proxy: Proxy) -> None:
    far = office_server.open(ledger, "li", proxy.port)
    far.apply(edits.SetProgress(("t1",), 10))
    before = far.state.copy()
    proxy.cut()
    with pytest.raises(PlanlensError) as told:
        far.apply(edits.SetProgress(("t1",), 20))
    assert told.value.code == "office-lost"
    assert far.state == before
    assert far.store.read_only
    office_server.open(ledger, "zhang").apply(edits.SetDeadline(("t1",), "2031"))
    proxy.open = True
    assert far.catch_up()
    assert not far.store.read_only
    far.apply(edits.SetProgress(("t1",), 20))
    near = office_server.open(ledger, "zhang")
    assert near.state == far.state


def test_an_action_whose_answer_is_lost_is_kept_once_and_known(
    office_server: Server, ledger: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = office_server.open(ledger, "net", proxy.port)  # a unit's commit is sent by itself
    write = type(far.store)._write  # type: ignore[attr-defined]

    def then_swallow(*given: object) -> None:
        write(*given)
        proxy.swallow_answers = True  # the next that is sent is the commit
        threading.Timer(0.5, back).start()

    def back() -> None:
        proxy.swallow_answers, proxy.open = False, True

    monkeypatch.setattr(type(far.store), "_write", then_swallow)
    far.apply(edits.AddNote("t1", "提交时断线"))
    monkeypatch.undo()
    near = office_server.open(ledger, OWNER)
    assert notes(near)["提交时断线"] == 1
    assert notes(far) == notes(near)
    far.apply(edits.AddNote("t1", "之后照常"))
    far.undo()


def test_an_action_that_was_lost_on_the_way_is_told_as_not_kept(
    office_server: Server, ledger: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = office_server.open(ledger, "net", proxy.port)  # a unit's commit is sent by itself
    write = type(far.store)._write  # type: ignore[attr-defined]

    def then_cut(*given: object) -> None:
        write(*given)
        proxy.cut()  # before the commit is sent
        threading.Timer(0.5, lambda: setattr(proxy, "open", True)).start()

    monkeypatch.setattr(type(far.store), "_write", then_cut)
    with pytest.raises(PlanlensError) as told:
        far.apply(edits.AddNote("t1", "没有送到"))
    assert told.value.code == "office-lost"
    monkeypatch.undo()
    assert notes(office_server.open(ledger, OWNER))["没有送到"] == 0
    far.apply(edits.AddNote("t1", "没有送到"))
    assert notes(office_server.open(ledger, OWNER))["没有送到"] == 1


def test_where_it_cannot_be_known_whether_an_action_was_kept_that_is_told(
    office_server: Server, ledger: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.project.office.postgres_store._UNSURE", 0.5)
    far = office_server.open(ledger, "net", proxy.port)  # a unit's commit is sent by itself
    write = type(far.store)._write  # type: ignore[attr-defined]

    def then_swallow(*given: object) -> None:
        write(*given)
        proxy.swallow_answers = True

    monkeypatch.setattr(type(far.store), "_write", then_swallow)
    with pytest.raises(PlanlensError) as told:
        far.apply(edits.AddNote("t1", "不知道"))
    assert told.value.code == "office-unsure"
    proxy.swallow_answers, proxy.open = False, True
    assert far.catch_up()  # it was kept, and is seen as soon as the server is there again
    assert notes(far)["不知道"] == 1


def test_a_connection_that_breaks_again_and_again_loses_nothing(
    office_server: Server, ledger: str, proxy: Proxy
) -> None:
    far, chance, ended = office_server.open(ledger, "li", proxy.port), random.Random(7), threading.Event()

    def vandal() -> None:
        while not ended.wait(chance.uniform(0.03, 0.3)):
            if chance.random() < 0.5:
                proxy.swallow_answers = True
                ended.wait(0.02)
            proxy.cut()
            proxy.swallow_answers, proxy.open = False, True

    thread = threading.Thread(target=vandal)
    thread.start()
    told = [f"断续-{number}" for number in range(max(30, EDITS // 20))]
    for text in told:
        office_writer.write(far, text, chance)
    ended.set()
    thread.join()
    near = office_server.open(ledger, OWNER)
    assert notes(near) == Counter(told)
    far.catch_up()
    assert far.state == near.state
    assert near.store.verify().problems == ()
