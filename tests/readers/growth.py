"""What it costs to read a file, in processor time and memory, measured in a process of its own.

python tests/readers/growth.py                # every hostile file at an attacker's size
python tests/readers/growth.py NAME…          # how some grow: n, 2n, 4n
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMORY = 3 * 1024**3
SECONDS = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """What became of a file (``ok``, or an error code), seconds of processor time, and megabytes at most."""

    result: str
    seconds: float
    megabytes: float


def costs(files: list[bytes]) -> list[Cost]:
    """Read files one after another, each in a process of its own that has all readers loaded."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.{_ending(data)}" for number, data in enumerate(files)]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
        done = subprocess.run(
            [sys.executable, __file__, "--read", *map(str, paths)], capture_output=True, env=environment, check=True
        )
    return [Cost(*json.loads(line)) for line in done.stdout.decode().splitlines()]


def _ending(data: bytes) -> str:
    """Return an ending for a file's name; Markdown is told by it."""
    return "md" if data.startswith((b"# ", b"---\n")) else "bin"


def _read(paths: list[str]) -> None:
    """Read each file in a fork, and tell of it in a line of JSON."""
    from planlens.readers import all_readers  # noqa: PLC0415

    all_readers()
    for path in paths:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            _read_one(Path(path))
        _, status, used = os.wait4(child, 0)
        if status:
            print(json.dumps([f"killed {status}", used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))


def _read_one(path: Path) -> None:
    import resource  # noqa: PLC0415

    from planlens.model import PlanlensError  # noqa: PLC0415
    from planlens.readers import read_document  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    before = resource.getrusage(resource.RUSAGE_SELF)
    try:
        read_document(path)
        result = "ok"
    except PlanlensError as error:
        result = error.code if error.message.endswith("。") else f"{error.code} without a full stop"
    except BaseException as error:
        result = repr(error)[:200]
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps([result, spent, (after.ru_maxrss - before.ru_maxrss) / 1024]))
    sys.stdout.flush()
    os._exit(0)


def _main(arguments: list[str]) -> None:
    from hostile import HOSTILE  # noqa: PLC0415

    if arguments[:1] == ["--read"]:
        _read(arguments[1:])
        return
    for name, attack in HOSTILE.items():
        if not arguments or name in arguments:
            sizes = [attack.small * factor for factor in (1, 2, 4)] if arguments else [attack.large]
            for size in sizes:
                data = attack.build(size)
                (cost,) = costs([data])
                spent = f"{cost.seconds:7.2f} s {cost.megabytes:8.0f} MB"
                print(f"{name:40} {size:>11,} {len(data):>12,} B {spent}  {cost.result}", flush=True)


if __name__ == "__main__":
    _main(sys.argv[1:])
