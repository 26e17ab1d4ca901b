"""Text recognition: what an add-on that reads pictures of pages has to be, and how it is found.

An add-on is a function that takes a :class:`Picture` and returns the lines of text that it sees with their places. A
package offers one under the entry point group ``planlens.ocr``; the entry is called without arguments and returns the
function, or None where it cannot work. planlens itself has one, which needs ``pip install planlens[ocr]``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

from planlens.readers.recognition import rapid
from planlens.readers.recognition.seen import Picture, SeenText

Recogniser = Callable[[Picture], Sequence[SeenText]]
"""Turns the picture of a page into its lines of text, in any order; may raise to give up."""

GROUP = "planlens.ocr"


def find_recogniser() -> Recogniser | None:
    """Return the recogniser of the first add-on that can work, the one of planlens last; None where there is none."""
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            found: Recogniser | None = entry.load()()
        except Exception:  # a broken add-on must not keep a file from being read
            continue
        if found is not None:
            return found
    return rapid.recogniser()


__all__ = ["GROUP", "Picture", "Recogniser", "SeenText", "find_recogniser"]
