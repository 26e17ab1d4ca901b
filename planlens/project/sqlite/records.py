"""Records of a project file as rows and as lines of its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from planlens.project.changes import Entry
from planlens.project.rows import Row, flags
from planlens.project.sqlite.refusals import unsound_history

LARGEST = 10**15
"""No number that planlens counts up is as large: after it there is room for every action and id to come."""


def row_of(kind: type[Row], record: tuple[Any, ...]) -> Row:
    """Return a row of what is kept of it."""
    places = flags(kind)
    if not places:
        return kind(*record)
    fields = list(record)
    for place in places:
        if fields[place] in (0, 1):
            fields[place] = bool(fields[place])
    return kind(*fields)


def highest(rows: Iterable[Row]) -> dict[str, int]:
    """Return the highest number that sound ids of each letter have: the last of the longest."""
    found: dict[str, int] = {}
    for letter, some in groupby((row.id for row in rows), itemgetter(0)):
        ids = list(some)
        longest = max(map(len, ids))
        number = max(key for key in ids if len(key) == longest)[1:]
        if number.isdigit():
            found[letter] = max(found.get(letter, 0), int(number))
    return found


def entry_of(record: tuple[Any, ...]) -> Entry:
    """Return a line of the history.

    Raises:
        PlanlensError: ``unsound-history``, somebody has changed it.
    """
    entry = Entry(*record)
    numbers = (entry.seq, entry.undo, entry.redo, entry.below)
    texts = (entry.time, entry.who, entry.kind, entry.label, entry.edit, entry.items)
    counted = all(isinstance(value, int) and 0 <= value < LARGEST for value in numbers)
    if (
        not counted
        or not all(isinstance(value, str) for value in texts)
        or entry.kind not in ("do", "undo", "redo")
        or not _is_time(entry.time)
    ):
        raise unsound_history()
    return entry


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
