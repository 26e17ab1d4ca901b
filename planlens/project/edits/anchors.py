"""Places in a document's text once the text has changed: the same words again, nearest to where they stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow

Anchored = TypeVar("Anchored", bound=SectionRow | TaskRow | TargetRow | UnitRow)

Anchor = Callable[[int | None, int | None], tuple[int | None, int | None]]


def anchors(old: str, new: str) -> Anchor:
    """Return a function that leads a place of the old text to the same words in the new one, or to (None, None)."""

    def moved(start: int | None, end: int | None) -> tuple[int | None, int | None]:
        if start is None or end is None or old == new:
            return start, end
        words = old[start:end]
        expected = round(start * len(new) / max(1, len(old)))
        before, after = new.rfind(words, 0, expected + len(words)), new.find(words, expected)
        found = [place for place in (before, after) if place >= 0]
        if not words or not found:
            return None, None
        nearest = min(found, key=lambda place: abs(place - expected))
        return nearest, nearest + len(words)

    return moved


def anchored(row: Anchored, anchor: Anchor) -> Anchored:
    """Return a row with its place (a task's also that of its deadline) in the new text."""
    start, end = anchor(row.start, row.end)
    row = replace(row, start=start, end=end)
    if isinstance(row, TaskRow):
        first, last = anchor(row.deadline_start, row.deadline_end)
        return replace(row, deadline_start=first, deadline_end=last)
    return row
