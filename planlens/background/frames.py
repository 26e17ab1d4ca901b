"""Messages between processes: the length (8 bytes, big-endian) and a pickle."""

from __future__ import annotations

import pickle
from typing import IO, Any


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
