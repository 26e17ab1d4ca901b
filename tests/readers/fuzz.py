"""Damaged files for every reader, read in another process that has limits of memory and time.

    python tests/readers/fuzz.py docx --count 2000      # what became of 2,000 damaged files
    python tests/readers/fuzz.py docx --number 17 > x   # the 17th of them, to look at

A format's seed files come from ``seeds()`` in a module ``tests/readers/*_seeds.py`` with ``FORMAT = "docx"``; nothing
else has to know it. Files of the public collection with the reader's endings join them in the long run.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import selectors
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from mutations import mutate

from planlens.background.budget import MEMORY, SECONDS
from planlens.model import Document, PlanlensError
from planlens.readers import all_readers, read_document

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[2] / "shared" / "corpus" / "files"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: ``ok``, an error code of planlens, or a failure with its reason."""

    number: int
    result: str
    failed: bool
    seconds: float


def seeds(file_format: str, *, corpus: bool = False) -> list[bytes]:
    """Return the seed files of a format, those of the public collection too if *corpus*."""
    found: list[bytes] = []
    for path in sorted(HERE.glob("*_seeds.py")):
        module = importlib.import_module(path.stem)
        if file_format == module.FORMAT:
            found.extend(module.seeds())
    if corpus and CORPUS.is_dir():
        endings = next(reader.extensions for reader in all_readers() if reader.format == file_format)
        found.extend(path.read_bytes() for path in sorted(CORPUS.iterdir()) if path.suffix in endings)
    return found


def damaged(file_format: str, originals: list[bytes], number: int) -> bytes:
    """Return the damaged file with this number, always the same one."""
    chance = Random(f"{file_format} {number}")
    return mutate(originals[number % len(originals)], originals, chance)


def run(file_format: str, originals: list[bytes], count: int) -> Iterator[Outcome]:
    """Read *count* damaged files of a format and yield what became of each."""
    yield from read_all(damaged(file_format, originals, number) for number in range(count))


def read_all(files: Iterable[bytes]) -> Iterator[Outcome]:
    """Read files in a process with limits; a new one is started where one crashed or hung."""
    worker = None
    try:
        for number, data in enumerate(files):
            worker = worker if worker is not None and worker.poll() is None else _start()
            begun = time.perf_counter()
            result, failed = _ask(worker, data)
            yield Outcome(number, result, failed, time.perf_counter() - begun)
    finally:
        if worker is not None:
            _stop(worker)


def _start() -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path]), "PYTHONFAULTHANDLER": "1"}
    worker = subprocess.Popen(
        [sys.executable, __file__, "--worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"ready\n"
    return worker


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _ask(worker: subprocess.Popen[bytes], data: bytes) -> tuple[str, bool]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        worker.stdin.write(struct.pack("<Q", len(data)) + data)
        worker.stdin.flush()
    except BrokenPipeError:
        return f"crash {worker.wait()}", True
    with selectors.DefaultSelector() as selector:
        selector.register(worker.stdout, selectors.EVENT_READ)
        begun = _worked(worker)
        while not selector.select(SECONDS / 4):
            if _worked(worker) - begun > SECONDS:
                _stop(worker)
                return f"hang: over {SECONDS:.0f} s", True
    line = worker.stdout.readline()
    if not line:
        return f"crash {worker.wait()}", True
    result, failed = json.loads(line)
    return result, failed


def _worked(worker: subprocess.Popen[bytes]) -> float:
    """Return the processor time that a process has used, in seconds; the time of day where that is not to be had."""
    try:
        fields = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return time.monotonic()


def _work() -> None:
    """Read files from standard input, each with its length before it, and answer with a line of JSON for each."""
    with suppress(ImportError):  # Windows has no such limits
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    all_readers()
    sys.setrecursionlimit(1000)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "文件.bin"
        while head := sys.stdin.buffer.read(8):
            path.write_bytes(sys.stdin.buffer.read(struct.unpack("<Q", head)[0]))
            sys.stdout.write(json.dumps(_outcome(path)) + "\n")
            sys.stdout.flush()


def _outcome(path: Path) -> tuple[str, bool]:
    try:
        check(read_document(path))
    except PlanlensError as error:
        return error.code, not error.message.endswith("。")
    except BaseException as error:  # whatever it is, the user would see a traceback
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {str(error)[:80]} at {Path(place.filename).name}:{place.lineno}", True
    return "ok", False


def check(document: Document) -> None:
    """Assert what holds for every document: blocks in reading order, trimmed, inside the text."""
    end = 0
    for block in document.blocks:
        text = block.span.of(document.text)
        assert block.span.start >= end
        assert text
        assert text == text.strip()
        assert text.startswith(block.number)
        assert all(block.span.covers(mark) for mark in block.marks)
        end = block.span.end
    assert end <= len(document.text)


def report(outcomes: Iterable[Outcome]) -> str:
    """Return what became of the files, the commonest first, and the first number of each failure."""
    results = list(outcomes)
    lines = [f"{count:6} {result}" for result, count in Counter(item.result for item in results).most_common()]
    first: dict[str, int] = {}
    for item in results:
        if item.failed:
            first.setdefault(item.result, item.number)
    lines += [f"FAILED {result}: first in number {number}" for result, number in first.items()]
    slowest = max(results, key=lambda item: item.seconds)
    return "\n".join([*lines, f"slowest: {slowest.seconds:.1f} s, number {slowest.number}"])


def _main() -> None:
    parser = argparse.ArgumentParser(description="Read damaged files of a format.")
    parser.add_argument("format", nargs="?", default="")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--number", type=int, help="write the damaged file with this number to standard output")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        _work()
        return
    originals = seeds(chosen.format, corpus=True)
    if chosen.number is not None:
        sys.stdout.buffer.write(damaged(chosen.format, originals, chosen.number))
        return
    print(report(run(chosen.format, originals, chosen.count)))


if __name__ == "__main__":
    _main()
