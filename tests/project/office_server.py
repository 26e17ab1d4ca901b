"""A real PostgreSQL server for tests, on a socket of this machine, and ledgers on it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import pytest

from planlens.project.office.address import Address, address_of
from planlens.project.office.link import Link
from planlens.project.office.members import admit, init
from planlens.project.office.postgres_store import PostgresStore
from planlens.project.office.reading import Member
from planlens.project.project import Project

OWNER, SECRET_ACCOUNT, SECRET = "boss", "口令员", "很长的口令2026"
MEMBERS = (
    Member("zhang", "张三", "office"),
    Member("li", "李四", "office"),
    Member("net", "通信局小王", "unit", "市通信管理局"),
    Member("edu", "教育局小赵", "unit", "市教育局"),
    Member("mayor", "王市长", "leader"),
)


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest that is installed, None for none.

    PLANLENS_POSTGRES names the folder of another version, to try the tests with it.
    """
    if wanted := os.environ.get("PLANLENS_POSTGRES"):
        return Path(wanted)
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), *filter(None, [shutil.which("initdb")])]
    known = sorted((Path(path).resolve().parent for path in found), key=lambda path: path.parent.name)
    return known[-1] if known else None


def _nobody() -> dict[str, str]:
    """Return how to run a program as somebody without rights: PostgreSQL refuses to run as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 (not on Windows)

    names = {entry.pw_name for entry in pwd.getpwall()}
    user = next(name for name in ("postgres", "nobody") if name in names)
    return {"user": user, "group": pwd.getpwnam(user).pw_gid}  # type: ignore[dict-item]


def certificate_in(folder: Path) -> Path:
    """Make a certificate for 127.0.0.1, which vouches for itself, and its key in a folder that the server can write."""
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=planlens-test -keyout server.key -out server.crt"
    command = ["openssl", *made.split(), "-addext", "subjectAltName=IP:127.0.0.1"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **_nobody())  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    (folder / "server.key").chmod(0o600)
    return folder / "server.crt"


class Server:
    """A server in a folder of its own; it can be killed and started again.

    Args:
        durable: whether every commit waits for the disk; tests that measure nothing do not need it.
        port: the number that it listens at, of this machine's own network too where it is not the usual one: with a
            certificate of its own, and only for who encrypts.
    """

    def __init__(self, *, durable: bool = False, port: int = 5432) -> None:
        found = programs()
        if sys.platform == "win32" or found is None:
            pytest.skip("没有安装 PostgreSQL（Debian：apt-get install postgresql），不测试办公台账")
        pytest.importorskip("psycopg", reason="没有安装 psycopg，不测试办公台账")
        self._programs, self._durable, self._pattern, self.port = found, durable, "", port
        self._opened: list[Project] = []
        self._links: list[Link] = []
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path is short
        self.folder.chmod(0o777)
        self._data = self.folder / "data"
        self._run("initdb", "-U", OWNER, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        rules = self._data / "pg_hba.conf"
        rules.write_text(f'local all "{SECRET_ACCOUNT}" scram-sha-256\n{rules.read_text()}')
        if self._encrypted:
            rules.write_text("local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
            self._certify()
        self.process = self.start()

    @property
    def _encrypted(self) -> bool:
        return self.port != 5432

    def _certify(self) -> None:
        """Give the server a certificate; a copy of it is for its clients."""
        made = certificate_in(self._data)
        self.certificate = self.folder / made.name
        self.certificate.write_bytes(made.read_bytes())

    def _run(self, program: str, *options: str) -> None:
        command = [str(self._programs / program), "-D", str(self._data), *options]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **_nobody())  # type: ignore[call-overload]
        assert done.returncode == 0, done.stderr

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers."""
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder), "log_statement": "all"}
        if self._encrypted:
            settings |= {"listen_addresses": "127.0.0.1", "port": str(self.port), "ssl": "on"}
        settings |= {"max_connections": "200", "fsync": "on" if self._durable else "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = (self.folder / "log").open("ab")
        command = [str(self._programs / "postgres"), "-D", str(self._data), *options]
        self.process = subprocess.Popen(command, cwd="/", stdout=log, stderr=log, **_nobody())  # type: ignore[call-overload]
        log.close()
        for _ in range(200):
            with suppress(Exception):
                Link(self.address("postgres", OWNER)).close()
                return self.process
            time.sleep(0.05)
        raise AssertionError(self.log())

    def stop(self, *, how: int = signal.SIGINT) -> None:
        """End the server; with SIGKILL at once, its children too."""
        if how == signal.SIGKILL:
            for child in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
                with suppress(OSError):
                    os.kill(int(child), signal.SIGKILL)
        self.process.send_signal(how)
        self.process.wait(20)

    def remove(self) -> None:
        """End the server and remove all that it has kept."""
        for each in (*self._opened, *self._links):
            each.close()
        if self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """Return what the server has written down: every statement that it was sent."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def address(self, name: str, account: str, port: int = 0) -> Address:
        """Return the address of a ledger for an account."""
        return address_of(f"postgresql:///{name}?host={self.folder}&user={account}&port={port or self.port}")

    def ledger(self) -> str:
        """Make a new ledger with all members in it and return its name."""
        if not self._pattern:
            self._pattern = "pattern"
            init(self.address(self._pattern, OWNER), "主任")
            link = Link(self.address(self._pattern, OWNER))
            for member in MEMBERS:
                admit(link, member)
            link.close()
        name = f"督办{token_hex(4)}"
        link = Link(self.address("postgres", OWNER))
        with link.using() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {self._pattern}'.encode())
        link.close()
        return name

    def link(self, name: str, account: str) -> Link:
        """Return a connection of an account to a ledger, closed with the server."""
        link = Link(self.address(name, account))
        self._links.append(link)
        return link

    def open(self, name: str, account: str, port: int = 0) -> Project:
        """Open a ledger as an account."""
        project = Project(PostgresStore(self.address(name, account, port)))
        self._opened.append(project)
        return project


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A server, removed at the end."""
    made = Server(durable=durable)
    try:
        yield made
    finally:
        made.remove()


class Proxy:
    """Stands between a window and the server, and can cut every connection, or stop what is sent one way.

    Args:
        folder: where the server's socket is.
        port: the number that the proxy listens at.
    """

    def __init__(self, folder: Path, port: int = 5433) -> None:
        self.port = port
        self._to = str(folder / ".s.PGSQL.5432")
        self.path = folder / f".s.PGSQL.{port}"
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self.open = True
        self.swallow_answers = False
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(self.path))
        self._socket.listen(20)
        self._threads: list[threading.Thread] = []
        self._begin(self._accept)

    def _begin(self, work: Callable[..., None], *given: object) -> None:
        self._threads.append(threading.Thread(target=work, args=given, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                if not self.open:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._to)
                self._pairs.append((client, server))
                self._begin(self._pass, client, server, False)
                self._begin(self._pass, server, client, True)

    def _pass(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if is_answer and self.swallow_answers:
                    self.cut()
                    break
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        source.close()

    @property
    def connections(self) -> int:
        """How many connections go through here."""
        return sum(thread.is_alive() for thread in self._threads[1:]) // 2

    def cut(self) -> None:
        """Break every connection and take no more, until :attr:`open` is set."""
        self.open = False
        for pair in self._pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._pairs.clear()

    def close(self) -> None:
        """Stop."""
        self.cut()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._socket.close()
        self.path.unlink(missing_ok=True)
