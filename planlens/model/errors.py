"""Errors that a user can do something about."""

from __future__ import annotations


class PlanlensError(Exception):
    """Something went wrong that the user can mend.

    Args:
        code: a short, stable English name (``file-missing``), for tests and logs.
        message: one sentence in Chinese: what happened and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
