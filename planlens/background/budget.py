"""How much time and memory the reading of one file may take, whatever the file does; the program goes on afterwards.

The readers count what comes out and refuse too much of it (``planlens.readers.limits``). This is the wall behind them,
also around the C libraries: the system itself ends a process that has used up its time, and gives it no more memory.
Where a system has no such limits (Windows), front-ends wait no longer than :func:`patience`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from planlens.model import PlanlensError

SECONDS = 20
"""Processor time that one step may take: the longest plans are read in two seconds."""
BYTES_A_SECOND = 1024 * 1024
"""A large file gets a second more for each so many bytes."""
MEMORY = 2 * 1024**3
"""Bytes of memory; text recognition may take as much again for its models."""
_SLOWEST = 4
"""How many times slower than its processor time a step may be on a busy computer."""
_ADVICE = "请拆分文件，或用 Word、WPS 打开后另存为 .docx，再试一次。"


def seconds_for(files: Iterable[object]) -> int:
    """Return the processor time for reading files; what is no path of a file counts nothing."""
    size = 0
    for file in files:
        with suppress(OSError):
            size += file.stat().st_size if isinstance(file, Path) else 0
    return SECONDS + size // BYTES_A_SECOND


def patience(seconds: int) -> float:
    """Return how long to wait, in seconds of the day, for a step that may take so much processor time."""
    return float(_SLOWEST * seconds)


def too_slow(seconds: int) -> PlanlensError:
    """Return the error for a file that took too long."""
    return PlanlensError("too-slow", f"读取文件用了 {seconds} 秒仍未完成，已停止（文件可能过于复杂）。{_ADVICE}")


def too_much_memory() -> PlanlensError:
    """Return the error for a file that needs too much memory."""
    return PlanlensError("too-much-memory", f"读取文件需要的内存超过 {MEMORY // 1024**3} GB，已停止。{_ADVICE}")


def ended(status: int | None, seconds: int) -> PlanlensError:
    """Return the error for a process that ended while it read.

    Args:
        status: its exit code, negative for a signal; None where it was ended because it took too long.
        seconds: the processor time that it had.
    """
    if status is None or -status == _time_signal():
        return too_slow(seconds)
    what = f"文件可能已损坏，或需要的内存超过 {MEMORY // 1024**3} GB"
    return PlanlensError("reader-gone", f"读取文件时意外中断（{what}）。{_ADVICE}")


def _time_signal() -> int:
    import signal  # noqa: PLC0415 (not on the way to the window)

    return int(getattr(signal, "SIGXCPU", 0))


@contextmanager
def limited(seconds: int) -> Iterator[Callable[[], None]]:
    """Within, this process may use so much processor time for each step, and :data:`MEMORY` more than it has now.

    Beyond the time the system ends the process; beyond the memory Python raises :class:`MemoryError`, and libraries
    end the process.

    Yields:
        what is called where a new step begins.

    Raises:
        PlanlensError: ``too-much-memory``.
    """
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        yield lambda: None
        return

    def begin() -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)

    recognises = find_spec("rapidocr") is not None
    _set(resource, resource.RLIMIT_CORE, 0)
    _set(resource, resource.RLIMIT_AS, _address_space() + MEMORY * (2 if recognises else 1))
    begin()
    try:
        yield begin
    except MemoryError:
        raise too_much_memory() from None
    finally:
        for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
            _set(resource, kind, resource.getrlimit(kind)[1])


def _set(resource: Any, kind: int, soft: int) -> None:
    """Set a limit of this process, as far as its hard limit allows; systems that know no such limit keep theirs."""
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY and (soft > hard or soft == resource.RLIM_INFINITY):
        soft = hard
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


def _address_space() -> int:
    """Return how many bytes of address space this process has; 0 where the system does not tell."""
    if sys.platform != "linux":
        return MEMORY
    import resource  # noqa: PLC0415

    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return MEMORY
