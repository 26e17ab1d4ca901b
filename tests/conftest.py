"""The sample documents, understood once for all tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from planlens.model import Plan
from planlens.paths import samples
from planlens.workflow import read_plan

if TYPE_CHECKING:
    from office_server import Server

# Where a landing depends on the outcome, the examples are the same each time; at home they are new in every run.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def _refuse_networks(event: str, arguments: tuple[object, ...]) -> None:
    """Let no test reach a network, nor what it tests: an audit hook, which stays for as long as the process runs."""
    local = event in {"socket.connect", "socket.bind"} and isinstance(arguments[1], (str, bytes))
    if event in _NETWORK and not local:
        raise RuntimeError(f"{event} {arguments!r}: planlens goes on no network")


_NETWORK = {
    f"socket.{name}" for name in ("connect", "bind", "getaddrinfo", "gethostbyname", "sendto", "sendmsg", "getnameinfo")
}
sys.addaudithook(_refuse_networks)

ENDED = pytest.StashKey[int]()

SAMPLES = sorted(path for path in samples().iterdir() if path.suffix in {".docx", ".txt"})


@pytest.fixture(scope="session", autouse=True)
def _no_own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tester's own word lists and settings out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANLENS_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    """Each sample document in turn."""
    path: Path = request.param
    return path


@pytest.fixture(scope="session")
def plan_of() -> Callable[[Path], Plan]:
    """A function that reads a plan; each file is read once in all tests."""
    return cache(read_plan)


@pytest.fixture(scope="session")
def office_server() -> Iterator[Server]:
    """A PostgreSQL server on a socket of this machine, for all tests that need one."""
    from office_server import server  # noqa: PLC0415 (only where it is asked for)

    with server() as made:
        yield made


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the tests ended, for :func:`pytest_unconfigure`."""
    session.config.stash[ENDED] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End at once where Qt was loaded, after everything has been told.

    The interpreter would destroy what the tests have left of Qt in no order, which sometimes ends in a segmentation
    fault. That the program itself ends well is tested in a process of its own (``test_gui_start.py``).
    """
    if ENDED in config.stash and "PySide6.QtWidgets" in sys.modules:
        _save_coverage()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[ENDED])


def _save_coverage() -> None:
    """Write what ``coverage run -m pytest`` has measured, which it would do only when the interpreter ends."""
    measuring = sys.modules["coverage"].Coverage.current() if "coverage" in sys.modules else None
    if measuring is not None:
        measuring.stop()
        measuring.save()
