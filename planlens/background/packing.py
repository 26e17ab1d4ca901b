"""Results of the background process in pieces.

A pickle is loaded in one go while the interpreter's lock is held: 130 ms for a plan of 100,000 characters. Between
pieces the window's thread gets its turn.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

PIECE = 50
"""Members of a tuple or list that are pickled together; a task with its units takes 0.05 ms to load."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A value in pieces: a pickle, a dataclass as its packed fields, or a tuple or list as pickles of its slices."""

    kind: type | None
    pieces: tuple[Any, ...]


def pack(value: Any) -> Packed:
    """Return a value in pieces of which none takes long to load."""
    if is_dataclass(value) and not isinstance(value, type):
        return Packed(type(value), tuple(pack(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, tuple | list) and len(value) > PIECE and type(value) in {tuple, list}:
        slices = (value[start : start + PIECE] for start in range(0, len(value), PIECE))
        return Packed(type(value), tuple(map(_pickled, slices)))
    return Packed(None, (_pickled(value),))


def unpack(packed: Packed) -> Any:
    """Return the value that :func:`pack` took to pieces."""
    if packed.kind is None:
        return pickle.loads(packed.pieces[0])
    if packed.kind in {tuple, list}:
        return packed.kind(item for piece in packed.pieces for item in pickle.loads(piece))
    return packed.kind(*map(unpack, packed.pieces))


def _pickled(value: Any) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
