"""The background process: it reads and understands documents, so that nothing heavy is ever loaded beside the window.

jieba and scikit-learn hold the interpreter's lock for a tenth of a second and more; a thread would freeze the window.
Frames go over the standard streams: the length (8 bytes, big-endian) and a pickle. Requests are ``(name, arguments)``
of a function of :mod:`planlens.workflow`; answers ``("progress", fraction, text)`` any number of times, then one of
``("done", packed result)``, ``("error", code, message)`` or ``("crash", traceback)``. No Qt is imported here.
"""

from __future__ import annotations

import importlib
import os
import pickle
import sys
import traceback
from typing import IO, Any

from planlens.background.packing import pack
from planlens.model import PlanlensError

WARM_UP = "warm-up"
"""The request that only loads what later requests need."""


def send(stream: IO[bytes], message: tuple[Any, ...]) -> None:
    """Write one frame."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Any, ...] | None:
    """Return the next frame, None where the other side has gone."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    if len(data) < size:
        return None
    found: tuple[Any, ...] = pickle.loads(data)
    return found


def answer(name: str, arguments: tuple[Any, ...], out: IO[bytes]) -> None:
    """Do one request and write its answer."""
    try:
        workflow = importlib.import_module("planlens.workflow")
        if name == WARM_UP:
            workflow.warm_up()
            send(out, ("done", pack(None)))
            return
        function = getattr(workflow, name)
        result = function(*arguments, report=lambda fraction, text: send(out, ("progress", fraction, text)))
        send(out, ("done", pack(result)))
    except PlanlensError as error:
        send(out, ("error", error.code, error.message))
    except (OSError, BrokenPipeError) as error:
        send(out, ("error", "system", f"系统错误：{error}。请稍后再试。"))
    except Exception:
        send(out, ("crash", traceback.format_exc()))


def main() -> None:
    """Answer requests until the window goes away."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    while (request := receive(sys.stdin.buffer)) is not None:
        answer(request[0], request[1], out)


if __name__ == "__main__":
    main()
