"""Whatever a file does to its reader, the program goes on and says what to do."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planlens.background import budget, worker
from planlens.background.apart import Report, read_apart
from planlens.background.frames import receive
from planlens.background.worker import answer
from planlens.model import PlanlensError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits of processes there")


def code_of(read: Callable[[Path, Report], object], folder: Path) -> str:
    with pytest.raises(PlanlensError) as caught:
        read_apart(read, folder)
    assert caught.value.message.endswith("。")
    return caught.value.code


def busy(seconds: float) -> None:
    """Use so much processor time inside a C function that looks at no signal."""
    used = os.times().user
    while os.times().user - used < seconds:
        (10**20_000) ** 2


def test_what_was_read_comes_back(tmp_path: Path) -> None:
    assert read_apart(lambda path, _: (path, os.getpid() != parent), tmp_path) == (tmp_path, True)


parent = os.getpid()


def test_endless_work_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "SECONDS", 1)

    def forever(_path: Path, _report: Report) -> None:
        busy(60)

    assert code_of(forever, tmp_path) == "too-slow"


def test_a_new_step_has_new_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "SECONDS", 1)

    def in_steps(_path: Path, report: Report) -> str:
        for _ in range(4):
            busy(0.9)
            report(0.5, "识别文字")
        return "完成"

    assert read_apart(in_steps, tmp_path) == "完成"


def test_too_much_memory_is_refused(tmp_path: Path) -> None:
    assert code_of(lambda _path, _report: len(bytearray(4 * budget.MEMORY)), tmp_path) == "too-much-memory"


def test_a_crash_is_told(tmp_path: Path) -> None:
    assert code_of(lambda _path, _report: os.kill(os.getpid(), signal.SIGKILL), tmp_path) == "reader-gone"


def test_errors_of_the_reader_come_through(tmp_path: Path) -> None:
    def refuse(_path: Path, _report: Report) -> None:
        raise PlanlensError("no-text", "文件中没有文字。")

    def fail(_path: Path, _report: Report) -> None:
        raise ValueError("原因")

    assert code_of(refuse, tmp_path) == "no-text"
    with pytest.raises(ValueError, match="原因") as caught:
        read_apart(fail, tmp_path)
    assert "in fail" in "".join(caught.value.__notes__)


def test_the_limits_end_with_the_reading() -> None:
    import resource  # noqa: PLC0415

    before = [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    with budget.limited(20):
        assert resource.getrlimit(resource.RLIMIT_AS)[0] > 0
    after = [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    assert after == before


def test_large_files_have_more_time(tmp_path: Path) -> None:
    path = tmp_path / "大.pdf"
    with path.open("wb") as file:
        file.truncate(30 * budget.BYTES_A_SECOND)
    assert budget.seconds_for([path, "文字", tmp_path / "没有"]) == budget.SECONDS + 30


def test_the_worker_tells_of_too_much_memory_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_path: Path, report: Report) -> int:
        report(0.0, "读取文件")
        return len(bytearray(4 * budget.MEMORY))

    monkeypatch.setattr(worker, "READING", {greedy})
    out = io.BytesIO()
    assert not answer(greedy, (tmp_path,), {}, out)
    out.seek(0)
    assert receive(out) == ("progress", 0.0, "读取文件")
    assert receive(out) == ("error", "too-much-memory", budget.too_much_memory().message)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only there a copy reads")
def test_a_copy_whose_program_was_killed_does_not_go_on_in_its_place(tmp_path: Path) -> None:
    script = """
import os, pathlib, signal, sys, time
from planlens.background.apart import read_apart

def read(path, report):
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(0.2)
    return "x" * 100_000

try:
    read_apart(read, pathlib.Path(sys.argv[1]))
finally:
    pathlib.Path(sys.argv[1]).write_text("went on")
"""
    mark = tmp_path / "mark"
    with subprocess.Popen([sys.executable, "-c", script, str(mark)], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.read() == b""  # until the copy has ended as well
    assert not mark.exists()
