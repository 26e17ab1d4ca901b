"""Errors that a user can do something about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clash:
    """Where two people have changed the same thing at once, in words.

    Attributes:
        who: the other one.
        what: what both have changed: “推进千兆光网…”.
        field: which of its fields, "" for the whole of it.
        theirs: what the other one has made of it.
        ours: what this user would make of it.
    """

    who: str
    what: str
    field: str
    theirs: str
    ours: str


class PlanlensError(Exception):
    """Something went wrong that the user can mend.

    Args:
        code: a short, stable English name (``file-missing``), for tests and logs.
        message: one sentence in Chinese: what happened and what to do.
        clashes: what somebody else has changed at the same time, for ``clash``.
    """

    def __init__(self, code: str, message: str, clashes: tuple[Clash, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.clashes = clashes
