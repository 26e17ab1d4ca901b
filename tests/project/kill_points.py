"""Kills planlens before every one of its writes, command by command, and looks what is left.

python tests/project/kill_points.py                # every write of every command: minutes
python tests/project/kill_points.py rename unlink  # only these system calls
python tests/project/kill_points.py pwrite64:30    # only before the 30th call of this kind

strace sends SIGKILL before the Nth call of a kind. One process that has everything loaded runs all commands, each in a
copy of itself and in a folder of its own, so that one start of strace tries all of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "link", "unlink", "mkdir")
"""The system calls that write."""
PROJECT = "督办.planlens"
PLAN = """云山市数字政府建设三年行动计划（2026—2028年）
一、重点任务
（一）建设数据平台。建成市级数据平台1个。（牵头单位：市数据局；配合单位：市财政局）
（二）优化政务服务。推动100项事项一网通办。（牵头单位：市行政审批局）
"""
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "new": ("new", "规划.txt", "-o", "新.planlens"),
    "mark": ("mark", PROJECT, "t1", "--progress", "40", "--note", "完成选址"),
    "adopt": ("adopt", PROJECT, "新版.txt"),
    "undo": ("undo", PROJECT),
    "backup": ("mark", PROJECT, "t2", "--progress", "60"),
    "restore": ("restore", PROJECT),
    "copy": ("copy", PROJECT, "副本.planlens"),
    "copy-over": ("copy", PROJECT, "旧副本.planlens"),
    "export": ("export", PROJECT, "-o", "台账.xlsx"),
}
"""What is killed; each has a folder of its name."""
_MADE = {"new": {"新.planlens"}, "copy": {"副本.planlens"}}
"""What a command leaves that was not there before; copies of old files (恢复前) stay besides."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command of planlens ended, and what it said."""

    code: int
    out: str
    err: str


def run(folder: Path, *arguments: str) -> Ran:
    """Run a command in a folder, in a process of its own that shares this one's modules."""
    said = [folder.parent / f"{folder.name}.{name}" for name in ("out", "err")]
    child = os.fork()
    if not child:
        _become(folder, arguments, said)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ran(code, *(path.read_text("utf-8") for path in said))


def _become(folder: Path, arguments: tuple[str, ...], said: list[Path]) -> None:
    """Run a command in this process and end it."""
    from planlens.cli.main import main as command_line  # noqa: PLC0415

    os.chdir(folder)
    for number, path in enumerate(said, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    try:
        command_line(args=list(arguments))
        code = 0
    except SystemExit as done:
        code = int(done.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def prepared(place: Path) -> Path:
    """Make a folder with a project that somebody has worked on, its backup, copies and exports."""
    folder = place / "前"
    folder.mkdir()
    (folder / "规划.txt").write_text(PLAN, "utf-8")
    (folder / "新版.txt").write_text(PLAN.replace("100项", "200项"), "utf-8")
    for arguments in (
        ("new", "规划.txt", "-o", PROJECT),
        ("mark", PROJECT, "t2", "--progress", "10"),
        ("copy", PROJECT, "旧副本.planlens"),
        ("export", PROJECT, "-o", "台账.xlsx"),
        ("mark", PROJECT, "t2", "--progress", "20"),
    ):
        ran = run(folder, *arguments)
        assert ran.code == 0, ran
    return folder


def copies(origin: Path, place: Path) -> None:
    """Give each command a copy of the folder."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name in COMMANDS:
        shutil.copytree(origin, place / name)
    shutil.rmtree(place / "backup" / "督办.备份")  # the first opening of the day


def strace(place: Path, *options: str) -> None:
    """Run every command in its folder, in a copy of this process that strace watches."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.read(read, 1)
        for name, arguments in COMMANDS.items():
            run(place / name, *arguments)
        os._exit(0)
    command = ["strace", "-f", "-p", str(child), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        if b"attached" not in (said := tracer.stderr.readline()):  # strace: Process 31921 attached
            os.kill(child, signal.SIGKILL)
            raise RuntimeError(said.decode())
        os.write(write, b"x")
        os.waitpid(child, 0)
        tracer.communicate()
    os.close(read)
    os.close(write)


def counted(origin: Path, place: Path) -> dict[str, int]:
    """Return how often a command makes each system call, the one that makes it most often."""
    copies(origin, place)
    log = place / "log"
    strace(place, "-y", "-e", f"trace={','.join(CALLS)}", "-o", str(log))
    most: Counter[str] = Counter()
    for (_, call), count in Counter(_calls(log)).items():
        most[call] = max(most[call], count)
    return dict(most)


def _calls(log: Path) -> Iterator[tuple[str, str]]:
    """Yield the processes and calls of ``31921 pwrite64(5</tmp/…/督办.planlens>, "…", 512, 0) = 512``."""
    for line in log.read_text("utf-8", "replace").splitlines():
        process, _, rest = line.partition(" ")
        if (call := rest.strip().partition("(")[0]) in CALLS:
            yield process, call


def killed(origin: Path, place: Path, call: str, number: int) -> list[str]:
    """Kill every command before its Nth call of a kind, and return what is wrong afterwards."""
    copies(origin, place)
    strace(place, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}", "-o", "/dev/null")
    return [f"{call} {number}: {problem}" for name in COMMANDS for problem in looked_at(origin, place, name)]


def looked_at(origin: Path, place: Path, name: str) -> Iterator[str]:
    """Look at the folder of a command that may have been killed, then start planlens again; yield what is wrong."""
    folder = place / name
    said = (place / f"{name}.out").read_text("utf-8")
    acknowledged = said.endswith("\n") and (name != "adopt" or "undo" in said)  # first it tells what is different
    main = "新.planlens" if name == "new" else PROJECT
    if name != "new" or (folder / main).exists():
        yield from (f"{name}: {problem}" for problem in _read(origin, folder, name, main, acknowledged=acknowledged))
    elif acknowledged:
        yield f"{name}: said that the project is made, and it is not there"
    for path in ("副本.planlens", "旧副本.planlens"):
        if (folder / path).exists() and (ran := run(folder, "list", path, "--format", "json")).code:
            yield f"{name}: {path} cannot be read: {ran.err}"
    again = run(folder, *COMMANDS[name])
    allowed = again.code == 0 or (name == "new" and "已存在" in again.err) or (name == "undo" and again.code == 2)
    if not allowed:
        yield f"{name}: again: {again}"
    if name == "new":  # what is swept is swept beside what is opened to be written
        run(folder, "mark", main, "t1", "--progress", "1")
    left = {path.name for path in folder.iterdir()} - {path.name for path in origin.iterdir()}
    left -= {"新.备份", *_MADE.get(name, ())} | {path for path in left if ".恢复前-" in path}
    inner = {path.name for path in (folder / "督办.备份").iterdir()} if (folder / "督办.备份").exists() else set()
    left |= {path for path in inner if not path[:4].isdigit()}
    if left:
        yield f"{name}: left over {sorted(left)}"


def _read(origin: Path, folder: Path, name: str, main: str, *, acknowledged: bool) -> Iterator[str]:
    """Look at the project as somebody does who opens it only to read."""
    ran = run(folder, "list", main, "--format", "json")
    if ran.code:
        yield f"cannot be read: {ran.err}"
        return
    shown = _tasks(ran)
    history = run(folder, "history", main).out
    old, old_history = _before(origin) if name != "new" else ([], "")
    changes = name in {"mark", "adopt", "undo", "backup"}
    same_history = history == old_history
    if shown != old and not changes and name not in {"new", "restore"}:
        yield f"changed: {shown}"
    if changes and acknowledged and (same_history or shown == old):
        yield "what was acknowledged is lost"
    if changes and same_history and shown != old:
        yield f"half of an action: {shown}"
    if name == "new" and len(shown) != 2:
        yield f"half a project: {shown}"


@cache
def _before(origin: Path) -> tuple[list[object], str]:
    return _tasks(run(origin, "list", PROJECT, "--format", "json")), run(origin, "history", PROJECT).out


def _tasks(ran: Ran) -> list[object]:
    return [(task["progress"], task["text"]) for task in json.loads(ran.out)]


def load(folder: Path) -> None:
    """Load all that the commands use, so that their copies of this process need not."""
    from planlens import workflow  # noqa: PLC0415
    from planlens.cli.main import main as command_line  # noqa: PLC0415
    from planlens.exports import all_exporters  # noqa: PLC0415

    assert command_line.commands
    all_exporters()
    workflow.warm_up()
    with workflow.open_project(folder / PROJECT, "", read_only=True) as project:
        workflow.compare_version(project, folder / "新版.txt")


def main(arguments: list[str]) -> int:
    """Kill at every write, or at those that are named (``rename:1``); tell what is wrong, and how much was tried."""
    tried, wrong = 0, 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["PLANLENS_HOME"] = str(place / "home")
        origin = prepared(place)
        load(origin)
        points = [point.partition(":") for point in arguments if ":" in point]
        wanted = [(call, int(number)) for call, _, number in points]
        if not wanted:
            most = counted(origin, place / "all")
            print(most, flush=True)
            calls = [call for call in CALLS if call in (arguments or CALLS)]
            wanted = [(call, number) for call in calls for number in range(1, most.get(call, 0) + 1)]
        for call, number in wanted:
            tried += 1
            for problem in killed(origin, place / "all", call, number):
                wrong += 1
                print(problem, flush=True)
    print(f"{tried} × {len(COMMANDS)} commands killed, {wrong} problems")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
