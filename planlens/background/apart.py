"""Reading in a copy of this process, for the command line: it costs a few milliseconds and not a new start.

The copy has the limits of :mod:`planlens.background.budget`; whatever becomes of it, this process goes on. Systems
that cannot copy a process (Windows) read in this one, which then ends with a message where it takes too long.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar, cast

from planlens.background import budget
from planlens.background.frames import receive, send
from planlens.model import PlanlensError

Found = TypeVar("Found")
Report = Callable[[float, str], None]
FAILED = 2
"""The exit code of the command line for whatever fails."""


def read_apart(read: Callable[[Path, Report], Found], path: Path) -> Found:
    """Return what *read* makes of a file, within the limits of time and memory.

    Args:
        read: gets the file and is told to report its steps; its result must be one that can be pickled.
        path: the file.

    Raises:
        PlanlensError: ``too-slow``, ``too-much-memory``, ``reader-gone``; and whatever *read* raises.
    """
    seconds = budget.seconds_for([path])
    if not hasattr(os, "fork"):
        return _read_here(read, path, seconds)
    source, target = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(source)
            with os.fdopen(target, "wb") as stream:
                _answer(read, path, seconds, stream)
        finally:  # whatever happens: the copy must never go on with what this process was about to do
            os._exit(0)
    os.close(target)
    frame, status = None, None
    try:
        with os.fdopen(source, "rb") as stream, suppress(EOFError):
            frame = receive(stream)
    finally:
        if frame is None:
            os.kill(child, signal.SIGKILL)  # one that has ended keeps its own status
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if frame is None:
        raise budget.ended(status, seconds)
    return cast("Found", _result(frame))


def _answer(read: Callable[[Path, Report], object], path: Path, seconds: int, stream: IO[bytes]) -> None:
    """Read in the copy, and send what came of it."""
    try:
        with budget.limited(seconds) as begin:
            found = read(path, lambda _fraction, _text: begin())
        send(stream, ("done", found))
    except PlanlensError as error:
        send(stream, ("error", error.code, error.message))
    except BaseException as error:
        error.add_note(traceback.format_exc())
        try:
            send(stream, ("raised", error.with_traceback(None)))
        except Exception:  # an error that cannot be pickled
            send(stream, ("raised", RuntimeError(f"{type(error).__name__}: {error}")))


def _result(frame: tuple[object, ...]) -> object:
    match frame:
        case ("error", str(code), str(message)):
            raise PlanlensError(code, message)
        case ("raised", BaseException() as error):
            raise error
        case (_, found):
            return found
    raise RuntimeError("the copy sent nothing that is known")


def _read_here(read: Callable[[Path, Report], Found], path: Path, seconds: int) -> Found:
    timer: threading.Timer | None = None

    def begin(_fraction: float, _text: str) -> None:
        nonlocal timer
        if timer is not None:
            timer.cancel()
        timer = threading.Timer(budget.patience(seconds), _give_up, (seconds,))
        timer.daemon = True
        timer.start()

    begin(0.0, "")
    try:
        return read(path, begin)
    except MemoryError:
        raise budget.too_much_memory() from None
    finally:
        if timer is not None:
            timer.cancel()


def _give_up(seconds: int) -> None:
    """End this process from beside the thread that reads, which may be inside a library."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{budget.too_slow(seconds).message}\n")
        sys.stderr.flush()
    os._exit(FAILED)
