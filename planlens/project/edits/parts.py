"""Where the parts of a task stand in its document, once it has been split or merged."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BESIDE = re.compile(r"\s|[（(][^（）()]*[）)]")  # （牵头单位：市财政局）


def places_of_parts(text: str, start: int, end: int, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each part of a task stands in its document, white space aside; the whole place for one not there.

    Args:
        text: the document's.
        start: where the whole task begins in it.
        end: where that ends.
        parts: in their order, as they read.
    """
    known = [place for place in range(start, end) if not text[place].isspace()]
    whole, here, found = "".join(text[place] for place in known), 0, []
    for part in parts:
        words = "".join(part.split())
        at = whole.find(words, here) if words else -1
        if at < 0:
            found.append((start, end))
            continue
        here = at + len(words)
        found.append((known[at], known[here - 1] + 1))
    return found


def are_beside(text: str, end: int, start: int) -> bool:
    """Whether nothing but white space and notes in brackets stands between two places of a text."""
    return end <= start and not _BESIDE.sub("", text[end:start])
