"""How the columns of the tree share the room that there is: what is dearest stays in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SPARED = ("source", "targets", "support", "number")
"""The columns that go first where the window is too narrow for all of them: the detail panel tells of them too."""

LEAST, LESS = 16, 12
"""Chinese characters that a line of a task's text holds at least: usually, and before more columns have to go."""

ROWS = 8
"""Rows that should be seen at once; where there is no room for them, each has one line of text."""


def fitted(wanted: Mapping[str, int], room: int, em: int, spared: Sequence[str] = SPARED) -> dict[str, int]:
    """Return the columns that fit into a room, in pixels, the text as wide as the others leave it.

    Where even the dearest do not fit, they keep their widths: the rest is scrolled to.

    Args:
        wanted: the width of each shown column by its key, ``text`` among them, in pixels.
        room: the width of the whole table in pixels.
        em: the width of a Chinese character in pixels.
        spared: the columns that may go, the first one first.
    """
    shown = {key: width for key, width in wanted.items() if key != "text"}
    least = LEAST * em
    for key in spared:
        if sum(shown.values()) + least <= room:
            break
        if key == spared[-1]:
            least = LESS * em
            if sum(shown.values()) + least <= room:
                break
        shown.pop(key, None)
    shown["text"] = max(least, room - sum(shown.values()))
    return {key: shown[key] for key in wanted if key in shown}


def lines_for(height: int, line: int, usual: int) -> int:
    """Return how many lines of text a row has in a table of a height, all in pixels: fewer before rows are too few."""
    lines = usual
    while lines > 1 and height < ROWS * row_height(lines, line):
        lines -= 1
    return lines


def row_height(lines: int, line: int) -> int:
    """Return the height of a row with so many lines of text, each *line* pixels high."""
    return lines * line + 6
