"""planlens never goes on a network: no socket of the internet's families is made, in any of its processes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from planlens.paths import samples

ROOT = Path(__file__).parent
COMMANDS = (
    ("new", "{plan}", "-o", "督办.planlens"),
    ("list", "督办.planlens"),
    ("mark", "督办.planlens", "t1", "--progress", "40", "--note", "完成选址"),
    ("status", "督办.planlens"),
    ("undo", "督办.planlens"),
    ("adopt", "督办.planlens", "{plan}", "--dry-run"),
    ("copy", "督办.planlens", "副本.planlens"),
    ("export", "督办.planlens", "-o", "台账.xlsx"),
    ("export", "督办.planlens", "-o", "台账.docx"),
    ("extract", "{plan}", "-o", "结果.json"),
)
SESSION = """
import ast, subprocess, sys
for command in ast.literal_eval(sys.argv[1]):
    subprocess.run([sys.executable, "-m", "planlens", *command], check=True)
"""


def watched(folder: Path, *command: str) -> list[str]:
    """Run a command and return the internet's sockets that it, and all processes that it starts, made."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("needs strace")
    log = folder / "sockets"
    environment = {**os.environ, "PLANLENS_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=network", "-o", str(log), *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("strace may not watch processes here")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    lines = log.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if "AF_INET" in line or "AF_PACKET" in line]


def test_no_command_goes_on_a_network(tmp_path: Path) -> None:
    plan = str(samples() / "云屏区2025年政府重点工作要点.txt")
    commands = [[part.format(plan=plan) for part in command] for command in COMMANDS]
    assert watched(tmp_path, sys.executable, "-c", SESSION, repr(commands)) == []
    assert (tmp_path / "台账.docx").exists()


def test_no_day_with_the_window_goes_on_a_network(tmp_path: Path) -> None:
    day = ROOT / "gui" / "app" / "test_gui_whole_day.py"
    options = ("-q", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "day"))
    assert watched(tmp_path, sys.executable, "-m", "pytest", *options, str(day)) == []


def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    assert watched(tmp_path, sys.executable, "-c", "import socket; socket.socket().close()") != []


def test_a_test_that_goes_on_a_network_fails() -> None:
    with socket.socket() as unused, pytest.raises(RuntimeError, match="network"):
        unused.connect(("127.0.0.1", 9))
