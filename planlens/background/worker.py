"""The background process: it reads and understands documents, so that nothing heavy is ever loaded beside the window.

jieba and scikit-learn hold the interpreter's lock for a tenth of a second and more; a thread would freeze the window.
Frames (:mod:`planlens.background.frames`) go over the standard streams. A request is a function of
:mod:`planlens.workflow`, which a pickle holds by its name, with its arguments and named arguments; answers are
``("progress", fraction, text)`` any number of times, then one of ``("done", packed result)``,
``("error", code, message)`` or ``("crash", traceback)``. No Qt is imported here.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import IO, Any

from planlens import workflow
from planlens.background import budget
from planlens.background.frames import receive, send
from planlens.background.packing import pack
from planlens.model import PlanlensError
from planlens.workflow import asking, beside, returned_files, searching

UseCase = Callable[..., object]
"""A function of the workflow; it is given ``report`` as well."""
READING: frozenset[UseCase] = frozenset(
    {
        workflow.read_plan,
        workflow.read_pasted,
        workflow.pasted_file,
        workflow.read_version,
        workflow.compare_version,
        workflow.compare_file,
        returned_files.read_books,
        asking.read_report_file,
        beside.compare_at,
        beside.align_at,
        searching.index_folder,
    }
)
"""The use cases that read what somebody else wrote, in limits of time and memory."""


def answer(function: UseCase, arguments: tuple[Any, ...], named: Mapping[str, Any], out: IO[bytes]) -> bool:
    """Do one request and write its answer; return whether the process is good for another one."""
    begin: Callable[[], None] = _nothing

    def report(fraction: float, text: str) -> None:
        begin()
        send(out, ("progress", fraction, text))

    try:
        if function in READING:
            with budget.limited(budget.seconds_for(arguments)) as begin:
                result = pack(function(*arguments, **named, report=report))
        else:
            result = pack(function(*arguments, **named, report=report))
        send(out, ("done", result))
    except PlanlensError as error:
        send(out, ("error", error.code, error.message))
        return error.code != budget.too_much_memory().code  # what it has taken, it does not give back
    except (OSError, BrokenPipeError) as error:
        send(out, ("error", "system", f"系统错误：{error}。请稍后再试。"))
    except Exception:
        send(out, ("crash", traceback.format_exc()))
    return True


def _nothing() -> None:
    """Begin a step that may take any time."""


def main() -> None:
    """Answer requests until the window goes away."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    while (request := receive(sys.stdin.buffer)) is not None:
        function, arguments, named = request
        if not answer(function, arguments, named, out):
            break


if __name__ == "__main__":
    main()
