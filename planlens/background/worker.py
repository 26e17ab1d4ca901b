"""The background process: it reads and understands documents, so that nothing heavy is ever loaded beside the window.

jieba and scikit-learn hold the interpreter's lock for a tenth of a second and more; a thread would freeze the window.
Frames (:mod:`planlens.background.frames`) go over the standard streams. Requests are ``(name, arguments)``
of a function of :mod:`planlens.workflow`; answers ``("progress", fraction, text)`` any number of times, then one of
``("done", packed result)``, ``("error", code, message)`` or ``("crash", traceback)``. No Qt is imported here.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Callable
from typing import IO, Any

from planlens.background import budget
from planlens.background.frames import receive, send
from planlens.background.packing import pack
from planlens.model import PlanlensError

WARM_UP = "warm-up"
"""The request that only loads what later requests need."""
READING = frozenset({"read_plan", "read_pasted", "pasted_file", "read_version", "compare_version", "compare_file"})
"""The requests that read what somebody else wrote, in limits of time and memory."""


def answer(name: str, arguments: tuple[Any, ...], out: IO[bytes]) -> bool:
    """Do one request and write its answer; return whether the process is good for another one."""
    try:
        workflow = importlib.import_module("planlens.workflow")
        if name == WARM_UP:
            workflow.warm_up()
            send(out, ("done", pack(None)))
        elif name in READING:
            with budget.limited(budget.seconds_for(arguments)) as begin:
                result = pack(_done(getattr(workflow, name), arguments, out, begin))
            send(out, ("done", result))
        else:
            send(out, ("done", pack(_done(getattr(workflow, name), arguments, out))))
    except PlanlensError as error:
        send(out, ("error", error.code, error.message))
        return error.code != budget.too_much_memory().code  # what it has taken, it does not give back
    except (OSError, BrokenPipeError) as error:
        send(out, ("error", "system", f"系统错误：{error}。请稍后再试。"))
    except Exception:
        send(out, ("crash", traceback.format_exc()))
    return True


def _done(
    function: Callable[..., Any], arguments: tuple[Any, ...], out: IO[bytes], begin: Callable[[], None] = lambda: None
) -> Any:
    """Call a function that reports its steps; *begin* is called where one begins."""

    def report(fraction: float, text: str) -> None:
        begin()
        send(out, ("progress", fraction, text))

    return function(*arguments, report=report)


def main() -> None:
    """Answer requests until the window goes away."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    while (request := receive(sys.stdin.buffer)) is not None:
        if not answer(request[0], request[1], out):
            break


if __name__ == "__main__":
    main()
