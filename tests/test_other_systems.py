"""What only POSIX systems have is asked for in guarded places only, so that Windows can run everything."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import planlens
from planlens.paths import frozen_program, user_name

PACKAGE = Path(planlens.__file__).parent
GUARDED = {"background/apart.py", "background/budget.py", "project/lock.py"}
"""The modules that ask what the system has; :func:`test_the_command_line_runs_without_what_posix_has` runs them."""
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "posix", "crypt"}
CALLS = {
    *("fork", "forkpty", "wait", "waitpid", "wait3", "wait4", "kill", "killpg", "setsid", "nice", "getuid", "geteuid"),
    *("getgid", "getegid", "setuid", "chown", "fchown", "lchown", "fchmod", "mkfifo", "mknod", "getpgid", "getloadavg"),
    *("uname", "sysconf", "statvfs", "WNOHANG", "O_CLOEXEC", "O_NOFOLLOW", "sched_getaffinity", "openpty", "chroot"),
}
SIGNALS = {"SIGKILL", "SIGXCPU", "SIGXFSZ", "SIGHUP", "SIGCHLD", "SIGALRM", "SIGUSR1", "SIGPIPE", "alarm", "setitimer"}


def posix_only(source: str) -> set[str]:
    """Return what a module asks for that Windows lacks."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in CALLS:
                found.add(f"os.{name}")
            case ast.Attribute(value=ast.Name(id="signal"), attr=name) if name in SIGNALS:
                found.add(f"signal.{name}")
            case ast.Import(names=names):
                found |= {name.name for name in names} & MODULES
            case ast.ImportFrom(module=str(name)) if name in MODULES:
                found.add(name)
            case ast.Constant(value=str(text)) if text.startswith(("/proc", "/dev/", "/tmp", "/etc", "/var")):
                found.add(text)
            case _:
                pass
    return found


def test_only_guarded_modules_ask_for_what_windows_lacks() -> None:
    sources = {str(path.relative_to(PACKAGE).as_posix()): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    asking = {name: found for name, source in sources.items() if (found := posix_only(source))}
    assert {name: found for name, found in asking.items() if name not in GUARDED} == {}


@pytest.mark.parametrize(
    "line", ["os.kill(1, 9)", "import fcntl", "from pwd import getpwuid", "signal.SIGKILL", "open('/proc/1/stat')"]
)
def test_the_look_finds(line: str) -> None:
    assert posix_only(line)


WITHOUT = """
import ctypes, multiprocessing, os, pathlib, signal, subprocess, sys, tempfile, types
import click, docx, icalendar, jieba, lxml.etree, markdown_it, olefile, openpyxl, platformdirs, pypdfium2.raw, xlrd
import xlsxwriter
# what other packages ask is their own matter

for name in {calls}:
    if hasattr(os, name):
        delattr(os, name)
for name in {signals}:
    if hasattr(signal, name):
        delattr(signal, name)
for name in {modules}:
    sys.modules[name] = None
locks = types.ModuleType("msvcrt")
locks.LK_NBLCK = 2
locks.locking = lambda file, mode, size: None
sys.modules["msvcrt"] = locks
sys.platform = "win32"

from planlens.cli.main import main

for command in {commands}:
    try:
        main(args=command)
    except SystemExit as done:
        assert not done.code, (command, done.code)
"""


def test_the_command_line_runs_without_what_posix_has(tmp_path: Path) -> None:
    (tmp_path / "规划.txt").write_bytes(
        "一、重点任务\r\n（一）建设平台。建成数据平台1个。（牵头单位：市数据局）\r\n".encode()
    )
    commands = [
        ["new", "规划.txt", "-o", "督办.planlens"],
        ["mark", "督办.planlens", "t1", "--progress", "40"],
        ["undo", "督办.planlens"],
        ["copy", "督办.planlens", "副本.planlens"],
        ["restore", "督办.planlens"],
        ["list", "督办.planlens"],
        ["export", "督办.planlens", "-o", "台账.xlsx"],
        ["extract", "规划.txt", "-o", "结果.json"],
    ]
    script = WITHOUT.format(calls=sorted(CALLS), signals=sorted(SIGNALS), modules=sorted(MODULES), commands=commands)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "\r" not in (tmp_path / "结果.json").read_text("utf-8")
    assert (tmp_path / "台账.xlsx").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_user_without_a_name_can_work(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "pwd", None)
    assert user_name() == ""


def test_the_background_process_of_a_window_without_console_has_pipes(tmp_path: Path) -> None:
    window, console = tmp_path / "planlens-window.exe", tmp_path / "planlens.exe"
    assert frozen_program(str(window)) == window  # the other one is not there
    console.touch()
    assert frozen_program(str(window)) == console
    assert frozen_program(str(console)) == console
