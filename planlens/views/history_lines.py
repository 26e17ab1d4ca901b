"""The history of a project as lines to show, and which of them can be gone back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlens.project.changes import Entry

_VERBS = {"do": "", "undo": "撤销：", "redo": "重做："}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the history; *items* are the ids that the action touched."""

    seq: int
    time: str
    who: str
    text: str
    items: tuple[str, ...]


def line_of(entry: Entry) -> HistoryLine:
    """Return the line that shows an entry."""
    time = entry.time[:16].replace("T", " ")
    return HistoryLine(entry.seq, time, entry.who, f"{_VERBS[entry.kind]}{entry.label}", tuple(entry.items.split()))


def standing(entries: Sequence[Entry]) -> list[int]:
    """Return the numbers of the actions that stand, the newest first, as far as these entries reach.

    Args:
        entries: entries without gaps, the newest first.
    """
    known = {entry.seq: entry for entry in entries}
    found: list[int] = []
    seq = entries[0].undo if entries else 0
    while seq in known:
        found.append(seq)
        seq = known[seq].below
    return found


def matching(lines: Iterable[HistoryLine], text: str, item: str) -> list[HistoryLine]:
    """Return the lines that hold every word of *text* and, unless "", touch *item*."""
    words = text.lower().split()
    return [
        line
        for line in lines
        if (not item or item in line.items)
        and all(word in f"{line.time} {line.who} {line.text}".lower() for word in words)
    ]
