"""An office on its network, here 127.0.0.1: encryption, certificates, passwords, a keyring, a server that goes.

A program of its own, since no test's process may open a network connection: ``test_over_tcp.py`` runs it. It prints a
line for each thing that holds and fails at the first that does not.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from office_server import OWNER, SECRET, SECRET_ACCOUNT, Server, certificate_in
from project_builder import TEXT, plan_of_text

from planlens.model import PlanlensError
from planlens.project import edits
from planlens.project.office.address import Address, address_of
from planlens.project.office.link import Link, remember, remembered
from planlens.project.office.members import admit
from planlens.project.office.postgres_store import PostgresStore
from planlens.project.office.reading import Member
from planlens.project.office.watching import Watch
from planlens.project.project import Project
from planlens.project.rows import TaskRow


class FileKeyring(KeyringBackend):
    """A keyring that keeps passwords in one file: what the real ones do behind a lock."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def set_password(self, service: str, username: str, password: str) -> None:
        self._path.write_text(f"{service}\n{username}\n{password}", "utf-8")

    def get_password(self, service: str, username: str) -> str | None:
        found = self._path.read_text("utf-8").split("\n") if self._path.exists() else []
        return found[2] if found[:2] == [service, username] else None


def refusal(address: Address, secret: str = "") -> PlanlensError:
    """Return what somebody is told who cannot get in."""
    try:
        Link(address, secret).close()
    except PlanlensError as error:
        return error
    raise AssertionError(f"{address} was opened")


def is_encrypted(store: PostgresStore) -> bool:
    with store.link.using() as connection:
        found = connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()
    return bool(found and found[0])


def another_certificate(server: Server) -> Path:
    """Return one that is not the server's: nothing that it signs is its word."""
    folder = server.folder / "other"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    return certificate_in(folder)


def encryption(server: Server, ledger: str) -> None:
    own = f"postgresql://{SECRET_ACCOUNT}@127.0.0.1:{server.port}/{ledger}"
    named = f"{own}?sslmode=verify-full&sslrootcert={server.certificate}"
    for tail in ("", "?sslmode=require", f"?sslmode=verify-full&sslrootcert={server.certificate}"):
        store = PostgresStore(address_of(f"{own}{tail}"), SECRET)
        assert is_encrypted(store), tail
        store.close()
    print("encrypted whatever the address asks for")
    assert refusal(address_of(f"{own}?sslmode=disable"), SECRET).code == "office-refused"
    print("refused without encryption")
    strange = refusal(address_of(f"{own}?sslmode=verify-full&sslrootcert={another_certificate(server)}"), SECRET)
    assert strange.code == "office-distrusted", strange.message
    other_name = refusal(address_of(named.replace("127.0.0.1", "localhost")), SECRET)
    assert other_name.code == "office-distrusted", other_name.message
    print("refused where the certificate is another's, or of another name")


def passwords(server: Server, ledger: str) -> None:
    address = address_of(f"postgresql://{SECRET_ACCOUNT}@127.0.0.1:{server.port}/{ledger}")
    for secret in ("不是这个", ""):
        told = refusal(address, secret)
        assert told.code == "wrong-password", told.message
    file = server.folder / "pgpass"
    file.write_text(f"127.0.0.1:{server.port}:*:{SECRET_ACCOUNT}:{SECRET}\n", "utf-8")
    file.chmod(0o600)
    os.environ["PGPASSFILE"] = str(file)
    PostgresStore(address).close()
    del os.environ["PGPASSFILE"]
    print("a password file is used")
    keyring.set_keyring(FileKeyring(server.folder / "keyring"))
    assert remembered(address) == ""
    assert remember(address, SECRET)
    PostgresStore(address, remembered(address)).close()
    assert remembered(address_of(f"{address}x")) == ""
    print("a keyring keeps it and gives it back")
    assert SECRET not in server.log()


def work(server: Server, ledger: str) -> None:
    address = address_of(f"postgresql://{SECRET_ACCOUNT}@127.0.0.1:{server.port}/{ledger}?sslmode=require")
    mine, other = Project(PostgresStore(address, SECRET)), server.open(ledger, OWNER)
    mine.apply(edits.AdoptDocument(*plan_of_text(TEXT)))
    watch = Watch(mine.store)  # type: ignore[arg-type]
    other.catch_up()
    other.apply(edits.SetProgress(("t1",), 40))
    for _ in range(20):
        heard = watch.hear(mine.seen)
        if heard.news is not None and mine.catch_up(heard.news):
            break
    assert mine.state.get("t1", TaskRow).progress == 40
    print("another's change arrives")
    server.stop(how=signal.SIGKILL)
    with pytest.raises(PlanlensError, match=r"断开|连不上"):
        mine.apply(edits.SetProgress(("t1",), 41))
    assert mine.state.get("t1", TaskRow).progress == 40
    (server.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
    server.start()
    mine.store.come_back()  # type: ignore[attr-defined]
    mine.catch_up()
    mine.apply(edits.SetProgress(("t1",), 42))
    again = Project(PostgresStore(address, SECRET))
    assert again.state == mine.state
    assert again.store.verify().problems == ()
    for project in (again, mine):
        project.close()
    watch.close()
    print("a server that was killed comes back with all that was told to be kept")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    server = Server(port=_free_port())
    try:
        ledger = server.ledger()
        link = server.link(ledger, OWNER)
        admit(link, Member(SECRET_ACCOUNT, "口令先生", "office"), SECRET)
        for step in (encryption, passwords, work):
            step(server, ledger)
    finally:
        server.remove()


if __name__ == "__main__":
    sys.exit(main())
